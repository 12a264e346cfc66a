"""Say of the answers to a place string what speaks against them: how sure and how wide they are then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geocoder.agreement import contradicting, is_close, widest
from geocoder.kinds import kind
from geocoder.model import Evidence, Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.asked import Asked
    from geocoder.model import Mention, Place
    from geocoder.unread import Gap

CONTAINED = 0.5
"""Confidence kept when only the place around the one asked for is known."""

_CONTRADICTED = 0.4
"""The most that is left to a place outside the governorate or country that the query states."""

_PARTLY = 0.7
"""Confidence kept when words beside the name were not read."""

SETTLED = frozenset(
    {
        "city",
        "town",
        "village",
        "neighbourhood",
        "housing",
        "area",
        "district",
        "subdistrict",
        "governorate",
        "country",
    }
)
"""Kinds of a noun that may stand before any settlement."""

_AROUND = frozenset({"settlement", "quarter", "landform", "admin", "region"})
_AREAS = frozenset({"settlement", "admin", "region"})


def doubted(asked: Asked, found: Sequence[Location]) -> list[Location]:
    """The answers with their confidence lowered, and the stated area first, where the query calls for it."""
    best = next(iter(found), None)
    mention = _mention_of(asked, best) if best is not None else None
    if best is None or mention is None:
        return list(found)
    against = contradicting(asked.reading.index, mention, asked.named)
    if against is not None:
        return _contradicted(asked, found, mention, against)
    script = mention.surface.isascii()
    unread = next((gap for gap in asked.gaps if _is_place(gap) and gap.latin == script), None)
    if _is_containing(best) and not (unread and unread.head):
        return list(found)
    if unread is not None or asked.is_unstated:
        written = asked.reading.folded.words[unread.start : unread.end] if unread is not None else "?"
        return _around(asked, found, mention, written)
    if not _is_containing(best) and kind(best.kind).group in _AROUND and (noun := _facility(asked)):
        why = Evidence("containing", f"a {noun} there has no known position; this is {best.name}")
        return [_lowered(best, CONTAINED, why), *found[1:]]
    return _partly(asked, found, mention)


def _facility(asked: Asked) -> str:
    """The generic noun of something smaller than a village that stands by itself (مدرسة في هجين)."""
    heads = (word.head for part in asked.parts for word in part if word.head is not None and not word.joined)
    return next((min(head.kinds) for head in heads if not head.is_area and not head.kinds & SETTLED), "")


def _is_place(gap: Gap) -> bool:
    """Whether unread words are a part of the query by themselves, and may name as much as a village."""
    return gap.alone and not gap.ordinary and (gap.head is None or "village" in gap.head.kinds)


def _mention_of(asked: Asked, location: Location) -> Mention | None:
    place = location.place
    if place is None:
        return None
    return next((each for each in asked.named if each.place is not None and each.place.id == place.id), None)


def _contradicted(
    asked: Asked, found: Sequence[Location], mention: Mention, against: Mention
) -> list[Location]:
    """The stated area, before places of the name that do not lie in it.

    One that lies about its border goes first: there the governorate is often told wrong.
    """
    area = widest(asked.reading.index, against)
    if area is not None and is_close(area, found[0]):
        why = Evidence("agreement", f"{found[0].name} does not lie in {against.surface}, but close to it")
        return [_lowered(found[0], CONTAINED, why), *found[1:]]
    why = Evidence("agreement", f"no {mention.surface} is known in {against.surface}")
    names = {candidate.place_id for candidate in mention.candidates}
    lowered = [
        replace(each, confidence=min(each.confidence, _CONTRADICTED), evidence=(*each.evidence, why))
        if each.place is not None and each.place.id in names
        else each
        for each in found
        if each.place is None or area is None or each.place.id != area.id
    ]
    return ([_as_area(area, against, why)] if area is not None and area.has_position else []) + lowered


def _around(asked: Asked, found: Sequence[Location], mention: Mention, written: str) -> list[Location]:
    """The area that is stated around a place that was not read."""
    best = found[0]
    why = Evidence("containing", f"{written} was not read; this is the place around it")
    rest = [replace(each, confidence=round(each.confidence * CONTAINED, 3)) for each in found[1:]]
    if kind(best.kind).group not in _AREAS:
        return [_lowered(best, _PARTLY, why), *found[1:]]
    if _is_containing(best):  # it is said already that this is not the place asked for
        rest, share = list(found[1:]), 1.0
    else:
        share = CONTAINED
    area = widest(asked.reading.index, mention)
    if area is None or area is mention.place or not area.has_position:
        return [_lowered(best, share, why), *rest]
    others = [each for each in rest if each.place is None or each.place.id != area.id]
    return [_as_area(area, mention, why), _lowered(best, CONTAINED * share, why), *others]


def _partly(asked: Asked, found: Sequence[Location], mention: Mention) -> list[Location]:
    """The same answers, less sure when words beside the name were not read."""
    for gap in asked.gaps:
        start, end = asked.reading.folded.span(*gap.part)
        if gap.beside and start <= mention.start < end:
            why = Evidence("containing", f"{asked.query[start:end].strip()} was read in part")
            names = {candidate.place_id for candidate in mention.candidates}
            return [
                _lowered(each, CONTAINED if gap.ordinary else _PARTLY, why)
                if each.place is not None and each.place.id in names
                else each
                for each in found
            ]
    return list(found)


def _is_containing(location: Location) -> bool:
    return any(each.rule == "containing" for each in location.evidence[-1:])


def _lowered(location: Location, share: float, why: Evidence) -> Location:
    return replace(
        location, confidence=round(location.confidence * share, 3), evidence=(*location.evidence, why)
    )


def _as_area(area: Place, mention: Mention, why: Evidence) -> Location:
    return Location(
        area.title,
        area,
        area.latitude,
        area.longitude,
        area.radius_m,
        round(mention.confidence * CONTAINED, 3),
        evidence=(*mention.evidence, why),
        kind=area.kind,
    )
