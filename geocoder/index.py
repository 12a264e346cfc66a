"""Compile gazetteer names and cue words into one Aho-Corasick automaton.

A pattern is a folded name without its leading article, closed by a blank: the front of a word is
read by the matcher (clitics, article), its end is a boundary. Every pattern leads to an entry: the
cues it stands for and the names it may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from geocoder.kinds import kind
from geocoder.lexicon import ARTICLE, Cue, Lexicon, Role, lexicon_nouns, load_common, split_article
from geocoder.model import NameKind, Place, PlaceName
from geocoder.normalize import fold

_LATIN = regex.compile(r"\p{Latin}")
_JOINED_FIRST = frozenset(
    map(fold, ("أبو", "بو", "أم", "عبد", "البو", "ابن", "تل", "عين", "دير", "بور", "خربة"))
)
"""First words that writers join to the next one (ابوكمال، عبدالعزيز، ديرالزور، بورسعيد)."""

_KUNYA = tuple(map(fold, ("البو", "أبو", "بو")))
"""Three spellings of one opening: البوعمر، أبو عمر، بو عمر."""

_SPLIT_REST = 5
"""Letters, the article among them, that must follow an article inside a word to split it there."""

_JOINED_MIN = 7
"""Letters of a name whose words may be written without a blank; shorter ones collide with words."""


class NameEntry(NamedTuple):
    """One reading of a pattern as a name.

    Attributes:
        place: Index of the place in the gazetteer's order.
        name: The name it derives from.
        article: Whether the name begins with the Arabic article.
        weak: Whether it needs support from the context.
        head_only: Class of the generic noun it needs before it, empty when it needs none.
        derived: Name of the derivation (``joined``, ``split``, ``article``, ``kunya``), empty for the name itself.
        headed: Whether the name carries its own generic noun.
        generic: Whether behind that noun only ordinary words stand, so that many towns have one.
    """

    place: int
    name: PlaceName
    article: bool
    weak: bool
    head_only: str
    derived: str
    headed: bool = False
    generic: bool = False


class Entry(NamedTuple):
    """What a pattern may be."""

    core: str
    latin: bool
    cues: tuple[Cue, ...]
    names: tuple[NameEntry, ...]
    definite: tuple[Cue, ...] = ()
    bare: tuple[Cue, ...] = ()
    """The cues that stand with the article, and those that stand without it."""


@dataclass(frozen=True, eq=False)
class Index:
    """The automaton and its entries, in the order of the patterns."""

    automaton: AhoCorasick
    entries: tuple[Entry, ...]
    places: tuple[Place, ...]
    lexicon: Lexicon
    by_core: dict[str, Entry]
    by_id: dict[str, Place]
    primary: str
    common: frozenset[str]

    def is_local(self, entry: Entry) -> bool:
        """Whether an entry names a place of the first gazetteer."""
        return any(self.places[name.place].gazetteer == self.primary for name in entry.names)

    @cached_property
    def capitals(self) -> tuple[Place, ...]:
        """Capitals of the countries in which the places of the first gazetteer lie."""
        countries = {
            place.ancestor_ids[-1]
            for place in self.places
            if place.gazetteer == self.primary and place.ancestor_ids
        }
        return tuple(
            place
            for place in self.places
            if place.feature_code == "PPLC"
            and place.ancestor_ids[-1:]
            and place.ancestor_ids[-1] in countries
        )

    @cached_property
    def by_kind(self) -> dict[str, tuple[Place, ...]]:
        """Places of each kind, in gazetteer order."""
        found: dict[str, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.kind, []).append(place)
        return {kind: tuple(places) for kind, places in found.items()}


def build_index(places: Sequence[Place], lexicon: Lexicon) -> Index:
    """Index the names of places together with the cues of a lexicon."""
    names: dict[str, dict[tuple[int, bool, str], NameEntry]] = {}
    for position, place in enumerate(places):
        for name in place.names:
            for core, entry in _readings(position, place, name, lexicon):
                readings = names.setdefault(core, {})
                key = (position, entry.article, entry.head_only)
                known = readings.get(key)
                if known is None or _rank(entry) < _rank(known):
                    readings[key] = entry
    cores = sorted(names.keys() | lexicon.cues.keys())
    entries = tuple(
        Entry(
            core,
            _LATIN.search(core) is not None,
            lexicon.cues.get(core, ()),
            tuple(sorted(names.get(core, {}).values(), key=lambda entry: (entry.place, _rank(entry)))),
            tuple(cue for cue in lexicon.cues.get(core, ()) if cue.article is not False),
            tuple(cue for cue in lexicon.cues.get(core, ()) if cue.article is not True),
        )
        for core in cores
    )
    automaton = AhoCorasick([core + " " for core in cores], matchkind=MatchKind.Standard)
    return Index(
        automaton=automaton,
        entries=entries,
        places=tuple(places),
        lexicon=lexicon,
        by_core={entry.core: entry for entry in entries},
        by_id={place.id: place for place in places},
        primary=places[0].gazetteer if places else "",
        common=load_common(),
    )


def _rank(entry: NameEntry) -> tuple[bool, bool, bool, str]:
    """Own names before derived ones, strong before weak."""
    return entry.derived != "", entry.head_only != "", entry.weak, entry.name.toponym


def _readings(
    position: int, place: Place, name: PlaceName, lexicon: Lexicon
) -> Iterator[tuple[str, NameEntry]]:
    folded = fold(name.toponym)
    if not folded or _is_description(folded, lexicon):
        return
    if _LATIN.search(folded):
        yield from _latin_reading(folded, position, place, name, lexicon)
        return
    rest, head = _drop_head(folded, place, lexicon)
    weak = name.weak or _is_ordinary(folded, place)
    generic = _is_generic(rest or split_article(folded)[0], place)
    make = _Maker(position, name, weak, rest != "", generic)
    yield from _spellings(folded, make, head_only="")
    if rest:
        yield from _spellings(rest, make, head_only=head)


def _latin_reading(
    folded: str, position: int, place: Place, name: PlaceName, lexicon: Lexicon
) -> Iterator[tuple[str, NameEntry]]:
    first, blank, rest = folded.partition(" ")
    core = rest if blank and first in lexicon.latin_articles else folded
    weak = name.weak or _is_ordinary(core, place)
    words = core.split(" ")
    follows = len(words) > 1 and any(
        cue.head is not None and cue.head.follows for cue in lexicon.cues.get(words[-1], ())
    )
    generic = follows and _is_generic(" ".join(words[:-1]), place)
    if len(core) > 1:
        yield core, NameEntry(position, name, core != folded, weak, "", "", follows, generic)


class _Maker(NamedTuple):
    """What all readings of one name share."""

    position: int
    name: PlaceName
    weak: bool
    headed: bool
    generic: bool

    def entry(self, *, article: bool, head_only: str, derived: str) -> NameEntry:
        return NameEntry(
            self.position, self.name, article, self.weak, head_only, derived, self.headed, self.generic
        )


def _is_ordinary(folded: str, place: Place) -> bool:
    """Whether a one-word name of a small place is among the frequent words of the language."""
    if " " in folded:
        return False
    core, _ = split_article(folded)
    return (
        len(core) < _SHORTEST
        or core in lexicon_nouns()
        or (place.kind in _SMALL_KINDS and folded in load_common())
    )


def _is_generic(rest: str, place: Place) -> bool:
    """Whether a facility's own name is made of frequent words only (كلية العلوم، شارع الكورنيش)."""
    common = load_common()
    return kind(place.kind).group in _FACILITY_GROUPS and all(
        word in common or ARTICLE + word in common or word.isdigit() for word in rest.split(" ")
    )


