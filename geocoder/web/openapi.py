"""The OpenAPI document of the HTTP interface, built on the JSON Schema of the record."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import cast

from geocoder._version import __version__
from geocoder.record import Record
from geocoder.web.limits import MAX_BODY, MAX_DOC_ID, MAX_LIMIT, MAX_QUERY, MAX_TEXT

_ERRORS = {
    "400": "The request is malformed.",
    "408": "The request took too long to arrive.",
    "413": f"The body has more than {MAX_BODY} bytes, or a text is too long.",
    "415": "The body is not JSON in UTF-8.",
    "422": "A field or parameter is missing or wrong.",
    "429": "Too many requests at once.",
}


@cache
def openapi_document() -> Record:
    """The document, OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "deir-ez-zor-geocoder",
            "version": __version__,
            "description": "Finds the places of Deir ez-Zor in Arabic and English text. Loopback only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/geoparse": {"post": _geoparse()},
            "/geocode": {
                "get": _get("geocode", "Ranked locations for one place string", [_query(), _limit(5)])
            },
            "/reverse": {
                "get": _get(
                    "reverse",
                    "Nearest places and the areas that contain a point",
                    [_degrees("lat", 90, 35.3359), _degrees("lon", 180, 40.1408), _limit(5)],
                )
            },
            "/healthz": {"get": _health()},
        },
        "components": {"schemas": _schemas()},
    }


def _geoparse() -> Record:
    # No maxLength: a text that is too long is not malformed but too large.
    text = {"type": "string", "description": f"At most {MAX_TEXT} characters."}
    doc_id = {"type": ["string", "null"], "maxLength": MAX_DOC_ID}
    properties = {"text": text, "doc_id": doc_id}
    return {
        "operationId": "geoparse",
        "summary": "The places in a text",
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"type": "object", "required": ["text"], "properties": properties},
                    "example": {"text": "قصف على حي الجورة", "doc_id": "1"},
                }
            },
        },
        "responses": {"200": _json("The record of the text", "record"), **_errors(*_ERRORS)},
    }


def _get(name: str, summary: str, parameters: list[Record]) -> Record:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": _json("The answer, best first", "answer"), **_errors("422", "429")},
    }


def _health() -> Record:
    schema = {
        "type": "object",
        "required": ["status", "gazetteer", "version"],
        "properties": {key: {"type": "string"} for key in ("status", "gazetteer", "version")},
    }
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": "healthz",
        "summary": "Whether the service runs",
        "responses": {"200": {"description": "It runs", "content": content}},
    }


def _query() -> Record:
    schema = {"type": "string", "minLength": 1, "maxLength": MAX_QUERY}
    return {
        "name": "q",
        "in": "query",
        "required": True,
        "schema": schema,
        "example": "دوار البكرة، الميادين",
    }


def _degrees(name: str, limit: int, example: float) -> Record:
    schema = {"type": "number", "minimum": -limit, "maximum": limit}
    return {"name": name, "in": "query", "required": True, "schema": schema, "example": example}


def _limit(default: int) -> Record:
    schema = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": default}
    return {"name": "limit", "in": "query", "required": False, "schema": schema}


def _json(description: str, schema: str) -> Record:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}


def _errors(*codes: str) -> Record:
    return {code: _json(_ERRORS[code], "error") for code in codes}


def _schemas() -> Record:
    text = files("geocoder").joinpath("record.schema.json").read_text(encoding="utf-8")
    schema = cast("Record", json.loads(text.replace("#/$defs/", "#/components/schemas/")))
    record = {key: value for key, value in schema.items() if key not in ("$schema", "$id", "$defs")}
    error = {
        "type": "object",
        "required": ["status", "error", "reason"],
        "properties": {
            "status": {"type": "integer"},
            "error": {"type": "string"},
            "reason": {"type": "string"},
        },
    }
    return {"record": record, "error": error, **cast("Record", schema["$defs"])}
