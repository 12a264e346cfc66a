"""Bring a place string into the order that the rules read: location fields are written in many ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.lexicon import Role, split_article
from geocoder.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.index import Index
    from geocoder.lexicon import Head, Lexicon
    from geocoder.model import Mention

_DOUBLED_MIN = 4
_HEAD_WORDS = 3
_LEADING = frozenset({"the", "a"})
_JOINING = frozenset({"of", "in", "at"})
_PARTED = (",", "\u060c", ";", "(", "/", " - ", " \u2013 ")
"""What ends the part of a query that a noun at its beginning belongs to."""


def undoubled(query: str) -> str:
    """The half of a query that says one thing twice without a blank between, else the query.

    Example:
        >>> undoubled("هجينهجين")
        'هجين'
    """
    stripped = query.strip()
    half = stripped[: len(stripped) // 2]
    return half if len(half) >= _DOUBLED_MIN and half + half == stripped else query


def reordered(query: str, lexicon: Lexicon) -> tuple[str, frozenset[str]]:
    """A query with the English noun of a facility behind its name, and the kinds the noun is for.

    Both are empty when no such noun opens the query.

    Example:
        >>> from geocoder.lexicon import load_lexicon
        >>> reordered("Hospital of Hajin, Deir ez-Zor", load_lexicon())[0]
        'Hajin Hospital, Deir ez-Zor'
    """
    stop = min((place for mark in _PARTED if (place := query.find(mark)) > 0), default=len(query))
    words = query[:stop].split()
    while words and words[0].lower() in _LEADING:
        words = words[1:]
    for count in range(min(_HEAD_WORDS, len(words) - 1), 0, -1):
        head = _facility(" ".join(words[:count]), lexicon)
        rest = words[count:]
        while head is not None and len(rest) > 1 and rest[0].lower() in _JOINING | _LEADING:
            rest = rest[1:]
        if head is not None and fold(rest[0]) not in lexicon.locatives and not _places(rest, lexicon):
            noun = [word for word in words[:count] if word.lower() not in _JOINING]
            return " ".join((*rest, *noun)) + query[stop:], head.kinds
    return "", frozenset()


def _places(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words open with a relation ("near Hajin", "next to Hajin")."""
    return any(
        cue.role is Role.RELATION
        for count in (1, 2)
        for cue in lexicon.cues.get(fold(" ".join(words[:count])), ())
    )


def half_read(query: str, mentions: Sequence[Mention], index: Index) -> str:
    """The first part of a query when a word in it was neither read nor is an ordinary one, else empty.

    The name read in it may then be a part of a longer one that is misspelt ("Eastern Ghribeh").
    """
    stop = min((place for mark in _PARTED if (place := query.find(mark)) > 0), default=len(query))
    phrase = query[:stop]
    first = [mention for mention in mentions if mention.end <= stop]
    if not first:
        return ""
    for mention in first:
        phrase = phrase[: mention.start] + " " * (mention.end - mention.start) + phrase[mention.end :]
    words = [split_article(word)[0] for word in fold(phrase).split()]
    return query[:stop] if any(_is_name(word, index) for word in words) else ""


def _is_name(word: str, index: Index) -> bool:
    """Whether a word that was not read may be a part of a name; a compass word may, too."""
    cues = index.lexicon.cues.get(word, ())
    if cues:
        return any(cue.role is Role.DIRECTION for cue in cues)
    return len(word) >= _WORD_MIN and word not in index.common


_WORD_MIN = 3


def _facility(phrase: str, lexicon: Lexicon) -> Head | None:
    """The class of an English noun for something smaller than a town."""
    for cue in lexicon.cues.get(fold(phrase), ()):
        if cue.role is Role.HEAD and cue.head is not None and cue.head.follows and cue.number == 1:
            return None if cue.head.kinds & _SETTLED else cue.head
    return None


_SETTLED = frozenset({"city", "town", "village", "neighbourhood", "district", "subdistrict", "governorate"})
