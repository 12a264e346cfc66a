"""Texts that are hard on a matcher."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from generate import PLANTED, vocabulary
from spelling import misspell

from geocoder.normalize import fold


def make_texts(names: Sequence[str], *, characters: int, seed: int) -> dict[str, str]:
    """Texts that are hard on a matcher, each of so many characters."""
    random = Random(seed)
    near = [name for name in names[:PLANTED] if len(fold(name)) >= 7]
    misses = (misspell(random, random.choice(near), 2) or "" for _ in range(characters // 8))
    one_off = (misspell(random, random.choice(near), 1) or "" for _ in range(characters // 8))
    words = " ".join(random.choices(vocabulary()[0], cum_weights=vocabulary()[1], k=characters // 4))
    marked = "".join(letter + "\u202b\u200f\u202c\u2067\u2069\u200e" for letter in words[: characters // 7])
    beginning = " ".join(name.split(" ")[0] for name in names[:PLANTED] if " " in name)
    return {
        "one word": "ا" + "بتثجحخ" * (characters // 6),
        "one clitic word": "وب" * (characters // 2),
        "near misses (two edits)": " ".join(misses)[:characters],
        "misspelt names only": " ".join(one_off)[:characters],
        "first words of names": (beginning * (characters // max(len(beginning), 1) + 1))[:characters],
        "only tashkeel": "\u064e\u0651\u064b" * (characters // 3),
        "direction marks": marked[:characters],
        "blanks": " " * characters,
        "apostrophes": "d'a " * (characters // 4),
        "possessives": "a's " * (characters // 4),
        "HTML entities": "\u0642&zwnj;" * (characters // 7),
        "ligatures": "\ufefb\ufdf2 " * (characters // 3),
        "self-censored words": "\u0642\u0640.\u0640\u0635\u0641 " * (characters // 7),
        "hashtags": "#\u062f\u064a\u0631_\u0627\u0644\u0632\u0648\u0631 " * (characters // 11),
        "underscores": "_" * characters,
        "digits": "0123456789 " * (characters // 11),
        "drawn-out letters": "ه" * characters,
    }
