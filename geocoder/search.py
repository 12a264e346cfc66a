"""Answer one place string (geocode) and one point (reverse)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geographiclib.geodesic import Geodesic

from geocoder.model import Location, Status

if TYPE_CHECKING:
    from geocoder.gazetteer import Gazetteer
    from geocoder.pipeline import Geocoder


def locate(geocoder: Geocoder, query: str, *, limit: int) -> tuple[Location, ...]:
    """Ranked locations for a place string."""
    _, mentions = geocoder.read_query(query)
    found: dict[str, Location] = {}
    for mention in mentions:
        if mention.status is Status.FILTERED or mention.place is None:
            continue
        place = mention.place
        found.setdefault(
            place.id,
            Location(
                place.title, place, place.latitude, place.longitude, place.radius_m, mention.confidence, kind=place.kind
            ),
        )
    return tuple(found.values())[:limit]


def nearest(gazetteer: Gazetteer, lat: float, lon: float, *, limit: int) -> tuple[Location, ...]:
    """Nearest places of a point."""
    ranked = sorted(
        (
            (Geodesic.WGS84.Inverse(lat, lon, place.latitude, place.longitude)["s12"], place)
            for place in gazetteer
            if place.latitude is not None and place.longitude is not None
        ),
        key=lambda each: (each[0], each[1].id),
    )
    return tuple(
        Location(place.title, place, place.latitude, place.longitude, place.radius_m, 1.0, distance_m=distance)
        for distance, place in ranked[:limit]
    )
