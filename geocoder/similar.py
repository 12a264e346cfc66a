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


@lru_cache(maxsize=4096)
def similar_places(index: Index, query: str, *, at_least: float) -> list[Similar]:
    """Places whose names some words resemble, the likeliest first."""
    folded = " ".join(fold(query).split())
    latin = folded.isascii()
    choices = _choices(index, latin=latin)
    best: dict[str, float] = {}
    for asked in _sounds(folded) if latin else {folded, _squeezed(folded)}:
        if latin:
            for name in _same_consonants(index).get(loose_skeleton(asked), ()):
                alike = OSA.normalized_similarity(asked, name)
                best[name] = max(best.get(name, 0.0), alike, _SAME_CONSONANTS + _VOWELS_SHARE * alike)
        hits = process.extract(
            asked,
            choices.keys(),
            scorer=OSA.normalized_similarity,
            score_cutoff=at_least,
            limit=_MOST_SIMILAR,
        )
        for name, similarity, _ in hits:
            if similarity == 1.0 or len(asked) >= (_SOUND_EDIT_MIN if latin else _EDIT_MIN):
                best[name] = max(best.get(name, 0.0), similarity)
    found: dict[str, Similar] = {}
    for name, similarity in best.items():
        for place, toponym in choices[name] if similarity >= at_least else ():
            if place.id not in found or similarity > found[place.id].similarity:
                found[place.id] = Similar(similarity, place, toponym)
    return sorted(found.values(), key=lambda each: (-each.similarity, each.place.id))[:_MOST_SIMILAR]


def has_same_letters(index: Index, query: str) -> bool:
    """Whether an Arabic phrase is a name when its blanks are not counted (الكش كية)."""
    return _squeezed(fold(query).strip()) in _choices(index, latin=False)


def _squeezed(folded: str) -> str:
    """An Arabic name without its article and its blanks, which slips add and leave out."""
    return split_article(folded)[0].replace(" ", "")


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
    for heard in _choices(index, latin=True):
        consonants = loose_skeleton(heard)
        if len(consonants) >= _CONSONANTS_MIN:
            found.setdefault(consonants, []).append(heard)
    return found


_CONSONANTS_MIN = 3


@lru_cache(maxsize=4)
def _choices(index: Index, *, latin: bool) -> dict[str, tuple[tuple[Place, str], ...]]:
    """Places of the first gazetteer by the forms (Latin: the sound) of their names, with the name."""
    found: dict[str, dict[str, tuple[Place, str]]] = {}
    for place in index.places:
        for name in place.names if place.gazetteer == index.primary else ():
            folded = fold(name.toponym)
            if folded and folded.isascii() == latin:
                for form in (phrase_sound(folded),) if latin else (folded, _squeezed(folded)):
                    found.setdefault(form, {}).setdefault(place.id, (place, name.toponym))
    return {name: tuple(places.values()) for name, places in found.items() if name}
