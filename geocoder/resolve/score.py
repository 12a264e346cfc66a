"""Score the candidates of a mention: names, nouns, parents, neighbours, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.model import Evidence, Place
from geocoder.resolve.apposition import relative_to
from geocoder.resolve.context import Context, lies_in
from geocoder.resolve.scene import province
from geocoder.resolve.weights import load_weights
from geocoder.spellings import NameEntry

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.resolve.weights import Weights

_PROMINENCE = {
    "country": 1.0,
    "city": 1.0,
    "town": 0.6,
    "governorate": 0.5,
    "village": 0.3,
    "neighbourhood": 0.5,
}
_PROMINENCE_OTHER = 0.1
"""Which of several places of one name a bare name means first, 0 to 1."""


@dataclass(eq=False, slots=True)
class Scored:
    """A candidate place with its score and reasons.

    Attributes:
        score: 0 to about 1; not yet a confidence.
        place: The candidate.
        entry: The name it was reached by.
        evidence: Reasons beyond the name.
        fit: How well the generic noun fits: 1.0, 0.5, 0.0; None without one.
        misplaced: The area named behind the mention, when the candidate does not lie in it.
    """

    score: float
    place: Place
    entry: NameEntry
    evidence: tuple[Evidence, ...]
    fit: float | None
    misplaced: Place | None = None


def score_draft(reading: Reading, draft: Draft, context: Context, weights: Weights) -> list[Scored]:
    """Candidates of a mention, best first; one per place."""
    best: dict[str, Scored] = {}
    apposed, how = context.apposition.of(draft) if draft.region is None else (None, "")
    frame = context.frame(draft.start)
    for entry in draft.names:
        scored = _score(reading, draft, entry, context, weights, apposed, frame, how)
        if len(draft.names) > 1 and context.is_unspoken(draft, scored.place):
            scored.score += weights["abroad"]
        known = best.get(scored.place.id)
        if known is None or scored.score > known.score:
            best[scored.place.id] = scored
    if len(best) > 1 and "near-others" in reading.rules:
        anchor = relative_to(reading, draft)
        if anchor is not None:
            for scored in best.values():
                _weigh_by(scored, anchor, weights)
    return sorted(best.values(), key=lambda each: (-each.score, each.place.id))


def _weigh_by(scored: Scored, anchor: Place, weights: Weights) -> None:
    """Believe more in a candidate that lies by the place it is told by, less in one far from it."""
    place = scored.place
    if place.latitude is None or place.longitude is None or place.id == anchor.id:
        return
    distance, _ = span_between(
        anchor.latitude or 0.0, anchor.longitude or 0.0, place.latitude, place.longitude
    )
    if distance <= BY_ANCHOR_M:
        scored.score += weights["by-anchor"]
        scored.evidence = (*scored.evidence, Evidence("near-others", f"told by {anchor.title}"))
    else:
        scored.score -= weights["by-anchor"]


BY_ANCHOR_M = 45_000.0
"""How far from a place another one may lie that is told by it, metres."""


def _score(
    reading: Reading,
    draft: Draft,
    entry: NameEntry,
    context: Context,
    weights: Weights,
    apposed: Place | None,
    frame: Place | None,
    how: str,
) -> Scored:
    place = reading.index.places[entry.place]
    evidence: list[Evidence] = []
    how = "in" if how == "origin" and not _may_be_home(draft, place, entry) else how
    score = weights["name"] + weights["edits"] * (1.0 - draft.fuzzy)
    if entry.derived:
        score += weights["derived"]
    if place.gazetteer == reading.index.primary:
        score += weights["primary-query"] if reading.query else weights["primary"]
    if place.pcode and kind(place.kind).group == "settlement":
        score += weights["official"]
    if (
        draft.token is not None
        and not draft.token.item.entry.latin
        and entry.article != draft.token.item.article
    ):
        score += weights["article"]
    fit = None
    head = draft.head or draft.list_head
    if head is not None and "kind-fit" in reading.rules:
        fit = head.fits(place.kind)
        score += (
            weights["head-fit"] if fit == 1.0 else weights["head-near"] if fit else weights["head-misfit"]
        )
        if fit < 1.0:
            evidence.append(Evidence("kind-fit", f"{head.name} / {place.kind}: {fit:g}"))
    elif entry.headed and not entry.head_only:
        score += weights["headed"]
        fit = 1.0
    else:
        score += weights["rank"] * _PROMINENCE.get(place.kind, _PROMINENCE_OTHER)
    if entry.weak and not (fit == 1.0 and kind(place.kind).group == "admin"):
        score += (
            weights["weak-query"] if reading.query else weights["weak"]
        )  # Raqqa is the city first; with its noun, the province is as sure
    if draft.region is not None and place.kind == "governorate":
        score += weights["region-governorate"]
    score += _surroundings(reading, draft, place, entry, context, apposed, frame, evidence, how)
    misplaced = (
        apposed if apposed is not None and _is_outside(reading, draft, place, entry, apposed, how) else None
    )
    return Scored(score, place, entry, tuple(evidence), fit, misplaced)


def _surroundings(
    reading: Reading,
    draft: Draft,
    place: Place,
    entry: NameEntry,
    context: Context,
    apposed: Place | None,
    frame: Place | None,
    evidence: list[Evidence],
    how: str,
) -> float:
    """What the rest of the text adds to a candidate."""
    weights = load_weights()
    rules = reading.rules
    score = 0.0
    around = context.around(place, before=draft.start if frame is not None else None)
    if around and "parent-in-text" in rules:
        score += weights["parent"]
        evidence.append(Evidence("parent-in-text", around))
    if "frame" in rules and frame is not None and frame.id != place.id and lies_in(place, frame):
        score += weights["frame"]
        evidence.append(Evidence("frame", frame.id))
    if "apposition" in rules and apposed is not None and apposed.id != place.id:
        inside = lies_in(place, apposed)
        if (
            inside
            or (how in ("in", "beside") and len(draft.names) > 1)
            or _is_outside(reading, draft, place, entry, apposed, how)
        ):
            score += weights["in-apposition"] if inside else weights["out-of-apposition"]
            evidence.append(Evidence("apposition", f"{'in' if inside else 'not in'} {apposed.title}"))
    if place.parent_id and context.scene.elsewhere(draft, place) is not None:
        return score + (weights["elsewhere"] if len(draft.names) > 1 else 0.0)
    if "near-others" not in rules:
        return score
    if context.siblings(place):
        score += weights["sibling"]
    if len(draft.names) > 1 and context.neighbours.has_near(place):
        score += weights["near-others"]
        evidence.append(Evidence("near-others", "other places of the text are close"))
    return score


def _is_outside(
    reading: Reading, draft: Draft, place: Place, entry: NameEntry, area: Place, how: str
) -> bool:
    """Whether a place cannot be what is said to lie in an area.

    A quarter or a thing that every town has lies in no other town, what belongs to a town in no other one
    that is far; all else, in no other province.
    """
    if how not in ("in", "beside") or area.id == place.id or lies_in(place, area):
        return False
    head = draft.head or draft.list_head
    is_quarter = head is not None and "neighbourhood" in head.kinds
    if (
        is_quarter
        or kind(place.kind).group == "quarter"
        or (entry.generic and how == "in" and area.kind != "country")
    ):
        return True
    if how != "in" or place.kind in _AREAS:
        return False
    parent = reading.index.by_id.get(place.parent_id or "")
    if area.kind in _TOWNS and parent is not None and parent.kind in _TOWNS and _are_apart(place, area):
        return True
    own, other = province(place), province(area)
    return area.kind == "country" or (bool(own and other) and own != other)


def _may_be_home(draft: Draft, place: Place, entry: NameEntry) -> bool:
    """Whether people may come from a place: مظاهرة من الجامع الكبير في القورية does not."""
    return draft.head is not None or entry.headed or kind(place.kind).group == "settlement"


_AREAS = frozenset({"city", "governorate", "district", "subdistrict"})
_TOWNS = frozenset({"city", "town", "village"})
_APART_M = 8_000.0
"""How far from a town what belongs to another one lies too far to be told by it, metres."""


def _are_apart(place: Place, area: Place) -> bool:
    if place.latitude is None or place.longitude is None or area.latitude is None or area.longitude is None:
        return True
    return span_between(place.latitude, place.longitude, area.latitude, area.longitude)[0] > _APART_M
