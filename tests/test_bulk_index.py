"""The array-based core: what it finds, and the file it is kept in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geocoder.bulk import BulkIndex, container
from geocoder.errors import IndexFileError

NAMES = [
    ("دير الزور", "city"),
    ("دير الزور", "governorate"),
    ("الميادين", "mayadin"),
    ("Al Mayadin", "mayadin"),
    ("حي الجورة", "joura"),
    ("الجورة", "joura"),
    ("البوكمال", "bukamal"),
    ("جسر السياسية القديم", "bridge"),
    ("السكة 1", "railway_1"),
    ("مدرسة المستشفيات الاستثنائيةالكبيرة", "school"),
]


@pytest.fixture(scope="module")
def index():
    return BulkIndex.build(NAMES)


def surfaces(index: BulkIndex, text: str, *, fuzzy: bool = True) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.ids[0]) for match in index.find([text], fuzzy=fuzzy)]


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("في دير الزور اليوم", "دير الزور", "city"),
        ("في دَيْرِ الزُّورِ اليوم", "دَيْرِ الزُّورِ", "city"),
        ("في ديـر الزور", "ديـر الزور", "city"),
        ("في دير\u200f الزور\u200f", "دير\u200f الزور", "city"),
        ("#دير_الزور", "دير_الزور", "city"),
        ("وبدير  الزور", "دير  الزور", "city"),
        ("من الجوره", "الجوره", "joura"),
        ("للميادين", "لميادين", "mayadin"),
        ("وللميادين", "لميادين", "mayadin"),
        ("near al-mayadin's market", "al-mayadin", "mayadin"),
        ("ﺍﻟﻤﻴﺎﺩﻳﻦ", "ﺍﻟﻤﻴﺎﺩﻳﻦ", "mayadin"),
        ("المـ ـيادين", "المـ ـيادين", "mayadin"),
        ("الميـ.ادين", "الميـ.ادين", "mayadin"),
        ("ﺍﳌﻴﺎﺩﻳﻦ", "ﺍﳌﻴﺎﺩﻳﻦ", "mayadin"),
        ("في&nbsp;الميادين&zwnj;", "الميادين", "mayadin"),
        ("'Al-Mayadin's'", "Al-Mayadin", "mayadin"),
        ("😀😀 البوكمال", "البوكمال", "bukamal"),
        ("\ud800 البوكمال \udfff", "البوكمال", "bukamal"),
        ("بمدرسة المستشفيات الإستثنائيةالكبيره", "مدرسة المستشفيات الإستثنائيةالكبيره", "school"),
    ],
)
def test_spelling_variants_are_found_with_original_offsets(
    index: BulkIndex, text: str, surface: str, place: str
):
    assert surfaces(index, text, fuzzy=False) == [(surface, place)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "دير، الزور",
        "دير\n\nالزور",
        "ديرالزورية",
        "دير",
        "السكة 2",
        "مدرسة المستشفيات الاستثنائيةالصغيرة",
        "\u064e" * 50,
    ],
)
def test_other_texts_have_no_exact_match(index: BulkIndex, text: str):
    assert surfaces(index, text, fuzzy=False) == []


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("دبر الزور", "دبر الزور", "city"),
        ("ديرالزور", "ديرالزور", "city"),
        ("والبوكملل", "البوكملل", "bukamal"),
        ("الميادبن", "الميادبن", "mayadin"),
        ("جسر السيسية القديم", "جسر السيسية القديم", "bridge"),
    ],
)
def test_one_misspelt_word_is_forgiven(index: BulkIndex, text: str, surface: str, place: str):
    (match,) = index.find([text])
    assert (text[match.start : match.end], match.ids[0], match.edits) == (surface, place, 1)


@pytest.mark.parametrize("text", ["السكة 2", "الجورة2", "الحورة", "الصور"])
def test_short_words_and_numbers_are_not_corrected(index: BulkIndex, text: str):
    assert surfaces(index, text) == []


def test_ordinary_words_are_not_corrected():
    names = [("المدينات", "x")]
    assert len(BulkIndex.build(names, common_words=[]).find(["المدينان"])) == 1
    assert len(BulkIndex.build(names, common_words=["المدينان"]).find(["والمدينان"])) == 0


def test_a_word_near_two_names_is_neither():
    index = BulkIndex.build([("العرضيات", "a"), ("العرفيات", "b")], common_words=[])
    assert surfaces(index, "العركيات") == []
    assert surfaces(index, "العرفيات") == [("العرفيات", "b")]


def test_places_of_one_name_come_together(index: BulkIndex):
    (match,) = index.find(["دير الزور"])
    assert match.ids == ("city", "governorate")


def test_the_longest_name_wins(index: BulkIndex):
    assert surfaces(index, "بحي الجورة") == [("حي الجورة", "joura")]


def test_the_order_of_names_makes_no_difference(tmp_path: Path):
    BulkIndex.build(NAMES).save(tmp_path / "a")
    BulkIndex.build(reversed(NAMES)).save(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_batch_makes_no_difference(index: BulkIndex):
    texts = ["وصلوا دير الزور", "", "قال 'نعم' في الميادين", "البوكمالل", "دير", "الزور"] * 40
    alone = [(place, *match[1:]) for place, text in enumerate(texts) for match in index.find([text])]
    assert [tuple(match) for match in index.find(texts)] == alone


def test_a_long_text_is_as_its_parts(index: BulkIndex):
    part = "خرجوا من دير الزور نحو الميادين 'غربا'. "
    (once,) = [list(index.find([part]))]
    many = index.find([part * 9000])
    assert len(many) == len(once) * 9000
    assert many.end.tolist()[-1] == once[-1].end + len(part) * 8999


@pytest.mark.parametrize("size", [1, 7, 40])
def test_where_a_text_is_cut_makes_no_difference(
    index: BulkIndex, size: int, monkeypatch: pytest.MonkeyPatch
):
    text = "وصلوا دير. الزور ثم دير الزور. الميادين! حي الجورةـ. ـ ديـ. ـر الزور، دير الزور ا. ءلبوكمال " * 9
    expected = list(index.find([text, text]))
    monkeypatch.setattr("geocoder.bulk.pieces.PIECE", size)
    assert list(index.find([text, text])) == expected


@pytest.mark.parametrize("size", [1, 5, 30, 200])
def test_a_long_text_without_sentences_is_searched_in_parts(
    index: BulkIndex, size: int, monkeypatch: pytest.MonkeyPatch
):
    text = "من دير الزور دير والميادين دبر الزور  حي حي الجورةء للبوكمال ديرالزور جسر السيسية القديم " * 9
    expected = list(index.find([text]))
    monkeypatch.setattr("geocoder.bulk.pieces.BATCH", size)
    monkeypatch.setattr("geocoder.bulk.pieces.AHEAD", 60)
    assert list(index.find([text])) == expected


def test_letters_of_many_scripts_are_told_apart():
    names = [(chr(code) + "city", str(code)) for code in range(0x4E00, 0x4E00 + 400)]
    names += [("אבג", "hebrew")]
    index = BulkIndex.build(names, common_words=[])
    text = " ".join(name for name, _ in names) + " \u4dfecity"
    assert [match.ids for match in index.find([text], fuzzy=False)] == [(place,) for _, place in names]


@pytest.mark.parametrize("names", [[], [("", "x")], [("،،", "x")], [("ا" * 5 + "ب" * 80, "x")]])
def test_names_without_usable_words_are_left_out(names: list[tuple[str, str]]):
    index = BulkIndex.build(names)
    assert len(index) == 0
    assert len(index.find(["دير الزور " + "ا" + "ب" * 80, "ب" * 80])) == 0


@pytest.fixture
def saved(index: BulkIndex, tmp_path: Path) -> Path:
    path = tmp_path / "names.idx"
    index.save(path, sources="abc")
    return path


def test_an_opened_index_finds_the_same(index: BulkIndex, saved: Path):
    text = "من دير الزور الى الميادبن"
    assert list(BulkIndex.open(saved, sources="abc").find([text])) == list(index.find([text]))


def test_an_index_of_other_sources_is_refused(saved: Path):
    with pytest.raises(IndexFileError, match="gazetteer has changed"):
        BulkIndex.open(saved, sources="abd")


def test_any_damaged_byte_is_noticed(saved: Path):
    content = saved.read_bytes()
    for place in range(0, len(content), 997):
        damaged = bytearray(content)
        damaged[place] ^= 0x10
        saved.write_bytes(damaged)
        try:
            index = BulkIndex.open(saved)
        except IndexFileError:
            continue
        # Only the gaps between the parts may change unnoticed: nothing reads them.
        index.save(saved, sources="abc")
        assert saved.read_bytes() == content


@pytest.mark.parametrize("size", [0, 5, 20, 200, 4096, -1])
def test_a_file_cut_short_is_refused(saved: Path, size: int):
    saved.write_bytes(saved.read_bytes()[:size])
    with pytest.raises(IndexFileError):
        BulkIndex.open(saved)


def test_a_file_with_something_behind_it_is_refused(saved: Path):
    with saved.open("ab") as file:
        file.write(b"\0" * 64)
    with pytest.raises(IndexFileError, match="cut short or has something behind"):
        BulkIndex.open(saved)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x80\x04\x95", "دير الزور\n".encode() * 100])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "foreign").write_bytes(content)
    with pytest.raises(IndexFileError, match="no index of this library"):
        BulkIndex.open(tmp_path / "foreign")


def test_an_index_of_another_version_is_refused(
    index: BulkIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr("geocoder.bulk.index.__version__", "0.0.0")
        index.save(tmp_path / "old")
    with pytest.raises(IndexFileError, match=r"version 0\.0\.0"):
        BulkIndex.open(tmp_path / "old")


def test_an_index_of_another_normalizer_is_refused(
    index: BulkIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    index.save(tmp_path / "old")
    monkeypatch.setattr("geocoder.bulk.index.fingerprint", lambda: "other")
    with pytest.raises(IndexFileError, match=r"this is .* normalizer other; build the index again"):
        BulkIndex.open(tmp_path / "old")


def test_an_index_without_a_part_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("geocoder.bulk.index._maker", lambda: "test")
    container.write(tmp_path / "part", {}, maker="test")
    with pytest.raises(IndexFileError, match="has no part"):
        BulkIndex.open(tmp_path / "part")


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(IndexFileError, match="No such file"):
        BulkIndex.open(tmp_path / "missing")


def test_a_failed_save_leaves_the_old_file(index: BulkIndex, saved: Path, monkeypatch: pytest.MonkeyPatch):
    content = saved.read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space left"):
        index.save(saved)
    assert [path.name for path in saved.parent.iterdir()] == ["names.idx"]
    assert saved.read_bytes() == content


def test_the_digest_sees_names_and_contents(tmp_path: Path):
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").write_text("y")
    first = container.digest([tmp_path / "a", tmp_path / "b"])
    assert container.digest([tmp_path / "b", tmp_path / "a"]) == first
    (tmp_path / "b").write_text("z")
    assert container.digest([tmp_path / "a", tmp_path / "b"]) != first


def test_another_process_finds_the_same(saved: Path, index: BulkIndex):
    text = "من دير الزور الى الميادبن"
    code = (
        "import sys; from geocoder.bulk import BulkIndex\n"
        "for match in BulkIndex.open(sys.argv[1]).find([sys.argv[2]]):\n"
        "    print(*match[:3], *match.ids, match.edits)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(saved), text], capture_output=True, check=True)
    expected = [" ".join(map(str, (*match[:3], *match.ids, match.edits))) for match in index.find([text])]
    assert run.stdout.decode().splitlines() == expected
