"""Import and export of gazetteers: what comes in, what is reported, and that nothing is lost on the way."""

import csv
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geocoder.curation import (
    ImportReport,
    csv_lines,
    export_csv,
    export_geojson,
    export_gpkg,
    export_lpf,
    import_csv,
    import_geojson,
    import_geonames,
    import_lpf,
    validate,
)
from geocoder.curation.write import table_rows
from geocoder.errors import GazetteerError, InputError
from geocoder.gazetteer import Gazetteer
from geocoder.model import Basis, NameKind

Export = Callable[[Gazetteer, Path], int]
Bring = Callable[[Path, Path], ImportReport]
SMALL = Path(__file__).parent / "data" / "small_gazetteer"
HEADER = "id,name,alt_names,lang,kind,lat,lon,radius_m,parent_id\n"
GEONAME = {
    "geonameid": "170794",
    "name": "Deir ez-Zor",
    "asciiname": "Deir ez-Zor",
    "alternatenames": "DEZ,Dayr az Zawr,Дейр-эз-Зор,دير الزور,دیر الزور,https://example.org/x",
    "latitude": "35.33588",
    "longitude": "40.14084",
    "feature class": "P",
    "feature code": "PPLA",
    "country code": "SY",
    "cc2": "",
    "admin1": "07",
    "admin2": "",
    "admin3": "",
    "admin4": "",
    "population": "271800",
    "elevation": "",
    "dem": "210",
    "timezone": "Asia/Damascus",
    "modification date": "2020-01-01",
}


@pytest.fixture(scope="module")
def small() -> Gazetteer:
    return Gazetteer.load(SMALL)


def take_csv(tmp_path: Path, text: str) -> tuple[ImportReport, Gazetteer]:
    path = tmp_path / "places.csv"
    path.write_bytes(text.encode("utf-8"))
    report = import_csv(path, tmp_path / "out")
    return report, Gazetteer.load(tmp_path / "out")


def messages(report: ImportReport) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in report.problems]


def take_json(
    tmp_path: Path, collection: dict[str, object], *, lpf: bool = False
) -> tuple[ImportReport, Gazetteer]:
    path = tmp_path / "places.json"
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    report = (import_lpf if lpf else import_geojson)(path, tmp_path / "out")
    return report, Gazetteer.load(tmp_path / "out")


def geoname(**changes: str) -> str:
    return "\t".join({**GEONAME, **changes}.values())


def take_geonames(tmp_path: Path, *lines: str) -> tuple[ImportReport, Gazetteer]:
    path = tmp_path / "SY.txt"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    report = import_geonames(path, tmp_path / "out")
    return report, Gazetteer.load(tmp_path / "out")


# CSV


def test_csv_row_becomes_a_place(tmp_path: Path):
    row = "kafr,الكفر,Kafr|كفر الزور,ar,village,35.3,40.2,900,\n"
    report, gazetteer = take_csv(tmp_path, HEADER + row)
    place = gazetteer["kafr"]
    assert (report.imported, report.problem_count) == (1, 0)
    assert (place.latitude, place.longitude, place.radius_m, place.kind) == (35.3, 40.2, 900, "village")
    assert [(name.toponym, name.lang) for name in place.names] == [
        ("الكفر", "ar"),
        ("Kafr", "en"),
        ("كفر الزور", "ar"),
    ]


def test_csv_needs_only_id_and_name(tmp_path: Path):
    _, gazetteer = take_csv(tmp_path, "name,id\nالكفر,kafr\n")
    place = gazetteer["kafr"]
    assert (place.basis, place.has_position, place.kind) == (Basis.UNKNOWN, False, "other")


def test_csv_takes_the_usual_radius_of_the_kind(tmp_path: Path):
    _, gazetteer = take_csv(tmp_path, "id,name,kind,lat,lon\nx,مشفى النور,hospital,35.3,40.2\n")
    assert (gazetteer["x"].radius_m, gazetteer["x"].feature_code) == (400, "HSP")


def test_csv_parents_may_come_in_any_order(tmp_path: Path):
    _, gazetteer = take_csv(tmp_path, "id,name,kind,parent_id\na,حي,neighbourhood,b\nb,مدينة,city,\n")
    assert gazetteer["a"].ancestor_ids == ("b",)


