"""Which column holds the text and which one identifies a document: as told, or guessed where it is plain."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from geocoder.batch.options import Options
from geocoder.errors import InputError

TEXT: Final = "text"
DOC_ID: Final = "doc_id"


def choose(names: Iterable[object], options: Options) -> tuple[str, str]:
    """The column with the text and the one with the identifier.

    The second may name a column that is not there; documents are then called by file and line.

    Args:
        names: The columns that are there.
        options: What the caller said.

    Raises:
        InputError: No column is plainly the text, or the one that was named is missing.
    """
    found = [name for name in names if isinstance(name, str)]
    return _text_column(found, options), _id_column(found, options)


def _text_column(names: Sequence[str], options: Options) -> str:
    if options.text_column is not None:
        if options.text_column in names:
            return options.text_column
        raise InputError(f"no column {options.text_column!r}; there are {_listed(names)}")
    if TEXT in names:
        return TEXT
    plain = _known(names, "text")
    if len(plain) == 1:
        return plain[0]
    if not plain and len(names) == 1:
        return names[0]
    which = "which column holds the text is not plain"
    raise InputError(f"{which}; name it by --text-column: {_listed(plain or names)}")


def _id_column(names: Sequence[str], options: Options) -> str:
    if options.id_column is not None:
        return options.id_column
    return next(iter(_known(names, "id")), DOC_ID)


def _known(names: Sequence[str], role: str) -> list[str]:
    """The columns of that role, the likeliest first."""
    by_name = {name.strip().casefold(): name for name in reversed(names)}
    return [by_name[known] for known in _plain_names()[role] if known in by_name]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:20])) if names else "none"


@cache
def _plain_names() -> dict[str, list[str]]:
    path = Path(__file__).parent / "columns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
