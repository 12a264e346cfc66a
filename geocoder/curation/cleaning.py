"""Clean what foreign files hold: names, texts, positions and lines that are too long to be true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from geocoder.assemble import MAX_RADIUS
from geocoder.errors import GazetteerError
from geocoder.folder import MAX_LATITUDE, MAX_LONGITUDE, MAX_NAME, UNSAFE
from geocoder.kinds import kind
from geocoder.tables import MAX_LINE, shorten

_INVISIBLE: Final = re.compile("[\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]")
_PRESENTATION: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_ARABIC: Final = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def clean_text(text: str) -> str:
    """Text for a cell: NFC, no invisible characters, blanks single."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in text).split())


def clean_name(text: str) -> str:
    """A name in the form that gazetteers demand, or an empty string if it cannot be had.

    Presentation forms become letters; tatweel, bidi and zero-width characters go.
    Markup, formulas and overlong texts are no names.
    """
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    name = clean_text(text) if not text.isascii() or "  " in text or not text.isprintable() else text.strip()
    return "" if UNSAFE.search(name) or len(name) > MAX_NAME else name


def language_of(name: str, default: str = "") -> str:
    """``ar`` or ``en`` by script, unless the default is a language of that script."""
    if _ARABIC.search(name):
        return default if default and default != "en" else "ar"
    if _LATIN.search(name):
        return default if default and default != "ar" else "en"
    return default


def position(lat: str, lon: str, radius: str, kind_name: str) -> tuple[float, float, float] | str:
    """Latitude, longitude and radius as written in a foreign file, or what is wrong with them.

    An empty radius becomes the usual one of the kind.
    """
    try:
        point = float(lat), float(lon)
        radius_m = float(radius) if radius.strip() else kind(kind_name).radius_m
    except ValueError:
        written = shorten(f"{lat} {lon} {radius}".strip())
        return f"position {written} is no pair of numbers; write it like 35.3359 and 40.1408"
    if not (abs(point[0]) <= MAX_LATITUDE and abs(point[1]) <= MAX_LONGITUDE):
        return f"position {shorten(f'{lat} {lon}')} is not on the earth; write latitude, then longitude"
    if not 0 < radius_m <= MAX_RADIUS:
        return f"radius_m {shorten(radius)} is no radius in metres; leave it empty for the usual one"
    return (*point, radius_m)


def bounded_lines(path: Path, problem: Callable[[int, str], None]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a UTF-8 file with their numbers and line ends, in bounded memory.

    Lines that are too long or no UTF-8 are reported and left out; a byte order mark is dropped.

    Raises:
        GazetteerError: The file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            number = 0
            while raw := stream.readline(MAX_LINE + 1):
                number += 1
                if len(raw) > MAX_LINE:
                    while raw and not raw.endswith(b"\n"):
                        raw = stream.readline(MAX_LINE)
                    problem(number, f"the line is longer than {MAX_LINE} bytes; it was left out")
                    continue
                if number == 1:
                    raw = raw.removeprefix(b"\xef\xbb\xbf")
                try:
                    yield number, raw.decode("utf-8")
                except UnicodeDecodeError as error:
                    byte = raw[error.start]
                    problem(number, f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8")
    except OSError as error:
        raise GazetteerError(f"the file cannot be read ({error.strerror})", file=str(path)) from error
