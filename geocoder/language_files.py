"""Read the files of ``geocoder/language/``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from geocoder.errors import RulesError


def read_language(name: str) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        RulesError: The file is malformed.
    """
    source = files("geocoder").joinpath("language", name)
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"language/{name}: {error}; mend the file"
        raise RulesError(message) from error


@cache
def load_common() -> frozenset[str]:
    """Ordinary words of Arabic and English, folded: never names on their own strength.

    The most frequent ones, and rarer ones that sound like a name.
    """
    words: set[str] = set()
    for name in ("common_ar", "common_en", "sounding_en", "sounding_ar"):
        source = files("geocoder").joinpath("language", f"{name}.txt")
        lines = source.read_text(encoding="utf-8").splitlines()
        words.update(line for line in lines if not line.startswith("#"))
    return frozenset(words)
