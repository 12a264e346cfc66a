"""Documents as pieces of an output, for the formats that grow piece by piece."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol, cast

import orjson

from geocoder.batch.flat import MENTION, RELATION, carried_name, flatten, joined
from geocoder.batch.options import Options
from geocoder.batch.rows import Row
from geocoder.document import Document
from geocoder.formats.csv_rows import neutralise
from geocoder.record import Record, feature

RECORD_FIELDS: Final = frozenset({"doc_id", "mentions", "relations", "focus", "gazetteer", "version"})
"""Fields of the record; an input's field of that name is carried as ``input_…``."""

_ROW_FIELDS: Final = frozenset({"doc_id", "record", *MENTION})
_SPOOL_FIELDS: Final = _ROW_FIELDS | set(RELATION) | {"geometry"}
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?")


class Encoder(Protocol):
    """What turns documents into bytes; can be pickled."""

    @property
    def header(self) -> bytes:
        """What the output begins with."""

    @property
    def separator(self) -> bytes:
        """What stands between two pieces."""

    @property
    def footer(self) -> bytes:
        """What the output ends with."""

    def encode(self, row: Row, document: Document) -> Iterator[bytes]:
        """Yield the pieces of a document."""


def dump(value: object) -> bytes:
    r"""The value as one line of JSON, without its end; what UTF-8 cannot hold as ``\u`` escapes."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A record a line, with what is carried between ``doc_id`` and ``mentions``."""

    header: ClassVar[bytes] = b""
    separator: ClassVar[bytes] = b""
    footer: ClassVar[bytes] = b""

    def encode(self, row: Row, document: Document) -> Iterator[bytes]:
        """Yield one line."""
        record = document.to_dict()
        del record["doc_id"]
        carried = {carried_name(name, RECORD_FIELDS): value for name, value in row.fields.items()}
        yield dump({"doc_id": row.doc_id, **carried, **record}) + b"\n"


@dataclass(frozen=True, slots=True)
class Features:
    """A GeoJSON feature a mention and a relation, with what is carried among its properties.

    Attributes:
        collection: Whether the features make one collection (RFC 7946) or stand a line each.
        footprints: Whether regions and relations are drawn as areas.
        keep_empty: Whether a document without either becomes a feature without a geometry.
    """

    collection: bool
    footprints: bool = False
    keep_empty: bool = False

    @property
    def header(self) -> bytes:
        """The start of the collection."""
        return b'{"type":"FeatureCollection","features":[\n' if self.collection else b""

    @property
    def separator(self) -> bytes:
        """What stands between features."""
        return b",\n" if self.collection else b""

    @property
    def footer(self) -> bytes:
        """The end of the collection."""
        return b"\n]}\n" if self.collection else b""

    def encode(self, row: Row, document: Document) -> Iterator[bytes]:
        """Yield a piece for each feature."""
        end = b"" if self.collection else b"\n"
        for record, properties in _parts(document, keep_empty=self.keep_empty):
            taken = {"doc_id", "record", *properties}
            carried = {carried_name(name, taken): value for name, value in row.fields.items()}
            about = {"doc_id": row.doc_id, "record": record, **carried, **properties}
            yield dump(feature(about, footprints=self.footprints)) + end


@dataclass(frozen=True, slots=True)
class CsvRows:
    """A row a mention, safe to open in a spreadsheet.

    Attributes:
        carried: The input's columns that are carried.
        raw_cells: Whether cells that a spreadsheet would run as formulas are left as they are.
        keep_empty: Whether a document without a mention gets a row.
    """

    carried: tuple[str, ...]
    raw_cells: bool = False
    keep_empty: bool = False
    separator: ClassVar[bytes] = b""
    footer: ClassVar[bytes] = b""

    @property
    def header(self) -> bytes:
        """The names of the columns."""
        names = [carried_name(name, _ROW_FIELDS) for name in self.carried]
        return self._line(["doc_id", *names, *MENTION])

    def encode(self, row: Row, document: Document) -> Iterator[bytes]:
        """Yield a line for each mention."""
        about = [row.doc_id, *(row.fields.get(name) for name in self.carried)]
        rows = [flatten(each) for each in cast("list[Record]", document.to_dict()["mentions"])]
        if not rows and self.keep_empty:
            rows = [dict.fromkeys(MENTION)]
        for each in rows:
            yield self._line([*about, *each.values()])

    def _line(self, cells: Sequence[object]) -> bytes:
        # The writer quotes a cell with a carriage return only if its own line end has one.
        writer = csv.writer(_Echo(), lineterminator="\r\n")
        line: str = writer.writerow([self._cell(cell) for cell in cells])
        return (line[:-2] + "\n").encode("utf-8", "backslashreplace")

    def _cell(self, value: object) -> object:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            value = joined(value)
        elif isinstance(value, list | dict | bool):
            value = dump(value).decode()
        if isinstance(value, str) and not self.raw_cells and not _PLAIN_NUMBER.fullmatch(value):
            return neutralise(value)
        return value


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


@dataclass(frozen=True, slots=True)
class Spool:
    """Flat rows as JSON Lines: the resumable parts from which tables and layers are made at the end.

    Attributes:
        relations: Whether relations get rows of their own.
        footprints: Whether areas are kept as geometries.
        keep_empty: Whether a document without a mention gets a row.
    """

    relations: bool
    footprints: bool = False
    keep_empty: bool = False
    header: ClassVar[bytes] = b""
    separator: ClassVar[bytes] = b""
    footer: ClassVar[bytes] = b""

    def encode(self, row: Row, document: Document) -> Iterator[bytes]:
        """Yield a line for each mention and relation."""
        carried = {carried_name(name, _SPOOL_FIELDS): value for name, value in row.fields.items()}
        for record, properties in _parts(document, keep_empty=self.keep_empty):
            if record == "relation" and not self.relations:
                continue
            columns = flatten(properties) if record == "mention" else dict(properties)
            if self.footprints:
                columns["geometry"] = properties.get("footprint")
            for dropped in ("footprint", "evidence"):
                columns.pop(dropped, None)
            yield _clean({"record": record, "doc_id": row.doc_id, "carried": carried, **columns}) + b"\n"


def _clean(value: object) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:
        # Tables hold UTF-8 only: a lone surrogate becomes a question mark.
        return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _parts(document: Document, *, keep_empty: bool) -> Iterator[tuple[str, Mapping[str, object]]]:
    record = document.to_dict()
    mentions, relations = (cast("list[Record]", record[plural]) for plural in ("mentions", "relations"))
    yield from (("mention", each) for each in mentions)
    yield from (("relation", each) for each in relations)
    if keep_empty and not mentions and not relations:
        yield "document", {}


def make_encoder(name: str, options: Options, carried: Sequence[str]) -> Encoder:
    """The encoder of an output format.

    Args:
        name: One of `geocoder.batch.outputs.FORMATS`.
        options: What the caller said.
        carried: Columns of the input that are carried; only CSV must know them beforehand.
    """
    if name == "jsonl":
        return JsonLines()
    if name == "csv":
        return CsvRows(tuple(carried), options.raw_cells, options.keep_empty)
    if name in ("geojson", "geojsonl"):
        return Features(name == "geojson", options.footprints, options.keep_empty)
    return Spool(relations=name == "gpkg", footprints=options.footprints, keep_empty=options.keep_empty)
