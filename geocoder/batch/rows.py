"""Read the rows of an input, and tell the faulty ones with file, line and reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Never

from geocoder.record import Record


@dataclass(frozen=True, slots=True)
class Row:
    """One document of an input.

    Attributes:
        doc_id: Its identifier; ``file:line`` where the input has none.
        text: Its text.
        fields: All fields of the input, text and identifier among them.
    """

    doc_id: str
    text: str
    fields: Record


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used.

    Attributes:
        file: Name of the input.
        line: 1-based line, 0 when the whole file is meant.
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


def read_jsonl(
    lines: Iterable[bytes], *, file: str, text_column: str = "text", id_column: str = "doc_id"
) -> Iterator[Row | Fault]:
    """Yield a row for each line with a JSON object, and a fault for any other line that is not blank.

    Args:
        lines: The lines as bytes, line ends included or not.
        file: Name of the input, for faults and for the ids of rows without one.
        text_column: Field that holds the text.
        id_column: Field that holds the identifier; it may be absent.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value: object = json.loads(line.decode("utf-8"), parse_constant=_refuse)
        except UnicodeDecodeError as error:
            yield Fault(file, number, None, f"byte 0x{line[error.start]:02x} is not UTF-8; convert the file")
        except (ValueError, RecursionError) as error:
            yield Fault(file, number, None, f"not a line of JSON ({error}); write one object a line")
        else:
            yield _row(value, file, number, text_column, id_column)


def _row(value: object, file: str, number: int, text_column: str, id_column: str) -> Row | Fault:
    if not isinstance(value, dict):
        return Fault(file, number, None, f"a JSON {type(value).__name__}, not an object with {text_column!r}")
    found = value.get(id_column)
    doc_id = None if found is None else str(found)
    if text_column not in value:
        reason = f"no field {text_column!r}; name the one with the text by --text-column"
        return Fault(file, number, doc_id, reason)
    text = value[text_column]
    if not isinstance(text, str):
        return Fault(file, number, doc_id, f"{text_column!r} is {json.dumps(text)[:40]}, not a string")
    return Row(doc_id or f"{file}:{number}", text, value)


def _refuse(constant: str) -> Never:
    raise ValueError(f"{constant} is no JSON number")
