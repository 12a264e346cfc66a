"""Read distances: digits in any script, number words (the Arabic ones by PyArabic), halves, units."""

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
_OTHERS = {"نصف": 0.5, "ربع": 0.25, "half": 0.5, "مئتي": 200.0, "مئتا": 200.0}
_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = {word: number for number, word in enumerate(_UNITS, start=1)} | {
    word: number * 10 for number, word in enumerate(_TENS, start=2)
}
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
            return value, start + len(window) - len(tail)
    return None


def _value(digits: str) -> float:
    """A number with its groups of thousands or its decimals: 1,500 and 1,5."""
    return float(_GROUPS.sub("", digits).replace(",", ".").replace("\u066b", "."))


@lru_cache(maxsize=4096)
def _words_value(words: str) -> float | None:
    """Value of folded number words, joined by و: خمسه وعشرين is 25; ب may open them."""
    table = _number_words()
    total = 0.0
    for position, word in enumerate(words.split(" ")):
        value = table.get(word)
        if value is None and word.startswith("و" if position else "ب"):
            value = table.get(word[1:])
        if not value:
            return None
        total += value
    return total


@cache
def _number_words() -> dict[str, float]:
    words = {**NUMBER_WORDS, **_ENGLISH, **_OTHERS}
    return {fold(word): float(value) for word, value in words.items() if value}
