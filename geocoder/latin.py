"""Transliterated names: one Arabic name, many Latin spellings, compared by sound.

``Deir ez-Zor``, ``Dayr az-Zawr`` and ``deirezzor`` meet in three steps: a skeleton of consonant
classes proposes names, the distance between vowel-folded sounds (RapidFuzz) decides, and the
consonants as they are written must be ones that stand for one Arabic letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from geocoder.index import Entry
from geocoder.match import Item, is_article, is_dashed

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
_LETTER_FORMS: tuple[tuple[str, str], ...] = (
    (r"sch", "x"), (r"[cs]h", "x"), (r"tsh", "x"), (r"kh", "K"), (r"gh", "G"), (r"ck|c", "k"),
    (r"dh", "D"), (r"th", "T"), (r"ph|v|f", "f"),
)  # fmt: skip
_LETTERS = tuple((re.compile(pattern), letter) for pattern, letter in _LETTER_FORMS)
_ONE_LETTER = frozenset(
    pair for one in ("kq", "qg", "kK", "gG", "dD", "dT", "DT", "Dz", "Tz") for pair in (one, one[::-1])
)
"""Consonants of one class that writers use for one Arabic letter; k and g, d and z they do not."""
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


_TOLD_APART = 3
"""Consonants below which a name must sound the same: too many words have two."""


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word as it sounds, loosely: consonant classes, three vowels, no doubling.

    Example:
        >>> sound("husseiniyah") == sound("husayniya")
        True
    """
    return _spoken(word, _CONSONANTS)


def _spoken(word: str, consonants: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    word = _ENDING.sub("a", word) if len(word) > 3 else word
    for pattern, letter in consonants:
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


@lru_cache(maxsize=65536)
def _written(phrase: str) -> str:
    """The consonants of a folded phrase, told apart more finely than they are heard."""
    parts = (_stem(word) for word in phrase.split() if word not in _ARTICLES)
    return skeleton("".join(_spoken(part, _LETTERS) for part in parts))


def written_alike(one: str, other: str, *, exact: bool = False) -> bool:
    """Whether two folded phrases of one skeleton may be spellings of one name, by their consonants.

    Args:
        one: A phrase.
        other: Another one.
        exact: Whether one Arabic letter may not be written in two ways.

    Example:
        >>> written_alike("qusour", "gusoor"), written_alike("tanker", "tangier")
        (True, False)
    """
    mine, theirs = _written(one), _written(other)
    if exact:
        return mine == theirs
    if len(mine) != len(theirs):
        return True
    return all(a == b or a + b in _ONE_LETTER for a, b in zip(mine, theirs, strict=True))


class LatinNames:
    """Latin names of an index by skeleton: those of the country, for a far name is not guessed."""

    def __init__(self, index: Index) -> None:
        self._is_local = index.is_local
        self._by_skeleton: dict[str, list[tuple[str, Entry]]] = {}
        for entry in index.entries:
            bare = any(not name.head_only for name in entry.names)
            if entry.latin and bare and index.is_of_the_country(entry):
                heard = phrase_sound(entry.core)
                if len(heard) >= _EXACT_MIN:
                    self._by_skeleton.setdefault(skeleton(heard), []).append((heard, entry))

    def knows(self, heard: str) -> bool:
        """Whether a name has the consonants of a sound."""
        return skeleton(heard) in self._by_skeleton

    def find(self, heard: str, phrase: str = "") -> tuple[Entry, float] | None:
        """The names that sound nearest, as one entry, with their similarity (0-1).

        Rivals behind the first gazetteer must sound the same and have the same consonants: they
        are not guessed.

        Args:
            heard: The sound.
            phrase: The words as they are written, when their consonants shall agree, too.
        """
        allowed = 2 if len(heard) >= _TWO_EDITS_MIN else 1 if len(heard) >= _ONE_EDIT_MIN else 0
        consonants = skeleton(heard)
        short = len(consonants) < _TOLD_APART
        if short:
            allowed = 0
        best = allowed + 1
        nearest: list[Entry] = []
        for other, entry in self._by_skeleton.get(consonants, ()):
            edits = Levenshtein.distance(heard, other, score_cutoff=best)
            local = self._is_local(entry)
            if edits > min(best, allowed) or (edits and not local):
                continue
            if phrase and not written_alike(phrase, entry.core, exact=not local):
                continue
            if short and phrase and ("z" in _written(phrase)) != ("z" in _written(entry.core)):
                continue  # Mazzeh is no Matha
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
    cased = _CAPITALISED.search(folded.original) is not None
    for first, (start, end, word) in enumerate(words):
        if word in _ARTICLES:
            if first + 1 == len(words) or not is_article(folded, start, end, words[first + 1][0], index):
                continue
        elif (
            word in index.common and word not in _KUNYA and not folded.original[folded.start(start)].isupper()
        ):
            continue
        found = _longest(folded, index, names, words, first, cased=cased)
        if found is not None:
            yield found


_CAPITALISED = re.compile(r"[A-Z][a-z]")
"""A word with a capital: in a text that has one, a word without is no name by its sound alone."""


def _longest(
    folded: Folded,
    index: Index,
    names: LatinNames,
    words: list[tuple[int, int, str]],
    first: int,
    *,
    cased: bool,
) -> Item | None:
    """The longest run of words that sounds like a name, told by skeletons before anything else."""
    start, end, opening = words[first]
    article = opening in _ARTICLES
    heard = ""
    spelt: list[str] = []
    named = False
    best: Item | None = None
    for count in range(1, min(_MAX_WORDS, len(words) - first) + 1):
        word_start, word_end, word = words[first + count - 1]
        if count > 1 and folded.text[end:word_start] not in _GAPS:
            break
        if not spelt:
            dashed = count > 1 and is_dashed(folded, end, word_start)
            named = dashed or folded.original[folded.start(word_start)].isupper()
        end = word_end
        if word in _ARTICLES:
            continue
        spelt.append(word)
        heard += _heard(word)
        if len(heard) < _EXACT_MIN or not names.knows(heard):
            continue
        if len(spelt) == 1 and not named and cased:
            continue
        if count == 1 and (opening in index.common or index.lexicon.is_given(opening)):
            continue
        found = names.find(heard, " ".join(spelt))
        sure = named or (not cased and (count > 1 or len(heard) >= _LONG_SOUND))
        if found is not None and (found[1] == 1.0 or (sure and index.common.isdisjoint(spelt))):
            entry, similarity = found
            best = Item(start, start, start, end, "", entry, article=article, similarity=similarity)
    return best


@lru_cache(maxsize=65536)
def _heard(word: str) -> str:
    return _FATHER if word in _KUNYA else sound(_stem(word))


def _stem(word: str) -> str:
    """A word without the article that is written in one with it; one spelling for "father"."""
    if word in _KUNYA:
        return _FATHER
    stripped = _ASSIMILATED.sub("", word)
    return stripped if len(stripped) > 2 else word
