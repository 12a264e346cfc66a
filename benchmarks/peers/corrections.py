"""Packages that find near names: symspellpy, RapidFuzz's cdist, spaczz.

Each window of one to four words, with its clitics and without, is looked up; a hit is believed when
the name has at least eight letters (seven in several words). That gate is the best we found for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from geocoder.normalize import fold, normalize

Row = tuple[int, int, int, int, bool]
_WORDS = re.compile(r"\w+")
_ALONE, _TOGETHER = 8, 7
_LONGEST = 4
_CLITIC = re.compile("[وف]?[بلك]?")


def windows(text: str) -> Iterator[tuple[str, int, int]]:
    """Windows of words of a folded text, with clitics and without: letters, start, end."""
    words = [(found.start(), found.end()) for found in _WORDS.finditer(text)]
    for place, (start, _) in enumerate(words):
        fronts = {0}
        clitic = _CLITIC.match(text, start)
        if clitic is not None:
            fronts |= {1, clitic.end() - start} if clitic.end() > start else set()
        for last in words[place : place + _LONGEST]:
            window = text[start : last[1]]
            for front in fronts:
                yield window[front:], start + front, last[1]


def believed(name: str) -> bool:
    """Whether a near hit of a folded name counts."""
    return len(name) >= (_TOGETHER if " " in name else _ALONE)


class Symspell:
    """symspellpy, one lookup a window."""

    def __init__(self, names: Sequence[str], *, edits: int = 1) -> None:
        self.edits = edits
        symspellpy = import_module("symspellpy")
        self.nearest = symspellpy.Verbosity.TOP
        self.speller = symspellpy.SymSpell(max_dictionary_edit_distance=edits, prefix_length=7)
        self.number = {fold(name): number for number, name in enumerate(names)}
        for name in self.number:
            self.speller.create_dictionary_entry(name, 1)

    def find(self, texts: Sequence[str]) -> list[Row]:
        """The names in the texts, near ones included."""
        rows: list[Row] = []
        for document, text in enumerate(texts):
            read = normalize(text)
            best: list[tuple[int, int, int, str]] = []
            for window, start, end in windows(read.text):
                edits = self.edits if len(window) >= _TOGETHER - 1 else 0
                best.extend(
                    (start, -end, found.distance, found.term)
                    for found in self.speller.lookup(window, self.nearest, max_edit_distance=edits)
                    if found.distance == 0 or believed(found.term)
                )
            rows.extend(_spans(document, read.span, best, self.number))
        return rows


class Cdist:
    """RapidFuzz's cdist, all windows of a text against all names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.number = {fold(name): number for number, name in enumerate(names)}
        self.names = list(self.number)

    def find(self, texts: Sequence[str]) -> list[Row]:
        """The names in the texts, near ones included."""
        rows: list[Row] = []
        for document, text in enumerate(texts):
            read = normalize(text)
            here = list(windows(read.text))
            near = cdist(
                [window for window, _, _ in here],
                self.names,
                scorer=OSA.distance,
                score_cutoff=1,
                dtype=np.uint8,
            )
            best = []
            for place in np.flatnonzero((near <= 1).any(axis=1)).tolist():
                _, start, end = here[place]
                name = self.names[int(near[place].argmin())]
                distance = int(near[place].min())
                if distance == 0 or believed(name):
                    best.append((start, -end, distance, name))
            rows.extend(_spans(document, read.span, best, self.number))
        return rows


class Spaczz:
    """spaczz's FuzzyMatcher over spaCy's tokens."""

    def __init__(self, names: Sequence[str]) -> None:
        self.nlp = import_module("spacy").blank("ar")
        self.matcher = import_module("spaczz.matcher").FuzzyMatcher(self.nlp.vocab, min_r=85)
        for number, name in enumerate(names):
            self.matcher.add(str(number), [self.nlp.make_doc(fold(name))])

    def find(self, texts: Sequence[str]) -> list[Row]:
        """The names in the texts, near ones included."""
        rows: list[Row] = []
        for document, text in enumerate(texts):
            read = normalize(text)
            doc = self.nlp.make_doc(read.text)
            for name, first, end, ratio, _ in self.matcher(doc):
                span = doc[first:end]
                start, stop = read.span(span.start_char, span.end_char)
                rows.append((document, start, stop, int(name), ratio < 100))
        return rows


def _spans(
    document: int,
    span: Callable[[int, int], tuple[int, int]],
    hits: list[tuple[int, int, int, str]],
    number: dict[str, int],
) -> Iterator[Row]:
    """The leftmost, longest, nearest hits that do not overlap."""
    behind = 0
    for start, minus_end, distance, name in sorted(hits):
        if start >= behind:
            behind = -minus_end
            yield (document, *span(start, behind), number[name], distance > 0)
