"""Make Parquet, GeoParquet and GeoPackage from the parts of a run, some thousand rows at a time."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, cast

import orjson

from geocoder.batch.extras import needed
from geocoder.batch.flat import BOOLEAN, INTEGER, LIST, MENTION, NUMBER, RELATION, STRING, joined
from geocoder.batch.options import Options
from geocoder.batch.wgs84 import EPSG_4326
from geocoder.record import Record

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS: Final = 8192
"""Rows held in memory at once; a row group of Parquet."""
_GEOMETRY: Final = "geometry"
_LAYERS: Final = {"mentions": ("mention", MENTION), "relations": ("relation", RELATION)}
_LARGEST: Final = 2**63


def assemble(parts: Path, output: Path, name: str, options: Options) -> None:
    """Write the output anew from the parts, and put it in place only when it is whole.

    Args:
        parts: Rows as JSON Lines, as `geocoder.batch.encoders.Spool` makes them.
        output: The file to write; what was there is replaced.
        name: Format, one of `geocoder.batch.outputs.ASSEMBLED`.
        options: What the caller said.

    Raises:
        InputError: A package is missing.
        OSError: The file cannot be written.
    """
    arrow = needed("pyarrow", extra="geo", task=f"write {name}")
    carried = carried_types(_rows(parts))
    new = output.with_name(f".{output.stem}.new{output.suffix}")
    new.unlink(missing_ok=True)
    try:
        if name == "gpkg":
            _geopackage(arrow, parts, new, carried, options)
        else:
            _parquet(arrow, parts, new, carried, geometry=name == "geoparquet", options=options)
        new.replace(output)
    finally:
        new.unlink(missing_ok=True)


def carried_types(rows: Iterable[Record]) -> dict[str, str]:
    """The carried columns, in the order in which they come up, with the type that holds all their values."""
    types: dict[str, str | None] = {}
    for row in rows:
        for name, value in cast("Record", row["carried"]).items():
            before = types.setdefault(name, None)
            if value is not None and before != STRING:
                types[name] = _common(before, _type_of(value))
    return {name: found or STRING for name, found in types.items()}


def _type_of(value: object) -> str:
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int) and -_LARGEST <= value < _LARGEST:
        return INTEGER
    return NUMBER if isinstance(value, float) else STRING


def _common(before: str | None, now: str) -> str:
    if before is None or before == now:
        return now
    return NUMBER if {before, now} == {INTEGER, NUMBER} else STRING


def _rows(parts: Path) -> Iterator[Record]:
    with parts.open("rb") as stream:
        for line in stream:
            yield orjson.loads(line)


def _parquet(
    arrow: ModuleType,
    parts: Path,
    path: Path,
    carried: Mapping[str, str],
    *,
    geometry: bool,
    options: Options,
) -> None:
    parquet = needed("pyarrow.parquet", extra="batch", task="write Parquet")
    columns = {"doc_id": STRING, **carried, **MENTION}
    schema = _schema(arrow, columns, lists=True, geometry=geometry)
    if geometry:
        kinds = [] if options.footprints else ["Point"]
        about = {"encoding": "WKB", "geometry_types": kinds, "crs": EPSG_4326}
        geo = {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: about}}
        schema = schema.with_metadata({"geo": json.dumps(geo)})
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(arrow, _rows(parts), schema, columns, lists=True):
            writer.write_batch(batch)


def _geopackage(
    arrow: ModuleType, parts: Path, path: Path, carried: Mapping[str, str], options: Options
) -> None:
    pyogrio = needed("pyogrio", extra="geo", task="write GeoPackage")
    for layer, (record, own) in _LAYERS.items():
        # A document without a mention is a row of the mentions.
        wanted = (record, "document") if record == "mention" else (record,)
        rows = (row for row in _rows(parts) if row["record"] in wanted)
        columns = {"doc_id": STRING, **carried, **own}
        schema = _schema(arrow, columns, lists=False, geometry=True)
        batches = _batches(arrow, rows, schema, columns, lists=False)
        pyogrio.write_arrow(
            arrow.RecordBatchReader.from_batches(schema, batches),
            path,
            layer=layer,
            driver="GPKG",
            geometry_name=_GEOMETRY,
            geometry_type="Unknown" if options.footprints else "Point",
            crs="EPSG:4326",
        )


def _schema(arrow: ModuleType, columns: Mapping[str, str], *, lists: bool, geometry: bool) -> pa.Schema:
    types = {
        STRING: arrow.string(),
        INTEGER: arrow.int64(),
        NUMBER: arrow.float64(),
        BOOLEAN: arrow.bool_(),
        LIST: arrow.list_(arrow.string()) if lists else arrow.string(),
    }
    fields = [arrow.field(name, types[kind]) for name, kind in columns.items()]
    if geometry:
        # GDAL finds the geometry by this name of an extension type.
        known = {"ARROW:extension:name": "geoarrow.wkb"}
        fields.append(arrow.field(_GEOMETRY, arrow.binary(), metadata=known))
    return arrow.schema(fields)


def _batches(
    arrow: ModuleType,
    rows: Iterator[Record],
    schema: pa.Schema,
    columns: Mapping[str, str],
    *,
    lists: bool,
) -> Iterator[pa.RecordBatch]:
    conversions = {name: _conversion(kind, lists=lists) for name, kind in columns.items()}
    while some := list(islice(rows, _ROWS)):
        flat = [{**cast("Record", row["carried"]), **row} for row in some]
        values = {name: [convert(row.get(name)) for row in flat] for name, convert in conversions.items()}
        if _GEOMETRY in schema.names:
            values[_GEOMETRY] = [_wkb(row) for row in some]
        yield arrow.RecordBatch.from_pydict(values, schema=schema)


def _conversion(kind: str, *, lists: bool) -> Callable[[object], object]:
    if kind == STRING:
        return _as_string
    if kind == LIST and not lists:
        return joined
    if kind == NUMBER:
        return lambda value: None if value is None else float(cast("float", value))
    return lambda value: value


def _as_string(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    return orjson.dumps(value).decode()


def _wkb(row: Mapping[str, object]) -> bytes | None:
    """The geometry of a row in well-known binary, longitude first; None without a position."""
    if row.get(_GEOMETRY) is not None:
        from shapely.geometry import shape  # noqa: PLC0415 - only areas need it

        return shape(cast("dict[str, object]", row[_GEOMETRY])).wkb
    lat, lon = row.get("lat"), row.get("lon")
    return None if lat is None else struct.pack("<BIdd", 1, 1, lon, lat)
