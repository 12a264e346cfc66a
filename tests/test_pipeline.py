"""`Geocoder` as a whole: any text, the same answer every time, and other people's gazetteers."""

import json
import pickle
import random
import shutil
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geocoder import Gazetteer, Geocoder
from geocoder.document import Document
from geocoder.gazetteer import bundled_folder
from geocoder.model import Match, Mention, Status
from geocoder.tables import COLUMNS, NAMES, PLACES, SOURCES

TraceFunction = Callable[[FrameType, str, object], object]

CASES = Path(__file__).parent / "cases"
SMALL = Path(__file__).parent / "data" / "small_gazetteer"
TEXTS = [
    json.loads(line)["text"]
    for name in ("wild", "negative", "synthetic", "known_failures")
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
LONG = "\n".join(TEXTS)

anything = st.text(st.characters(exclude_categories=()), max_size=80)
"""Any string, lone surrogates and NUL among it."""

pieces = st.lists(
    st.sampled_from(
        (
            *(
                "حي",
                "حيي",
                "مدينة",
                "ريف",
                "بين",
                "قرب",
                "على بعد",
                "5",
                "كم",
                "غرب",
                "الشرقي",
                "قناة",
                "مشفى",
            ),
            *("القصور", "الجورة", "دير الزور", "الميادين", "هرابيش", "المدينة", "الحيين", "تشرين", "الأول"),
            *(
                "و",
                "ب",
                "لل",
                " ",
                " ",
                " ",
                "،",
                "(",
                ")",
                "#",
                "_",
                "\n",
                ".",
                "ـ",
                "\u200f",
                "\u0651",
                "&nbsp;",
            ),
            *(
                "al-",
                "Deir",
                "ez-Zor",
                "city",
                "near",
                "Hajin",
                "35.3359",
                ", ",
                "40.1408",
                "°",
                "'",
                "\ud83d",
                "\x00",
            ),
        )
    ),
    max_size=25,
).map("".join)
"""Words that the rules speak of, in any order."""

GROWING = (
    "في الميادين كان حي الجورة في دير الزور، ",
    "قال الموظفين والعمال إن الصور ",
    "القصور والجورة، ",
    "قصف حي الجورة في دير الزور وقال سكان الحي ",
    "قرية ضبيعان ثم ضبيعان ",
    "على بعد 5 كم غرب حي الجورة ",
    "#دير_الزور ",
    "35.3359, 40.1408 ",
    "Deir ez-Zor city near Hajin ",
    "حي هرابيش\n",
    "الجُـ.ـورة ",
    "al-Joura mosque, ",
    "ريف دير الزور الشرقي والجفرة ",
    "https://x.y/@35.3359,40.1408,15z ",
)
"""Texts that go on and on, each leaning on another stage."""


def as_bytes(document: Document) -> bytes:
    """The record as bytes; lone surrogates are escaped."""
    return json.dumps(document.to_dict(), default=dict).encode()


@given(st.one_of(anything, pieces))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_well_formed_mentions(geo: Geocoder, text: str) -> None:
    document = geo.geoparse(text, include_filtered=True)
    for each in (*document.mentions, *document.relations):
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.surface
        assert 0 <= each.confidence <= 1
    starts = [each.start for each in document.mentions]
    assert starts == sorted(starts)


@given(st.one_of(anything, pieces))
@settings(max_examples=200, deadline=None)
def test_mentions_do_not_overlap(geo: Geocoder, text: str) -> None:
    assert all(first.end <= second.start for first, second in pairwise(geo.geoparse(text).mentions))


@given(pieces)
@settings(max_examples=100, deadline=None)
def test_same_text_gives_the_same_bytes(geo: Geocoder, text: str) -> None:
    assert as_bytes(geo.geoparse(text)) == as_bytes(geo.geoparse(text))


@given(pieces)
@settings(max_examples=200, deadline=None)
def test_only_located_mentions_have_coordinates(geo: Geocoder, text: str) -> None:
    for each in geo.geoparse(text, include_filtered=True).mentions:
        located = each.status in (Status.RESOLVED, Status.AMBIGUOUS)
        assert (
            (each.latitude is not None)
            == (each.longitude is not None)
            == (each.radius_m is not None)
            == located
        )
        assert each.place is not None or each.match is Match.COORDINATES or not located


def test_fresh_geocoder_gives_the_same_bytes(geo: Geocoder) -> None:
    assert as_bytes(Geocoder().geoparse(LONG)) == as_bytes(geo.geoparse(LONG))


def test_order_of_texts_does_not_matter(geo: Geocoder) -> None:
    forward = [as_bytes(geo.geoparse(text)) for text in TEXTS]
    backward = [as_bytes(geo.geoparse(text)) for text in reversed(TEXTS)]
    assert forward == backward[::-1]


def test_pickled_geocoder_gives_the_same(geo: Geocoder) -> None:
    again = pickle.loads(pickle.dumps(geo))  # noqa: S301 - our own bytes
    assert as_bytes(again.geoparse(LONG)) == as_bytes(geo.geoparse(LONG))


def test_pickled_geocoder_keeps_its_switches() -> None:
    off = Geocoder(Gazetteer.load(SMALL), rules={"region": False})
    assert pickle.loads(pickle.dumps(off)).rules == off.rules  # noqa: S301 - our own bytes


def test_documents_can_be_pickled(geo: Geocoder) -> None:
    document = geo.geoparse("على بعد 5 كم غرب حي الجورة في ريف دير الزور الشرقي")
    again = pickle.loads(pickle.dumps(document))  # noqa: S301 - our own bytes
    assert as_bytes(again) == as_bytes(document)


def test_threads_share_a_geocoder() -> None:
    shared = Geocoder()
    alone = [as_bytes(Geocoder().geoparse(LONG))]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: as_bytes(shared.geoparse(LONG)), range(4)))
    assert together == alone * 4


