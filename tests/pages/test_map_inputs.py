"""What `geocoder map` reads: texts, records, GeoJSON; and what it says of lines that are none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from geocoder import Geocoder
from geocoder.cli.app import commands
from geocoder.document import Document
from geocoder.map import MapDocument, Problem, read_documents

TEXT = "قصف على حي الجورة وعلى بعد 5 كم غرب الميادين"

Read = Callable[[str | bytes], tuple[list[MapDocument], list[Problem]]]


@pytest.fixture
def read(geocoder: Geocoder) -> Read:
    def geoparse(content: bytes) -> Document:
        return geocoder.geoparse(content.decode(), doc_id="in.txt")

    def run(content: str | bytes) -> tuple[list[MapDocument], list[Problem]]:
        raw = content.encode() if isinstance(content, str) else content
        problems: list[Problem] = []
        found = read_documents(raw, name="in", geoparse=geoparse, on_problem=problems.append)
        return found, problems

    return run


def record_of(geocoder: Geocoder, **fields: object) -> dict[str, object]:
    return {**geocoder.geoparse(TEXT, doc_id="1").to_dict(), **fields}


def test_text_is_geoparsed(read: Read) -> None:
    (document,), problems = read(TEXT)
    assert document.text == TEXT
    assert [each["surface"] for each in document.mentions] == ["حي الجورة", "الميادين"]
    assert [each["relation"] for each in document.relations] == ["distance"]
    assert problems == []


def test_carried_columns_are_kept_as_fields(read: Read, geocoder: Geocoder) -> None:
    line = json.dumps(record_of(geocoder, text=TEXT, date="2015-06-01", views=7))
    (document,), _ = read(line)
    assert document.fields == {"date": "2015-06-01", "views": "7"}


def test_record_without_text_keeps_the_surfaces(read: Read, geocoder: Geocoder) -> None:
    (document,), _ = read(json.dumps(record_of(geocoder)))
    assert document.text is None
    assert document.mentions[0]["surface"] == "حي الجورة"


def test_geojson_gives_the_mentions_and_relations_back(read: Read, geocoder: Geocoder) -> None:
    collection = geocoder.geoparse(TEXT, doc_id="1").to_geojson(footprints=True)
    (document,), problems = read(json.dumps(collection))
    assert document.doc_id == "1"
    assert len(document.mentions) == 2
    assert document.relations[0]["footprint"]["type"] == "Polygon"
    assert problems == []


@pytest.mark.parametrize("output", ["out.jsonl", "out.geojson", "out.geojsonl", "out.csv"])
def test_every_plain_output_of_a_batch_is_read(read: Read, tmp_path: Path, output: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"doc_id": "1", "text": TEXT, "date": "2015-06-01"}), encoding="utf-8")
    result = CliRunner().invoke(commands, ["batch", str(source), "-o", str(tmp_path / output)])
    assert result.exit_code == 0, result.output
    (document,), problems = read((tmp_path / output).read_bytes())
    assert problems == []
    assert (document.doc_id, document.fields["date"]) == ("1", "2015-06-01")
    assert [each["surface"] for each in document.mentions] == ["حي الجورة", "الميادين"]
    assert document.mentions[0]["lat"] == pytest.approx(35.34, abs=0.02)
    assert len(document.relations) == (0 if output.endswith("csv") else 1)


def test_bad_cell_of_a_table_is_told(read: Read) -> None:
    table = "doc_id,start,end,surface,status,lat,lon\n1,0,2,حي,resolved,x,40\n1,0,2,حي,resolved,35,40\n"
    (document,), problems = read(table)
    assert len(document.mentions) == 1
    assert [(each.where, each.reason) for each in problems] == [("in:2", "lat is 'x', not a number")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not a line of JSON"),
        ('{"doc_id": 1}', "no list of mentions"),
        ('{"mentions": [1]}', "mentions is not a list of objects"),
        ('{"mentions": [{"status": "sure"}]}', "status 'sure' is none of"),
        ('{"mentions": [{"status": "resolved", "start": 3, "end": 3}]}', "no span"),
        ('{"mentions": [{"status": "resolved", "start": 0, "end": 9}], "text": "حي"}', "beyond the text"),
        (
            '{"mentions": [{"status": "resolved", "start": 0, "end": 1, "lat": 95, "lon": 0}]}',
            "lat 95.0 is no degree",
        ),
        ('{"mentions": [{"status": "resolved", "start": 0, "end": 1, "lat": 35}]}', "lat or lon is missing"),
        ('{"mentions": [{"status": "resolved", "start": 0, "end": 1, "confidence": "x"}]}', "not a number"),
    ],
)
def test_bad_line_is_told_and_the_rest_is_shown(
    read: Read, geocoder: Geocoder, line: str, reason: str
) -> None:
    good = json.dumps(record_of(geocoder))
    found, problems = read(f"{good}\n{line}\n{good}\n")
    assert len(found) == 2
    assert [each.where for each in problems] == ["in:2"]
    assert reason in problems[0].reason


def test_foreign_geojson_feature_is_told(read: Read) -> None:
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40, 35]}, "properties": {}}
    found, problems = read(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert found == []
    assert problems[0].where == "in: feature 1"
