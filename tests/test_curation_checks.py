"""Validation: the small gazetteer passes, and every check can fail."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geocoder.curation import Finding, Severity, validate, worst
from geocoder.curation.validation import CHECKS
from geocoder.errors import GazetteerError

SMALL = Path(__file__).parent / "data" / "small_gazetteer"
Edit = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small gazetteer to break."""
    return Path(shutil.copytree(SMALL, tmp_path / "copy"))


def replace(table: str, old: str, new: str) -> Edit:
    """An edit of one table in which every `|` stands for a tab."""

    def edit(folder: Path) -> None:
        path = folder / table
        text = path.read_text(encoding="utf-8")
        old_text = old.replace("|", "\t")
        assert old_text in text, "the edit must meet something"
        path.write_text(text.replace(old_text, new.replace("|", "\t")), encoding="utf-8")

    return edit


def add(table: str, *rows: str) -> Edit:
    """An edit that adds rows where they belong; every `|` stands for a tab."""

    def edit(folder: Path) -> None:
        path = folder / table
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        lines += [row.replace("|", "\t") for row in rows]
        path.write_text("\n".join([header, *sorted(lines), ""]), encoding="utf-8")

    return edit


def append(table: str, row: str) -> Edit:
    """An edit that adds a row at the end, where it may not belong."""

    def edit(folder: Path) -> None:
        with (folder / table).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(row.replace("|", "\t") + "\n")

    return edit


def add_place(row: str, *names: str) -> Edit:
    """An edit that adds a place with its names."""

    def edit(folder: Path) -> None:
        add("places.tsv", row)(folder)
        add("names.tsv", *names)(folder)

    return edit


def found(folder: Path, check: str, severity: Severity) -> list[Finding]:
    return [each for each in validate(folder) if (each.check, each.severity) == (check, severity)]


def test_small_gazetteer_passes():
    findings = validate(SMALL)
    assert worst(findings) is Severity.NOTE, "\n".join(map(str, findings))


JOURA = "joura|حي الجورة|neighbourhood|PPLX|city|N0413|35.34500|40.12100|700|read|atlas|||"
HATLA = "hatla|حطلة|village|PPL|governorate||35.36200|40.17500|1200|read|atlas|||"
FAULTS: list[tuple[str, Edit, str]] = [
    ("order", append("names.tsv", "bakra|دوار البكرة الكبير|ar|variant|0|news|||"), "belongs above line"),
    (
        "order",
        append("relations.tsv", "qusour|east_of|city||news|the source counts from the old town"),
        "stands twice",
    ),
    ("characters", replace("places.tsv", "no source gives a point", "no\u200b source"), "U+200B"),
    ("characters", replace("places.tsv", "no source gives a point", "cafe\u0301"), "is not NFC"),
    ("characters", replace("places.tsv", "no source gives a point", "no  source"), "blanks"),
    ("dates", replace("names.tsv", "|1963|", "|March 1963|"), "start 'March 1963' is no date"),
    ("dates", replace("names.tsv", "|1963||", "|1963|1950|"), "start '1963' is behind end '1950'"),
    ("dates", replace("sources.tsv", "2026-11-02", "2.11.2026"), "retrieved '2.11.2026' is no date"),
    ("languages", replace("names.tsv", "homs|Homs|en", "homs|Homs|arabic!"), "lang 'arabic!' is no language"),
    ("languages", replace("names.tsv", "homs|Homs|en", "homs|Homs|ar"), "'Homs' is not in the script of ar"),
    (
        "sources",
        replace("names.tsv", "homs|Homs|en|preferred|0|atlas", "homs|Homs|en|preferred|0|"),
        "no source",
    ),
    (
        "sources",
        replace("names.tsv", "Homs|en|preferred|0|atlas", "Homs|en|preferred|0|osm"),
        "'osm' is not in",
    ),
    (
        "sources",
        replace("footprints.geojson", '"licence":"CC BY 4.0"', '"licence":""'),
        "joura: the footprint",
    ),
    ("licences", replace("sources.tsv", "CC BY 4.0|2026-11-02", "|2026-11-02"), "'news' has no licence"),
    ("licences", replace("sources.tsv", "Invented news reports", ""), "'news' has no citation"),
    ("licences", replace("sources.tsv", "CC BY 4.0|2026-11-02", "ODbL 1.0|2026-11-02"), "ODbL"),
    ("titles", add("places.tsv", "k|الكفر|village|PPL|governorate|||||unknown|news|||"), "k has no name"),
    ("double-names", add("names.tsv", "homs|حمص|ar|variant|0|news|||"), "'حمص' stands in line"),
    (
        "double-places",
        add_place(HATLA.replace("hatla", "hatla2"), "hatla2|حطلة|ar|preferred|0|news|||"),
        "0 m apart",
    ),
    (
        "double-places",
        add_place(
            "na|المشفى الوطني|hospital|HSP|city|||||unknown|news|||",
            "na|المشفى الوطني|ar|preferred|0|news|||",
        ),
        "one parent and no position",
    ),
    (
        "collisions",
        add_place(
            HATLA.replace("hatla", "hatla2").replace("40.17500", "40.30000"),
            "hatla2|حطله|ar|preferred|0|news|||",
        ),
        "'حطله' means hatla and hatla2, told apart by nothing",
    ),
    (
        "parents",
        replace("places.tsv", "PPL|governorate||35.36200", "PPL|||35.36200"),
        "hatla (village) has no parent",
    ),
    (
        "parents",
        replace("places.tsv", "PPL|governorate||35.36200", "PPL|bakra||35.36200"),
        "cannot contain a village",
    ),
    (
        "radii",
        replace("places.tsv", "35.36200|40.17500|1200", "35.36200|40.17500|0"),
        "radius_m of hatla is 0",
    ),
    (
        "inside-parent",
        replace("places.tsv", "35.34400|40.11900|400", "35.44400|40.11900|400"),
        "hospital lies 10318 m outside joura",
    ),
    (
        "own-footprint",
        replace("places.tsv", "35.34500|40.12100|700", "35.34500|40.13000|700"),
        "joura lies 182 m outside its own footprint",
    ),
    (
        "own-footprint",
        replace("footprints.geojson", "[40.128,35.34],[40.128,35.351]", "[40.128,35.351],[40.128,35.34]"),
        "joura: the geometry is invalid",
    ),
    ("relation-words", add("relations.tsv", "joura|above|qusour||news|"), "relation 'above' is unknown"),
    ("relation-words", add("relations.tsv", "joura|near|joura||news|"), "related to itself"),
    ("relations", add("relations.tsv", "joura|north_of|hatla||news|"), "joura north_of hatla fails"),
    ("relations", add("relations.tsv", "hatla|inside|qusour||news|"), "hatla inside qusour fails"),
    ("relations", add("relations.tsv", "homs|near|city||news|"), "homs near city fails"),
    ("relations", add("relations.tsv", "hatla|south_of|river||news|"), "hatla south_of river fails"),
    ("relations", add("relations.tsv", "hatla|east_of|city|9000|news|"), "hatla east_of city fails"),
]


