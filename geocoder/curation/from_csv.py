"""Import a gazetteer from a CSV file with one place a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from geocoder.curation.cleaning import bounded_lines, clean_name, language_of, position
from geocoder.curation.intake import ImportReport, Intake, foreign_source, refuse_existing, unlocated
from geocoder.errors import GazetteerError
from geocoder.kinds import FALLBACK, kinds
from geocoder.model import Basis, NameKind, Place, PlaceId, PlaceName
from geocoder.tables import MAX_LINE, PLACES, shorten

CSV_COLUMNS: Final = ("id", "name", "alt_names", "lang", "kind", "lat", "lon", "radius_m", "parent_id")
"""All but the first two may be absent or empty; other columns are passed over."""
SEPARATOR: Final = "|"
"""Between the names of ``alt_names``."""


def import_csv(path: Path, folder: Path, *, licence: str = "", force: bool = False) -> ImportReport:
    """Write a gazetteer folder from a UTF-8 CSV file with the columns `CSV_COLUMNS`.

    A row that cannot be used is reported with its line and why, and left out.
    An unknown kind becomes ``other``, an unknown parent is dropped; both are reported.
    A place without coordinates is kept as one whose position is unknown.
    Without ``radius_m`` the usual radius of the kind is taken.

    Args:
        path: The CSV file; its first line names the columns.
        folder: Where the gazetteer is written.
        licence: Licence of the file, for ``sources.tsv``.
        force: Whether a gazetteer in the folder is replaced.

    Raises:
        GazetteerError: The file cannot be read or has no columns ``id`` and ``name``.
        InputError: A gazetteer is in the folder already.
    """
    refuse_existing(folder / PLACES, force=force)
    intake = Intake(path, foreign_source(path, licence=licence))
    for line, row in _records(intake):
        place = _place(intake, line, row)
        if place is not None:
            intake.add(line, place)
    return intake.finish(folder, force=force)


def _records(intake: Intake) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows as dictionaries, with the line on which each begins."""
    position_now = 0

    def lines() -> Iterator[str]:
        nonlocal position_now
        for number, text in bounded_lines(intake.path, intake.problem):
            position_now = number
            yield text

    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(lines(), strict=True)
    header: list[str] | None = None
    while True:
        begin = position_now + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            intake.problem(begin, f"the row is no CSV ({error}); check its quotes")
            continue
        if header is None:
            header = _header(cells, intake.path)
        elif any(cell.strip() for cell in cells):
            if len(cells) > len(header):
                message = f"{len(cells)} cells under {len(header)} columns; quote what holds a comma"
                intake.problem(begin, message)
                continue
            yield begin, dict(zip(header, (cell.strip() for cell in cells), strict=False))
    if header is None:
        raise GazetteerError("the file is empty; its first line names the columns", file=str(intake.path))


def _header(cells: list[str], path: Path) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    missing = [column for column in CSV_COLUMNS[:2] if column not in header]
    if missing:
        message = (
            f"no column {' and '.join(missing)} in {shorten(','.join(cells))}; "
            f"the first line must name the columns, separated by commas: {','.join(CSV_COLUMNS)}"
        )
        raise GazetteerError(message, file=str(path), line=1)
    return header


def _place(intake: Intake, line: int, row: dict[str, str]) -> Place | None:
    names = _names(intake, line, row)
    if not names:
        return None
    kind_name = row.get("kind", "").lower() or FALLBACK
    if kind_name not in kinds():
        message = (
            f"kind {shorten(kind_name)} is unknown, {FALLBACK} was taken; use one of {' '.join(kinds())}"
        )
        intake.problem(line, message)
        kind_name = FALLBACK
    title = names[0].toponym
    place = unlocated(row.get("id", ""), title, names, kind_name, intake.source.key)
    if parent := row.get("parent_id", ""):
        place = replace(place, parent_id=PlaceId(parent))
    lat, lon = row.get("lat", ""), row.get("lon", "")
    if not lat and not lon:
        return place
    found = position(lat, lon, row.get("radius_m", ""), kind_name)
    if isinstance(found, str):
        intake.problem(line, found)
        return None
    latitude, longitude, radius_m = found
    return replace(place, latitude=latitude, longitude=longitude, radius_m=radius_m, basis=Basis.READ)


def _names(intake: Intake, line: int, row: dict[str, str]) -> tuple[PlaceName, ...]:
    name = clean_name(row.get("name", ""))
    if not name:
        message = f"name {shorten(row.get('name', ''))} is empty or no name; write it without markup"
        intake.problem(line, message)
        return ()
    lang = row.get("lang", "").lower()
    key = intake.source.key
    names = {name: PlaceName(name, language_of(name, lang), NameKind.PREFERRED, source=key)}
    for written in filter(str.strip, row.get("alt_names", "").split(SEPARATOR)):
        other = clean_name(written)
        if not other:
            intake.problem(line, f"alternative name {shorten(written)} is no name; it was left out")
        names.setdefault(other, PlaceName(other, language_of(other, lang), source=key))
    names.pop("", None)
    return tuple(names.values())
