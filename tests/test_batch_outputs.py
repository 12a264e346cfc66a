"""What a batch writes: every format read back by others, with the input's fields beside the places."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from geocoder import Geocoder
from geocoder.batch import Options, TargetError, run_batch
from geocoder.batch.assemble import carried_types
from geocoder.errors import InputError

ROWS = [
    {"doc_id": "a", "date": "2017-01-05", "n": 1, "tags": ["x", "y"], "text": "قصف على حيي القصور والجورة"},
    {"doc_id": "b", "date": None, "n": 2.5, "lat": "mine", "text": "لا مكان هنا"},
    {
        "doc_id": "c",
        "url": "=cmd()",
        "n": 3,
        "text": "اشتباكات على بعد 5 كم غرب الجورة وفي ريف دير الزور الشرقي",
    },
]

Write = Callable[..., Path]


@pytest.fixture
def write(geo: Geocoder, tmp_path: Path) -> Write:
    """The output of that name over the rows above."""

    def execute(name: str, **options: object) -> Path:
        source = tmp_path / "in.jsonl"
        source.write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8"
        )
        output = tmp_path / name
        run_batch([str(source)], str(output), geocoder=geo, options=Options(**options), force=True)  # type: ignore[arg-type]
        return output

    return execute


@pytest.fixture
def mentions(geo: Geocoder) -> list[tuple[str, str | None, int]]:
    """Document, place and start of every mention, as `Geocoder.geoparse` has them."""
    return [
        (str(row["doc_id"]), mention.place.id if mention.place else None, mention.start)
        for row in ROWS
        for mention in geo.geoparse(str(row["text"])).mentions
    ]


def test_json_lines(write: Write) -> None:
    first, second, third = (json.loads(line) for line in write("out.jsonl").read_bytes().splitlines())
    assert list(first) == [
        *("doc_id", "date", "n", "tags", "mentions", "relations", "focus", "gazetteer", "version"),
    ]
    assert (second["n"], second["lat"], second["mentions"]) == (2.5, "mine", [])
    assert third["relations"]


def test_text_is_carried_if_asked(write: Write) -> None:
    record = json.loads(write("out.jsonl", keep_text=True).read_bytes().splitlines()[0])
    assert record["text"] == ROWS[0]["text"]


def test_csv_joins_back(write: Write, mentions: list[tuple[str, str | None, int]]) -> None:
    rows = list(csv.DictReader(io.StringIO(write("out.csv").read_text(encoding="utf-8"), newline="")))
    assert [(row["doc_id"], row["place_id"] or None, int(row["start"])) for row in rows] == mentions
    assert list(rows[0])[:7] == ["doc_id", "date", "n", "tags", "input_lat", "url", "start"]
    assert (rows[0]["tags"], rows[0]["date"]) == ("x|y", "2017-01-05")
    assert rows[-1]["url"] == "'=cmd()"


def test_csv_cells_as_they_are(write: Write) -> None:
    rows = list(csv.DictReader(io.StringIO(write("out.csv", raw_cells=True).read_text(encoding="utf-8"))))
    assert rows[-1]["url"] == "=cmd()"


def test_csv_keeps_empty_documents_if_asked(write: Write) -> None:
    text = write("out.csv", keep_empty=True).read_text(encoding="utf-8")
    (empty,) = [row for row in csv.DictReader(io.StringIO(text)) if row["doc_id"] == "b"]
    assert (empty["input_lat"], empty["place_id"]) == ("mine", "")


def test_csv_leaves_plain_numbers_alone(geo: Geocoder, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text,phone,delta,formula\nحي الجورة,+963,-5,+A1\n", encoding="utf-8")
    run_batch([str(tmp_path / "in.csv")], str(tmp_path / "out.csv"), geocoder=geo)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8")))
    assert (row["phone"], row["delta"], row["formula"]) == ("+963", "-5", "'+A1")


def test_geojson(write: Write, mentions: list[tuple[str, str | None, int]]) -> None:
    collection = json.loads(write("out.geojson").read_bytes())
    found = [each["properties"] for each in collection["features"]]
    assert [(p["doc_id"], p["place_id"], p["start"]) for p in found if p["record"] == "mention"] == mentions
    joura = collection["features"][1]
    assert joura["geometry"]["coordinates"] == [joura["properties"]["lon"], joura["properties"]["lat"]]
    assert joura["properties"]["date"] == "2017-01-05"


def test_empty_geojson(geo: Geocoder, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"")
    run_batch([str(tmp_path / "in.jsonl")], str(tmp_path / "out.geojson"), geocoder=geo)
    assert json.loads((tmp_path / "out.geojson").read_bytes()) == {
        "type": "FeatureCollection",
        "features": [],
    }


def test_lines_of_geojson_are_the_features_of_the_collection(write: Write) -> None:
    lines = [json.loads(line) for line in write("out.geojsonl").read_bytes().splitlines()]
    assert lines == json.loads(write("out.geojson").read_bytes())["features"]


def test_footprints_are_areas(write: Write) -> None:
    features = json.loads(write("out.geojson", footprints=True).read_bytes())["features"]
    assert {"Point", "Polygon"} <= {each["geometry"]["type"] for each in features}


@pytest.mark.parametrize("name", ["out.geojson", "out.geojsonl", "out.gpkg"])
def test_gdal_reads_points_in_the_right_place(write: Write, name: str) -> None:
    layer = {"layer": "mentions"} if name == "out.gpkg" else {}
    info = pyogrio.read_info(write(name), **layer)
    assert info["crs"] == "EPSG:4326"
    _, _, geometries, fields = pyogrio.raw.read(write(name), **layer)
    places = dict(zip(fields[list(info["fields"]).index("place_id")], geometries, strict=True))
    point = shapely.from_wkb(places["joura"])
    assert (round(point.x, 2), round(point.y, 2)) == (40.12, 35.35)


def test_geopackage_has_layers_with_arabic(write: Write, mentions: list[tuple[str, str | None, int]]) -> None:
    path = write("out.gpkg")
    assert [name for name, _ in pyogrio.list_layers(path)] == ["mentions", "relations"]
    info, _, geometries, columns = pyogrio.raw.read(path, layer="mentions")
    rows = [dict(zip(info["fields"], row, strict=True)) for row in zip(*columns, strict=True)]
    assert [(row["doc_id"], row["place_id"], row["start"]) for row in rows] == mentions
    assert rows[0]["surface"] == "حيي القصور"
    assert rows[0]["tags"] == '["x","y"]'
    assert rows[0]["parents"].startswith("deir_ez_zor_city|")
    assert len(geometries) == len(mentions)
    relations = pyogrio.raw.read(path, layer="relations")
    assert len(relations[2]) == 1


def test_geopackage_of_areas(write: Write) -> None:
    _, _, geometries, _ = pyogrio.raw.read(write("out.gpkg", footprints=True), layer="relations")
    assert shapely.from_wkb(geometries[0]).geom_type == "Polygon"


def test_parquet(write: Write, mentions: list[tuple[str, str | None, int]]) -> None:
    rows = pq.read_table(write("out.parquet")).to_pylist()
    assert [(row["doc_id"], row["place_id"], row["start"]) for row in rows] == mentions
    assert rows[0]["parents"][0] == "deir_ez_zor_city"
    assert [rows[0]["n"], rows[-1]["n"]] == [1.0, 3.0]
    assert "geometry" not in rows[0]


def test_parquet_keeps_empty_documents_if_asked(write: Write) -> None:
    rows = pq.read_table(write("out.parquet", keep_empty=True)).to_pylist()
    assert [row["place_id"] for row in rows if row["doc_id"] == "b"] == [None]


def test_geoparquet(write: Write) -> None:
    table = pq.read_table(write("out.geoparquet"))
    about = json.loads(table.schema.metadata[b"geo"])
    assert about["columns"]["geometry"]["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    (joura, *_) = [row for row in table.to_pylist() if row["place_id"] == "joura"]
    point = shapely.from_wkb(joura["geometry"])
    assert (point.x, point.y) == (joura["lon"], joura["lat"])


def test_parts_do_not_stay(write: Write, tmp_path: Path) -> None:
    write("out.gpkg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.gpkg", "out.gpkg.run"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, None, 2], "integer"),
        ([1, 2.5], "number"),
        ([True, False], "boolean"),
        ([True, 1], "string"),
        ([1, "x"], "string"),
        ([None], "string"),
        ([2**70], "string"),
        ([[1]], "string"),
    ],
)
def test_carried_columns_get_the_type_that_holds_all(values: list[object], expected: str) -> None:
    assert carried_types({"carried": {"x": value}} for value in values) == {"x": expected}


def test_surrogates_do_not_break_a_table(geo: Geocoder, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "حي الجورة", "x": "a\\ud800"}\n', encoding="utf-8")
    run_batch([str(tmp_path / "in.jsonl")], str(tmp_path / "out.parquet"), geocoder=geo)
    assert pq.read_table(tmp_path / "out.parquet").to_pylist()[0]["x"] == "a?"
    run_batch([str(tmp_path / "in.jsonl")], str(tmp_path / "out.csv"), geocoder=geo)
    assert "a\\ud800" in (tmp_path / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["out.json", "out.shp", "out.txt"])
def test_name_that_tells_no_format(write: Write, name: str) -> None:
    with pytest.raises(InputError, match="--to"):
        write(name)


def test_format_by_option(write: Write) -> None:
    assert json.loads(write("out.json", output_format="geojson").read_bytes())["type"] == "FeatureCollection"


# Before anything is written


def test_folder_is_no_output(write: Write, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").mkdir()
    with pytest.raises(TargetError, match="is a folder"):
        write("out.jsonl")


def test_missing_folder(write: Write) -> None:
    with pytest.raises(TargetError, match="no folder"):
        write("nowhere/out.jsonl")


def test_output_and_errors_are_two_files(geo: Geocoder, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"")
    with pytest.raises(TargetError, match="both"):
        run_batch([str(tmp_path / "in.jsonl")], str(tmp_path / "x"), errors=str(tmp_path / "x"), geocoder=geo)
