"""Places whose names a whole query resembles, in letters or (Latin) in sound.

Only those of the first gazetteer: a far place that sounds alike is a worse answer than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geocoder.latin import loose_skeleton, phrase_sound
from geocoder.lexicon import split_article
from geocoder.normalize import fold

if TYPE_CHECKING:
    from geocoder.index import Index
    from geocoder.model import Place


@dataclass(frozen=True, slots=True)
class Similar:
    """A place with the name that some words resemble, and how much (0-1)."""

    similarity: float
    place: Place
    toponym: str


SIMILAR = 0.75
"""Similarity (OSA, 0-1) from which a whole query counts as a misspelt name."""


def similar_places(index: Index, query: str, *, at_least: float) -> list[Similar]:
    """Places whose names some words resemble, the likeliest first."""
    folded = " ".join(fold(query).split())
    found: dict[str, Similar] = {}
    for form, asked in _readings(folded):
        choices = _choices(index, form)
        for name, similarity in _near(index, form, asked, at_least).items():
            for place, toponym in choices[name] if similarity >= at_least else ():
                if place.id not in found or similarity > found[place.id].similarity:
                    found[place.id] = Similar(similarity, place, toponym)
    return sorted(found.values(), key=lambda each: (-each.similarity, each.place.id))[:_MOST_SIMILAR]


def same_letters(index: Index, query: str) -> list[Similar]:
    """Places that an Arabic phrase names when its blanks are not counted (الكش كية)."""
    found = _choices(index, "squeezed").get(_squeezed(fold(query).strip()), ())
    return [Similar(1.0, place, toponym) for place, toponym in found]


def _readings(folded: str) -> list[tuple[str, str]]:
    """The forms in which words are compared with names: Latin ones as they sound."""
    if folded.isascii():
        return [("sound", heard) for heard in _sounds(folded)]
    return [("folded", folded), ("squeezed", _squeezed(folded))]


def _near(index: Index, form: str, asked: str, at_least: float) -> dict[str, float]:
    """Names near some words in a form, with the similarity."""
    hits = process.extract(
        asked,
        _choices(index, form).keys(),
        scorer=OSA.normalized_similarity,
        score_cutoff=at_least,
        limit=_MOST_SIMILAR,
    )
    shortest = _SOUND_EDIT_MIN if form == "sound" else _EDIT_MIN
    best = {name: alike for name, alike, _ in hits if alike == 1.0 or len(asked) >= shortest}
    for name in _same_consonants(index).get(loose_skeleton(asked), ()) if form == "sound" else ():
        alike = OSA.normalized_similarity(asked, name)
        best[name] = max(best.get(name, 0.0), alike, _SAME_CONSONANTS + _VOWELS_SHARE * alike)
    return best


def _squeezed(folded: str) -> str:
    """An Arabic name without its article and its blanks, which slips add and leave out."""
    return split_article(folded.replace(" ", ""))[0]


def _sounds(folded: str) -> list[str]:
    """The sounds that a folded Latin query may have: "alashara" with and without the article."""
    readings = [folded]
    if _GLUED_ARTICLE.match(folded):
        readings.append(folded[2:])
    return [heard for heard in map(phrase_sound, readings) if heard]


_GLUED_ARTICLE = re.compile(r"[ae]l(?=[aeiou][a-z]{2})")

_SAME_CONSONANTS, _VOWELS_SHARE = 0.8, 0.1
"""Similarity of names whose sounds differ in vowels only ("Dernej", "Darnaj")."""

_MOST_SIMILAR = 10

_EDIT_MIN, _SOUND_EDIT_MIN = 5, 6
"""Letters of an Arabic name, and of the sound of a Latin one, of which one may be another."""


@lru_cache(maxsize=4)
def _same_consonants(index: Index) -> dict[str, list[str]]:
    """Sounds of Latin names by their consonants; those with fewer than three are too many."""
    found: dict[str, list[str]] = {}
    for heard in _choices(index, "sound"):
        consonants = loose_skeleton(heard)
        if len(consonants) >= _CONSONANTS_MIN:
            found.setdefault(consonants, []).append(heard)
    return found


_CONSONANTS_MIN = 3


@lru_cache(maxsize=12)
def _choices(index: Index, form: str) -> dict[str, tuple[tuple[Place, str], ...]]:
    """Places of the first gazetteer by a form of their names (its letters, or its sound), with the name."""
    found: dict[str, dict[str, tuple[Place, str]]] = {}
    shape = {"sound": phrase_sound, "squeezed": _squeezed}.get(form, str)
    for place in index.places:
        for name in place.names if place.gazetteer == index.primary else ():
            folded = fold(name.toponym)
            if folded and folded.isascii() == (form == "sound"):
                found.setdefault(shape(folded), {}).setdefault(place.id, (place, name.toponym))
    return {name: tuple(places.values()) for name, places in found.items() if name}
