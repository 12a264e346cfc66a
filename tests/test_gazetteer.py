"""Loading gazetteers: lookups, links, several at once, and every fault with its line."""

import pickle
import shutil
import threading
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geocoder.curation.write import dump
from geocoder.errors import GazetteerError, GeocoderError
from geocoder.gazetteer import Gazetteer, bundled_folder, bundled_names
from geocoder.kinds import kind, kinds
from geocoder.model import Basis, NameKind

SMALL = Path(__file__).parent / "data" / "small_gazetteer"
MAX_LINE = 65_536


@pytest.fixture(scope="module")
def small() -> Gazetteer:
    return Gazetteer.load(SMALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small gazetteer to break."""
    return Path(shutil.copytree(SMALL, tmp_path / "copy"))


def append(path: Path, *cells: str) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write("\t".join(cells) + "\n")


def place_cells(place_id: str, **cells: str) -> list[str]:
    """A complete row of places.tsv without a position."""
    columns = "id title kind feature_code parent_id pcode lat lon radius_m basis source start end description"
    values = {
        "id": place_id,
        "title": "موضع",
        "kind": "village",
        "basis": "unknown",
        "source": "atlas",
        **cells,
    }
    return [values.get(column, "") for column in columns.split()]


def name_cells(place_id: str, toponym: str, **cells: str) -> list[str]:
    values = {"lang": "ar", "kind": "variant", "weak": "0", "source": "atlas", **cells}
    columns = "lang kind weak source start end note"
    return [place_id, toponym, *(values.get(column, "") for column in columns.split())]


def other_folder(parent: Path, places: list[list[str]], names: list[list[str]], source: str = "") -> Path:
    """A second gazetteer folder with those rows."""
    made = parent / "other"
    made.mkdir()
    for name, rows in (("places.tsv", places), ("names.tsv", names)):
        header = (SMALL / name).read_text(encoding="utf-8").splitlines()[0]
        (made / name).write_text("\n".join([header, *("\t".join(row) for row in rows), ""]), encoding="utf-8")
    text = source or (SMALL / "sources.tsv").read_text(encoding="utf-8")
    (made / "sources.tsv").write_text(text, encoding="utf-8")
    return made


def fault(folder: Path) -> GazetteerError:
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.load(folder)
    assert "; " in str(caught.value), "the message ends with a remedy"
    return caught.value


# Lookups


def test_place_carries_the_cells_of_its_row(small: Gazetteer):
    joura = small["joura"]
    assert (joura.latitude, joura.longitude, joura.radius_m) == (35.345, 40.121, 700)
    assert (joura.kind, joura.feature_code, joura.pcode) == ("neighbourhood", "PPLX", "N0413")
    assert (joura.basis, joura.source, joura.gazetteer) == (Basis.READ, "atlas", "small")


def test_names_come_preferred_first_then_official_then_the_others(small: Gazetteer):
    assert [(name.toponym, name.kind.value) for name in small["joura"].names] == [
        ("Al-Joura", "preferred"),
        ("حي الجورة", "preferred"),
        ("حي الثورة", "official"),
        ("الجورة", "variant"),
    ]


def test_weak_names_are_marked(small: Gazetteer):
    assert {name.toponym for name in small["joura"].names if name.weak} == {"الجورة"}


def test_place_without_position_stays(small: Gazetteer):
    hospital = small["national_hospital"]
    assert (hospital.has_position, hospital.radius_m, hospital.basis) == (False, None, Basis.UNKNOWN)


def test_ancestors_go_up_to_the_top(small: Gazetteer):
    assert small["hospital"].ancestor_ids == ("joura", "city", "governorate", "syria")
    assert [place.id for place in small.ancestors("joura")] == ["city", "governorate", "syria"]


def test_children_are_the_places_below(small: Gazetteer):
    assert [place.id for place in small.children("city")] == ["joura", "national_hospital", "qusour"]
    assert small.children("hospital") == ()


def test_iterates_over_places_sorted_by_id(small: Gazetteer):
    ids = [place.id for place in small]
    assert ids == sorted(ids)
    assert len(small) == len(ids)


def test_unknown_id_is_a_key_error_that_says_where_it_looked(small: Gazetteer):
    assert "atlantis" not in small
    with pytest.raises(KeyError, match=r"atlantis.*small 1"):
        small["atlantis"]


def test_second_opinions_sources_and_relations_are_at_hand(small: Gazetteer):
    assert [claim.latitude for claim in small.positions("hatla")] == [35.37]
    assert small.positions("city") == ()
    assert small.source("atlas").licence == "CC BY 4.0"
    assert any(relation.distance_m == 4000 for relation in small.relations)
    with pytest.raises(KeyError, match="nowhere"):
        small.source("nowhere")


def test_footprints_belong_to_places(small: Gazetteer):
    footprint = small["joura"].footprint
    assert footprint is not None
    assert footprint["type"] == "Polygon"
    feature = small.feature("joura")
    assert feature is not None
    assert feature["properties"] == {
        "source": "atlas",
        "basis": "read",
        "licence": "CC BY 4.0",
        "radius_m": 50,
    }
    assert small["hatla"].footprint is None


def test_label_names_all_gazetteers(folder: Path):
    (folder / "gazetteer.toml").unlink()
    assert Gazetteer.load(SMALL, folder).label == "small 1 + copy"


def test_pickles_and_threads_see_the_same_places(small: Gazetteer):
    copies: list[Gazetteer] = []
    threads = [
        threading.Thread(target=lambda: copies.append(pickle.loads(pickle.dumps(small))))  # noqa: S301 - our own
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [list(copy) for copy in copies] == [list(small)] * 3


@settings(max_examples=20, deadline=None)
@given(seed=st.randoms(use_true_random=False))
def test_order_of_rows_never_matters(tmp_path_factory: pytest.TempPathFactory, seed: Random):
    shuffled = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("shuffled") / "small"))
    for path in shuffled.glob("*.tsv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        seed.shuffle(rows)
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    assert list(Gazetteer.load(shuffled)) == list(Gazetteer.load(SMALL))


def test_load_and_dump_reproduce_the_files(small: Gazetteer, tmp_path: Path):
    dump(small, tmp_path)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == sorted(path.name for path in SMALL.iterdir() if path.name != "README.md")
    for name in written:
        assert (tmp_path / name).read_bytes() == (SMALL / name).read_bytes(), name


# Several at once


def test_later_gazetteer_overrides_cells_that_it_fills(tmp_path: Path):
    row = place_cells("hatla", title="حطلة تحتاني", kind="town", parent_id="city")
    both = Gazetteer.load(SMALL, other_folder(tmp_path, [row], []))
    hatla = both["hatla"]
    assert (hatla.title, hatla.kind, hatla.feature_code, hatla.parent_id) == (
        "حطلة تحتاني",
        "town",
        "PPL",
        "city",
    )
    assert (hatla.latitude, hatla.basis, hatla.gazetteer) == (35.362, Basis.READ, "small")


def test_later_position_moves_as_a_whole(tmp_path: Path):
    position = {"lat": "35.4", "lon": "40.2", "radius_m": "900", "basis": "inferred", "source": "news"}
    both = Gazetteer.load(SMALL, other_folder(tmp_path, [place_cells("hatla", **position)], []))
    hatla = both["hatla"]
    assert (hatla.latitude, hatla.longitude, hatla.radius_m) == (35.4, 40.2, 900)
    assert (hatla.basis, hatla.source) == (Basis.INFERRED, "news")


def test_later_gazetteer_adds_names_and_replaces_equal_ones(tmp_path: Path):
    names = [name_cells("hatla", "حطلة", kind="official"), name_cells("hatla", "حطلة الكبرى")]
    both = Gazetteer.load(SMALL, other_folder(tmp_path, [], names))
    found = [(name.toponym, name.kind) for name in both["hatla"].names if name.lang == "ar"]
    assert found == [("حطلة", NameKind.OFFICIAL), ("حطلة الكبرى", NameKind.VARIANT)]


def test_parents_refer_across_gazetteers_and_new_places_come_behind(tmp_path: Path):
    both = Gazetteer.load(SMALL, other_folder(tmp_path, [place_cells("a_hamlet", parent_id="city")], []))
    assert both["a_hamlet"].ancestor_ids == ("city", "governorate", "syria")
    assert [place.id for place in both][-1] == "a_hamlet"


def test_equal_source_keys_with_other_meaning_are_kept_apart(tmp_path: Path):
    sources = "source\tcitation\turl\tlicence\tretrieved\natlas\tAnother atlas\t\tCC0\t\n"
    other = other_folder(tmp_path, [place_cells("hamlet")], [name_cells("hamlet", "الكفر")], sources)
    both = Gazetteer.load(SMALL, other)
    assert both.source("atlas").licence == "CC BY 4.0"
    assert both.source(both["hamlet"].source).licence == "CC0"
    assert both.source(both["hamlet"].names[0].source).citation == "Another atlas"


def test_without_a_name_all_bundled_gazetteers_load_the_main_one_first():
    assert bundled_names()[:2] == ("deir_ez_zor", "syria")
    loaded = Gazetteer.load()
    assert [about.name for about in loaded.folders] == list(bundled_names())
    assert loaded["joura"].gazetteer == "deir_ez_zor"


def test_bundled_gazetteer_is_named_or_given_as_folder():
    assert list(Gazetteer.load("deir_ez_zor")) == list(Gazetteer.load(bundled_folder() / "deir_ez_zor"))


def test_missing_gazetteer_says_which_ones_are_bundled():
    with pytest.raises(GazetteerError, match="no such gazetteer; give a folder or one of the bundled names"):
        Gazetteer.load("no_such_gazetteer")


def test_faults_are_errors_of_the_library_and_value_errors():
    with pytest.raises(GeocoderError):
        Gazetteer.load("no_such_gazetteer")
    with pytest.raises(ValueError, match="no such gazetteer"):
        Gazetteer.load("no_such_gazetteer")


# Faults


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"lat": "95", "lon": "40", "radius_m": "5", "basis": "read"}, "lat '95' is not between -90 and 90"),
        (
            {"lat": "35", "lon": "nan", "radius_m": "5", "basis": "read"},
            "lon 'nan' is not between -180 and 180",
        ),
        ({"lat": "35", "lon": "40", "radius_m": "inf", "basis": "read"}, "radius_m 'inf' is not between"),
        ({"lat": "35", "lon": "east", "radius_m": "5", "basis": "read"}, "lon 'east' is no number"),
        ({"lat": "35", "lon": "", "radius_m": "5", "basis": "read"}, "basis 'read' does not fit"),
        ({"lat": "35", "lon": "40", "radius_m": "5"}, "basis 'unknown' does not fit"),
        ({"basis": "read"}, "basis 'read' promises a position"),
        ({"basis": "guessed"}, "basis 'guessed' is no basis; use one of read"),
        ({"kind": "castle"}, "kind 'castle' is no kind of place; use one of country"),
        ({"parent_id": "atlantis"}, "parent_id 'atlantis' is no place; add that place"),
        ({"parent_id": "zz"}, "parent_id 'zz' closes a circle"),
        ({"title": ""}, "title '' is empty"),
        ({"title": "<b>حي</b>"}, "holds '<'"),
    ],
)
def test_bad_cell_of_a_place_is_named(folder: Path, cells: dict[str, str], words: str):
    append(folder / "places.tsv", *place_cells("zz", **cells))
    error = fault(folder)
    assert (Path(error.file).name, error.line) == ("places.tsv", 16)
    assert words in str(error)


def test_circle_of_parents_is_an_error(folder: Path):
    append(folder / "places.tsv", *place_cells("x1", parent_id="x2"))
    append(folder / "places.tsv", *place_cells("x2", parent_id="x1"))
    assert "closes a circle" in str(fault(folder))


def test_very_long_chain_of_parents_is_an_error(folder: Path):
    append(folder / "places.tsv", *place_cells("c0"))
    for number in range(1, 40):
        append(folder / "places.tsv", *place_cells(f"c{number}", parent_id=f"c{number - 1}"))
    assert "more than 32 parents" in str(fault(folder))


@pytest.mark.parametrize("order", [1, -1])
def test_chain_of_32_parents_is_read_in_any_order(folder: Path, order: int):
    rows = [
        place_cells(f"c{number:02}", parent_id=f"c{number - 1:02}" if number else "") for number in range(33)
    ]
    for row in rows[::order]:
        append(folder / "places.tsv", *row)
    assert len(Gazetteer.load(folder)["c32"].ancestor_ids) == 32


def test_duplicate_id_names_both_lines(folder: Path):
    append(folder / "places.tsv", *place_cells("joura"))
    error = fault(folder)
    assert error.line == 16
    assert "given twice (line 10" in str(error)


@pytest.mark.parametrize("place_id", ["", "حي", "has blank", "-x", "x" * 200])
def test_malformed_id_is_an_error(folder: Path, place_id: str):
    append(folder / "places.tsv", *place_cells(place_id))
    assert "is no id" in str(fault(folder))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (name_cells("joura", ""), "toponym '' is empty"),
        (name_cells("joura", "=HYPERLINK(1)"), "holds '='"),
        (name_cells("joura", "<script>"), "holds '<'"),
        (name_cells("joura", "الجـورة"), "U+0640"),
        (name_cells("joura", "الجورة\u200f"), "U+200F"),
        (name_cells("joura", "\ufef5"), "U+FEF5"),
        (name_cells("joura", "ح" * 300), "longer than 200 characters"),
        (name_cells("joura", "الجورة", kind="nickname"), "kind 'nickname' is no kind of name"),
        (name_cells("joura", "الجورة", weak="yes"), "weak 'yes' is neither 0 nor 1"),
        (name_cells("atlantis", "أطلنطس"), "id 'atlantis' is no place"),
    ],
)
def test_bad_name_is_an_error(folder: Path, cells: list[str], words: str):
    append(folder / "names.tsv", *cells)
    error = fault(folder)
    assert (Path(error.file).name, error.line) == ("names.tsv", 35)
    assert words in str(error)


@pytest.mark.parametrize(
    ("name", "cells", "words"),
    [
        ("relations.tsv", ["joura", "near", "atlantis", "", "news", ""], "object_id 'atlantis' is no place"),
        ("relations.tsv", ["joura", "near", "city", "far", "news", ""], "distance_m 'far' is no number"),
        ("positions.tsv", ["atlantis", "35", "40", "", "read", "news", ""], "id 'atlantis' is no place"),
        ("positions.tsv", ["joura", "35", "400", "", "read", "news", ""], "lon '400' is not between"),
        ("positions.tsv", ["joura", "35", "40", "", "unknown", "news", ""], "basis 'unknown' is no basis"),
        ("sources.tsv", ["atlas", "Again", "", "CC0", ""], "source 'atlas' is given twice"),
        ("sources.tsv", ["", "Nameless", "", "CC0", ""], "source '' is empty"),
    ],
)
def test_bad_row_of_the_other_tables_is_an_error(folder: Path, name: str, cells: list[str], words: str):
    append(folder / name, *cells)
    error = fault(folder)
    assert Path(error.file).name == name
    assert words in str(error)


def test_wrong_number_of_cells_is_an_error(folder: Path):
    append(folder / "names.tsv", "joura", "الجورة")
    assert "2 cells instead of 9" in str(fault(folder))


def test_empty_line_is_an_error(folder: Path):
    append(folder / "names.tsv", "")
    assert "the line is empty; delete it" in str(fault(folder))


@pytest.mark.parametrize("name", ["places.tsv", "names.tsv", "sources.tsv"])
def test_missing_table_is_an_error(folder: Path, name: str):
    (folder / name).unlink()
    assert f"{name}: the file is missing" in str(fault(folder))


def test_folder_in_place_of_a_table_is_an_error(folder: Path):
    (folder / "positions.tsv").unlink()
    (folder / "positions.tsv").mkdir()
    assert "positions.tsv: the file is missing" in str(fault(folder))


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "the header is ''"),
        (b"id\ttitle\n", 1, "the header is 'id\\ttitle'; write the columns id title kind"),
        (b"\xef\xbb\xbfid\ttitle\n", 1, "byte order mark"),
        (b"id\r\n", 1, "carriage return"),
        (b"id\nx\n\xd8", 3, "byte 0xd8 is not UTF-8"),
        (b"\xff\xfei\x00d\x00", 1, "byte 0xff is not UTF-8"),
        (b"id\n" + b"x" * 70_000 + b"\n", 2, "longer than 65536 bytes"),
        (b"id\n" + b"x" * 3_000_000, 2, "longer than 65536 bytes"),
    ],
)
def test_file_of_another_shape_is_an_error(folder: Path, content: bytes, line: int, words: str):
    header = (SMALL / "places.tsv").read_bytes().split(b"\n")[0]
    (folder / "places.tsv").write_bytes(content.replace(b"id\n", header + b"\n", 1))
    error = fault(folder)
    assert error.line == line
    assert words in str(error)


def test_line_at_the_limit_is_read_wherever_a_chunk_ends(folder: Path):
    notes = "ش" * (MAX_LINE // 2 - 200)
    for number in range(60):  # 4 MB, so that chunks end inside rows and inside letters
        append(folder / "places.tsv", *place_cells(f"x{number}", description=notes + "ab"[: number % 3]))
    loaded = Gazetteer.load(folder)
    assert {len(loaded[f"x{number}"].description) for number in range(3)} == {
        len(notes) + n for n in range(3)
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "no list"),
        ("{}", 'no list "features"'),
        ('{"features": [{"geometry": null}]}', "feature 1 has no id"),
        ('{"features": [{"id": "joura", "geometry": null}]}', "has no geometry"),
        ('{"features": [{"id": "joura", "geometry": {"type": "Circle"}}]}', "geometry type 'Circle'"),
        (
            '{"features": [{"id": "joura", "geometry": {"type": "Point", "coordinates": [400, 1]}}]}',
            "are no positions",
        ),
        (
            '{"features": [{"id": "joura", "geometry": {"type": "Polygon", "coordinates": [[1, 2]]}}]}',
            "are no positions",
        ),
        (
            '{"features": [{"id": "atlantis", "geometry": {"type": "Point", "coordinates": [40, 35]}}]}',
            "the footprint of 'atlantis' has no place",
        ),
    ],
)
def test_bad_footprint_is_an_error(folder: Path, text: str, words: str):
    (folder / "footprints.geojson").write_text(text, encoding="utf-8")
    error = fault(folder)
    assert Path(error.file).name == "footprints.geojson"
    assert words in str(error)


@pytest.mark.parametrize(
    ("text", "words"),
    [("version = ", "not valid TOML"), ("version = 1", "in quotes"), ('x = "1"', "'x' is unknown")],
)
def test_bad_description_of_a_gazetteer_is_an_error(folder: Path, text: str, words: str):
    (folder / "gazetteer.toml").write_text(text, encoding="utf-8")
    assert words in str(fault(folder))


# Kinds


def test_kinds_say_how_precise_a_place_is():
    assert (kind("hospital").feature_code, kind("hospital").precision) == ("HSP", "nearby_landmark")
    assert kind("country").rank < kind("city").rank < kind("school").rank


def test_unknown_kind_falls_back_to_other():
    assert kind("castle") is kinds()["other"]
