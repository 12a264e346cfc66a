"""Write a gazetteer folder: sorted tables and one GeoJSON feature a line, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from geocoder.errors import GazetteerError
from geocoder.folder import About, Feature
from geocoder.gazetteer import Gazetteer
from geocoder.model import Place, PlaceName, PlaceRelation, PositionClaim, Source
from geocoder.tables import (
    ABOUT,
    COLUMNS,
    FOOTPRINTS,
    NAMES,
    PLACES,
    POSITIONS,
    RELATIONS,
    SOURCES,
    shorten,
)

Cells = Sequence[str]


def dump(gazetteer: Gazetteer, folder: Path) -> None:
    """Write a loaded gazetteer into a folder, whose tables are replaced.

    Loading a folder and dumping it gives the same bytes, if they were in canonical form.
    Several gazetteers loaded together become one.

    Args:
        gazetteer: What to write.
        folder: Where to write; made if absent. Files that are no tables, such as README.md, stay.

    Raises:
        GazetteerError: A cell holds a tab or a line break.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_tables(folder, table_rows(gazetteer))
    write_footprints(folder / FOOTPRINTS, features(gazetteer))
    if len(gazetteer.folders) == 1:
        write_about(folder / ABOUT, gazetteer.folders[0])


def table_rows(gazetteer: Gazetteer) -> dict[str, list[Cells]]:
    """The rows of all tables by file name, not yet sorted."""
    return {
        PLACES: [place_row(place) for place in gazetteer],
        NAMES: [name_row(place.id, name) for place in gazetteer for name in place.names],
        POSITIONS: [claim_row(claim) for place in gazetteer for claim in gazetteer.positions(place.id)],
        RELATIONS: [relation_row(relation) for relation in gazetteer.relations],
        SOURCES: [source_row(source) for source in gazetteer.sources],
    }


def write_tables(folder: Path, tables: Mapping[str, Sequence[Cells]]) -> None:
    """Write tables by file name; an optional one without rows is removed."""
    for name, rows in tables.items():
        if rows or name in (PLACES, NAMES, SOURCES):
            write_table(folder / name, rows)
        else:
            (folder / name).unlink(missing_ok=True)


def features(gazetteer: Gazetteer) -> Iterator[Feature]:
    """The footprints as GeoJSON features."""
    for place in gazetteer:
        feature = gazetteer.feature(place.id)
        if feature is not None:
            yield feature


def write_table(path: Path, rows: Iterable[Cells]) -> None:
    """Write one table with its header, rows sorted.

    Raises:
        GazetteerError: A cell holds a tab or a line break.
    """
    lines = sorted("\t".join(row) for row in rows)
    header = "\t".join(COLUMNS[path.name])
    tabs = header.count("\t")
    for line in lines:
        if line.count("\t") != tabs or "\n" in line or "\r" in line:
            message = f"a cell of {shorten(line)} holds a tab or line break; write a blank instead"
            raise GazetteerError(message, file=str(path))
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8", newline="\n")


def write_footprints(path: Path, found: Iterable[Feature]) -> None:
    """Write the footprints sorted by id; without any, the file is removed."""
    lines = [feature_line(each) for each in sorted(found, key=lambda feature: str(feature["id"]))]
    if not lines:
        path.unlink(missing_ok=True)
        return
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def feature_line(feature: Feature) -> str:
    """A GeoJSON feature as one line with its members in a fixed order."""
    ordered = {
        "type": "Feature",
        "id": feature["id"],
        "properties": feature.get("properties") or {},
        "geometry": feature["geometry"],
    }
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))


def write_about(path: Path, about: About) -> None:
    """Write ``gazetteer.toml``; with nothing to say but the name, the file is removed."""
    if not (about.version or about.title or about.licence):
        path.unlink(missing_ok=True)
        return
    fields = {"name": about.name, "version": about.version, "title": about.title, "licence": about.licence}
    # A JSON string is a TOML basic string as well.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def place_row(place: Place) -> Cells:
    """The cells of ``places.tsv`` for a place."""
    return (
        place.id,
        place.title,
        place.kind,
        place.feature_code,
        place.parent_id or "",
        place.pcode,
        degrees(place.latitude),
        degrees(place.longitude),
        number(place.radius_m),
        place.basis.value,
        place.source,
        place.start,
        place.end,
        place.description,
    )


def name_row(place_id: str, name: PlaceName) -> Cells:
    """The cells of ``names.tsv`` for a name of a place."""
    weak = "1" if name.weak else "0"
    rest = name.kind.value, weak, name.source, name.start, name.end, name.note
    return (place_id, name.toponym, name.lang, *rest)


def claim_row(claim: PositionClaim) -> Cells:
    """The cells of ``positions.tsv`` for a second opinion."""
    point = degrees(claim.latitude), degrees(claim.longitude), number(claim.radius_m)
    return (claim.place_id, *point, claim.basis.value, claim.source, claim.note)


def relation_row(relation: PlaceRelation) -> Cells:
    """The cells of ``relations.tsv`` for a relation."""
    stated = relation.subject_id, relation.relation, relation.object_id
    return (*stated, number(relation.distance_m), relation.source, relation.conflict)


def source_row(source: Source) -> Cells:
    """The cells of ``sources.tsv`` for a source."""
    return (source.key, source.citation, source.url, source.licence, source.retrieved)


def degrees(value: float | None) -> str:
    """Degrees with five decimals, or as many more as the number has; empty for None."""
    if value is None:
        return ""
    whole, _, decimals = number(value).partition(".")
    return f"{whole}.{decimals:0<5}"


def number(value: float | None) -> str:
    """A number in its shortest form without exponent (``35.3359``, ``700``); empty for None."""
    if value is None:
        return ""
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
