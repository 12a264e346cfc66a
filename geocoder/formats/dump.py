"""One JSON text a value, whatever strings and numbers it holds."""

from __future__ import annotations

import json

import orjson


def dump(value: object) -> str:
    r"""The value as compact JSON on one line.

    Lone surrogates, which UTF-8 cannot hold, and integers beyond 64 bits make the fast encoder
    refuse; then the standard library writes the value with ``\u`` escapes instead.

    >>> dump({"surface": "حي الجورة"})
    '{"surface":"حي الجورة"}'
    """
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
