"""Narrowing positions by relations: what single relations mean, and what several together yield."""

import json
import shutil
from pathlib import Path

import pytest
import shapely

from geocoder.curation import narrow, narrow_all
from geocoder.curation.check_relations import metres_off
from geocoder.curation.narrowing import covering_radius
from geocoder.curation.plane import Plane
from geocoder.gazetteer import Gazetteer
from geocoder.ground import destination, span_between
from geocoder.model import Basis, PlaceId, PlaceRelation

SMALL = Path(__file__).parent / "data" / "small_gazetteer"


def gazetteer_with(tmp_path: Path, *relations: str, places: tuple[str, ...] = ()) -> Gazetteer:
    """The small gazetteer with other relations and more places; every `|` stands for a tab."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "copy"))
    header = (folder / "relations.tsv").read_text(encoding="utf-8").splitlines()[0]
    rows = [row.replace("|", "\t") for row in relations]
    (folder / "relations.tsv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    with (folder / "places.tsv").open("a", encoding="utf-8") as stream:
        stream.writelines(row.replace("|", "\t") + "\n" for row in places)
    return Gazetteer.load(folder)


def place_at(place_id: str, bearing: float, distance_m: float) -> str:
    """A row for a landmark at a bearing and distance from the city's point."""
    lat, lon = destination(35.336, 40.145, bearing, distance_m)
    return f"{place_id}|موضع|mosque|MSQE|governorate||{lat:.5f}|{lon:.5f}|200|read|news|||"


def off(
    gazetteer: Gazetteer, relation: str, distance_m: float | None = None, subject: str = "x"
) -> float | None:
    stated = PlaceRelation(PlaceId(subject), relation, PlaceId("city"), distance_m, "news")
    return metres_off(stated, gazetteer)


@pytest.mark.parametrize(
    ("relation", "bearing", "holds"),
    [
        ("north_of", 0, True),
        ("north_of", 60, True),
        ("north_of", 300, True),
        ("north_of", 75, False),
        ("north_of", 180, False),
        ("southwest_of", 225, True),
        ("southwest_of", 170, True),
        ("southwest_of", 90, False),
    ],
)
def test_direction_takes_its_neighbours_on_the_wind_rose(
    tmp_path: Path, relation: str, bearing: float, *, holds: bool
):
    gazetteer = gazetteer_with(tmp_path, places=(place_at("x", bearing, 3000),))
    assert (off(gazetteer, relation) == 0) is holds


@pytest.mark.parametrize(
    ("distance", "holds"), [(500, False), (3500, True), (5000, True), (9000, True), (12000, False)]
)
def test_distance_with_a_direction_is_a_ring(tmp_path: Path, distance: float, *, holds: bool):
    gazetteer = gazetteer_with(tmp_path, places=(place_at("x", 90, distance),))
    assert (off(gazetteer, "east_of", 5000) == 0) is holds


@pytest.mark.parametrize(
    ("relation", "distance", "holds"),
    [
        ("inside", 2400, True),
        ("inside", 2700, False),
        ("on", 2700, True),
        ("near", 4400, True),
        ("near", 4600, False),
        ("opposite", 3000, True),
        ("opposite", 3200, False),
        ("adjacent_to", 3200, True),
        ("adjacent_to", 3400, False),
        ("overlooks", 7400, True),
        ("overlooks", 7700, False),
    ],
)
def test_relation_reaches_so_far_beyond_the_extent(
    tmp_path: Path, relation: str, distance: float, *, holds: bool
):
    gazetteer = gazetteer_with(tmp_path, places=(place_at("x", 45, distance),))
    assert (off(gazetteer, relation) == 0) is holds


def test_side_of_a_river_is_told_by_its_course(tmp_path: Path):
    gazetteer = gazetteer_with(tmp_path)
    river = PlaceId("river")
    for place, relation, holds in (
        ("joura", "south_of", True),
        ("joura", "north_of", False),
        ("hatla", "north_of", True),
        ("hatla", "south_of", False),
    ):
        stated = PlaceRelation(PlaceId(place), relation, river, None, "news")
        assert (metres_off(stated, gazetteer) == 0) is holds, (place, relation)


