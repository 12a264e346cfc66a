"""Mentions and relations as flat rows: the columns of tables, with their types and names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, cast

from geocoder.formats.csv_rows import LIST_SEPARATOR, MENTION_COLUMNS
from geocoder.model import Mention
from geocoder.record import Record, mention_record

STRING: Final = "string"
INTEGER: Final = "integer"
NUMBER: Final = "number"
BOOLEAN: Final = "boolean"
LIST: Final = "list"
"""Types of columns; a list is one of strings."""

_TYPES: Final = {
    "start": INTEGER,
    "end": INTEGER,
    "lat": NUMBER,
    "lon": NUMBER,
    "radius_m": INTEGER,
    "confidence": NUMBER,
    "acled_geo_precision": INTEGER,
    "ucdp_where_prec": INTEGER,
    "parents": LIST,
    "anchors": LIST,
    "bearing": NUMBER,
    "distance_m": INTEGER,
    "enclosing_lat": NUMBER,
    "enclosing_lon": NUMBER,
    "enclosing_radius_m": INTEGER,
}


def _typed(*names: str) -> dict[str, str]:
    return {name: _TYPES.get(name, STRING) for name in names}


MENTION: Final = _typed(*(name for name in MENTION_COLUMNS if name != "doc_id"))
"""Columns of a mention, in order, with their types; ``doc_id`` and what is carried stand before them."""

RELATION: Final = _typed(
    *("start", "end", "surface", "relation", "anchors", "bearing", "distance_m", "lat", "lon", "radius_m"),
    *("confidence", "precision", "acled_geo_precision", "ucdp_where_prec"),
)
"""Columns of a relation."""


def mention_row(mention: Mention) -> Record:
    """The columns of a mention."""
    return flatten(mention_record(mention))


def flatten(record: Mapping[str, object]) -> Record:
    """The columns of a mention's record."""
    enclosing = cast("Mapping[str, object]", record["enclosing"] or {})
    known = {**record, **{f"enclosing_{key.removeprefix('place_')}": each for key, each in enclosing.items()}}
    return {name: known.get(name) for name in MENTION}


def carried_name(name: str, taken: Collection[str]) -> str:
    """The name under which an input's field is carried: its own, or ``input_…`` if we have one so called."""
    while name in taken:
        name = f"input_{name}"
    return name


def joined(value: object) -> object:
    """A list of strings as one string, for formats without lists; anything else as it is."""
    return LIST_SEPARATOR.join(value) if isinstance(value, list) else value
