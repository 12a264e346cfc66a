"""One file of arrays that processes share by memory map, and that tells when it cannot be trusted.

Layout: eight bytes of magic, the length of the header, the header (JSON), its checksum, then the
arrays, each at a multiple of 64 bytes. The header names the format, what code wrote it, a digest
of the sources, and type, shape, place and checksum of each array. Nothing in it is executed.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from typing import Final, TypedDict

import numpy as np
import numpy.typing as npt

from geocoder.errors import IndexFileError

MAGIC: Final = b"GEOBULK\x1a"
FORMAT: Final = 1
_ALIGNMENT: Final = 64
_LENGTH: Final = 8
_DIGEST: Final = 16
_CHUNK: Final = 1 << 20
_LONGEST_HEADER: Final = 1 << 20

Array = npt.NDArray[np.generic]


class _Section(TypedDict):
    type: str
    length: int
    offset: int
    crc32: int


class _Header(TypedDict):
    format: int
    maker: str
    sources: str
    size: int
    sections: dict[str, _Section]


def digest(sources: Iterable[str | os.PathLike[str]]) -> str:
    """A digest of the names and contents of files, wherever they lie and in whatever order.

    Raises:
        OSError: A file cannot be read.
    """
    parts = []
    for path in map(Path, sources):
        content = path.read_bytes()
        parts.append(blake2b(f"{path.name}\0".encode() + content, digest_size=_DIGEST).digest())
    return blake2b(b"".join(sorted(parts)), digest_size=_DIGEST).hexdigest()


def write(
    path: str | os.PathLike[str], arrays: Mapping[str, Array], *, maker: str, sources: str = ""
) -> None:
    """Write arrays to a file, which appears whole or not at all.

    Args:
        path: The file; an existing one is replaced.
        arrays: One-dimensional arrays by name.
        maker: What must be the same in the process that reads it: the version of the code.
        sources: What to compare when the file is opened, such as :func:`digest` of the gazetteer.
    """
    little = {
        name: np.ascontiguousarray(array, array.dtype.newbyteorder("<")) for name, array in arrays.items()
    }
    header = _header(little, maker, sources)
    text = json.dumps(header, sort_keys=True).encode()
    target = Path(path)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(MAGIC + len(text).to_bytes(_LENGTH, "little") + text + _checksum(text))
            begin = _aligned(file.tell())
            for name, array in little.items():
                file.seek(begin + header["sections"][name]["offset"])
                file.write(array.data)
            file.truncate(begin + header["size"])
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _header(arrays: Mapping[str, Array], maker: str, sources: str) -> _Header:
    sections: dict[str, _Section] = {}
    size = 0
    for name, array in arrays.items():
        sections[name] = {
            "type": array.dtype.str,
            "length": len(array),
            "offset": size,
            "crc32": zlib.crc32(array.data),
        }
        size += _aligned(array.nbytes)
    return {"format": FORMAT, "maker": maker, "sources": sources, "size": size, "sections": sections}


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT


def _checksum(text: bytes) -> bytes:
    return blake2b(text, digest_size=_DIGEST).digest()


def read(
    path: str | os.PathLike[str], *, maker: str, sources: str | None = None, verify: bool = True
) -> dict[str, Array]:
    """Map the arrays of a file into memory, read-only.

    Args:
        path: The file.
        maker: What the file must have been written with.
        sources: What the file must have been written with; None accepts any.
        verify: Whether to read the whole file once and compare the checksums of all arrays.

    Raises:
        IndexFileError: The file is missing, foreign, damaged, cut short, of another maker, or made from
            other sources.
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb", buffering=0) as file:
            header, begin = _read_header(file, name)
            if (header["format"], header["maker"]) != (FORMAT, maker):
                raise _refuse(name, f"it was built by {header['maker']}, this is {maker}")
            if os.fstat(file.fileno()).st_size != begin + header["size"]:
                raise _refuse(name, "it is cut short or has something behind its end")
            if sources is not None and header["sources"] != sources:
                raise _refuse(name, "the gazetteer has changed since it was built")
            if verify:
                _verify(file, header, begin, name)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise IndexFileError(f"{name}: cannot be read ({error.strerror}); build the index") from error
    return {
        section: np.frombuffer(mapped, found["type"], found["length"], begin + found["offset"])
        for section, found in header["sections"].items()
    }


def _read_header(file: FileIO, name: str) -> tuple[_Header, int]:
    """The header, and where the arrays begin."""
    front = file.read(len(MAGIC) + _LENGTH)
    if not front.startswith(MAGIC) or len(front) < len(MAGIC) + _LENGTH:
        raise IndexFileError(f"{name}: is no index of this library; name a file that it has built")
    length = int.from_bytes(front[len(MAGIC) :], "little")
    if length > _LONGEST_HEADER:
        raise _refuse(name, "its header is damaged")
    text = file.read(length)
    if file.read(_DIGEST) != _checksum(text):
        raise _refuse(name, "its header is damaged")
    header: _Header = json.loads(text)
    return header, _aligned(file.tell())


def _verify(file: FileIO, header: _Header, begin: int, name: str) -> None:
    chunk = memoryview(bytearray(_CHUNK))
    for section, found in header["sections"].items():
        left = found["length"] * np.dtype(found["type"]).itemsize
        file.seek(begin + found["offset"])
        checksum = 0
        while left and (count := file.readinto(chunk[: min(left, _CHUNK)])):
            checksum = zlib.crc32(chunk[:count], checksum)
            left -= count
        if checksum != found["crc32"]:
            raise _refuse(name, f"its part {section!r} is damaged")


def _refuse(name: str, reason: str) -> IndexFileError:
    return IndexFileError(f"{name}: {reason}; build the index again")
