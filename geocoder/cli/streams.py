"""Standard streams of the command line: UTF-8 whatever the locale, and quiet when a pipe closes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable

from geocoder.formats.registry import View


def prepare() -> None:
    """Make the standard streams write UTF-8 with LF line ends, escaping what UTF-8 cannot hold."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(pieces: Iterable[str], *, flush: bool = False) -> None:
    """Write pieces of text to standard output.

    Args:
        pieces: The text, piece by piece.
        flush: Hand over each piece at once, for a reader that waits for it.
    """
    for piece in pieces:
        sys.stdout.write(piece)
        if flush:
            sys.stdout.flush()


def complain(message: str) -> None:
    """Write one line to standard error."""
    line = " ".join(message.splitlines())
    sys.stderr.write(f"geocoder: {line}\n")


def give_up_output() -> None:
    """Let standard output go nowhere, so that the interpreter's last flush cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def screen(*, explain: bool = False, footprints: bool = False, raw: bool = False) -> View:
    """The view for standard output: the terminal's width and colours if it is one."""
    is_terminal = sys.stdout.isatty()
    return View(
        width=shutil.get_terminal_size().columns if is_terminal else None,
        colour=is_terminal and "NO_COLOR" not in os.environ,
        explain=explain,
        footprints=footprints,
        raw=raw,
    )


class Faults:
    """Counts the faults in the data of one run, reporting each as it comes."""

    def __init__(self) -> None:
        self.count = 0

    def report(self, message: str) -> None:
        """Write the fault to standard error and remember that there was one."""
        self.count += 1
        complain(message)

    @property
    def exit_code(self) -> int:
        """1 if there was a fault, else 0."""
        return 1 if self.count else 0
