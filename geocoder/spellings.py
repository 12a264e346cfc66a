"""Spell out one gazetteer name: the forms writers regularly give it, and what each needs to stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from geocoder.language_files import load_common
from geocoder.lexicon import ARTICLE, Lexicon, Role, split_article
from geocoder.model import Place, PlaceName
from geocoder.normalize import fold
from geocoder.recurrence import SETTLEMENT_KINDS, Settlements, is_generic, is_plain
from geocoder.word_classes import lexicon_nouns, load_lexicon

LATIN = regex.compile(r"\p{Latin}")
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


@dataclass(eq=False, slots=True)
class NameEntry:
    """One reading of a pattern as a name.

    Attributes:
        place: Index of the place in the gazetteer's order.
        name: The name it derives from.
        article: Whether the name begins with the Arabic article.
        weak: Whether it needs support from the context.
        head_only: Class of the generic noun it needs before it, empty when it needs none.
        derived: Name of the derivation (``joined``, ``split``, ``article``, ``kunya``), or empty.
        headed: Whether the name carries its own generic noun.
        generic: Whether behind that noun only ordinary words stand, so that many towns have one.
        recurs: Whether many towns have a place of the name: an ordinary word, a generic name, or a plain
            noun with the article for a quarter or street.
    """

    place: int
    name: PlaceName
    article: bool
    weak: bool
    head_only: str
    derived: str
    headed: bool = False
    generic: bool = False
    recurs: bool = False


def reading_rank(entry: NameEntry) -> tuple[bool, bool, bool, str]:
    """Own names before derived ones, strong before weak."""
    return entry.derived != "", entry.head_only != "", entry.weak, entry.name.toponym


def name_readings(
    position: int, place: Place, name: PlaceName, lexicon: Lexicon, settlements: Settlements
) -> Iterator[tuple[str, NameEntry]]:
    """Cores of a name (folded, no leading article) with what each reading needs to stand."""
    folded = fold(name.toponym)
    if not folded or _is_description(folded, lexicon):
        return
    if LATIN.search(folded):
        yield from _latin_reading(folded, position, place, name, lexicon, settlements)
        return
    rest, head = _drop_head(folded, place, lexicon)
    weak = name.weak or _is_ordinary(folded, place)
    generic = is_generic(rest or split_article(folded)[0], place, settlements, lexicon)
    make = _Maker(position, name, weak, rest != "", generic, weak or generic or is_plain(place))
    if place.kind == "neighbourhood" and head in _AREAS and not folded.startswith(ARTICLE):
        head = place.kind  # منطقة الصناعة is what others call حي الصناعة, and many towns have one
    else:
        yield from _spellings(folded, make, head_only="")
    if rest:
        yield from _spellings(rest, make, head_only=head)


def _latin_reading(
    folded: str,
    position: int,
    place: Place,
    name: PlaceName,
    lexicon: Lexicon,
    settlements: Settlements,
) -> Iterator[tuple[str, NameEntry]]:
    first, blank, rest = folded.partition(" ")
    core = rest if blank and first in lexicon.latin_articles else folded
    weak = name.weak or _is_ordinary(core, place)
    words = core.split(" ")
    head, length = _noun_behind(words, lexicon)
    bare = " ".join(words[: len(words) - length])
    generic = head != "" and is_generic(bare, place, settlements, lexicon)
    recurs = weak or generic or is_plain(place)
    if len(core) > 1:
        yield core, NameEntry(position, name, core != folded, weak, "", "", head != "", generic, recurs)
    if not head and len(words) > 1 and place.kind in SETTLEMENT_KINDS and len(core) >= _JOINED_MIN:
        joined = "".join(words)  # deirezzor
        yield joined, NameEntry(position, name, core != folded, weak, "", "joined", recurs=weak)
    if head and len(bare) > 1:  # Mount Baghuz for Baghuz mountain
        yield bare, NameEntry(position, name, core != folded, weak, head, "", True, generic, recurs)  # noqa: FBT003
    if length > 1 and len(bare) > 1 and _noun_behind(words[-1:], lexicon, alone=True)[0] == head:
        short = f"{bare} {words[-1]}"  # Ward field for Ward oil field
        yield short, NameEntry(position, name, core != folded, weak, "", "", True, generic, recurs)  # noqa: FBT003


def _noun_behind(words: list[str], lexicon: Lexicon, *, alone: bool = False) -> tuple[str, int]:
    """Class of the longest English noun that closes a name, and its words."""
    for length in range(min(_LONGEST_NOUN, len(words) - (not alone)), 0, -1):
        for cue in lexicon.cues.get(" ".join(words[-length:]), ()):
            if cue.head is not None and cue.head.follows and not cue.sided:
                return cue.head.name, length
    return "", 0


_LONGEST_NOUN = 3


class _Maker(NamedTuple):
    """What all readings of one name share."""

    position: int
    name: PlaceName
    weak: bool
    headed: bool
    generic: bool
    recurs: bool

    def entry(self, *, article: bool, head_only: str, derived: str) -> NameEntry:
        return NameEntry(
            self.position,
            self.name,
            article,
            self.weak,
            head_only,
            derived,
            self.headed,
            self.generic,
            self.recurs,
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


_AREAS = frozenset({"district"})
"""Classes of nouns for areas of any sort."""

_SHORTEST = 3
"""Letters below which a name is weak: too many words hold so few."""

_SMALL_KINDS = frozenset(
    {"village", "town", "neighbourhood", "housing", "area", "hill", "island", "camp", "farm"}
)


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
            if toggled not in load_lexicon().locatives:  # "المخبز الي", without the article of الآلي
                yield reading(" ".join((*words[:-1], toggled)), "article")
            if has_article:  # دير لزور, as it is spoken
                yield reading(" ".join((*words[:-1], ARTICLE[1:] + last)), "article")
        if len(folded) >= _JOINED_MIN:
            yield reading("".join(words), "joined")
        for place_in_name in range(len(words) - 1):
            if words[place_in_name] in _JOINED_FIRST:
                head, tail = words[:place_in_name], words[place_in_name + 2 :]
                pair = words[place_in_name] + words[place_in_name + 1]
                yield reading(" ".join((*head, pair, *tail)), "joined")
    yield from (reading(form, "split") for form in _split_forms(words))
    yield from (reading(form, "kunya") for form in _kunya_forms(words))


def _split_forms(words: list[str]) -> Iterator[str]:
    """A name with one of its words split before an article inside it (حفرالباطن)."""
    for place, word in enumerate(words):
        inner = word.find(ARTICLE, 2)
        if 0 < inner <= len(word) - _SPLIT_REST and len(word) >= _JOINED_MIN:
            yield " ".join((*words[:place], f"{word[:inner]} {word[inner:]}", *words[place + 1 :]))


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
