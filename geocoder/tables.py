"""The tables of a gazetteer folder: their columns, and reading them chunk by chunk.

Reading holds one chunk in memory and refuses long lines, so that no file can exhaust the memory;
every fault becomes a `GazetteerError` with file, line, column, value and remedy.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, NoReturn

from geocoder.errors import GazetteerError

PLACES: Final = "places.tsv"
NAMES: Final = "names.tsv"
POSITIONS: Final = "positions.tsv"
RELATIONS: Final = "relations.tsv"
SOURCES: Final = "sources.tsv"
FOOTPRINTS: Final = "footprints.geojson"
ABOUT: Final = "gazetteer.toml"

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    PLACES: (
        *("id", "title", "kind", "feature_code", "parent_id", "pcode", "lat", "lon", "radius_m"),
        *("basis", "source", "start", "end", "description"),
    ),
    NAMES: ("id", "toponym", "lang", "kind", "weak", "source", "start", "end", "note"),
    POSITIONS: ("id", "lat", "lon", "radius_m", "basis", "source", "note"),
    RELATIONS: ("subject_id", "relation", "object_id", "distance_m", "source", "conflict"),
    SOURCES: ("source", "citation", "url", "licence", "retrieved"),
}

MAX_LINE: Final = 65_536
"""Longest line in bytes; a thousand times what a row of the bundled tables takes."""
CHUNK: Final = 1 << 20

Row = tuple[int, list[str]]
"""A 1-based line number and the cells of the line."""


Report = Callable[[GazetteerError], None]
"""What is done with the fault of a row: raise it, or note it and go on with the next row."""


def stop(error: GazetteerError) -> NoReturn:
    """Raise the first fault; the `Report` of everyone but the validator."""
    raise error


def read_rows(path: Path, report: Report = stop) -> Iterator[Row]:
    """Yield the rows of a table below its header.

    Args:
        path: A file with the name of one of the tables.
        report: What is done with a row of the wrong width; it is not yielded.

    Raises:
        GazetteerError: The file is missing or not UTF-8, or a line is too long, has a carriage
            return or another number of cells than the header; or the header is not the table's.
    """
    columns = COLUMNS[path.name]
    lines = read_lines(path)
    line, header = next(lines, (1, ""))
    if header.split("\t") != list(columns):
        message = f"the header is {shorten(header)}; write the columns {' '.join(columns)}, tab between"
        raise GazetteerError(message, file=str(path), line=line)
    width = len(columns)
    for line, text in lines:
        cells = text.split("\t")
        if len(cells) != width:
            report(GazetteerError(_wrong_width(text, cells, columns), file=str(path), line=line))
        else:
            yield line, cells


def _wrong_width(text: str, cells: list[str], columns: tuple[str, ...]) -> str:
    if not text:
        return "the line is empty; delete it"
    return (
        f"{len(cells)} cells instead of {len(columns)} in {shorten(text)}; "
        f"give each of {' '.join(columns)} one cell, with a tab between"
    )


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a UTF-8 text file with their 1-based numbers, without the line ends.

    Raises:
        GazetteerError: See `read_rows`.
    """
    try:
        if not path.is_file():
            message = "the file is missing; docs/gazetteers.md describes the tables of a gazetteer"
            raise GazetteerError(message, file=str(path))
        with path.open("rb") as stream:
            yield from _split(stream, path)
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check its permissions"
        raise GazetteerError(message, file=str(path)) from error


def _split(stream: BinaryIO, path: Path) -> Iterator[tuple[int, str]]:
    line = 1
    rest = stream.read(CHUNK)
    if rest.startswith(codecs.BOM_UTF8):
        message = "the file begins with a byte order mark; save it as UTF-8 without BOM"
        raise GazetteerError(message, file=str(path), line=1)
    while rest:
        # A chunk is cut after its last line end, so that neither a line nor a character is split.
        head, end, tail = rest.rpartition(b"\n")
        more = stream.read(CHUNK)
        if not more:
            head, tail = (head + end + tail).removesuffix(b"\n"), b""
        if len(tail) > MAX_LINE:
            raise _too_long(path, line + (head.count(b"\n") + 1 if end else 0))
        if end or not more:
            yield from _decode(head, path, line)
            line += head.count(b"\n") + 1
        rest = tail + more


def _decode(block: bytes, path: Path, first: int) -> Iterator[tuple[int, str]]:
    if b"\r" in block:
        line = first + block.count(b"\n", 0, block.index(b"\r"))
        message = "the line has a carriage return; save the file with LF line ends"
        raise GazetteerError(message, file=str(path), line=line)
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first + block.count(b"\n", 0, error.start)
        message = f"byte 0x{block[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise GazetteerError(message, file=str(path), line=line) from None
    lines = text.split("\n")
    # The check counts characters; bytes are at most four times as many, which bounds memory as well.
    if len(text) > MAX_LINE and max(map(len, lines)) > MAX_LINE:
        raise _too_long(path, first + next(i for i, each in enumerate(lines) if len(each) > MAX_LINE))
    return enumerate(lines, first)


def _too_long(path: Path, line: int) -> GazetteerError:
    message = f"the line is longer than {MAX_LINE} bytes; a row is one line with few words in a cell"
    return GazetteerError(message, file=str(path), line=line)


def shorten(value: str, limit: int = 60) -> str:
    """A value as it can stand in a message: quoted, control characters escaped, cut at ``limit``."""
    cut = value if len(value) <= limit else value[: limit - 1] + "…"
    return repr(cut)
