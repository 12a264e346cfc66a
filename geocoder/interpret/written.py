"""Numbers of coordinates as they are written: signs, decimal commas, minutes, grid references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geocoder.normalize import Folded

_DEGREE_M = 111_320.0
_MINIMUM_RADIUS_M = 5.0
_MINUS = frozenset("-\u2212")
_SOUTHERN = frozenset({"s", "south", "w", "west", "جنوب", "جنوبا", "غرب", "غربا"})
_ACROSS = frozenset({"e", "east", "w", "west", "شرق", "شرقا", "غرب", "غربا"})
_BANDS_NORTH = "n"
"""First band of the grid north of the equator."""


@dataclass(slots=True)
class Written:
    """Coordinates at a span of the folded text.

    Attributes:
        start, end: The span.
        form: How they are written.
        lat, lon: Degrees.
        radius_m: What the last digit stands for, metres.
        said: Whether letters or words say which number is which.
        loose: Whether two such numbers are often no coordinates.
    """

    start: int
    end: int
    form: str
    lat: float
    lon: float
    radius_m: float
    said: bool = False
    loose: bool = False


def decimal_pair(
    folded: Folded, match: re.Match[str], form: str, groups: tuple[int, int], *, said: bool = False
) -> Written:
    """Decimal degrees; ``groups`` are those of the latitude and of the longitude."""
    lat, lon = (_signed(folded, match.start(group), match[group]) for group in groups)
    places = min(_places(match[group]) for group in groups)
    start, end = (match.start(), match.end()) if form != "map link" else (match.start(1), match.end(2))
    return Written(start, end, form, lat, lon, _radius(_DEGREE_M, places), said)


def sided_pair(match: re.Match[str], form: str, sides: tuple[int, int]) -> Written | None:
    """Two numbers of degrees, or of degrees, minutes and seconds, each with its letter; None when they clash.

    ``sides`` are the groups of the letters; the others are the numbers, as many for each angle.
    """
    first, second = (match[side] for side in sides)
    numbers = [each for group, each in enumerate(match.groups(), start=1) if group not in sides]
    half = len(numbers) // 2
    angles = [_angle(numbers[:half]), _angle(numbers[half:])]
    if (first in _ACROSS) is (second in _ACROSS):
        return None
    degrees = [
        -angle if side in _SOUTHERN else angle
        for (angle, _), side in zip(angles, (first, second), strict=True)
    ]
    if first in _ACROSS:
        degrees.reverse()
    radius = max(each for _, each in angles)
    return Written(match.start(), match.end(), form, degrees[0], degrees[1], radius, said=True)


def _angle(numbers: list[str | None]) -> tuple[float, float]:
    """Degrees of an angle, and what its last digit stands for, metres."""
    said = [each for each in numbers if each is not None]
    degrees = sum(_number(each) / 60.0**power for power, each in enumerate(said))
    return round(degrees, 6), _radius(_DEGREE_M / 60.0 ** (len(said) - 1), _places(said[-1]))


def _signed(folded: Folded, start: int, digits: str) -> float:
    """A number with its minus, which the folding took for a dash between words."""
    place = folded.start(start)
    before = folded.original[max(0, place - 2) : place]
    negative = before[-1:] in _MINUS and before[:-1] in ("", " ", ",", "(", "=", "/", "،", ";", ":")
    return -_number(digits) if negative else _number(digits)


def _number(digits: str) -> float:
    return float(digits.replace("\u066b", ".").replace(",", "."))


def _places(digits: str) -> int:
    """How many decimals are written."""
    return len(re.split("[.,\u066b]", digits)[1]) if re.search("[.,\u066b]", digits) else 0


def _radius(unit_m: float, places: int) -> float:
    return max(_MINIMUM_RADIUS_M, round(unit_m * 10.0**-places, 1))


def grid_square(match: re.Match[str]) -> Written | None:
    """Centre of an MGRS square, None when the reference names none."""
    reference = "".join(match.groups())
    if len(match[3]) != len(match[4]):
        return None
    return _square(match, "MGRS", reference, 10.0 ** (5 - len(match[3])))


def utm_point(match: re.Match[str]) -> Written | None:
    """A point of a UTM zone, None when it lies in none."""
    import mgrs  # noqa: PLC0415 - few texts hold grid references

    side = "N" if match[2] >= _BANDS_NORTH else "S"
    try:
        reference = mgrs.MGRS().UTMToMGRS(int(match[1]), side, float(match[3]), float(match[4]))
    except mgrs.core.MGRSError:
        return None
    return _square(match, "UTM", reference, 1.0)


def _square(match: re.Match[str], form: str, reference: str, side: float) -> Written | None:
    import mgrs  # noqa: PLC0415 - few texts hold grid references

    try:
        lat, lon = mgrs.MGRS().toLatLon(reference.upper())
    except mgrs.core.MGRSError:
        return None
    half = side / 2 / _DEGREE_M
    radius = max(_MINIMUM_RADIUS_M, side)
    return Written(
        match.start(), match.end(), form, round(lat + half, 6), round(lon + half, 6), radius, said=True
    )
