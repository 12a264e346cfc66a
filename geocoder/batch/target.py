"""The files that a run writes: appended to, cut back to what is sure, and never overwritten unasked."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final, Self

from geocoder.batch.inputs import Input
from geocoder.batch.journal import TargetError
from geocoder.batch.outputs import STANDARD_OUTPUT

_LEAST_FREE: Final = 1 << 20
"""With less room on the disk, in bytes, it is not worth to begin."""


class Target:
    """An output that grows piece by piece.

    Attributes:
        size: Bytes written so far, without the footer.
    """

    def __init__(
        self,
        stream: BinaryIO,
        *,
        header: bytes,
        separator: bytes,
        footer: bytes,
        size: int,
        is_kept: bool,
    ) -> None:
        """Wrap an open stream; `Target.open` is the way to get one."""
        self._stream = stream
        self._is_kept = is_kept
        self._header, self._separator, self._footer = header, separator, footer
        self.size = size
        if not size:
            self._write(header)

    @classmethod
    def open(
        cls, name: str | Path, size: int, *, header: bytes = b"", separator: bytes = b"", footer: bytes = b""
    ) -> Self:
        """Open a file of which so many bytes are to be kept; what stands behind them is cut off.

        Raises:
            OSError: It cannot be opened for writing.
        """
        is_kept = name != STANDARD_OUTPUT and not is_special(Path(name))
        if name == STANDARD_OUTPUT:
            stream: BinaryIO = open(sys.stdout.fileno(), "wb", closefd=False)  # noqa: SIM115
        elif not is_kept:
            stream = Path(name).open("wb")  # noqa: SIM115
        else:
            stream = open(os.open(name, os.O_RDWR | os.O_CREAT, 0o666), "r+b")  # noqa: PTH123, SIM115
            stream.truncate(size)
            stream.seek(size)
        return cls(stream, header=header, separator=separator, footer=footer, size=size, is_kept=is_kept)

    def append(self, payload: bytes) -> None:
        """Write pieces, with a separator before them if they are not the first."""
        if not payload:
            return
        if self._separator and self.size > len(self._header):
            self._write(self._separator)
        self._write(payload)

    def flush(self) -> None:
        """Hand over to the system what was written."""
        self._stream.flush()

    def close(self, size: int | None = None) -> None:
        """Write the footer and close; with a size, cut back to it first.

        What is not kept, such as a pipe or a device, is only closed.
        """
        try:
            if size is not None and self._is_kept:
                self._stream.flush()
                self._stream.seek(size)
                self._stream.truncate()
            self._stream.write(self._footer)
        finally:
            self._stream.close()

    def _write(self, content: bytes) -> None:
        self._stream.write(content)
        self.size += len(content)


def is_special(path: Path) -> bool:
    """Whether the path is a device or a pipe, which is written but not kept."""
    return path.exists() and not path.is_file() and not path.is_dir()


def size_of(path: Path) -> int:
    """Bytes of a file; 0 if it is not there."""
    return path.stat().st_size if path.exists() else 0


def check_targets(targets: Iterable[Path], inputs: Iterable[Input], *, may_replace: bool) -> None:
    """Make sure, before any work, that these files can be written and nothing is lost.

    Args:
        targets: Files to be written; devices and pipes are let through.
        inputs: What is read; none of it may be written.
        may_replace: Whether files that are there may be replaced or gone on with.

    Raises:
        TargetError: One cannot be written.
    """
    read = {each.path.resolve() for each in inputs if each.path is not None}
    seen: set[Path] = set()
    for target in targets:
        if target.resolve() in read:
            raise TargetError(f"{target} is an input; name another file to write")
        if target.resolve() in seen:
            raise TargetError(f"{target} cannot be both the output and the errors file")
        seen.add(target.resolve())
        if is_special(target):
            continue
        if target.is_dir():
            raise TargetError(f"{target} is a folder; name a file in it")
        if target.exists() and not may_replace and target.stat().st_size:
            raise TargetError(f"{target} exists; {_what_to_do(target)}")
        folder = target.parent
        if not folder.is_dir():
            raise TargetError(f"{target}: there is no folder {folder}; make it first")
        if not os.access(target if target.exists() else folder, os.W_OK):
            raise TargetError(f"{target}: you may not write there")
        if shutil.disk_usage(folder).free < _LEAST_FREE:
            raise TargetError(f"{target}: the disk is full; make room first")


def _what_to_do(target: Path) -> str:
    state = target.with_name(target.name + ".run")
    go_on = "go on with --resume, " if state.exists() else ""
    return f"{go_on}name another file, or overwrite it with --force"
