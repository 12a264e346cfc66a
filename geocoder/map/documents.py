"""`MapDocument`: what a map shows of one document, checked field by field."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from geocoder.errors import InputError
from geocoder.model import Match, Status
from geocoder.record import Record

if TYPE_CHECKING:
    from geocoder.document import Document

_STATUSES: Final = frozenset(Status)
_MATCHES: Final = frozenset(Match)
_RECORD_FIELDS: Final = frozenset({"doc_id", "mentions", "relations", "focus", "gazetteer", "version"})
_EXTENT: Final = {"lat": 90.0, "lon": 180.0}


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of an input that cannot be shown.

    Attributes:
        where: ``file:line``, or ``file: feature N``.
        reason: What is wrong, and what to do about it.
    """

    where: str
    reason: str


@dataclass(slots=True)
class MapDocument:
    """A document on the map.

    Attributes:
        doc_id: Its identifier.
        text: Its text, or None if the input does not hold it.
        fields: What else the input carries, such as a date.
        mentions: Mentions of the record, as `mention_record` words them.
        relations: Relations of the record, as `relation_record` words them.
    """

    doc_id: str
    text: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    mentions: list[Record] = field(default_factory=list)
    relations: list[Record] = field(default_factory=list)


def of_document(document: Document) -> MapDocument:
    """What a map shows of a document of the library."""
    record = document.to_dict()
    record["text"] = document.text
    return of_record(record, fallback_id="text")


def of_record(record: Mapping[str, object], *, fallback_id: str, text_column: str = "text") -> MapDocument:
    """What a map shows of a record.

    Args:
        record: A line of the output of ``geocoder batch``.
        fallback_id: Identifier of a record that has none.
        text_column: The field that holds the text.

    Raises:
        InputError: It is no record.
    """
    if not isinstance(record.get("mentions"), list):
        raise InputError("no list of mentions; write the input with geocoder batch or geoparse")
    text = record.get(text_column)
    found = MapDocument(
        doc_id=str(fallback_id if record.get("doc_id") is None else record["doc_id"]),
        text=text if isinstance(text, str) else None,
        fields={
            key: shown(value)
            for key, value in record.items()
            if key not in _RECORD_FIELDS and key != text_column and value is not None
        },
    )
    for each in _objects(record, "mentions"):
        add_mention(found, each)
    for each in _objects(record, "relations"):
        add_relation(found, each)
    return found


def add_mention(document: MapDocument, record: Mapping[str, object]) -> None:
    """Put a mention of a record into the document.

    Raises:
        InputError: A field that the map needs is wrong.
    """
    if record.get("status") not in _STATUSES:
        raise InputError(f"status {_quoted(record.get('status'))} is none of {', '.join(_STATUSES)}")
    if record.get("match", "exact") not in _MATCHES:
        raise InputError(f"match {_quoted(record.get('match'))} is none of {', '.join(_MATCHES)}")
    document.mentions.append(_checked(record, document.text))


def add_relation(document: MapDocument, record: Mapping[str, object]) -> None:
    """Put a relation of a record into the document.

    Raises:
        InputError: A field that the map needs is wrong.
    """
    document.relations.append(_checked(record, document.text))


def _checked(record: Mapping[str, object], text: str | None) -> Record:
    start, end = record.get("start"), record.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise InputError(f"start {_quoted(start)} and end {_quoted(end)} are no span")
    if text is not None and end > len(text):
        raise InputError(f"end {end} lies beyond the text ({len(text)} characters)")
    for key, limit in _EXTENT.items():
        value = number(record, key)
        if value is not None and abs(value) > limit:
            raise InputError(f"{key} {value} is no degree between -{limit:.0f} and {limit:.0f}")
    if (record.get("lat") is None) != (record.get("lon") is None):
        raise InputError("lat or lon is missing; give both or neither")
    for key in ("radius_m", "confidence"):
        number(record, key)
    return {
        **record,
        "candidates": _objects(record, "candidates"),
        "evidence": _objects(record, "evidence"),
        "surface": text[start:end] if text is not None else str(record.get("surface") or ""),
    }


def number(record: Mapping[str, object], key: str) -> float | None:
    """The finite number under a key, or None if it is absent or null.

    Raises:
        InputError: It is something else.
    """
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{key} is {_quoted(value)}, not a number")
    return float(value)


def _objects(record: Mapping[str, object], key: str) -> list[Record]:
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(
        isinstance(each, dict) for each in cast("Sequence[object]", value)
    ):
        raise InputError(f"{key} is not a list of objects")
    return cast("list[Record]", value)


def shown(value: object) -> str:
    """A carried value as text."""
    return value if isinstance(value, str) else str(value)


def _quoted(value: object) -> str:
    return repr(value)[:40]
