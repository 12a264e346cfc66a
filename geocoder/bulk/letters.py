"""Spelling of packed words: take one letter out, and tell whether two words are one edit apart."""

from __future__ import annotations

import numpy as np

from geocoder.bulk.arrays import Flags, Indices, Words64, ragged
from geocoder.bulk.words import PACKED, Keys

_BYTE = np.uint64(8)
_WORD = np.uint64(64)
_ONE = np.uint64(1)
_LETTER = np.uint64(0xFF)
_BELOW = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype=np.uint64)


def without_each_letter(keys: Keys, lengths: Indices) -> tuple[Indices, Keys]:
    """Every word as it is and with each of its letters taken out.

    Args:
        keys: Packed words of at most ``PACKED`` letters.
        lengths: Their letters.

    Returns:
        For each spelling the number of its word, and its packed letters.
    """
    owner, place = ragged(np.full(len(lengths), -1), lengths)
    first, second = keys.first[owner], keys.second[owner]
    whole = np.flatnonzero(place < 0)
    kept_first, kept_second = first[whole], second[whole]
    moved_first = first >> _BYTE | second << (_WORD - _BYTE)
    moved_second = second >> _BYTE
    keep = _BELOW[np.clip(place, 0, 8)]
    first = first & keep | moved_first & ~keep
    keep = _BELOW[np.clip(place - 8, 0, 8)]
    second = second & keep | moved_second & ~keep
    first[whole], second[whole] = kept_first, kept_second
    return owner, Keys(first, second)


def one_edit_apart(ours: Keys, our_lengths: Indices, theirs: Keys, their_lengths: Indices) -> Flags:
    """Whether pairs of words differ by one letter put in, left out, changed, or two swapped.

    Words of more than ``PACKED`` letters are never one edit apart.
    """
    same = _common_front(ours, theirs)
    one, two = same + _ONE, same + _ONE + _ONE
    growth = our_lengths - their_lengths
    changed = (growth == 0) & _equal(_drop(ours, one), _drop(theirs, one))
    added = (growth == 1) & _equal(_drop(ours, one), _drop(theirs, same))
    lost = (growth == -1) & _equal(_drop(ours, same), _drop(theirs, one))
    swapped = (growth == 0) & _equal(_drop(ours, two), _drop(theirs, two))
    swapped &= (_letter(ours, same) == _letter(theirs, one)) & (_letter(ours, one) == _letter(theirs, same))
    different = (ours.first != theirs.first) | (ours.second != theirs.second)
    short = np.maximum(our_lengths, their_lengths) <= PACKED
    near: Flags = (changed | added | lost | swapped) & different & short
    return near


def joined(front: Keys, front_lengths: Indices, back: Keys) -> Keys:
    """Packed letters of pairs of words written as one, as far as they have room."""
    letters = front_lengths.astype(np.uint64)
    up = letters * _BYTE
    first = front.first | back.first << up
    carried = back.first >> (_WORD - up) | back.first << (up - _WORD)
    second = front.second | carried | back.second << up
    return Keys(first, second)


def _common_front(ours: Keys, theirs: Keys) -> Words64:
    """Letters that pairs of words share at their beginning."""
    front = _low_zero_bytes(ours.first ^ theirs.first)
    back = _low_zero_bytes(ours.second ^ theirs.second)
    return np.where(front < _BYTE, front, front + back)


def _low_zero_bytes(words: Words64) -> Words64:
    lowest = words & (~words + _ONE)
    return np.bitwise_count(lowest - _ONE).astype(np.uint64) // _BYTE


def _drop(keys: Keys, letters: Words64) -> Keys:
    """Packed words without their first letters. NumPy shifts by more than a word give zero."""
    down = letters * _BYTE
    first = keys.first >> down
    first |= keys.second << (_WORD - down)
    first |= keys.second >> (down - _WORD)
    return Keys(first, keys.second >> down)


def _letter(keys: Keys, place: Words64) -> Words64:
    return _drop(keys, place).first & _LETTER


def _equal(ours: Keys, theirs: Keys) -> Flags:
    same: Flags = (ours.first == theirs.first) & (ours.second == theirs.second)
    return same
