"""Shapes on the ground, and the footprints of relations made of them."""

import pickle
from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape as as_geometry

from geocoder.footprints import footprint_of
from geocoder.ground import Shape, destination, span_between
from geocoder.model import Match, Mention, Status

LAT, LON = 35.3359, 40.1408

latitudes = st.floats(-80, 80)
longitudes = st.floats(-179, 179)
bearings = st.one_of(st.none(), st.floats(0, 360))
shapes = st.builds(
    lambda lat, lon, inner, ring, bearing, width: Shape(
        lat, lon, inner, inner + ring, bearing=bearing, width=width
    ),
    st.floats(30, 40),
    st.floats(35, 45),
    st.one_of(st.just(0.0), st.floats(100, 50_000)),
    st.floats(100, 50_000),
    bearings,
    st.sampled_from((45.0, 90.0)),
)


def ring_points(drawn: Shape) -> list[tuple[float, float]]:
    return [(lat, lon) for ring in drawn["coordinates"] for lon, lat in ring]  # type: ignore[attr-defined]


@given(latitudes, longitudes, st.floats(0, 359), st.floats(1, 100_000))
def test_destination_and_span_are_inverse(lat: float, lon: float, bearing: float, distance: float) -> None:
    there = destination(lat, lon, bearing, distance)
    found, back = span_between(lat, lon, *there)
    assert found == pytest.approx(distance, abs=0.01)
    assert abs((back - bearing + 180) % 360 - 180) < 0.1


@pytest.mark.parametrize(("bearing", "north", "east"), [(0, 1, 0), (90, 0, 1), (180, -1, 0), (270, 0, -1)])
def test_bearings_are_degrees_from_north(bearing: float, north: int, east: int) -> None:
    lat, lon = destination(LAT, LON, bearing, 10_000)
    assert (round((lat - LAT) * 10), round((lon - LON) * 9)) == (north, east)


def test_one_degree_of_latitude() -> None:
    assert span_between(35, 40, 36, 40) == pytest.approx((110_960, 0), rel=0.001)


@given(shapes)
def test_shape_is_a_valid_polygon_wound_as_geojson_asks(drawn: Shape) -> None:
    geometry = as_geometry(drawn.draw())
    assert geometry.is_valid
    assert geometry.exterior.is_ccw
    assert not any(hole.is_ccw for hole in geometry.interiors)
    assert all(ring[0] == ring[-1] for ring in drawn["coordinates"])  # type: ignore[attr-defined]


@given(shapes)
def test_radius_covers_the_shape(drawn: Shape) -> None:
    assert farthest(drawn) <= drawn.radius_m * 1.01 + 1


def farthest(drawn: Shape) -> float:
    return max(span_between(*drawn.centre, *point)[0] for point in ring_points(drawn))


@given(shapes)
def test_vertices_lie_between_the_radii(drawn: Shape) -> None:
    lat, lon, inner, outer, _, _ = drawn.key
    for point in ring_points(drawn):
        assert inner - 1 <= span_between(lat, lon, *point)[0] <= outer + 1


@given(shapes)
def test_shape_is_a_geojson_object_and_can_be_pickled(drawn: Shape) -> None:
    again = pickle.loads(pickle.dumps(drawn))  # noqa: S301 - our own bytes
    assert again == drawn
    assert hash(again) == hash(drawn)
    assert dict(drawn) == drawn.draw() == {"type": "Polygon", "coordinates": drawn["coordinates"]}
    assert len(drawn) == 2


def test_shapes_of_other_parameters_differ() -> None:
    assert Shape(LAT, LON, 0, 100) != Shape(LAT, LON, 0, 200)


def test_ring_has_a_hole() -> None:
    assert not shapely.contains_xy(as_geometry(Shape(LAT, LON, 500, 1_000).draw()), LON, LAT)
    assert shapely.contains_xy(as_geometry(Shape(LAT, LON, 0, 1_000).draw()), LON, LAT)


