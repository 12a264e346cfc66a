"""Which places of a text lie close to each other."""

from __future__ import annotations

from geocoder.model import Place

_NEAR_DEGREES = 0.14
"""About 15 km of latitude, 13 km of longitude at 35 degrees north."""


class Neighbours:
    """Places in a grid, to be asked for others near them."""

    __slots__ = ("_cells", "_near")

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], dict[str, Place]] = {}
        self._near: dict[str, bool] = {}

    def add(self, place: Place) -> None:
        """Take in a place; one without a position is nobody's neighbour."""
        if place.latitude is not None and place.longitude is not None:
            cell = int(place.latitude // _NEAR_DEGREES), int(place.longitude // _NEAR_DEGREES)
            self._cells.setdefault(cell, {})[place.id] = place
            self._near.clear()

    def has_near(self, place: Place) -> bool:
        """Whether another place lies within about 15 km."""
        known = self._near.get(place.id)
        if known is None:
            known = self._near[place.id] = self._look(place)
        return known

    def _look(self, place: Place) -> bool:
        lat, lon = place.latitude, place.longitude
        if lat is None or lon is None or not self._cells:
            return False
        row, column = int(lat // _NEAR_DEGREES), int(lon // _NEAR_DEGREES)
        return any(
            other.id != place.id and are_near(other, place)
            for cell in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
            for other in self._cells.get(cell, {}).values()
        )


def are_near(one: Place, other: Place) -> bool:
    """Whether two places lie within about 15 km, as far as their positions are known."""
    pairs = (one.latitude, other.latitude), (one.longitude, other.longitude)
    return all(a is not None and b is not None and abs(a - b) < _NEAR_DEGREES for a, b in pairs)
