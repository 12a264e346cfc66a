"""Coordinates written in a text are mentions of their own."""

import pytest

from geocoder import Geocoder
from geocoder.model import Match, Mention, Status


def only(geo: Geocoder, text: str) -> Mention:
    (mention,) = geo.geoparse(text).mentions
    return mention


@pytest.mark.parametrize(
    ("text", "surface", "lat", "lon"),
    [
        ("35.3359, 40.1408", "35.3359, 40.1408", 35.3359, 40.1408),
        ("الإحداثيات 35.3359,40.1408", "35.3359,40.1408", 35.3359, 40.1408),
        ("35.3359 40.1408", "35.3359 40.1408", 35.3359, 40.1408),
        ("(35.3359، 40.1408)", "35.3359، 40.1408", 35.3359, 40.1408),
        ("٣٥٫٣٣٥٩، ٤٠٫١٤٠٨", "٣٥٫٣٣٥٩، ٤٠٫١٤٠٨", 35.3359, 40.1408),
        ("35.3359° N, 40.1408° E", "35.3359° N, 40.1408° E", 35.3359, 40.1408),
        ("35.3359 S, 40.1408 W", "35.3359 S, 40.1408 W", -35.3359, -40.1408),
        ("35°20'09\"N 40°08'27\"E", "35°20'09\"N 40°08'27\"E", 35.335833, 40.140833),
        ("35°20'09\"شمالا 40°08'27\"شرقا", "35°20'09\"شمالا 40°08'27\"شرقا", 35.335833, 40.140833),
        ("https://www.google.com/maps/@35.3359,40.1408,15z", "35.3359,40.1408", 35.3359, 40.1408),
        ("https://maps.google.com/?q=35.3359,40.1408", "35.3359,40.1408", 35.3359, 40.1408),
        ("geo:35.3359,40.1408", "35.3359,40.1408", 35.3359, 40.1408),
        ("35.3359, 40.1408.", "35.3359, 40.1408", 35.3359, 40.1408),
        ("35°20'N 40°08'E", "35°20'N 40°08'E", 35.333333, 40.133333),
        ("POINT(40.1408 35.3359)", "POINT(40.1408 35.3359)", 35.3359, 40.1408),
        ("POINT Z (40.1408 35.3359 210)", "POINT Z (40.1408 35.3359 210)", 35.3359, 40.1408),
        ("N35.3359 E40.1408", "N35.3359 E40.1408", 35.3359, 40.1408),
        ("E 40.1408 N 35.3359", "E 40.1408 N 35.3359", 35.3359, 40.1408),
        ("40.1408E 35.3359N", "40.1408E 35.3359N", 35.3359, 40.1408),
        ("lat 35.3359 lon 40.1408", "lat 35.3359 lon 40.1408", 35.3359, 40.1408),
        ("Lat=35.33, Long=40.14", "Lat=35.33, Long=40.14", 35.33, 40.14),
        ("lon: 40.1408 lat: 35.3359", "lon: 40.1408 lat: 35.3359", 35.3359, 40.1408),
        ("خط العرض 35.3359 وخط الطول 40.1408", "خط العرض 35.3359 وخط الطول 40.1408", 35.3359, 40.1408),
        ("35,3359 40,1408", "35,3359 40,1408", 35.3359, 40.1408),
        ("35 20 09 N 40 08 27 E", "35 20 09 N 40 08 27 E", 35.335833, 40.140833),
        ("N35°20'09\" E40°08'27\"", "N35°20'09\" E40°08'27\"", 35.335833, 40.140833),
        ("37S 640131 3868943", "37S 640131 3868943", 34.953335, 40.534725),
        ("https://www.openstreetmap.org/#map=15/35.3359/40.1408", "35.3359/40.1408", 35.3359, 40.1408),
    ],
)
def test_coordinates(geo: Geocoder, text: str, surface: str, lat: float, lon: float) -> None:
    mention = only(geo, text)
    assert mention.surface == surface
    assert (mention.latitude, mention.longitude) == (
        pytest.approx(lat, abs=1e-5),
        pytest.approx(lon, abs=1e-5),
    )
    assert (mention.match, mention.status, mention.place) == (Match.COORDINATES, Status.RESOLVED, None)


def test_grid_reference(geo: Geocoder) -> None:
    mention = only(geo, "37S FV 02345 10987")
    assert mention.surface == "37S FV 02345 10987"
    assert mention.latitude == pytest.approx(35.33, abs=0.05)
    assert mention.longitude == pytest.approx(40.13, abs=0.05)


def test_longitude_first_is_put_right_with_less_confidence(geo: Geocoder) -> None:
    mention = only(geo, "40.1408, 35.3359")
    assert (mention.latitude, mention.longitude, mention.confidence) == (35.3359, 40.1408, 0.7)
    assert mention.evidence[0].detail == "decimal degrees; longitude first"


def test_bare_numbers_far_from_the_country_are_doubted(geo: Geocoder) -> None:
    assert only(geo, "35.3359, 140.1408").confidence == 0.5
    assert only(geo, "35.3359, -40.1408").longitude == -40.1408
    assert only(geo, "35.3359 N, 140.1408 E").confidence == 0.99
    assert only(geo, "33.3152, 44.3661").confidence == 0.99


def test_two_decimals_are_coordinates_in_a_place_column_only(geo: Geocoder) -> None:
    (best,) = geo.geocode("35.33 40.14")
    assert (best.latitude, best.longitude, best.confidence) == (35.33, 40.14, 0.6)
    assert geo.geoparse("السعر 35.33 40.14 ليرة").mentions == ()
    assert geo.geocode("12.50 30.20") == ()


@pytest.mark.parametrize(
    ("text", "radius_m"),
    [
        *[("35.336, 40.141", 111), ("35.3359, 40.1408", 11), ("35.33591, 40.14081", 5)],
        *[("35°20'N 40°08'E", 1_855), ("35°20.15'N 40°08.45'E", 18.6), ("35°20'09\"N 40°08'27\"E", 30.9)],
    ],
)
def test_radius_follows_the_digits(geo: Geocoder, text: str, radius_m: float) -> None:
    assert only(geo, text).radius_m == pytest.approx(radius_m, rel=0.05)


@pytest.mark.parametrize(
    "text",
    [
        "135.3359, 40.1408",
        "35.3359, 240.1408",
        "بسعر 35.5 و 40.1 ليرة",
        "الرقم 35.3359",
        "الإصدار 1.2.3, 4.5.6",
        "الساعة 12:30, 40",
        "37S ZZ 12345 67890",
        "IP 192.168.10.1",
    ],
)
def test_no_coordinates(geo: Geocoder, text: str) -> None:
    assert geo.geoparse(text).mentions == ()


def test_name_beside_coordinates_stays(geo: Geocoder) -> None:
    document = geo.geoparse("حي الجورة (35.3457, 40.1202)")
    assert [each.surface for each in document.mentions] == ["حي الجورة", "35.3457, 40.1202"]


def test_name_inside_a_link_is_part_of_it(geo: Geocoder) -> None:
    document = geo.geoparse("https://www.google.com/maps/place/35.3359,40.1408")
    assert [each.match for each in document.mentions] == [Match.COORDINATES]
