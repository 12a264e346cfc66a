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

from geocoder.index import Entry
from geocoder.match import Item

if TYPE_CHECKING:
    from geocoder.index import Index
    from geocoder.normalize import Folded

_WORD = re.compile(r"[a-z](?<![\w@/.=&%][a-z])[a-z]+[0-9]*(?![\w@/:=%]|\.\w)")
"""A Latin word that is no part of a link, an address or a handle (the letter first: it is scanned for)."""

_MAX_WORDS = 4
_GAPS = frozenset((" ", "-"))
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "as",
        "ash",
        "es",
        "esh",
        "ad",
        "ed",
        "adh",
        "ath",
        "an",
        "en",
        "ar",
        "er",
        "at",
        "et",
        "az",
        "ez",
        "ul",
    ]
)
_KUNYA = frozenset(
    ["abu", "abo", "abou", "aboo", "abi", "bu", "bou", "albu", "albou", "elbu", "abul", "aboul"]
)
"""Spellings of أبو، بو، البو and of أبو ال, which writers mix."""

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

_VOWELS = str.maketrans("", "", "aiu")
_FATHER = "abu"

_EXACT_MIN = 4
_LONG_SOUND = 6
"""Letters of a sound from which a word needs no capital to be a name."""

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


def phrase_sound(phrase: str) -> str:
    """The sound of a folded phrase, its words joined, articles left out."""
    return "".join(_heard(word) for word in phrase.split() if word not in _ARTICLES)


def skeleton(heard: str) -> str:
    """Consonants of a sound: what transliterations agree on."""
    return heard.translate(_VOWELS) or heard


def loose_skeleton(heard: str) -> str:
    """Consonants of a sound without h, which writers leave out or put in to draw a vowel out."""
    return skeleton(heard).replace("h", "")


class LatinNames:
    """Latin names of an index by skeleton."""

    def __init__(self, index: Index) -> None:
        self._is_local = index.is_local
        self._by_skeleton: dict[str, list[tuple[str, Entry]]] = {}
        for entry in index.entries:
            if entry.latin and entry.names:
                heard = phrase_sound(entry.core)
                if len(heard) >= _EXACT_MIN:
                    self._by_skeleton.setdefault(skeleton(heard), []).append((heard, entry))

    def knows(self, heard: str) -> bool:
        """Whether a name has the consonants of a sound."""
        return skeleton(heard) in self._by_skeleton

    def find(self, heard: str) -> tuple[Entry, float] | None:
        """The names that sound nearest, as one entry, with their similarity (0-1).

        Rivals behind the first gazetteer must sound the same: they are not guessed.
        """
        allowed = 2 if len(heard) >= _TWO_EDITS_MIN else 1 if len(heard) >= _ONE_EDIT_MIN else 0
        best = allowed + 1
        nearest: list[Entry] = []
        for other, entry in self._by_skeleton.get(skeleton(heard), ()):
            edits = Levenshtein.distance(heard, other, score_cutoff=best)
            if edits and not self._is_local(entry):
                continue
            if edits < best:
                best, nearest = edits, [entry]
            elif edits == best <= allowed:
                nearest.append(entry)
        if best > allowed:
            return None
        merged = nearest[0]
        if len(nearest) > 1:
            names_of_all = tuple(name for entry in nearest for name in entry.names)
            merged = Entry(merged.core, merged.latin, (), names_of_all)
        return merged, 1.0 - best / max(len(heard), 1)


def latin_items(folded: Folded, index: Index, names: LatinNames) -> Iterator[Item]:
    """Items for Latin words that sound like a name.

    Args:
        folded: The text.
        index: Names and cues.
        names: Latin names by skeleton.
    """
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(folded.text)]
    for first, (start, _, word) in enumerate(words):
        capital = folded.original[folded.start(start)].isupper()
        if not capital and word in index.common and word not in _ARTICLES:
            continue
        found = _longest(folded, index, names, words, first)
        if found is not None:
            yield found


def _longest(
    folded: Folded, index: Index, names: LatinNames, words: list[tuple[int, int, str]], first: int
) -> Item | None:
    """The longest run of words that sounds like a name, told by skeletons before anything else."""
    start, end, opening = words[first]
    heard = ""
    best: Item | None = None
    for count in range(1, min(_MAX_WORDS, len(words) - first) + 1):
        word_start, word_end, word = words[first + count - 1]
        if count > 1 and folded.text[end:word_start] not in _GAPS:
            break
        end = word_end
        if word in _ARTICLES:
            continue
        heard += _heard(word)
        if len(heard) < _EXACT_MIN or not names.knows(heard):
            continue
        found = names.find(heard)
        if found is None or (count == 1 and opening in index.common):
            continue
        entry, similarity = found
        spelt = [each for _, _, each in words[first : first + count] if each not in _ARTICLES]
        if similarity < 1.0 and any(each in index.common for each in spelt):
            continue
        is_name = (
            similarity == 1.0
            or count > 1
            or len(heard) >= _LONG_SOUND
            or folded.original[folded.start(word_start)].isupper()
        )
        if is_name:
            article = opening in _ARTICLES
            best = Item(start, start, start, end, "", entry, article=article, similarity=similarity)
    return best


@lru_cache(maxsize=65536)
def _heard(word: str) -> str:
    if word in _KUNYA:
        return _FATHER
    stripped = _ASSIMILATED.sub("", word)
    return sound(stripped if len(stripped) > 2 else word)
