"""What a stated relation between two places says about where the subject can be.

Every relation is turned into a region of a local plane; a point satisfies the relation if it lies in it.
The same regions check positions (`check_relations`) and narrow them (`narrow`).

| relation | region of the subject |
| --- | --- |
| ``north_of``, ``northeast_of`` … | 67.5° to either side of the direction, seen from the object's point: the direction itself and its neighbours on a wind rose of eight. From a line (a river, a street), the side of the line that faces that way |
| the same with ``distance_m`` | that sector, between 0.6 and 1.4 of the distance beyond the object's extent |
| ``near``, ``at_distance`` | the object's extent and what is around it, up to the distance (and 40 % more), or as far as people call near for such places |
| ``adjacent_to`` | within 600 m of the object's extent, the subject's own radius added |
| ``opposite`` | within 600 m of the object's extent |
| ``inside`` | the object's extent |
| ``on``, ``along`` | within 300 m of the object's extent |
| ``overlooks`` | within 5 km of the object's extent |
| ``between`` | around the straight line to the other object of a ``between`` row with one subject and source |
| ``distinct_from`` | says nothing about positions: two places of one name are not one |

The extent is the footprint, grown by its own radius, or else the circle of the object's radius.
"""  # noqa: E501 - a row of a table is one line

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import shapely
from shapely.ops import linemerge

from geocoder.curation.plane import Plane, footprint_shape
from geocoder.gazetteer import Gazetteer
from geocoder.kinds import kind
from geocoder.model import Place, PlaceRelation

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

BEARINGS: Final = {
    f"{name}_of": index * 45.0
    for index, name in enumerate(
        ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
    )
}
"""Degrees from north of the relations that name a direction."""

MARGINS: Final = {
    "adjacent_to": 600.0,
    "opposite": 600.0,
    "inside": 0.0,
    "on": 300.0,
    "along": 300.0,
    "overlooks": 5_000.0,
}
"""Metres around the object's extent in which the subject lies."""

RELATIONS: Final = frozenset({*BEARINGS, *MARGINS, "near", "at_distance", "between", "distinct_from"})
"""All words that ``relations.tsv`` may use."""

OPPOSITES: Final = dict(zip(BEARINGS, [*BEARINGS][4:] + [*BEARINGS][:4], strict=True))
"""What the object of a direction is to the subject."""

SYMMETRIC: Final = frozenset({"adjacent_to", "opposite", "near", "at_distance"})
"""Relations that hold both ways."""

HALF_ANGLE: Final = 67.5
FAR: Final = 200_000.0
"""Metres up to which a direction without a distance is drawn when it is only checked."""
_NEAR_LANDMARK: Final = 2_000.0
_NEAR_SETTLEMENT: Final = 7_000.0
_QUARTER_RANK: Final = 65
"""From this rank on (camps, quarters, landmarks) near means walking distance."""
_SPREAD: Final = 0.4
"""How far a stated distance may be off: people round, and measure by road or from another edge."""
_LINE_WIDTH: Final = 1_000.0
"""Half the width of a river with its islands, for what is said to be inside it."""
_LEANING: Final = 0.25
"""A line that runs this nearly along a direction (cosine of its normal) has no side facing that way."""


def region(
    relation: PlaceRelation, gazetteer: Gazetteer, plane: Plane, *, reach_m: float = FAR
) -> BaseGeometry | None:
    """Where the subject can be by a relation, on a plane; None where nothing can be said.

    Args:
        relation: A relation whose object has a position.
        gazetteer: Where subject and object stand.
        plane: The plane of the answer; its origin should be near the object.
        reach_m: How far a direction without distance reaches, metres.
    """
    anchor, subject = gazetteer[relation.object_id], gazetteer[relation.subject_id]
    extent = place_extent(anchor, plane)
    if extent is None or relation.relation not in RELATIONS or relation.relation == "distinct_from":
        return None
    if relation.relation in BEARINGS:
        return _direction(relation, anchor, plane, extent, reach_m)
    if relation.relation == "between":
        return _between(relation, gazetteer, plane, extent)
    margin = MARGINS.get(relation.relation)
    if margin is None:
        margin = near_m(subject, anchor)
        if relation.distance_m is not None:
            margin = relation.distance_m * (1 + _SPREAD)
    elif relation.relation == "adjacent_to":
        margin += subject.radius_m or kind(subject.kind).radius_m
    elif relation.relation == "inside" and not _has_area(anchor) and anchor.footprint is not None:
        margin = _LINE_WIDTH
    return extent.buffer(margin)


