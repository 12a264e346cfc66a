"""Relative places: "near X", "5 km west of X", "between X and Y" become relations with a footprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.footprints import footprint_of
from geocoder.model import Evidence, Mention, Relation, Status
from geocoder.relate.before import read_before
from geocoder.relate.behind import column_behind, noun_behind, side_behind
from geocoder.relate.bounds import bound
from geocoder.relate.pairs import second_anchor, way
from geocoder.relate.said import SIDED, Said

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

__all__ = ["relate"]

_CONFIDENCE = {"distance": 0.9, "bearing": 0.85, "inside": 0.95, "near": 0.9, "around": 0.9, "between": 0.85}
_CONFIDENCE_OTHER = 0.8
_WIDE = frozenset({"country", "governorate"})
"""Kinds too wide for what lies beside them to be told from what does not."""
_WATERS = frozenset({"river", "lake", "valley"})


def relate(reading: Reading, decided: list[tuple[Draft, Mention]]) -> list[Relation]:
    """Relations of a text in order, from its mentions with their drafts."""
    relations: list[Relation] = []
    drafts = [draft for draft, _ in decided]
    mentions = [mention for _, mention in decided]
    used: set[int] = set()
    is_bounded = not reading.index.lexicon.words["bounds"].isdisjoint(reading.folded.vocabulary)
    for place, (draft, mention) in enumerate(zip(drafts, mentions, strict=True)):
        if place in used or mention.status is Status.FILTERED or draft.region is not None:
            continue
        said = read_before(reading, draft)
        if not said.relation or said.relation == "upto":
            said = _read_further(reading, drafts, mentions, place, is_bounded=is_bounded) or said
        if not said.relation or not _take_bank(said, mention):
            continue
        if (said.relation in SIDED or said.bank) and said.bearing is None:
            side_behind(reading, said, draft.end)
        elif said.relation == "adjacent" and said.bearing is None:
            side_behind(reading, said, draft.end, adjective=False)
        if said.relation == "between" and said.partner < 0:
            said.partner = second_anchor(reading, drafts, mentions, place)
            if said.partner < 0:
                continue
        if said.partner >= 0:
            used.add(said.partner)
        relations.append(_relation(reading, said, drafts, mentions, place))
    relations.sort(key=lambda each: (each.start, each.end))
    return relations


def _read_further(
    reading: Reading, drafts: list[Draft], mentions: list[Mention], place: int, *, is_bounded: bool
) -> Said | None:
    """What the words before an anchor alone do not tell."""
    found = way(reading, drafts, mentions, place)
    if found is None and is_bounded and mentions[place].kind not in _WIDE:
        found = bound(reading, drafts[place])
    if found is None and reading.query and mentions[place].latitude is not None:
        found = column_behind(reading, drafts[place])
    if found is None and _is_latin(drafts[place]):
        found = noun_behind(reading, drafts[place])
    return found


def _is_latin(draft: Draft) -> bool:
    return draft.token is None or draft.token.item.entry.latin


def _take_bank(said: Said, mention: Mention) -> bool:
    """Whether what is said of a bank fits its anchor: a bank is of a river, the other one opposite a town."""
    if not said.bank or mention.kind in _WATERS:
        return True
    if said.bank == "across":
        said.relation, said.bank, said.bearing = "opposite", "", None
        return True
    return False


def _relation(
    reading: Reading, said: Said, drafts: list[Draft], mentions: list[Mention], place: int
) -> Relation:
    anchors = [mentions[each] for each in (place, said.partner) if each >= 0]
    stop = max(drafts[each].end for each in (place, said.partner) if each >= 0)
    start, end = reading.folded.span(said.start, max(stop, said.stop))
    shape = footprint_of(said.relation, anchors, bearing=said.bearing, distance_m=said.distance_m)
    confidence = min(anchor.confidence for anchor in anchors)
    confidence *= _CONFIDENCE.get(said.relation, _CONFIDENCE_OTHER)
    surface = reading.folded.original[start:end]
    detail = reading.folded.original[start : reading.folded.start(drafts[place].start)].strip() or surface
    return Relation(
        start=start,
        end=end,
        surface=surface,
        relation=said.relation,
        anchors=tuple(anchor.place.id for anchor in anchors if anchor.place is not None),
        bearing=said.bearing,
        distance_m=said.distance_m,
        latitude=shape.centre[0] if shape else None,
        longitude=shape.centre[1] if shape else None,
        radius_m=round(shape.radius_m) if shape else None,
        footprint=shape,
        confidence=round(confidence, 3),
        evidence=(Evidence("relation", f"{said.relation}: {detail}"),),
    )
