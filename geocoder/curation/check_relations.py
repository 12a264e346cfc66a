"""Checks of relations: known words, and whether they hold on the positions or say why not."""

from __future__ import annotations

from collections.abc import Iterator

from geocoder.curation.findings import Finding, Severity, Subject
from geocoder.curation.plane import Plane
from geocoder.curation.relations import RELATIONS, region
from geocoder.gazetteer import Gazetteer
from geocoder.model import PlaceRelation
from geocoder.tables import RELATIONS as TABLE
from geocoder.tables import shorten


def check_relation_words(subject: Subject) -> Iterator[Finding]:
    """Relations use the known words, and relate two places."""
    for line in subject.rows(TABLE):
        one, word, other = line.cells[:3]
        if word not in RELATIONS:
            message = f"relation {shorten(word)} is unknown; use one of {' '.join(sorted(RELATIONS))}"
            yield line.find(Severity.ERROR, "relation-words", message)
        if one == other:
            message = f"{one} is related to itself; correct one of the ids"
            yield line.find(Severity.ERROR, "relation-words", message)


def check_relations(subject: Subject) -> Iterator[Finding]:
    """A relation holds on the positions, or says in its column conflict why not."""
    for line in subject.rows(TABLE):
        one, word, other, distance, source, conflict = line.cells
        relation = PlaceRelation(
            subject.gazetteer[one].id,
            word,
            subject.gazetteer[other].id,
            float(distance) if distance else None,
            source,
            conflict,
        )
        outside = metres_off(relation, subject.gazetteer)
        if outside is None:
            continue
        stated = f"{one} {word} {other}"
        if outside > 0 and not conflict:
            message = f"{stated} fails on the positions by {outside:.0f} m; correct one, or fill conflict"
            yield line.find(Severity.ERROR, "relations", message)
        elif outside > 0:
            message = f"{stated} fails by {outside:.0f} m: {conflict}"
            yield line.find(Severity.NOTE, "relations", message)
        elif conflict:
            message = f"{stated} holds by the rules of this check; see whether conflict still stands"
            yield line.find(Severity.NOTE, "relations", message)


def metres_off(relation: PlaceRelation, gazetteer: Gazetteer) -> float | None:
    """How many metres a subject is from where a relation puts it; None if the relation says nothing."""
    place = gazetteer[relation.subject_id]
    if place.latitude is None or place.longitude is None:
        return None
    plane = Plane(place.latitude, place.longitude)
    where = region(relation, gazetteer, plane)
    if where is None:
        return None
    return float(where.distance(plane.point(place.latitude, place.longitude)))
