"""How fine a position is, in the words of three code books: Airwars, ACLED and UCDP."""

from __future__ import annotations

from typing import Final

from geocoder.kinds import kind
from geocoder.model import Basis, Location, Match, Mention, Status

Precision = tuple[str | None, int | None, int | None]
"""Airwars' word, ACLED's geo-precision (1 to 3) and UCDP's where-precision (1 to 7)."""

NO_PRECISION: Final[Precision] = (None, None, None)
EXACT: Final[Precision] = ("exact_location", 1, 1)

AREAS: Final = (
    (1_000, "neighbourhood"),
    (2_000, "village"),
    (5_000, "city"),
    (15_000, "subdistrict"),
    (30_000, "district"),
    (100_000, "governorate"),
)
"""Kinds of areas, each with the radius in metres up to which a wide position is described by it."""
NEAR_TOWN_M: Final = 2_000
"""Beyond this distance or radius ACLED's codebook speaks of "near" and gives precision 2."""
AROUND_PLACE_M: Final = 25_000
"""UCDP's where-precision 2 is "within about 25 km around a place"."""
BROAD_RELATION_M: Final = 15_000
"""A footprint wider than a subdistrict is no longer the surroundings of a landmark."""
VAGUE_RELATIONS: Final = frozenset({"along", "between", "upto"})
"""Relations that UCDP codes 5: linear, or between two places."""


def mention_precision(mention: Mention) -> Precision:
    """How fine the position given for a mention is, in the words of three code books.

    An unlocated mention has the precision of the place around it, a filtered one has none.
    """
    if mention.status is Status.FILTERED:
        return NO_PRECISION
    if mention.match is Match.COORDINATES:
        return EXACT
    if mention.status is Status.UNLOCATED:
        return area_precision(mention.enclosing.radius_m) if mention.enclosing else NO_PRECISION
    place = mention.place
    if place and place.basis is Basis.CONTAINING:
        return area_precision(mention.radius_m)
    about = kind(place.kind if place else mention.kind)
    if mention.match is Match.REGION:
        return about.precision, max(2, about.acled), _around(mention.radius_m)
    return about.precision, about.acled, about.ucdp


def relation_precision(relation: str, distance_m: float | None, radius_m: float | None) -> Precision:
    """How fine the footprint of a relation is; nothing is said of one without a footprint.

    >>> relation_precision("distance", 5000, 1200)
    ('nearby_landmark', 2, 2)
    """
    if radius_m is None:
        return NO_PRECISION
    reach = max(distance_m or 0.0, radius_m)
    word, acled, ucdp = area_precision(radius_m)
    if radius_m <= BROAD_RELATION_M:
        word, acled = "nearby_landmark", (1 if reach <= NEAR_TOWN_M else 2)
        ucdp = 1 if reach <= NEAR_TOWN_M else _around(reach)
    return word, acled, 5 if relation in VAGUE_RELATIONS else ucdp


def location_precision(location: Location) -> Precision:
    """How fine a location is: by its relation, else by its place, else exact coordinates."""
    if location.relation:
        return relation_precision(location.relation, None, location.radius_m)
    place = location.place
    if location.latitude is None:
        return NO_PRECISION
    if place is None:
        return EXACT
    if place.basis is Basis.CONTAINING:
        return area_precision(location.radius_m)
    about = kind(place.kind)
    return about.precision, about.acled, about.ucdp


def area_precision(radius_m: float | None) -> Precision:
    """The precision of a circle of that radius in metres, in words for areas.

    >>> area_precision(11_000)
    ('subdistrict', 2, 3)
    """
    if radius_m is None:
        return NO_PRECISION
    fitting = kind(next((name for limit, name in AREAS if radius_m <= limit), "country"))
    return fitting.precision, fitting.acled, max(2, fitting.ucdp)


def _around(radius_m: float | None) -> int:
    return 2 if radius_m is not None and radius_m <= AROUND_PLACE_M else 5
