"""One byte for each letter of a gazetteer, read off the library's own normalizer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from string import digits

import numpy as np
from pyarabic import araby

from geocoder.bulk.arrays import Bytes, Flags, Indices, Words32
from geocoder.normalize import normalize

MARK = 0
"""Vanishes; belongs to the word before it (tashkeel, the bare hamza)."""
TATWEEL = 1
"""As a mark, and may open a self-censor's filler (``قـ.ـصف``)."""
CONTROL = 2
"""Vanishes; belongs to no word (zero-width and bidi characters)."""
IRREGULAR = 3
"""Folds by its neighbours or to several letters: :mod:`geocoder.bulk.unfold` and the normalizer see to it."""
BLANK = 4
"""A run of these is one separator."""
BREAK = 5
"""Separates words; two of them in a row, or one beside a blank, also separate names."""
FOREIGN = 6
"""A letter or digit that stands in no name."""
FIRST_LETTER = 7
SHARED = 255
"""Letters of an alphabet too large for one byte; what they match is compared letter by letter."""

_PLANES = _BEYOND = 0x20000
"""Code points with a row of their own; the rare ideographs above share the last one."""

CONJUNCTIONS = araby.WAW + araby.FEH
PREPOSITIONS = araby.BEH + araby.KAF
NO_CLITIC, CONJUNCTION, PREPOSITION, LAM = range(4)
"""What may be written together with the word behind it: a conjunction, then a preposition or ل."""

ALEF = araby.ALEF
_ALWAYS = frozenset(CONJUNCTIONS + PREPOSITIONS + araby.LAM + araby.ALEF + digits)
"""Letters that the rules speak of: clitics, the article, digits."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What the normalizer does to each code point by itself.

    Attributes:
        letter: The folded code point.
        kind: One of the constants of this module; ``FIRST_LETTER`` for any letter or digit.
        ligatures: Where the letters of each code point begin in ``parts``, and one more at the end; those
            that are ``IRREGULAR`` for no more than having several letters have some.
        parts: The folded letters of ligatures.
    """

    letter: Words32
    kind: Bytes
    ligatures: Indices
    parts: Words32


@cache
def folding() -> Folding:
    """Ask the normalizer for every code point, alone and inside Latin words."""
    chars = [chr(code) for code in range(_PLANES)]
    chars[ord("\n")] = " "
    letter = np.arange(_PLANES, dtype=np.uint32)
    kind = np.full(_PLANES, BREAK, dtype=np.uint8)
    alone = _each("{}", chars)
    ligatures: dict[int, str] = {}
    contexts = zip(alone, _each("a{}b", chars), _each("a{}", chars), strict=True)
    for code, ((folded, words), (inside, _), (behind, _)) in enumerate(contexts):
        if inside != f"a{folded}b" or behind.rstrip() != f"a{folded}".rstrip():
            kind[code] = IRREGULAR
        elif len(folded) > 1:
            kind[code] = IRREGULAR
            ligatures[code] = folded
        elif not folded:
            kind[code] = _vanishing(chars[code])
        else:
            letter[code] = ord(folded)
            if folded == " ":
                kind[code] = BLANK
            elif words != " ":
                kind[code] = FIRST_LETTER
    kind[ord("\n")] = BREAK
    kind[ord("&")] = IRREGULAR
    # What lies beyond the planes that are asked for: ideographs, which may be words or not.
    beyond = normalize(chr(_BEYOND)).words
    kind[_PLANES - 1] = FIRST_LETTER if beyond.strip() else BREAK
    first = np.zeros(_PLANES + 1, dtype=np.int64)
    parts: list[int] = []
    for code, folded in ligatures.items():
        points = [ord(char) for char in folded]
        if (kind[points] != IRREGULAR).all():
            first[code + 1] = len(points)
            parts += points
    return Folding(letter, kind, np.cumsum(first), np.array(parts, dtype=np.uint32))


def _each(pattern: str, chars: list[str]) -> Iterator[tuple[str, str]]:
    """Each character folded inside a pattern, on a line of its own: text, and words."""
    folded = normalize("\n".join(map(pattern.format, chars)))
    begin = 0
    for line in folded.text.split("\n"):
        end = begin + len(line)
        yield line, folded.words[begin:end]
        begin = end + 1


def _vanishing(char: str) -> int:
    if char == araby.TATWEEL:
        return TATWEEL
    # The normalizer takes marks behind a word into its span and leaves controls outside.
    end = normalize(araby.BEH + char).end(1)
    return MARK if end > 1 else CONTROL


@cache
def fingerprint() -> str:
    """A short digest of how the normalizer folds, for files that depend on it."""
    blocks = (range(0x20, 0x700), range(0x2000, 0x2070), range(0xFB50, 0xFEFF))
    probe = "\n".join(f"a{chr(code)}b {chr(code)}" for block in blocks for code in block)
    folded = normalize(probe)
    return blake2b((folded.text + folded.words).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Codes of a gazetteer's letters.

    Attributes:
        codes: Code of each code point; beyond the end, that of the last one.
        clitic_class: By code, what clitic a letter may be.
        is_digit: By code, whether it stands for a digit.
        alef: Code of the alef.
    """

    codes: Bytes
    clitic_class: Bytes
    is_digit: Flags
    alef: int

    @classmethod
    def of(cls, codes: Bytes) -> Alphabet:
        """The alphabet with these codes."""
        clitic_class = np.full(256, NO_CLITIC, dtype=np.uint8)
        for letters, kind in ((CONJUNCTIONS, CONJUNCTION), (PREPOSITIONS, PREPOSITION), (araby.LAM, LAM)):
            clitic_class[codes[[ord(char) for char in letters]]] = kind
        is_digit = np.zeros(256, dtype=np.bool_)
        is_digit[codes[[ord(digit) for digit in digits]]] = True
        return cls(codes, clitic_class, is_digit, int(codes[ord(ALEF)]))

    @classmethod
    def fitting(cls, folded: set[str]) -> Alphabet:
        """The alphabet of the letters of folded names.

        Args:
            folded: Every letter that occurs; the order of code points decides who shares a code.
        """
        fold = folding()
        words = normalize("\n".join(sorted(folded))).words
        letters = sorted(set(words) - _ALWAYS - {" "})
        code_of = {ord(char): FIRST_LETTER + place for place, char in enumerate(sorted(_ALWAYS))}
        code_of |= {
            ord(char): min(FIRST_LETTER + len(_ALWAYS) + place, SHARED) for place, char in enumerate(letters)
        }
        codes_of_letters = np.full(0x110000, FOREIGN, dtype=np.uint8)
        codes_of_letters[list(code_of)] = list(code_of.values())
        codes = np.where(fold.kind == FIRST_LETTER, codes_of_letters[fold.letter], fold.kind)
        if any(ord(char) >= _PLANES - 1 for char in letters):
            codes[-1] = SHARED
        return cls.of(codes)

    def codes_of(self, points: Words32) -> Bytes:
        """Code of each code point."""
        return self.codes.take(points, mode="clip")
