"""The ground of the map, drawn from the gazetteer itself: areas, rivers, roads, and names on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from geocoder.gazetteer import Gazetteer
from geocoder.kinds import kind, kinds
from geocoder.model import Basis, Geometry, Place
from geocoder.record import Record

_DECIMALS: Final = 5
"""Digits of a degree that are kept: 1 m, finer than any line here."""

_LABEL_GROUPS: Final = frozenset({"settlement", "quarter", "admin", "water"})
_MOST_LABELS: Final = 2_000
"""Names kept for a large gazetteer; the first ones are the largest places."""


def base_layers(gazetteer: Gazetteer) -> Record:
    """Areas and lines of the gazetteer, largest kinds first, with the places to be labelled.

    Returns:
        ``shapes``: objects with ``id``, ``kind``, ``group``, ``sketch`` (drawn by estimate) and
        ``geometry``; ``labels``: place ids, largest first; ``sources``: citation and licence of each
        source of a shape.
    """
    drawn = [place for place in gazetteer if place.footprint is not None]
    drawn.sort(key=lambda place: (kind(place.kind).rank, place.id))
    return {
        "shapes": [_shape(gazetteer, place) for place in drawn],
        "labels": [place.id for place in _labelled(gazetteer)],
        "sources": _sources(gazetteer, drawn),
    }


def place_table(gazetteer: Gazetteer, ids: Iterable[str]) -> dict[str, Record]:
    """What a page shows of these places, by id, with all places around them; unknown ids are left out."""
    wanted = {found.id: found for each in ids if (found := gazetteer.get(each)) is not None}
    around = {above: gazetteer[above] for place in wanted.values() for above in place.ancestor_ids}
    return {key: place_summary(place) for key, place in sorted((around | wanted).items())}


def place_summary(place: Place) -> Record:
    """Names, kind and position of a place."""
    return {
        "ar": place.name_ar or None,
        "en": place.name_en or None,
        "kind": place.kind,
        "lat": None if place.latitude is None else round(place.latitude, 6),
        "lon": None if place.longitude is None else round(place.longitude, 6),
        "radius_m": None if place.radius_m is None else round(place.radius_m),
        "parents": list(place.ancestor_ids),
    }


def kind_table() -> dict[str, Record]:
    """Arabic and English words, group and rank of every kind."""
    return {
        name: {"ar": each.label_ar, "en": each.label_en, "group": each.group, "rank": each.rank}
        for name, each in kinds().items()
    }


def rounded(coordinates: object, decimals: int = _DECIMALS) -> object:
    """Coordinates of a GeoJSON geometry with fewer digits."""
    if isinstance(coordinates, float | int):
        return round(coordinates, decimals)
    return [rounded(each, decimals) for each in cast("list[object]", coordinates)]


def _shape(gazetteer: Gazetteer, place: Place) -> Record:
    footprint = cast("Geometry", place.footprint)
    return {
        "id": place.id,
        "kind": place.kind,
        "group": kind(place.kind).group,
        "sketch": _property(gazetteer, place, "basis") != Basis.READ,
        "geometry": {"type": footprint["type"], "coordinates": rounded(footprint["coordinates"])},
    }


def _labelled(gazetteer: Gazetteer) -> list[Place]:
    named = [place for place in gazetteer if place.has_position and kind(place.kind).group in _LABEL_GROUPS]
    return sorted(named, key=_prominence)[:_MOST_LABELS]


def _prominence(place: Place) -> tuple[bool, int, float, str]:
    about = kind(place.kind)
    # A river's name can stand anywhere along it; a town's only in one place.
    return about.group == "water", about.rank, -(place.radius_m or 0.0), place.id


def _sources(gazetteer: Gazetteer, drawn: Iterable[Place]) -> list[Record]:
    known = {source.key: source for source in gazetteer.sources}
    found: dict[str, Record] = {}
    for place in drawn:
        key = _property(gazetteer, place, "source")
        if key in known and key not in found:
            source = known[key]
            found[key] = {"citation": source.citation, "url": source.url, "licence": source.licence}
    return [found[key] for key in sorted(found)]


def _property(gazetteer: Gazetteer, place: Place, key: str) -> str:
    feature = gazetteer.feature(place.id) or {}
    properties = feature.get("properties")
    return str(properties.get(key) or "") if isinstance(properties, dict) else ""
