"""Compile gazetteer names and cue words into one Aho-Corasick automaton.

A pattern is a folded name without its leading article, closed by a blank: the front of a word is
read by the matcher (clitics, article), its end is a boundary. Every pattern leads to an entry: the
cues it stands for and the names it may be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from geocoder.language_files import load_common
from geocoder.lexicon import Cue, Lexicon, Role, split_article
from geocoder.model import Place
from geocoder.recurrence import settlement_names
from geocoder.spellings import LATIN, NameEntry, name_readings, reading_rank


@dataclass(eq=False, slots=True)
class Entry:
    """What a pattern may be."""

    core: str
    latin: bool
    cues: tuple[Cue, ...]
    names: tuple[NameEntry, ...]
    definite: tuple[Cue, ...] = ()
    bare: tuple[Cue, ...] = ()
    """The cues that stand with the article, and those that stand without it."""
    is_unit: bool = False
    """Whether it measures, and may be written together with its number."""


@dataclass(eq=False, slots=True)
class Index:
    """The automaton and its entries, in the order of the patterns.

    Attributes:
        automaton, entries: Patterns, and what each may be.
        places: All places, those of the first gazetteer first.
        lexicon, common: Cues, and ordinary words.
        by_core, by_id: Entries by pattern, places by identifier.
        positions: Where each place stands in ``places``.
        by_kind: Places of each kind, in gazetteer order.
        near: Places of a kind by each of their two nearest areas, with the number of areas between.
        countries, capitals: Countries in which the places of the first gazetteer lie, by id; their capitals.
        primary: Name of the first gazetteer.
    """

    automaton: AhoCorasick
    entries: tuple[Entry, ...]
    places: tuple[Place, ...]
    lexicon: Lexicon
    common: frozenset[str]
    by_core: dict[str, Entry]
    by_id: dict[str, Place]
    positions: dict[str, int]
    by_kind: dict[str, list[Place]]
    near: dict[tuple[str, str], list[tuple[int, Place]]]
    countries: frozenset[str]
    capitals: tuple[Place, ...]
    primary: str

    def is_local(self, entry: Entry) -> bool:
        """Whether an entry names a place of the first gazetteer."""
        return any(self.places[name.place].gazetteer == self.primary for name in entry.names)

    def is_of_the_country(self, entry: Entry) -> bool:
        """Whether an entry names a place of the first gazetteer, or one of the countries it lies in."""
        return self.is_local(entry) or any(
            self.places[name.place].ancestor_ids[-1:]
            and self.places[name.place].ancestor_ids[-1] in self.countries
            for name in entry.names
        )


def build_index(places: Sequence[Place], lexicon: Lexicon) -> Index:
    """Index the names of places together with the cues of a lexicon."""
    names: dict[str, dict[tuple[int, bool, str], NameEntry]] = {}
    settlements = settlement_names(places)
    for position, place in enumerate(places):
        for name in place.names:
            for core, entry in name_readings(position, place, name, lexicon, settlements):
                readings = names.setdefault(core, {})
                key = (position, entry.article, entry.head_only)
                known = readings.get(key)
                if known is None or reading_rank(entry) < reading_rank(known):
                    readings[key] = entry
    _share_nouns(names, places, lexicon)
    cores = sorted(names.keys() | lexicon.cues.keys())
    entries = tuple(_entry(core, lexicon.cues.get(core, ()), names.get(core, {}).values()) for core in cores)
    automaton = AhoCorasick([core + " " for core in cores], matchkind=MatchKind.Standard)
    by_kind: dict[str, list[Place]] = {}
    near: dict[tuple[str, str], list[tuple[int, Place]]] = {}
    for place in places:
        by_kind.setdefault(place.kind, []).append(place)
        for depth, area in enumerate(place.ancestor_ids[:2]):
            near.setdefault((place.kind, area), []).append((depth, place))
    primary = places[0].gazetteer if places else ""
    countries = _countries(places, primary)
    return Index(
        automaton=automaton,
        entries=entries,
        places=tuple(places),
        lexicon=lexicon,
        common=load_common(),
        by_core={entry.core: entry for entry in entries},
        by_id={place.id: place for place in places},
        positions={place.id: position for position, place in enumerate(places)},
        by_kind=by_kind,
        near=near,
        countries=countries,
        capitals=_capitals(places, countries),
        primary=primary,
    )


def _share_nouns(
    names: dict[str, dict[tuple[int, bool, str], NameEntry]], places: Sequence[Place], lexicon: Lexicon
) -> None:
    """File an ordinary word that names a place also with its noun, where another place has that name.

    "حي الصناعة" may be a quarter that the gazetteer knows as الصناعة only, too.
    """
    for core, readings in names.items():
        own = next((each for each in readings.values() if each.headed and not each.head_only), None)
        if own is None:
            continue
        first, _, rest = core.partition(" ")
        front, _, last = core.rpartition(" ")
        is_latin = LATIN.search(core) is not None
        bare, article = (front, own.article) if is_latin else split_article(rest)
        heads = [
            cue.head for cue in lexicon.cues.get(last if is_latin else first, ()) if cue.head is not None
        ]
        held = {each.place for each in readings.values()}
        for each in tuple(names.get(bare, {}).values()) if heads else ():
            kind = places[each.place].kind
            if (
                each.head_only
                or not each.weak
                or each.place in held
                or (not is_latin and each.article is not article)
            ):
                continue
            if any(kind in head.kinds and head.follows is is_latin for head in heads):
                shared = NameEntry(
                    each.place, each.name, own.article, own.weak, "", each.derived, headed=True
                )
                readings[each.place, own.article, ""] = shared


def _countries(places: Sequence[Place], primary: str) -> frozenset[str]:
    return frozenset(
        place.ancestor_ids[-1] for place in places if place.gazetteer == primary and place.ancestor_ids
    )


def _capitals(places: Sequence[Place], countries: frozenset[str]) -> tuple[Place, ...]:
    return tuple(
        place
        for place in places
        if place.feature_code == "PPLC" and place.ancestor_ids and place.ancestor_ids[-1] in countries
    )


def _entry(core: str, cues: tuple[Cue, ...], names: Collection[NameEntry]) -> Entry:
    readings = tuple(names)
    if len(readings) > 1:
        readings = tuple(sorted(readings, key=lambda entry: (entry.place, reading_rank(entry))))
    with_article = without_article = cues
    if cues:  # few names are also cues, and there are very many names
        with_article = tuple(cue for cue in cues if cue.article is not False)
        without_article = tuple(cue for cue in cues if cue.article is not True)
    is_unit = any(cue.role is Role.UNIT for cue in cues)
    return Entry(core, LATIN.search(core) is not None, cues, readings, with_article, without_article, is_unit)
