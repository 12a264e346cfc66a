"""Cut a batch of texts into words that remember their offsets, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from geocoder.bulk.alphabet import (
    BREAK,
    CONTROL,
    FOREIGN,
    IRREGULAR,
    TATWEEL,
    Alphabet,
)
from geocoder.bulk.arrays import Bytes, Flags, Indices, Words32, Words64
from geocoder.bulk.unfold import irregular, open_ligatures, unfold
from geocoder.normalize import Folded, normalize

PACKED = 16
"""Letters of a word that its two 64-bit key words hold letter by letter."""

LONGEST = 64
"""Letters beyond which a word is no name: nothing reads further into it."""

_PADDING = np.full(LONGEST + PACKED, BREAK, dtype=np.uint8)
_BETWEEN = "\n\n"
"""Between two documents: two breaks, which no name crosses."""

_FILLS = 8
_LOW_MASK = np.array([(1 << 8 * min(n, 8)) - 1 for n in range(PACKED + 1)], dtype=np.uint64)
_HIGH_MASK = np.array([(1 << 8 * max(n - 8, 0)) - 1 for n in range(PACKED + 1)], dtype=np.uint64)
_REST = np.uint64(0xFF51AFD7ED558CCD)


@dataclass(slots=True)
class Keys:
    """Two 64-bit words for each word of a text: its first eight letters, and the next eight.

    Words of more than 16 letters have a hash of the rest in the second; words of more than
    ``LONGEST`` have zeros, which no name has.
    """

    first: Words64
    second: Words64

    def take(self, which: Indices) -> Keys:
        """The keys at some positions."""
        return Keys(self.first[which], self.second[which])


@dataclass(slots=True)
class Block:
    """The words of a batch of texts.

    Attributes:
        codes: Code of each kept character, padded at the end.
        starts: First kept character of each word.
        lengths: Letters of each word.
        joined: Whether a word and the one before it can stand in one name.
        keys: The packed letters of each word.
    """

    codes: Bytes
    starts: Indices
    lengths: Indices
    joined: Flags
    _offsets: _Offsets
    keys: Keys = field(init=False)
    _view: Words64 = field(init=False)

    def __post_init__(self) -> None:
        self._view = np.ndarray((len(self.codes) - 7,), dtype="<u8", buffer=self.codes, strides=(1,))
        self.keys = self.pack(self.starts, self.lengths)

    def pack(self, starts: Indices, lengths: Indices) -> Keys:
        """Keys of the words at these kept characters."""
        short = np.minimum(lengths, PACKED)
        first = self._view[starts]
        first &= _LOW_MASK[short]
        second = np.zeros(len(starts), dtype=np.uint64)
        longer = np.flatnonzero(lengths > _FILLS)
        if len(longer):
            second[longer] = self._view[starts[longer] + _FILLS] & _HIGH_MASK[short[longer]]
            self._pack_rest(starts, lengths, second)
            first[lengths > LONGEST] = 0
        return Keys(first, second)

    def _pack_rest(self, starts: Indices, lengths: Indices, second: Words64) -> None:
        for done in range(PACKED, LONGEST, _FILLS):
            longer = np.flatnonzero((lengths > done) & (lengths <= LONGEST))
            if not len(longer):
                return
            rest = self._view[starts[longer] + done]
            rest &= _LOW_MASK[np.minimum(lengths[longer] - done, _FILLS)]
            second[longer] = second[longer] * _REST + rest + np.uint64(1)

    def original(self, starts: Indices, ends: Indices) -> tuple[Indices, Indices, Indices]:
        """Documents and original offsets of spans of kept characters.

        Returns:
            The number of each document, and the span in its own code points, marks included.
        """
        return self._offsets.original(starts, ends)


@dataclass(slots=True)
class _Offsets:
    """The way back from kept characters to documents.

    Attributes:
        numbers: Number of each document in the caller's batch.
        first: Offset of each document in the joined text.
        kinds: Code of each character of the joined text, padded at the end.
        gone: Offsets in the joined text of the characters that vanished.
        folded: The documents as the normalizer gave them, when their text is folded already.
        origin: Offset in the joined text of each offset of ``kinds``, when ligatures were opened.
    """

    numbers: Indices
    first: Indices
    kinds: Bytes
    gone: Indices
    folded: Sequence[Folded] | None = None
    origin: Indices | None = None

    def original(self, starts: Indices, ends: Indices) -> tuple[Indices, Indices, Indices]:
        before = self.gone - np.arange(len(self.gone))
        starts = starts + np.searchsorted(before, starts, side="right")
        last = ends - 1
        ends = last + np.searchsorted(before, last, side="right") + 1
        self._take_marks(ends)
        if self.origin is not None:
            starts, ends = self.origin[starts], self.origin[ends - 1] + 1
        place = np.searchsorted(self.first, starts, side="right") - 1
        starts -= self.first[place]
        ends -= self.first[place]
        if self.folded is not None:
            for match, document in enumerate(place):
                span = self.folded[document].span(int(starts[match]), int(ends[match]))
                starts[match], ends[match] = span
        return self.numbers[place], starts, ends

    def _take_marks(self, ends: Indices) -> None:
        """Move ends behind the marks that follow; runs of marks are found once, however long."""
        followed = np.flatnonzero(self.kinds[ends] <= TATWEEL)
        if not len(followed):
            return
        marks = self.kinds <= TATWEEL
        run_ends = np.flatnonzero(marks[:-1] & ~marks[1:]) + 1
        ends[followed] = run_ends[np.searchsorted(run_ends, ends[followed], side="right")]


def cut(texts: Sequence[str], alphabet: Alphabet) -> list[Block]:
    """Cut texts into words.

    Args:
        texts: The texts of a batch.
        alphabet: Codes of the letters.

    Returns:
        One block of the texts that fold letter by letter, and one of those that need the normalizer.
    """
    return _cut(texts, np.arange(len(texts)), alphabet)


def _cut(texts: Sequence[str], numbers: Indices, alphabet: Alphabet) -> list[Block]:
    points = _points(texts)
    kinds = np.concatenate((alphabet.codes_of(points), _PADDING))
    first = _first_offsets(texts)
    codes, gone = _drop(kinds)
    odd = irregular(kinds, gone)
    if not len(odd):
        return [_block(codes, _Offsets(numbers, first, kinds, gone))]
    odd = unfold(kinds, points, odd)
    if not len(odd):
        kinds, origin = open_ligatures(kinds, points, alphabet)
        codes, gone = _drop(kinds)
        return [_block(codes, _Offsets(numbers, first, kinds, gone, origin=origin))]
    strange = np.zeros(len(texts), dtype=np.bool_)
    strange[np.searchsorted(first, odd, side="right") - 1] = True
    regular, slow = np.flatnonzero(~strange), np.flatnonzero(strange)
    folded = [normalize(texts[place]) for place in slow.tolist()]
    blocks = [_cut_folded(folded, numbers[slow], alphabet)]
    if len(regular):
        blocks += _cut([texts[place] for place in regular.tolist()], numbers[regular], alphabet)
    return blocks


def _cut_folded(folded: Sequence[Folded], numbers: Indices, alphabet: Alphabet) -> Block:
    texts = [document.text for document in folded]
    kinds = np.concatenate((alphabet.codes_of(_points(texts)), _PADDING))
    kinds[kinds == IRREGULAR] = BREAK
    codes, gone = _drop(kinds)
    return _block(codes, _Offsets(numbers, _first_offsets(texts), kinds, gone, folded=folded))


def _first_offsets(texts: Sequence[str]) -> Indices:
    """Where each text begins when they are joined."""
    lengths = np.array([len(text) + len(_BETWEEN) for text in texts], dtype=np.int64)
    return np.cumsum(lengths) - lengths


def _points(texts: Sequence[str]) -> Words32:
    joined = _BETWEEN.join(texts) + _BETWEEN
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _drop(kinds: Bytes) -> tuple[Bytes, Indices]:
    """The characters that stay, and where the others stood."""
    gone = np.flatnonzero(kinds <= CONTROL)
    return (kinds[kinds > CONTROL] if len(gone) else kinds), gone


def _block(codes: Bytes, offsets: _Offsets) -> Block:
    letter = codes >= FOREIGN
    edges = np.flatnonzero(letter[1:] != letter[:-1]) + 1
    if letter[0]:
        edges = np.concatenate((np.zeros(1, dtype=np.int64), edges))
    starts, ends = edges[0::2], edges[1::2]
    joined = np.zeros(len(starts), dtype=np.bool_)
    gaps = starts[1:] - ends[:-1]
    joined[1:] = gaps == 1
    wide = np.flatnonzero(gaps > 1)
    if len(wide):
        breaks = np.flatnonzero(codes == BREAK)
        before = np.searchsorted(breaks, ends[wide])
        joined[wide + 1] = breaks[before] >= starts[wide + 1]
    return Block(codes, starts, ends - starts, joined, offsets)
