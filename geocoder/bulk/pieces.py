"""Cut long texts where nothing is lost, and gather short ones into batches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from pyarabic import araby

from geocoder.bulk.arrays import Indices

BATCH = 1 << 18
"""Characters that are worked on at once: few calls, and arrays that the processor's cache holds."""

PIECE = 1 << 12
"""Characters beyond which a text is cut, so that one rare character slows only its neighbourhood."""

AHEAD = 1 << 14
"""Characters that are read beyond a batch, so that a name across its end is seen whole."""

_LETTER = rf"[^\W_{araby.TATWEEL}]"
_STOP = r"[.:!?\u060c\u061b\u061f]"
_SENTENCE_END = re.compile(rf"{_STOP}(?<={_LETTER}{_STOP})[ \n](?={_LETTER})")
"""Where a text can be cut: no name, and nothing that is folded as one, crosses a point and a blank.

It begins with what is rare, which is looked for ten times as fast as a letter.
"""

_BLANK = re.compile(rf" (?<={_LETTER} )(?={_LETTER})")
"""Where a text can be cut as far as its folding goes, though a name may cross."""


class Piece(NamedTuple):
    """A text, or a part of a long one: the number of the document, where the part begins, its text."""

    document: int
    offset: int
    text: str


def batches(texts: Sequence[str]) -> Iterator[list[Piece]]:
    """Pieces of texts, so many at once as make a batch; a piece without a sentence end may be larger."""
    batch: list[Piece] = []
    size = 0
    for piece in _pieces(texts):
        if batch and size + len(piece.text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece.text)
    if batch:
        yield batch


def _pieces(texts: Sequence[str]) -> Iterator[Piece]:
    for document, text in enumerate(texts):
        begin = 0
        while len(text) - begin > PIECE and (end := _SENTENCE_END.search(text, begin + PIECE)) is not None:
            yield Piece(document, begin, text[begin : end.end()])
            begin = end.end()
        yield Piece(document, begin, text[begin:] if begin else text)


def first_part(piece: Piece, begin: int) -> Piece:
    """What is searched at once of a piece, from ``begin`` on; all the rest if nothing can be cut off."""
    end = len(piece.text)
    if end - begin > BATCH + AHEAD and _BLANK.search(piece.text, begin + BATCH) is not None:
        end = begin + BATCH + AHEAD
    return Piece(piece.document, piece.offset + begin, piece.text[begin:end])


def cut_between(text: str, spans: tuple[Indices, Indices], *, words: int) -> int | None:
    """Where a text can be cut so that no match is lost.

    Args:
        text: The text, cut short at its end.
        spans: Starts and ends of the matches in it, in order.
        words: Words of the longest name: so many must follow the cut, or a match may be incomplete.

    Returns:
        A place between two words and outside of all matches; None if there is none.
    """
    starts, ends = spans
    blanks = np.array([found.end() for found in _BLANK.finditer(text, BATCH)], dtype=np.int64)
    blanks = blanks[: max(len(blanks) - words, 0)]
    before = np.searchsorted(starts, blanks) - 1
    free = np.flatnonzero((before < 0) | (np.append(ends, 0)[before] <= blanks))
    return int(blanks[free[0]]) if len(free) else None
