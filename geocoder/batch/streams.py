"""Bytes of an input: opened, decompressed whatever the file is called, and measured on the way."""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, Final, cast

from geocoder.batch.extras import needed
from geocoder.batch.inputs import Input

_GZIP: Final = b"\x1f\x8b"
_ZSTANDARD: Final = b"\x28\xb5\x2f\xfd"
_BLOCK: Final = 1 << 18


@dataclass(slots=True)
class Meter:
    """How far the reading has come, in bytes of the files as they lie on the disk.

    Attributes:
        total: Bytes of all inputs; 0 if it is not known.
    """

    total: int = 0
    _finished: int = 0
    _current: io.RawIOBase | None = field(default=None, repr=False)

    @property
    def done(self) -> int:
        """Bytes read so far."""
        try:
            return self._finished + (self._current.tell() if self._current else 0)
        except (OSError, ValueError):
            return self._finished

    @contextmanager
    def measure(self, stream: io.RawIOBase | None, size: int) -> Iterator[None]:
        """Follow the position of a stream, then count the whole file as read."""
        self._current = stream
        try:
            yield
        finally:
            self._current = None
            self._finished += size


@contextmanager
def open_bytes(source: Input, meter: Meter) -> Iterator[io.BufferedReader]:
    """The decompressed bytes of an input.

    Raises:
        OSError: It cannot be opened.
        EOFError, zlib.error: While reading: the compressed file is cut or damaged.
    """
    with ExitStack() as stack:
        if source.path is None:
            # The descriptor of standard input stays open for whoever comes after.
            raw = stack.enter_context(open(sys.stdin.fileno(), "rb", closefd=False))
            stack.enter_context(meter.measure(None, 0))
        else:
            raw = stack.enter_context(source.path.open("rb"))
            stack.enter_context(meter.measure(cast("io.RawIOBase", raw.raw), source.size))
        start = raw.peek(4)
        if start.startswith(_GZIP):
            yield stack.enter_context(
                io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=raw)), _BLOCK)
            )
        elif start.startswith(_ZSTANDARD):
            yield stack.enter_context(io.BufferedReader(_Zstandard(raw), _BLOCK))
        else:
            yield raw


def fingerprint(source: Input) -> str:
    """A hash of the file's bytes, or a word for what cannot be read; empty for standard input."""
    if source.path is None:
        return ""
    try:
        with source.path.open("rb") as stream:
            return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError as error:
        return type(error).__name__


class _Zstandard(io.RawIOBase):
    """Zstandard frames one after the other; unlike the package's own reader it tells a cut file."""

    def __init__(self, stream: BinaryIO) -> None:
        zstandard = needed("zstandard", extra="batch", task="read zstd files")
        self._stream = stream
        self._new = zstandard.ZstdDecompressor().decompressobj
        self._frame = self._new()
        self._compressed = b""
        self._waiting = b""
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._waiting:
            if not self._compressed:
                self._compressed = self._stream.read(_BLOCK)
                if not self._compressed:
                    if self._begun:
                        raise EOFError("Compressed file ended before the end-of-stream marker was reached")
                    return 0
            self._waiting = self._frame.decompress(self._compressed)
            self._begun = not self._frame.eof
            self._compressed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = self._new()
        count = min(len(buffer), len(self._waiting))
        buffer[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count
