"""Rows of an input: what a reader hands over, and what becomes of it before the geoparser sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NamedTuple, Never

import orjson

from geocoder.record import Record

_SHOWN: Final = 40
"""So many characters of a wrong value are shown in a message."""

_LONG_NUMBER: Final = re.compile(rb"[:,\[]\s*-?\d{19}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used.

    Attributes:
        file: Name of the input.
        line: 1-based line, row or message; 0 when the whole file is meant.
        doc_id: Its identifier, as far as one could be read.
        reason: What is wrong, and what to do about it.
    """

    file: str
    line: int
    doc_id: str | None
    reason: str

    def to_dict(self) -> Record:
        """The fault as a line of the errors file."""
        return {"file": self.file, "line": self.line, "doc_id": self.doc_id, "reason": self.reason}

    def __str__(self) -> str:
        """The fault as a message: ``file:line: reason``."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that items come from, and its columns that matter."""

    file: str
    text_column: str = "text"
    id_column: str = "doc_id"


class Item(NamedTuple):
    """One record as a reader found it.

    Attributes:
        origin: Where it comes from.
        line: 1-based line, row or message in that file.
        content: A line of JSON that nobody parsed yet, the fields by name, or what is wrong.
    """

    origin: Origin
    line: int
    content: bytes | Mapping[str, object] | Fault

    @property
    def size(self) -> int:
        """About how much text it holds, in bytes or characters."""
        if isinstance(self.content, bytes):
            return len(self.content)
        if isinstance(self.content, Fault):
            return 0
        text = self.content.get(self.origin.text_column)
        return len(text) if isinstance(text, str) else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One document of an input.

    Attributes:
        doc_id: Its identifier; ``file:line`` where the input has none.
        text: Its text.
        fields: The other fields of the input, to be carried into the output.
    """

    doc_id: str
    text: str
    fields: Record


def to_row(item: Item, *, keep_text: bool = False) -> Row | Fault:
    """The document in an item, or what is wrong with it.

    Args:
        item: What the reader found.
        keep_text: Count the text among the fields that are carried.
    """
    fields = item.content
    if isinstance(fields, Fault):
        return fields
    if isinstance(fields, bytes):
        parsed = parse(item.origin.file, item.line, fields)
        if isinstance(parsed, Fault):
            return parsed
        fields = parsed
    file, text_column, id_column = item.origin.file, item.origin.text_column, item.origin.id_column
    found = fields.get(id_column)
    doc_id = None if found is None or found == "" else str(found)
    if text_column not in fields:
        reason = f"no field {text_column!r}; name the one with the text by --text-column"
        return Fault(file, item.line, doc_id, reason)
    text = fields[text_column]
    if not isinstance(text, str):
        shown = json.dumps(text, default=str, ensure_ascii=False)[:_SHOWN]
        return Fault(file, item.line, doc_id, f"{text_column!r} is {shown}, not a string")
    dropped = ("doc_id",) if keep_text else ("doc_id", text_column)
    carried = {key: value for key, value in fields.items() if key not in dropped}
    return Row(doc_id or f"{file}:{item.line}", text, carried)


def parse(file: str, line: int, content: bytes) -> Record | Fault:
    """The JSON object on a line, or what is wrong with the line."""
    try:
        value = _loads(content)
    except UnicodeDecodeError as error:
        return Fault(file, line, None, f"byte 0x{content[error.start]:02x} is not UTF-8; give --encoding")
    except (ValueError, RecursionError) as error:
        if b"\0" in content:
            return Fault(file, line, None, "NUL bytes: not a line of JSON; was the file cut or damaged?")
        return Fault(file, line, None, f"not a line of JSON ({error}); write one object a line")
    if isinstance(value, dict):
        return value
    return Fault(file, line, None, f"a JSON {type(value).__name__}, not an object; write one object a line")


def _loads(content: bytes) -> object:
    """The value of a JSON text.

    The slow parser has the last word: it takes lone surrogates, keeps whole numbers beyond 64 bits
    whole, and says what it dislikes.
    """
    if not _LONG_NUMBER.search(content):
        with suppress(orjson.JSONDecodeError):
            return orjson.loads(content)
    return json.loads(content.decode("utf-8"), parse_constant=_refuse)


def _refuse(constant: str) -> Never:
    raise ValueError(f"{constant} is no JSON number")
