"""Transliterated names: one Arabic name, many Latin spellings, compared by sound.

``Deir ez-Zor``, ``Dayr az-Zawr`` and ``deirezzor`` meet in two steps: a skeleton of consonant
classes proposes names, and the distance between vowel-folded sounds (RapidFuzz) decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from geocoder.match import Item

if TYPE_CHECKING:
    from geocoder.index import Entry, Index
    from geocoder.normalize import Folded

_WORD = re.compile(r"(?<![\w@/.=&%])[a-z]{2,}[0-9]*(?![\w@/:=%]|\.\w)")
"""A Latin word that is no part of a link, an address or a handle."""

_MAX_WORDS = 4
_ARTICLES = frozenset("al el as ash es esh ad ed adh ath an en ar er at et az ez ul".split())
_ASSIMILATED = re.compile(r"^[aeu](?:([zsdrtn])(?=\1)|(sh|th|dh)(?=\2))|^al(?=[bcdfghjkmnpqrstvwxyz])")
_GIVEN_FORMS: tuple[tuple[str, str], ...] = (
    (r"sch", "x"), (r"[cs]h", "x"), (r"tsh", "x"), (r"kh|gh|ck|q|g|c", "k"),
    (r"dh|th|z", "d"), (r"ph|v|f", "f"), (r"p", "b"), (r"j", "j"),
)  # fmt: skip
_CONSONANTS = tuple((re.compile(pattern), sound) for pattern, sound in _GIVEN_FORMS)
_ENDING = re.compile(r"(?:i{1,2}y{1,2}|iy|y)?[ae]h?$")
_ROUND = re.compile(r"(?:oo|ou|aw|au|ow|uw|u|o|w)+")
_FRONT = re.compile(r"(?:ee|ei|ey|ai|ay|ie|iy|i|e|y)+")
_OPEN = re.compile(r"a+")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[aiu])h(?=[^aiu]|$)")

_EXACT_MIN = 4
_ONE_EDIT_MIN = 5
_TWO_EDITS_MIN = 9
"""Letters of the sound that allow no, one or two edits; shorter names are too close to others."""


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word as it sounds, loosely: consonant classes, three vowels, no doubling.

    Example:
        >>> sound("husseiniyah") == sound("husayniya")
        True
    """
    word = _ENDING.sub("a", word) if len(word) > 3 else word
    for pattern, letter in _CONSONANTS:
        word = pattern.sub(letter, word)
    word = _ROUND.sub("u", word)
    word = _FRONT.sub("i", word)
    word = _OPEN.sub("a", word)
    word = _SILENT.sub("", word)
    return _DOUBLED.sub(r"\1", word)


def _strip_article(words: list[str]) -> list[str]:
    """Words without articles, written apart or assimilated (``ezzor``)."""
    kept = [word for word in words if word not in _ARTICLES]
    return [stripped if len(stripped := _ASSIMILATED.sub("", word)) > 2 else word for word in kept]  # noqa: PLR2004


def phrase_sound(phrase: str) -> str:
    """The sound of a folded phrase, its words joined, articles left out."""
    return "".join(sound(word) for word in _strip_article(phrase.split()))


def skeleton(heard: str) -> str:
    """Consonants of a sound: what transliterations agree on."""
    return re.sub(r"[aiu]", "", heard) or heard


class LatinNames:
    """Latin names of an index by skeleton."""

    def __init__(self, index: Index) -> None:
        self._by_skeleton: dict[str, list[tuple[str, Entry]]] = {}
        for entry in index.entries:
            if entry.latin and entry.names:
                heard = phrase_sound(entry.core)
                if len(heard) >= _EXACT_MIN:
                    self._by_skeleton.setdefault(skeleton(heard), []).append((heard, entry))

    def find(self, heard: str) -> tuple[Entry, float] | None:
        """The names that sound nearest, as one entry, with their similarity (0-1)."""
        allowed = 2 if len(heard) >= _TWO_EDITS_MIN else 1 if len(heard) >= _ONE_EDIT_MIN else 0
        best = allowed + 1
        nearest: list[Entry] = []
        for other, entry in self._by_skeleton.get(skeleton(heard), ()):
            edits = Levenshtein.distance(heard, other, score_cutoff=best)
            if edits < best:
                best, nearest = edits, [entry]
            elif edits == best <= allowed:
                nearest.append(entry)
        if best > allowed:
            return None
        merged = nearest[0]
        if len(nearest) > 1:
            merged = merged._replace(cues=(), names=tuple(name for entry in nearest for name in entry.names))
        return merged, 1.0 - best / max(len(heard), 1)


def latin_items(folded: Folded, index: Index, names: LatinNames) -> Iterator[Item]:
    """Items for Latin words that sound like a name.

    Args:
        folded: The text.
        index: Names and cues.
        names: Latin names by skeleton.
    """
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(folded.text)]
    for first in range(len(words)):
        start = words[first][0]
        if not _opens_name(folded, start, words[first][2]):
            continue
        found = _longest(folded, index, names, words, first)
        if found is not None:
            yield found


def _longest(
    folded: Folded, index: Index, names: LatinNames, words: list[tuple[int, int, str]], first: int
) -> Item | None:
    start = words[first][0]
    for count in range(min(_MAX_WORDS, len(words) - first), 0, -1):
        run = words[first : first + count]
        end = run[-1][1]
        if any(folded.text[a[1] : b[0]] != " " for a, b in zip(run, run[1:], strict=False)):
            continue
        texts = [word for _, _, word in run]
        if texts[-1] in _ARTICLES or (count == 1 and (texts[0] in _ARTICLES or texts[0] in index.common)):
            continue
        heard = phrase_sound(" ".join(texts))
        if len(heard) < _EXACT_MIN:
            continue
        found = names.find(heard)
        if found is None:
            continue
        entry, similarity = found
        if similarity < 1.0 and not folded.original[folded.start(run[-1][0])].isupper() and count == 1:
            continue
        return Item(start, start, start, end, "", entry, article=texts[0] in _ARTICLES, similarity=similarity)
    return None


def _opens_name(folded: Folded, start: int, word: str) -> bool:
    """Whether a name may begin here: a capital, an article, or a rare word (Arabizi)."""
    return folded.original[folded.start(start)].isupper() or len(word) > 2  # noqa: PLR2004 - "el", "al", "de"
