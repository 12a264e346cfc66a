"""Answer one place string (geocode) from what was read in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geocoder.agreement import seated
from geocoder.codes import coded
from geocoder.doubts import CONTAINED, SETTLED, doubted
from geocoder.ground import span_between
from geocoder.guesses import guessed, rival_location
from geocoder.kinds import kind
from geocoder.lexicon import split_article
from geocoder.model import Evidence, Location, Mention, Place, Relation
from geocoder.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.asked import Asked
    from geocoder.corrections import Correction
    from geocoder.index import Index
    from geocoder.interpret.draft import Draft

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
    for location in _read(asked) or ([] if is_coded else guessed(asked)):
        _add(found, location)
    answers = tuple(found.values())
    return answers[:limit] if is_coded else tuple(doubted(asked, answers)[:limit])


def corrected(
    asked: Asked, found: Sequence[Correction], spans: Sequence[tuple[int, int]], *, limit: int
) -> tuple[Location, ...]:
    """Ranked locations for a place string in which names were put in the place of misspelt ones."""
    why = [Evidence("fuzzy", f"{each.written} ~ {each.name} ({each.similarity:.2f})") for each in found]
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
    holding = _holding(index, named) if len(named) > 1 else set()
    finest = sorted(
        (mention for mention in named if mention.latitude is not None),
        key=lambda mention: (id(mention) in holding, -_rank(mention), -mention.confidence, mention.start),
    )
    missing = next((mention for mention in named if mention.latitude is None), None)
    towns = [mention for mention in finest if _group(mention) == "settlement" and not _is_loose(mention)]
    found: list[Location | None] = []
    if missing is not None:
        found += [_there(index, missing, town) for town in towns]
        around = _enclosing(index, missing)
        if around is not None and (_is_finer(around, finest) or _is_apart(missing, finest)):
            found.append(_enclosed(missing, around))
    for mention in finest:
        if towns and mention not in towns and all(_is_elsewhere(index, mention, town) for town in towns):
            found += [_there(index, mention, town) for town in towns]
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
            found.append(rival_location(index.by_id.get(candidate.place_id), sureness))
    return [location for location in found if location is not None]


def _is_unknown_part(draft: Draft, mention: Mention) -> bool:
    """Whether a noun for a facility stands before a settlement that lends it its name (مخيم هجين)."""
    head = draft.head
    if head is None or mention.place is None or head.is_area or head.fits(mention.place.kind) == 1.0:
        return False
    return kind(mention.place.kind).group == "settlement" and not head.kinds & SETTLED


def _holding(index: Index, named: Sequence[Mention]) -> set[int]:
    """The mentions of which what they may mean, or seat, is an area around another place of the query."""
    within: dict[str, set[str]] = {}
    for each in named:
        if each.place is not None:
            for area in each.place.ancestor_ids:
                within.setdefault(area, set()).add(each.place.id)
    found = set()
    for mention in named:
        areas = {candidate.place_id for candidate in mention.candidates}
        own = set()
        if mention.place is not None:
            areas.update(area.id for area in seated(index, mention.place))
            own.add(mention.place.id)
        if any(within.get(area, own) - own for area in areas):
            found.add(id(mention))
    return found


def _is_finer(area: Place, finest: Sequence[Mention]) -> bool:
    """Whether the place around one that is not known is smaller than all that the query names."""
    return all(kind(area.kind).rank > _rank(mention) for mention in finest)


def _is_apart(missing: Mention, finest: Sequence[Mention]) -> bool:
    """Whether a place without a position is known not to lie in the finest that is named with it."""
    best = finest[0].place if finest else None
    return missing.place is not None and best is not None and best.id not in missing.place.ancestor_ids


def _enclosing(index: Index, missing: Mention) -> Place | None:
    """The place around one that is not known; a road has its name from where it leads (طريق المسرب)."""
    if missing.enclosing is not None:
        return index.by_id.get(missing.enclosing.place_id)
    if missing.kind != "road":
        return None
    names = (index.by_id.get(candidate.place_id) for candidate in missing.candidates[:1])
    return next((each for each in names if each is not None and kind(each.kind).group == "settlement"), None)


def _there(index: Index, mention: Mention, town: Mention) -> Location | None:
    """The one place in a town with the words of a name that is known elsewhere (المشفى الوطني بالميادين)."""
    said, _ = split_article(fold(mention.surface))
    kinds = [mention.place.kind] if mention.place is not None else [*index.by_kind]
    known = [
        place
        for each in kinds
        for depth, place in index.near.get((each, town.place.id if town.place is not None else ""), ())
        if depth == 0 and said and any(said in fold(name.toponym) for name in place.names)
    ]
    if len(known) != 1:
        return None
    location = rival_location(known[0], town.confidence * _RIVAL)
    why = Evidence("facility-of", f"{mention.surface} in {town.surface}")
    return replace(location, evidence=(why,)) if location is not None else None


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


def _enclosed(missing: Mention, place: Place) -> Location | None:
    location = rival_location(place, min(missing.confidence, CONTAINED))
    why = Evidence("containing", f"{missing.surface} has no known position; this is {place.title}")
    return replace(location, evidence=(*missing.evidence, why)) if location is not None else None
