"""Which files a run reads: arguments to inputs, folders and globs opened up, formats told by name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geocoder.errors import InputError

STANDARD_INPUT: Final = "-"
FORMATS: Final = ("jsonl", "csv", "tsv", "xlsx", "parquet", "json", "txt")

_COMPRESSIONS: Final = (".gz", ".zst", ".zstd")
_SUFFIXES: Final = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonlines": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".geoparquet": "parquet",
    ".txt": "txt",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        name: What messages call it.
        path: The file; None for standard input.
        format: One of `FORMATS`.
        doc_id: Identifier of the document, if the file is one: its path below what was named.
    """

    name: str
    path: Path | None
    format: str
    doc_id: str = ""

    @property
    def size(self) -> int:
        """Size in bytes; 0 where it is not known."""
        try:
            return self.path.stat().st_size if self.path else 0
        except OSError:
            return 0


def expand(arguments: Iterable[str], *, input_format: str | None = None) -> list[Input]:
    """The inputs that the arguments name, folders and globs in the order of their names.

    A folder stands for the text files in it and below (``.txt``, compressed or not), or for those
    of ``input_format``. A file that is not there is listed, too: reading it tells what is wrong.

    Args:
        arguments: Files, folders, globs or ``-``.
        input_format: The format of all of them; None tells each by its name.

    Raises:
        InputError: The format cannot be told by the name, or a folder or glob holds no such file.
    """
    inputs: list[Input] = []
    for argument in arguments:
        path = Path(argument)
        if argument == STANDARD_INPUT:
            inputs.append(Input("-", None, input_format or "jsonl", "-"))
        elif path.is_dir():
            inputs += _folder(path, input_format or "txt")
        elif not path.exists() and glob.has_magic(argument):
            found = sorted(name for name in glob.glob(argument, recursive=True) if Path(name).is_file())  # noqa: PTH207 - it may be absolute
            if not found:
                raise InputError(f"{argument}: no file is called so")
            inputs += [Input(name, Path(name), input_format or _by_name(Path(name))) for name in found]
        else:
            inputs.append(Input(argument, path, input_format or _by_name(path)))
    return _with_doc_ids(inputs)


def _with_doc_ids(inputs: list[Input]) -> list[Input]:
    """Name the documents that are files of their own by their path below what they have in common."""
    files = [each.path.absolute() for each in inputs if each.path and not each.doc_id]
    if not files:
        return inputs
    common = os.path.commonpath([each.parent for each in files])
    return [
        replace(each, doc_id=each.path.absolute().relative_to(common).as_posix())
        if each.path and not each.doc_id
        else each
        for each in inputs
    ]


def bare_suffix(name: str) -> str:
    """The suffix in lower case, with that of a compression taken off first."""
    lower = name.lower()
    for compression in _COMPRESSIONS:
        lower = lower.removesuffix(compression)
    return os.path.splitext(lower)[1]  # noqa: PTH122 - a name, not a path


def _by_name(path: Path) -> str:
    suffix = bare_suffix(path.name)
    if suffix not in _SUFFIXES:
        raise InputError(
            f"{path}: what is in it cannot be told by its name; say --from with one of {', '.join(FORMATS)}"
        )
    return _SUFFIXES[suffix]


def _folder(folder: Path, wanted: str) -> Iterator[Input]:
    names = [
        Path(root, name)
        for root, _, files in os.walk(folder)
        for name in files
        if _SUFFIXES.get(bare_suffix(name)) == wanted
    ]
    if not names:
        raise InputError(f"{folder}: holds no {wanted} file; name the files, or say --from with their format")
    for path in sorted(names, key=lambda each: each.relative_to(folder).parts):
        name = path.relative_to(folder).as_posix()
        yield Input(path.as_posix(), path, wanted, name)
