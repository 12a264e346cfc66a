"""Read what a map is made of: a text, or what a batch wrote as records, CSV or GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import orjson

from geocoder.document import Document
from geocoder.errors import InputError
from geocoder.map.documents import MapDocument, Problem, of_document, of_record
from geocoder.map.rows import from_features, from_table, is_table

_BLANKS: Final = b" \t\r\n\xef\xbb\xbf"
Geoparse = Callable[[bytes], Document]


def read_documents(
    content: bytes,
    *,
    name: str,
    geoparse: Geoparse,
    on_problem: Callable[[Problem], None],
    text_column: str = "text",
) -> list[MapDocument]:
    """The documents of an input; what cannot be shown is told and left out.

    Args:
        content: The whole input: JSON Lines with records, GeoJSON, CSV with mentions, or a text.
        name: Name of the input, for problems.
        geoparse: Makes the document of a text.
        on_problem: Called with each line or feature that cannot be used.
        text_column: The field of a record that holds the text.
    """
    if is_table(content):
        return list(from_table(content, name, text_column, on_problem))
    if not content.lstrip(_BLANKS).startswith(b"{"):
        return [of_document(geoparse(content))]
    features = _features(content, name)
    if features is not None:
        return list(from_features(features, name, text_column, on_problem))
    return list(_from_lines(content, name, text_column, on_problem))


def _features(content: bytes, name: str) -> Iterable[tuple[str, object]] | None:
    """The features of GeoJSON with where they stand: one collection, or a feature a line."""
    value = _loaded(content.strip(_BLANKS))
    if isinstance(value, dict) and value.get("type") == "FeatureCollection":
        listed = value.get("features")
        if isinstance(listed, list):
            return ((f"{name}: feature {number}", each) for number, each in enumerate(listed, 1))
    first = _loaded(content.lstrip(_BLANKS).partition(b"\n")[0])
    if isinstance(first, dict) and first.get("type") == "Feature":
        lines = enumerate(content.split(b"\n"), 1)
        return ((f"{name}:{number}", _loaded(line)) for number, line in lines if line.strip(_BLANKS))
    return None


def _loaded(content: bytes) -> object:
    """The JSON value, or None if it is none."""
    try:
        value: object = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    return value


def _from_lines(
    content: bytes, name: str, text_column: str, on_problem: Callable[[Problem], None]
) -> Iterator[MapDocument]:
    for number, line in enumerate(content.split(b"\n"), 1):
        stripped = line.strip(_BLANKS)
        if not stripped:
            continue
        try:
            value: object = orjson.loads(stripped)
            if not isinstance(value, dict):
                raise InputError(f"a JSON {type(value).__name__}, not an object")  # noqa: TRY301 - one way out
            yield of_record(value, fallback_id=f"{name}:{number}", text_column=text_column)
        except orjson.JSONDecodeError as error:
            on_problem(Problem(f"{name}:{number}", f"not a line of JSON ({error}); write one object a line"))
        except InputError as error:
            on_problem(Problem(f"{name}:{number}", str(error)))
