"""CSV: a row a mention or a location, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, cast

from geocoder.document import Answer, Document
from geocoder.formats.registry import View, formats
from geocoder.record import location_record, mention_record

PLACE_COLUMNS: Final = (
    *("place_id", "name_ar", "name_en", "kind", "feature_code", "lat", "lon", "radius_m", "confidence"),
    *("precision", "acled_geo_precision", "ucdp_where_prec", "pcode", "parents"),
)
MENTION_COLUMNS: Final = (
    *("doc_id", "start", "end", "surface", "status", *PLACE_COLUMNS),
    *("enclosing_id", "enclosing_lat", "enclosing_lon", "enclosing_radius_m", "match"),
)
LOCATION_COLUMNS: Final = ("query", "rank", "name", *PLACE_COLUMNS, "relation", "distance_m")

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so."""
LIST_SEPARATOR: Final = "|"


@formats(Document, "csv")
def documents_as_csv(documents: Iterable[Document], view: View) -> Iterator[str]:
    """Yield a header and a row for each mention; relations do not fit a row and are left out."""
    yield _line(MENTION_COLUMNS, raw=True)
    for document in documents:
        for mention in document.mentions:
            record = {"doc_id": document.doc_id, **mention_record(mention)}
            enclosing = cast("Mapping[str, object]", record["enclosing"] or {})
            record |= {f"enclosing_{key.removeprefix('place_')}": value for key, value in enclosing.items()}
            yield _line((record.get(column) for column in MENTION_COLUMNS), raw=view.raw)


@formats(Answer, "csv")
def answers_as_csv(answers: Iterable[Answer], view: View) -> Iterator[str]:
    """Yield a header and a row for each location."""
    yield _line(LOCATION_COLUMNS, raw=True)
    for answer in answers:
        for rank, location in enumerate(answer.locations, 1):
            record = {"query": answer.query, "rank": rank, **location_record(location)}
            yield _line((record[column] for column in LOCATION_COLUMNS), raw=view.raw)


def neutralise(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it as a formula.

    >>> neutralise("=1+1")
    "'=1+1"
    """
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def _line(cells: Iterable[object], *, raw: bool) -> str:
    buffer = io.StringIO(newline="")
    # The writer quotes a cell with a carriage return only if its own line end has one.
    csv.writer(buffer, lineterminator="\r\n").writerow(_cell(cell, raw=raw) for cell in cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object, *, raw: bool) -> object:
    if isinstance(value, list):
        value = LIST_SEPARATOR.join(value)
    return neutralise(value) if isinstance(value, str) and not raw else value
