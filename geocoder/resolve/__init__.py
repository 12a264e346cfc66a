"""Choose one place per mention, or say why none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.resolve.context import Context
from geocoder.resolve.decide import decide
from geocoder.resolve.score import score_draft
from geocoder.resolve.support import require_support
from geocoder.resolve.weights import load_weights

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Mention

__all__ = ["resolve"]


def resolve(reading: Reading, drafts: list[Draft]) -> list[tuple[Draft, Mention]]:
    """Mentions of a text in order with their drafts, filtered ones included."""
    weights = load_weights()
    context = Context(reading, drafts)
    scores = {id(draft): score_draft(reading, draft, context, weights) for draft in drafts if draft.names}
    require_support(reading, drafts, scores, context)
    decided = ((draft, decide(reading, draft, scores, weights)) for draft in drafts)
    return [(draft, mention) for draft, mention in decided if mention is not None]
