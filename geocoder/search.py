"""Answer one place string (geocode) from what was read in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geocoder.agreement import seated
from geocoder.codes import coded
from geocoder.doubts import CONTAINED, doubted
from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.model import Candidate, Enclosing, Evidence, Location, Mention, Place, Relation
from geocoder.normalize import fold
from geocoder.similar import SIMILAR, similar_places
from geocoder.unread import has_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geocoder.asked import Asked
    from geocoder.interpret.draft import Draft
    from geocoder.corrections import Correction
    from geocoder.index import Index

_WHOLE = 0.84
"""Similarity from which a query of which only a part was read counts as one longer name."""

_SAME_LETTERS = 0.97
"""Similarity asked of ordinary words: only their blanks may differ from those of a name."""

_BEHIND_NOUN = 0.8
"""Similarity of a name behind its noun, when the noun fits what it resembles."""

_RIVAL = 0.8
"""Share of the first answer's confidence that a rival of equal score has."""



def locate(asked: Asked, *, limit: int) -> tuple[Location, ...]:
    """Ranked locations for a place string, from what was read in it.

    A relation that spans an anchor goes first ("5 km west of X"), then the finest place named,
    then its rivals; when only a place around the one asked for is known, that one, with less confidence.
    A P-code goes before all of them.
    """
    index = asked.reading.index
    found: dict[str, Location] = {}
    for location in coded(index, asked.query):
        _add(found, location)
    is_coded = bool(found)
    for relation in asked.relations:
        if relation.latitude is not None:
            found[f"relation {relation.start}"] = _relation_location(relation)
    for location in _read(asked) or ([] if is_coded else _guessed(index, asked.named, asked.query)):
        _add(found, location)
    answers = tuple(found.values())
    return (answers if is_coded else doubted(asked, answers))[:limit]


def corrected(
    asked: Asked, found: Sequence[Correction], spans: Sequence[tuple[int, int]], *, limit: int
) -> tuple[Location, ...]:
    """Ranked locations for a place string in which names were put in the place of misspelt ones."""
    why = [Evidence("fuzzy", f"{each.written} ~ {each.place.title} ({each.similarity:.2f})") for each in found]
    share = min(each.share for each in found)
    guessed = {
        candidate.place_id
        for mention in asked.named
        for candidate in mention.candidates
        if any(mention.start < end and start < mention.end for start, end in spans)
    }
    return tuple(
        replace(each, confidence=round(each.confidence * share, 3), evidence=(*each.evidence, *why))
        if each.place is None or each.place.id in guessed
        else each
        for each in locate(asked, limit=limit)
    )


def _read(asked: Asked) -> list[Location]:
    """What was read in a query, the finest place first."""
    index, named = asked.reading.index, asked.named
    unknown = {id(mention) for draft, mention in asked.decided if _is_unknown_part(draft, mention)}
    finest = sorted(
        (mention for mention in named if mention.latitude is not None),
        key=lambda mention: (_holds(index, mention, named), -_rank(mention), -mention.confidence, mention.start),
    )
    missing = next((mention for mention in named if mention.latitude is None), None)
    towns = [mention for mention in finest if _group(mention) == "settlement" and not _is_loose(mention)]
    found: list[Location | None] = []
    if missing is not None and missing.enclosing is not None and _is_finer(index, missing.enclosing, finest):
        found.append(_enclosed(index, missing))
    for mention in finest:
        if towns and mention not in towns and all(_is_elsewhere(index, mention, town) for town in towns):
            missing = missing or mention
            continue
        if id(mention) in unknown:
            found.append(_around(mention, mention))
            continue
        if missing is not None and _rank(mention) <= kind(missing.kind).rank:
            found.append(_around(missing, mention))
            continue
        found.append(_mention_location(mention))
        for candidate in mention.candidates[1:]:
            share = candidate.score / max(mention.candidates[0].score, candidate.score, 0.01)
            sureness = mention.confidence * share * _RIVAL
            found.append(_rival_location(index.by_id.get(candidate.place_id), sureness))
    return [location for location in found if location is not None]


def _is_unknown_part(draft: Draft, mention: Mention) -> bool:
    """Whether a noun for a facility stands before a settlement that lends it its name (مخيم هجين)."""
    head = draft.head
    if head is None or mention.place is None or head.is_area or head.fits(mention.place.kind) == 1.0:
        return False
    return kind(mention.place.kind).group == "settlement" and not head.kinds & _SETTLED


_SETTLED = frozenset(
    {"city", "town", "village", "neighbourhood", "housing", "area", "district", "subdistrict", "governorate", "country"}
)


def _holds(index: Index, mention: Mention, named: Sequence[Mention]) -> bool:
    """Whether what a mention may mean, or seats, is an area around another place of the query."""
    others = [each.place for each in named if each is not mention and each.place is not None]
    if not others:
        return False
    areas = {candidate.place_id for candidate in mention.candidates}
    if mention.place is not None:
        areas.update(area.id for area in seated(index, mention.place))
    return any(other is not mention.place and not areas.isdisjoint(other.ancestor_ids) for other in others)


def _is_finer(index: Index, enclosing: Enclosing, finest: Sequence[Mention]) -> bool:
    """Whether the place around one that is not known is smaller than all that the query names."""
    area = index.by_id.get(enclosing.place_id)
    return area is not None and all(kind(area.kind).rank > _rank(mention) for mention in finest)


def _group(mention: Mention) -> str:
    return kind(mention.place.kind).group if mention.place is not None else ""