@pytest.mark.parametrize(("check", "edit", "words"), FAULTS)
def test_check_finds_the_error_that_it_is_made_for(folder: Path, check: str, edit: Edit, words: str):
    edit(folder)
    errors = found(folder, check, Severity.ERROR)
    assert errors, "\n".join(map(str, validate(folder)))
    assert any(words in each.message and "; " in each.message for each in errors), "\n".join(map(str, errors))
    assert all(Path(each.file).is_relative_to(folder) for each in errors)


WARNINGS: list[tuple[str, Edit, str]] = [
    (
        "ids",
        add_place(
            "Kafr|الكفر|village|PPL|governorate|||||unknown|news|||", "Kafr|الكفر|ar|variant|0|news|||"
        ),
        "'Kafr'",
    ),
    ("numbers", replace("places.tsv", "40.44900", "40.449"), "lon '40.449' is written 40.44900"),
    ("numbers", replace("places.tsv", "|1200|", "|1.2e3|"), "radius_m '1.2e3' is written 1200"),
    ("sources", add("sources.tsv", "osm|A map||CC0|2026"), "source 'osm' is used by no row"),
    ("titles", replace("places.tsv", "homs|حمص", "homs|مدينة حمص"), "title 'مدينة حمص' is none of the names"),
    (
        "preferred",
        replace("names.tsv", "الجورة|ar|variant", "الجورة|ar|preferred"),
        "2 preferred names in ar",
    ),
    ("double-names", add("names.tsv", "hatla|حطله|ar|variant|0|news|||"), "the normalizer derives it"),
    ("codes", replace("places.tsv", "village|PPL|", "village||"), "hatla has no feature_code"),
    ("codes", replace("places.tsv", "PPLX|city||", "PPLX|city|N0413|"), "pcode 'N0413' is that of joura too"),
    ("radii", replace("places.tsv", "35.02100|40.44900|600", "35.02100|40.44900|9000"), "over 12 times"),
    (
        "inside-parent",
        replace("places.tsv", "35.02100|40.44900|600", "35.12100|40.44900|600"),
        "outside mayadin",
    ),
    (
        "containing",
        replace("places.tsv", "40.44900|600|inferred", "40.44900|600|containing"),
        "less than half that of mayadin",
    ),
]