def test_csv_with_mark_crlf_and_quotes_is_read(tmp_path: Path):
    text = '\ufeffid,name,alt_names\r\nx,"الكفر، الشرقي","a, b|c"\r\n'
    _, gazetteer = take_csv(tmp_path, text)
    assert {name.toponym for name in gazetteer["x"].names} == {"الكفر، الشرقي", "a, b", "c"}


def test_csv_names_are_cleaned(tmp_path: Path):
    _, gazetteer = take_csv(tmp_path, "id,name\nx,\u200fالكـفـر\u200e  \ufefbلي\n")
    assert gazetteer["x"].title == "الكفر لالي"


def test_csv_result_passes_validation(tmp_path: Path):
    text = HEADER + "kafr,الكفر,Kafr,ar,village,35.3,40.2,900,gov\ngov,محافظة,,ar,governorate,35.3,40.2,,\n"
    take_csv(tmp_path, text)
    assert [str(each) for each in validate(tmp_path / "out") if each.severity == "error"] == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",الكفر,,,,,,,", "the row has no id"),
        ("x,,,,,,,,", "name '' is empty"),
        ("x,<b>الكفر</b>,,,,,,,", "is empty or no name"),
        ("x,=1+1,,,,,,,", "is empty or no name"),
        ("has blank,الكفر,,,,,,,", "id 'has blank' cannot be used"),
        ("x,الكفر,,,,95,40,,", "position '95 40' is not on the earth"),
        ("x,الكفر,,,,nan,40,,", "position 'nan 40' is not on the earth"),
        ("x,الكفر,,,,35,,,", "is no pair of numbers"),
        ("x,الكفر,,,,35,east,,", "is no pair of numbers"),
        ("x,الكفر,,,,35,40,-5,", "radius_m '-5' is no radius"),
        ("good,الكفر,,,,,,,", "id 'good' is given twice (line 2 has it)"),
        ("x,الكفر,,,,,,,,more", "10 cells under 9 columns"),
        ('x,"a"b,,,,,,,', "the row is no CSV"),
        ("x," + "ك" * 70_000 + ",,,,,,,", "longer than 65536 bytes"),
    ],
)
def test_csv_row_that_cannot_be_used_is_reported_and_the_rest_imported(tmp_path: Path, row: str, words: str):
    report, gazetteer = take_csv(tmp_path, f"{HEADER}good,قرية,,,,,,,\n{row}\nlast,بلدة,,,,,,,\n")
    assert [place.id for place in gazetteer] == ["good", "last"]
    ((line, message),) = messages(report)
    assert line == 3
    assert words in message


@pytest.mark.parametrize(
    ("row", "words", "names"),
    [
        ("x,الكفر,,,castle,,,,", "kind 'castle' is unknown, other was taken", ["الكفر"]),
        ("x,الكفر,,,,,,,atlantis", "parent_id 'atlantis' is not in the file", ["الكفر"]),
        ("x,الكفر,,,,,,,x", "parent_id 'x' closes a circle", ["الكفر"]),
        ("x,الكفر,<i>|كفر,,,,,,", "alternative name '<i>' is no name", ["الكفر", "كفر"]),
    ],
)
def test_csv_row_that_is_half_usable_is_kept_and_reported(
    tmp_path: Path, row: str, words: str, names: list[str]
):
    report, gazetteer = take_csv(tmp_path, f"{HEADER}{row}\n")
    assert [name.toponym for name in gazetteer["x"].names] == names
    assert words in messages(report)[0][1]


def test_csv_byte_that_is_not_utf8_costs_one_row(tmp_path: Path):
    path = tmp_path / "places.csv"
    path.write_bytes("id,name\na,قرية\nb,".encode() + b"\xc7\xe1\n" + "c,بلدة\n".encode())
    report = import_csv(path, tmp_path / "out")
    assert report.imported == 2
    assert messages(report) == [(3, "byte 0xc7 is not UTF-8; save the file as UTF-8")]


def test_csv_record_over_several_lines_is_reported_where_it_begins(tmp_path: Path):
    report, gazetteer = take_csv(tmp_path, 'id,name,lat,lon\nx,"الكفر\nالشرقي",,\ny,قرية,99,40\n')
    assert gazetteer["x"].title == "الكفر الشرقي"
    assert messages(report)[0][0] == 4


