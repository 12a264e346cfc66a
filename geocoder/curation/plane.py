"""A local plane in metres, in which footprints are measured and cut with shapely.

The plane touches the WGS84 ellipsoid at its origin, with the radii of curvature found there.
Lengths are true to about one per cent within 100 km, far better than any position in a gazetteer.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely
from shapely.geometry import shape

from geocoder.model import Geometry, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_EQUATOR_M: Final = 6_378_137.0
_ECCENTRICITY_SQUARED: Final = 0.00669437999014


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane around a point (degrees); x points east and y north, in metres."""

    lat: float
    lon: float

    def scale(self) -> tuple[float, float]:
        """Metres for a degree of longitude and of latitude at the origin."""
        sine = math.sin(math.radians(self.lat))
        curve = 1.0 - _ECCENTRICITY_SQUARED * sine * sine
        across = _EQUATOR_M / math.sqrt(curve)
        along = _EQUATOR_M * (1.0 - _ECCENTRICITY_SQUARED) / curve**1.5
        return math.radians(across * math.cos(math.radians(self.lat))), math.radians(along)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees (x longitude, y latitude) as one in metres."""
        x_scale, y_scale = self.scale()

        def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
            return (points - (self.lon, self.lat)) * (x_scale, y_scale)

        return shapely.transform(geometry, move)

    def unproject(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in metres as one in degrees."""
        x_scale, y_scale = self.scale()

        def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
            return points / (x_scale, y_scale) + (self.lon, self.lat)

        return shapely.transform(geometry, move)

    def point(self, lat: float, lon: float) -> shapely.Point:
        """A point given in degrees, on the plane."""
        x_scale, y_scale = self.scale()
        return shapely.Point((lon - self.lon) * x_scale, (lat - self.lat) * y_scale)

    def degrees(self, point: shapely.Point) -> tuple[float, float]:
        """Latitude and longitude of a point of the plane."""
        x_scale, y_scale = self.scale()
        return self.lat + point.y / y_scale, self.lon + point.x / x_scale


def footprint_shape(place: Place) -> BaseGeometry | None:
    """The footprint of a place in degrees, or None; mended if its rings cross themselves."""
    if place.footprint is None:
        return None
    return _shape(_Same(place.footprint))


class _Same:
    """A geometry as a cache key: the object itself, not its coordinates, is compared."""

    __slots__ = ("geometry",)

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry

    def __hash__(self) -> int:
        return id(self.geometry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.geometry is other.geometry


@functools.lru_cache(maxsize=1024)
def _shape(same: _Same) -> BaseGeometry | None:
    try:
        found = shape(dict(same.geometry))
    except (ValueError, shapely.errors.ShapelyError):
        return None
    return found if found.is_valid else found.buffer(0)


def metres_outside(place: Place, lat: float, lon: float) -> float | None:
    """How far a point is from the footprint of a place in metres, 0 inside; None without footprint."""
    found = footprint_shape(place)
    if found is None:
        return None
    if found.intersects(shapely.Point(lon, lat)):
        return 0.0
    return float(Plane(lat, lon).project(found).distance(shapely.Point(0.0, 0.0)))
