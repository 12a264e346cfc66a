"""Decide whether a weak name (also an ordinary word) is meant as a place: something must support it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.lexicon import Role

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Place
    from geocoder.resolve import Context

_PARTICLES = frozenset("بل")
"""Clitics that are prepositions; the conjunctions و and ف support nothing."""


def support(reading: Reading, draft: Draft, place: Place, context: Context, neighbours: bool) -> str:
    """What supports a weak name, empty when nothing does.

    Args:
        reading: The text.
        draft: The mention.
        place: Its best candidate.
        context: What the sure mentions of the text lie in.
        neighbours: Whether a member of the same list is a sure place.
    """
    if reading.query:
        return "the query is a place"
    if neighbours:
        return "listed with a sure place"
    if not _shares_area(place, context):
        return ""
    folded = reading.folded
    token = draft.token
    if token is None:
        return ""
    first = token.item.word_start
    before = folded.text[max(0, first - 1) : first]
    if before == "#":
        return "hashtag"
    if token.item.clitics and token.item.clitics[-1] in _PARTICLES:
        return f"preposition {token.item.clitics[-1]}"
    word_start = folded.words.rfind(" ", 0, max(first - 1, 0)) + 1
    word = folded.words[word_start : first - 1]
    if before == " " and word in reading.index.lexicon.locatives:
        return f"preposition {word}"
    if before == " " and word[1:] in reading.index.lexicon.locatives and word[:1] in "وف":
        return f"preposition {word}"
    if folded.text[draft.end : draft.end + 1] == ":" and _opens_line(folded.text, first):
        return "label of a line"
    for other in reading.tokens:
        if other.item.end == first - 1 and other.cue(Role.RELATION) is not None:
            return f"relation {reading.folded.words[other.item.start : other.item.end]}"
    return ""


def _opens_line(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return not line.strip(" #*•-")


def _shares_area(place: Place, context: Context) -> bool:
    """Whether a sure mention lies in, or is, an area around the place (below the country)."""
    areas = place.ancestor_ids[:-1] if len(place.ancestor_ids) > 1 else place.ancestor_ids
    return any(context.named[area] or context.areas[area] for area in areas)
