"""Shapes on the ground: sectors, rings, circles and corridors, on the WGS84 geodesic (GeographicLib).

A shape knows its centre and the radius that covers it at once; its polygon is drawn only when read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import cos, hypot, radians, sin

from geographiclib.geodesic import Geodesic

DECIMALS = 5
"""Of the degrees of a polygon: 1 m."""

_STEP_DEGREES = 10.0
"""One vertex of an arc every so many degrees: within 0.4 % of the circle."""


@lru_cache(maxsize=65536)
def destination(lat: float, lon: float, bearing: float, distance_m: float) -> tuple[float, float]:
    """Point at a distance (metres) and bearing (degrees from north) from a point (degrees)."""
    found = Geodesic.WGS84.Direct(lat, lon, bearing, distance_m, Geodesic.LATITUDE | Geodesic.LONGITUDE)
    return found["lat2"], found["lon2"]


@lru_cache(maxsize=65536)
def span_between(lat: float, lon: float, other_lat: float, other_lon: float) -> tuple[float, float]:
    """Distance (metres) and initial bearing (degrees from north) from one point to another."""
    found = Geodesic.WGS84.Inverse(lat, lon, other_lat, other_lon, Geodesic.DISTANCE | Geodesic.AZIMUTH)
    return found["s12"], found["azi1"] % 360.0


class Shape(Mapping[str, object]):
    """A part of a ring around a point, as a GeoJSON polygon drawn on first reading.

    Args:
        lat: Latitude of the middle, degrees.
        lon: Longitude of the middle, degrees.
        inner_m: Inner radius, metres; 0 for a disc.
        outer_m: Outer radius, metres.
        bearing: Middle direction of a sector, degrees from north; None for the whole ring.
        width: Angle of the sector, degrees.
    """

    __slots__ = ("_drawn", "key")

    def __init__(
        self,
        lat: float,
        lon: float,
        inner_m: float,
        outer_m: float,
        *,
        bearing: float | None = None,
        width: float = 90.0,
    ) -> None:
        self.key = (lat, lon, inner_m, outer_m, bearing, width)
        self._drawn: dict[str, object] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the parameters, not the drawing."""
        return _shape, self.key

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the shape, degrees."""
        lat, lon, inner, outer, bearing, _ = self.key
        if bearing is None:
            return lat, lon
        return destination(lat, lon, bearing, (inner + outer) / 2)

    @property
    def radius_m(self) -> float:
        """Radius around the centre that covers the shape, metres."""
        _, _, inner, outer, bearing, width = self.key
        if bearing is None:
            return outer
        half = radians(width / 2)
        middle = (inner + outer) / 2
        corner = hypot(outer * sin(half), outer * cos(half) - middle)
        return max(corner, (outer - inner) / 2, hypot(inner * sin(half), inner * cos(half) - middle))

    def draw(self) -> dict[str, object]:
        """The polygon, counter-clockwise outside (RFC 7946)."""
        if self._drawn is None:
            self._drawn = {"type": "Polygon", "coordinates": _rings(*self.key)}
        return self._drawn

    def __getitem__(self, key: str) -> object:
        """A member of the GeoJSON object."""
        return self.draw()[key]

    def __iter__(self) -> Iterator[str]:
        """The members of the GeoJSON object."""
        return iter(("type", "coordinates"))

    def __len__(self) -> int:
        """Two members."""
        return 2

    def __hash__(self) -> int:
        """Equal parameters, equal shape."""
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        """Compare parameters with a shape, the drawing with any other mapping."""
        return self.key == other.key if isinstance(other, Shape) else self.draw() == other


def _shape(lat: float, lon: float, inner: float, outer: float, bearing: float | None, width: float) -> Shape:
    return Shape(lat, lon, inner, outer, bearing=bearing, width=width)


@lru_cache(maxsize=16384)
def _rings(
    lat: float, lon: float, inner: float, outer: float, bearing: float | None, width: float
) -> list[list[list[float]]]:
    """Rings of the polygon; texts name the same surroundings again and again, so they are kept."""
    if bearing is None:
        outside = _arc(lat, lon, outer, 360.0, 0.0)
        rings = [[*outside, outside[0]]]
        if inner > 0:
            hole = _arc(lat, lon, inner, 0.0, 360.0)
            rings.append([*hole, hole[0]])
        return rings
    start, stop = bearing - width / 2, bearing + width / 2
    near = _arc(lat, lon, inner, start, stop) if inner > 0 else [[round(lon, DECIMALS), round(lat, DECIMALS)]]
    ring = [*_arc(lat, lon, outer, stop, start), *near]
    return [[*ring, ring[0]]]


def _arc(lat: float, lon: float, radius_m: float, start: float, stop: float) -> list[list[float]]:
    steps = max(1, round(abs(stop - start) / _STEP_DEGREES))
    full = abs(stop - start) >= 360.0
    points = []
    for step in range(steps if full else steps + 1):
        bearing = start + (stop - start) * step / steps
        point_lat, point_lon = destination(lat, lon, bearing, radius_m)
        points.append([round(point_lon, DECIMALS), round(point_lat, DECIMALS)])
    return points
