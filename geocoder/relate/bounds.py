"""Sentences that bound a place: "يحدها من الشمال X ومن الجنوب Y" puts it south of X and north of Y."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geocoder.lexicon import DIRECTION_DEGREES, Role
from geocoder.relate.said import SENTENCE_ENDS, Said, anchor_start

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

_REACH = 120
"""Letters between the verb and a side that it still bounds."""
_OPENERS = (" من ", " ومن ")


def bound(reading: Reading, draft: Draft) -> Said | None:
    """What lies on one side of a place that the sentence bounds: the place is adjacent, on the other side."""
    text = reading.folded.text
    anchor = anchor_start(draft)
    place = bisect_right(reading.tokens, anchor, key=lambda token: token.item.end) - 1
    side = reading.tokens[place].cue(Role.DIRECTION) if place >= 0 else None
    if side is None:
        return None
    item = reading.tokens[place].item
    start = item.start
    if item.article and text[:start].endswith(_OPENERS):
        start -= len("من ")
    elif not item.entry.core.endswith("ا"):  # شرقا
        return None
    verbs = reading.index.lexicon.words["bounds"]
    between = text[item.end : anchor].split()
    clause = text[max(0, item.word_start - _REACH) : item.word_start]
    clause = clause[max(clause.rfind(sign) for sign in SENTENCE_ENDS) + 1 :]
    if len(between) > 1 or verbs.isdisjoint(between or clause.split()):
        return None
    return Said(start, "adjacent", (DIRECTION_DEGREES[side.value] + 180.0) % 360.0)
