"""Import a gazetteer from GeoJSON: our own export, or points and polygons with a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import shapely
from shapely.geometry import shape

from geocoder.collection import load_collection
from geocoder.curation.intake import ImportReport, Intake, foreign_source, refuse_existing
from geocoder.curation.place_json import Json, read_claims, read_collection, read_place, text
from geocoder.curation.plane import Plane
from geocoder.folder import geometry_fault
from geocoder.kinds import FALLBACK, kind
from geocoder.tables import PLACES

ID_PROPERTIES: Final = ("id", "place_id", "@id")
"""Where the id is looked for if the feature has none."""
NAME_PROPERTIES: Final = {
    "name_ar": "ar",
    "name:ar": "ar",
    "title": "",
    "name": "",
    "name_en": "en",
    "name:en": "en",
    "int_name": "",
}
"""Properties that hold a name, and its language; without one it is told from the script."""
_LEAST_RADIUS: Final = 50.0


def import_geojson(path: Path, folder: Path, *, licence: str = "", force: bool = False) -> ImportReport:
    """Write a gazetteer folder from a GeoJSON FeatureCollection.

    A point becomes a position; a polygon or line becomes a footprint, and a point inside it the
    position. Without ``radius_m`` a point gets the usual radius of its kind, a footprint one that covers it.
    A feature without geometry is a place whose position is unknown.
    What `export_geojson` wrote comes back whole.

    Args:
        path: The file.
        folder: Where the gazetteer is written.
        licence: Licence of the file, for ``sources.tsv``.
        force: Whether a gazetteer in the folder is replaced.

    Raises:
        GazetteerError: The file is no GeoJSON FeatureCollection.
        InputError: A gazetteer is in the folder already.
    """
    refuse_existing(folder / PLACES, force=force)
    members, features = load_collection(path)
    intake = Intake(path, foreign_source(path, licence=licence))
    intake.weak_is_known = "gazetteer" in members
    read_collection(intake, members, folder)
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict):
            intake.problem(number, "the feature is no object; write a GeoJSON Feature")
            continue
        properties = feature.get("properties")
        whole = dict(properties) if isinstance(properties, dict) else {}
        take_in(intake, number, _id(feature, whole), whole, feature.get("geometry"))
    return intake.finish(folder, force=force)


def take_in(intake: Intake, number: int, place_id: str, whole: Json, geometry: object) -> None:
    """Take in one place with its geometry; reports what cannot be used.

    Args:
        intake: Where it goes.
        number: Number of the feature, from 1.
        place_id: Its id.
        whole: Its properties, as `place_json` writes them or with the `NAME_PROPERTIES`.
        geometry: Its GeoJSON geometry, or None.
    """
    if "names" not in whole:
        whole["names"] = list(_simple_names(whole))
    fault = geometry_fault(geometry) if geometry is not None else ""
    if fault:
        intake.problem(number, f"the feature {fault}; write longitude and latitude in degrees")
        return
    is_point = isinstance(geometry, dict) and geometry["type"] in {"Point", "MultiPoint"}
    if isinstance(geometry, dict) and whole.get("lat") is None and "basis" not in whole:
        try:
            whole |= geometry_position(geometry, text(whole.get("kind")) or FALLBACK)
        except (ValueError, shapely.errors.ShapelyError) as error:
            intake.problem(number, f"the geometry cannot be used ({error}); mend its rings")
            return
    place = read_place(intake, number, place_id, whole)
    if place is None or not intake.add(number, place):
        return
    read_claims(intake, number, place_id, whole)
    stated = whole.get("footprint")
    if geometry is not None and (stated or not is_point):
        usual = {"source": place.source, "basis": place.basis.value, "licence": intake.source.licence}
        intake.features[place_id] = {
            "id": place_id,
            "properties": stated if isinstance(stated, dict) else usual,
            "geometry": geometry,
        }


def geometry_position(geometry: Mapping[str, object], kind_name: str) -> Json:
    """Latitude, longitude and radius that a geometry implies.

    Raises:
        ValueError: The geometry is malformed.
    """
    found = shape(dict(geometry))
    centre = found.representative_point()
    usual = kind(kind_name).radius_m
    if found.geom_type in {"Point", "MultiPoint"}:
        return {"lat": centre.y, "lon": centre.x, "radius_m": usual}
    flat = Plane(centre.y, centre.x).project(found)
    radius = max(_LEAST_RADIUS, float(flat.hausdorff_distance(shapely.Point(0.0, 0.0))))
    return {"lat": round(centre.y, 6), "lon": round(centre.x, 6), "radius_m": float(round(radius))}


def _id(feature: Mapping[str, object], properties: Mapping[str, object]) -> str:
    candidates = [feature.get("id"), *(properties.get(key) for key in ID_PROPERTIES)]
    return next((found for found in map(text, candidates) if found), "")


def _simple_names(properties: Mapping[str, object]) -> Iterator[Json]:
    preferred: set[str] = set()
    seen: set[str] = set()
    for key, lang in NAME_PROPERTIES.items():
        name = text(properties.get(key))
        if name and name not in seen:
            seen.add(name)
            rank = "variant" if lang in preferred else "preferred"
            preferred.add(lang)
            found: Json = {"toponym": name, "kind": rank}
            yield found | {"lang": lang} if lang else found
    alternatives = properties.get("alt_names")
    for other in alternatives.split("|") if isinstance(alternatives, str) else ():
        if text(other) and text(other) not in seen:
            seen.add(text(other))
            yield {"toponym": text(other)}
