"""Turn an index into named arrays and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TypeVar, get_type_hints

import numpy as np

from geocoder.bulk.container import Array

_Table = TypeVar("_Table")


def flatten(table: object, prefix: str) -> Iterator[tuple[str, Array]]:
    """The arrays of a table and of the tables in it, by dotted name."""
    if isinstance(table, np.ndarray):
        yield prefix, table
    elif is_dataclass(table):
        for field in fields(table):
            yield from flatten(getattr(table, field.name), f"{prefix}.{field.name}")
    else:
        yield prefix, np.array([table], dtype=np.float64)


def restore(kind: type[_Table], prefix: str, arrays: Mapping[str, Array]) -> _Table:
    """The table of this kind whose arrays have this prefix.

    Raises:
        KeyError: An array is missing.
    """
    hints = get_type_hints(kind)
    parts: dict[str, object] = {}
    for name, hint in hints.items():
        part = f"{prefix}.{name}"
        if isinstance(hint, type) and is_dataclass(hint):
            parts[name] = restore(hint, part, arrays)
        else:
            parts[name] = arrays[part].item() if hint is float else arrays[part]
    return kind(**parts)
