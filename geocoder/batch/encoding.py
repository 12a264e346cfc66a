"""The encoding of a text file: told by its marks, by being UTF-8, or by what its letters would be."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Final

from geocoder.batch.extras import needed
from geocoder.errors import InputError

SAMPLE: Final = 1 << 20
"""So many bytes at the start of a file are looked at."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC: Final = ("cp1256", "iso8859_6", "cp720", "cp864", "mac_arabic")
_ENOUGH: Final = 20
"""With fewer bytes beyond ASCII, a file that is not UTF-8 is more likely damaged than encoded otherwise."""
_MOSTLY: Final = 0.9
_ARABIC_BLOCK: Final = range(0x0600, 0x0700)


def check_encoding(name: str) -> str:
    """The name of a codec for text, as Python spells it.

    Raises:
        InputError: There is no such codec.
    """
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (LookupError, ValueError):
        raise InputError(f"there is no encoding {name!r}; take utf-8, windows-1256, utf-16 …") from None
    return codec.name


def detect(sample: bytes) -> str:
    """The codec that a file which starts so is read with.

    A file with marks is what they say. One with few bytes that are no UTF-8 stays UTF-8: those rows
    are told one by one.

    Args:
        sample: The first `SAMPLE` bytes, or all if there are fewer.

    Raises:
        InputError: It is neither UTF-8 nor plainly Arabic in another encoding.
    """
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return codec
    for codec in ("utf-16-le", "utf-16-be"):
        if b"\0" in sample and _reads_as(sample, codec, _is_common):
            return codec
    if _is_utf_8(sample):
        return "utf-8"
    # Imported when a file needs it: nearly all are UTF-8.
    charset_normalizer = needed(
        "charset_normalizer", extra="batch", task="tell this encoding, or give --encoding"
    )
    best = charset_normalizer.from_bytes(sample[: SAMPLE >> 4], cp_isolation=list(_ARABIC)).best()
    if best is not None and _reads_as(sample, best.encoding, _is_arabic):
        return str(best.encoding)
    raise InputError("neither UTF-8 nor plainly Arabic in another encoding; say which by --encoding")


def _is_utf_8(sample: bytes) -> bool:
    high = sum(byte > 0x7F for byte in sample[: SAMPLE >> 4])
    if high < _ENOUGH:
        return True
    decoded = sample.decode("utf-8", "replace").rstrip("\N{REPLACEMENT CHARACTER}")
    beyond = sum(not character.isascii() for character in decoded)
    return decoded.count("\N{REPLACEMENT CHARACTER}") * 2 <= beyond


def _reads_as(sample: bytes, codec: str, expected: Callable[[str], bool]) -> bool:
    decoded = sample[: len(sample) // 4 * 4].decode(codec, "replace")
    letters = [each for each in decoded[:10_000] if not each.isascii() or codec.startswith("utf")]
    return bool(letters) and sum(map(expected, letters)) >= _MOSTLY * len(letters)


def _is_arabic(character: str) -> bool:
    return ord(character) in _ARABIC_BLOCK


def _is_common(character: str) -> bool:
    return _is_arabic(character) or (
        character.isascii() and (character.isprintable() or character in "\r\n\t")
    )
