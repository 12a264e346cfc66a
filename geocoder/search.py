"""Answer one place string (geocode) and one point (reverse)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.latin import phrase_sound
from geocoder.model import Evidence, Location, Mention, Place, Relation, Status
from geocoder.normalize import fold
from geocoder.outline import contains

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geocoder.gazetteer import Gazetteer
    from geocoder.index import Index

_SIMILAR = 0.75
"""Similarity (OSA, 0-1) from which a whole query counts as a misspelt name."""

_RIVAL = 0.8
"""Share of the first answer's confidence that a rival of equal score has."""

_CONTAINED = 0.5
"""Confidence kept when only the place around the one asked for is known."""

_NEARBY_DEGREES = 1.5


def locate(
    index: Index, mentions: Sequence[Mention], relations: Sequence[Relation], query: str, *, limit: int
) -> tuple[Location, ...]:
    """Ranked locations for a place string, from what was read in it.

    A relation that spans an anchor goes first ("5 km west of X"), then the finest place named,
    then its rivals; when only a place around the one asked for is known, that one, with less confidence.
    """
    found: dict[str, Location] = {}
    for relation in relations:
        if relation.latitude is not None:
            found[f"relation {relation.start}"] = _relation_location(relation)
    named = [mention for mention in mentions if mention.status is not Status.FILTERED]
    finest = sorted(
        (mention for mention in named if mention.latitude is not None),
        key=lambda mention: (-_rank(mention), -mention.confidence, mention.start),
    )
    missing = next((mention for mention in named if mention.latitude is None), None)
    for mention in finest:
        if missing is not None and _rank(mention) <= kind(missing.kind).rank:
            _add(found, _around(missing, mention))
        else:
            _add(found, _mention_location(mention))
            for candidate in mention.candidates[1:]:
                share = candidate.score / max(mention.candidates[0].score, candidate.score, 0.01)
                sureness = mention.confidence * share * _RIVAL
                _add(found, _rival_location(index.by_id.get(candidate.place_id), sureness))
    if missing is not None and not finest:
        _add(found, _enclosed(index, missing))
    if not found:
        for location in _similar(index, query):
            _add(found, location)
    return tuple(found.values())[:limit]


def _rank(mention: Mention) -> int:
    return kind(mention.place.kind if mention.place is not None else mention.kind).rank


def _add(found: dict[str, Location], location: Location | None) -> None:
    if location is not None:
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
        confidence=round(location.confidence * _CONTAINED, 3),
        evidence=(*location.evidence, why),
        kind=location.kind,
    )


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
        round(missing.confidence * _CONTAINED, 3),
        evidence=(*missing.evidence, why),
        kind=place.kind,
    )


def _similar(index: Index, query: str) -> Iterable[Location]:
    """Names that a whole query resembles, when nothing in it was recognised."""
    folded = fold(query)
    latin = folded.isascii()
    asked = phrase_sound(folded) if latin else folded
    if not asked:
        return
    choices = _choices(index, latin=latin)
    hits = process.extract(
        asked, choices.keys(), scorer=OSA.normalized_similarity, score_cutoff=_SIMILAR, limit=5
    )
    for name, similarity, _ in hits:
        for place in choices[name]:
            location = _rival_location(place, similarity * _SIMILAR)
            if location is not None:
                evidence = (Evidence("fuzzy", f"{query.strip()} ~ {place.title} ({similarity:.2f})"),)
                yield Location(
                    location.name,
                    place,
                    location.latitude,
                    location.longitude,
                    location.radius_m,
                    location.confidence,
                    evidence=evidence,
                    kind=place.kind,
                )


@lru_cache(maxsize=4)
def _choices(index: Index, *, latin: bool) -> dict[str, tuple[Place, ...]]:
    """Places of the first gazetteer by the folded form (Latin: the sound) of their names."""
    found: dict[str, dict[str, Place]] = {}
    for place in index.places:
        for name in place.names if place.gazetteer == index.primary else ():
            folded = fold(name.toponym)
            if folded and folded.isascii() == latin:
                found.setdefault(phrase_sound(folded) if latin else folded, {})[place.id] = place
    return {name: tuple(places.values()) for name, places in found.items() if name}


def nearest(gazetteer: Gazetteer, lat: float, lon: float, *, limit: int) -> tuple[Location, ...]:
    """The nearest places of a point and the areas that contain it, nearest (or smallest) first.

    Args:
        gazetteer: Where to look.
        lat: Latitude, degrees.
        lon: Longitude, degrees.
        limit: How many places to return; containing areas come behind them, all of them.
    """
    points: list[tuple[float, Place]] = []
    areas: list[Place] = []
    for place in gazetteer:
        if place.footprint is not None and contains(place, lat, lon):
            areas.append(place)
        if place.latitude is None or place.longitude is None or kind(place.kind).group in ("admin", "region"):
            continue
        if abs(place.latitude - lat) < _NEARBY_DEGREES and abs(place.longitude - lon) < _NEARBY_DEGREES:
            points.append((span_between(lat, lon, place.latitude, place.longitude)[0], place))
    points.sort(key=lambda each: (each[0], each[1].id))
    areas.sort(key=lambda place: (-kind(place.kind).rank, place.id))
    near = [_reverse_location(place, distance) for distance, place in points[:limit]]
    listed = {location.place.id for location in near if location.place is not None}
    inside = [_reverse_location(place, 0.0, relation="inside") for place in areas if place.id not in listed]
    return (*near, *inside)


def _reverse_location(place: Place, distance: float, *, relation: str | None = None) -> Location:
    within = distance <= (place.radius_m or 0.0)
    return Location(
        place.title,
        place,
        place.latitude,
        place.longitude,
        place.radius_m,
        1.0 if relation or within else round(max(0.1, (place.radius_m or 100.0) / distance), 3),
        relation=relation,
        kind=place.kind,
        distance_m=round(distance, 1),
    )
