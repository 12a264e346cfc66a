"""Coordinates written in the text: decimal, degrees-minutes-seconds, MGRS, UTM, WKT, map links."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.interpret.written import Written, decimal_pair, grid_square, sided_pair, utm_point
from geocoder.model import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geocoder.index import Index
    from geocoder.interpret.draft import Reading

_TRIGGERS = (
    "[.\u066b][0-9]{3}",
    ",[0-9]{4}",
    " ?[°º]",
    " ?[ns][ ,]+[0-9]",
    " [0-9.]{1,6} ?[ns] ",
    "[c-hj-np-x] ?[a-hj-np-z]{2} ?[0-9]{2}[0-9 ][0-9]",
    " ?[c-hj-np-x] [0-9]{6}",
    "[.\u066b][0-9]{1,2}[^0-9]{1,20}(?:lo?ng?|طول)",
    " [0-9]{1,2} [0-9.]{1,6} e ",
)
_ANY = re.compile(f"[0-9](?:{'|'.join(_TRIGGERS)})")
"""What every form holds: nearly all texts are told apart in one scan for digits."""

_LONG = r"(\d{1,3}[.\u066b]\d{3,10})"
_FREE = r"(\d{1,3}[.\u066b]\d{1,10}|\d{1,3},\d{4,10})"
_COMMA = r"(\d{1,3},\d{4,10})"
_SHORT = r"(\d{1,3}\.\d{2})"
_OPEN, _CLOSED = r"(?<![\d.,])", r"(?!\d|[.,]\d)"

_LINK = re.compile(rf"(?:@|[?&]q=|[?&]ll=|#map=\d+/|geo:|mlat=|place/){_LONG}(?:,|/|%2c|&mlon=){_LONG}")
_WKT = re.compile(rf"\bpoint ?(?:zm?|m)? ?\( ?{_FREE} {_FREE}(?: [\d.]+)* ?\)")
_LAT = r"(?:latitude|lat|(?:خط|دائره) (?:ال)?عرض)\.?[ :=]*"
_LON = r"(?:longitude|long|lon|lng|خط (?:ال)?طول)\.?[ :=]*"
_BETWEEN = r" ?°?[ ,;،/|]*(?:[nsew]\b|شمالا?|شرقا?)?[ ,;،/|]*(?:و ?|and )?"
_LAT_LON = re.compile(rf"\b{_LAT}{_FREE}{_BETWEEN}{_LON}{_FREE}")
_LON_LAT = re.compile(rf"\b{_LON}{_FREE}{_BETWEEN}{_LAT}{_FREE}")

_SIDE = r"((?:north|south|east|west|[nsew]|شمالا?|جنوبا?|شرقا?|غربا?)\b)"
_MARKED = (
    r"(\d{1,3}) ?[°º] ?(\d{1,2}(?:[.\u066b]\d+)?) ?['′’](?: ?(\d{1,2}(?:[.\u066b]\d+)?) ?(?:\"|″|”|''))?"
)
_SPACED = r"(\d{1,3}) (\d{1,2}) (\d{1,2}(?:[.\u066b]\d+)?)"
_HAS_DECIMAL = re.compile("[0-9](?:[.\u066b][0-9]|,[0-9]{4})")
_HAS_DEGREES = re.compile("[0-9] ?[°º]")
_HAS_THREE = re.compile("[0-9] [0-9]{1,2} [0-9]")
_HAS_WORDS = re.compile("l(?:at|on|ng)|طول")
_HAS_GRID = re.compile("[0-9][c-hj-np-x] ?[a-hj-np-z]{2} ?[0-9]{2}[0-9 ][0-9]")
_HAS_ZONE = re.compile("[0-9] ?[c-hj-np-x] [0-9]{6}")
"""What a form cannot do without, looked for before its slower pattern."""

_ANGLES = tuple(
    (form, trigger, re.compile(pattern), before)
    for form, trigger, angle in (
        ("degrees, minutes, seconds", _HAS_DEGREES, _MARKED),
        ("degrees, minutes, seconds", _HAS_THREE, _SPACED),
        ("decimal degrees", _HAS_DECIMAL, f"{_FREE}(?: ?°)?"),
    )
    for pattern, before in (
        (rf"{_OPEN}{angle} ?{_SIDE}[ ,،;/]*{angle} ?{_SIDE}", False),
        (rf"\b([nsew]) ?{angle}[ ,،;/]*([nsew]) ?{angle}{_CLOSED}", True),
    )
)
"""Angles with a letter each, behind the angle or before it."""

_DECIMALS = (
    ("map link", _HAS_DECIMAL, _LINK, (1, 2), False),
    ("WKT, longitude first", _HAS_DECIMAL, _WKT, (2, 1), False),
    ("latitude and longitude", _HAS_WORDS, _LAT_LON, (1, 2), True),
    ("longitude and latitude", _HAS_WORDS, _LON_LAT, (2, 1), True),
)
"""Decimal degrees in a frame of words or signs: form, trigger, pattern, groups of latitude and longitude."""

_MGRS = re.compile(r"\b(\d{1,2}[c-hj-np-x]) ?([a-hj-np-z][a-hj-np-v]) ?(\d{2,5}) ?(\d{2,5})\b")
_UTM = re.compile(
    r"\b(\d{1,2}) ?([c-hj-np-x]) (\d{6})(?:\.\d+)? ?(?:me?)?[ ,،]+(\d{7})(?:\.\d+)?(?: ?mn?)?\b"
)

_SEPARATOR = "[ ,;،/]{1,3}"
_PAIR = re.compile(rf"(?<![\d.]){_LONG}(?: ?°)?{_SEPARATOR}{_LONG}(?!\d|\.\d)(?: ?°)?")
_LOOSE = tuple(re.compile(f"{_OPEN}{each}{_SEPARATOR}{each}{_CLOSED}") for each in (_COMMA, _SHORT))

_SURE, _SWAPPED, _COARSE, _FAR = 0.99, 0.7, 0.6, 0.5
_NEARBY_DEGREES = 10.0
"""How far around the country two bare numbers are believed to be coordinates of it or of its neighbours."""
_MAX_LAT, _MAX_LON = 90.0, 180.0


def draft_coordinates(reading: Reading) -> list[Draft]:
    """Drafts for coordinates, each with its point, the radius its digits allow, and its confidence."""
    text = reading.folded.text
    if not (_ANY.search(text) or (reading.query and _LOOSE[1].search(text))):
        return []
    found: list[Draft] = []
    taken: list[tuple[int, int]] = []
    for written in _all(reading):
        start, end = written.start, written.end
        place = bisect_left(taken, (start, end))
        if (place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end):
            continue
        point = _judged(reading.index, written)
        if point is None:
            continue
        taken.insert(place, (start, end))
        draft = Draft(start, end, None, [])
        draft.match = Match.COORDINATES
        draft.point = point
        draft.note("coordinates", written.form + ("; longitude first" if point[0] != written.lat else ""))
        found.append(draft)
    return found


def _all(reading: Reading) -> Iterator[Written]:
    folded = reading.folded
    text = folded.text
    for form, trigger, pattern, groups, said in _DECIMALS:
        for match in pattern.finditer(text) if trigger.search(text) else ():
            yield decimal_pair(folded, match, form, groups, said=said)
    yield from _angles(text)
    for trigger, pattern, read in ((_HAS_GRID, _MGRS, grid_square), (_HAS_ZONE, _UTM, utm_point)):
        for match in pattern.finditer(text) if trigger.search(text) else ():
            if (square := read(match)) is not None:
                yield square
    for match in _PAIR.finditer(text) if _HAS_DECIMAL.search(text) else ():
        yield decimal_pair(folded, match, "decimal degrees", (1, 2))
    for pattern in _LOOSE[: 1 + reading.query] if _HAS_DECIMAL.search(text) else ():
        for match in pattern.finditer(text):
            pair = decimal_pair(folded, match, "decimal degrees", (1, 2))
            pair.loose = True
            yield pair


def _angles(text: str) -> Iterator[Written]:
    """Angles with a letter each."""
    for form, trigger, pattern, before in _ANGLES:
        for match in pattern.finditer(text) if trigger.search(text) else ():
            count = len(match.groups()) // 2
            sides = (1, count + 1) if before else (count, 2 * count)
            if (angles := sided_pair(match, form, sides)) is not None:
                yield angles


def _judged(index: Index, written: Written) -> tuple[float, float, float, float] | None:
    """Latitude, longitude, radius and confidence; None for numbers that are no coordinates.

    Bare numbers that lie outside the country, and inside it when they change places, change places.
    """
    lat, lon, radius = written.lat, written.lon, written.radius_m
    if not written.said and not _is_inside(index, lat, lon) and _is_inside(index, lon, lat):
        return lon, lat, radius, _SWAPPED if not written.loose else _FAR
    if abs(lat) > _MAX_LAT or abs(lon) > _MAX_LON:
        return None
    if written.loose:
        return (lat, lon, radius, _COARSE) if _is_inside(index, lat, lon) else None
    sure = written.said or _is_inside(index, lat, lon, margin=_NEARBY_DEGREES)
    return lat, lon, radius, _SURE if sure else _FAR


def _is_inside(index: Index, lat: float, lon: float, *, margin: float = 0.0) -> bool:
    south, north, west, east = _window(index)
    return south - margin <= lat <= north + margin and west - margin <= lon <= east + margin


@lru_cache(maxsize=8)
def _window(index: Index) -> tuple[float, float, float, float]:
    """South, north, west and east of the places of the first gazetteer and of the countries they lie in."""
    found = [
        (place.latitude, place.longitude)
        for place in index.places
        if place.latitude is not None
        and place.longitude is not None
        and (place.gazetteer == index.primary or not index.countries.isdisjoint(place.ancestor_ids[-1:]))
    ]
    if not found:
        return -_MAX_LAT, _MAX_LAT, -_MAX_LON, _MAX_LON
    lats, lons = [lat for lat, _ in found], [lon for _, lon in found]
    return min(lats), max(lats), min(lons), max(lons)
