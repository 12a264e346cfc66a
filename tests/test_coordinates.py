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


@pytest.mark.parametrize(
    ("text", "radius_m"), [("35.336, 40.141", 111), ("35.3359, 40.1408", 11), ("35.33591, 40.14081", 5)]
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
