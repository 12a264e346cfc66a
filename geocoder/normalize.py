"""Fold Arabic and Latin spelling so that variants meet, with a way back to the original offsets.

The same folding serves texts and names, in this order:

1. Marks vanish: tashkeel, Quranic signs, combining diacritics, tatweel, zero-width and bidi
   characters, the bare hamza; so do self-censoring fillers inside a word (``قـ.ـصف``).
2. Compatibility characters open up: presentation forms and ligatures (``ﻻ`` becomes ``لا``),
   precomposed Latin letters lose their diacritic, HTML spaces become spaces.
3. Letters fold: alef and hamza carriers, alef maqsura, teh marbuta, Persian and Kurdish letters,
   Arabic-Indic digits, Latin case.
4. Separators merge: a run of blanks, underscores and dashes becomes one blank.

Every step is idempotent, and folding a folded text changes nothing.
Letters are named by PyArabic's constants or by their Unicode names.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

import regex
from pyarabic import araby

from geocoder.letters import (
    APOSTROPHES,
    ARABIC_MARKS,
    BLANKS,
    COMPATIBLE,
    DELETED,
    LETTERS,
    RARE,
    RARE_CLASS,
)

_TRAILING = regex.compile(rf"[\p{{Mn}}{araby.TATWEEL}{araby.HAMZA}]+")
"""Deleted characters that belong to the word before them, unlike invisible controls."""

_PLAIN = frozenset(("", " ", "\n", ".", "،", ",", ":", "؛", ")", "_"))
"""What most often stands behind a name, and is none of them."""

_TRIGGER_CLASS = f"[{DELETED}{RARE_CLASS}{BLANKS}{COMPATIBLE}{APOSTROPHES}&]"
_TRIGGER = re.compile(_TRIGGER_CLASS)
"""One character class finds everything unusual; a regular expression engine scans it at memory speed,
ten times faster than the alternatives of :data:`_RUN`, which is asked only where the class stopped."""

_TRIGGER_REPEATS = re.compile(f"{_TRIGGER_CLASS}|  ")

_RUN = re.compile(
    rf"(?P<filler>[{ARABIC_MARKS}]*{araby.TATWEEL}+"
    rf"(?:(?:[\s.*\u00b7\u2022\u2026_~]{{1,3}}{araby.TATWEEL}+)+|[.*\u00b7\u2022\u2026~](?=[\u0620-\u064a])))"
    rf"|(?P<gap>[{DELETED}{BLANKS} ]+)"
    rf"|(?P<rare>&(?:nbsp|zwnj|lrm|rlm|amp);|[{RARE_CLASS}])"
    rf"|(?P<compatible>[{COMPATIBLE}])"
    rf"|(?P<apostrophe>[{APOSTROPHES}][{APOSTROPHES}{DELETED}]*)"
)
"""What may stand at a trigger: a censor's filler, marks and separators, a letter, an apostrophe."""

_SINGLE: dict[str, str] = {
    chr(code): RARE.get(chr(code), " " if re.match(f"[{BLANKS}]", chr(code)) else "")
    for code in (*range(0x2100), *range(0xFE00, 0xFF00))
    if re.match(f"[{DELETED}{BLANKS}{RARE_CLASS}]", chr(code)) and chr(code) != araby.TATWEEL
}
"""What an unusual character becomes when it stands alone, by far the commonest case."""

_RUN_MEMBERS = frozenset(char for char, folded in _SINGLE.items() if folded in ("", " ")) | {
    " ",
    araby.TATWEEL,
}
"""Characters that make a run, which is read as a whole."""

_NON_WORD = re.compile(
    r"[^ 0-9a-z\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
    r"\u00aa\u00b5\u00ba\u00c0-\u02c1\u0370-\u0373\u0376-\u037d\u0386-\u0559\u0561-\u0587\u05d0-\u05ea"
    r"\u0900-\u0963\u1000-\u1fff\u3041-\u9fff\uac00-\ud7a3]"
)
"""What is no letter or digit: by ranges, which are scanned at twice the speed of a category."""

_SEPARATOR = re.compile(rf"[{BLANKS} ]")
_MARK = re.compile(f"[{DELETED}]")
_LATIN_LETTER = regex.compile(r"\p{Latin}")


