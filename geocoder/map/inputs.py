"""Read what a map is made of: a text, the records of a batch, or GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, cast

import orjson

from geocoder.document import Document
from geocoder.errors import InputError
from geocoder.map.documents import MapDocument, Problem, add_mention, add_relation, of_document, of_record

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
        content: The whole input: JSON Lines with records, a GeoJSON FeatureCollection, or a text.
        name: Name of the input, for problems.
        geoparse: Makes the document of a text.
        on_problem: Called with each line or feature that cannot be used.
        text_column: The field of a record that holds the text.
    """
    if not content.lstrip(_BLANKS).startswith(b"{"):
        return [of_document(geoparse(content))]
    collection = _collection(content)
    if collection is not None:
        return list(_from_features(collection, name, on_problem))
    return list(_from_lines(content, name, text_column, on_problem))


def _collection(content: bytes) -> list[object] | None:
    """The features, if the whole content is one GeoJSON object."""
    try:
        value: object = orjson.loads(content.lstrip(_BLANKS))
    except orjson.JSONDecodeError:
        return None
    if not isinstance(value, dict):
        return None
    if value.get("type") == "Feature":
        return [value]
    features = value.get("features")
    return features if value.get("type") == "FeatureCollection" and isinstance(features, list) else None


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


def _from_features(
    features: list[object], name: str, on_problem: Callable[[Problem], None]
) -> Iterator[MapDocument]:
    documents: dict[str, MapDocument] = {}
    for number, feature in enumerate(features, 1):
        try:
            doc_id, record = _properties(feature)
            document = documents.setdefault(doc_id or name, MapDocument(doc_id or name))
            if record.get("record") == "relation":
                add_relation(document, record)
            else:
                add_mention(document, record)
        except InputError as error:
            on_problem(Problem(f"{name}: feature {number}", str(error)))
    yield from documents.values()


def _properties(feature: object) -> tuple[str | None, Mapping[str, object]]:
    """The identifier and the record of a feature; an area is taken as footprint."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or "surface" not in properties:
        raise InputError("no mention or relation; write it with --format geojson")
    record = dict(cast("Mapping[str, object]", properties))
    shape = cast("dict[str, object]", feature).get("geometry")
    if isinstance(shape, dict) and shape.get("type") != "Point":
        record.setdefault("footprint", shape)
    doc_id = record.get("doc_id")
    return (None if doc_id is None else str(doc_id)), record
