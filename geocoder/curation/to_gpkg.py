"""Export a gazetteer as a GeoPackage for QGIS and other desktop systems (extra ``geo``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geocoder.curation.intake import refuse_existing
from geocoder.curation.plane import footprint_shape
from geocoder.errors import InputError
from geocoder.gazetteer import Gazetteer
from geocoder.model import Place, PlaceName

Column = Callable[[Place], str | float | None]

PLACE_COLUMNS: Final[dict[str, Column]] = {
    "place_id": lambda place: place.id,
    "title": lambda place: place.title,
    "name_ar": lambda place: place.name_ar,
    "name_en": lambda place: place.name_en,
    "kind": lambda place: place.kind,
    "feature_code": lambda place: place.feature_code,
    "parent_id": lambda place: place.parent_id or "",
    "pcode": lambda place: place.pcode,
    "radius_m": lambda place: place.radius_m,
    "basis": lambda place: place.basis.value,
    "source": lambda place: place.source,
    "description": lambda place: place.description,
}
NAME_COLUMNS: Final = ("place_id", "toponym", "lang", "kind", "weak", "source", "start", "end", "note")
_NUMBERS: Final = frozenset({"radius_m"})


def export_gpkg(gazetteer: Gazetteer, path: Path, *, force: bool = False) -> int:
    """Write a gazetteer as a GeoPackage; returns the number of places.

    Its layers: ``places`` (points; null where the position is unknown), ``footprints`` (polygons and
    lines) and the table ``names``.

    Args:
        gazetteer: What to write.
        path: The file.
        force: Whether a file that is there already is replaced.

    Raises:
        InputError: The file is there already, or pyogrio is not installed.
    """
    try:
        from pyogrio import set_gdal_config_options  # noqa: PLC0415 - an extra, needed here only
        from pyogrio.raw import write  # noqa: PLC0415
    except ImportError as error:
        message = "a GeoPackage needs pyogrio; run pip install 'deir-ez-zor-geocoder[geo]'"
        raise InputError(message) from error
    refuse_existing(path, force=force)
    path.unlink(missing_ok=True)
    # Equal gazetteers give equal files: without this, GDAL writes the time of day into them.
    set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    places = list(gazetteer)
    covered = [(place, shape) for place in places if (shape := footprint_shape(place)) is not None]
    points = [_point(place) for place in places]
    options = {"driver": "GPKG", "crs": "EPSG:4326"}
    try:
        write(path, _wkb(points), **_fields(places), layer="places", geometry_type="Point", **options)
        shapes = [shape for _, shape in covered]
        fields = _fields([place for place, _ in covered])
        write(path, _wkb(shapes), **fields, layer="footprints", geometry_type="Unknown", **options)
        rows = [(place.id, name) for place in places for name in place.names]
        write(path, None, **_names(rows), layer="names", geometry_type=None, driver="GPKG")
    finally:
        set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return len(places)


def _point(place: Place) -> shapely.Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return shapely.Point(place.longitude, place.latitude)


def _wkb(geometries: Iterable[BaseGeometry | None]) -> NDArray[np.object_]:
    return np.array([None if each is None else each.wkb for each in geometries], dtype=object)


def _fields(places: list[Place]) -> dict[str, list[object]]:
    data: list[object] = []
    for name, column in PLACE_COLUMNS.items():
        values = [column(place) for place in places]
        if name in _NUMBERS:
            data.append(np.array([np.nan if value is None else value for value in values], dtype=float))
        else:
            data.append(np.array(values, dtype=object))
    return {"fields": [*PLACE_COLUMNS], "field_data": data}


def _names(rows: Sequence[tuple[str, PlaceName]]) -> dict[str, list[object]]:
    cells = [
        (
            *(place_id, name.toponym, name.lang, name.kind.value, int(name.weak), name.source),
            *(name.start, name.end, name.note),
        )
        for place_id, name in rows
    ]
    data: list[object] = []
    for index, column in enumerate(NAME_COLUMNS):
        values = [row[index] for row in cells]
        data.append(np.array(values, dtype=np.int32) if column == "weak" else np.array(values, dtype=object))
    return {"fields": [*NAME_COLUMNS], "field_data": data}
