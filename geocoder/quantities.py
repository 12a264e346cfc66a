"""Read distances: digits in any script, Arabic number words (PyArabic), halves, units."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pyarabic.number_const import NUMBER_WORDS

from geocoder.normalize import fold

UNIT_METRES = {"kilometre": 1_000.0, "metre": 1.0, "mile": 1_609.344}

_NUMBER = r"(\d{1,3}(?:[,\u066c]\d{3})+(?!\d)|\d+(?:[.,\u066b]\d+)?)"
_RANGE = re.compile(rf"{_NUMBER}(?: | ?- ?| الي | to )$")
"""What may stand before the second number of "10-15 كم"; folding makes a blank of the dash."""

_DIGITS = re.compile(rf"(?<![\d.,\u066b\u066c]){_NUMBER}/?$")
_GROUPS = re.compile(r"[,\u066c](?=\d{3}(?!\d))")
_WIDEST_RANGE = 3
"""How many times the first number the second one of a range may be: "2015 5 كم" is none."""


def number_before(text: str, end: int, start: int) -> tuple[float, int] | None:
    """The number that ends directly before ``end`` in a folded text, and where it begins.

    Args:
        text: Folded text.
        end: Where the unit begins.
        start: How far back to look.

    Returns:
        The value (of a range the middle) and its start, None when no number stands there.
    """
    window = text[start:end].rstrip(" /")
    found = _DIGITS.search(window)
    if found:
        number = _value(found[1])
        first = _RANGE.search(window, 0, found.start())
        if first and _value(first[1]) < number <= _WIDEST_RANGE * _value(first[1]):
            return (_value(first[1]) + number) / 2, start + first.start()
        return number, start + found.start()
    words = window.split(" ")
    for count in (2, 1):
        tail = " ".join(words[-count:])
        value = _words_value(tail) if tail else None
        if value is not None:
            return float(value), start + len(window) - len(tail)
    return None


def _value(digits: str) -> float:
    """A number with its groups of thousands or its decimals: 1,500 and 1,5."""
    return float(_GROUPS.sub("", digits).replace(",", ".").replace("\u066b", "."))


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
