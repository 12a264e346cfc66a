"""The data in a map file: tables of values that repeat, and rows that point into them.

A mention of a record takes about a kilobyte, most of which it shares with other mentions.
`static/unpack.js` reads what this module writes; both list the columns in the same order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Final, Generic, TypeVar, cast

import orjson

from geocoder.gazetteer import Gazetteer
from geocoder.map.base import base_layers, kind_table, place_table, rounded
from geocoder.map.documents import MapDocument
from geocoder.record import Record

MENTION: Final = ("status", "kind", "match", "precision")
RELATION: Final = ("relation", "precision")
"""Words that repeat, in the order of the columns."""

_MOST_FIELDS: Final = 8
_LONGEST_FIELD: Final = 200
"""Carried columns may hold whole pages; the map file must stay small."""

V = TypeVar("V", bound=Hashable)


class Table(Generic[V]):
    """Values in the order in which they were first met, each once."""

    def __init__(self) -> None:
        self._numbers: dict[V, int] = {}

    def number(self, value: V) -> int:
        """The position of a value, which is added if it is new."""
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> list[V]:
        """All values."""
        return list(self._numbers)


class Packer:
    """Collects the rows of all documents of a map."""

    def __init__(self) -> None:
        self._words: Table[str | None] = Table()
        self._places: Table[str] = Table()
        self._names: dict[str, Record] = {}
        self._reasons: Table[tuple[str, str]] = Table()
        self._shapes: Table[bytes] = Table()
        self._date_column = ""

    def pack(self, documents: Iterable[MapDocument], gazetteer: Gazetteer, about: Record) -> Record:
        """The whole data of a map, ready for JSON.

        Args:
            documents: What to show, in order.
            gazetteer: Names the places and gives the ground.
            about: What else the page is told.
        """
        base = base_layers(gazetteer)
        self._date_column = str(about.get("dateColumn") or "")
        rows = [self._document(each) for each in documents]
        words = cast("list[str]", base["labels"]) + [
            cast("str", each["id"]) for each in cast("list[Record]", base["shapes"])
        ]
        table = place_table(gazetteer, [*self._places.values, *words])
        # Places of a record that this gazetteer does not know keep what the record says of them.
        places = {key: self._names[key] for key in self._places.values if key in self._names} | table
        return {
            **about,
            "words": self._words.values,
            "ids": self._places.values,
            "reasons": self._reasons.values,
            "shapes": [orjson.loads(each) for each in self._shapes.values],
            "documents": rows,
            "places": places,
            "kinds": kind_table(),
            "base": base,
        }

    def _document(self, document: MapDocument) -> list[object]:
        has_text = document.text is not None
        return [
            document.doc_id,
            document.text,
            _fields(document, self._date_column),
            [self._mention(each, has_text=has_text) for each in document.mentions],
            [self._relation(each, has_text=has_text) for each in document.relations],
        ]

    def _mention(self, record: Record, *, has_text: bool) -> list[object]:
        place_id = record.get("place_id")
        enclosing = record.get("enclosing")
        around = enclosing.get("place_id") if isinstance(enclosing, dict) else None
        if place_id is not None:
            self._names.setdefault(str(place_id), _summary(record))
        return [
            *self._span(record, MENTION, has_text=has_text),
            self._place(place_id),
            self._place(around),
            [
                [self._place(each.get("place_id")), each.get("score")]
                for each in cast("list[Record]", record["candidates"])
            ],
            None if place_id is not None else record.get("name_ar") or record.get("name_en"),
            self._shape(record.get("footprint")),
        ]

    def _relation(self, record: Record, *, has_text: bool) -> list[object]:
        anchors = record.get("anchors")
        return [
            *self._span(record, RELATION, has_text=has_text),
            [self._place(each) for each in anchors] if isinstance(anchors, list) else [],
            record.get("bearing"),
            record.get("distance_m"),
            self._shape(record.get("footprint")),
        ]

    def _span(self, record: Record, words: tuple[str, ...], *, has_text: bool) -> list[object]:
        """The columns that mentions and relations share."""
        reasons = cast("list[Record]", record["evidence"])
        return [
            record["start"],
            record["end"],
            None if has_text else record["surface"],
            _degrees(record.get("lat")),
            _degrees(record.get("lon")),
            record.get("radius_m"),
            record.get("confidence"),
            [self._reasons.number((str(each.get("rule")), str(each.get("detail")))) for each in reasons],
            *(self._words.number(None if (word := record.get(key)) is None else str(word)) for key in words),
        ]

    def _place(self, place_id: object) -> int | None:
        return None if place_id is None else self._places.number(str(place_id))

    def _shape(self, footprint: object) -> int | None:
        if not isinstance(footprint, dict) or "coordinates" not in footprint:
            return None
        shape = {"type": footprint.get("type"), "coordinates": rounded(footprint["coordinates"])}
        return self._shapes.number(orjson.dumps(shape))


def _fields(document: MapDocument, date_column: str) -> dict[str, str]:
    """The carried fields that the page shows, cut to a line, and the date."""
    shown = list(document.fields)[:_MOST_FIELDS]
    if date_column in document.fields and date_column not in shown:
        shown.append(date_column)
    return {key: document.fields[key][:_LONGEST_FIELD] for key in shown}


def _summary(record: Mapping[str, object]) -> Record:
    return {
        "ar": record.get("name_ar"),
        "en": record.get("name_en"),
        "kind": record.get("kind") or "other",
        "lat": record.get("lat"),
        "lon": record.get("lon"),
        "radius_m": record.get("radius_m"),
        "parents": record.get("parents") or [],
    }


def _degrees(value: object) -> float | None:
    return round(value, 5) if isinstance(value, int | float) else None
