"""Load the weights of the scoring model from ``geocoder/language/weights.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from geocoder.errors import RulesError

Weights = dict[str, float]


@cache
def load_weights() -> Weights:
    """Weights by name.

    Raises:
        RulesError: The file is malformed.
    """
    source = files("geocoder").joinpath("language", "weights.toml")
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        message = f"language/weights.toml: {error}; mend the file"
        raise RulesError(message) from error
    return {name: float(value) for name, value in table.items()}
