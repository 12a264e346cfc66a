"""Bring a place string into the order that the rules read: location fields are written in many ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.lexicon import Role
from geocoder.normalize import fold

if TYPE_CHECKING:
    from geocoder.lexicon import Head, Lexicon

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
        >>> from geocoder.word_classes import load_lexicon
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


def _facility(phrase: str, lexicon: Lexicon) -> Head | None:
    """The class of an English noun for something smaller than a town."""
    for cue in lexicon.cues.get(fold(phrase), ()):
        if cue.role is Role.HEAD and cue.head is not None and cue.head.follows and cue.number == 1:
            return None if cue.head.kinds & _SETTLED else cue.head
    return None


_SETTLED = frozenset({"city", "town", "village", "neighbourhood", "district", "subdistrict", "governorate"})
