"""The frequent words of ``geocoder/language/common_*.txt``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_common() -> frozenset[str]:
    """The most frequent words of Arabic and English, folded: never names on their own strength."""
    words: set[str] = set()
    for lang in ("ar", "en"):
        source = files("geocoder").joinpath("language", f"common_{lang}.txt")
        lines = source.read_text(encoding="utf-8").splitlines()
        words.update(line for line in lines if not line.startswith("#"))
    return frozenset(words)
