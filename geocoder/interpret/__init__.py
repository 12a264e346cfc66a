"""Read the items found in a text as mentions: heads, lists, filters, regions, back-references."""

from __future__ import annotations

from geocoder.interpret.anaphora import draft_anaphors
from geocoder.interpret.coordinates import draft_coordinates
from geocoder.interpret.draft import Draft, Reading
from geocoder.interpret.filters import filter_drafts
from geocoder.interpret.hashtags import filter_hashtags
from geocoder.interpret.named import draft_names
from geocoder.interpret.regions import draft_regions
from geocoder.interpret.unknown import draft_unknown
from geocoder.spans import Spans

__all__ = ["interpret"]


def interpret(reading: Reading) -> list[Draft]:
    """Drafts of a text in order, those that are no places marked with their reason."""
    drafts = draft_names(reading)
    filter_drafts(reading, drafts)
    if "region" in reading.rules:
        drafts += draft_regions(reading, drafts)
    if "unknown-name" in reading.rules:
        drafts += draft_unknown(reading, drafts)
    if "coordinates" in reading.rules:
        drafts = _add_coordinates(drafts, draft_coordinates(reading))
    drafts.sort(key=_position)
    filter_hashtags(reading, drafts)
    if "back-reference" in reading.rules:
        drafts += draft_anaphors(reading, drafts)
        drafts.sort(key=_position)
    return drafts


def _add_coordinates(drafts: list[Draft], points: list[Draft]) -> list[Draft]:
    """Coordinates win over names read inside them (a link holds words too)."""
    if not points:
        return drafts
    taken = Spans((point.start, point.end) for point in points)
    free = [each for each in drafts if not taken.overlap(each.start, each.end)]
    return free + points


def _position(draft: Draft) -> tuple[int, int]:
    return draft.start, -draft.end
