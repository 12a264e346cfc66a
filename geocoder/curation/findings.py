"""What a check of a gazetteer says, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from geocoder.gazetteer import Gazetteer
from geocoder.model import Place
from geocoder.tables import COLUMNS, FOOTPRINTS, PLACES, read_rows


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The gazetteer must not be shipped like this."""
    WARNING = "warning"
    """Probably wrong; a curator should look."""
    NOTE = "note"
    """True and worth knowing, such as two places of one name and how they are told apart."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault or remark, with the line it is about.

    Attributes:
        file: Path of the file.
        line: 1-based line, 0 when the whole file is meant.
        severity: How bad it is.
        check: Name of the check that found it.
        message: What is the matter and what to do.
    """

    file: str
    line: int
    severity: Severity
    check: str
    message: str

    def __str__(self) -> str:
        """``file:line: message``, as compilers write it."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.severity.value}: {self.message}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table and where it stands."""

    folder: Path
    table: str
    number: int
    cells: tuple[str, ...]

    def get(self, column: str) -> str:
        """The cell of a column."""
        return self.cells[COLUMNS[self.table].index(column)]

    def find(self, severity: Severity, check: str, message: str) -> Finding:
        """A finding about this line."""
        return Finding(str(self.folder / self.table), self.number, severity, check, message)


@dataclass(slots=True)
class Subject:
    """A loaded gazetteer together with the lines of its tables.

    Attributes:
        gazetteer: All folders loaded together.
        lines: Rows of all folders by table.
        checked: Folders whose lines are to be checked; the others only give context.
    """

    gazetteer: Gazetteer
    lines: dict[str, list[Line]]
    checked: frozenset[Path]
    _places: dict[str, Line] = field(default_factory=dict)

    def rows(self, table: str) -> Iterator[Line]:
        """The rows of a table in the folders under check."""
        return (line for line in self.lines[table] if line.folder in self.checked)

    def line(self, place_id: str) -> Line:
        """The row of a place; of several folders that have it, the last."""
        if not self._places:
            self._places.update({line.cells[0]: line for line in self.lines[PLACES]})
        return self._places[place_id]

    def places(self) -> Iterator[tuple[Place, Line]]:
        """The places of the folders under check with their rows."""
        for place in self.gazetteer:
            line = self.line(place.id)
            if line.folder in self.checked:
                yield place, line

    def about_footprint(self, place_id: str, severity: Severity, check: str, message: str) -> Finding:
        """A finding about a feature of the footprints file, in which lines mean nothing to a reader."""
        file = str(self.line(place_id).folder / FOOTPRINTS)
        return Finding(file, 0, severity, check, f"{place_id}: {message}")


Check = Callable[[Subject], Iterator[Finding]]
"""A check yields what it finds; its name in findings is the function's, with dashes."""


def read_subject(gazetteer: Gazetteer, checked: frozenset[Path]) -> Subject:
    """Read the lines of a gazetteer that is already loaded.

    Args:
        gazetteer: All folders together.
        checked: Those among its folders that are under check.
    """
    lines: dict[str, list[Line]] = {table: [] for table in COLUMNS}
    for about in gazetteer.folders:
        for table, rows in lines.items():
            path = about.path / table
            if path.exists():
                found = read_rows(path)
                rows += [Line(about.path, table, number, tuple(cells)) for number, cells in found]
    return Subject(gazetteer, lines, checked)
