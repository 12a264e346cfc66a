"""Turn a draft and its scored candidates into a mention: resolved, ambiguous, unlocated or filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geocoder.countryside import region_place
from geocoder.ground import span_between
from geocoder.model import Candidate, Enclosing, Evidence, Match, Mention, Place, PlaceId, Status
from geocoder.resolve.confidence import confidence, observe
from geocoder.resolve.facilities import facility_like, is_facility_of, known_facility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.interpret.draft import Draft, Reading
    from geocoder.lexicon import Head
    from geocoder.resolve.score import Scored
    from geocoder.resolve.support import Scores
    from geocoder.resolve.weights import Weights

MOST_CANDIDATES = 5
"""Candidates that a mention shows."""


def decide(reading: Reading, draft: Draft, scores: Scores, weights: Weights) -> Mention:
    """The mention of a draft that is no back-reference."""
    if draft.point is not None:
        return _coordinates(reading, draft)
    ranked = scores.get(id(draft), [])
    if draft.unknown or not ranked:
        return _unlocated(reading, draft, ranked, "no gazetteer holds this name")
    if draft.unclear:
        return _unlocated(reading, draft, ranked, "which one is meant is unclear")
    best = ranked[0]
    evidence = [*draft.evidence, *best.evidence]
    if draft.region is not None:
        ranked = [replace(each, place=region_place(each.place, *draft.region)) for each in ranked]
        return _located(
            reading, draft, Status.RESOLVED, ranked, evidence, confidence(observe(draft, ranked[:1]))
        )
    if draft.reason:
        return _located(reading, draft, Status.FILTERED, ranked, evidence, confidence(observe(draft, ranked)))
    another = _another(reading, draft, ranked, weights)
    if another is not None:
        return another
    status = Status.RESOLVED
    if len(ranked) > 1 and ranked[1].score > best.score - weights["margin"]:
        status = Status.AMBIGUOUS
    mention = _located(reading, draft, status, ranked, evidence, confidence(observe(draft, ranked)))
    if mention.status is Status.AMBIGUOUS and "between-rivals" in reading.rules:
        return _between_rivals(mention, ranked, weights)
    return mention


def _between_rivals(mention: Mention, ranked: Sequence[Scored], weights: Weights) -> Mention:
    """An ambiguous mention of places close to each other (two parts of one village) lies between them."""
    lat, lon = mention.latitude, mention.longitude
    if lat is None or lon is None:
        return mention
    points = [
        (place.latitude, place.longitude, place.radius_m or 0.0)
        for place in (each.place for each in ranked if each.score > ranked[0].score - weights["margin"])
        if place.kind == ranked[0].place.kind
        and place.latitude is not None
        and place.longitude is not None
        and span_between(lat, lon, place.latitude, place.longitude)[0] <= _NEAR_RIVAL_M
    ]
    if len(points) == 1:
        return mention
    lat, lon = (round(sum(each[axis] for each in points) / len(points), 5) for axis in (0, 1))
    radius = max(span_between(lat, lon, *point)[0] + own for *point, own in points)
    why = Evidence("between-rivals", f"the middle of {len(points)} places of this name close by")
    return replace(
        mention, latitude=lat, longitude=lon, radius_m=round(radius), evidence=(*mention.evidence, why)
    )


_NEAR_RIVAL_M = 12_000.0


def _another(reading: Reading, draft: Draft, ranked: list[Scored], weights: Weights) -> Mention | None:
    """The mention when its noun or the city named behind it shows another place than the best one."""
    best = ranked[0]
    noun = draft.facility or draft.head or draft.list_head
    if "facility-of" in reading.rules and noun is not None and is_facility_of(draft, best):
        return _facility(reading, draft, noun, ranked, weights)
    if best.fit == 0.0 and draft.head is not None and "kind-misfit" in reading.rules:
        draft.note("kind-misfit", f"a {draft.head.name} of this name is not {best.place.title}")
        return _unlocated(reading, draft, ranked, "no gazetteer holds this name")
    if best.misplaced is not None and "apposition" in reading.rules:
        known = facility_like(reading, best, best.misplaced)
        if known is not None:
            draft.note("facility-of", f"the {known.kind} of {best.misplaced.title}")
            return mention_of(
                reading, draft, Status.RESOLVED, known, ranked[:1], draft.evidence, weights["facility-of"]
            )
        draft.note("apposition", f"the text puts it in {best.misplaced.title}, where no gazetteer has one")
        return _unlocated(reading, draft, ranked, "no gazetteer holds this name", inside=best.misplaced)
    return None


def _facility(reading: Reading, draft: Draft, noun: Head, ranked: list[Scored], weights: Weights) -> Mention:
    """The facility named after the settlement, else an unlocated one there."""
    settlement = ranked[0].place
    known = known_facility(reading, noun, settlement)
    if known is not None:
        draft.note("facility-of", f"the {known.kind} of {settlement.title}")
        return mention_of(
            reading, draft, Status.RESOLVED, known, ranked[:1], draft.evidence, weights["facility-of"]
        )
    if noun.is_roadside and not reading.query:
        draft.note("facility-of", f"a {min(noun.kinds)} at {settlement.title}")
        sureness = weights["at-settlement"]
        return mention_of(reading, draft, Status.RESOLVED, settlement, ranked, draft.evidence, sureness)
    draft.note("facility-of", f"a {min(noun.kinds)} in {settlement.title}")
    return _unlocated(reading, draft, ranked, "no gazetteer holds this name", inside=settlement)


def _unlocated(
    reading: Reading,
    draft: Draft,
    ranked: list[Scored],
    why: str,
    *,
    inside: Place | None = None,
) -> Mention:
    start, end = draft.span(reading.folded)
    surface = reading.folded.original[start:end]
    noun = draft.facility or draft.head
    own = min(noun.kinds) if noun else "other"
    return Mention(
        start=start,
        end=end,
        surface=surface,
        status=Status.FILTERED if draft.reason else Status.UNLOCATED,
        place=None,
        latitude=None,
        longitude=None,
        radius_m=None,
        confidence=_UNKNOWN_CONFIDENCE,
        match=draft.match,
        candidates=_candidates(ranked),
        evidence=(*draft.evidence, Evidence("unlocated", why)),
        enclosing=_as_enclosing(inside) if inside else None,
        kind=ranked[0].place.kind if draft.unclear and ranked else own,
        name=" ".join(surface.replace("_", " ").split()),
    )


_UNKNOWN_CONFIDENCE = 0.5


def _located(
    reading: Reading,
    draft: Draft,
    status: Status,
    ranked: Sequence[Scored],
    evidence: Sequence[Evidence],
    sureness: float,
) -> Mention:
    return mention_of(reading, draft, status, ranked[0].place, ranked, evidence, sureness)


def mention_of(
    reading: Reading,
    draft: Draft,
    status: Status,
    place: Place,
    ranked: Sequence[Scored],
    evidence: Sequence[Evidence],
    sureness: float,
) -> Mention:
    """A mention of a place; without a position it is unlocated."""
    start, end = draft.span(reading.folded)
    surface = reading.folded.original[start:end]
    enclosing = None
    if not place.has_position and status is not Status.FILTERED:
        status = Status.UNLOCATED
        enclosing = enclosing_place(reading, place)
        evidence = [*evidence, Evidence("unlocated", "no source gives its position")]
    stands = status is not Status.FILTERED
    return Mention(
        start=start,
        end=end,
        surface=surface,
        status=status,
        place=place,
        latitude=place.latitude if stands else None,
        longitude=place.longitude if stands else None,
        radius_m=place.radius_m if stands else None,
        confidence=round(sureness, 3) if stands else 0.0,
        match=_match(draft, ranked, surface),
        candidates=_candidates(ranked),
        evidence=tuple(evidence),
        enclosing=enclosing,
        kind=place.kind,
    )


def _coordinates(reading: Reading, draft: Draft) -> Mention:
    """Coordinates written in the text are a place of their own."""
    start, end = draft.span(reading.folded)
    latitude, longitude, radius, confidence = draft.point or (0.0, 0.0, 0.0, 0.0)
    return Mention(
        start=start,
        end=end,
        surface=reading.folded.original[start:end],
        status=Status.RESOLVED,
        place=None,
        latitude=latitude,
        longitude=longitude,
        radius_m=radius,
        confidence=confidence,
        match=Match.COORDINATES,
        evidence=tuple(draft.evidence),
        kind="other",
    )


def _match(draft: Draft, ranked: Sequence[Scored], surface: str) -> Match:
    if draft.match is not Match.EXACT or not ranked:
        return draft.match
    entry = ranked[0].entry
    if surface == entry.name.toponym or surface.endswith(" " + entry.name.toponym):
        return Match.EXACT
    if entry.derived or entry.head_only:
        return Match.VARIANT
    return Match.NORMALIZED


def _candidates(ranked: Sequence[Scored]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            each.place.id, round(min(1.0, max(0.0, each.score)), 3), each.place.latitude, each.place.longitude
        )
        for each in ranked[:MOST_CANDIDATES]
    )


def enclosing_place(reading: Reading, place: Place) -> Enclosing | None:
    """The smallest ancestor with a position."""
    for ancestor_id in place.ancestor_ids:
        area = reading.index.by_id.get(ancestor_id)
        if area is not None and (found := _as_enclosing(area)) is not None:
            return found
    return None


def _as_enclosing(area: Place) -> Enclosing | None:
    if area.latitude is None or area.longitude is None:
        return None
    return Enclosing(PlaceId(area.id), area.latitude, area.longitude, area.radius_m or 0.0)
