"""Export a gazetteer in the Linked Places format, the standard of the World Historical Gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geocoder.curation.intake import refuse_existing
from geocoder.curation.place_json import Json, collection_lines, place_json
from geocoder.curation.to_geojson import place_geometry
from geocoder.gazetteer import Gazetteer
from geocoder.kinds import kind
from geocoder.model import Basis, Place, PlaceName

CONTEXT: Final = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)
CLASSES: Final = {
    "admin": "A",
    "settlement": "P",
    "quarter": "P",
    "water": "H",
    "line": "R",
    "region": "L",
    "field": "L",
    "landform": "T",
}
"""Feature classes of GeoNames by group of kinds; what is not here is built, class S."""
_CERTAINTY: Final = {Basis.READ: "certain", Basis.INFERRED: "less-certain", Basis.CONTAINING: "uncertain"}


def export_lpf(gazetteer: Gazetteer, path: Path, *, force: bool = False) -> int:
    """Write a gazetteer as Linked Places, a feature a line; returns the number of places.

    Names, types, times, parents and descriptions stand where the format wants them.
    What it has no room for (kinds and marks of names, radii, bases, second opinions, relations) stands
    beside, in ``properties.place`` and in members of the collection, so that `import_lpf` loses nothing.

    Args:
        gazetteer: What to write.
        path: The file.
        force: Whether a file that is there already is replaced.

    Raises:
        InputError: The file is there already.
    """
    refuse_existing(path, force=force)
    path.write_text("".join(lpf_lines(gazetteer)), encoding="utf-8", newline="\n")
    return len(gazetteer)


def lpf_lines(gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the text of `export_lpf` piece by piece."""
    return collection_lines(gazetteer, _feature, context=CONTEXT)


def _feature(place: Place, gazetteer: Gazetteer) -> Json:
    feature: Json = {
        "@id": place.id,
        "type": "Feature",
        "properties": {
            "title": place.title,
            "fclasses": [CLASSES.get(kind(place.kind).group, "S")],
            "place": place_json(place, gazetteer),
        },
        "names": [_name(name, gazetteer) for name in place.names],
        "types": [{"identifier": f"gn:{place.feature_code}", "label": place.kind}],
        "geometry": _geometry(place),
    }
    if place.start or place.end:
        feature["when"] = _when(place.start, place.end)
    if place.parent_id is not None:
        title = gazetteer[place.parent_id].title
        parent = {"relationType": "gvp:broaderPartitive", "relationTo": place.parent_id, "label": title}
        feature["relations"] = [parent]
    if place.description:
        feature["descriptions"] = [{"value": place.description, "lang": "en"}]
    return feature


def _name(name: PlaceName, gazetteer: Gazetteer) -> Json:
    found: Json = {"toponym": name.toponym, "lang": name.lang}
    if name.source:
        source = gazetteer.source(name.source)
        found["citations"] = [{"label": source.citation, "@id": source.url}]
    if name.start or name.end:
        found["when"] = _when(name.start, name.end)
    return found


def _when(start: str, end: str) -> Json:
    span: Json = {}
    if start:
        span["start"] = {"in": start}
    if end:
        span["end"] = {"in": end}
    return {"timespans": [span]}


def _geometry(place: Place) -> Json | None:
    """The point and, if there is one, the footprint, with the certainty of the point."""
    if place.latitude is None or place.longitude is None:
        return place_geometry(place)
    point: Json = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    point["certainty"] = _CERTAINTY.get(place.basis, "uncertain")
    if place.footprint is None:
        return point
    return {"type": "GeometryCollection", "geometries": [point, dict(place.footprint)]}
