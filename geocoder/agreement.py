"""Let the names of a place string agree: the governorates and countries it states decide on namesakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geocoder.index import Index
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Location, Mention, Place

_UNITS = frozenset({"governorate", "country"})
PARTS = frozenset({"district", "subdistrict"})


def agree(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Keep of each name the places in the governorate that most names of the query share.

    "حلب / منبج / الكسرة" is one place with those around it, in whatever order they stand: of the
    places called الكسرة only the one in Aleppo is left. Where two governorates share as many names
    (a list of places), all are kept.
    """
    named = [draft for draft in drafts if draft.names and not draft.reason]
    if len(named) < 2:
        return
    places = reading.index.places
    covered = [{_unit(reading.index, places[name.place]) for name in draft.names} for draft in named]
    units = set.union(*covered)
    if len(units) < 2:
        return
    counts = {unit: sum(_covers(reading.index, each, unit) for each in covered) for unit in units}
    most = max(counts.values())
    shared = [unit for unit in units if counts[unit] == most and reading.index.by_id[unit].kind != "country"]
    shared = shared or [unit for unit in units if counts[unit] == most]
    if most < 2 or len(shared) != 1:
        return
    for draft in named:
        kept = [name for name in draft.names if _unit(reading.index, places[name.place]) == shared[0]]
        if kept and len(kept) < len(draft.names):
            draft.names = kept
            draft.note("agreement", reading.index.by_id[shared[0]].title)


def _unit(index: Index, place: Place) -> str:
    """The governorate of a place, else its country, else (a gazetteer without areas) itself."""
    around = (place.id, *place.ancestor_ids)
    for each in around:
        if (area := index.by_id.get(each)) is not None and area.kind in _UNITS:
            return each
    return place.id


def _covers(index: Index, units: set[str], unit: str) -> bool:
    """Whether a name may mean a place in a governorate, or the country around it."""
    return unit in units or not units.isdisjoint(index.by_id[unit].ancestor_ids)


def stated(index: Index, mention: Mention) -> frozenset[str]:
    """The governorates and countries that a mention may mean (bare حمص is the city and its governorate)."""
    meant = {candidate.place_id for candidate in mention.candidates}
    if mention.place is not None:
        meant.add(mention.place.id)
        if mention.place.kind == "region":
            meant.update(mention.place.ancestor_ids[:1])
        if kind(mention.place.kind).group == "admin":
            meant.update(mention.place.ancestor_ids)
    units = [each for each in meant if (area := index.by_id.get(each)) is not None and area.kind in _UNITS]
    finest = max((kind(index.by_id[each].kind).rank for each in units), default=0)
    return frozenset(each for each in units if kind(index.by_id[each].kind).rank == finest)


def contradicting(index: Index, mention: Mention, named: Sequence[Mention]) -> Mention | None:
    """What states an area of a query, when a place named with it lies in none that is stated.

    A city is a place of its own: beside another governorate it makes a list.
    """
    place = mention.place
    if place is None or not place.ancestor_ids or stated(index, mention):
        return None
    around = {place.id, *place.ancestor_ids}
    others = [each for each in named if each is not mention and each.place is not None]
    parts = [each for each in others if each.place is not None and each.place.kind in PARTS]
    if parts and not any(_holds(each, mention, around) for each in parts):
        return parts[0]
    found = None
    for other in others if place.kind != "city" else ():
        areas = stated(index, other)
        if not areas.isdisjoint(around):
            return None
        if areas and (found is None or _size(index, areas) > _size(index, stated(index, found))):
            found = other
    return found


def _holds(part: Mention, mention: Mention, around: Collection[str]) -> bool:
    """Whether a place lies in a district or subdistrict, or over a border that few know."""
    return part.place is not None and (part.place.id in around or is_close(part.place, mention))


def is_close(area: Place, place: Place | Mention | Location) -> bool:
    """Whether a point lies in the circle around an area."""
    lat, lon = place.latitude, place.longitude
    if lat is None or lon is None or area.latitude is None or area.longitude is None:
        return False
    return span_between(area.latitude, area.longitude, lat, lon)[0] <= (area.radius_m or 0.0)


def _size(index: Index, areas: frozenset[str]) -> int:
    return max(kind(index.by_id[each].kind).rank for each in areas)


def seated(index: Index, place: Place) -> list[Place]:
    """The administrative areas called after a settlement in them, the smallest first (هجين: ناحية هجين)."""
    name, english = fold(place.name_ar), fold(place.name_en)
    found = []
    for each in place.ancestor_ids:
        area = index.by_id.get(each)
        if area is None or kind(area.kind).group != "admin":
            continue
        own, own_english = fold(area.name_ar), fold(area.name_en)
        if (name and own.endswith(" " + name)) or (english and own_english.startswith(english + " ")):
            found.append(area)
    return found


def widest(index: Index, mention: Mention) -> Place | None:
    """The area that a mention states when the place within it is not known, None for a village."""
    place = mention.place
    if place is None:
        return None
    if kind(place.kind).group in ("admin", "region"):
        return place
    areas = [index.by_id[each] for each in stated(index, mention)]
    areas += [each for each in seated(index, place) if each.has_position]
    return min(areas, key=lambda each: (kind(each.kind).rank, each.id), default=None)


def drop_particles(reading: Reading, drafts: Sequence[Draft]) -> None:
    """A preposition is no name that lost its article: على is not العلي."""
    for draft in drafts:
        token = draft.token
        if token is None or draft.head is not None or token.item.article or token.item.clitics:
            continue
        if reading.folded.words[draft.start : draft.end] in reading.index.lexicon.locatives:
            draft.reason = "weak-name"
            draft.note("weak-name", "a preposition")