def _is_loose(mention: Mention) -> bool:
    """Whether the noun before a name is one for another kind (حي before a village's name)."""
    return any(each.rule == "kind-fit" for each in mention.evidence)


def _is_elsewhere(index: Index, mention: Mention, town: Mention) -> bool:
    """Whether a facility or quarter lies too far from the town named with it to be in it or beside it."""
    place, around = mention.place, town.place
    if place is None or around is None:
        return False
    if any(area.place_id in place.ancestor_ids for area in town.candidates):
        return False  # the town's name is its governorate's, too
    if not (_group(mention) in _WITHIN_TOWNS or place.kind == "street" or _is_loose(mention)):
        return False
    own = index.by_id.get(place.parent_id or "")
    said = fold(mention.surface)
    if own is not None and any(fold(name) in said for name in (own.name_ar, own.name_en) if name):
        return False  # مشفى هجين says where it is
    if None in (mention.latitude, mention.longitude, town.latitude, town.longitude):
        return False
    apart, _ = span_between(mention.latitude, mention.longitude, town.latitude, town.longitude)
    return apart > _BESIDE_M + (place.radius_m or 0.0) + (around.radius_m or 0.0)


_WITHIN_TOWNS = frozenset({"quarter", "facility", "junction", "security"})
_BESIDE_M = 5_000.0


def _guessed(index: Index, named: Sequence[Mention], query: str) -> Iterable[Location]:
    """Namesakes of what was read, else names that the query resembles."""
    namesakes = [_namesake(index, each, candidate) for each in named for candidate in each.candidates]
    if any(each is not None for each in namesakes):
        return [each for each in namesakes if each is not None]
    likeness = _WHOLE if named else SIMILAR
    return _similar(index, query, at_least=likeness if has_name(query, index) else _SAME_LETTERS) or [
        each for mention in named for each in _similar_name(index, mention)
    ]


def _similar_name(index: Index, mention: Mention) -> list[Location]:
    """Places of the noun's sort whose names resemble the one behind the noun (بلدة هجينن)."""
    _, _, name = mention.surface.partition(" ")
    found = _similar(index, name, at_least=_BEHIND_NOUN) if name else []
    return [each for each in found if kind(each.kind).group == kind(mention.kind).group]


def _rank(mention: Mention) -> int:
    return kind(mention.place.kind if mention.place is not None else mention.kind).rank


def _add(found: dict[str, Location], location: Location) -> None:
    key = location.place.id if location.place is not None else f"{location.latitude},{location.longitude}"
    found.setdefault(key, location)


def _relation_location(relation: Relation) -> Location:
    return Location(
        name=relation.surface,
        place=None,
        latitude=relation.latitude,
        longitude=relation.longitude,
        radius_m=relation.radius_m,
        confidence=relation.confidence,
        relation=relation.relation,
        evidence=relation.evidence,
        distance_m=relation.distance_m,
        footprint=relation.footprint,
    )


def _mention_location(mention: Mention) -> Location:
    place = mention.place
    return Location(
        name=place.title if place is not None else mention.surface,
        place=place,
        latitude=mention.latitude,
        longitude=mention.longitude,
        radius_m=mention.radius_m,
        confidence=mention.confidence,
        evidence=mention.evidence,
        kind=mention.kind,
    )


def _rival_location(place: Place | None, score: float) -> Location | None:
    if place is None or not place.has_position:
        return None
    return Location(
        place.title, place, place.latitude, place.longitude, place.radius_m, round(score, 3), kind=place.kind
    )


def _around(missing: Mention, known: Mention) -> Location:
    """The known place around (or beside) one that is not known, with the reason."""
    location = _mention_location(known)
    why = Evidence("containing", f"{missing.surface} has no known position; this is {location.name}")
    return Location(
        name=location.name,
        place=location.place,
        latitude=location.latitude,
        longitude=location.longitude,
        radius_m=location.radius_m,
        confidence=round(location.confidence * CONTAINED, 3),
        evidence=(*location.evidence, why),
        kind=location.kind,
    )


def _similar(index: Index, query: str, *, at_least: float) -> list[Location]:
    """Places whose names a whole query resembles, when nothing in it, or only a part, was recognised."""
    found = []
    for similarity, place in similar_places(index, query, at_least=at_least):
        location = _rival_location(place, similarity * SIMILAR)
        if location is not None:
            evidence = (Evidence("fuzzy", f"{query.strip()} ~ {place.title} ({similarity:.2f})"),)
            found.append(replace(location, evidence=evidence))
    return found


def _namesake(index: Index, mention: Mention, candidate: Candidate) -> Location | None:
    """A place of the name, of another kind than the noun says: better than nothing for a whole query."""
    place = index.by_id.get(candidate.place_id)
    location = _rival_location(place, candidate.score * CONTAINED)
    return replace(location, evidence=mention.evidence) if location is not None else None


def _enclosed(index: Index, missing: Mention) -> Location | None:
    enclosing = missing.enclosing
    place = index.by_id.get(enclosing.place_id) if enclosing is not None else None
    if enclosing is None or place is None:
        return None
    why = Evidence("containing", f"{missing.surface} has no known position; this is {place.title}")
    return Location(
        place.title,
        place,
        enclosing.latitude,
        enclosing.longitude,
        enclosing.radius_m,
        round(missing.confidence * CONTAINED, 3),
        evidence=(*missing.evidence, why),
        kind=place.kind,
    )
