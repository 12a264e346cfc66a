"""Search the gazetteer by name, and tell all that is known of a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geocoder.gazetteer import Gazetteer
from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.map.base import place_summary, place_table
from geocoder.model import Place, PositionClaim, Source
from geocoder.normalize import fold
from geocoder.pipeline import Geocoder
from geocoder.record import Record, degrees, geometry, metres

_NEIGHBOURS: Final = 8
_MOST_CHILDREN: Final = 300


class PlaceFinder:
    """Finds places by any of their names or by id, in any spelling that the normalizer folds."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder
        self._names = [
            (folded, place)
            for place in geocoder.gazetteer
            for folded in dict.fromkeys([*(fold(name.toponym) for name in place.names), place.id.lower()])
            if folded
        ]

    def find(self, query: str, *, limit: int) -> list[str]:
        """Ids of places, best first: the whole name, its beginning, the beginning of a word, a part.

        Of names as close, those of the gazetteer loaded first lead.
        What no name holds is asked of the geocoder, which forgives misspelling.
        """
        wanted = fold(query).strip()
        primary = self._names[0][1].gazetteer if self._names else ""
        best: dict[str, tuple[int, bool, int, str]] = {}
        for name, place in self._names:
            if wanted and wanted in name:
                farther = place.gazetteer != primary
                rank = _closeness(wanted, name), farther, kind(place.kind).rank, place.id
                best[place.id] = min(rank, best.get(place.id, rank))
        found = sorted(best, key=best.__getitem__)
        if not found:
            answers = self._geocoder.geocode(query, limit=limit)
            found = [each.place.id for each in answers if each.place is not None]
        return found[:limit]


def _closeness(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3


def describe_place(geocoder: Geocoder, place: Place) -> Record:
    """Names, positions, relations, neighbours and sources of a place, ready for JSON.

    Returns:
        ``place``: its own fields; ``names``; ``positions``: second opinions with their distance from the
        position in use; ``relations``; ``children``; ``neighbours`` with their distance; ``sources`` by
        key; ``places``: summaries of all places named; ``footprint``.
    """
    gazetteer = geocoder.gazetteer
    relations = [each for each in gazetteer.relations if place.id in (each.subject_id, each.object_id)]
    claims = gazetteer.positions(place.id)
    children = gazetteer.children(place.id)
    neighbours = _neighbours(geocoder, place)
    keys = [place.source, *(name.source for name in place.names), *(each.source for each in claims)]
    keys += [each.source for each in relations]
    named = [*(each.subject_id for each in relations), *(each.object_id for each in relations)]
    named += [each.id for each in children[:_MOST_CHILDREN]] + [other.id for other, _ in neighbours]
    return {
        "place": {
            "id": place.id,
            "title": place.title,
            **place_summary(place),
            "feature_code": place.feature_code or kind(place.kind).feature_code,
            "basis": place.basis.value,
            "pcode": place.pcode or None,
            "source": place.source or None,
            "start": place.start or None,
            "end": place.end or None,
            "description": place.description or None,
            "gazetteer": place.gazetteer or None,
        },
        "names": [
            {
                "toponym": name.toponym,
                "lang": name.lang,
                "kind": name.kind.value,
                "weak": name.weak,
                "source": name.source or None,
                "start": name.start or None,
                "end": name.end or None,
                "note": name.note or None,
            }
            for name in place.names
        ],
        "positions": [_claim(place, each) for each in claims],
        "relations": [
            {
                "subject_id": each.subject_id,
                "relation": each.relation,
                "object_id": each.object_id,
                "distance_m": metres(each.distance_m),
                "source": each.source or None,
                "conflict": each.conflict or None,
            }
            for each in relations
        ],
        "children": [each.id for each in children[:_MOST_CHILDREN]],
        "children_count": len(children),
        "neighbours": [{"place_id": other.id, "distance_m": metres(away)} for other, away in neighbours],
        "sources": _sources(gazetteer, keys),
        "places": place_table(gazetteer, [place.id, *named]),
        "footprint": geometry(place.footprint),
    }


def _neighbours(geocoder: Geocoder, place: Place) -> list[tuple[Place, float]]:
    if place.latitude is None or place.longitude is None:
        return []
    found = geocoder.reverse(place.latitude, place.longitude, limit=_NEIGHBOURS + 1)
    return [
        (each.place, each.distance_m or 0.0)
        for each in found
        if each.place is not None and each.place.id != place.id and each.relation is None
    ][:_NEIGHBOURS]


def _claim(place: Place, claim: PositionClaim) -> Record:
    """A second opinion; it conflicts if its circle and that of the position in use do not touch."""
    away = None
    if place.latitude is not None and place.longitude is not None:
        away = span_between(place.latitude, place.longitude, claim.latitude, claim.longitude)[0]
    reach = (place.radius_m or 0.0) + (claim.radius_m or 0.0)
    return {
        "lat": degrees(claim.latitude),
        "lon": degrees(claim.longitude),
        "radius_m": metres(claim.radius_m),
        "basis": claim.basis.value,
        "source": claim.source or None,
        "note": claim.note or None,
        "distance_m": metres(away),
        "conflicts": away is not None and away > reach,
    }


def _sources(gazetteer: Gazetteer, keys: Iterable[str]) -> dict[str, Record]:
    known: dict[str, Source] = {source.key: source for source in gazetteer.sources}
    return {
        key: {
            "citation": known[key].citation,
            "url": known[key].url,
            "licence": known[key].licence,
            "retrieved": known[key].retrieved,
        }
        for key in sorted(set(keys) & known.keys())
    }
