"""Read a GeoJSON FeatureCollection from a file: of footprints, of places, of features of any make."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import orjson

from geocoder.errors import GazetteerError

_MOST: Final = 256 << 20
"""Largest file that is read; parsing needs several times as much memory."""


def load_collection(
    path: Path, *, most: int = _MOST, remedy: str = "split the file"
) -> tuple[dict[str, object], list[Any]]:
    """The members of a FeatureCollection, and its features.

    Args:
        path: The file.
        most: Bytes it may have.
        remedy: What to do about a larger one.

    Raises:
        GazetteerError: The file cannot be read, is too large or is no FeatureCollection.
    """
    try:
        if path.stat().st_size > most:
            raise GazetteerError(f"larger than {most >> 20} MiB; {remedy}", file=str(path))
        loaded = orjson.loads(path.read_bytes())
    except OSError as error:
        raise GazetteerError(f"the file cannot be read ({error.strerror})", file=str(path)) from error
    except orjson.JSONDecodeError as error:
        message = f"not valid JSON ({error}); write a GeoJSON FeatureCollection"
        raise GazetteerError(message, file=str(path)) from error
    features = loaded.get("features") if isinstance(loaded, dict) else None
    if not isinstance(features, list):
        raise GazetteerError('no list "features"; write a GeoJSON FeatureCollection', file=str(path))
    return loaded, features
