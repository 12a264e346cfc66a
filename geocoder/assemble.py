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

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from geocoder.errors import GazetteerError
from geocoder.folder import MAX_LATITUDE, MAX_LONGITUDE, Cells, Feature, Folder
from geocoder.kinds import Kind, kinds
from geocoder.model import Basis, NameKind, Place, PlaceId, PlaceName, PlaceRelation, PositionClaim, Source
from geocoder.tables import COLUMNS, FOOTPRINTS, NAMES, PLACES, Report, shorten, stop

MAX_DEPTH: Final = 32
"""Most parents above one another; the deepest real chain (school to country) has about eight."""
MAX_RADIUS: Final = 20_037_508.0
"""Half the equator in metres."""

_RANGES: Final = {
    "lat": (-MAX_LATITUDE, MAX_LATITUDE),
    "lon": (-MAX_LONGITUDE, MAX_LONGITUDE),
    "radius_m": (0, MAX_RADIUS),
    "distance_m": (0, MAX_RADIUS),
}
_PARENT_REMEDY: Final = "give the smallest area that contains the place"
_NAME_ORDER: Final = {NameKind.PREFERRED: 0, NameKind.OFFICIAL: 1}
_BASES: Final = {basis.value: basis for basis in Basis}
_PLACE_COLUMN: Final = {column: index for index, column in enumerate(COLUMNS[PLACES])}
_POSITION_COLUMNS: Final = ("lat", "lon", "radius_m", "basis", "source")
_KIND_COLUMNS: Final = ("kind", "feature_code")


_Built = TypeVar("_Built")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a gazetteer consists of."""

    places: dict[str, Place]
    relations: tuple[PlaceRelation, ...]
    positions: dict[str, tuple[PositionClaim, ...]]
    sources: dict[str, Source]
    features: dict[str, Feature]


@dataclass(slots=True)
class _Merged:
    """Rows of all folders by place id, with the name of the folder that gave a place first."""

    rows: dict[str, Cells] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[PlaceName]] = field(default_factory=dict)
    features: dict[str, Feature] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


def assemble(folders: list[Folder], report: Report = stop) -> Parts:
    """Merge and link the folders, first one first.

    Args:
        folders: As `read_folder` gave them.
        report: What is done with a fault; if it returns, the row is left out.

    Raises:
        GazetteerError: A cell is malformed, an id is unknown, or parents run in a circle.
    """
    merged = _Merged()
    relations: list[tuple[Cells, str]] = []
    claims: list[tuple[Cells, str]] = []
    for folder in folders:
        renamed = _merge_sources(folder, merged)
        _merge_places(folder, merged, renamed)
        _merge_names(folder, merged, renamed, report)
        _merge_footprints(folder, merged, report)
        relations += [(row, renamed.get(row.get("source"), row.get("source"))) for row in folder.relations]
        claims += [(row, renamed.get(row.get("source"), row.get("source"))) for row in folder.positions]
    positions: defaultdict[str, list[PositionClaim]] = defaultdict(list)
    for claim in _build(_claim, claims, merged.rows, report):
        positions[claim.place_id].append(claim)
    return Parts(
        {place.id: place for place in _places(merged, report)},
        tuple(_build(_relation, relations, merged.rows, report)),
        {place_id: tuple(each) for place_id, each in positions.items()},
        merged.sources,
        merged.features,
    )


def _merge_sources(folder: Folder, merged: _Merged) -> dict[str, str]:
    """Add the folder's sources; returns the keys that had to be renamed."""
    renamed: dict[str, str] = {}
    for key, source in folder.sources.items():
        if merged.sources.setdefault(key, source) != source:
            renamed[key] = f"{folder.about.name}:{key}"
            merged.sources[renamed[key]] = replace(source, key=renamed[key])
    return renamed


def _merge_places(folder: Folder, merged: _Merged, renamed: Mapping[str, str]) -> None:
    source = _PLACE_COLUMN["source"]
    for place_id in sorted(folder.places):
        row = folder.places[place_id]
        if renamed:
            row.values[source] = renamed.get(row.values[source], row.values[source])
        earlier = merged.rows.get(place_id)
        merged.rows[place_id] = row if earlier is None else _override(earlier, row)
        merged.homes.setdefault(place_id, folder.about.name)


def _override(earlier: Cells, later: Cells) -> Cells:
    values = [new or old for old, new in zip(earlier.values, later.values, strict=True)]
    for lead, columns in (("lat", _POSITION_COLUMNS), ("kind", _KIND_COLUMNS)):
        giver = later if later.values[_PLACE_COLUMN[lead]] else earlier
        for column in columns:
            values[_PLACE_COLUMN[column]] = giver.values[_PLACE_COLUMN[column]]
    return Cells(later.file, later.line, values)


def _merge_names(folder: Folder, merged: _Merged, renamed: Mapping[str, str], report: Report) -> None:
    for place_id, (line, added) in folder.names.items():
        if place_id not in merged.rows:
            message = f"id {shorten(place_id)} is no place; give it a row in {PLACES}"
            report(GazetteerError(message, file=str(folder.about.path / NAMES), line=line))
            continue
        names = added
        if renamed:
            names = [replace(e, source=renamed[e.source]) if e.source in renamed else e for e in added]
        earlier = merged.names.get(place_id)
        if earlier:
            replaced = {(name.toponym, name.lang) for name in names}
            names = [name for name in earlier if (name.toponym, name.lang) not in replaced] + names
        merged.names[place_id] = names


