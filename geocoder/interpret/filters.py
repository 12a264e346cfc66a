"""Tell names of people, bodies, media, tribes and months from places: the word beside decides."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, cast

from geocoder.interpret.beside import by_words, speaks, speaks_of_people, word_before
from geocoder.lexicon import Role
from geocoder.model import Evidence
from geocoder.spans import Spans

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.interpret.tokens import Token
    from geocoder.spellings import NameEntry

_QUOTES = frozenset(" \"'«»“”„‟‘’()[]")


def filter_drafts(reading: Reading, drafts: list[Draft]) -> None:
    """Give a reason to every draft that is no place; the others stay as they are."""
    position = {id(token): place for place, token in enumerate(reading.tokens)}
    persons: set[int] = set()
    people = speaks_of_people(reading)
    addresses = _addresses(reading.folded.original) if "address" in reading.rules else None
    for draft in drafts:
        if draft.token is None:
            continue
        place = position[id(draft.token)]
        if addresses is not None and addresses.overlap(*draft.span(reading.folded)):
            _reject(draft, "address", "part of a link, a handle or a file name")
            continue
        rule, why = by_words(reading, draft, people=people)
        if rule and rule in reading.rules:
            _reject(draft, rule, why)
            persons.add(id(draft.token))
            continue
        before = _neighbour_before(reading, draft, place)
        if before is not None and _filter_before(reading, draft, before, person=id(before) in persons):
            continue
        after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
        if after is not None and after.cues:
            _filter_after(reading, draft, after)
    if "river-bank" in reading.rules:
        _filter_banks(reading, drafts)


def _filter_banks(reading: Reading, drafts: list[Draft]) -> None:
    """Reject "the west bank" in a text about places of ours that says nothing of the country of that name."""
    asked = [draft for draft in drafts if not draft.reason]
    banks = {id(draft): draft for draft in asked if draft.token is not None and _is_bank(draft.token)}
    if not banks or not reading.index.lexicon.occupation.isdisjoint(reading.folded.vocabulary):
        return
    countries = {id(draft): {_country(reading, name) for name in draft.names} for draft in asked}
    spoken = Counter(chain.from_iterable(countries.values()))
    others = (name for draft in asked if id(draft) not in banks for name in draft.names)
    primary = reading.index.primary
    is_ours = any(reading.index.places[name.place].gazetteer == primary for name in others)
    if not is_ours and sum(map(_is_bank, reading.tokens)) == 1:
        return
    for each, draft in banks.items():
        if all(spoken[country] == 1 for country in countries[each]):
            _reject(draft, "river-bank", "the text speaks of the banks of a river, or of places by one")


def _is_bank(token: Token) -> bool:
    return any(cue.value == "bank" for cue in token.item.entry.cues)


def _country(reading: Reading, name: NameEntry) -> str:
    place = reading.index.places[name.place]
    return place.ancestor_ids[-1] if place.ancestor_ids else place.id


_SIGNS = (
    *("://", "www.", "@", ".com", ".net", ".org", ".me/", ".tv", ".info"),
    *(".jpg", ".jpeg", ".png", ".pdf", ".mp3", ".mp4"),
)
"""What links, handles and file names hold."""
_SIGN = re.compile(r"@|\.(?=[a-z])|www\.|://")
"""What each of them begins with or holds: most texts are told apart in one scan."""
_BLANK = re.compile(r"\s|$")


def _addresses(text: str) -> Spans | None:
    """Links, handles and file names, from blank to blank; None in a text without their signs."""
    if _SIGN.search(text) is None:
        return None
    found: list[tuple[int, int]] = []
    for sign in _SIGNS:
        place = text.find(sign)
        while place >= 0:
            start = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
            end = cast("re.Match[str]", _BLANK.search(text, place)).start()
            if end > place + len(sign) or sign[0] == ".":
                found.append((start, end))
            place = text.find(sign, end)
    return Spans(found) if found else None


def _neighbour_before(reading: Reading, draft: Draft, place: int) -> Token | None:
    """The token before the mention (generic noun included) when only blanks or quotes part them."""
    token = draft.token
    if token is None:
        return None
    first = place - 1 if token.head_token is not None and draft.head is not None else place
    if first < 1:
        return None
    before = reading.tokens[first - 1]
    if not before.cues:
        return None  # nothing that could be a filter
    start = token.head_token.item.word_start if token.head_token is not None else token.item.word_start
    between = reading.folded.text[before.item.end : start]
    return before if len(between) <= 3 and all(char in _QUOTES for char in between) else None


def _filter_before(reading: Reading, draft: Draft, before: Token, *, person: bool) -> bool:
    if draft.head is not None or draft.token is None:
        return False
    clitics = draft.token.item.clitics
    for cue in before.cues:
        if cue.role is not Role.FILTER_BEFORE:
            continue
        rule = f"not-a-place-{cue.value}"
        if rule not in reading.rules or (clitics and not cue.clitic):
            continue
        if cue.value == "given" and (
            (before.names and not person and not speaks(reading, draft.end))
            or before.item.article
            or _is_headed_name(draft)
        ):
            continue
        if cue.value == "person" and (_is_headed_name(draft) or _is_home(reading, draft, before)):
            continue
        _reject(draft, rule, reading.folded.words[before.item.start : before.item.end])
        return True
    return False


def _is_home(reading: Reading, draft: Draft, before: Token) -> bool:
    """Whether "son of" tells where someone who is named comes from (محمد ابن الطيانة), not from whom."""
    token = draft.token
    if token is None or before.item.entry.core not in reading.index.lexicon.words["descent"]:
        return False
    if not token.item.article or not word_before(reading, before.item.word_start):
        return False
    places = reading.index.places
    return all(not name.weak and places[name.place].kind in _SETTLEMENTS for name in draft.names)


_SETTLEMENTS = frozenset({"city", "town", "village"})

_BEHIND_NOUNS = frozenset({"media", "foreign"})
"""Filters behind a name that hold even when the noun of a place stands before it."""


def _filter_after(reading: Reading, draft: Draft, after: Token) -> None:
    between = reading.folded.text[draft.end : after.item.word_start]
    if not between or not between.isspace() or "\n" in between or after.item.clitics:
        return
    for cue in after.cues:
        if cue.role is not Role.FILTER_AFTER:
            continue
        rule = f"not-a-place-{cue.value}"
        if rule not in reading.rules or (draft.head is not None and cue.value not in _BEHIND_NOUNS):
            continue
        if cue.value == "media" and not _may_be_medium(reading, draft, after):
            continue
        if cue.value == "foreign" and _is_river(reading, draft):
            continue  # ضفة الفرات اليمنى, written like the Yemenite
        if (
            cue.value == "date"
            and reading.folded.words[draft.start : draft.end] not in reading.index.lexicon.months
        ):
            continue
        _reject(draft, rule, reading.folded.words[after.item.start : after.item.end])
        return


def _may_be_medium(reading: Reading, draft: Draft, after: Token) -> bool:
    """Whether a medium may be meant: before a verb, one that bears the name, and no list or preposition."""
    lexicon = reading.index.lexicon
    if after.item.entry.core not in lexicon.words["saying"]:
        return True
    token = draft.token
    if token is None or draft.chained or token.item.entry.core not in lexicon.words["medium"]:
        return False
    return word_before(reading, token.item.word_start) not in lexicon.locatives


def _is_river(reading: Reading, draft: Draft) -> bool:
    return any(reading.index.places[name.place].kind == "river" for name in draft.names)


def _is_headed_name(draft: Draft) -> bool:
    """Whether the name itself opens with a generic noun or has several words."""
    return draft.token is not None and " " in draft.token.item.entry.core


def _reject(draft: Draft, rule: str, detail: str) -> None:
    draft.reason = rule
    draft.evidence.append(Evidence(rule, detail))
