"""What a text is about: distinct places ranked by position, events, repetition and specificity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.model import Focus, Match, Place, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Mention

_MOST = 5
_SENTENCE = re.compile(r"[.!؟?\n]")

_FIRST_SENTENCE = 1.0
_EVENT = 0.8
_AGAIN = 0.4
_BACK_REFERENCE = 0.2
_SPECIFIC = 0.8
"""Times the rank of the kind (0 to 1): a quarter says more than its governorate."""

_FRAME = 0.35
"""Share kept by an area whose inner places are named too: the frame gives way to what lies in it."""

_ABROAD = 0.3
"""Share kept by countries: they set scenes and send troops."""


def rank_focus(reading: Reading, decided: Iterable[tuple[Draft, Mention]]) -> tuple[Focus, ...]:
    """Places that a text is about, best first, at most five; scores are relative to the best."""
    text = reading.folded.text
    first = _SENTENCE.search(text)
    first_end = first.start() if first else len(text)
    scores: dict[str, float] = {}
    places: dict[str, Place] = {}
    for draft, mention in decided:
        place = mention.place
        if place is None or mention.status is Status.FILTERED:
            continue
        if place.id not in scores:
            places[place.id] = place
            scores[place.id] = mention.confidence + _SPECIFIC * kind(place.kind).rank / 100
            scores[place.id] += _FIRST_SENTENCE if draft.start <= first_end else 0.0
            scores[place.id] += _EVENT if _has_event(reading, draft) else 0.0
        else:
            scores[place.id] += _BACK_REFERENCE if mention.match is Match.ANAPHOR else _AGAIN
    return _ranked(scores, places)


def _ranked(scores: dict[str, float], places: dict[str, Place]) -> tuple[Focus, ...]:
    outer = {area for place in places.values() for area in place.ancestor_ids}
    for place_id, place in places.items():
        if place_id in outer or place.kind == "region":
            scores[place_id] *= _FRAME if len(places) > 1 else 1.0
        elif place.kind == "country":
            scores[place_id] *= _ABROAD
    best = max(scores.values(), default=1.0)
    order: Sequence[str] = sorted(
        scores, key=lambda each: (-scores[each], -kind(places[each].kind).rank, each)
    )
    return tuple(
        Focus(
            places[each].id,
            round(scores[each] / best, 3),
            places[each].latitude,
            places[each].longitude,
            places[each].radius_m,
        )
        for each in order[:_MOST]
    )


def _has_event(reading: Reading, draft: Draft) -> bool:
    """Whether one of the six words before a mention, in its sentence, tells an event."""
    opening = max(0, draft.start - _EVENT_WINDOW)
    for stop in _SENTENCE.finditer(reading.folded.text, opening, draft.start):
        opening = stop.end()
    events = reading.index.lexicon.events
    for word in reading.folded.words[opening : draft.start].split()[-6:]:
        if word in events or (word[:1] in _JOINED and (word[1:] in events or word[3:] in events)):
            return True
        if word.startswith("ال") and word[2:] in events:
            return True
    return False


_EVENT_WINDOW = 60
_JOINED = frozenset("وبف")
