"""Aho-Corasick packages doing the whole job: folding, boundaries, clitics, longest match, offsets.

They are given every help we know of: the texts are folded by our own array code, one byte a letter, in
batches of fifty; a name is closed by a separator, so that only the front of a hit has to be looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

import numpy as np
import numpy.typing as npt

from geocoder.bulk.alphabet import BLANK, BREAK, CONTROL, FOREIGN, IRREGULAR, Alphabet
from geocoder.bulk.names import fit_alphabet
from geocoder.normalize import fold

Row = tuple[int, int, int, int]
"""Number of the text, span in its code points, number of the name."""
Search = Callable[[bytes], Iterable[tuple[int, int, int]]]
"""Pattern, start and end of every hit, overlapping ones included."""

_BATCH = 50
_SEPARATOR = BLANK


def rs(patterns: list[bytes]) -> Search:
    """ahocorasick_rs, noncontiguous NFA over bytes."""
    automaton = import_module("ahocorasick_rs").BytesAhoCorasick(patterns)
    return lambda text: automaton.find_matches_as_indexes(text, overlapping=True)


def daac(patterns: list[bytes]) -> Search:
    """daachorse, bytewise double array."""
    automaton = import_module("daachorse").DoubleArrayAhoCorasick(patterns)
    return lambda text: [(pattern, start, end) for start, end, pattern in automaton.find_overlapping(text)]


def pyaho(patterns: list[bytes]) -> Search:
    """pyahocorasick, whose keys are strings."""
    automaton = import_module("ahocorasick").Automaton()
    for number, pattern in enumerate(patterns):
        automaton.add_word(pattern.decode("latin-1"), (number, len(pattern)))
    automaton.make_automaton()
    return lambda text: [
        (number, last + 1 - length, last + 1)
        for last, (number, length) in automaton.iter(text.decode("latin-1"))
    ]


ENGINES: dict[str, Callable[[list[bytes]], Search]] = {
    "ahocorasick_rs": rs,
    "daachorse": daac,
    "pyahocorasick": pyaho,
}


class WholeJob:
    """One of the engines with the work around it.

    Args:
        names: The names; their positions are their numbers.
        engine: One of ``ENGINES``.
    """

    def __init__(self, names: Sequence[str], engine: str) -> None:
        self.alphabet = fit_alphabet(names)
        codes = self.alphabet.codes
        patterns: list[bytes] = []
        self.meaning: list[tuple[int, bool]] = []
        lam = int(codes[ord("ل")]).to_bytes(1, "little")
        for number, name in enumerate(names):
            pattern = codes[[ord(letter) for letter in fold(name)]].tobytes() + bytes((_SEPARATOR,))
            patterns.append(pattern)
            self.meaning.append((number, False))
            if pattern[:2] == bytes((self.alphabet.alef,)) + lam:
                patterns.append(lam + pattern[1:])
                self.meaning.append((number, True))
        self.search = ENGINES[engine](patterns)
        waw, feh, beh, lam_code, kaf = (int(codes[ord(letter)]) for letter in "وفبلك")
        leads, carries = (waw, feh), (beh, lam_code, kaf)
        pairs = {bytes((lead, carry)) for lead in leads for carry in carries}
        self.clitics = {bytes((letter,)) for letter in (*leads, *carries)} | pairs
        self.before_lam = {bytes((letter,)) for letter in leads}

    def find(self, texts: Sequence[str]) -> list[Row]:
        """The names in the texts."""
        return [
            row
            for first in range(0, len(texts), _BATCH)
            for row in self._find(texts[first : first + _BATCH], first)
        ]

    def _find(self, texts: Sequence[str], first_document: int) -> list[Row]:
        text, kept = _fold(texts, self.alphabet)
        best: dict[int, tuple[int, int, int]] = {}
        clitics, before_lam, meaning = self.clitics, self.before_lam, self.meaning
        for pattern, start, end in self.search(text):
            name, assimilated = meaning[pattern]
            word = start
            if text[start - 1] != _SEPARATOR:
                word = text.rfind(_SEPARATOR, 0, start) + 1
                if text[word:start] not in (before_lam if assimilated else clitics):
                    continue
            known = best.get(word)
            if known is None or end > known[1]:
                best[word] = (start + assimilated, end, name)
        rows: list[Row] = []
        behind = 0
        bounds = np.cumsum([0, *(len(text) + 2 for text in texts)]).tolist()
        for word in sorted(best):
            start, end, name = best[word]
            if word < behind:
                continue
            behind = end - 1
            begin, last = int(kept[start]), int(kept[end - 2])
            document = bisect_right(bounds, begin) - 1
            origin = bounds[document]
            stop = last + 1 - origin
            # Marks behind the last letter belong to it.
            while stop < len(texts[document]) and self._is_mark(texts[document][stop]):
                stop += 1
            rows.append((first_document + document, begin - origin, stop, name))
        return rows

    def _is_mark(self, letter: str) -> bool:
        return (
            bool(self.alphabet.codes[ord(letter)] < CONTROL)
            if ord(letter) < len(self.alphabet.codes)
            else False
        )


def _fold(texts: Sequence[str], alphabet: Alphabet) -> tuple[bytes, npt.NDArray[np.int64]]:
    """One byte a letter, one separator for a run of blanks, and where each byte came from."""
    points = np.frombuffer(("\n\n".join(texts) + "\n\n").encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = alphabet.codes_of(points)
    stays = codes > CONTROL
    kept = np.flatnonzero(stays)
    codes = codes[kept]
    blank = codes == BLANK
    extra = np.flatnonzero(blank[1:] & blank[:-1]) + 1
    if len(extra):
        codes, kept = np.delete(codes, extra), np.delete(kept, extra)
    codes[(codes == BREAK) | (codes == IRREGULAR)] = _SEPARATOR
    assert codes.max(initial=0) >= FOREIGN or not len(texts)
    return codes.tobytes(), kept
