"""The record: mentions, relations, focus and locations as plain dictionaries, ready for JSON.

Every function returns its keys in one fixed order, coordinates to six decimals (0.1 m), metres
whole, confidences and scores to three decimals, so that equal results are equal bytes.
The JSON Schema of the record is ``geocoder/record.schema.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, cast

from geocoder.kinds import Kind, kind
from geocoder.model import (
    Basis,
    Candidate,
    Enclosing,
    Evidence,
    Focus,
    Geometry,
    Location,
    Match,
    Mention,
    Place,
    Relation,
    Status,
)

Record = dict[str, object]
Precision = tuple[str | None, int | None, int | None]
"""Airwars' word, ACLED's geo-precision (1 to 3) and UCDP's where-precision (1 to 7)."""

NO_PRECISION: Final[Precision] = (None, None, None)
EXACT: Final[Precision] = ("exact_location", 1, 1)

AREAS: Final = (
    (1_000, "neighbourhood"),
    (2_000, "village"),
    (5_000, "city"),
    (15_000, "subdistrict"),
    (30_000, "district"),
    (100_000, "governorate"),
)
"""Kinds of areas, each with the radius in metres up to which a wide position is described by it."""
NEAR_TOWN_M: Final = 2_000
"""Beyond this distance or radius ACLED's codebook speaks of "near" and gives precision 2."""
AROUND_PLACE_M: Final = 25_000
"""UCDP's where-precision 2 is "within about 25 km around a place"."""
BROAD_RELATION_M: Final = 15_000
"""A footprint wider than a subdistrict is no longer the surroundings of a landmark."""
VAGUE_RELATIONS: Final = frozenset({"along", "between", "upto"})
"""Relations that UCDP codes 5: linear, or between two places."""


def mention_record(mention: Mention) -> Record:
    """A mention as the contract of the record words it; ``footprint`` stands in regions only."""
    place = mention.place
    about = kind(place.kind if place else mention.kind)
    precision, acled, ucdp = mention_precision(mention)
    record: Record = {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "status": mention.status.value,
        **_identity(place, about, mention.name),
        "lat": degrees(mention.latitude),
        "lon": degrees(mention.longitude),
        "radius_m": metres(mention.radius_m),
        "confidence": round(mention.confidence, 3),
        "precision": precision,
        "acled_geo_precision": acled,
        "ucdp_where_prec": ucdp,
        "pcode": (place.pcode or None) if place else None,
        "parents": list(place.ancestor_ids) if place else [],
        "enclosing": _enclosing(mention.enclosing),
        "match": mention.match.value,
        "candidates": [_candidate(each) for each in mention.candidates],
        "evidence": _evidence(mention.evidence),
    }
    if mention.match is Match.REGION and place and place.footprint:
        record["footprint"] = geometry(place.footprint)
    return record


def relation_record(relation: Relation) -> Record:
    """A relation with its footprint, which is GeoJSON or None."""
    precision, acled, ucdp = relation_precision(relation.relation, relation.distance_m, relation.radius_m)
    return {
        "start": relation.start,
        "end": relation.end,
        "surface": relation.surface,
        "relation": relation.relation,
        "anchors": list(relation.anchors),
        "bearing": _bearing(relation.bearing),
        "distance_m": metres(relation.distance_m),
        "lat": degrees(relation.latitude),
        "lon": degrees(relation.longitude),
        "radius_m": metres(relation.radius_m),
        "confidence": round(relation.confidence, 3),
        "precision": precision,
        "acled_geo_precision": acled,
        "ucdp_where_prec": ucdp,
        "evidence": _evidence(relation.evidence),
        "footprint": geometry(relation.footprint),
    }


def focus_record(focus: Focus) -> Record:
    """A place that the text is about."""
    return {
        "place_id": focus.place_id,
        "score": round(focus.score, 3),
        "lat": degrees(focus.latitude),
        "lon": degrees(focus.longitude),
        "radius_m": metres(focus.radius_m),
    }


def location_record(location: Location) -> Record:
    """An answer of ``geocode`` or ``reverse``."""
    place = location.place
    about = kind(place.kind if place else location.kind)
    precision, acled, ucdp = location_precision(location)
    return {
        "name": location.name,
        **_identity(place, about),
        "lat": degrees(location.latitude),
        "lon": degrees(location.longitude),
        "radius_m": metres(location.radius_m),
        "confidence": round(location.confidence, 3),
        "precision": precision,
        "acled_geo_precision": acled,
        "ucdp_where_prec": ucdp,
        "pcode": (place.pcode or None) if place else None,
        "parents": list(place.ancestor_ids) if place else [],
        "relation": location.relation,
        "distance_m": metres(location.distance_m),
        "evidence": _evidence(location.evidence),
        "footprint": None if place else geometry(location.footprint),
    }


def mention_precision(mention: Mention) -> Precision:
    """How fine the position given for a mention is, in the words of three code books.

    An unlocated mention has the precision of the place around it, a filtered one has none.
    """
    if mention.status is Status.FILTERED:
        return NO_PRECISION
    if mention.match is Match.COORDINATES:
        return EXACT
    if mention.status is Status.UNLOCATED:
        return area_precision(mention.enclosing.radius_m) if mention.enclosing else NO_PRECISION
    place = mention.place
    if place and place.basis is Basis.CONTAINING:
        return area_precision(mention.radius_m)
    about = kind(place.kind if place else mention.kind)
    if mention.match is Match.REGION:
        return about.precision, max(2, about.acled), _around(mention.radius_m)
    return about.precision, about.acled, about.ucdp


