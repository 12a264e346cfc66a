"""Which format an output has, told by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from geocoder.errors import InputError

STANDARD_OUTPUT: Final = "-"
FORMATS: Final = ("jsonl", "csv", "geojson", "geojsonl", "gpkg", "parquet", "geoparquet")
ASSEMBLED: Final = ("gpkg", "parquet", "geoparquet")
"""Formats that are made at the end from parts; the others grow line by line."""

_SUFFIXES: Final = {
    "": "jsonl",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".geojson": "geojson",
    ".geojsonl": "geojsonl",
    ".geojsons": "geojsonl",
    ".geojsonseq": "geojsonl",
    ".ndgeojson": "geojsonl",
    ".gpkg": "gpkg",
    ".parquet": "parquet",
    ".geoparquet": "geoparquet",
}


def output_format(output: str, wanted: str | None) -> str:
    """The format of an output: the one that is wanted, or that of its name; JSON Lines without a suffix.

    Raises:
        InputError: The name does not tell it, or standard output cannot take it.
    """
    if output == STANDARD_OUTPUT:
        if wanted in ASSEMBLED:
            raise InputError(f"{wanted} cannot be written to standard output; name a file")
        return wanted or "jsonl"
    suffix = Path(output).suffix.lower()
    if wanted is None and suffix not in _SUFFIXES:
        raise InputError(f"{output}: what to write is not plain; say --to with one of {', '.join(FORMATS)}")
    return wanted or _SUFFIXES[suffix]
