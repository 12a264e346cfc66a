"""Results as text: a formatter for each kind of result and each format, looked up by both.

A formatter turns an iterable of results into an iterable of pieces of text, so that output streams.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Final

from geocoder.errors import InputError
from geocoder.formats.dump import dump
from geocoder.formats.registry import Plain, View, find
from geocoder.record import Record, features

if TYPE_CHECKING:
    from geocoder.document import Document

__all__ = ["FORMATS", "View", "render", "to_geojson", "to_jsonl"]

FORMATS: Final = ("table", "jsonl", "geojson", "csv")

_MODULES: Final = {
    "table": "geocoder.formats.table",
    "jsonl": "geocoder.formats.jsonl",
    "geojson": "geocoder.formats.geojson",
    "csv": "geocoder.formats.csv_rows",
}


def render(result: type, name: str, results: Iterable[object], *, view: View = Plain) -> Iterator[str]:
    """Yield the results as pieces of text in that format.

    Args:
        result: Type of the results, `Document` or `Answer`.
        name: One of `FORMATS`.
        results: The results, taken one by one.
        view: Width, colour and the like, for the formats that look at them.

    Raises:
        InputError: The format is unknown, or not made for such results.
    """
    if name not in _MODULES:
        raise InputError(f"there is no format {name!r}; take one of {', '.join(FORMATS)}")
    import_module(_MODULES[name])
    return find(result, name)(results, view)


def to_jsonl(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the record of each document as one line of JSON, line end included."""
    return (dump(document.to_dict()) + "\n" for document in documents)


def to_geojson(documents: Iterable[Document], *, footprints: bool = False) -> Record:
    """All mentions and relations of the documents as one GeoJSON FeatureCollection (RFC 7946).

    Args:
        documents: The documents; each feature names its own in ``doc_id``.
        footprints: Draw a region or relation as its area instead of its centre.
    """
    found = [each for document in documents for each in features(document.to_dict(), footprints=footprints)]
    return {"type": "FeatureCollection", "features": found}
