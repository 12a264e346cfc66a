"""Checks of the files as text: order, characters, number and date formats, ids, sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from geocoder.curation.findings import Finding, Severity, Subject
from geocoder.curation.write import degrees, number
from geocoder.tables import COLUMNS, NAMES, PLACES, POSITIONS, RELATIONS, SOURCES, shorten

_INVISIBLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u0640\ufb50-\ufdff\ufe70-\ufefe]"
)
_ID: Final = re.compile(r"[a-z][a-z0-9_-]*")
_LANG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE: Final = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ARABIC: Final = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS: Final = {"ar": _ARABIC, "fa": _ARABIC, "ckb": _ARABIC, "en": _LATIN, "fr": _LATIN, "de": _LATIN}
_LICENCE_BARRED: Final = re.compile(r"\bODbL\b", re.IGNORECASE)


def check_order(subject: Subject) -> Iterator[Finding]:
    """Rows are sorted, and no row stands twice."""
    for table in COLUMNS:
        for above, below in pairwise(subject.rows(table)):
            if above.folder != below.folder or above.cells < below.cells:
                continue
            if above.cells == below.cells:
                message = f"the row stands twice (line {above.number}); delete one"
            else:
                message = f"the row belongs above line {above.number}; sort the rows"
            yield below.find(Severity.ERROR, "order", message)


def check_last_line(subject: Subject) -> Iterator[Finding]:
    """Every table ends with a line end, so that a row added below changes one line only."""
    for table in COLUMNS:
        for folder in sorted(subject.checked):
            path = folder / table
            if path.exists() and not path.read_bytes().endswith(b"\n"):
                message = "the last line has no line end; add one"
                yield Finding(str(path), 0, Severity.ERROR, "last-line", message)


def check_characters(subject: Subject) -> Iterator[Finding]:
    """No cell holds control, bidi or zero-width characters, tatweel or presentation forms; all is NFC."""
    for table, columns in COLUMNS.items():
        for line in subject.rows(table):
            for column, cell in zip(columns, line.cells, strict=True):
                found = _INVISIBLE.search(cell)
                if found:
                    message = f"{column} {shorten(cell)} holds U+{ord(found[0]):04X}; write the bare text"
                    yield line.find(Severity.ERROR, "characters", message)
                elif not unicodedata.is_normalized("NFC", cell):
                    message = f"{column} {shorten(cell)} is not NFC; write it composed"
                    yield line.find(Severity.ERROR, "characters", message)
                elif cell != cell.strip() or "  " in cell:
                    message = f"{column} {shorten(cell)} has blanks at an end or in a row; take them out"
                    yield line.find(Severity.ERROR, "characters", message)


def check_ids(subject: Subject) -> Iterator[Finding]:
    """Ids begin with a letter and keep to lower-case letters, digits, ``_`` and ``-``."""
    for line in subject.rows(PLACES):
        if not _ID.fullmatch(line.cells[0]):
            message = f"id {shorten(line.cells[0])} is hard to type; use a-z, 0-9, _ and -, letter first"
            yield line.find(Severity.WARNING, "ids", message)


def check_numbers(subject: Subject) -> Iterator[Finding]:
    """Numbers are written the one way that the writer has: five decimals or more, no exponent."""
    for table in (PLACES, POSITIONS, RELATIONS):
        for column in ("lat", "lon", "radius_m", "distance_m"):
            if column not in COLUMNS[table]:
                continue
            write = degrees if column in ("lat", "lon") else number
            for line in subject.rows(table):
                cell = line.get(column)
                if cell and cell != write(float(cell)):
                    message = (
                        f"{column} {shorten(cell)} is written {write(float(cell))} elsewhere; write it so"
                    )
                    yield line.find(Severity.WARNING, "numbers", message)


def check_dates(subject: Subject) -> Iterator[Finding]:
    """Dates are ISO 8601, perhaps without month or day, and the start is not behind the end."""
    for table in (PLACES, NAMES):
        for line in subject.rows(table):
            start, end = line.get("start"), line.get("end")
            for column, cell in (("start", start), ("end", end)):
                if cell and not _DATE.fullmatch(cell):
                    message = f"{column} {shorten(cell)} is no date; write 1963, 1963-03 or 1963-03-08"
                    yield line.find(Severity.ERROR, "dates", message)
            if start and end and start > end:
                message = f"start {shorten(start)} is behind end {shorten(end)}; correct one of them"
                yield line.find(Severity.ERROR, "dates", message)
    for line in subject.rows(SOURCES):
        cell = line.get("retrieved")
        if cell and not _DATE.fullmatch(cell):
            message = f"retrieved {shorten(cell)} is no date; write it like 2026-11-24"
            yield line.find(Severity.ERROR, "dates", message)


def check_languages(subject: Subject) -> Iterator[Finding]:
    """Language codes are BCP 47, and a name is in the script of its language."""
    for line in subject.rows(NAMES):
        toponym, lang = line.get("toponym"), line.get("lang")
        if lang and not _LANG.fullmatch(lang):
            message = f"lang {shorten(lang)} is no language code; write ar, en, ku-Latn or the like"
            yield line.find(Severity.ERROR, "languages", message)
        script = _SCRIPTS.get(lang)
        if script is not None and not script.search(toponym):
            message = f"toponym {shorten(toponym)} is not in the script of {lang}; correct lang"
            yield line.find(Severity.ERROR, "languages", message)


def check_sources(subject: Subject) -> Iterator[Finding]:
    """Every row names a source that is in ``sources.tsv``; every source is used."""
    known = {line.cells[0] for line in subject.lines[SOURCES]}
    used: set[str] = set()
    for table in (PLACES, NAMES, POSITIONS, RELATIONS):
        for line in subject.rows(table):
            source = line.get("source")
            used.add(source)
            if source not in known:
                what = f"source {shorten(source)} is not in {SOURCES}" if source else "the row has no source"
                message = f"{what}; say where the fact was read"
                yield line.find(Severity.ERROR, "sources", message)
    for place, _ in subject.places():
        feature = subject.gazetteer.feature(place.id)
        if feature is None:
            continue
        properties = feature.get("properties")
        stated = properties if isinstance(properties, dict) else {}
        used.add(str(stated.get("source")))
        if stated.get("source") not in known or not stated.get("licence"):
            message = f"the footprint needs a source that is in {SOURCES}, and its licence; add them"
            yield subject.about_footprint(place.id, Severity.ERROR, "sources", message)
    for line in subject.rows(SOURCES):
        if line.cells[0] not in used:
            message = f"source {shorten(line.cells[0])} is used by no row; delete it"
            yield line.find(Severity.WARNING, "sources", message)


def check_licences(subject: Subject) -> Iterator[Finding]:
    """Every source has a citation and a licence that may be mixed into CC BY-SA."""
    for line in subject.rows(SOURCES):
        for column in ("citation", "licence"):
            if not line.get(column):
                message = f"source {shorten(line.cells[0])} has no {column}; write it, or what is known of it"
                yield line.find(Severity.ERROR, "licences", message)
        if _LICENCE_BARRED.search(line.get("licence")):
            message = "an ODbL source cannot be mixed into CC BY-SA; leave its positions out"
            yield line.find(Severity.ERROR, "licences", message)
