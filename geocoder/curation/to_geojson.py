"""Export a gazetteer as GeoJSON (RFC 7946) that `import_geojson` brings back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geocoder.curation.intake import refuse_existing
from geocoder.curation.place_json import Json, collection_lines, place_json
from geocoder.gazetteer import Gazetteer
from geocoder.model import Place


def export_geojson(gazetteer: Gazetteer, path: Path, *, force: bool = False) -> int:
    """Write a gazetteer as GeoJSON, a feature a line; returns the number of places.

    The geometry is the footprint, or else the point, or null; the point also stands in the properties
    ``lat`` and ``lon``. Sources, relations and the name of the gazetteer are members of the collection.

    Args:
        gazetteer: What to write.
        path: The file.
        force: Whether a file that is there already is replaced.

    Raises:
        InputError: The file is there already.
    """
    refuse_existing(path, force=force)
    path.write_text("".join(geojson_lines(gazetteer)), encoding="utf-8", newline="\n")
    return len(gazetteer)


def geojson_lines(gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the text of `export_geojson` piece by piece."""
    return collection_lines(gazetteer, _feature)


def _feature(place: Place, gazetteer: Gazetteer) -> Json:
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": place_geometry(place),
        "properties": place_json(place, gazetteer),
    }


def place_geometry(place: Place) -> Json | None:
    """The footprint of a place, or else its point, or None."""
    if place.footprint is not None:
        return dict(place.footprint)
    if place.latitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}