def test_many_texts_come_back_in_order_and_lazily(geo: Geocoder) -> None:
    asked = []

    def texts() -> Iterator[str]:
        for text in TEXTS[:5]:
            asked.append(text)
            yield text

    documents = geo.geoparse_many(texts())
    assert next(documents).text == TEXTS[0]
    assert len(asked) == 1
    assert [document.text for document in documents] == TEXTS[1:5]


def test_row_order_of_a_gazetteer_does_not_matter(geo: Geocoder, tmp_path: Path) -> None:
    folders = []
    for name in ("deir_ez_zor", "syria"):
        folder = tmp_path / name
        shutil.copytree(bundled_folder() / name, folder)
        for table in ("places.tsv", "names.tsv", "relations.tsv", "positions.tsv", "sources.tsv"):
            path = folder / table
            if path.exists():
                header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
                random.Random(7).shuffle(rows)  # noqa: S311 - repeatable, not secret
                path.write_text("".join([header, *rows]), encoding="utf-8")
        folders.append(folder)
    shuffled = Geocoder(Gazetteer.load(*folders))
    assert as_bytes(shuffled.geoparse(LONG)) == as_bytes(geo.geoparse(LONG))


def test_every_strong_name_is_found_and_may_mean_its_place(geo: Geocoder) -> None:
    opening = "في مدينة دير الزور: "
    lost = []
    for place in geo.gazetteer:
        for name in place.names:
            if name.weak or place.gazetteer != "deir_ez_zor":
                continue
            mentions = [
                each
                for each in geo.geoparse(f"{opening}{name.toponym}.").mentions
                if each.start >= len(opening)
            ]
            meant = {each.place.id for each in mentions if each.place} | {
                candidate.place_id for each in mentions for candidate in each.candidates
            }
            if place.id not in meant:
                lost.append((place.id, name.toponym))
    assert not lost


