"""Fold in arrays what does not fold letter by letter: apostrophes, HTML entities, fillers, ligatures.

Here the rules of :mod:`geocoder.normalize` stand a second time, for all places of a batch at once: a
text that is nothing but apostrophes costs little more than one of letters. Where characters meet in a
way that is not worth an array (an apostrophe behind an entity), they stay ``IRREGULAR``, and their text
goes through the normalizer.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import regex
from pyarabic import araby

from geocoder.bulk.alphabet import BLANK, BREAK, CONTROL, FOREIGN, IRREGULAR, MARK, TATWEEL, Alphabet, folding
from geocoder.bulk.arrays import Bytes, Flags, Indices, Words32, ragged
from geocoder.letters import APOSTROPHES, DELETED, RARE

_TAMPERED = 5
"""Characters behind an ampersand that must all be kept for it to be read here."""

_LONGEST_FILLER = 3
_LINE_FEED = ord("\n")
_FILLERS = ".*\u00b7\u2022\u2026~"
_LONG_FILLERS = f"{_FILLERS}_"
_ENTITIES = {entity: folded for entity, folded in RARE.items() if len(entity) > 1}


class _Classes(NamedTuple):
    """By code point, what the rules ask about the neighbours of a character.

    Attributes:
        deleted: Whether it vanishes wherever it stands.
        latin: Whether it is a Latin letter.
        digit: Whether it is a digit.
        apostrophe: Whether it is an apostrophe.
        filler, long_filler: Whether a censor puts it alone, or between two tatweels.
        arabic: Whether it is a letter that a filler may stand before.
    """

    deleted: Flags
    latin: Flags
    digit: Flags
    apostrophe: Flags
    filler: Flags
    long_filler: Flags
    arabic: Flags


@cache
def _classes() -> _Classes:
    size = len(folding().kind)
    text = "".join(map(chr, range(size - 1)))

    def table(pattern: str) -> Flags:
        flags = np.zeros(size, dtype=np.bool_)
        for run in regex.finditer(f"(?:{pattern})+", text):
            flags[run.start() : run.end()] = True
        return flags

    digit = np.zeros(size, dtype=np.bool_)
    digit[[code for code, char in enumerate(text) if char.isdigit()]] = True
    space = np.zeros(size, dtype=np.bool_)
    space[[code for code, char in enumerate(text) if char.isspace()]] = True
    return _Classes(
        deleted=table(f"[{DELETED}]"),
        latin=table(r"\p{Latin}"),
        digit=digit,
        apostrophe=table(f"[{APOSTROPHES}]"),
        filler=table(f"[{_FILLERS}]"),
        long_filler=table(f"[{_LONG_FILLERS}]") | space,
        arabic=table("[\u0620-\u063f\u0641-\u064a]"),
    )


class Opened(NamedTuple):
    """Kinds with a place for each letter of a ligature, and the offset that each place had before."""

    kinds: Bytes
    origin: Indices | None


def irregular(kinds: Bytes, gone: Indices) -> Indices:
    """Offsets of what may not fold letter by letter.

    Args:
        kinds: Code of each character, with padding at the end.
        gone: Offsets of the characters that vanish.
    """
    odd = [np.flatnonzero(kinds == IRREGULAR)]
    # A filler: one to three separators between two tatweels, or one between a tatweel and a letter.
    tatweel = gone[kinds[gone] == TATWEEL]
    tatweel = tatweel[_separates(kinds[tatweel + 1])]
    point = tatweel[kinds[tatweel + 1] == BREAK]
    behind = kinds[point + 2]
    odd.append(point[(behind >= FOREIGN) | (behind == MARK)])
    for distance in range(1, _LONGEST_FILLER + 1):
        tatweel = tatweel[_separates(kinds[tatweel + distance])]
        odd.append(tatweel[kinds[tatweel + distance + 1] == TATWEEL])
    return np.concatenate(odd)


def _separates(kinds: Bytes) -> Flags:
    separates: Flags = (kinds == BLANK) | (kinds == BREAK)
    return separates


def unfold(kinds: Bytes, points: Words32, odd: Indices) -> Indices:
    """Settle what can be settled, by writing into ``kinds``.

    Args:
        kinds: Code of each character, with padding at the end.
        points: The code points; two line feeds at their end.
        odd: What :func:`irregular` found.

    Returns:
        Offsets that are for the normalizer; what else is still irregular are ligatures.
    """
    classes = _classes()
    special = odd[kinds[odd] == IRREGULAR]
    codes = points[special]
    _entities(kinds, points, special[codes == ord("&")])
    left = _fillers(kinds, points, odd[kinds[odd] == TATWEEL])
    _apostrophes(kinds, points, special[classes.apostrophe.take(codes, mode="clip")])
    special = special[kinds[special] == IRREGULAR]
    low, high = _letters(points[special])
    return np.concatenate((special[low == high], left))


def _entities(kinds: Bytes, points: Words32, at: Indices) -> None:
    """Read ``&nbsp;`` and its like; any other ampersand is punctuation."""
    if not len(at):
        return
    behind = np.minimum(at[:, None] + np.arange(1, _TAMPERED + 1), len(points) - 1)
    kinds[at[(kinds[behind] > CONTROL).all(axis=1)]] = BREAK
    for entity, folded in _ENTITIES.items():
        here = at[_stands(points, at, entity)]
        if folded == "&":
            # Whether what is left is an entity again depends on how often the normalizer looks.
            again = here + len(entity) - 1
            twice = np.zeros(len(here), dtype=np.bool_)
            for other in _ENTITIES:
                twice |= _stands(points, again, other[1:], first=1)
            kinds[here[twice]] = IRREGULAR
            here = here[~twice]
        kinds[here] = {"": CONTROL, " ": BLANK}.get(folded, BREAK)
        for place in range(1, len(entity)):
            kinds[here + place] = CONTROL


def _stands(points: Words32, at: Indices, text: str, *, first: int = 0) -> Flags:
    """Whether a text stands at offsets, or so many characters behind them."""
    stands = np.ones(len(at), dtype=np.bool_)
    for place, char in enumerate(text, start=first):
        stands &= points.take(at + place, mode="clip") == ord(char)
    return stands


def _fillers(kinds: Bytes, points: Words32, at: Indices) -> Indices:
    """Delete what a censor put behind tatweels; the tatweels at which that is uncertain come back."""
    if not len(at):
        return at
    classes = _classes()
    at = np.unique(at)
    length = np.zeros(len(at), dtype=np.int64)
    inside, certain = np.ones((2, len(at)), dtype=np.bool_)
    last = np.zeros(len(at), dtype=np.uint32)
    for distance in range(1, _LONGEST_FILLER + 1):
        point = points.take(at + distance, mode="clip")
        inside &= classes.long_filler.take(point, mode="clip")
        # Two line feeds may stand between two documents.
        certain &= ~(inside & (point == _LINE_FEED) & (last == _LINE_FEED))
        closed = inside & (points.take(at + distance + 1, mode="clip") == ord(araby.TATWEEL))
        length[closed & (length == 0)] = distance
        last = point
    single = classes.filler.take(points.take(at + 1, mode="clip"), mode="clip") & (length == 0)
    single &= classes.arabic.take(points.take(at + 2, mode="clip"), mode="clip")
    length[single] = 1
    filled = length > 0
    return np.concatenate(
        (at[filled & ~certain], _delete(kinds, points, at[filled & certain], length[filled & certain]))
    )


def _delete(kinds: Bytes, points: Words32, at: Indices, length: Indices) -> Indices:
    """Delete fillers of so many characters behind tatweels that stand behind a letter, or behind a filler."""
    if not len(at):
        return at
    tatweel = np.flatnonzero(points == ord(araby.TATWEEL))
    begins = np.append(True, np.diff(tatweel) > 1)
    run = np.cumsum(begins) - 1
    start = tatweel[begins][run[np.searchsorted(tatweel, at)]]
    closes = at + length + 1
    follows = np.append(False, start[1:] == closes[:-1])
    # A filler before a letter is none behind another filler; the normalizer has read past it.
    tail = follows & (kinds[closes] != TATWEEL)
    chain = np.cumsum(~follows) - 1
    sure = (kinds[np.maximum(start - 1, 0)] >= FOREIGN)[~follows][chain]
    sure &= (start > 0)[~follows][chain]
    deleted = sure & ~tail
    _, places = ragged(at[deleted] + 1, closes[deleted])
    kinds[places] = CONTROL
    unsure: Indices = at[~sure]
    return unsure


def _apostrophes(kinds: Bytes, points: Words32, at: Indices) -> None:
    """Nothing inside or behind a Latin word, a blank before a possessive s; as in the normalizer."""
    if not len(at):
        return
    classes = _classes()
    solid = np.flatnonzero(~classes.deleted.take(points, mode="clip"))
    place = np.searchsorted(solid, at)
    # Before the first character stands, as it were, the line feed at the end.
    before, after = solid[place - 1], solid[place + 1]
    opens = np.append(True, before[1:] != at[:-1])
    first = np.flatnonzero(opens)
    run = np.cumsum(opens) - 1
    before = before[first]
    after = after[np.append(first[1:], len(at)) - 1]
    behind, ahead = points[before], points[after]
    within = classes.latin.take(behind, mode="clip")
    opening = classes.latin.take(ahead, mode="clip") & ~classes.digit.take(behind, mode="clip")
    possessive = within & ((ahead == ord("s")) | (ahead == ord("S")))
    possessive &= ~classes.latin.take(points.take(after + 1, mode="clip"), mode="clip")
    kind = np.where(within | opening, CONTROL, BREAK).astype(np.uint8)
    # Beside what only the rules above took away, the normalizer is asked.
    kind[(kinds[before] <= CONTROL) | (kinds[after] <= CONTROL)] = IRREGULAR
    kinds[at] = kind[run]
    kinds[at[first[possessive & (kind == CONTROL)]]] = BLANK


def open_ligatures(kinds: Bytes, points: Words32, alphabet: Alphabet) -> Opened:
    """Give each letter of a ligature a place of its own.

    Args:
        kinds: Code of each character, with padding at the end; nothing is irregular but ligatures.
        points: The code points.
        alphabet: Codes of the letters.
    """
    at = np.flatnonzero(kinds == IRREGULAR)
    if not len(at):
        return Opened(kinds, None)
    low, high = _letters(points[at])
    repeats = np.ones(len(kinds), dtype=np.int64)
    repeats[at] = high - low
    origin = np.repeat(np.arange(len(kinds)), repeats)
    opened = kinds[origin]
    opened[opened == IRREGULAR] = alphabet.codes_of(folding().parts[ragged(low, high)[1]])
    return Opened(opened, origin)


def _letters(points: Words32) -> tuple[Indices, Indices]:
    """Where the letters of ligatures lie in :attr:`Folding.parts`."""
    first = folding().ligatures
    return first.take(points, mode="clip"), first.take(points.astype(np.int64) + 1, mode="clip")