_SHORTEST = 3
"""Letters below which a name is weak: too many words hold so few."""

_SMALL_KINDS = frozenset(
    {"village", "town", "neighbourhood", "housing", "area", "hill", "island", "camp", "farm"}
)
_FACILITY_GROUPS = frozenset({"facility", "junction", "line", "crossing", "security"})


def _is_description(folded: str, lexicon: Lexicon) -> bool:
    """Whether a name describes its place by another one ("الجبل المطل على المدينة").

    Texts say the same with other words; the relation rules read it, so it is no pattern.
    """
    words = folded.split(" ")
    return any(
        cue.role is Role.RELATION and cue.value == "overlooking"
        for start in range(1, len(words) - 1)
        for cue in lexicon.cues.get(split_article(" ".join(words[start : start + 2]))[0], ())
    )


def _drop_head(folded: str, place: Place, lexicon: Lexicon) -> tuple[str, str]:
    """What is left of a name without its generic noun, and the noun's class; empty when it has none."""
    first, blank, rest = folded.partition(" ")
    if not blank:
        return "", ""
    core, _ = split_article(first)
    for cue in lexicon.cues.get(core, ()):
        if cue.role is Role.HEAD and cue.head is not None and cue.head.fits(place.kind):
            return rest, cue.head.name
    return "", ""


def _spellings(folded: str, make: _Maker, *, head_only: str) -> Iterator[tuple[str, NameEntry]]:
    """The folded name and the spellings that writers regularly give it."""

    def reading(form: str, derived: str) -> tuple[str, NameEntry]:
        core, article = split_article(form)
        return core, make.entry(article=article, head_only=head_only, derived=derived)

    if len(folded) < 2:
        return
    yield reading(folded, "")
    words = folded.split(" ")
    if len(words) > 1:
        last, has_article = split_article(words[-1])
        if len(last) > 1:
            toggled = last if has_article else ARTICLE + last
            yield reading(" ".join((*words[:-1], toggled)), "article")
        if len(folded) >= _JOINED_MIN:
            yield reading("".join(words), "joined")
        for place_in_name in range(len(words) - 1):
            if words[place_in_name] in _JOINED_FIRST:
                head, tail = words[:place_in_name], words[place_in_name + 2 :]
                pair = words[place_in_name] + words[place_in_name + 1]
                yield reading(" ".join((*head, pair, *tail)), "joined")
    for place_in_name, word in enumerate(words):
        inner = word.find(ARTICLE, 2)
        if 0 < inner <= len(word) - _SPLIT_REST and len(word) >= _JOINED_MIN:
            pair = f"{word[:inner]} {word[inner:]}"
            yield reading(" ".join((*words[:place_in_name], pair, *words[place_in_name + 1 :])), "split")
    yield from (reading(form, "kunya") for form in _kunya_forms(words))


def _kunya_forms(words: list[str]) -> Iterator[str]:
    """Other spellings of a name that opens with البو، أبو، بو."""
    for opening in _KUNYA:
        if words[0] == opening and len(words) > 1:
            stem = words[1:]
        elif words[0].startswith(opening) and len(words[0]) >= len(opening) + 3:
            stem = [words[0][len(opening) :], *words[1:]]
        else:
            continue
        for other in _KUNYA:
            yield " ".join((other, *stem))
            yield " ".join((other + stem[0], *stem[1:]))
        return


def is_preferred(name: PlaceName) -> bool:
    """Whether a name is the preferred or official one."""
    return name.kind in (NameKind.PREFERRED, NameKind.OFFICIAL)
