"""The record: mentions, relations, focus and locations as plain dictionaries, ready for JSON.

Every function returns its keys in one fixed order, positions to six decimals (0.1 m), footprints to
five, metres whole, confidences and scores to three decimals: equal results are equal bytes.
The JSON Schema of the record is ``geocoder/record.schema.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from geocoder.ground import DECIMALS, Shape
from geocoder.kinds import Kind, kind
from geocoder.model import (
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
)
from geocoder.precision import location_precision, mention_precision, relation_precision

Record = dict[str, object]


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
    """A GeoJSON geometry with its coordinates to five decimals (1 m)."""
    if footprint is None:
        return None
    if isinstance(footprint, Shape):  # drawn to five decimals
        rings = cast("list[list[list[float]]]", footprint["coordinates"])
        return {
            "type": footprint["type"],
            "coordinates": [[position[:] for position in ring] for ring in rings],
        }
    rounded: Record = {"type": footprint["type"]}
    if "geometries" in footprint:
        members = cast("list[Geometry]", footprint["geometries"])
        rounded["geometries"] = [geometry(member) for member in members]
    else:
        rounded["coordinates"] = _rounded(cast("Sequence[Any]", footprint["coordinates"]))
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


def _rounded(coordinates: Sequence[Any]) -> list[object]:
    first = coordinates[0] if coordinates else 0.0
    if isinstance(first, float | int):
        return [round(number, DECIMALS) for number in coordinates]
    if first and isinstance(first[0], float | int):
        # A ring or line, spelt out because footprints are most of what a record takes time for.
        return [[round(number, DECIMALS) for number in position] for position in coordinates]
    return [_rounded(each) for each in coordinates]


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
