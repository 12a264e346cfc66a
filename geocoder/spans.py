"""Ask quickly whether a span overlaps any of many, and where many words stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

_WORD = re.compile(r"[^ ]+")

_FEW = 8
"""Words that are quicker found one by one."""


class Spans:
    """Half-open spans, sorted once, asked many times; they may overlap each other."""

    __slots__ = ("_reach", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether a span shares a code point with one of them."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def occurrences(words: str, wanted: Sequence[str]) -> Iterator[tuple[str, Iterable[int]]]:
    """Where each of some different words stands, in the order of those words.

    A text with many of them is gone through once for all, so that the time does not grow with their number.

    Args:
        words: Words with blanks between them, and one at the end.
        wanted: The words to look for.
    """
    if len(wanted) <= _FEW:
        for word in wanted:
            yield word, _occurrences(words, word)
        return
    starts: dict[str, list[int]] = {word: [] for word in wanted}
    for match in _WORD.finditer(words):
        if match.group() in starts:
            starts[match.group()].append(match.start())
    yield from starts.items()


def _occurrences(words: str, word: str) -> Iterator[int]:
    start = words.find(word)
    while start >= 0:
        end = start + len(word)
        if words[end] == " " and (start == 0 or words[start - 1] == " "):
            yield start
        start = words.find(word, end)
