"""Data that the stages hand to each other: frozen, slotted, without behaviour beyond properties.

Angles are degrees (WGS84), lengths metres, offsets code points of the original text (half-open).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, NewType

PlaceId = NewType("PlaceId", str)

Geometry = Mapping[str, object]  # a GeoJSON geometry object (RFC 7946, [lon, lat])


class NameKind(StrEnum):
    """What a name is to its place (the kinds of Who's On First, plus three)."""

    PREFERRED = "preferred"
    OFFICIAL = "official"
    VARIANT = "variant"
    COLLOQUIAL = "colloquial"
    HISTORICAL = "historical"
    TRANSLITERATION = "transliteration"
    ABBREVIATION = "abbreviation"
    MISSPELLING = "misspelling"


class Basis(StrEnum):
    """Read in the named source, inferred from neighbours and distances, that of the smallest place
    known to contain it (with a radius that covers that place), or unknown."""  # noqa: D205, D209

    READ = "read"
    INFERRED = "inferred"
    CONTAINING = "containing"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """The decision for a mention."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNLOCATED = "unlocated"
    FILTERED = "filtered"


class Match(StrEnum):
    """How the surface was recognised."""

    EXACT = "exact"
    NORMALIZED = "normalized"
    VARIANT = "variant"
    FUZZY = "fuzzy"
    LIST = "list"
    ANAPHOR = "anaphor"
    REGION = "region"
    COORDINATES = "coordinates"


class Evidence(NamedTuple):
    """One reason for a decision: the rule's name and what it saw."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place.

    Attributes:
        toponym: The name as written (NFC, full Arabic spelling).
        lang: BCP 47 code, such as ``ar`` or ``en``; empty when unknown.
        kind: What the name is to the place.
        weak: True when it is also an ordinary word or shared, so that it needs support.
        source: Key into the gazetteer's ``sources.tsv``.
        start, end: First and last year or date of use (ISO 8601, partial allowed), or empty.
        note: Remark of the curator.
    """

    toponym: str
    lang: str = "ar"
    kind: NameKind = NameKind.VARIANT
    weak: bool = False
    source: str = ""
    start: str = ""
    end: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a gazetteer.

    Attributes:
        id: Stable identifier, Latin letter first.
        title: Display name.
        names: All names, preferred ones first.
        kind: Word of the kinds table (``neighbourhood``, ``hospital`` …).
        feature_code: GeoNames feature code (``PPLX``, ``HSP`` …).
        latitude, longitude: Degrees WGS84, None when unknown.
        radius_m: Radius that holds the place with about 90 % confidence, metres; None when unknown.
        basis: How the position was obtained.
        parent_id: The smallest area known to contain it, None at the top.
        ancestor_ids: Parent, its parent, … up to the top.
        pcode: OCHA P-code or empty.
        footprint, source: GeoJSON geometry or None; key of the position's source.
        start, end: First and last year of existence, or empty.
        description: Remark of the curator.
        gazetteer: Name of the gazetteer it stands in.
    """

    id: PlaceId
    title: str
    names: tuple[PlaceName, ...] = ()
    kind: str = "other"
    feature_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    basis: Basis = Basis.UNKNOWN
    parent_id: PlaceId | None = None
    ancestor_ids: tuple[PlaceId, ...] = ()
    pcode: str = ""
    footprint: Geometry | None = field(default=None, repr=False, compare=False)
    source: str = ""
    start: str = ""
    end: str = ""
    description: str = ""
    gazetteer: str = ""

    def name(self, lang: str) -> str:
        """The best name in a language: preferred, else official, else the first; empty if none."""
        best = ""
        for name in self.names:
            if name.lang == lang:
                if name.kind is NameKind.PREFERRED:
                    return name.toponym
                if not best or name.kind is NameKind.OFFICIAL:
                    best = name.toponym
        return best

    @property
    def name_ar(self) -> str:
        """Arabic display name, or empty."""
        return self.name("ar")

    @property
    def name_en(self) -> str:
        """English display name, or empty."""
        return self.name("en")

    @property
    def has_position(self) -> bool:
        """Whether a point is known."""
        return self.latitude is not None and self.longitude is not None


class Candidate(NamedTuple):
    """A place that a mention could mean, with a score from 0 to 1."""

    place_id: PlaceId
    score: float
    latitude: float | None = None
    longitude: float | None = None


class Enclosing(NamedTuple):
    """The smallest place with a position around an unlocated mention."""

    place_id: PlaceId
    latitude: float
    longitude: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym at a span of the text, and what was decided about it.

    ``text[start:end] == surface`` always holds.
    ``latitude``, ``longitude`` and ``radius_m`` are None unless a position is given.
    ``place`` is None for coordinates written in the text and for names that no gazetteer holds;
    such a name stands in ``name``.
    """

    start: int
    end: int
    surface: str
    status: Status
    place: Place | None
    latitude: float | None
    longitude: float | None
    radius_m: float | None
    confidence: float
    match: Match
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    enclosing: Enclosing | None = None
    kind: str = "other"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A place said relative to named anchors, with the footprint of the place meant.

    Attributes:
        relation: near, around, edge, adjacent, overlooking, between, distance, bearing, entrance,
            inside, opposite, behind, along, over, under or upto.
        anchors: Place ids of the anchors, in text order.
        bearing, distance_m: Degrees from north and metres, None when none is said.
    """

    start: int
    end: int
    surface: str
    relation: str
    anchors: tuple[PlaceId, ...]
    bearing: float | None
    distance_m: float | None
    latitude: float | None
    longitude: float | None
    radius_m: float | None
    footprint: Geometry | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


class Focus(NamedTuple):
    """A place that the text is about, with a score from 0 to 1."""

    place_id: PlaceId
    score: float
    latitude: float | None
    longitude: float | None
    radius_m: float | None


@dataclass(frozen=True, slots=True)
class Location:
    """An answer of ``geocode`` or ``reverse``; unpacks to ``(name, (latitude, longitude))``.

    ``place`` is None for the footprint of a relation ("5 km west of X").
    """

    name: str
    place: Place | None
    latitude: float | None
    longitude: float | None
    radius_m: float | None
    confidence: float
    relation: str | None = None
    evidence: tuple[Evidence, ...] = ()
    kind: str = "other"
    distance_m: float | None = None
    footprint: Geometry | None = field(default=None, repr=False, compare=False)

    def __iter__(self) -> Iterator[object]:
        """Yield the name and the ``(latitude, longitude)`` pair, as geopy's Location does."""
        return iter((self.name, (self.latitude, self.longitude)))


@dataclass(frozen=True, slots=True)
class PositionClaim:
    """A second opinion on where a place is, kept beside the position that is used."""

    place_id: PlaceId
    latitude: float
    longitude: float
    radius_m: float | None
    basis: Basis
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRelation:
    """A stated relation between two places; ``conflict`` says why it is known not to hold on the points."""

    subject_id: PlaceId
    relation: str
    object_id: PlaceId
    distance_m: float | None
    source: str
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from."""

    key: str
    citation: str
    url: str
    licence: str
    retrieved: str
