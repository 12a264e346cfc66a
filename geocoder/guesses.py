"""Guess at a place string of which nothing, or no place with a position, was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geocoder.doubts import CONTAINED
from geocoder.kinds import kind
from geocoder.model import Candidate, Evidence, Location, Mention, Place
from geocoder.similar import SIMILAR, similar_places
from geocoder.unread import has_name, is_noun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geocoder.asked import Asked
    from geocoder.index import Index

_WHOLE = 0.84
"""Similarity from which a query of which only a part was read counts as one longer name."""

_SAME_LETTERS = 0.97
"""Similarity of ordinary words that are as sure as others: only their blanks differ from those of a name."""

_BEHIND_NOUN = 0.8
"""Similarity of a name behind its noun, when the noun fits what it resembles."""


def guessed(asked: Asked) -> Iterable[Location]:
    """Namesakes of what was read, else names that the query resembles."""
    index, named, query = asked.reading.index, asked.named, asked.query
    namesakes = [_namesake(index, each, candidate) for each in named for candidate in each.candidates]
    if any(each is not None for each in namesakes):
        return [each for each in namesakes if each is not None]
    if is_noun(query, index):
        return []
    found = _similar(index, query, at_least=_WHOLE if named else SIMILAR)
    if found and not has_name(query, index) and found[0].confidence < SIMILAR * _SAME_LETTERS:
        return [replace(each, confidence=round(each.confidence * CONTAINED, 3)) for each in found]
    return found or [each for mention in named for each in _similar_name(index, mention)]


def _similar_name(index: Index, mention: Mention) -> list[Location]:
    """Places of the noun's sort whose names resemble the one behind the noun (بلدة هجينن)."""
    _, _, name = mention.surface.partition(" ")
    found = _similar(index, name, at_least=_BEHIND_NOUN) if name else []
    return [each for each in found if kind(each.kind).group == kind(mention.kind).group]


def _similar(index: Index, query: str, *, at_least: float) -> list[Location]:
    """Places whose names a whole query resembles, when nothing in it, or only a part, was recognised."""
    found = []
    for similar in similar_places(index, query, at_least=at_least):
        location = rival_location(similar.place, similar.similarity * SIMILAR)
        if location is not None:
            why = f"{query.strip()} ~ {similar.place.title} ({similar.similarity:.2f})"
            evidence = (Evidence("fuzzy", why),)
            found.append(replace(location, evidence=evidence))
    return found


def _namesake(index: Index, mention: Mention, candidate: Candidate) -> Location | None:
    """A place of the name, of another kind than the noun says: better than nothing for a whole query."""
    place = index.by_id.get(candidate.place_id)
    location = rival_location(place, candidate.score * CONTAINED)
    return replace(location, evidence=mention.evidence) if location is not None else None


def rival_location(place: Place | None, score: float) -> Location | None:
    """A place as an answer that is as sure as a score says, None without a position."""
    if place is None or not place.has_position:
        return None
    return Location(
        place.title, place, place.latitude, place.longitude, place.radius_m, round(score, 3), kind=place.kind
    )
