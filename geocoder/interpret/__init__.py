"""Read the items found in a text as mentions: heads, lists, filters, regions, back-references."""

from __future__ import annotations

from geocoder.interpret.anaphora import draft_anaphors
from geocoder.interpret.draft import Draft, Reading, draft_names
from geocoder.interpret.filters import filter_drafts
from geocoder.interpret.hashtags import filter_hashtags
from geocoder.interpret.regions import draft_regions
from geocoder.interpret.unknown import draft_unknown

__all__ = ["interpret"]


def interpret(reading: Reading) -> list[Draft]:
    """Drafts of a text in order, those that are no places marked with their reason."""
    drafts = draft_names(reading)
    filter_drafts(reading, drafts)
    if "region" in reading.rules:
        drafts += draft_regions(reading, drafts)
    if "unknown-name" in reading.rules:
        drafts += draft_unknown(reading, drafts)
    drafts.sort(key=_position)
    if "topic-hashtag" in reading.rules:
        filter_hashtags(reading, drafts)
    if "back-reference" in reading.rules:
        drafts += draft_anaphors(reading, drafts)
        drafts.sort(key=_position)
    return drafts


def _position(draft: Draft) -> tuple[int, int]:
    return draft.start, -draft.end
