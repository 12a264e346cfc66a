"""Read one gazetteer folder into checked rows that remember where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Final

import orjson

from geocoder.errors import GazetteerError
from geocoder.model import Basis, NameKind, PlaceName, Source
from geocoder.tables import (
    ABOUT,
    COLUMNS,
    FOOTPRINTS,
    NAMES,
    PLACES,
    POSITIONS,
    RELATIONS,
    SOURCES,
    read_lines,
    read_rows,
    shorten,
)

ID_PATTERN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/#-]{0,127}")
"""What an id may look like; bundled ones keep to the narrower form of docs/gazetteers.md."""

UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f<>"  # control characters and markup
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero-width characters and bidi controls
    "\u0640\ufb50-\ufdff\ufe70-\ufefe]"  # tatweel and presentation forms
    "|^[=+@-]"  # a formula for whoever opens an export in a spreadsheet
)
"""What a name or title must not hold."""

MAX_NAME: Final = 200
MAX_FOOTPRINTS: Final = 64 << 20
"""Bytes of a GeoJSON file; parsing needs about ten times as much memory."""

_NAME_KINDS: Final = {kind.value: kind for kind in NameKind}
_BASES: Final = {basis.value: basis for basis in Basis}
_GEOMETRIES: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""GeoJSON geometry types with the depth at which their positions stand."""

MAX_LATITUDE: Final = 90
MAX_LONGITUDE: Final = 180

Feature = Mapping[str, object]
"""A GeoJSON Feature: ``id``, ``properties`` and ``geometry``."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table with its place in the file, so that a late fault can still name the line."""

    file: Path
    line: int
    values: list[str]

    def get(self, column: str) -> str:
        """The cell of a column."""
        return self.values[COLUMNS[self.file.name].index(column)]

    def fault(self, column: str, what: str, remedy: str) -> GazetteerError:
        """The error for one cell of the row."""
        message = f"{column} {shorten(self.get(column))} {what}; {remedy}"
        return GazetteerError(message, file=str(self.file), line=self.line)


@dataclass(frozen=True, slots=True)
class About:
    """What ``gazetteer.toml`` says of a folder; the name of the folder where it says nothing."""

    path: Path
    name: str
    version: str = ""
    title: str = ""
    licence: str = ""


@dataclass(slots=True)
class Folder:
    """One gazetteer folder as read: rows by place id, nothing yet linked.

    Attributes:
        about: Path, name and version.
        places: Rows of ``places.tsv``.
        names: Names by place id, with the line of the first one.
        positions: Rows of ``positions.tsv``.
        relations: Rows of ``relations.tsv``.
        sources: Sources by key.
        footprints: GeoJSON features by place id.
    """

    about: About
    places: dict[str, Cells] = field(default_factory=dict)
    names: dict[str, tuple[int, list[PlaceName]]] = field(default_factory=dict)
    positions: list[Cells] = field(default_factory=list)
    relations: list[Cells] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    footprints: dict[str, Feature] = field(default_factory=dict)


def read_folder(path: Path) -> Folder:
    """Read a gazetteer folder.

    Raises:
        GazetteerError: A table is missing or a row breaks the format.
    """
    folder = Folder(read_about(path))
    _read_places(path / PLACES, folder)
    _read_names(path / NAMES, folder)
    _read_sources(path / SOURCES, folder)
    folder.positions = _optional_rows(path / POSITIONS)
    folder.relations = _optional_rows(path / RELATIONS)
    folder.footprints = _footprints(path / FOOTPRINTS)
    return folder


