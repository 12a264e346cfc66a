"""Which names recur: facilities and quarters that many towns have under one name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geocoder.kinds import kind
from geocoder.language_files import load_common
from geocoder.lexicon import ARTICLE, Lexicon, split_article
from geocoder.model import Place
from geocoder.normalize import fold

_FACILITY_GROUPS = frozenset({"facility", "junction", "line", "crossing", "security"})


class Settlements(NamedTuple):
    """Folded names of settlements and governorates: a facility named after one is not generic.

    Attributes:
        strong: Names that are no ordinary words.
        own: All names of each place, by its id.
    """

    strong: frozenset[str]
    own: Mapping[str, frozenset[str]]


def settlement_names(places: Sequence[Place]) -> Settlements:
    """The names of settlements and governorates."""
    settlements = [place for place in places if place.kind in SETTLEMENT_KINDS]
    own: dict[str, frozenset[str]] = {
        place.id: frozenset(fold(name.toponym) for name in place.names) for place in settlements
    }
    strong = frozenset(fold(name.toponym) for place in settlements for name in place.names if not name.weak)
    return Settlements(strong, own)


SETTLEMENT_KINDS = frozenset({"city", "town", "village", "governorate"})


def is_generic(rest: str, place: Place, settlements: Settlements, lexicon: Lexicon) -> bool:
    """Whether a facility's own name is made of frequent words only (كلية العلوم، شارع الكورنيش).

    One that holds the name of a settlement (مطار دير الزور العسكري، جسر الميادين) or of a person who is
    not famous everywhere (دوار حمود العبد), or a number, says which it is.
    """
    if kind(place.kind).group not in _FACILITY_GROUPS or place.kind == "crossing":
        return False
    common = load_common()
    words = rest.split(" ")
    if not all(word in common or ARTICLE + word in common for word in words):
        return False
    own = frozenset[str]().union(*(settlements.own.get(each, ()) for each in place.ancestor_ids))
    spans = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    for first, last in spans:
        name = " ".join(words[first:last])
        if name in own or (name in settlements.strong and (first == 0 or last - first > 1)):
            return False
    return not _is_person(words, lexicon)


def is_plain(place: Place) -> bool:
    """Whether a quarter or street is called by one noun with the article (حي الحميدية)."""
    if kind(place.kind).group not in _PARTS:
        return False
    *front, last = place.name_ar.split() or [""]
    return len(front) < _PLAIN_WORDS and last.startswith(ARTICLE)


_PARTS = frozenset({"quarter", "line"})
_PLAIN_WORDS = 2
"""Words of a plain name: the noun and one more."""


def _is_person(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words are a given name and another one, of nobody famous."""
    if len(words) < _PERSON_WORDS or " ".join(words) in lexicon.famous:
        return False
    is_given = any(cue.value == "given" for cue in lexicon.cues.get(words[0], ()))
    return is_given and split_article(words[1])[1]


_PERSON_WORDS = 2
