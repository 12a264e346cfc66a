"""Put the rows of one or several gazetteer folders together into linked places.

A later folder may add to an earlier one.
Rows with one id mean one place: the non-empty cells of the later row override those of the earlier.
The position cells (lat, lon, radius_m, basis, source) move together, and only if the later row has a
position; kind and feature_code move together too.
Names are added; a name with toponym and language of an earlier one replaces it.
A footprint replaces the earlier one.
A source key that stands for another source in an earlier folder is renamed to ``folder:key``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geocoder.errors import GazetteerError
from geocoder.folder import Cells, Feature, Folder
from geocoder.kinds import Kind, kinds
from geocoder.model import Basis, NameKind, Place, PlaceId, PlaceName, PlaceRelation, PositionClaim, Source
from geocoder.tables import COLUMNS, NAMES, PLACES, shorten

MAX_DEPTH: Final = 32
"""Most parents above one another; the deepest real chain (school to country) has about eight."""
MAX_RADIUS: Final = 20_037_508.0
"""Half the equator in metres."""

_NAME_ORDER: Final = {NameKind.PREFERRED: 0, NameKind.OFFICIAL: 1}
_BASES: Final = {basis.value: basis for basis in Basis}
_PLACE_COLUMN: Final = {column: index for index, column in enumerate(COLUMNS[PLACES])}
_POSITION_COLUMNS: Final = ("lat", "lon", "radius_m", "basis", "source")
_KIND_COLUMNS: Final = ("kind", "feature_code")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a gazetteer consists of."""

    places: dict[str, Place]
    relations: tuple[PlaceRelation, ...]
    positions: dict[str, tuple[PositionClaim, ...]]
    sources: dict[str, Source]
    features: dict[str, Feature]


def assemble(folders: list[Folder]) -> Parts:
    """Merge and link the folders, first one first.

    Raises:
        GazetteerError: A cell is malformed, an id is unknown, or parents run in a circle.
    """
    rows: dict[str, Cells] = {}
    homes: dict[str, str] = {}
    names: dict[str, list[PlaceName]] = {}
    features: dict[str, Feature] = {}
    sources: dict[str, Source] = {}
    relations: list[tuple[Cells, Mapping[str, str]]] = []
    positions: list[tuple[Cells, Mapping[str, str]]] = []
    for folder in folders:
        renamed = _merge_sources(folder, sources)
        _merge_places(folder, rows, homes, renamed)
        _merge_names(folder, rows, names, renamed)
        _merge_footprints(folder, rows, features)
        relations += [(row, renamed) for row in folder.relations]
        positions += [(row, renamed) for row in folder.positions]
    ancestors = _ancestors(rows)
    known = kinds()
    places = {
        place_id: _place(row, names.get(place_id, []), ancestors[place_id], homes, features, known)
        for place_id, row in rows.items()
    }
    return Parts(
        places,
        tuple(_relation(row, renamed, rows) for row, renamed in relations),
        _claims(positions, rows),
        sources,
        features,
    )


def _merge_sources(folder: Folder, sources: dict[str, Source]) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for key, source in folder.sources.items():
        if sources.setdefault(key, source) != source:
            renamed[key] = f"{folder.name}:{key}"
            sources[renamed[key]] = replace(source, key=renamed[key])
    return renamed


def _merge_places(
    folder: Folder, rows: dict[str, Cells], homes: dict[str, str], renamed: Mapping[str, str]
) -> None:
    source = _PLACE_COLUMN["source"]
    for place_id in sorted(folder.places):
        row = folder.places[place_id]
        if renamed:
            row.values[source] = renamed.get(row.values[source], row.values[source])
        earlier = rows.get(place_id)
        rows[place_id] = row if earlier is None else _override(earlier, row)
        homes.setdefault(place_id, folder.name)


def _override(earlier: Cells, later: Cells) -> Cells:
    values = [new or old for old, new in zip(earlier.values, later.values, strict=True)]
    for lead, columns in (("lat", _POSITION_COLUMNS), ("kind", _KIND_COLUMNS)):
        giver = later if later.values[_PLACE_COLUMN[lead]] else earlier
        for column in columns:
            values[_PLACE_COLUMN[column]] = giver.values[_PLACE_COLUMN[column]]
    return Cells(later.file, later.line, values)


def _merge_names(
    folder: Folder,
    rows: Mapping[str, Cells],
    names: dict[str, list[PlaceName]],
    renamed: Mapping[str, str],
) -> None:
    for place_id, (line, added) in folder.names.items():
        if place_id not in rows:
            message = f"id {shorten(place_id)} is no place; give it a row in {PLACES}"
            raise GazetteerError(message, file=str(folder.path / NAMES), line=line)
        if renamed:
            added = [replace(name, source=renamed.get(name.source, name.source)) for name in added]
        earlier = names.get(place_id)
        if earlier:
            replaced = {(name.toponym, name.lang) for name in added}
            added = [name for name in earlier if (name.toponym, name.lang) not in replaced] + added
        names[place_id] = added


def _merge_footprints(folder: Folder, rows: Mapping[str, Cells], features: dict[str, Feature]) -> None:
    for place_id in folder.footprints:
        if place_id not in rows:
            message = f"a footprint has the id {shorten(place_id)}, which is no place; give it a row in {PLACES}"
            raise GazetteerError(message, file=str(folder.path))
    features.update(folder.footprints)


