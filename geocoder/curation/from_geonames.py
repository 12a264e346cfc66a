"""Import a GeoNames country dump (``SY.txt``: 19 columns, tab between, no header)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from geocoder.curation.cleaning import bounded_lines, clean_name, language_of, position
from geocoder.curation.intake import ImportReport, Intake, foreign_source, refuse_existing
from geocoder.kinds import FALLBACK, kind, kinds
from geocoder.model import Basis, NameKind, Place, PlaceId, PlaceName
from geocoder.normalize import fold
from geocoder.tables import PLACES, shorten

PREFIX: Final = "gn"
"""Before the geonameid, so that the id of a place begins with a letter."""
LICENCE: Final = "CC BY 4.0"
_CITATION: Final = "GeoNames country dump"
_URL: Final = "https://www.geonames.org/"
_CITY: Final = 50_000
_TOWN: Final = 5_000
"""Inhabitants from which a populated place (PPL) is a city or a town, as none of the codes says."""
_CODE: Final = re.compile(r"[A-Z]{3,4}")
"""An alternate name such as DEZ is the code of an airport or a currency."""
_AREA_DEPTH: Final = {"country": 0, "governorate": 1, "district": 2, "subdistrict": 3}


class Row(NamedTuple):
    """A line of the dump; https://download.geonames.org/export/dump/readme.txt describes it."""

    geonameid: str
    name: str
    asciiname: str
    alternatenames: str
    latitude: str
    longitude: str
    feature_class: str
    feature_code: str
    country_code: str
    cc2: str
    admin1: str
    admin2: str
    admin3: str
    admin4: str
    population: str
    elevation: str
    dem: str
    timezone: str
    modification_date: str


AreaKey = tuple[str, ...]
"""Country code and the codes of the administrative areas below it."""


def import_geonames(path: Path, folder: Path, *, force: bool = False) -> ImportReport:
    """Write a gazetteer folder from a GeoNames country dump.

    Lines are read one by one; a bad one is reported with its number and reason and left out.
    Names in Arabic or Latin script are taken, those in other scripts are not; the Arabic one, if there
    is any, becomes the title. The parent is the smallest administrative area of the dump that the codes
    name. The radius is the usual one of the kind.

    Args:
        path: The dump.
        folder: Where the gazetteer is written.
        force: Whether a gazetteer in the folder is replaced.

    Raises:
        GazetteerError: The file cannot be read.
        InputError: A gazetteer is in the folder already.
    """
    refuse_existing(folder / PLACES, force=force)
    source = foreign_source(path, citation=f"{_CITATION} {path.name}", url=_URL, licence=LICENCE)
    intake = Intake(path, replace(source, key="geonames"))
    areas: dict[AreaKey, PlaceId] = {}
    keys: dict[str, AreaKey] = {}
    for line, text in bounded_lines(path, intake.problem):
        place, key = _read(intake, line, text)
        if place is not None and intake.add(line, place):
            keys[place.id] = key
            if place.kind in _AREA_DEPTH and len(key) == _AREA_DEPTH[place.kind] + 1:
                areas.setdefault(key, place.id)
    for place_id, key in keys.items():
        parent = _parent(place_id, key, areas)
        if parent is not None:
            intake.places[place_id] = replace(intake.places[place_id], parent_id=parent)
    return intake.finish(folder, title=source.citation, force=force)


def _read(intake: Intake, line: int, text: str) -> tuple[Place | None, AreaKey]:
    text = text.rstrip("\r\n")
    if not text or text.startswith("#"):
        return None, ()
    cells = text.split("\t")
    if len(cells) != len(Row._fields):
        message = f"{len(cells)} columns instead of {len(Row._fields)}; is this a GeoNames country dump?"
        intake.problem(line, message)
        return None, ()
    row = Row._make(cells)
    if not (row.geonameid.isascii() and row.geonameid.isdigit()):
        intake.problem(line, f"geonameid {shorten(row.geonameid)} is no number; the line was left out")
        return None, ()
    kind_name = kind_of(row.feature_class, row.feature_code, row.population)
    found = position(row.latitude, row.longitude, "", kind_name)
    if isinstance(found, str):
        intake.problem(line, found)
        return None, ()
    names = tuple(_names(row, intake.source.key))
    title = next((name.toponym for name in names if name.lang == "ar"), names[0].toponym if names else "")
    latitude, longitude, radius_m = found
    place = Place(
        PlaceId(PREFIX + row.geonameid),
        title,
        names,
        kind_name,
        row.feature_code if row.feature_code.isalnum() else kind(kind_name).feature_code,
        latitude,
        longitude,
        radius_m,
        Basis.READ,
        source=intake.source.key,
    )
    return place, _area_key(row, kind_name)


def _area_key(row: Row, kind_name: str) -> AreaKey:
    codes = [row.country_code, row.admin1, row.admin2, row.admin3]
    if kind_name in _AREA_DEPTH:
        codes = codes[: _AREA_DEPTH[kind_name] + 1]
    while codes and codes[-1] in {"", "00"}:
        codes.pop()
    return tuple(codes)


def _parent(place_id: str, key: AreaKey, areas: dict[AreaKey, PlaceId]) -> PlaceId | None:
    for length in range(len(key), 0, -1):
        area = areas.get(key[:length])
        if area is not None and area != place_id:
            return area
    return None


def _names(row: Row, source: str) -> Iterator[PlaceName]:
    """The name, then the alternates that the normalizer does not make equal to an earlier one."""
    seen: set[str] = set()
    has_arabic = False
    for written in (row.name, row.asciiname, *row.alternatenames.split(",")):
        name = clean_name(written)
        lang = language_of(name)
        folded = fold(name) if lang and "://" not in name else ""
        if not folded or folded in seen:
            continue
        seen.add(folded)
        kind_of_name = NameKind.TRANSLITERATION if lang == "en" else NameKind.VARIANT
        if len(seen) == 1 or (lang == "ar" and not has_arabic):
            kind_of_name = NameKind.PREFERRED
        has_arabic = has_arabic or lang == "ar"
        is_code = _CODE.fullmatch(name) is not None
        yield PlaceName(name, lang, NameKind.ABBREVIATION if is_code else kind_of_name, is_code, source)


def kind_of(feature_class: str, feature_code: str, population: str = "") -> str:
    """The kind of place that a GeoNames feature class and code mean.

    >>> kind_of("P", "PPL", "271800")
    'city'
    """
    if feature_code == "PPL" and population.isdigit():
        inhabitants = int(population)
        if inhabitants >= _CITY:
            return "city"
        if inhabitants >= _TOWN:
            return "town"
    table = _kinds_by_code()
    return table.get(feature_code) or table.get(feature_class) or FALLBACK


@functools.cache
def _kinds_by_code() -> dict[str, str]:
    text = files("geocoder").joinpath("curation", "geonames_kinds.tsv").read_text(encoding="utf-8")
    own = {each.feature_code: each.name for each in reversed(kinds().values())}
    rows = dict(line.split("\t") for line in text.splitlines()[1:])
    return {**own, **rows}
