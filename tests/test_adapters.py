"""The adapters, each with the real thing: the same mentions wherever the texts come from."""

# ruff: noqa: PLC0415 - a test loads only the package that it is about

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geocoder import Geocoder
from geocoder.batch import run_batch
from geocoder.batch.flat import MENTION, mention_row
from geocoder.errors import InputError

pytestmark = pytest.mark.heavy

TEXTS = [
    "قصف على حيي القصور والجورة",
    "لا مكان هنا",
    None,
    "اشتباكات على بعد 5 كم غرب الجورة، وفي ريف دير الزور الشرقي وبالميادين",
]
IDS = ["a", "b", "c", "d"]


@pytest.fixture(scope="module")
def expected(geo: Geocoder) -> list[dict[str, object]]:
    """The rows that every adapter must give, as `Geocoder.geoparse` has them."""
    return [
        {"id": doc_id, **mention_row(mention)}
        for doc_id, text in zip(IDS, TEXTS, strict=True)
        if text is not None
        for mention in geo.geoparse(text).mentions
    ]


def test_columns_are_those_of_the_record(expected: list[dict[str, object]]) -> None:
    assert len(expected) > 3
    assert all(list(row) == ["id", *MENTION] for row in expected)


# Arrow


def test_arrow(geo: Geocoder, expected: list[dict[str, object]]) -> None:
    import pyarrow as pa

    from geocoder.adapters.arrow import mentions

    table = pa.table({"id": IDS, "text": pa.array(TEXTS, pa.string())})
    batches = list(mentions(table.to_batches(max_chunksize=2), geocoder=geo))
    assert [batch.num_rows for batch in batches] == [2, len(expected) - 2]
    assert [row for batch in batches for row in batch.to_pylist()] == expected
    (empty,) = mentions(table.slice(1, 1).to_batches(), geocoder=geo)
    assert empty.schema == batches[0].schema


def test_arrow_names_the_columns_when_one_is_missing(geo: Geocoder) -> None:
    import pyarrow as pa

    from geocoder.adapters.arrow import mentions

    with pytest.raises(InputError, match="no column 'text'; there are 'id'"):
        list(mentions(pa.table({"id": IDS}).to_batches(), geocoder=geo))


# pandas


def test_pandas(geo: Geocoder, expected: list[dict[str, object]]) -> None:
    import pandas as pd

    from geocoder.adapters.pandas import mentions

    frame = pd.DataFrame({"id": IDS, "text": TEXTS}, index=[10, 20, 30, 40])
    found = mentions(frame, geocoder=geo)
    rows = found.astype(object).where(found.notna(), None).to_dict("records")
    assert rows == expected
    assert list(found.index[:3]) == [10, 10, 40]
    joined = found.join(frame[["text"]])
    assert all(row.text[row.start : row.end] == row.surface for row in joined.itertuples())


def test_pandas_with_processes_and_names_of_ours(geo: Geocoder) -> None:
    import pandas as pd

    from geocoder.adapters.pandas import mentions

    frame = pd.DataFrame({"text": TEXTS * 20, "lat": "mine", "n": range(80)})
    one, two = (mentions(frame, geocoder=geo, processes=count) for count in (1, 2))
    pd.testing.assert_frame_equal(one, two)
    assert list(one.columns) == ["input_lat", "n", *MENTION]
    assert list(mentions(frame, carry=[], geocoder=geo).columns) == list(MENTION)


def test_pandas_refuses_what_is_no_text(geo: Geocoder) -> None:
    import pandas as pd

    from geocoder.adapters.pandas import mentions

    with pytest.raises(InputError, match="row 1 holds 5"):
        mentions(pd.DataFrame({"text": ["x", 5]}), geocoder=geo)


def test_pandas_without_a_mention(geo: Geocoder) -> None:
    import pandas as pd

    from geocoder.adapters.pandas import mentions

    found = mentions(pd.DataFrame({"id": ["b"], "text": ["لا مكان هنا"]}), geocoder=geo)
    assert (len(found), list(found.columns)) == (0, ["id", *MENTION])


# Polars


def test_polars(geo: Geocoder, expected: list[dict[str, object]]) -> None:
    import polars as pl

    from geocoder.adapters.polars import mentions

    assert mentions(pl.DataFrame({"id": IDS, "text": TEXTS}), geocoder=geo).to_dicts() == expected


# DuckDB


def test_duckdb(geo: Geocoder, expected: list[dict[str, object]]) -> None:
    import duckdb

    from geocoder.adapters.duckdb import register

    with duckdb.connect() as connection:
        register(connection, geocoder=geo)
        connection.execute("CREATE TABLE posts (id VARCHAR, text VARCHAR)")
        connection.executemany("INSERT INTO posts VALUES (?, ?)", list(zip(IDS, TEXTS, strict=True)))
        found = connection.execute(
            "SELECT id, unnest(m) FROM (SELECT id, unnest(geoparse(text)) AS m FROM posts) "
            "ORDER BY id, m.start"
        )
        names = [column[0] for column in found.description]
        assert [dict(zip(names, row, strict=True)) for row in found.fetchall()] == expected