def test_between_needs_two_rows_and_means_the_ground_between(tmp_path: Path):
    rows = ("hospital|between|city||news|", "hospital|between|mayadin||news|")
    gazetteer = gazetteer_with(tmp_path, *rows, places=(place_at("x", 140, 20000), place_at("y", 320, 20000)))
    for place, holds in (("x", True), ("y", False)):
        rows = tuple(row.replace("hospital", place) for row in rows)
        again = gazetteer_with(
            tmp_path / place, *rows, places=(place_at("x", 140, 20000), place_at("y", 320, 20000))
        )
        assert (off(again, "between", subject=place) == 0) is holds
    assert off(gazetteer, "between") is None


def test_distinctions_and_unknown_positions_say_nothing(tmp_path: Path):
    gazetteer = gazetteer_with(tmp_path, places=(place_at("x", 0, 100),))
    assert off(gazetteer, "distinct_from") is None
    assert off(gazetteer, "near", subject="national_hospital") is None


def test_relations_narrow_an_unknown_position(tmp_path: Path):
    gazetteer = gazetteer_with(
        tmp_path, "national_hospital|adjacent_to|qusour||news|", "national_hospital|east_of|qusour||news|"
    )
    proposal = narrow(gazetteer, "national_hospital")
    assert proposal is not None
    distance, bearing = span_between(35.34, 40.133, proposal.latitude, proposal.longitude)
    assert 300 < distance < 1500
    assert 60 < bearing < 120
    assert proposal.radius_m < 2000
    assert proposal.moved_m is None
    assert set(proposal.used) >= {"adjacent_to qusour", "east_of qusour"}


def test_relations_of_others_count_turned_round(tmp_path: Path):
    gazetteer = gazetteer_with(tmp_path, "qusour|west_of|national_hospital||news|")
    proposal = narrow(gazetteer, "national_hospital")
    assert proposal is not None
    assert "east_of qusour" in proposal.used


def test_relation_that_contradicts_the_others_is_set_aside(tmp_path: Path):
    rows = ("national_hospital|inside|joura||news|", "national_hospital|inside|homs_qusour||news|")
    proposal = narrow(gazetteer_with(tmp_path, *rows), "national_hospital")
    assert proposal is not None
    assert "inside joura" in proposal.used
    assert "inside homs_qusour" in proposal.set_aside
    assert "set aside: inside homs_qusour" in str(proposal)


def test_known_conflicts_are_not_used(tmp_path: Path):
    rows = ("national_hospital|inside|joura||news|", "national_hospital|north_of|hatla||news|misread")
    proposal = narrow(gazetteer_with(tmp_path, *rows), "national_hospital")
    assert proposal is not None
    assert all("hatla" not in each for each in proposal.used + proposal.set_aside)


def test_without_relations_there_is_no_proposal(tmp_path: Path):
    assert narrow(gazetteer_with(tmp_path), "national_hospital") is None


def test_only_positions_that_were_not_read_are_narrowed_by_default(tmp_path: Path):
    rows = ("national_hospital|near|joura||news|", "hatla|near|joura||news|", "bakra|inside|mayadin||news|")
    gazetteer = gazetteer_with(tmp_path, *rows)
    assert [each.place_id for each in narrow_all(gazetteer)] == ["bakra", "national_hospital"]
    read = narrow_all(gazetteer, bases=frozenset({Basis.READ}))
    assert [each.place_id for each in read] == ["hatla", "joura"]


def test_region_is_a_geometry_around_the_centre(tmp_path: Path):
    proposal = narrow(gazetteer_with(tmp_path, "national_hospital|inside|joura||news|"), "national_hospital")
    assert proposal is not None
    region = shapely.from_geojson(json.dumps(proposal.region))
    assert region.distance(shapely.Point(proposal.longitude, proposal.latitude)) < 1e-5


def test_circle_covers_the_stated_share():
    disc = shapely.Point(0, 0).buffer(1000, quad_segs=64)
    assert covering_radius(disc, shapely.Point(0, 0)) == pytest.approx(948.7, abs=5)
    assert covering_radius(disc, shapely.Point(0, 0), share=0.25) == pytest.approx(500, abs=5)


def test_plane_measures_as_the_geodesic_does():
    plane = Plane(35.3, 40.1)
    for bearing in range(0, 360, 30):
        lat, lon = destination(35.3, 40.1, bearing, 20_000)
        assert plane.point(lat, lon).distance(shapely.Point(0, 0)) == pytest.approx(20_000, rel=0.003)
        assert plane.degrees(plane.point(lat, lon)) == pytest.approx((lat, lon))
