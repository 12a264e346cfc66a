"""Choose one place per mention, or say why none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.model import Match
from geocoder.resolve.antecedents import refer
from geocoder.resolve.context import Context
from geocoder.resolve.decide import decide
from geocoder.resolve.salience import Memory
from geocoder.resolve.score import score_draft
from geocoder.resolve.support import require_support
from geocoder.resolve.weights import load_weights

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Mention
    from geocoder.resolve.support import Scores

__all__ = ["resolve", "score_drafts"]


def score_drafts(reading: Reading, drafts: list[Draft], *, include_filtered: bool = False) -> Scores:
    """Candidates of each draft, best first, by the draft's identity; drafts without support are marked."""
    weights = load_weights()
    context = Context(reading, drafts)
    asked = (draft for draft in drafts if draft.names and (include_filtered or not draft.reason))
    scores = {id(draft): score_draft(reading, draft, context, weights) for draft in asked}
    require_support(reading, drafts, scores, context)
    return scores


def resolve(
    reading: Reading, drafts: list[Draft], *, include_filtered: bool = False
) -> list[tuple[Draft, Mention]]:
    """Mentions of a text in order with their drafts; those that are no places only if asked for."""
    weights = load_weights()
    scores = score_drafts(reading, drafts, include_filtered=include_filtered)
    behind = [place for place, draft in enumerate(drafts) if draft.match is Match.ANAPHOR]
    nouns = [head.name for place in behind if (head := drafts[place].head) is not None]
    memory = Memory(reading, weights, nouns) if behind else None
    decided: list[tuple[Draft, Mention]] = []
    for number, draft in enumerate(drafts):
        if draft.reason and not include_filtered:
            continue
        mention: Mention | None
        if draft.match is Match.ANAPHOR:
            mention = refer(memory, draft, scores) if memory is not None else None
        else:
            mention = decide(reading, draft, scores, weights)
        if mention is not None:
            decided.append((draft, mention))
            if memory is not None and number < behind[-1]:
                memory.add(draft, mention)
    return decided