class Folded:
    """A folded text that knows where each of its characters came from.

    Attributes:
        original: The text as given.
        text: The folded text, punctuation kept.
        words: The folded text with every character that is no letter, digit or blank turned into
            a blank, and one blank added at the end; same offsets as ``text``.
    """

    __slots__ = ("_edits", "_vocabulary", "original", "text", "words")

    def __init__(self, original: str, text: str, edits: list[tuple[int, int, int, int]]) -> None:
        self.original = original
        self.text = text
        self.words = _NON_WORD.sub(" ", text) + " "
        self._edits = edits
        self._vocabulary: frozenset[str] | None = None

    @property
    def vocabulary(self) -> frozenset[str]:
        """The different words."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.words.split())
        return self._vocabulary

    def start(self, index: int) -> int:
        """Offset in the original of the folded character at ``index``."""
        edits = self._edits
        k = bisect_right(edits, (index, len(self.original) + 1)) - 1
        if k < 0:
            return index
        _, original_start, folded_end, original_end = edits[k]
        if index < folded_end:
            return original_start
        return original_end + index - folded_end

    def end(self, index: int) -> int:
        """Offset in the original behind the folded character at ``index - 1``, its marks included."""
        if index <= 0:
            return 0
        edits = self._edits
        k = bisect_right(edits, (index - 1, len(self.original) + 1)) - 1
        if k < 0:
            end = index
        else:
            _, _, folded_end, original_end = edits[k]
            end = original_end if index - 1 < folded_end else original_end + index - folded_end
        if self.original[end : end + 1] in _PLAIN:
            return end
        trailing = _TRAILING.match(self.original, end)
        return trailing.end() if trailing else end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets (half-open) of the folded span ``[start, end)``."""
        return self.start(start), self.end(end)


def normalize(text: str) -> Folded:
    """Fold a text and keep the map back to its code points.

    Args:
        text: Any ``str``, lone surrogates and NUL included.

    Returns:
        The folded text; ``original[slice(*folded.span(a, b))]`` is what stood there.

    Example:
        >>> folded = normalize("حيّ الجُـورة")
        >>> folded.text
        'حي الجوره'
        >>> folded.span(3, 9)
        (4, 12)
    """
    folded = _fold_once(text, _TRIGGER_REPEATS if "  " in text else _TRIGGER)
    while "  " in folded.text:  # what stood between two blanks was deleted
        folded = _join_maps(folded, _fold_once(folded.text, _TRIGGER_REPEATS))
    return folded


def _fold_once(text: str, trigger: re.Pattern[str]) -> Folded:
    edits: list[tuple[int, int, int, int]] = []
    parts: list[str] = []
    last = 0
    shift = 0
    found = trigger.search(text)
    while found is not None:
        start = found.start()
        single = _SINGLE.get(text[start])
        if (
            single is not None
            and text[start + 1 : start + 2] not in _RUN_MEMBERS
            and (single != " " or text[start - 1 : start] != " ")
        ):
            end, replacement = start + 1, single
        else:
            end, replacement = _unfold(text, start)
        parts.append(text[last:start])
        parts.append(replacement)
        if len(replacement) != 1 or end - start != 1:
            edits.append((start + shift, start, start + shift + len(replacement), end))
            shift += len(replacement) - (end - start)
        last = end
        found = trigger.search(text, end)
    folded = "".join(parts) + text[last:] if parts else text
    return Folded(text, _fold_letters(folded), edits)


def fold(text: str) -> str:
    """Fold a name: as :func:`normalize`, with punctuation turned into blanks and the ends trimmed.

    Example:
        >>> fold("قرية  أبو-حَمام")
        'قريه ابو حمام'
    """
    return " ".join(normalize(text).words.split())


def _fold_letters(text: str) -> str:
    for letter, folded in LETTERS:
        text = text.replace(letter, folded)
    return text.lower()


def _join_maps(first: Folded, second: Folded) -> Folded:
    """One map for two passes, letter by letter: rare, so plain."""
    edits = [
        (index, first.start(second.start(index)), index + 1, first.end(second.end(index + 1)))
        for index in range(len(second.text))
    ]
    return Folded(first.original, second.text, edits)


def _unfold(text: str, start: int) -> tuple[int, str]:
    """End and folded form of the unusual run at ``start``."""
    run = _RUN.match(text, start)
    if run is None:
        return start + 1, text[start]
    found, kind, end = run.group(), run.lastgroup, run.end()
    if kind == "gap":
        if _SEPARATOR.search(found) is None or (start > 0 and text[start - 1] == " "):
            return end, ""
        return end, " "
    if kind == "rare":
        return end, RARE[found]
    if kind == "compatible":
        return end, _decompose(found)
    if kind == "apostrophe":
        return end, _fold_apostrophe(text, start, end)
    return end, ""


def _fold_apostrophe(text: str, start: int, end: int) -> str:
    """Nothing inside or behind a Latin word (``Mri'iyah``), a blank before a possessive s."""
    before = start
    while before and _MARK.match(text, before - 1):
        before -= 1
    if _LATIN_LETTER.match(text, before - 1) is None or not before:
        opens_word = _LATIN_LETTER.match(text, end) is not None and not text[before - 1 : before].isdigit()
        return "" if opens_word else _MARK.sub("", text[start:end])
    if text[end : end + 1] in ("s", "S") and _LATIN_LETTER.match(text, end + 1) is None:
        return " "
    return ""


@lru_cache(maxsize=2048)
def _decompose(char: str) -> str:
    """Base letters of a precomposed or presentation-form character."""
    decomposed = unicodedata.normalize("NFKD", char)
    kept = (RARE.get(part, part) for part in decomposed if unicodedata.combining(part) == 0)
    return "".join(kept).replace(" ", "").replace(araby.TATWEEL, "").replace(araby.HAMZA, "")
