"""Read one gazetteer folder into checked rows that remember where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from sys import intern
from typing import Final

from geocoder.collection import load_collection
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
    Report,
    read_lines,
    read_rows,
    shorten,
    stop,
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


def read_folder(path: Path, report: Report = stop) -> Folder:
    """Read a gazetteer folder.

    Args:
        path: The folder.
        report: What is done with a fault; if it returns, the row (or the whole table, when that is
            unreadable) is left out.

    Raises:
        GazetteerError: A table is missing or a row breaks the format.
    """
    folder = Folder(About(path, path.resolve().name))
    for read in (_read_about, _read_places, _read_names, _read_sources, _read_others, _read_footprints):
        try:
            read(folder, report)
        except GazetteerError as error:
            report(error)
    return folder


def _read_about(folder: Folder, _: Report) -> None:
    path = folder.about.path / ABOUT
    if not path.exists():
        return
    try:
        found = tomllib.loads("\n".join(text for _, text in read_lines(path)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise GazetteerError(f"not valid TOML ({error}); correct the file", file=str(path)) from error
    for key, value in found.items():
        if key not in ("name", "version", "title", "licence") or not isinstance(value, str):
            message = f"{shorten(key)} is unknown or no string; give name, version, title, licence in quotes"
            raise GazetteerError(message, file=str(path))
    folder.about = replace(folder.about, **found)


def _read_places(folder: Folder, report: Report) -> None:
    path = folder.about.path / PLACES
    for line, values in read_rows(path, report):
        row = Cells(path, line, values)
        fault = _place_fault(row, folder.places.get(values[0]))
        if fault is None:
            folder.places[values[0]] = row
        else:
            report(fault)


def _place_fault(row: Cells, earlier: Cells | None) -> GazetteerError | None:
    place_id, title = row.values[:2]
    if not ID_PATTERN.fullmatch(place_id):
        return row.fault("id", "is no id", "use Latin letters, digits, _ and -, beginning with a letter")
    if earlier is not None:
        what = f"is given twice (line {earlier.line} has it too)"
        return row.fault("id", what, "give each place one row and an id of its own")
    if UNSAFE.search(title) or len(title) > MAX_NAME:
        return row.fault("title", _name_fault(title), _NAME_REMEDY)
    return None


def _read_names(folder: Folder, report: Report) -> None:
    path = folder.about.path / NAMES
    names = folder.names
    unsafe = UNSAFE.search
    kinds = _NAME_KINDS
    for line, values in read_rows(path, report):
        place_id, toponym, lang, kind, weak, source, start, end, note = values
        if not toponym or len(toponym) > MAX_NAME or unsafe(toponym):
            report(Cells(path, line, values).fault("toponym", _name_fault(toponym), _NAME_REMEDY))
            continue
        if kind not in kinds:
            remedy = f"use one of {', '.join(kinds)}"
            report(Cells(path, line, values).fault("kind", "is no kind of name", remedy))
            continue
        if weak not in ("0", "1"):
            remedy = "write 1 for an ordinary word"
            report(Cells(path, line, values).fault("weak", "is neither 0 nor 1", remedy))
            continue
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


def _read_sources(folder: Folder, report: Report) -> None:
    path = folder.about.path / SOURCES
    for line, values in read_rows(path, report):
        key = values[0]
        if key and key not in folder.sources:
            folder.sources[key] = Source(*values)
            continue
        what = "is given twice" if key else "is empty"
        report(Cells(path, line, values).fault("source", what, "give each source one row and one key"))


def _read_others(folder: Folder, report: Report) -> None:
    for name, rows in ((POSITIONS, folder.positions), (RELATIONS, folder.relations)):
        path = folder.about.path / name
        if path.exists():
            rows += [Cells(path, line, values) for line, values in read_rows(path, report)]


def _read_footprints(folder: Folder, report: Report) -> None:
    path = folder.about.path / FOOTPRINTS
    if not path.exists():
        return
    _, features = load_collection(path, most=MAX_FOOTPRINTS, remedy="simplify the geometries")
    for number, feature in enumerate(features, 1):
        fault = _feature_fault(feature, folder.footprints)
        if fault:
            message = f"feature {number} {fault}; give each place one valid geometry"
            report(GazetteerError(message, file=str(path)))
        else:
            folder.footprints[feature["id"]] = feature


def _feature_fault(feature: object, earlier: Mapping[str, Feature]) -> str:
    if not isinstance(feature, dict) or not isinstance(feature.get("id"), str):
        return "has no id"
    place_id = feature["id"]
    fault = "is given twice" if place_id in earlier else geometry_fault(feature.get("geometry"))
    return fault and f"({shorten(place_id)}) {fault}"


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