def relation_precision(relation: str, distance_m: float | None, radius_m: float | None) -> Precision:
    """How fine the footprint of a relation is; nothing is said of one without a footprint.

    >>> relation_precision("distance", 5000, 1200)
    ('nearby_landmark', 2, 2)
    """
    if radius_m is None:
        return NO_PRECISION
    reach = max(distance_m or 0.0, radius_m)
    word, acled, ucdp = area_precision(radius_m)
    if radius_m <= BROAD_RELATION_M:
        word, acled = "nearby_landmark", (1 if reach <= NEAR_TOWN_M else 2)
        ucdp = 1 if reach <= NEAR_TOWN_M else _around(reach)
    return word, acled, 5 if relation in VAGUE_RELATIONS else ucdp


def location_precision(location: Location) -> Precision:
    """How fine a location is: by its relation, else by its place, else exact coordinates."""
    if location.relation:
        return relation_precision(location.relation, None, location.radius_m)
    place = location.place
    if location.latitude is None:
        return NO_PRECISION
    if place is None:
        return EXACT
    if place.basis is Basis.CONTAINING:
        return area_precision(location.radius_m)
    about = kind(place.kind)
    return about.precision, about.acled, about.ucdp


def area_precision(radius_m: float | None) -> Precision:
    """The precision of a circle of that radius in metres, in words for areas.

    >>> area_precision(11_000)
    ('subdistrict', 2, 3)
    """
    if radius_m is None:
        return NO_PRECISION
    fitting = kind(next((name for limit, name in AREAS if radius_m <= limit), "country"))
    return fitting.precision, fitting.acled, max(2, fitting.ucdp)


def feature_collection(record: Mapping[str, object], *, footprints: bool = False) -> Record:
    """A document's record as a GeoJSON FeatureCollection (RFC 7946).

    Args:
        record: What `Document.to_dict` returns.
        footprints: Draw the footprint where there is one, instead of the point.
    """
    about = {key: value for key, value in record.items() if key not in ("mentions", "relations")}
    return {"type": "FeatureCollection", "features": features(record, footprints=footprints), **about}


def features(record: Mapping[str, object], *, footprints: bool = False) -> list[Record]:
    """A GeoJSON Feature for each mention and relation of a document's record, in text order."""
    return [
        feature({"doc_id": record["doc_id"], "record": singular, **each}, footprints=footprints)
        for singular, plural in (("mention", "mentions"), ("relation", "relations"))
        for each in cast("list[Record]", record[plural])
    ]


def feature(properties: Record, *, footprints: bool = False) -> Record:
    """A GeoJSON Feature with these properties at their ``lon`` and ``lat``; no position, no geometry."""
    lat, lon = properties.get("lat"), properties.get("lon")
    shape = {"type": "Point", "coordinates": [lon, lat]} if lat is not None else None
    if footprints and properties.get("footprint"):
        return {"type": "Feature", "geometry": properties["footprint"], "properties": properties}
    return {"type": "Feature", "geometry": shape, "properties": properties}


def geometry(footprint: Geometry | None) -> Record | None:
    """A GeoJSON geometry with its coordinates to six decimals."""
    if footprint is None:
        return None
    rounded: Record = {"type": footprint["type"]}
    if "geometries" in footprint:
        members = cast("list[Geometry]", footprint["geometries"])
        rounded["geometries"] = [geometry(member) for member in members]
    else:
        rounded["coordinates"] = _rounded(footprint["coordinates"])
    return rounded


def degrees(value: float | None) -> float | None:
    """Degrees to six decimals."""
    return None if value is None else round(value, 6)


def metres(value: float | None) -> int | None:
    """Whole metres."""
    return None if value is None else round(value)


def _bearing(value: float | None) -> float | None:
    if value is None:
        return None
    tenths = round(value % 360.0, 1) % 360.0
    return int(tenths) if tenths.is_integer() else tenths


def _rounded(coordinates: object) -> object:
    if isinstance(coordinates, float | int):
        return round(coordinates, 6)
    return [_rounded(each) for each in cast("list[object]", coordinates)]


def _around(radius_m: float | None) -> int:
    return 2 if radius_m is not None and radius_m <= AROUND_PLACE_M else 5


def _identity(place: Place | None, about: Kind, name: str = "") -> Record:
    """Who a place is; a name that no gazetteer holds goes by its script."""
    arabic, english = ("", name) if name.isascii() else (name, "")
    return {
        "place_id": place.id if place else None,
        "name_ar": (place.name_ar if place else arabic) or None,
        "name_en": (place.name_en if place else english) or None,
        "kind": about.name if place is None else place.kind,
        "feature_code": (place.feature_code if place else "") or about.feature_code,
    }


def _enclosing(enclosing: Enclosing | None) -> Record | None:
    if enclosing is None:
        return None
    return {
        "place_id": enclosing.place_id,
        "lat": degrees(enclosing.latitude),
        "lon": degrees(enclosing.longitude),
        "radius_m": metres(enclosing.radius_m),
    }


def _candidate(candidate: Candidate) -> Record:
    return {
        "place_id": candidate.place_id,
        "score": round(candidate.score, 3),
        "lat": degrees(candidate.latitude),
        "lon": degrees(candidate.longitude),
    }


def _evidence(evidence: Iterable[Evidence]) -> list[Record]:
    return [{"rule": rule, "detail": detail} for rule, detail in evidence]
