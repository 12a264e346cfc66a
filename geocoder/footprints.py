"""What ground a relation means: the footprint of near, around, between, 5 km west of … an anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.ground import Shape, span_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.model import Mention

_WIDTH_DEGREES = 90.0
"""A compass word of the eight-point rose, as loosely as reports use it."""

_NEAR_M = {
    "near": 800.0,
    "adjacent": 600.0,
    "opposite": 800.0,
    "behind": 600.0,
    "overlooking": 2_000.0,
    "over": 200.0,
    "under": 200.0,
    "around": 1_000.0,
}
"""What a relation adds to the anchor's own radius, metres; a landmark's scale."""

_BROAD_KINDS = frozenset({"city", "town", "village", "district", "subdistrict", "governorate"})
_BROAD_FACTOR = 2.0
"""Around a settlement the same words reach further."""

_TOWNS = frozenset({"city", "town"})
_NEAR_TOWN_M = 4_500.0
"""What "near" adds to a town: places that sources call near one lie up to 8 km from its middle."""

_EDGE_SHARE = 0.6
_REACH_LANDMARK_M = 2_500.0
_REACH_BROAD_M = 8_000.0
"""How far "north of X" goes when no distance is said."""

_DISTANCE_SLACK = 0.2
"""Stated distances are round figures: a fifth more or less."""


def footprint_of(
    relation: str, anchors: Sequence[Mention], *, bearing: float | None, distance_m: float | None
) -> Shape | None:
    """The footprint of a relation; None when an anchor has no position.

    Args:
        relation: Name of the relation.
        anchors: One mention, or two for ``between``.
        bearing: Degrees from north, or None.
        distance_m: Metres, or None.
    """
    first = anchors[0]
    if first.latitude is None or first.longitude is None:
        return None
    lat, lon = first.latitude, first.longitude
    own = first.radius_m or 0.0
    broad = first.kind in _BROAD_KINDS
    if relation == "between":
        return _between(anchors)
    if relation == "distance" and distance_m is not None:
        slack = max(distance_m * _DISTANCE_SLACK, own)
        inner = max(0.0, distance_m - slack)
        return Shape(lat, lon, inner, distance_m + slack, bearing=bearing, width=_WIDTH_DEGREES / 2)
    if relation in ("edge", "entrance"):
        return Shape(
            lat,
            lon,
            own * _EDGE_SHARE,
            own * (2 - _EDGE_SHARE) + 300.0,
            bearing=bearing,
            width=_WIDTH_DEGREES,
        )
    if bearing is not None and relation != "along":  # a bank follows its river in every direction
        reach = _REACH_BROAD_M if broad else _REACH_LANDMARK_M
        return Shape(lat, lon, 0.0, own + reach, bearing=bearing, width=_WIDTH_DEGREES)
    added = _NEAR_M.get(relation, 0.0) * (_BROAD_FACTOR if broad else 1.0)
    if relation == "near" and first.kind in _TOWNS:
        added = _NEAR_TOWN_M
    return Shape(lat, lon, 0.0, own + added)


def _between(anchors: Sequence[Mention]) -> Shape | None:
    """The disc whose diameter joins two anchors, a little wider."""
    if len(anchors) < 2:
        return None
    first, second = anchors[0], anchors[1]
    if (
        first.latitude is None
        or first.longitude is None
        or second.latitude is None
        or second.longitude is None
    ):
        return None
    distance, bearing = span_between(first.latitude, first.longitude, second.latitude, second.longitude)
    halfway = Shape(
        first.latitude, first.longitude, distance / 2, distance / 2, bearing=bearing, width=1.0
    ).centre
    return Shape(*halfway, 0.0, max(distance / 2, 500.0))
