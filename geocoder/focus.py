"""What a text is about: its places by what is said of each, areas also by what is said of the places in them.

A mention weighs more in the title and the first sentence and behind a word that tells an event, less behind
another place of its sentence, and little where an area only says where the place beside it lies ("قرية الزر
في ريف دير الزور الشرقي"), unless the sentence opens with the area ("البصيرة بلدة تضم حي النهر").
A place has the weight of its strongest mention and a share of the others.

An area is worth the more, the more is said of the places in it, without the largest of them.
So a village that was struck stays before its district, a bridge named once behind its town, and
the governorate that a report opens with before its twenty villages. The numbers: ``language/focus.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.language_files import read_language
from geocoder.model import Focus, Match, Place, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Mention, Relation

_MOST = 5
_STOP = re.compile(r"[.!؟?\n][.!؟?\n ]*")
_LARGE = frozenset({"country", "governorate", "district", "subdistrict", "region", "desert", "river", "city"})
"""What happened in a place of these kinds happened somewhere in it: told of an event, it is a frame still."""

_ELSEWHERE = frozenset({"near", "distance", "bearing", "between", "opposite", "adjacent"})
"""Relations that tell of another place than their anchors."""

_ATTACHED = frozenset({"ب", "ل"})


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of ``language/focus.toml``, which says what each is."""

    lead: float
    event: float
    later: float
    frame: float
    again: float
    back_reference: float
    spread: float
    kinds: dict[str, float]


class _Said:
    """A mention: its place, its weight, and whether its sentence tells of it, so that it is no frame."""

    __slots__ = ("is_told", "place", "weight")

    def __init__(self, place: Place, weight: float, *, is_told: bool) -> None:
        self.place = place
        self.weight = weight
        self.is_told = is_told


def rank_focus(
    reading: Reading, decided: Iterable[tuple[Draft, Mention]], relations: Sequence[Relation]
) -> tuple[Focus, ...]:
    """Places that a text is about, best first, at most five; scores are relative to the best."""
    scales = _Scales(reading, relations)
    for draft, mention in decided:
        if mention.place is not None and mention.status is not Status.FILTERED:
            scales.add(draft, mention, mention.place)
    places: dict[str, Place] = {}
    sums: dict[str, float] = {}
    strongest: dict[str, float] = {}
    for said in scales.found:
        each = said.place.id
        places[each] = said.place
        sums[each] = sums.get(each, 0.0) + said.weight
        strongest[each] = max(strongest.get(each, 0.0), said.weight)
    again = scales.weights.again
    scores = {each: again * sums[each] + (1.0 - again) * strongest[each] for each in places}
    _spread(places, scores, scales.weights.spread)
    return _ranked(places, scores)


class _Scales:
    """Weighs the mentions of a text in order.

    Attributes:
        found: The mentions so far.
        last: The last mention of this sentence that is no frame.
        has_subject: Whether one of this sentence is neither frame nor anchor.
    """

    __slots__ = (
        "anchors",
        "behind",
        "found",
        "has_subject",
        "last",
        "leads",
        "lexicon",
        "number",
        "stops",
        "weights",
        "words",
    )

    def __init__(self, reading: Reading, relations: Sequence[Relation]) -> None:
        text = reading.folded.text
        self.weights = focus_weights()
        self.lexicon = reading.index.lexicon
        self.words = reading.folded.words
        self.stops = [stop.span() for stop in _STOP.finditer(text)]
        self.leads = 2 if self.stops and text[self.stops[0][0]] == "\n" else 1
        self.anchors = [(each.start, each.end) for each in relations if each.relation in _ELSEWHERE]
        self.found: list[_Said] = []
        self.last: _Said | None = None
        self.has_subject = False
        self.number, self.behind = -1, 0

    def add(self, draft: Draft, mention: Mention, place: Place) -> None:
        """Weigh a mention, and the one before it down if that was the frame of this one."""
        sentence = bisect_left(self.stops, (draft.start, 0))
        if sentence != self.number:
            self.number, self.last, self.has_subject = sentence, None, False
            self.behind = self.stops[sentence - 1][1] if sentence else 0
        last, frame = self.last, self.weights.frame
        is_anchor = bool(self.anchors) and _holds(self.anchors, mention.start)
        if last is not None and draft.chained and last is self.found[-1]:
            said = _Said(place, last.weight, is_told=last.is_told)
        else:
            said = self._weigh(mention, place, self.words[self.behind : draft.start], is_anchor=is_anchor)
        self.found.append(said)
        self.behind = draft.end
        if last is not None and self._frames(said, last):
            said.weight *= frame
            return
        if last is not None and self._frames(last, said):
            last.weight *= frame
        self.last = said
        self.has_subject = self.has_subject or not is_anchor

    def _weigh(self, mention: Mention, place: Place, before: str, *, is_anchor: bool) -> _Said:
        """The weight of a mention behind the words between it and the one before it."""
        weights = self.weights
        weight = 1.0 + weights.lead if self.number < self.leads else 1.0
        is_told = not self.lexicon.events.isdisjoint(before.split())
        if is_told:
            weight += weights.event
            is_told = place.kind not in _LARGE
        elif self.has_subject or is_anchor:
            weight *= weights.later
        if not is_told:
            weight *= weights.kinds.get(place.kind, 1.0)
            is_told = self.last is None and place.kind not in weights.kinds and self._opens(before)
        if mention.match is Match.ANAPHOR:
            weight *= weights.back_reference
        return _Said(place, weight * mention.confidence, is_told=is_told)

    def _opens(self, before: str) -> bool:
        """Whether a name opens its sentence, alone or behind one word that is no preposition."""
        word = before.strip().removeprefix("و")
        return " " not in word and word not in _ATTACHED and word not in self.lexicon.locatives

    def _frames(self, area: _Said, inner: _Said) -> bool:
        """Whether a mention only says where the one beside it lies; an office that acts needs no frame."""
        if area.is_told or (inner.place.kind in self.weights.kinds and not inner.is_told):
            return False
        if area.place.kind == "region":
            return inner.place.kind != "region"
        return area.place.id in inner.place.ancestor_ids


def _holds(spans: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of some spans in order."""
    before = bisect_left(spans, (offset + 1, 0))
    return before > 0 and spans[before - 1][1] > offset


def _spread(places: dict[str, Place], scores: dict[str, float], share: float) -> None:
    """Raise areas by what is said of the places in them, the largest of these left out."""
    inside: dict[str, float] = {}
    for each, place in places.items():
        for area in place.ancestor_ids:
            if area in places:
                inside[area] = inside.get(area, 0.0) + scores[each]
    if not inside:
        return
    largest: dict[str, float] = {}
    for each, place in places.items():
        whole = scores[each] + inside.get(each, 0.0)
        for area in place.ancestor_ids:
            if area in inside and whole > largest.get(area, 0.0):
                largest[area] = whole
    for name, total in inside.items():
        scores[name] *= 1.0 + share * (total - largest[name])


def _ranked(places: dict[str, Place], scores: dict[str, float]) -> tuple[Focus, ...]:
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


@cache
def focus_weights() -> Weights:
    """The weights, read once.

    Raises:
        RulesError: The file is malformed.
    """
    table = {name.replace("-", "_"): value for name, value in read_language("focus.toml").items()}
    return Weights(**table)
