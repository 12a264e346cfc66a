"""Ask quickly whether a span overlaps any of many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


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
