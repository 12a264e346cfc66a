"""Coordinates written in the text: decimal, degrees-minutes-seconds, MGRS, map links."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.model import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geocoder.interpret.draft import Reading

_DECIMAL = "[.\u066b][0-9]{3}"
_DEGREES = " ?[°º]"
_GRID = "[c-hj-np-x] ?[a-hj-np-z]{2} ?[0-9]"
_ANY = re.compile(f"[0-9](?:{_DECIMAL}|{_DEGREES}|{_GRID})")
"""What every form holds: nearly all texts are told apart in one scan for digits."""
_HAS_DECIMAL, _HAS_DEGREES, _HAS_GRID = (re.compile(f"[0-9]{form}") for form in (_DECIMAL, _DEGREES, _GRID))

_NUMBER = r"(\d{1,3}[.\u066b]\d{3,10})"
_PAIR = re.compile(
    rf"(?<![\d.]){_NUMBER}(?: ?°)?(?: ?(?P<ns>[ns]\b|شمالا?\b))?[ ,;،/]{{1,3}}"
    rf"{_NUMBER}(?!\d|\.\d)(?: ?°)?(?: ?(?P<ew>[ew]\b|شرقا?\b))?"
)
_LINK = re.compile(rf"(?:@|[?&]q=|[?&]ll=|#map=\d+/|geo:|mlat=|place/){_NUMBER}(?:,|/|%2c|&mlon=){_NUMBER}")
_ANGLE = r"(\d{1,3}) ?[°º] ?(\d{1,2}(?:[.\u066b]\d+)?) ?['′’](?: ?(\d{1,2}(?:[.\u066b]\d+)?) ?(?:\"|″|”|''))?"
_SEXAGESIMAL = re.compile(rf"{_ANGLE} ?(?P<ns>n|s|شمالا?|north)[ ,،]*{_ANGLE} ?(?P<ew>e|w|شرقا?|east)")
_MGRS = re.compile(r"\b(\d{1,2}[c-hj-np-x]) ?([a-hj-np-z][a-hj-np-v]) ?(\d{2,5}) ?(\d{2,5})\b")

_DEGREE_M = 111_320.0
_MINIMUM_RADIUS_M = 5.0
_MAX_LAT, _MAX_LON = 90.0, 180.0


def draft_coordinates(reading: Reading) -> list[Draft]:
    """Drafts for coordinates, each with its point and the radius its digits allow."""
    text = reading.folded.text
    if not _ANY.search(text):
        return []
    found: list[Draft] = []
    taken: list[tuple[int, int]] = []
    for start, end, point, form in _all(text):
        place = bisect_left(taken, (start, end))
        if (place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end):
            continue
        taken.insert(place, (start, end))
        draft = Draft(start, end, None, [])
        draft.match = Match.COORDINATES
        draft.point = point
        draft.note("coordinates", form)
        found.append(draft)
    return found


def _all(text: str) -> Iterator[tuple[int, int, tuple[float, float, float], str]]:
    decimal = _HAS_DECIMAL.search(text) is not None
    for match in _LINK.finditer(text) if decimal else ():
        if (point := _decimal(match[1], match[2])) is not None:
            yield match.start(1), match.end(2), point, "map link"
    for match in _SEXAGESIMAL.finditer(text) if _HAS_DEGREES.search(text) else ():
        lat = _angle(match[1], match[2], match[3]) * (-1 if match["ns"] == "s" else 1)
        lon = _angle(match[5], match[6], match[7]) * (-1 if match["ew"] == "w" else 1)
        precise = match[3] is not None and match[7] is not None
        if abs(lat) <= _MAX_LAT and abs(lon) <= _MAX_LON:
            radius = _DEGREE_M / (3600 if precise else 60)
            yield (
                match.start(),
                match.end(),
                (round(lat, 6), round(lon, 6), radius),
                "degrees, minutes, seconds",
            )
    for match in _MGRS.finditer(text) if _HAS_GRID.search(text) else ():
        if (
            len(match[3]) == len(match[4])
            and (square := _grid("".join(match.groups()), len(match[3]))) is not None
        ):
            yield match.start(), match.end(), square, "MGRS"
    for match in _PAIR.finditer(text) if decimal else ():
        point = _decimal(match[1], match[3])
        if point is not None:
            lat = -point[0] if match["ns"] == "s" else point[0]
            lon = -point[1] if match["ew"] == "w" else point[1]
            yield match.start(), match.end(), (lat, lon, point[2]), "decimal degrees"


def _decimal(lat: str, lon: str) -> tuple[float, float, float] | None:
    digits = min(len(lat.partition(".")[2]), len(lon.partition(".")[2])) or 4
    latitude, longitude = (float(each.replace("\u066b", ".")) for each in (lat, lon))
    if latitude > _MAX_LAT or longitude > _MAX_LON:
        return None
    return latitude, longitude, max(_MINIMUM_RADIUS_M, round(_DEGREE_M * 10.0**-digits, 1))


def _angle(degrees: str, minutes: str, seconds: str | None) -> float:
    parts = (float(each.replace("\u066b", ".")) for each in (degrees, minutes, seconds or "0"))
    return sum(value / 60.0**power for power, value in enumerate(parts))


def _grid(reference: str, digits: int) -> tuple[float, float, float] | None:
    """Centre of an MGRS square, None when the reference names none."""
    import mgrs  # noqa: PLC0415 - few texts hold grid references

    side = 10.0 ** (5 - digits)
    try:
        lat, lon = mgrs.MGRS().toLatLon(reference.upper())
    except mgrs.core.MGRSError:
        return None
    half = side / 2 / _DEGREE_M
    return round(lat + half, 6), round(lon + half, 6), max(_MINIMUM_RADIUS_M, side)
