"""Load the weights of the scoring model from ``geocoder/language/weights.toml``."""

from __future__ import annotations

from functools import cache

from geocoder.language_files import read_language

Weights = dict[str, float]


@cache
def load_weights() -> Weights:
    """Weights by name.

    Raises:
        RulesError: The file is malformed.
    """
    return {name: float(value) for name, value in read_language("weights.toml").items()}
