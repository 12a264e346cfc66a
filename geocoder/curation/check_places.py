"""Checks of places: parents by kind, points inside parents and footprints, radii, second opinions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from shapely.geometry import shape

from geocoder.curation.findings import Finding, Severity, Subject
from geocoder.curation.plane import footprint_shape, metres_outside
from geocoder.ground import span_between
from geocoder.kinds import Kind, kind
from geocoder.model import Basis, Place, PositionClaim
from geocoder.tables import shorten

_TOP_GROUPS: Final = frozenset({"admin", "water", "line", "region", "landform"})
"""Groups whose largest members may cross borders and so have no parent."""
_TOP_RANK: Final = 62
"""The finest rank that may stand without parent: a mountain range."""
_NESTING: Final = frozenset({"quarter", "facility", "security", "settlement", "region", "landform", "field"})
"""Groups in which a place may contain another of about its own rank: the colleges of a university."""
_CROSSING: Final = frozenset({"water", "line"})
"""Groups whose members run through places of any size: an arm of the river through a city."""
_SLACK: Final = 5
"""How far the ranks of parent and child may run against each other within such a group."""
_RADIUS_FACTOR: Final = 12.0
"""A radius so many times the usual one of the kind says that the position is unknown."""


def check_parents(subject: Subject) -> Iterator[Finding]:
    """A parent is of a larger kind; only countries, borders, rivers and the like have none."""
    for place, line in subject.places():
        own = kind(place.kind)
        if place.parent_id is None:
            if own.group not in _TOP_GROUPS or own.rank > _TOP_RANK:
                message = f"{place.id} ({place.kind}) has no parent; give the smallest area that contains it"
                yield line.find(Severity.ERROR, "parents", message)
            continue
        parent = subject.gazetteer[place.parent_id]
        if not _may_contain(kind(parent.kind), own):
            message = f"a {parent.kind} ({parent.id}) cannot contain a {place.kind}; give a larger area"
            yield line.find(Severity.ERROR, "parents", message)


def _may_contain(parent: Kind, own: Kind) -> bool:
    if parent.rank < own.rank or own.group in _CROSSING:
        return True
    return parent.group == own.group and parent.group in _NESTING and parent.rank <= own.rank + _SLACK


def check_codes(subject: Subject) -> Iterator[Finding]:
    """Every place states a GeoNames feature code, and one P-code belongs to one place."""
    owners: dict[str, str] = {}
    for place, line in subject.places():
        if not line.get("feature_code"):
            message = (
                f"{place.id} has no feature_code; {place.kind} is usually {kind(place.kind).feature_code}"
            )
            yield line.find(Severity.WARNING, "codes", f"{message}, write it")
        if place.pcode and owners.setdefault(place.pcode, place.id) != place.id:
            message = f"pcode {shorten(place.pcode)} is that of {owners[place.pcode]} too; correct one"
            yield line.find(Severity.WARNING, "codes", message)


def check_radii(subject: Subject) -> Iterator[Finding]:
    """A radius is neither zero nor so large that it says nothing for the kind."""
    for place, line in subject.places():
        if place.radius_m is None:
            continue
        usual = kind(place.kind).radius_m
        if place.radius_m <= 0:
            message = f"radius_m of {place.id} is 0; no position is that sure, {usual:.0f} is usual"
            yield line.find(Severity.ERROR, "radii", message)
        elif place.radius_m > _RADIUS_FACTOR * usual and place.basis is not Basis.CONTAINING:
            message = (
                f"radius_m {place.radius_m:.0f} of {place.id} is over {_RADIUS_FACTOR:.0f} times the usual "
                f"one of a {place.kind}; narrow it, or write basis containing"
            )
            yield line.find(Severity.WARNING, "radii", message)


def check_inside_parent(subject: Subject) -> Iterator[Finding]:
    """A point lies, within its radius, in the nearest ancestor's footprint and in its parent's circle.

    A circle says how sure the parent's point is rather than how far its grounds reach, so it only warns;
    countries are no circles at all.
    """
    for place, line in subject.places():
        if place.latitude is None or place.longitude is None or place.radius_m is None:
            continue
        ancestors = subject.gazetteer.ancestors(place.id)
        area = next((each for each in ancestors if _has_area(each)), None)
        if area is not None:
            outside = metres_outside(area, place.latitude, place.longitude) or 0.0
            if outside > place.radius_m:
                yield line.find(Severity.ERROR, "inside-parent", _outside(place, area, outside))
        if ancestors and ancestors[0].footprint is None and ancestors[0].kind != "country":
            outside = _metres_beyond(ancestors[0], place.latitude, place.longitude)
            if outside > place.radius_m:
                yield line.find(Severity.WARNING, "inside-parent", _outside(place, ancestors[0], outside))


def _outside(place: Place, area: Place, outside: float) -> str:
    return (
        f"{place.id} lies {outside:.0f} m outside {area.id}, more than its radius of "
        f"{place.radius_m:.0f} m; correct the point, the radius or the parent"
    )


def _has_area(place: Place) -> bool:
    found = footprint_shape(place)
    return found is not None and found.area > 0


def _metres_beyond(area: Place, lat: float, lon: float) -> float:
    """How far a point is outside the circle of a place, whose grounds are at least usual for its kind."""
    if area.latitude is None or area.longitude is None:
        return 0.0
    distance, _ = span_between(lat, lon, area.latitude, area.longitude)
    return distance - max(area.radius_m or 0.0, kind(area.kind).radius_m)


def check_own_footprint(subject: Subject) -> Iterator[Finding]:
    """A point lies in its own polygon, or within its radius of its own line; the geometry is valid."""
    for place, line in subject.places():
        if place.footprint is None:
            continue
        try:
            valid = bool(shape(dict(place.footprint)).is_valid)
        except ValueError:
            valid = False
        if not valid:
            message = "the geometry is invalid (open or self-crossing rings); mend it with make_valid"
            yield subject.about_footprint(place.id, Severity.ERROR, "own-footprint", message)
        found = footprint_shape(place)
        if found is None or place.latitude is None or place.longitude is None:
            continue
        outside = metres_outside(place, place.latitude, place.longitude) or 0.0
        allowed = 0.0 if found.area > 0 else place.radius_m or 0.0
        if outside > allowed:
            message = f"{place.id} lies {outside:.0f} m outside its own footprint; move the point into it"
            yield line.find(Severity.ERROR, "own-footprint", message)


def check_containing(subject: Subject) -> Iterator[Finding]:
    """A place with basis containing has a radius that covers the parent, or the point of an ancestor."""
    for place, line in subject.places():
        if place.basis is not Basis.CONTAINING or place.parent_id is None or place.radius_m is None:
            continue
        parent = subject.gazetteer[place.parent_id]
        if parent.radius_m is not None and place.radius_m < parent.radius_m / 2:
            message = (
                f"{place.id} has the point of what contains it, but its radius of {place.radius_m:.0f} m is "
                f"less than half that of {parent.id} ({parent.radius_m:.0f} m); widen it"
            )
            yield line.find(Severity.WARNING, "containing", message)


def check_second_opinions(subject: Subject) -> Iterator[Finding]:
    """Second opinions that contradict the position, its radius and theirs allowed for, are noted."""
    for place, line in subject.places():
        for claim in subject.gazetteer.positions(place.id):
            distance = claim_distance(place, claim)
            if distance is not None and distance > (place.radius_m or 0.0) + (claim.radius_m or 0.0):
                message = f"{claim.source} has {place.id} {distance:.0f} m away, beyond both radii"
                yield line.find(Severity.NOTE, "second-opinions", message)


def claim_distance(place: Place, claim: PositionClaim) -> float | None:
    """Metres between the position of a place and a second opinion on it; None without a position."""
    if place.latitude is None or place.longitude is None:
        return None
    return span_between(place.latitude, place.longitude, claim.latitude, claim.longitude)[0]