def anchor(
    kind: str = "hospital", *, lat: float | None = LAT, lon: float | None = LON, radius: float = 400
) -> Mention:
    return Mention(
        0, 1, "x", Status.RESOLVED, None, lat, lon, radius if lat else None, 0.9, Match.EXACT, kind=kind
    )


def footprint(
    relation: str, *anchors: Mention, bearing: float | None = None, distance_m: float | None = None
) -> Shape:
    found = footprint_of(relation, anchors, bearing=bearing, distance_m=distance_m)
    assert found is not None
    return found


def test_distance_with_a_direction_is_a_sector_around_the_point_meant() -> None:
    found = footprint("distance", anchor(), bearing=270, distance_m=5_000)
    assert span_between(LAT, LON, *found.centre) == pytest.approx((5_000, 270), abs=1)
    assert shapely.contains_xy(as_geometry(found.draw()), *destination(LAT, LON, 270, 5_500)[::-1])
    assert not shapely.contains_xy(as_geometry(found.draw()), *destination(LAT, LON, 90, 5_000)[::-1])


def test_distance_without_a_direction_is_a_ring() -> None:
    found = footprint("distance", anchor(), distance_m=5_000)
    assert found.centre == (LAT, LON)
    assert found.radius_m == 6_000
    assert not shapely.contains_xy(as_geometry(found.draw()), LON, LAT)


def test_between_is_the_disc_over_the_line() -> None:
    other = destination(LAT, LON, 90, 8_000)
    found = footprint("between", anchor(), anchor(lat=other[0], lon=other[1]))
    assert span_between(LAT, LON, *found.centre)[0] == pytest.approx(4_000, abs=1)
    assert found.radius_m == pytest.approx(4_000, abs=1)


def test_between_neighbours_keeps_a_least_radius() -> None:
    assert footprint("between", anchor(), anchor()).radius_m == 500


@pytest.mark.parametrize("relation", ["near", "around", "adjacent", "opposite", "behind", "overlooking"])
def test_nearness_reaches_further_around_a_settlement(relation: str) -> None:
    landmark = footprint(relation, anchor("hospital"))
    town = footprint(relation, anchor("town"))
    assert landmark.radius_m > 400
    assert town.radius_m > landmark.radius_m


def test_inside_is_the_anchor_itself() -> None:
    assert footprint("inside", anchor()).radius_m == 400


@pytest.mark.parametrize("relation", ["edge", "entrance"])
def test_edge_leaves_the_middle_out(relation: str) -> None:
    found = as_geometry(footprint(relation, anchor(radius=2_500)).draw())
    assert not shapely.contains_xy(found, LON, LAT)
    assert shapely.contains_xy(found, *destination(LAT, LON, 0, 2_500)[::-1])


def test_side_of_an_edge() -> None:
    found = as_geometry(footprint("entrance", anchor(radius=2_500), bearing=180).draw())
    assert shapely.contains_xy(found, *destination(LAT, LON, 180, 2_500)[::-1])
    assert not shapely.contains_xy(found, *destination(LAT, LON, 0, 2_500)[::-1])


def test_bearing_reaches_further_from_a_settlement() -> None:
    landmark, city = (footprint("bearing", anchor(kind), bearing=0) for kind in ("hospital", "city"))
    assert landmark.centre[0] > LAT
    assert city.centre[0] > landmark.centre[0]


@pytest.mark.parametrize("relation", ["near", "distance", "between", "edge", "bearing"])
def test_anchor_without_position_has_no_footprint(relation: str) -> None:
    nowhere = anchor(lat=None, lon=None)
    assert footprint_of(relation, [nowhere, nowhere], bearing=0, distance_m=100) is None


def test_between_needs_two_positions() -> None:
    assert footprint_of("between", [anchor()], bearing=None, distance_m=None) is None
    nowhere = replace(anchor(), latitude=None, longitude=None)
    assert footprint_of("between", [anchor(), nowhere], bearing=None, distance_m=None) is None
