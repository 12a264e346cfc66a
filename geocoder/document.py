"""Results as the outside sees them: the document of a text, and the answer to a query."""

from __future__ import annotations

from dataclasses import dataclass

from geocoder._version import __version__
from geocoder.model import Focus, Location, Mention, Relation
from geocoder.record import (
    Record,
    feature_collection,
    focus_record,
    location_record,
    mention_record,
    relation_record,
)


@dataclass(frozen=True, slots=True)
class Document:
    """What was found in one text.

    Attributes:
        text: The text as it was given.
        doc_id: The caller's identifier, or None.
        mentions: Toponyms in text order; filtered ones only if they were asked for.
        relations: Places said relative to others, in text order.
        focus: What the text is about, best first.
        gazetteer: Names and editions of the gazetteers used.
        version: Version of the library.
    """

    text: str
    doc_id: str | None = None
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    focus: tuple[Focus, ...] = ()
    gazetteer: str = ""
    version: str = __version__

    def to_dict(self) -> Record:
        """The record, as in ``geocoder/record.schema.json``: plain dicts and lists, for JSON."""
        return {
            "doc_id": self.doc_id,
            "mentions": [mention_record(mention) for mention in self.mentions],
            "relations": [relation_record(relation) for relation in self.relations],
            "focus": [focus_record(focus) for focus in self.focus],
            "gazetteer": self.gazetteer,
            "version": self.version,
        }

    def to_geojson(self, *, footprints: bool = False) -> Record:
        """The record as a GeoJSON FeatureCollection (RFC 7946): a Feature a mention and a relation.

        Args:
            footprints: Draw a region or relation as its area instead of its centre.
        """
        return feature_collection(self.to_dict(), footprints=footprints)


@dataclass(frozen=True, slots=True)
class Answer:
    """The locations for one query of ``geocode`` or ``reverse``, best first."""

    query: str
    locations: tuple[Location, ...]

    def to_dict(self) -> Record:
        """The answer as in the schema's ``$defs/answer``."""
        return {"query": self.query, "locations": [location_record(each) for each in self.locations]}
