"""Answer one point (reverse): the places near it and the areas around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.model import Location, Place
from geocoder.outline import contains

if TYPE_CHECKING:
    from geocoder.gazetteer import Gazetteer

_NEARBY_DEGREES = 1.5


def nearest(gazetteer: Gazetteer, lat: float, lon: float, *, limit: int) -> tuple[Location, ...]:
    """The nearest places of a point and the areas that contain it, nearest (or smallest) first.

    Args:
        gazetteer: Where to look.
        lat: Latitude, degrees.
        lon: Longitude, degrees.
        limit: How many places to return; containing areas come behind them, all of them.
    """
    points: list[tuple[float, Place]] = []
    areas: list[Place] = []
    for place in gazetteer:
        if place.footprint is not None and contains(place, lat, lon):
            areas.append(place)
        if place.latitude is None or place.longitude is None or kind(place.kind).group in ("admin", "region"):
            continue
        if abs(place.latitude - lat) < _NEARBY_DEGREES and abs(place.longitude - lon) < _NEARBY_DEGREES:
            points.append((span_between(lat, lon, place.latitude, place.longitude)[0], place))
    points.sort(key=lambda each: (each[0], each[1].id))
    areas.sort(key=lambda place: (-kind(place.kind).rank, place.id))
    near = [_reverse_location(place, distance) for distance, place in points[:limit]]
    listed = {location.place.id for location in near if location.place is not None}
    inside = [_reverse_location(place, 0.0, relation="inside") for place in areas if place.id not in listed]
    return (*near, *inside)


def _reverse_location(place: Place, distance: float, *, relation: str | None = None) -> Location:
    within = distance <= (place.radius_m or 0.0)
    return Location(
        place.title,
        place,
        place.latitude,
        place.longitude,
        place.radius_m,
        1.0 if relation or within else round(max(0.1, (place.radius_m or 100.0) / distance), 3),
        relation=relation,
        kind=place.kind,
        distance_m=round(distance, 1),
    )