@pytest.mark.parametrize("text", ["", "\n", "key,label\n1,x\n", "id;name\n1;x\n"])
def test_csv_without_the_columns_is_an_error(tmp_path: Path, text: str):
    with pytest.raises(GazetteerError, match="first line"):
        take_csv(tmp_path, text)


def test_missing_file_is_an_error(tmp_path: Path):
    with pytest.raises(GazetteerError, match=r"absent\.csv: the file cannot be read"):
        import_csv(tmp_path / "absent.csv", tmp_path / "out")


def test_names_shared_by_many_places_are_weak(tmp_path: Path):
    rows = [f"p{number},الكفر,قرية {number},,,,,," for number in range(6)]
    _, gazetteer = take_csv(tmp_path, HEADER + "\n".join(rows) + "\n")
    assert {name.toponym: name.weak for name in gazetteer["p1"].names} == {"الكفر": True, "قرية 1": False}


def test_import_does_not_overwrite_a_gazetteer_unless_forced(tmp_path: Path):
    path = tmp_path / "places.csv"
    path.write_text("id,name\nx,الكفر\n", encoding="utf-8")
    import_csv(path, tmp_path / "out")
    with pytest.raises(InputError, match="exists already"):
        import_csv(path, tmp_path / "out")
    assert import_csv(path, tmp_path / "out", force=True).imported == 1


cells = st.text(st.characters(codec="utf-8"), max_size=12)
rows = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "", "-", "x y", "é"]),
        cells,
        cells,
        st.sampled_from(["", "ar", "en", "xx"]),
        st.sampled_from(["", "village", "castle", "city"]),
        st.sampled_from(["", "35", "91", "nan", "x", "-0.00000001"]),
        st.sampled_from(["", "40", "1e3", "40.1234567"]),
        st.sampled_from(["", "0", "5", "1e9", "inf"]),
        st.sampled_from(["", "a", "b", "c", "zz"]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=rows)
def test_whatever_csv_comes_in_can_be_loaded(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
):
    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER.strip().split(","), *rows])
    report = import_csv(path, folder / "out")
    assert len(Gazetteer.load(folder / "out")) == report.imported


# GeoNames


def test_geonames_line_becomes_a_place(tmp_path: Path):
    _, gazetteer = take_geonames(tmp_path, geoname())
    place = gazetteer["gn170794"]
    assert (place.title, place.kind, place.feature_code) == ("دير الزور", "city", "PPLA")
    assert (place.latitude, place.longitude, place.radius_m) == (35.33588, 40.14084, 2500)
    assert gazetteer.source(place.source).licence == "CC BY 4.0"


def test_geonames_names_in_arabic_and_latin_script_are_taken_once(tmp_path: Path):
    _, gazetteer = take_geonames(tmp_path, geoname())
    assert [(name.toponym, name.lang, name.kind, name.weak) for name in gazetteer["gn170794"].names] == [
        ("Deir ez-Zor", "en", NameKind.PREFERRED, False),
        ("دير الزور", "ar", NameKind.PREFERRED, False),
        ("DEZ", "en", NameKind.ABBREVIATION, True),
        ("Dayr az Zawr", "en", NameKind.TRANSLITERATION, False),
    ]


def test_geonames_parents_come_from_the_codes(tmp_path: Path):
    country = {"feature class": "A", "feature code": "PCLI", "admin1": "00"}
    lines = [
        geoname(),
        geoname(geonameid="2", **country),
        geoname(geonameid="1", **{"feature class": "A", "feature code": "ADM1"}),
    ]
    _, gazetteer = take_geonames(tmp_path, *lines)
    assert gazetteer["gn170794"].ancestor_ids == ("gn1", "gn2")


@pytest.mark.parametrize(
    ("code", "population", "kind"),
    [("PPL", "120000", "city"), ("PPL", "9000", "town"), ("PPL", "0", "village"), ("HSP", "0", "hospital")],
)
def test_geonames_codes_tell_the_kind(tmp_path: Path, code: str, population: str, kind: str):
    _, gazetteer = take_geonames(tmp_path, geoname(population=population, **{"feature code": code}))
    assert gazetteer["gn170794"].kind == kind


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("one\ttwo", "2 columns instead of 19"),
        (geoname(geonameid="x"), "geonameid 'x' is no number"),
        (geoname(geonameid="9", latitude="95"), "is not on the earth"),
        (geoname(geonameid="9", longitude=""), "is no pair of numbers"),
        (geoname(geonameid="9", name="", asciiname="", alternatenames=""), "has no usable name"),
        (geoname(), "id 'gn170794' is given twice (line 1 has it)"),
    ],
)
def test_geonames_bad_line_is_reported_with_number_and_reason(tmp_path: Path, line: str, words: str):
    report, gazetteer = take_geonames(tmp_path, geoname(), line, geoname(geonameid="5"))
    assert [place.id for place in gazetteer] == ["gn170794", "gn5"]
    ((number, message),) = messages(report)
    assert number == 2
    assert words in message


