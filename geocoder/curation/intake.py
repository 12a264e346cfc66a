"""Take in places from a foreign file: clean their names, report what cannot be used, write a folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from geocoder.assemble import MAX_DEPTH
from geocoder.curation.cleaning import clean_text
from geocoder.curation.write import (
    Cells,
    claim_row,
    name_row,
    place_row,
    relation_row,
    source_row,
    write_about,
    write_footprints,
    write_tables,
)
from geocoder.errors import InputError
from geocoder.folder import ID_PATTERN, About, Feature
from geocoder.kinds import kind
from geocoder.model import Basis, Place, PlaceId, PlaceName, PlaceRelation, PositionClaim, Source
from geocoder.tables import ABOUT, FOOTPRINTS, NAMES, PLACES, POSITIONS, RELATIONS, SOURCES, shorten

MAX_PROBLEMS: Final = 10_000
"""So many problems are kept; of the others only the number is known."""
SHARED: Final = 5
"""A name that so many imported places bear is weak: a text must say more to mean one of them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out, or taken in only in part.

    Attributes:
        file: Path of the foreign file.
        line: 1-based line, or number of the feature in a JSON file.
        message: Why, and what to do.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """``file:line: message``."""
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        folder: The gazetteer folder that was written.
        imported: Number of places in it.
        problems: The first problems, in the order of the file.
        problem_count: Number of all problems.
    """

    folder: Path
    imported: int
    problems: tuple[Problem, ...]
    problem_count: int


@dataclass(slots=True)
class Intake:
    """Collects the places of one foreign file.

    Attributes:
        path: The foreign file.
        source: What is cited for its rows.
        places: Places by id, with their names.
        lines: Where each place stands.
        features: Footprints by place id.
        sources: More sources that rows cite, by key.
        relations: Relations between the places.
        claims: Second opinions on their positions.
        about: Name, version and licence, where the file states them.
        weak_is_known: Whether the file says which names are weak.
    """

    path: Path
    source: Source
    places: dict[str, Place] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    features: dict[str, Feature] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    relations: list[PlaceRelation] = field(default_factory=list)
    claims: list[PositionClaim] = field(default_factory=list)
    about: About | None = None
    weak_is_known: bool = False
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0

    def problem(self, line: int, message: str) -> None:
        """Report what could not be used."""
        self.problem_count += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(str(self.path), line, message))

    def add(self, line: int, place: Place) -> bool:
        """Take in a place if its id is valid and new and it has a name; otherwise report it."""
        fault = self._fault(place)
        if fault:
            self.problem(line, fault)
            return False
        self.places[place.id] = place
        self.lines[place.id] = line
        return True

    def _fault(self, place: Place) -> str:
        if not place.id:
            return "the row has no id; give it one"
        if not ID_PATTERN.fullmatch(place.id):
            return f"id {shorten(place.id)} cannot be used; take Latin letters, digits and _-.:/#"
        if place.id in self.places:
            where = self.lines[place.id]
            return f"id {shorten(place.id)} is given twice (line {where} has it); each place needs its own"
        return "" if place.names else f"{place.id} has no usable name; give it one"

    def finish(self, folder: Path, *, title: str = "", force: bool = False) -> ImportReport:
        """Check the parents and write the folder.

        Args:
            folder: Where to write; made if absent.
            title: Title of the gazetteer.
            force: Whether a gazetteer that is there already is replaced.

        Raises:
            InputError: A gazetteer is there already and ``force`` is not given.
        """
        refuse_existing(folder / PLACES, force=force)
        self._cut_bad_parents()
        if not self.weak_is_known:
            self._mark_shared_names()
        folder.mkdir(parents=True, exist_ok=True)
        tables: dict[str, list[Cells]] = {
            PLACES: [place_row(place) for place in self.places.values()],
            NAMES: [name_row(place.id, name) for place in self.places.values() for name in place.names],
            SOURCES: [source_row(source) for source in self._all_sources()],
            POSITIONS: [claim_row(claim) for claim in self.claims if claim.place_id in self.places],
            RELATIONS: [
                relation_row(relation)
                for relation in self.relations
                if relation.subject_id in self.places and relation.object_id in self.places
            ],
        }
        write_tables(folder, tables)
        write_footprints(folder / FOOTPRINTS, self.features.values())
        about = self.about or About(folder, folder.resolve().name, title=title or self.source.citation)
        write_about(folder / ABOUT, about)
        self._write_readme(folder / "README.md")
        return ImportReport(folder, len(self.places), tuple(self.problems), self.problem_count)

    def _all_sources(self) -> Iterator[Source]:
        cited = {place.source for place in self.places.values()}
        if not self.sources or self.source.key in cited:
            yield self.source
        yield from (source for source in self.sources.values() if source.key != self.source.key)

    def _cut_bad_parents(self) -> None:
        """Places whose parent is not there, is below them or is too deep are kept without parent."""
        depths: dict[str, int] = {}
        for place_id in self.places:
            chain: dict[str, None] = {}
            here: str | None = place_id
            while here is not None and here not in depths:
                chain[here] = None
                here = self._usable_parent(here, chain)
            depth = depths[here] + 1 if here is not None else 0
            for child in reversed(chain):
                if depth > MAX_DEPTH:
                    self._cut(child, f"has {MAX_DEPTH} parents above it")
                    depth = 0
                depths[child] = depth
                depth += 1

    def _usable_parent(self, place_id: str, below: Mapping[str, None]) -> str | None:
        parent = self.places[place_id].parent_id
        if parent is None or (parent in self.places and parent not in below):
            return parent
        self._cut(place_id, "closes a circle" if parent in below else "is not in the file")
        return None

    def _cut(self, place_id: str, why: str) -> None:
        place = self.places[place_id]
        message = f"parent_id {shorten(place.parent_id or '')} {why}; the place is kept without parent"
        self.problem(self.lines[place_id], message)
        self.places[place_id] = replace(place, parent_id=None)

    def _mark_shared_names(self) -> None:
        bearers = Counter(
            toponym for place in self.places.values() for toponym in {name.toponym for name in place.names}
        )
        shared = {toponym for toponym, count in bearers.items() if count >= SHARED}
        if not shared:
            return
        for place in list(self.places.values()):
            if any(name.toponym in shared for name in place.names):
                names = (replace(name, weak=name.weak or name.toponym in shared) for name in place.names)
                self.places[place.id] = replace(place, names=tuple(names))

    def _write_readme(self, path: Path) -> None:
        if path.exists():
            return
        text = (
            f"# {self.source.citation}\n\n"
            f"{len(self.places)} places imported from `{self.path.name}`.\n"
            f"Licence: {self.source.licence or 'not stated; find out before you pass it on'}.\n"
        )
        path.write_text(text, encoding="utf-8", newline="\n")


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise unless a path is free or may be replaced.

    Raises:
        InputError: Something is there and ``force`` is not given.
    """
    if path.exists() and not force:
        raise InputError(f"{path}: exists already; choose another output or give --force")


def foreign_source(path: Path, *, citation: str = "", url: str = "", licence: str = "") -> Source:
    """The source row for the rows of a foreign file."""
    key = re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_") or "import"
    today = datetime.now(tz=UTC).date().isoformat()
    return Source(key, clean_text(citation or path.name), url, licence or "not stated", today)


def unlocated(place_id: str, title: str, names: tuple[PlaceName, ...], kind_name: str, source: str) -> Place:
    """A place without position."""
    code = kind(kind_name).feature_code
    return Place(PlaceId(place_id), title, names, kind_name, code, basis=Basis.UNKNOWN, source=source)
