"""Regions made from a name: their ids, names, parents and footprints."""

import pytest
import shapely
from shapely.geometry import shape as as_geometry

from geocoder.countryside import region_place
from geocoder.ground import destination
from geocoder.model import Basis, NameKind, Place, PlaceId, PlaceName

LAT, LON = 35.3359, 40.1408


def base(kind: str, name_ar: str, name_en: str, *, position: bool = True) -> Place:
    return Place(
        PlaceId("base"),
        name_ar,
        (PlaceName(name_ar, "ar", NameKind.PREFERRED), PlaceName(name_en, "en", NameKind.PREFERRED)),
        kind,
        latitude=LAT if position else None,
        longitude=LON if position else None,
        radius_m=1_000 if position else None,
        parent_id=PlaceId("parent"),
        ancestor_ids=(PlaceId("parent"), PlaceId("syria")),
        gazetteer="tests",
    )


GOVERNORATE = base("governorate", "محافظة دير الزور", "Deir ez-Zor Governorate")
CITY = base("city", "الميادين", "Al-Mayadin")


@pytest.mark.parametrize(
    ("side", "suffix", "name_ar", "name_en"),
    [
        ("", "", "ريف دير الزور", "countryside of Deir ez-Zor"),
        ("N", "_north", "ريف دير الزور الشمالي", "northern countryside of Deir ez-Zor"),
        ("NE", "_northeast", "ريف دير الزور الشمالي الشرقي", "northeastern countryside of Deir ez-Zor"),
        ("E", "_east", "ريف دير الزور الشرقي", "eastern countryside of Deir ez-Zor"),
        ("SE", "_southeast", "ريف دير الزور الجنوبي الشرقي", "southeastern countryside of Deir ez-Zor"),
        ("S", "_south", "ريف دير الزور الجنوبي", "southern countryside of Deir ez-Zor"),
        ("SW", "_southwest", "ريف دير الزور الجنوبي الغربي", "southwestern countryside of Deir ez-Zor"),
        ("W", "_west", "ريف دير الزور الغربي", "western countryside of Deir ez-Zor"),
        ("NW", "_northwest", "ريف دير الزور الشمالي الغربي", "northwestern countryside of Deir ez-Zor"),
    ],
)
def test_id_and_names(side: str, suffix: str, name_ar: str, name_en: str) -> None:
    region = region_place(GOVERNORATE, "countryside", side)
    assert region.id == f"base_countryside{suffix}"
    assert (region.name_ar, region.name_en, region.title) == (name_ar, name_en, name_ar)
    assert (region.kind, region.basis, region.gazetteer) == ("region", Basis.INFERRED, "tests")


def test_steppe() -> None:
    region = region_place(CITY, "steppe", "")
    assert (region.id, region.name_ar, region.name_en) == (
        "base_steppe",
        "بادية الميادين",
        "steppe of Al-Mayadin",
    )


def test_steppe_reaches_further_than_the_countryside() -> None:
    assert region_place(CITY, "steppe", "").radius_m > region_place(CITY, "countryside", "").radius_m  # type: ignore[operator]


def test_side_lies_on_its_side() -> None:
    region = region_place(CITY, "countryside", "E")
    ground = as_geometry(region.footprint)
    assert shapely.contains_xy(ground, *destination(LAT, LON, 90, 20_000)[::-1])
    assert not shapely.contains_xy(ground, *destination(LAT, LON, 270, 20_000)[::-1])
    assert region.longitude is not None
    assert region.longitude > LON


def test_whole_countryside_is_centred_on_its_base() -> None:
    region = region_place(CITY, "countryside", "")
    assert (region.latitude, region.longitude) == (LAT, LON)


@pytest.mark.parametrize(("kind", "larger"), [("village", "town"), ("town", "city"), ("city", "governorate")])
def test_reach_grows_with_the_base(kind: str, larger: str) -> None:
    small, large = (region_place(base(each, "س", "X"), "countryside", "").radius_m for each in (kind, larger))
    assert small is not None
    assert large is not None
    assert small < large


def test_region_of_an_area_lies_in_it_and_that_of_a_town_beside_it() -> None:
    inside = region_place(GOVERNORATE, "countryside", "")
    assert (inside.parent_id, inside.ancestor_ids) == ("base", ("base", "parent", "syria"))
    beside = region_place(CITY, "countryside", "")
    assert (beside.parent_id, beside.ancestor_ids) == ("parent", ("parent", "syria"))


def test_base_without_position() -> None:
    region = region_place(base("village", "س", "X", position=False), "countryside", "E")
    assert not region.has_position
    assert region.footprint is None
