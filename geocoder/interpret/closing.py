"""Plural nouns behind a list of English names, which belong to all of them (the Omar and Tanak fields)."""

from __future__ import annotations

from functools import cache

from geocoder.interpret.gaps import joins
from geocoder.lexicon import Head
from geocoder.match import Item
from geocoder.normalize import Folded
from geocoder.word_classes import load_lexicon

_PLURAL = 3


@cache
def _plural_nouns() -> frozenset[str]:
    """Last words of English plural nouns that stand behind a name."""
    return frozenset(
        phrase.rsplit(" ", 1)[-1]
        for phrase, cues in load_lexicon().cues.items()
        if any(
            cue.head is not None and cue.head.follows and cue.number == _PLURAL and not cue.sided
            for cue in cues
        )
    )


def closing_nouns(folded: Folded, items: list[Item]) -> dict[int, Head]:
    """The noun that closes the list of each name, by where the name begins behind its article.

    Args:
        folded: The text.
        items: What was found in it, sorted.
    """
    found: dict[int, Head] = {}
    if _plural_nouns().isdisjoint(folded.vocabulary):
        return found
    for place, item in enumerate(items):
        if item.entry.latin and item.entry.cues and (head := _closing(item)) is not None:
            member = _before(items, place, item)
            if member is None or folded.text[member.end : item.word_start] != " ":
                continue
            while member is not None:
                found.setdefault(member.core, head)
                previous = _before(items, items.index(member), member)
                if previous is None or not joins(folded.text[previous.end : member.word_start]):
                    break
                member = previous
    return found


def _closing(item: Item) -> Head | None:
    for cue in item.entry.cues:
        if cue.head is not None and cue.head.follows and cue.number == _PLURAL and not cue.sided:
            return cue.head
    return None


def _before(items: list[Item], place: int, item: Item) -> Item | None:
    """The name that ends last before an item; of several that end there, the longest."""
    best: Item | None = None
    for other in items[max(0, place - _LOOK_BACK) : place]:
        if other.entry.names and other.end < item.word_start and (best is None or other.end > best.end):
            best = other
    return best


_LOOK_BACK = 8
"""Items before a name in which the member of its list before it is looked for."""
