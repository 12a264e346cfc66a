"""Read distances: digits in any script, Arabic number words (PyArabic), halves, units."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pyarabic.number_const import NUMBER_WORDS

from geocoder.normalize import fold

UNIT_METRES = {"kilometre": 1_000.0, "metre": 1.0, "mile": 1_609.344}

_DIGITS = re.compile(r"(\d+(?:[.,\u066b]\d+)?)(?:\s*-\s*\d+)?/?$")


def number_before(text: str, end: int, start: int) -> tuple[float, int] | None:
    """The number that ends directly before ``end`` in a folded text, and where it begins.

    Args:
        text: Folded text.
        end: Where the unit begins.
        start: How far back to look.

    Returns:
        The value and its start, None when no number stands there.
    """
    window = text[start:end].rstrip(" /")
    found = _DIGITS.search(window)
    if found:
        return float(found.group(1).replace(",", ".").replace("\u066b", ".")), start + found.start()
    words = window.split(" ")
    for count in (2, 1):
        tail = " ".join(words[-count:])
        value = _words_value(tail) if tail else None
        if value is not None:
            return float(value), start + len(window) - len(tail)
    return None


@lru_cache(maxsize=4096)
def _words_value(words: str) -> int | None:
    """Value of folded number words, joined by و: خمسه وعشرين is 25."""
    table = _number_words()
    total = 0
    for position, word in enumerate(words.split(" ")):
        value = table.get(word)
        if value is None and position and word.startswith("و"):
            value = table.get(word[1:])
        if not value:
            return None
        total += value
    return total


@cache
def _number_words() -> dict[str, int]:
    return {fold(word): int(value) for word, value in NUMBER_WORDS.items() if value}
