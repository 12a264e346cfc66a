"""Whether a point lies in the footprint of a place (Shapely, loaded when first asked)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geocoder.model import Place


def contains(place: Place, lat: float, lon: float) -> bool:
    """Whether a point (degrees WGS84) lies in the footprint of a place; False without one."""
    if place.footprint is None:
        return False
    from shapely import contains_xy  # noqa: PLC0415 - 50 ms that texts never need

    return bool(contains_xy(_geometry(place), lon, lat))


@lru_cache(maxsize=4096)
def _geometry(place: Place) -> BaseGeometry:
    import shapely  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    geometry = shape(dict(place.footprint or {}))
    shapely.prepare(geometry)
    return geometry
