"""Choose among overlapping hits: the leftmost, of these the longest, of these with fewest clitics."""

from __future__ import annotations

import numpy as np

from geocoder.bulk.arrays import Flags, Indices, ragged
from geocoder.bulk.exact import Hits

_FIELD = 10
_MOST = (1 << _FIELD) - 1
"""Words of a name, or letters cut, that still count when two hits are compared."""


def choose(hits: Hits) -> Hits:
    """The hits that remain, in the order of the text, none over another."""
    order = np.argsort(
        hits.word << 2 * _FIELD | np.maximum(_MOST - hits.count, 0) << _FIELD | hits.cut, kind="stable"
    )
    word = hits.word[order]
    fresh = np.ones(len(word), dtype=np.bool_)
    fresh[1:] = word[1:] != word[:-1]
    best = np.flatnonzero(fresh)
    return hits.take(order[best[_apart(word[best], hits.count[order[best]])]])


def _apart(begin: Indices, count: Indices) -> Indices:
    """Numbers of the spans that are taken when each is taken that begins behind the last taken one."""
    if not len(begin):
        return np.zeros(0, dtype=np.int64)
    end = begin + count
    furthest = np.maximum.accumulate(end)
    touched = np.flatnonzero(begin[1:] < furthest[:-1]) + 1
    if not len(touched):
        return np.arange(len(begin))
    taken = np.ones(len(begin), dtype=np.bool_)
    last = 0
    previous = -1
    # Only spans that an earlier one reaches into need to be looked at one by one.
    for here, begins, ends in zip(
        touched.tolist(), begin[touched].tolist(), end[touched].tolist(), strict=True
    ):
        if here != previous + 1:
            last = int(end[here - 1])
        previous = here
        if begins < last:
            taken[here] = False
        else:
            last = ends
    return np.flatnonzero(taken)


def merge(exact: Hits, misspelt: Hits) -> tuple[Hits, Indices]:
    """Exact and misspelt names together.

    A misspelt name may hold exact names of one word; it neither cuts into one nor takes a longer one's place.
    """
    if not len(misspelt.word):
        return exact, np.zeros(len(exact.word), dtype=np.int64)
    low, high, whole = _held(exact, misspelt)
    chosen = choose(misspelt.take(np.flatnonzero(whole)))
    low, high, _ = _held(exact, chosen)
    kept = np.ones(len(exact.word), dtype=np.bool_)
    kept[ragged(low, high)[1]] = False
    hits = Hits.concatenate(exact.take(np.flatnonzero(kept)), chosen)
    edits = np.repeat([0, 1], [len(hits.word) - len(chosen.word), len(chosen.word)])
    order = np.argsort(hits.word, kind="stable")
    return hits.take(order), edits[order]


def _held(exact: Hits, misspelt: Hits) -> tuple[Indices, Indices, Flags]:
    """The exact hits that each misspelt one touches, and whether it may take their place."""
    end = exact.word + exact.count
    low = np.searchsorted(end, misspelt.word, side="right")
    high = np.searchsorted(exact.word, misspelt.word + misspelt.count, side="left")
    if not len(exact.word):
        return low, high, np.ones(len(low), dtype=np.bool_)
    first = exact.word.take(low, mode="clip")
    last = end.take(high - 1, mode="clip")
    held = (first >= misspelt.word) & (last <= misspelt.word + misspelt.count)
    longer = np.append(0, np.cumsum(exact.count > 1))
    held &= longer[high] == longer[low]
    return low, high, held | (low == high)