def read_about(folder: Path) -> About:
    """Read the ``gazetteer.toml`` of a folder, which may be absent.

    Raises:
        GazetteerError: It is not TOML, or holds something else than the four strings.
    """
    path = folder / ABOUT
    name = folder.resolve().name
    if not path.exists():
        return About(folder, name)
    try:
        found = tomllib.loads("\n".join(text for _, text in read_lines(path)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise GazetteerError(f"not valid TOML ({error}); correct the file", file=str(path)) from error
    for key, value in found.items():
        if key not in ("name", "version", "title", "licence") or not isinstance(value, str):
            message = f"{shorten(key)} is unknown or no string; give name, version, title, licence in quotes"
            raise GazetteerError(message, file=str(path))
    return About(folder, **{"name": name, **found})


def _read_places(path: Path, folder: Folder) -> None:
    places = folder.places
    for line, values in read_rows(path):
        row = Cells(path, line, values)
        place_id = values[0]
        if not ID_PATTERN.fullmatch(place_id):
            raise row.fault("id", "is no id", "use Latin letters, digits, _ and -, beginning with a letter")
        if place_id in places:
            where = f"line {places[place_id].line} has it too"
            raise row.fault("id", f"is given twice ({where})", "give each place one row and an id of its own")
        title = values[1]
        if UNSAFE.search(title) or len(title) > MAX_NAME:
            raise row.fault("title", _name_fault(title), _NAME_REMEDY)
        places[place_id] = row


def _read_names(path: Path, folder: Folder) -> None:
    names = folder.names
    unsafe = UNSAFE.search
    kinds = _NAME_KINDS
    for line, values in read_rows(path):
        place_id, toponym, lang, kind, weak, source, start, end, note = values
        if not toponym or len(toponym) > MAX_NAME or unsafe(toponym):
            raise Cells(path, line, values).fault("toponym", _name_fault(toponym), _NAME_REMEDY)
        if kind not in kinds:
            raise Cells(path, line, values).fault(
                "kind", "is no kind of name", f"use one of {', '.join(kinds)}"
            )
        if weak not in ("0", "1"):
            raise Cells(path, line, values).fault(
                "weak", "is neither 0 nor 1", "write 1 for an ordinary word"
            )
        name = PlaceName(toponym, intern(lang), kinds[kind], weak == "1", intern(source), start, end, note)
        if place_id in names:
            names[place_id][1].append(name)
        else:
            names[place_id] = line, [name]


_NAME_REMEDY: Final = "write the bare name in NFC"


def _name_fault(name: str) -> str:
    if not name:
        return "is empty"
    if len(name) > MAX_NAME:
        return f"is longer than {MAX_NAME} characters"
    found = UNSAFE.search(name)
    if found is None:
        return "is unsafe"
    character = found[0]
    return f"holds {character!r} (U+{ord(character):04X}), which no name may hold"


def _read_sources(path: Path, folder: Folder) -> None:
    for line, values in read_rows(path):
        key = values[0]
        if not key or key in folder.sources:
            what = "is given twice" if key else "is empty"
            raise Cells(path, line, values).fault("source", what, "give each source one row and one key")
        folder.sources[key] = Source(*values)


def _optional_rows(path: Path) -> list[Cells]:
    if not path.exists():
        return []
    return [Cells(path, line, values) for line, values in read_rows(path)]


def _footprints(path: Path) -> dict[str, Feature]:
    if not path.exists():
        return {}
    features = _load_json(path).get("features")
    if not isinstance(features, list):
        raise GazetteerError('no list "features"; write a GeoJSON FeatureCollection', file=str(path))
    found: dict[str, Feature] = {}
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("id"), str):
            message = f"feature {number} has no id; give it the id of its place"
            raise GazetteerError(message, file=str(path))
        place_id = feature["id"]
        fault = "is given twice" if place_id in found else geometry_fault(feature.get("geometry"))
        if fault:
            message = f"feature {number} ({shorten(place_id)}) {fault}; give one valid geometry to a place"
            raise GazetteerError(message, file=str(path))
        found[place_id] = feature
    return found


def _load_json(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > MAX_FOOTPRINTS:
            message = f"larger than {MAX_FOOTPRINTS >> 20} MiB; simplify the geometries"
            raise GazetteerError(message, file=str(path))
        loaded = orjson.loads(path.read_bytes())
    except OSError as error:
        raise GazetteerError(f"the file cannot be read ({error.strerror})", file=str(path)) from error
    except orjson.JSONDecodeError as error:
        message = f"not valid JSON ({error}); write a GeoJSON FeatureCollection"
        raise GazetteerError(message, file=str(path)) from error
    if not isinstance(loaded, dict):
        raise GazetteerError("no JSON object; write a GeoJSON FeatureCollection", file=str(path))
    return loaded


def geometry_fault(geometry: object) -> str:
    """What is wrong with a GeoJSON geometry, or an empty string."""
    if not isinstance(geometry, dict):
        return "has no geometry"
    depth = _GEOMETRIES.get(str(geometry.get("type")))
    if depth is None:
        return f"has the geometry type {shorten(str(geometry.get('type')))}, which is not supported"
    return (
        "" if _has_positions(geometry.get("coordinates"), depth) else "has coordinates that are no positions"
    )


def _has_positions(coordinates: object, depth: int) -> bool:
    if not isinstance(coordinates, list) or not coordinates:
        return False
    if depth:
        return all(_has_positions(each, depth - 1) for each in coordinates)
    return (
        all(type(number) in (int, float) for number in coordinates)
        and len(coordinates) in (2, 3)
        and abs(coordinates[0]) <= MAX_LONGITUDE
        and abs(coordinates[1]) <= MAX_LATITUDE
    )