def lines_run(geo: Geocoder, text: str) -> int:
    """How many lines of Python run for a text: time that does not depend on the machine."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        geo.geoparse(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("sentence", GROWING)
def test_work_grows_with_the_text_and_not_faster(geo: Geocoder, sentence: str) -> None:
    geo.geoparse(sentence * 2)  # fills the caches
    short, long = (lines_run(geo, sentence * times) for times in (50, 200))
    assert long < 5.5 * short


def test_long_word_takes_little_memory(geo: Geocoder) -> None:
    geo.geoparse("قصف على حي هرابيش")
    tracemalloc.start()
    geo.geoparse("دير" * 1_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


def test_filtered_mentions_come_only_on_request(geo: Geocoder) -> None:
    text = "قالت قناة الميادين إن حي الجورة هادئ"
    assert [each.surface for each in geo.geoparse(text).mentions] == ["حي الجورة"]
    (filtered, _) = geo.geoparse(text, include_filtered=True).mentions
    assert (filtered.surface, filtered.status) == ("الميادين", Status.FILTERED)
    assert [each.rule for each in filtered.evidence] == ["not-a-place-media"]


def test_place_without_position_is_unlocated_with_what_encloses_it(geo: Geocoder) -> None:
    place = next(
        each
        for each in geo.gazetteer
        if not each.has_position and each.ancestor_ids and not any(name.weak for name in each.names)
    )
    (mention,) = geo.geoparse(place.name_ar).mentions
    assert (mention.place, mention.status) == (place, Status.UNLOCATED)
    assert (mention.latitude, mention.longitude, mention.radius_m) == (None, None, None)
    assert mention.enclosing is not None
    assert mention.enclosing.place_id in place.ancestor_ids
    assert "unlocated" in {each.rule for each in mention.evidence}


def test_unknown_name_is_unlocated_with_its_reason(geo: Geocoder) -> None:
    (mention,) = geo.geoparse("قصف على قرية ضبيعان").mentions
    assert (mention.status, mention.place, mention.name, mention.kind) == (
        Status.UNLOCATED,
        None,
        "قرية ضبيعان",
        "town",
    )
    assert {each.rule for each in mention.evidence} >= {"unknown-name", "unlocated"}


def test_homonyms_without_context_are_ambiguous_with_rivals(geo: Geocoder) -> None:
    (mention,) = geo.geoparse("حي الصناعة").mentions
    assert mention.status is Status.AMBIGUOUS
    assert [each.place_id for each in mention.candidates][:2] == ["sinaa", "sinaa_abu_kamal"]


def test_focus_is_the_quarter_that_was_hit(geo: Geocoder) -> None:
    document = geo.geoparse("قصف على حي الحميدية في دير الزور. وقالت محافظة الحسكة إنها أرسلت مساعدات.")
    assert document.focus[0].place_id == "hamidiya"
    assert document.focus[0].score == 1.0
    assert [each.score for each in document.focus] == sorted(
        (each.score for each in document.focus), reverse=True
    )


def test_document_keeps_text_id_and_gazetteer(geo: Geocoder) -> None:
    document = geo.geoparse("حي الجورة", doc_id="report.txt")
    assert (document.text, document.doc_id, document.gazetteer) == (
        "حي الجورة",
        "report.txt",
        geo.gazetteer.label,
    )


def test_empty_text(geo: Geocoder) -> None:
    document = geo.geoparse("")
    assert (document.mentions, document.relations, document.focus) == ((), (), ())


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("حي الجورة", "joura"),
        ("الميادين", "mayadin"),
        ("حي الصناعة، البوكمال", "sinaa_abu_kamal"),
        ("حي الصناعة، الميادين", "sinaa_mayadin"),
        ("البوكمال، حي الصناعة", "sinaa_abu_kamal"),
        ("Al-Joura, Deir ez-Zor", "joura"),
        ("مشفى الأسد", "assad_hospital"),
        ("الميادبن", "mayadin"),
        ("Mayadeen", "mayadin"),
        ("القصور، حمص", "homs_qusour"),
    ],
)
def test_geocode(geo: Geocoder, query: str, place_id: str) -> None:
    best = geo.geocode(query)[0]
    assert best.place is not None
    assert best.place.id == place_id


@pytest.mark.parametrize("query", ["حي الصناعة", "Deir Ezzor"])
def test_geocode_is_surest_of_the_first(geo: Geocoder, query: str) -> None:
    confidences = [each.confidence for each in geo.geocode(query)]
    assert confidences == sorted(confidences, reverse=True)


def test_every_strong_name_is_geocoded_to_its_place(geo: Geocoder) -> None:
    lost = [
        (place.id, name.toponym)
        for place in geo.gazetteer
        for name in place.names
        if place.gazetteer == "deir_ez_zor" and place.has_position and not name.weak
        if place not in {location.place for location in geo.geocode(name.toponym)}
    ]
    assert not lost


def test_geocode_unpacks_like_geopy(geo: Geocoder) -> None:
    name, (latitude, longitude) = geo.geocode("حي الجورة")[0]  # type: ignore[misc]
    assert name == "حي الجورة"
    assert (round(latitude, 1), round(longitude, 1)) == (35.3, 40.1)


def test_geocode_answers_a_relation_with_its_footprint(geo: Geocoder) -> None:
    best = geo.geocode("5 كم غرب مدينة الميادين")[0]
    assert (best.place, best.relation) == (None, "distance")
    assert best.footprint is not None
    assert best.longitude is not None
    mayadin = geo.gazetteer["mayadin"]
    assert mayadin.longitude is not None
    assert best.longitude < mayadin.longitude


@pytest.mark.parametrize("query", ["", " ", "\ud83d", "12345", "؟؟؟"])
def test_geocode_of_nothing_is_empty(geo: Geocoder, query: str) -> None:
    assert geo.geocode(query) == ()


@pytest.mark.parametrize("limit", [1, 2])
def test_geocode_limit(geo: Geocoder, limit: int) -> None:
    assert len(geo.geocode("حي الصناعة", limit=limit)) == limit


@given(anything)
@settings(max_examples=60, deadline=None)
def test_geocode_takes_any_string(geo: Geocoder, query: str) -> None:
    found = geo.geocode(query)
    assert len(found) <= 5
    assert all(0 <= each.confidence <= 1 for each in found)


def test_reverse_gives_the_nearest_first_and_the_areas_around(geo: Geocoder) -> None:
    joura = geo.gazetteer["joura"]
    assert joura.latitude is not None
    assert joura.longitude is not None
    found = geo.reverse(joura.latitude, joura.longitude, limit=3)
    near = [each for each in found if each.relation is None]
    assert len(near) == 3
    assert near[0].distance_m == 0.0
    assert joura in {each.place for each in near if each.distance_m == 0.0}
    distances = [each.distance_m or 0.0 for each in near]
    assert distances == sorted(distances)
    assert "governorate_deir_ez_zor" in {
        each.place.id for each in found if each.relation == "inside" and each.place
    }


def test_reverse_far_from_everything(geo: Geocoder) -> None:
    assert geo.reverse(-80.0, 0.0) == ()


def write_gazetteer(folder: Path, rows: tuple[tuple[str, str, float], ...]) -> Geocoder:
    """A gazetteer as others have them: names and points, neither parents nor kinds."""
    cells: dict[str, list[dict[str, object]]] = {PLACES: [], NAMES: [], SOURCES: [{"source": "x"}]}
    for key, name, lat in rows:
        point = {"lat": lat, "lon": 40.1, "radius_m": 500, "basis": "read", "source": "x"}
        cells[PLACES].append({"id": key, "title": name, "kind": "other", **point})
        cells[NAMES].append({"id": key, "toponym": name, "kind": "preferred", "weak": 0, "source": "x"})
    for table, filled in cells.items():
        lines = ["\t".join(COLUMNS[table])]
        lines += ["\t".join(str(row.get(column, "")) for column in COLUMNS[table]) for row in filled]
        (folder / table).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Geocoder(Gazetteer.load(folder))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Geocoder:
    rows = (("a", "مراط", 35.4), ("b", "حي السلام", 35.5), ("c", "Rivertown", 35.6), ("d", "الزهراء", 35.7))
    return write_gazetteer(tmp_path_factory.mktemp("plain"), rows)


@pytest.mark.parametrize(
    ("text", "place_id", "surface"),
    [
        ("قصف على بلدة مراط", "a", "بلدة مراط"),
        ("ومراط", "a", "مراط"),
        ("في حي السلام", "b", "حي السلام"),
        ("flood in Rivertown", "c", "Rivertown"),
        ("بالزهراء", "d", "الزهراء"),
    ],
)
def test_plain_gazetteer(plain: Geocoder, text: str, place_id: str, surface: str) -> None:
    (mention,) = plain.geoparse(text).mentions
    assert (mention.place and mention.place.id, mention.surface) == (place_id, surface)
    assert mention.status is Status.RESOLVED


def test_plain_gazetteer_has_relations_and_reverse(plain: Geocoder) -> None:
    (relation,) = plain.geoparse("بين مراط والزهراء").relations
    assert (relation.relation, relation.anchors) == ("between", ("a", "d"))
    assert plain.reverse(35.4, 40.1)[0].place == plain.gazetteer["a"]


@given(pieces)
@settings(max_examples=60, deadline=None)
def test_plain_gazetteer_takes_any_text(plain: Geocoder, text: str) -> None:
    for each in plain.geoparse(text, include_filtered=True).mentions:
        assert text[each.start : each.end] == each.surface


def test_empty_gazetteer(tmp_path: Path) -> None:
    empty = write_gazetteer(tmp_path, ())
    assert empty.geoparse("قصف على دير الزور").mentions == ()
    assert empty.geocode("دير الزور") == ()
    assert empty.reverse(35.3, 40.1) == ()


def referring(geo: Geocoder, text: str, noun: str) -> Mention:
    return next(each for each in geo.geoparse(text).mentions if each.surface == noun)


def test_a_back_reference_with_one_antecedent_is_surer_than_one_with_rivals(geo: Geocoder) -> None:
    alone = referring(geo, "قصف على بلدة هجين ليلاً ونزح سكان البلدة.", "البلدة")
    between = referring(geo, "قصف على بلدة هجين ثم على بلدة غرانيج ونزح سكان البلدة.", "البلدة")
    assert alone.confidence > 0.95
    assert between.confidence < alone.confidence - 0.1
    assert {each.place_id for each in between.candidates} == {"hajin", "gharanij"}


def test_the_members_of_a_set_are_candidates_of_the_noun_that_means_them(geo: Geocoder) -> None:
    both = referring(geo, "قصف قريتي مراط ومظلوم ونزح أهالي القريتين.", "القريتين")
    assert [each.place_id for each in both.candidates] == ["marat", "mazlum"]
    (evidence,) = (each for each in both.evidence if each.rule == "back-reference")
    assert "مظلوم" in evidence.detail


def test_a_city_is_said_of_a_town_with_doubt(geo: Geocoder) -> None:
    town = referring(geo, "قصف على هجين ليلاً ونزح سكان المدينة.", "المدينة")
    assert town.place is not None
    assert town.place.id == "hajin"
    assert town.confidence < 0.95


def test_a_back_reference_to_an_unknown_place_stays_unlocated(geo: Geocoder) -> None:
    mosque = referring(geo, "قصف جامع السلام في بلدة هجين وخرج المصلون من الجامع.", "الجامع")
    assert mosque.status is Status.UNLOCATED
    assert mosque.place is None
