"""Texts from files, standard input and arguments, refused with a reason if they are none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from geocoder.errors import InputError

STANDARD_INPUT: Final = "-"
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_text(name: str) -> str:
    """The text of a file, or of standard input for ``-``; nothing is dropped or translated.

    Raises:
        InputError: The file cannot be read, or does not hold UTF-8 text.
    """
    if name == STANDARD_INPUT:
        return decode(sys.stdin.buffer.read(), name="standard input")
    try:
        content = Path(name).read_bytes()
    except IsADirectoryError:
        raise InputError(f"{name}: is a folder; name files, or use geocoder batch") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{name}: cannot be read ({reason})") from error
    return decode(content, name=name)


def decode(content: bytes, *, name: str) -> str:
    """The bytes as UTF-8 text.

    Raises:
        InputError: They are not UTF-8, or hold NUL bytes as only binary files and UTF-16 do.
    """
    if content.startswith(_UTF_16_MARKS):
        raise InputError(f"{name}: is UTF-16, not UTF-8; convert it with iconv -f UTF-16 -t UTF-8")
    if b"\0" in content:
        raise InputError(f"{name}: NUL byte at {content.index(0)}: a binary file? give UTF-8 text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        raise InputError(
            f"{name}: byte 0x{byte:02x} at {error.start} is not UTF-8; "
            "convert the file, for example with iconv -f WINDOWS-1256 -t UTF-8"
        ) from None


def argument_text(argument: str, *, name: str) -> str:
    """The text of an argument, which is UTF-8 whatever the locale says.

    Raises:
        InputError: The shell handed over bytes that are not UTF-8.
    """
    try:
        content = os.fsencode(argument)
    except UnicodeEncodeError:
        return argument  # not from a shell
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: byte {error.start} is not UTF-8; set the terminal to UTF-8") from None


def document_name(name: str) -> str:
    """The name that a document gets from its file: the last part of the path."""
    last = Path(name).name or name
    try:
        return argument_text(last, name=last)
    except InputError:
        return last