# geopy


def test_geopy(geo: Geocoder) -> None:
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.location import Location
    from geopy.point import Point

    from geocoder.adapters.geopy import DeirEzZor

    geolocator = DeirEzZor(geocoder=geo)
    location = geolocator.geocode("حي الجورة")
    assert isinstance(location, Location)
    assert location.raw["place_id"] == "joura"
    address, (latitude, longitude) = location
    assert (address, round(latitude, 1), round(longitude, 1)) == (location.address, 35.3, 40.1)
    assert RateLimiter(geolocator.geocode, min_delay_seconds=0)("حي الجورة") == location
    many = geolocator.geocode("حي الجورة", exactly_one=False, limit=2)
    assert many[0] == location
    assert geolocator.geocode("qqqqqq") is None
    nearest = geolocator.reverse(Point(latitude, longitude))
    assert (
        nearest == geolocator.reverse(f"{latitude}, {longitude}") == geolocator.reverse((latitude, longitude))
    )
    with pytest.raises(InputError, match="no point"):
        geolocator.reverse("nowhere")


# spaCy


def test_spacy() -> None:
    import spacy

    nlp = spacy.blank("ar")
    nlp.add_pipe("geocoder", config={"set_ents": True})
    text = "قصف على حيي القصور والجورة"
    doc = nlp(text)
    assert [(span.label_, span.kb_id_) for span in doc.spans["places"]] == [
        ("neighbourhood", "qusour"),
        ("neighbourhood", "joura"),
    ]
    for span in doc.spans["places"]:
        mention = span._.mention
        assert text[mention.start : mention.end] == mention.surface
        assert mention.surface in span.text
    assert doc._.geocoder.mentions[1].surface == "الجورة"
    assert [entity.kb_id_ for entity in doc.ents] == ["qusour", "joura"]


def test_spacy_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("ar")
    nlp.add_pipe("geocoder", config={"gazetteers": ["deir_ez_zor", "syria"], "min_confidence": 0.1})
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    doc = again("قصف على حي الجورة")
    assert [span.kb_id_ for span in doc.spans["places"]] == ["joura"]


# Spark


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    from pyspark.sql import SparkSession

    # The workers must be this Python, which has the package.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .appName("geocoder tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")  # Spark and its libraries warn about one another
def test_spark(geo: Geocoder, spark: object, expected: list[dict[str, object]]) -> None:
    from geocoder.spark import mentions

    rows = list(zip(IDS, TEXTS, strict=True))
    frame = spark.createDataFrame(rows, "id string, text string").repartition(2)  # type: ignore[attr-defined]
    found = mentions(frame, geocoder=geo).orderBy("id", "start").collect()
    assert [row.asDict() for row in found] == expected
    assert mentions(frame, carry=["id"], geocoder=geo).where("place_id = 'joura'").count() == sum(
        row["place_id"] == "joura" for row in expected
    )


@pytest.mark.filterwarnings("ignore")
def test_spark_reads_and_writes_parquet(geo: Geocoder, spark: object, tmp_path: Path) -> None:
    from geocoder.spark import mentions

    rows = [(number, TEXTS[0]) for number in range(500)]
    frame = spark.createDataFrame(rows, "n long, text string").repartition(4)  # type: ignore[attr-defined]
    mentions(frame, geocoder=geo).write.parquet(str(tmp_path / "out"))
    assert spark.read.parquet(str(tmp_path / "out")).count() == 1000  # type: ignore[attr-defined]


# All the same


@pytest.mark.filterwarnings("ignore")
def test_batch_gives_the_mentions_of_the_adapters(
    geo: Geocoder, tmp_path: Path, expected: list[dict[str, object]]
) -> None:
    rows = [{"doc_id": doc_id, "text": text} for doc_id, text in zip(IDS, TEXTS, strict=True) if text]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run_batch([str(tmp_path / "in.jsonl")], str(tmp_path / "out.parquet"), geocoder=geo)
    run_batch([str(tmp_path / "in.jsonl")], str(tmp_path / "out.gpkg"), geocoder=geo)
    run_batch([str(tmp_path / "in.jsonl")], str(tmp_path / "out.geoparquet"), geocoder=geo)
    import geopandas
    import pyarrow.parquet as pq

    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [{"id": row.pop("doc_id"), **row} for row in found] == expected
    for frame in (
        geopandas.read_file(tmp_path / "out.gpkg", layer="mentions"),
        geopandas.read_parquet(tmp_path / "out.geoparquet"),
    ):
        assert frame.crs.to_epsg() == 4326
        assert list(frame["surface"]) == [row["surface"] for row in expected]
        assert [point.y for point in frame.geometry if point] == [
            row["lat"] for row in expected if row["lat"]
        ]