def _ancestors(rows: Mapping[str, Cells]) -> dict[str, tuple[PlaceId, ...]]:
    """The parents of every place up to the top, each chain walked once."""
    column = _PLACE_COLUMN["parent_id"]
    known: dict[str, tuple[PlaceId, ...]] = {}
    for start in rows:
        chain: list[str] = []
        place_id = start
        while place_id and place_id not in known:
            chain.append(place_id)
            row = rows[place_id]
            place_id = row.values[column]
            if place_id and place_id not in rows:
                remedy = "add that place, or load its gazetteer as well"
                raise row.fault("parent_id", "is no place", remedy)
            if place_id in chain or len(chain) > MAX_DEPTH:
                what = "closes a circle" if place_id in chain else f"has more than {MAX_DEPTH} parents above it"
                raise row.fault("parent_id", what, "give the smallest area that contains the place")
        above = (PlaceId(place_id), *known[place_id]) if place_id else ()
        for child in reversed(chain):
            known[child] = above
            above = (PlaceId(child), *above)
        if len(above) > MAX_DEPTH:
            what = f"has more than {MAX_DEPTH} parents above it"
            raise rows[start].fault("parent_id", what, "give the smallest area that contains the place")
    return known


def _place(  # noqa: PLR0913 - one place needs what six tables say of it
    row: Cells,
    names: list[PlaceName],
    ancestors: tuple[PlaceId, ...],
    homes: Mapping[str, str],
    features: Mapping[str, Feature],
    known: Mapping[str, Kind],
) -> Place:
    place_id, title, kind, code, parent, pcode, _, _, _, _, source, start, end, description = row.values
    if kind not in known:
        raise row.fault("kind", "is no kind of place", f"use one of {' '.join(known)}")
    if not title:
        raise row.fault("title", "is empty", "give the place a display name")
    if len(names) > 1:
        names.sort(key=_name_order)
    latitude, longitude, radius_m, basis = _position(row)
    feature = features.get(place_id)
    geometry = feature["geometry"] if feature else None
    return Place(
        PlaceId(place_id),
        title,
        tuple(names),
        kind,
        code or known[kind].feature_code,
        latitude,
        longitude,
        radius_m,
        basis,
        PlaceId(parent) if parent else None,
        ancestors,
        pcode,
        geometry if isinstance(geometry, dict) else None,
        source,
        start,
        end,
        description,
        homes[place_id],
    )


def _name_order(name: PlaceName) -> tuple[int, str, str, str]:
    return _NAME_ORDER.get(name.kind, 2), name.toponym, name.lang, name.kind


def _position(row: Cells) -> tuple[float | None, float | None, float | None, Basis]:
    lat, lon, radius, basis = row.values[6:10]
    if basis not in _BASES:
        raise row.fault("basis", "is no basis", f"use one of {', '.join(_BASES)}")
    if lat and lon and basis != "unknown":
        return (*_point(row), _BASES[basis])
    if lat or lon or radius:
        remedy = "fill lat, lon and radius_m, or leave all three empty and write unknown"
        raise row.fault("basis", "does not fit the position", remedy)
    if basis != "unknown":
        raise row.fault("basis", "promises a position that is not there", "write unknown")
    return None, None, None, Basis.UNKNOWN


def _point(row: Cells) -> tuple[float, float, float]:
    return (
        _number(row, "lat", -90, 90),
        _number(row, "lon", -180, 180),
        _number(row, "radius_m", 0, MAX_RADIUS),
    )


def _number(row: Cells, column: str, low: float, high: float) -> float:
    text = row.values[COLUMNS[row.file.name].index(column)]
    try:
        number = float(text)
    except ValueError:
        raise row.fault(column, "is no number", "write it like 35.3359") from None
    if not low <= number <= high:
        raise row.fault(column, f"is not between {low:g} and {high:g}", "correct the number")
    return number


def _relation(row: Cells, renamed: Mapping[str, str], rows: Mapping[str, Cells]) -> PlaceRelation:
    subject, relation, object_id, distance, source, conflict = row.values
    for column, place_id in (("subject_id", subject), ("object_id", object_id)):
        if place_id not in rows:
            raise row.fault(column, "is no place", f"give it a row in {PLACES}")
    distance_m = _number(row, "distance_m", 0, MAX_RADIUS) if distance else None
    source = renamed.get(source, source)
    return PlaceRelation(PlaceId(subject), relation, PlaceId(object_id), distance_m, source, conflict)


def _claims(
    positions: list[tuple[Cells, Mapping[str, str]]], rows: Mapping[str, Cells]
) -> dict[str, tuple[PositionClaim, ...]]:
    claims: dict[str, tuple[PositionClaim, ...]] = {}
    for place_id, claim in _each_claim(positions, rows):
        claims[place_id] = (*claims.get(place_id, ()), claim)
    return claims


def _each_claim(
    positions: list[tuple[Cells, Mapping[str, str]]], rows: Mapping[str, Cells]
) -> Iterator[tuple[str, PositionClaim]]:
    for row, renamed in positions:
        place_id, _, _, radius, basis, source, note = row.values
        if place_id not in rows:
            raise row.fault("id", "is no place", f"give it a row in {PLACES}")
        if basis not in _BASES or basis == "unknown":
            raise row.fault("basis", "is no basis of a position", "use read, inferred or containing")
        lat, lon = _number(row, "lat", -90, 90), _number(row, "lon", -180, 180)
        radius_m = _number(row, "radius_m", 0, MAX_RADIUS) if radius else None
        source = renamed.get(source, source)
        yield place_id, PositionClaim(PlaceId(place_id), lat, lon, radius_m, _BASES[basis], source, note)