@pytest.mark.slow
def test_geonames_dump_of_200_000_rows_takes_less_than_a_minute(tmp_path: Path):
    generator = random.Random(7)  # noqa: S311 - repeatable, not secret
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    path = tmp_path / "SY.txt"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(200_000):
            arabic = "تل " + "".join(generator.choices(letters, k=5))
            place = {
                "geonameid": str(number + 1),
                "name": f"Tall {number}",
                "alternatenames": f"Tell {number},{arabic}",
                "latitude": f"{generator.uniform(32, 37):.5f}",
                "longitude": f"{generator.uniform(36, 42):.5f}",
                "feature code": "PPL",
            }
            stream.write(geoname(**place) + ("\n" if number % 1000 else "\tbad\n"))
    begin = time.perf_counter()
    report = import_geonames(path, tmp_path / "out")
    assert time.perf_counter() - begin < 60
    assert (report.imported, report.problem_count) == (199_800, 200)


# GeoJSON and Linked Places


@pytest.mark.parametrize(("export", "bring"), [(export_geojson, import_geojson), (export_lpf, import_lpf)])
def test_export_and_import_give_the_same_gazetteer(
    small: Gazetteer, tmp_path: Path, export: Export, bring: Bring
):
    assert export(small, tmp_path / "file.json") == len(small)
    report = bring(tmp_path / "file.json", tmp_path / "out")
    assert report.problem_count == 0
    for path in SMALL.iterdir():
        if path.name != "README.md":
            assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name


def test_csv_export_and_import_keep_ids_names_and_positions(small: Gazetteer, tmp_path: Path):
    export_csv(small, tmp_path / "file.csv")
    report = import_csv(tmp_path / "file.csv", tmp_path / "out")
    again = Gazetteer.load(tmp_path / "out")
    assert report.problem_count == 0
    for place in small:
        other = again[place.id]
        assert (other.title, other.kind, other.parent_id) == (place.title, place.kind, place.parent_id)
        assert (other.latitude, other.longitude, other.radius_m) == (
            place.latitude,
            place.longitude,
            place.radius_m,
        )
        assert {name.toponym for name in other.names} == {name.toponym for name in place.names}


def test_csv_export_begins_with_the_documented_columns(small: Gazetteer):
    lines = list(csv_lines(small))
    assert lines[0] == HEADER
    assert lines[1] == "bakra,دوار البكرة,,ar,roundabout,35.02100,40.44900,600,mayadin\n"


def test_geojson_points_and_polygons_become_places(tmp_path: Path):
    square = [[[40.0, 35.0], [40.02, 35.0], [40.02, 35.02], [40.0, 35.02], [40.0, 35.0]]]
    features = [
        {
            "type": "Feature",
            "id": "p",
            "properties": {"name": "الكفر", "name_en": "Kafr", "kind": "village"},
            "geometry": {"type": "Point", "coordinates": [40.2, 35.3]},
        },
        {
            "type": "Feature",
            "properties": {"id": "a", "name": "حي الكفر"},
            "geometry": {"type": "Polygon", "coordinates": square},
        },
        {"type": "Feature", "id": "n", "properties": {"name": "بلا موضع"}, "geometry": None},
    ]
    report, gazetteer = take_json(tmp_path, {"type": "FeatureCollection", "features": features})
    assert report.problem_count == 0
    assert (gazetteer["p"].latitude, gazetteer["p"].radius_m, gazetteer["p"].name_en) == (35.3, 1500, "Kafr")
    area = gazetteer["a"]
    assert area.footprint is not None
    assert area.latitude == pytest.approx(35.01)
    assert area.radius_m == pytest.approx(1436, abs=20)
    assert gazetteer["n"].basis is Basis.UNKNOWN


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("text", "the feature is no object"),
        ({"id": "x", "properties": {}, "geometry": None}, "x has no usable name"),
        ({"properties": {"name": "الكفر"}, "geometry": None}, "the row has no id"),
        ({"id": "x", "properties": {"name": "الكفر"}, "geometry": {"type": "Circle"}}, "type 'Circle'"),
        (
            {"id": "x", "properties": {"name": "ا"}, "geometry": {"type": "Point", "coordinates": [35, 140]}},
            "are no positions",
        ),
        (
            {
                "id": "x",
                "properties": {"name": "ا"},
                "geometry": {"type": "Polygon", "coordinates": [[[1, 2]]]},
            },
            "the geometry cannot be used",
        ),
    ],
)
def test_geojson_bad_feature_is_reported_and_the_rest_imported(tmp_path: Path, feature: object, words: str):
    good = {"id": "good", "properties": {"name": "قرية"}, "geometry": None}
    report, gazetteer = take_json(tmp_path, {"features": [good, feature]})
    assert [place.id for place in gazetteer] == ["good"]
    assert (report.problems[0].line, words in report.problems[0].message) == (2, True)


