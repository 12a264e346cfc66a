"""Check gazetteers: read them whole, then run every check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from geocoder.assemble import assemble
from geocoder.curation.check_names import (
    check_collisions,
    check_double_names,
    check_double_places,
    check_preferred,
    check_titles,
)
from geocoder.curation.check_places import (
    check_codes,
    check_containing,
    check_inside_parent,
    check_own_footprint,
    check_parents,
    check_radii,
    check_second_opinions,
)
from geocoder.curation.check_relations import check_relation_words, check_relations
from geocoder.curation.check_text import (
    check_characters,
    check_dates,
    check_ids,
    check_languages,
    check_last_line,
    check_licences,
    check_numbers,
    check_order,
    check_sources,
)
from geocoder.curation.findings import Check, Finding, Severity, read_subject
from geocoder.errors import GazetteerError
from geocoder.folder import Folder, read_folder
from geocoder.gazetteer import Gazetteer, bundled_folder, bundled_names, find_folder

CHECKS: Final[tuple[Check, ...]] = (
    check_order,
    check_last_line,
    check_characters,
    check_ids,
    check_numbers,
    check_dates,
    check_languages,
    check_sources,
    check_licences,
    check_titles,
    check_preferred,
    check_double_names,
    check_double_places,
    check_collisions,
    check_parents,
    check_codes,
    check_radii,
    check_inside_parent,
    check_own_footprint,
    check_containing,
    check_second_opinions,
    check_relation_words,
    check_relations,
)

MAX_SHAPE_FAULTS: Final = 1_000
"""A file that is no gazetteer at all would fill pages with one complaint."""


def validate(*names_or_folders: str | Path, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Check gazetteers and return all findings, sorted by file and line.

    Rows that break the format are all reported (check ``shape``); only without such faults do the
    other checks run. A bundled gazetteer is checked behind those that load before it, on which it builds.

    Args:
        *names_or_folders: Bundled names or folders; all bundled gazetteers if none is given.
        checks: Which checks to run.

    Raises:
        GazetteerError: There is no gazetteer of that name.
    """
    wanted = [find_folder(each) for each in names_or_folders or bundled_names()]
    folders = _with_context(wanted)
    faults = _shape_faults(folders)
    if faults:
        return tuple(faults)
    subject = read_subject(Gazetteer.load(*folders), frozenset(wanted))
    return tuple(sorted(finding for check in checks for finding in check(subject)))


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The worst severity among findings, or None if there are none."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in found), None)


def _with_context(wanted: list[Path]) -> list[Path]:
    """The folders and, in front, the bundled ones that load before them."""
    bundled = [bundled_folder() / name for name in bundled_names()]
    last = max((bundled.index(folder) for folder in wanted if folder in bundled), default=-1)
    context = bundled[: last + 1]
    return context + [folder for folder in wanted if folder not in context]


def _shape_faults(folders: list[Path]) -> list[Finding]:
    faults: list[GazetteerError] = []

    def note(error: GazetteerError) -> None:
        if len(faults) < MAX_SHAPE_FAULTS:
            faults.append(error)

    read: list[Folder] = [read_folder(folder, note) for folder in folders]
    if not faults:
        assemble(read, note)
    return sorted(Finding(each.file, each.line, Severity.ERROR, "shape", each.message) for each in faults)
