"""Find what nothing read in a place string: the words left over, part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geocoder.lexicon import ARTICLE, Head, Role, split_article
from geocoder.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geocoder.index import Index
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.normalize import Folded

_PARTING = re.compile(r"[,\u060c;\u061b/\\|>:()\[\]{}\n\t\u2022\u00b7]|[-\u2010-\u2015\u2212]")
_LATIN_HYPHEN = re.compile(r"(?<=[a-zA-Z])['\u2019]?[-\u2010]['\u2019]?(?=[a-zA-Z])")
"""A hyphen between Latin letters belongs to the name (Deir-ez-Zor)."""

_WORD = re.compile(r"[^ ]+")
_WORD_MIN = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of one part of a query that nothing read; offsets are those of the folded query.

    Attributes:
        start, end: The words left over.
        part: The whole part, without a generic noun at its beginning.
        alone: Whether no name was read in the part.
        latin: Whether the words are Latin.
        head: The generic noun before or behind the words.
        beside: Whether a name that was read stands directly beside them.
        compass: Whether they hold a compass word that measures nothing ("Eastern Ghribeh").
        ordinary: Whether they are ordinary words: beside a name that is an ordinary word, too, or one
            that is a part by itself.
    """

    start: int
    end: int
    part: tuple[int, int]
    alone: bool
    latin: bool
    head: Head | None = None
    beside: bool = False
    compass: bool = False
    ordinary: bool = False


@dataclass(slots=True)
class Word:
    """A folded word of a query, with what it was read as."""

    start: int
    end: int
    text: str
    parted: bool
    """Whether a sign that parts names stands before it."""
    named: bool = False
    read: bool = False
    head: Head | None = None
    compass: bool = False
    joined: bool = False
    """Whether it belongs to a mention, as a name or as its noun."""
    person: bool = False
    """Whether what stands behind it is a person's name."""


def read_parts(reading: Reading, drafts: Sequence[Draft], *, related: bool) -> list[list[Word]]:
    """The words of a query by its parts, with what each was read as.

    Args:
        reading: The query.
        drafts: What was read in it.
        related: Whether a relation was read, which takes the compass words.
    """
    words = _words(reading.folded)
    _mark(words, reading, drafts, related=related)
    return _parts(words)


def find_gaps(parts: Sequence[list[Word]], index: Index) -> list[Gap]:
    """The words that may be a name, or a part of one, and were not read."""
    return [gap for part in parts if not all(word.read for word in part) for gap in _gaps(part, index)]


def has_name(query: str, index: Index) -> bool:
    """Whether a query holds a word that may name a place: neither an ordinary word nor a cue."""
    return any(_is_name(word, index) for word in fold(query).replace("-", " ").split())


def is_noun(query: str, index: Index) -> bool:
    """Whether a query holds nothing but generic nouns, other cues and prepositions (في السوق)."""
    lexicon = index.lexicon
    return all(
        word in lexicon.locatives or split_article(word)[0] in lexicon.cues for word in fold(query).split()
    )


def unstated(reading: Reading) -> bool:
    """Whether a part of a query says that the place within the others is not known (غير محدد)."""
    said = reading.index.lexicon.unstated
    if not any(phrase in reading.folded.words for phrase in said):
        return False
    return any(" ".join(word.text for word in part) in said for part in _parts(_words(reading.folded)))


def _words(folded: Folded) -> list[Word]:
    words: list[Word] = []
    behind = 0
    for match in _WORD.finditer(folded.words):
        start, end = folded.span(match.start(), match.end())
        between = folded.original[max(0, behind - 1) : start + 1]
        parted = _PARTING.search(_LATIN_HYPHEN.sub("", between)) is not None
        words.append(Word(match.start(), match.end(), match.group(), parted and behind > 0))
        behind = end
    return words


def _mark(words: list[Word], reading: Reading, drafts: Sequence[Draft], *, related: bool) -> None:
    """Say of each word what it was read as."""
    names = [
        (
            draft.token.item.word_start if draft.token is not None and not draft.region else draft.start,
            draft.end,
        )
        for draft in drafts
        if (draft.names and not draft.reason) or draft.point is not None
    ]
    tokens = iter(reading.tokens)
    token = next(tokens, None)
    for word in words:
        while token is not None and token.item.end <= word.start:
            token = next(tokens, None)
        word.joined = any(draft.start <= word.start < draft.end for draft in drafts if not draft.reason)
        word.named = word.read = any(start <= word.start < end for start, end in names)
        if token is not None and token.item.word_start <= word.start and not word.named:
            cue = token.cue(Role.HEAD)
            # nouns that only refer back introduce nothing in a form ("الموقع: البصيرة")
            word.head = cue.head if cue is not None and cue.article is not True else None
            word.compass = not related and token.cue(Role.DIRECTION) is not None
            word.read = not word.compass
            word.person = cue is None and token.cue(Role.FILTER_BEFORE) is not None


def _parts(words: list[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for word in words:
        if word.parted or not parts:
            parts.append([])
        parts[-1].append(word)
    return parts


def _gaps(part: list[Word], index: Index) -> Iterator[Gap]:
    """The runs of unread words of a part that hold one that may name a place."""
    first, last = 0, len(part)
    while first < last - 1 and _is_noun(part[first], follows=False):
        first += 1
    while first < last - 1 and _is_noun(part[last - 1], follows=True):
        last -= 1
    whole = part[first].start, part[last - 1].end
    for begin, place, end in _runs(part, index):
        run = part[place:end]
        around = [*part[max(0, begin - 1) : begin], *part[end : end + 1]]
        compass = any(word.compass for word in run)
        plain = not compass and not any(_is_name(word.text, index) for word in run)
        single = len(part) == 1
        if not plain or single or any(each.named and _is_ordinary(each.text, index) for each in around):
            yield Gap(
                run[0].start,
                run[-1].end,
                whole,
                alone=not any(word.named for word in part),
                latin=run[0].text.isascii(),
                head=next((each.head for each in around if each.head is not None and not each.named), None),
                beside=any(each.named for each in around),
                compass=compass,
                ordinary=plain,
            )


def _is_noun(word: Word, *, follows: bool) -> bool:
    """Whether a word is a generic noun that is no part of the name (before it, or in English behind it)."""
    return not word.named and word.head is not None and word.head.follows is follows


def _runs(part: list[Word], index: Index) -> Iterator[tuple[int, int, int]]:
    """Where unread words stand together: from where, from where without prepositions, and up to where."""
    place = 0
    while place < len(part):
        begin = end = place
        while end < len(part) and not part[end].read:
            end += 1
        while place < end and part[place].text in index.lexicon.locatives:
            place += 1
        if place < end and not (place and part[place - 1].person):
            yield begin, place, end
        place = max(place, end) + 1


def _is_ordinary(word: str, index: Index) -> bool:
    return word in index.common or split_article(word)[0] in index.common


def _is_name(word: str, index: Index) -> bool:
    """Whether a word that was not read may be a part of a name."""
    if word in index.lexicon.openers:
        return True
    core, _ = split_article(word)
    return (
        len(core) >= _WORD_MIN
        and core.isalpha()
        and core not in index.lexicon.hedges
        and core not in index.lexicon.cues
        and core not in index.common
        and ARTICLE + core not in index.common
    )