def _merge_footprints(folder: Folder, merged: _Merged, report: Report) -> None:
    for place_id, feature in folder.footprints.items():
        if place_id in merged.rows:
            merged.features[place_id] = feature
        else:
            message = f"the footprint of {shorten(place_id)} has no place; give it a row in {PLACES}"
            report(GazetteerError(message, file=str(folder.about.path / FOOTPRINTS)))


def _places(merged: _Merged, report: Report) -> Iterator[Place]:
    ancestors = _ancestors(merged.rows, report)
    known = kinds()
    for place_id in merged.rows:
        try:
            yield _place(merged, place_id, ancestors[place_id], known)
        except GazetteerError as error:
            report(error)


def _ancestors(rows: Mapping[str, Cells], report: Report) -> dict[str, tuple[PlaceId, ...]]:
    """The parents of every place up to the top, each chain walked once."""
    column = _PLACE_COLUMN["parent_id"]
    known: dict[str, tuple[PlaceId, ...]] = {}
    for start in rows:
        chain: list[str] = []
        place_id = start
        while place_id and place_id not in known:
            chain.append(place_id)
            parent_id = rows[place_id].values[column]
            fault = _parent_fault(rows, chain, parent_id, len(known.get(parent_id, ())))
            if fault is not None:
                report(fault)
                parent_id = ""
            place_id = parent_id
        above = (PlaceId(place_id), *known[place_id]) if place_id else ()
        for child in reversed(chain):
            known[child] = above
            above = (PlaceId(child), *above)
    return known


def _parent_fault(
    rows: Mapping[str, Cells], chain: list[str], parent_id: str, above: int
) -> GazetteerError | None:
    """The fault of the last place of a chain that is being walked upwards."""
    row = rows[chain[-1]]
    if parent_id and parent_id not in rows:
        return row.fault("parent_id", "is no place", "add that place, or load its gazetteer as well")
    if parent_id in chain:
        return row.fault("parent_id", "closes a circle", _PARENT_REMEDY)
    if parent_id and len(chain) + above > MAX_DEPTH:
        return row.fault("parent_id", f"has more than {MAX_DEPTH} parents above it", _PARENT_REMEDY)
    return None


def _place(
    merged: _Merged, place_id: str, ancestors: tuple[PlaceId, ...], known: Mapping[str, Kind]
) -> Place:
    row = merged.rows[place_id]
    _, title, kind, code, parent, pcode, _, _, _, _, source, start, end, description = row.values
    if kind not in known:
        raise row.fault("kind", "is no kind of place", f"use one of {' '.join(known)}")
    if not title:
        raise row.fault("title", "is empty", "give the place a display name")
    names = merged.names.get(place_id, [])
    if len(names) > 1:
        names.sort(key=_name_order)
    latitude, longitude, radius_m, basis = _position(row)
    feature = merged.features.get(place_id)
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
        merged.homes[place_id],
    )


def _name_order(name: PlaceName) -> tuple[int, str, str, str]:
    return _NAME_ORDER.get(name.kind, 2), name.toponym, name.lang, name.kind


def _position(row: Cells) -> tuple[float | None, float | None, float | None, Basis]:
    lat, lon, radius, basis = row.values[6:10]
    if basis not in _BASES:
        raise row.fault("basis", "is no basis", f"use one of {', '.join(_BASES)}")
    if lat and lon and radius and basis != Basis.UNKNOWN:
        point = _number(row, "lat", lat), _number(row, "lon", lon)
        return (*point, _number(row, "radius_m", radius), _BASES[basis])
    if lat or lon or radius:
        remedy = "fill lat, lon and radius_m, or leave all three empty and write unknown"
        raise row.fault("basis", "does not fit the position", remedy)
    if basis != Basis.UNKNOWN:
        raise row.fault("basis", "promises a position that is not there", "write unknown")
    return None, None, None, Basis.UNKNOWN


def _number(row: Cells, column: str, text: str) -> float:
    low, high = _RANGES[column]
    try:
        number = float(text)
    except ValueError:
        raise row.fault(column, "is no number", "write it like 35.3359") from None
    if not low <= number <= high:
        raise row.fault(column, f"is not between {low:g} and {high:g}", "correct the number")
    return number


def _build(
    make: Callable[[Cells, str, Mapping[str, Cells]], _Built],
    stated: list[tuple[Cells, str]],
    rows: Mapping[str, Cells],
    report: Report,
) -> Iterator[_Built]:
    """What the rows (each with its source key) state about the places in ``rows``."""
    for row, source in stated:
        try:
            yield make(row, source, rows)
        except GazetteerError as error:
            report(error)


def _relation(row: Cells, source: str, rows: Mapping[str, Cells]) -> PlaceRelation:
    subject, relation, object_id, distance, _, conflict = row.values
    for column, place_id in (("subject_id", subject), ("object_id", object_id)):
        if place_id not in rows:
            raise row.fault(column, "is no place", f"give it a row in {PLACES}")
    distance_m = _number(row, "distance_m", distance) if distance else None
    return PlaceRelation(PlaceId(subject), relation, PlaceId(object_id), distance_m, source, conflict)


def _claim(row: Cells, source: str, rows: Mapping[str, Cells]) -> PositionClaim:
    place_id, lat, lon, radius, basis, _, note = row.values
    if place_id not in rows:
        raise row.fault("id", "is no place", f"give it a row in {PLACES}")
    if basis not in _BASES or basis == Basis.UNKNOWN:
        raise row.fault("basis", "is no basis of a position", "use read, inferred or containing")
    point = _number(row, "lat", lat), _number(row, "lon", lon)
    radius_m = _number(row, "radius_m", radius) if radius else None
    return PositionClaim(PlaceId(place_id), *point, radius_m, _BASES[basis], source, note)