@pytest.mark.parametrize(("text", "words"), [("{", "not valid JSON"), ("[1]", "no list"), ("{}", "no list")])
def test_file_that_is_no_collection_is_an_error(tmp_path: Path, text: str, words: str):
    path = tmp_path / "file.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=words):
        import_geojson(path, tmp_path / "out")


def test_foreign_linked_places_are_read(tmp_path: Path):
    feature = {
        "@id": "http://example.org/places/7",
        "type": "Feature",
        "properties": {"title": "الرحبة"},
        "names": [{"toponym": "الرحبة", "lang": "ar"}, {"toponym": "Rahba@en"}],
        "types": [{"identifier": "aat:300008347", "label": "ruin"}],
        "geometry": {"type": "Point", "coordinates": [40.42, 35.0]},
        "when": {"timespans": [{"start": {"in": "0820"}}]},
        "descriptions": [{"value": "a citadel"}],
    }
    report, gazetteer = take_json(tmp_path, {"type": "FeatureCollection", "features": [feature]}, lpf=True)
    place = gazetteer["http://example.org/places/7"]
    assert report.problem_count == 0
    assert (place.title, place.name_en, place.kind) == ("الرحبة", "Rahba", "ruin")
    assert (place.start, place.description, place.longitude) == ("0820", "a citadel", 40.42)


def test_linked_places_export_follows_the_format(small: Gazetteer, tmp_path: Path):
    export_lpf(small, tmp_path / "file.json")
    collection = json.loads((tmp_path / "file.json").read_text(encoding="utf-8"))
    joura = next(each for each in collection["features"] if each["@id"] == "joura")
    assert collection["@context"].endswith("linkedplaces-context-v1.1.jsonld")
    assert joura["properties"]["fclasses"] == ["P"]
    assert [each["type"] for each in joura["geometry"]["geometries"]] == ["Point", "Polygon"]
    assert joura["relations"][0]["relationTo"] == "city"
    official = next(each for each in joura["names"] if each["toponym"] == "حي الثورة")
    assert official["when"] == {"timespans": [{"start": {"in": "1963"}}]}


def test_exports_do_not_overwrite_unless_forced(small: Gazetteer, tmp_path: Path):
    path = tmp_path / "file"
    path.write_text("mine", encoding="utf-8")
    for export in (export_csv, export_geojson, export_lpf):
        with pytest.raises(InputError, match="exists already"):
            export(small, path)
    assert path.read_text(encoding="utf-8") == "mine"


# GeoPackage


def test_geopackage_has_points_footprints_and_names(small: Gazetteer, tmp_path: Path):
    pyogrio = pytest.importorskip("pyogrio", reason="needs the extra geo")
    path = tmp_path / "file.gpkg"
    assert export_gpkg(small, path) == len(small)
    assert [name for name, _ in pyogrio.list_layers(path)] == ["places", "footprints", "names"]
    meta, _, _, columns = pyogrio.raw.read(path, layer="names")
    toponyms = dict(zip(meta["fields"], columns, strict=True))["toponym"]
    assert sorted(toponyms) == sorted(row[1] for row in table_rows(small)["names.tsv"])
    first = path.read_bytes()
    export_gpkg(small, path, force=True)
    assert path.read_bytes() == first