def near_m(subject: Place, anchor: Place) -> float:
    """How far people call near between two places of their kinds, in metres beyond the extent."""
    finest = max(kind(subject.kind).rank, kind(anchor.kind).rank)
    return _NEAR_LANDMARK if finest >= _QUARTER_RANK else _NEAR_SETTLEMENT


def place_extent(place: Place, plane: Plane, *, at_least_m: float = 0.0) -> BaseGeometry | None:
    """The ground that a place covers, as far as is known: its footprint, else the circle of its radius.

    Args:
        place: The place.
        plane: The plane of the answer.
        at_least_m: Least radius of such a circle, metres.
    """
    found = footprint_shape(place)
    if found is not None:
        return plane.project(found)
    if place.latitude is None or place.longitude is None:
        return None
    return plane.point(place.latitude, place.longitude).buffer(max(place.radius_m or 0.0, at_least_m))


def _has_area(place: Place) -> bool:
    found = footprint_shape(place)
    return found is not None and found.area > 0


def _direction(
    relation: PlaceRelation, anchor: Place, plane: Plane, extent: BaseGeometry, reach_m: float
) -> BaseGeometry | None:
    bearing = BEARINGS[relation.relation]
    distance = relation.distance_m
    outer = reach_m if distance is None else distance * (1 + _SPREAD)
    if anchor.footprint is not None and extent.area == 0:
        side = _side(extent, bearing, min(outer, 10 * reach_m))
    elif anchor.latitude is not None and anchor.longitude is not None:
        side = _sector(plane.point(anchor.latitude, anchor.longitude), bearing, outer + extent.length)
    else:
        side = _sector(extent.centroid, bearing, outer + extent.length)
    if side is None or distance is None:
        return side
    ring = extent.buffer(outer).difference(extent.centroid.buffer(distance * (1 - _SPREAD)))
    return side.intersection(ring)


def _sector(apex: shapely.Point, bearing: float, reach_m: float) -> BaseGeometry:
    steps = [bearing + HALF_ANGLE * step / 6 for step in range(-6, 7)]
    arc = [
        (
            apex.x + reach_m * math.sin(math.radians(angle)),
            apex.y + reach_m * math.cos(math.radians(angle)),
        )
        for angle in steps
    ]
    return shapely.Polygon([(apex.x, apex.y), *arc])


def _side(line: BaseGeometry, bearing: float, reach_m: float) -> BaseGeometry | None:
    """The ground beside a line on the side that faces a direction; None if the line runs that way itself."""
    merged = linemerge(line) if isinstance(line, shapely.MultiLineString) else line
    facing = math.sin(math.radians(bearing)), math.cos(math.radians(bearing))
    sides = []
    for part in getattr(merged, "geoms", [merged]):
        (x0, y0), (x1, y1) = part.coords[0], part.coords[-1]
        length = math.hypot(x1 - x0, y1 - y0)
        if length == 0:
            continue
        leaning = (-(y1 - y0) * facing[0] + (x1 - x0) * facing[1]) / length
        if abs(leaning) >= _LEANING:
            # A positive distance lies to the left of the line.
            sides.append(part.buffer(math.copysign(reach_m, leaning), single_sided=True))
    return shapely.union_all(sides) if sides else None


def _between(
    relation: PlaceRelation, gazetteer: Gazetteer, plane: Plane, extent: BaseGeometry
) -> BaseGeometry | None:
    for other in gazetteer.relations:
        same = (other.subject_id, other.relation, other.source) == (
            relation.subject_id,
            relation.relation,
            relation.source,
        )
        if same and other.object_id != relation.object_id:
            second = place_extent(gazetteer[other.object_id], plane)
            if second is not None:
                line = shapely.LineString([extent.centroid, second.centroid])
                return line.buffer(line.length / 3)
    return None
