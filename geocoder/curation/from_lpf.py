"""Import a gazetteer in the Linked Places format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from geocoder.collection import load_collection
from geocoder.curation.from_geojson import take_in
from geocoder.curation.intake import ImportReport, Intake, foreign_source, refuse_existing
from geocoder.curation.place_json import Json, read_collection, text
from geocoder.kinds import kinds
from geocoder.tables import PLACES

_PART_OF = ("broaderPartitive", "part_of", "partOf", "containedBy")


def import_lpf(path: Path, folder: Path, *, licence: str = "", force: bool = False) -> ImportReport:
    """Write a gazetteer folder from a Linked Places FeatureCollection.

    The id is the ``@id``; the first point of the geometry is the position, the first line or polygon
    the footprint. What `export_lpf` wrote comes back whole.

    Args:
        path: The file.
        folder: Where the gazetteer is written.
        licence: Licence of the file, for ``sources.tsv``.
        force: Whether a gazetteer in the folder is replaced.

    Raises:
        GazetteerError: The file is no FeatureCollection.
        InputError: A gazetteer is in the folder already.
    """
    refuse_existing(folder / PLACES, force=force)
    members, features = load_collection(path)
    intake = Intake(path, foreign_source(path, licence=licence))
    intake.weak_is_known = "gazetteer" in members
    read_collection(intake, members, folder)
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict):
            intake.problem(number, "the feature is no object; write a Linked Places feature")
            continue
        place_id = text(feature.get("@id")) or text(feature.get("id"))
        point, footprint = _geometries(feature.get("geometry"))
        whole = _whole(feature)
        if "lat" not in whole and point is not None and footprint is not None:
            coordinates = point.get("coordinates")
            if isinstance(coordinates, list) and len(coordinates) >= 2:
                whole |= {"lon": coordinates[0], "lat": coordinates[1]}
        take_in(intake, number, place_id, whole, footprint or point)
    return intake.finish(folder, force=force)


def _whole(feature: Mapping[str, object]) -> Json:
    """The place as we write it if it is ours, else put together from the standard members."""
    properties = feature.get("properties")
    own = properties.get("place") if isinstance(properties, dict) else None
    if isinstance(own, dict):
        return dict(own)
    whole: Json = {"names": list(_names(feature)), "kind": _kind(feature)}
    if isinstance(properties, dict):
        whole["title"] = properties.get("title")
    for relation in _list(feature, "relations"):
        if any(word in text(relation.get("relationType")) for word in _PART_OF):
            whole["parent_id"] = relation.get("relationTo")
    for description in _list(feature, "descriptions"):
        whole.setdefault("description", description.get("value"))
    whole |= _times(feature)
    return whole


def _names(feature: Mapping[str, object]) -> Iterator[Json]:
    for name in _list(feature, "names"):
        toponym, _, suffix = text(name.get("toponym")).partition("@")
        lang = text(name.get("lang")) or suffix
        found: Json = {"toponym": toponym, **_times(name)}
        yield found | {"lang": lang} if lang else found


def _kind(feature: Mapping[str, object]) -> str:
    for each in _list(feature, "types"):
        label = text(each.get("label")).lower().replace(" ", "_")
        if label in kinds():
            return label
    return ""


def _times(member: Mapping[str, object]) -> Json:
    when = member.get("when")
    spans = when.get("timespans") if isinstance(when, dict) else None
    span = spans[0] if isinstance(spans, list) and spans and isinstance(spans[0], dict) else {}
    times: Json = {}
    for end in ("start", "end"):
        stated = span.get(end)
        if isinstance(stated, dict) and stated.get("in"):
            times[end] = stated["in"]
    return times


def _geometries(geometry: object) -> tuple[Json | None, Json | None]:
    """The first point and the first line or polygon of a geometry."""
    point: Json | None = None
    footprint: Json | None = None
    if not isinstance(geometry, dict):
        return None, None
    is_collection = geometry.get("type") == "GeometryCollection"
    for each in _list(geometry, "geometries") if is_collection else (geometry,):
        if each.get("type") == "Point":
            point = point or {"type": "Point", "coordinates": each.get("coordinates")}
        else:
            footprint = footprint or dict(each)
    return point, footprint


def _list(member: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    """The objects of a list."""
    found = member.get(key)
    if isinstance(found, list):
        yield from (each for each in found if isinstance(each, dict))