@pytest.mark.parametrize(("check", "edit", "words"), WARNINGS)
def test_check_warns_of_what_is_probably_wrong(folder: Path, check: str, edit: Edit, words: str):
    edit(folder)
    warnings = found(folder, check, Severity.WARNING)
    assert any(words in each.message for each in warnings), "\n".join(map(str, validate(folder)))


NOTES: list[tuple[str, Edit, str]] = [
    ("collisions", replace("places.tsv", "homs_qusour", "homs_qusour"), "told apart by parent (homs, city)"),
    ("second-opinions", replace("positions.tsv", "hatla|35.37000", "hatla|35.47000"), "news has hatla 12"),
    (
        "relations",
        replace("relations.tsv", "west_of|qusour||news|", "west_of|qusour||news|old map"),
        "still stands",
    ),
    (
        "relations",
        replace("relations.tsv", "east_of|city", "east_of|city"),
        "the source counts from the old town",
    ),
]


@pytest.mark.parametrize(("check", "edit", "words"), NOTES)
def test_check_notes_what_a_curator_may_want_to_know(folder: Path, check: str, edit: Edit, words: str):
    edit(folder)
    notes = found(folder, check, Severity.NOTE)
    assert any(words in each.message for each in notes), "\n".join(map(str, validate(folder)))


def test_last_line_needs_a_line_end(folder: Path):
    path = folder / "names.tsv"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert [each.message for each in found(folder, "last-line", Severity.ERROR)] == [
        "the last line has no line end; add one"
    ]


def test_stated_distinction_tells_two_places_of_one_name_apart(folder: Path):
    twin = HATLA.replace("hatla", "hatla2")
    add_place(twin, "hatla2|حطلة|ar|preferred|0|news|||")(folder)
    add("relations.tsv", "hatla2|distinct_from|hatla||news|")(folder)
    errors = [each for each in validate(folder) if each.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize(("weak", "errors"), [("0", 1), ("1", 0)])
def test_name_of_very_many_places_must_be_weak(folder: Path, weak: str, errors: int):
    for number in range(40):
        lat = f"{34.5 + number / 40:.5f}"
        row = f"kafr{number}|الكفر|village|PPL|governorate||{lat}|40.20000|700|read|news|||"
        add_place(row, f"kafr{number}|الكفر|ar|preferred|{weak}|news|||")(folder)
    found_errors = found(folder, "collisions", Severity.ERROR)
    assert len(found_errors) == errors
    assert all("means 40 places; mark the name weak" in each.message for each in found_errors)


def test_names_both_weak_do_not_tell_places_apart(folder: Path):
    replace("names.tsv", "hatla|حطلة|ar|preferred|0", "hatla|حطلة|ar|preferred|1")(folder)
    twin = HATLA.replace("hatla", "hatla2").replace("40.17500", "40.30000")
    add_place(twin, "hatla2|حطلة|ar|preferred|1|news|||")(folder)
    assert found(folder, "collisions", Severity.ERROR)


def test_all_rows_that_break_the_format_are_reported_at_once(folder: Path):
    replace("places.tsv", "35.36200|40.17500", "95|40.17500")(folder)
    replace("places.tsv", "PPLX|homs|", "PPLX|atlantis|")(folder)
    replace("relations.tsv", "joura|west_of|qusour", "joura|west_of|lemuria")(folder)
    shape = found(folder, "shape", Severity.ERROR)
    assert [(Path(each.file).name, each.line > 0) for each in shape] == [
        ("places.tsv", True),
        ("places.tsv", True),
        ("relations.tsv", True),
    ]


def test_all_rows_of_a_wrong_width_are_reported_at_once(folder: Path):
    replace("names.tsv", "homs|Homs|en|preferred", "homs|Homs|en")(folder)
    replace("names.tsv", "hatla|Khatla|en|misspelling", "hatla|Khatla")(folder)
    assert len(found(folder, "shape", Severity.ERROR)) == 2


def test_finding_reads_like_a_message_of_a_compiler(folder: Path):
    replace("places.tsv", "35.36200|40.17500|1200", "35.36200|40.17500|0")(folder)
    (finding,) = found(folder, "radii", Severity.ERROR)
    assert str(finding).startswith(f"{folder / 'places.tsv'}:6: error: radius_m of hatla is 0; ")


def test_every_check_has_a_test_that_shows_it_failing():
    named = {check for check, *_ in [*FAULTS, *WARNINGS, *NOTES]} | {"last-line"}
    assert {check.__name__.removeprefix("check_").replace("_", "-") for check in CHECKS} == named


def test_unknown_gazetteer_is_an_error():
    with pytest.raises(GazetteerError, match="no such gazetteer"):
        validate("no_such_gazetteer")
