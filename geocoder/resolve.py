"""Choose one place per mention, or say why none: scores from names, nouns, parents and neighbours."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from geocoder.countryside import region_place
from geocoder.model import Candidate, Enclosing, Evidence, Match, Mention, Place, PlaceId, Status
from geocoder.support import support
from geocoder.weights import Weights, load_weights

if TYPE_CHECKING:
    from geocoder.index import NameEntry
    from geocoder.interpret.draft import Draft, Reading


class Scored(NamedTuple):
    """A candidate place with its score and reasons."""

    score: float
    place: Place
    entry: NameEntry
    evidence: tuple[Evidence, ...]
    supported: bool


class Context:
    """What the whole text says: which areas its sure mentions lie in."""

    __slots__ = ("areas", "frames", "named")

    def __init__(self, reading: Reading, drafts: list[Draft]) -> None:
        places = reading.index.places
        self.named: Counter[str] = Counter()
        self.areas: Counter[str] = Counter()
        self.frames: list[tuple[int, Place]] = []
        for draft in drafts:
            if draft.reason or not draft.names or draft.match is Match.ANAPHOR:
                continue
            strong = [name for name in draft.names if not name.weak or draft.head is not None]
            owners = {name.place for name in strong}
            if draft.region is not None or len(owners) == 1:
                place = places[draft.names[0].place if not owners else min(owners)]
                self.named[place.id] += 1
                self.areas.update(place.ancestor_ids)
                if place.kind in _FRAMES:
                    self.frames.append((draft.start, place))
            elif len(owners) > 1:  # an ambiguous name counts for what its readings share
                shared = set.intersection(*(set((places[o].id, *places[o].ancestor_ids)) for o in owners))
                self.areas.update(shared)

    def around(self, place: Place) -> str:
        """The named place that contains a candidate, empty when none does."""
        for ancestor_id in place.ancestor_ids:
            if self.named[ancestor_id]:
                return ancestor_id
        return ""

    def frame(self, start: int) -> Place | None:
        """The city, governorate or country that the text named last before an offset."""
        last = None
        for offset, place in self.frames:
            if offset >= start:
                break
            last = place
        return last

    def siblings(self, place: Place) -> int:
        """How many sure mentions share a parent (below the governorate) with a candidate."""
        return self.areas[place.parent_id] if place.parent_id is not None else 0


def score_draft(reading: Reading, draft: Draft, context: Context, weights: Weights) -> list[Scored]:
    """Candidates of a mention, best first; one per place."""
    best: dict[str, Scored] = {}
    for entry in draft.names:
        scored = _score(reading, draft, entry, context, weights)
        known = best.get(scored.place.id)
        if known is None or scored.score > known.score:
            best[scored.place.id] = scored
    return sorted(best.values(), key=lambda each: (-each.score, each.place.id))


def _score(reading: Reading, draft: Draft, entry: NameEntry, context: Context, weights: Weights) -> Scored:
    place = reading.index.places[entry.place]
    evidence: list[Evidence] = []
    score = weights["name"]
    supported = not entry.weak
    if entry.weak:
        score += weights["weak"]
    if entry.derived:
        score += weights["derived"]
    if draft.token is not None and entry.article != draft.token.item.article and not draft.token.item.entry.latin:
        score += weights["article"]
    head = draft.head or draft.list_head
    if head is not None:
        fit = head.fits(place.kind)
        score += weights["head-fit"] if fit == 1.0 else weights["head-near"] if fit else weights["head-misfit"]
        if fit:
            supported = True
        if fit < 1.0:
            evidence.append(Evidence("kind-fit", f"{head.name} / {place.kind}: {fit:g}"))
    elif _is_headed(entry, draft):
        score += weights["headed"]
        supported = True
    else:
        score += weights["rank"] * _prominence(place)
    if draft.region is not None and place.kind == "governorate":
        score += weights["region-governorate"]
    around = context.around(place)
    if around:
        score += weights["parent"]
        supported = supported or draft.match is Match.FUZZY
        evidence.append(Evidence("parent-in-text", around))
    frame = context.frame(draft.start)
    if frame is not None and frame.id != place.id:
        inside = _inside(place, frame)
        if inside:
            score += weights["frame"]
    apposed = _apposed(reading, draft, context)
    if apposed is not None and apposed.id != place.id:
        inside = _inside(place, apposed)
        score += weights["in-apposition"] if inside else weights["out-of-apposition"]
        evidence.append(Evidence("apposition", f"{'in' if inside else 'not in'} {apposed.title}"))
    if context.siblings(place) > 1 or (context.siblings(place) and not context.named[place.id]):
        score += weights["sibling"]
    score += weights["edits"] * (1.0 - draft.fuzzy)
    return Scored(score, place, entry, tuple(evidence), supported)


def _inside(place: Place, area: Place) -> bool:
    """Whether a place lies in an area, or in the governorate that a city seats."""
    if area.id in place.ancestor_ids:
        return True
    return area.kind == "city" and area.parent_id is not None and area.parent_id in place.ancestor_ids


def _apposed(reading: Reading, draft: Draft, context: Context) -> Place | None:
    """The area named directly behind a mention: "حي القصور بمدينة حمص", "القصور، حمص"."""
    words = reading.folded.words
    text = reading.folded.text
    for offset, place in context.frames:
        gap = offset - draft.end
        if 0 <= gap <= _APPOSITION_GAP:
            between = words[draft.end : offset].split()
            if text[draft.end : offset].strip(" ،,()-") in _APPOSITION or between in (["في"], ["ب"], ["in"]):
                return place
    return None


_APPOSITION_GAP = 5
_APPOSITION = frozenset({"", "في", "ب", "in", "of"})


def _is_headed(entry: NameEntry, draft: Draft) -> bool:
    """Whether the matched name itself carries a generic noun (its bare form would be another row)."""
    return " " in entry.name.toponym and not entry.head_only and draft.token is not None


_FRAMES = frozenset({"city", "governorate", "country", "district"})

_PROMINENCE = {"country": 1.0, "city": 1.0, "town": 0.6, "governorate": 0.5, "village": 0.3, "neighbourhood": 0.5}


def _prominence(place: Place) -> float:
    """Which of several places of one name a bare name means first, 0 to 1."""
    return _PROMINENCE.get(place.kind, 0.1)


def resolve(reading: Reading, drafts: list[Draft]) -> list[Mention]:
    """Mentions of a text in order, filtered ones included."""
    weights = load_weights()
    context = Context(reading, drafts)
    scores: dict[int, list[Scored]] = {}
    for draft in drafts:
        if draft.names:
            scores[id(draft)] = score_draft(reading, draft, context, weights)
    if "weak-name" in reading.rules:
        _filter_weak(reading, drafts, scores, context)
    return [_decide(reading, draft, scores, weights) for draft in drafts]


def _filter_weak(
    reading: Reading, drafts: list[Draft], scores: dict[int, list[Scored]], context: Context
) -> None:
    """Reject weak names that nothing supports, going along each list both ways."""
    sure = {
        id(draft)
        for draft in drafts
        if not draft.reason and (draft.region or any(each.supported for each in scores.get(id(draft), ())[:1]))
    }
    for order, step in ((drafts, 1), (drafts[::-1], -1)):
        for place, draft in enumerate(order):
            ranked = scores.get(id(draft))
            if not ranked or draft.reason or id(draft) in sure:
                continue
            previous = order[place - 1] if place else None
            chained = draft.chained if step == 1 else previous is not None and previous.chained
            neighbours = chained and previous is not None and id(previous) in sure
            reason = support(reading, draft, ranked[0].place, context, neighbours)
            if reason:
                sure.add(id(draft))
                draft.note("weak-name-supported", reason)
    for draft in drafts:
        if scores.get(id(draft)) and not draft.reason and id(draft) not in sure and draft.match is not Match.ANAPHOR:
            draft.reason = "weak-name"
            draft.note("weak-name", "also an ordinary word, and nothing here supports the place")


def _decide(reading: Reading, draft: Draft, scores: dict[int, list[Scored]], weights: Weights) -> Mention:
    if draft.match is Match.ANAPHOR:
        return _anaphor(reading, draft, scores, weights)
    ranked = scores.get(id(draft), [])
    if draft.unknown or not ranked:
        return _unknown(reading, draft, ranked)
    status = Status.RESOLVED
    best = ranked[0]
    evidence = [*draft.evidence, *best.evidence]
    if draft.region is not None:
        ranked = [_regional(each, draft.region) for each in ranked]
        best = ranked[0]
        return _mention(reading, draft, status, best.place, ranked, evidence, _confidence(ranked[:1], weights))
    if draft.reason:
        status = Status.FILTERED
    elif len(ranked) > 1 and ranked[1].score > best.score - weights["margin"]:
        status = Status.AMBIGUOUS
    return _mention(reading, draft, status, best.place, ranked, evidence, _confidence(ranked, weights))


def _regional(scored: Scored, region: tuple[str, str]) -> Scored:
    return scored._replace(place=region_place(scored.place, *region))


def _confidence(ranked: list[Scored], weights: Weights) -> float:
    best = ranked[0].score
    rival = ranked[1].score if len(ranked) > 1 else 0.0
    lost = max(0.0, weights["rival"] * (1.0 - (best - rival) / weights["rival-range"])) if rival else 0.0
    return min(0.99, max(0.05, best - lost))


def _anaphor(reading: Reading, draft: Draft, scores: dict[int, list[Scored]], weights: Weights) -> Mention:
    """A back-reference takes the place, and a part of the confidence, of what it stands for."""
    ranked = [scores[id(referred)][0] for referred in draft.refers if scores.get(id(referred))]
    if ranked:
        best = ranked[0]
        share = weights["anaphor"]
        scored = [Scored(each.score * share, *each[1:]) for each in ranked]
        return _mention(
            reading, draft, Status.RESOLVED, best.place, scored, draft.evidence, min(0.95, best.score * share)
        )
    if draft.inferred:
        place = draft.inferred[0]
        return _mention(reading, draft, Status.RESOLVED, place, [], draft.evidence, weights["bridged"])
    referred = draft.refers[0]
    return _unknown(reading, referred, [], span=draft)


def _unknown(reading: Reading, draft: Draft, ranked: list[Scored], *, span: Draft | None = None) -> Mention:
    shown = span or draft
    start, end = reading.folded.span(shown.start, shown.end)
    status = Status.FILTERED if draft.reason else Status.UNLOCATED
    evidence = (*shown.evidence, Evidence("unlocated", "no gazetteer holds this name"))
    return Mention(
        start=start,
        end=end,
        surface=reading.folded.original[start:end],
        status=status,
        place=None,
        latitude=None,
        longitude=None,
        radius_m=None,
        confidence=0.5,
        match=shown.match,
        candidates=_candidates(ranked),
        evidence=evidence,
        kind=next(iter(sorted(draft.head.kinds)), "other") if draft.head else "other",
        name=" ".join(reading.folded.original[slice(*reading.folded.span(draft.start, draft.end))].replace("_", " ").split()),
    )


def _mention(
    reading: Reading,
    draft: Draft,
    status: Status,
    place: Place,
    ranked: list[Scored],
    evidence: list[Evidence],
    confidence: float,
) -> Mention:
    start, end = reading.folded.span(draft.start, draft.end)
    surface = reading.folded.original[start:end]
    enclosing = None
    if not place.has_position and status is not Status.FILTERED:
        status = Status.UNLOCATED
        enclosing = enclosing_place(reading, place)
        evidence = [*evidence, Evidence("unlocated", "no source gives its position")]
    return Mention(
        start=start,
        end=end,
        surface=surface,
        status=status,
        place=place,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_m=place.radius_m,
        confidence=round(confidence, 3),
        match=_match(draft, ranked, surface),
        candidates=_candidates(ranked),
        evidence=tuple(evidence),
        enclosing=enclosing,
        kind=place.kind,
    )


def _match(draft: Draft, ranked: list[Scored], surface: str) -> Match:
    if draft.match is not Match.EXACT or not ranked:
        return draft.match
    entry = ranked[0].entry
    if surface == entry.name.toponym or surface.endswith(" " + entry.name.toponym):
        return Match.EXACT
    if entry.derived or entry.head_only:
        return Match.VARIANT
    return Match.NORMALIZED


def _candidates(ranked: list[Scored]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(each.place.id, round(min(1.0, max(0.0, each.score)), 3), each.place.latitude, each.place.longitude)
        for each in ranked[:5]
    )


def enclosing_place(reading: Reading, place: Place) -> Enclosing | None:
    """The smallest ancestor with a position."""
    for ancestor_id in place.ancestor_ids:
        area = reading.index.by_id.get(ancestor_id)
        if area is not None and area.latitude is not None and area.longitude is not None:
            return Enclosing(PlaceId(area.id), area.latitude, area.longitude, area.radius_m or 0.0)
    return None
