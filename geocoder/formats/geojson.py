"""GeoJSON (RFC 7946): one FeatureCollection over all results, written feature by feature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geocoder.document import Answer, Document
from geocoder.formats.dump import dump
from geocoder.formats.registry import View, formats
from geocoder.record import Record, feature, features, location_record


@formats(Document, "geojson")
def documents_as_geojson(documents: Iterable[Document], view: View) -> Iterator[str]:
    """Yield a feature for each mention and relation; its properties are the record's fields."""
    return _collection(
        each for document in documents for each in features(document.to_dict(), footprints=view.footprints)
    )


@formats(Answer, "geojson")
def answers_as_geojson(answers: Iterable[Answer], view: View) -> Iterator[str]:
    """Yield a feature for each location, with its query and its rank from 1."""
    return _collection(
        feature(
            {"query": answer.query, "rank": rank, **location_record(location)}, footprints=view.footprints
        )
        for answer in answers
        for rank, location in enumerate(answer.locations, 1)
    )


def _collection(found: Iterable[Record]) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    separator = "\n"
    for each in found:
        yield separator + dump(each)
        separator = ",\n"
    yield "\n]}\n"
