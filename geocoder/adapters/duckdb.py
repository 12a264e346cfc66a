"""DuckDB: a function of SQL that gives the mentions of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from geocoder.adapters.arrow import mention_type
from geocoder.adapters.flat import Settings, documents
from geocoder.batch.flat import INTEGER, LIST, MENTION, NUMBER, mention_row
from geocoder.pipeline import Geocoder

if TYPE_CHECKING:
    import duckdb


def register(
    connection: duckdb.DuckDBPyConnection,
    *,
    name: str = "geoparse",
    geocoder: Geocoder | None = None,
    min_confidence: float = 0.0,
) -> None:
    """Give a connection the function ``geoparse(text)``, which returns a list of structs.

    ``SELECT id, m.place_id, m.lat, m.lon FROM (SELECT id, unnest(geoparse(text)) AS m FROM posts)``

    Args:
        connection: An open connection.
        name: How the function is called in SQL.
        geocoder: The geocoder; one over the bundled gazetteers if None.
        min_confidence: Mentions less sure than this (0 to 1) are left out.
    """
    settings = Settings(geocoder or Geocoder(), min_confidence=min_confidence)
    returned = pa.list_(mention_type())

    def geoparse(texts: pa.ChunkedArray) -> pa.Array:
        found = [
            [mention_row(each) for each in document.mentions]
            for document in documents(texts.to_pylist(), settings)
        ]
        return pa.array(found, returned)

    connection.create_function(name, geoparse, ["VARCHAR"], _sql_type(), type="arrow")


def _sql_type() -> str:
    types = {INTEGER: "BIGINT", NUMBER: "DOUBLE", LIST: "VARCHAR[]"}
    fields = ", ".join(f'"{name}" {types.get(kind, "VARCHAR")}' for name, kind in MENTION.items())
    return f"STRUCT({fields})[]"
