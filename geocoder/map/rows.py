"""Documents from the flat outputs of a batch: a CSV row or a GeoJSON feature a mention."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, cast

from geocoder.errors import InputError
from geocoder.formats.csv_rows import LIST_SEPARATOR, MENTION_COLUMNS
from geocoder.map.documents import MapDocument, Problem, add_mention, add_relation, shown
from geocoder.record import Record

_FIELDS: Final = frozenset(
    (
        *MENTION_COLUMNS,
        *("record", "candidates", "evidence", "enclosing", "footprint"),
        *("relation", "anchors", "bearing", "distance_m"),
        *("mentions", "relations", "focus", "gazetteer", "version"),
    )
)
"""Properties that are ours; the others were carried from the input."""

_NEEDED: Final = frozenset(("start", "end", "surface", "status"))
_WHOLE: Final = ("start", "end")
_NUMBERS: Final = ("lat", "lon", "radius_m", "confidence", "enclosing_lat", "enclosing_lon")


def is_table(content: bytes) -> bool:
    """Whether a content begins with the header of a CSV file of mentions."""
    header = content.partition(b"\n")[0].decode("utf-8-sig", "replace").strip()
    return set(header.split(",")) >= _NEEDED


def from_table(
    content: bytes, name: str, text_column: str, on_problem: Callable[[Problem], None]
) -> Iterator[MapDocument]:
    """Yield the documents of a CSV file as ``geocoder batch`` and ``geoparse`` write it.

    Raises:
        InputError: It is not UTF-8.
    """
    try:
        stream = io.StringIO(content.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: byte {error.start} is not UTF-8; convert the file") from None
    reader = csv.DictReader(stream)
    rows = ((f"{name}:{reader.line_num}", _typed(row)) for row in reader)
    yield from _gathered(rows, name, text_column, on_problem)


def from_features(
    features: Iterable[tuple[str, object]], name: str, text_column: str, on_problem: Callable[[Problem], None]
) -> Iterator[MapDocument]:
    """Yield the documents of GeoJSON features, each with where it stands."""
    yield from _gathered(features, name, text_column, on_problem, read=_properties)


def _gathered(
    rows: Iterable[tuple[str, object]],
    name: str,
    text_column: str,
    on_problem: Callable[[Problem], None],
    read: Callable[[object], Mapping[str, object]] = lambda row: cast("Mapping[str, object]", row),
) -> Iterator[MapDocument]:
    documents: dict[str, MapDocument] = {}
    for where, row in rows:
        try:
            record = read(row)
            doc_id = name if record.get("doc_id") is None else str(record["doc_id"])
            document = documents.get(doc_id) or _begun(doc_id, record, text_column)
            if record.get("record") == "relation":
                add_relation(document, record)
            else:
                add_mention(document, record)
            documents[doc_id] = document
        except InputError as error:
            on_problem(Problem(where, str(error)))
    yield from documents.values()


def _begun(doc_id: str, record: Mapping[str, object], text_column: str) -> MapDocument:
    text = record.get(text_column)
    carried = {
        key: shown(value)
        for key, value in record.items()
        if key not in _FIELDS and key != text_column and value is not None
    }
    return MapDocument(doc_id, text if isinstance(text, str) and text else None, carried)


def _properties(feature: object) -> Mapping[str, object]:
    """The record in a feature; an area is taken as footprint."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or "surface" not in properties:
        raise InputError("no mention or relation; write it with geocoder batch or geoparse")
    record = dict(cast("Mapping[str, object]", properties))
    shape = cast("dict[str, object]", feature).get("geometry")
    if isinstance(shape, dict) and shape.get("type") != "Point":
        record.setdefault("footprint", shape)
    return record


def _typed(row: Mapping[str | None, str | list[str] | None]) -> Record:
    """The record in a row of cells; an empty cell is no value."""
    record: Record = {key: value or None for key, value in row.items() if key is not None}
    for key in _WHOLE:
        record[key] = _number(record.get(key), int)
    for key in _NUMBERS:
        record[key] = _number(record.get(key), float)
    record["parents"] = str(record.get("parents") or "").split(LIST_SEPARATOR)
    if record.get("enclosing_id") is not None:
        record["enclosing"] = {"place_id": record["enclosing_id"]}
    return record


def _number(cell: object, kind: type[int | float]) -> object:
    try:
        return None if cell is None else kind(str(cell))
    except ValueError:
        return cell  # told with its column when it is checked
