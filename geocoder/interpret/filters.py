"""Tell names of people, bodies, media, tribes and months from places: the word beside decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.lexicon import Role, split_article
from geocoder.model import Evidence

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.interpret.tokens import Token

_QUOTES = frozenset(" \"'«»“”„‟‘’()[]")


def filter_drafts(reading: Reading, drafts: list[Draft]) -> None:
    """Give a reason to every draft that is no place; the others stay as they are."""
    position = {id(token): place for place, token in enumerate(reading.tokens)}
    for draft in drafts:
        if draft.token is None:
            continue
        place = position[id(draft.token)]
        if "adjective" in reading.rules and _is_adjective(reading, draft):
            _reject(draft, "adjective", "agrees with the noun before it")
            continue
        if "not-a-place-given" in reading.rules and _is_full_name(reading, draft):
            _reject(draft, "not-a-place-given", "a given name before another name")
            continue
        before = _neighbour_before(reading, draft, place)
        if before is not None and _filter_before(reading, draft, before):
            continue
        after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
        if after is not None:
            _filter_after(reading, draft, after)


def _is_full_name(reading: Reading, draft: Draft) -> bool:
    """Whether a place named like a person is followed by the rest of a person's name (جابر الأحمد)."""
    token = draft.token
    if token is None or not any(cue.value == "given" for cue in token.cues):
        return False
    words = reading.folded.words
    following = words[draft.end + 1 : words.find(" ", draft.end + 1)]
    return (
        reading.folded.text[draft.end : draft.end + 1] == " "
        and len(following) > 3
        and following.startswith("ال")
    )


def _is_adjective(reading: Reading, draft: Draft) -> bool:
    """Whether a one-word name in -ية agrees with a feminine noun before it (العاصفة المطرية)."""
    token = draft.token
    if (
        token is None
        or draft.head is not None
        or draft.chained
        or token.item.clitics
        or token.item.entry.latin
    ):
        return False
    words = reading.folded.words
    start, end = token.item.start, token.item.end
    if (
        " " in words[start:end]
        or not words[start:end].endswith(_NISBA)
        or reading.folded.text[start - 1 : start] != " "
    ):
        return False
    before = words[words.rfind(" ", 0, max(start - 1, 0)) + 1 : start - 1]
    core, has_article = split_article(before.removeprefix("و").removeprefix("ب"))
    is_cue = before in reading.index.lexicon.locatives or core in reading.index.lexicon.cues
    return len(core) > 2 and core.endswith("ه") and has_article == token.item.article and not is_cue


_NISBA = ("يه",)


def _neighbour_before(reading: Reading, draft: Draft, place: int) -> Token | None:
    """The token before the mention (generic noun included) when only blanks or quotes part them."""
    token = draft.token
    if token is None:
        return None
    first = place - 1 if token.head_token is not None and draft.head is not None else place
    if first < 1:
        return None
    before = reading.tokens[first - 1]
    start = token.head_token.item.word_start if token.head_token is not None else token.item.word_start
    between = reading.folded.text[before.item.end : start]
    return before if len(between) <= 3 and all(char in _QUOTES for char in between) else None


def _filter_before(reading: Reading, draft: Draft, before: Token) -> bool:
    if draft.head is not None or draft.token is None:
        return False
    clitics = draft.token.item.clitics
    for cue in before.cues:
        if cue.role is not Role.FILTER_BEFORE:
            continue
        rule = f"not-a-place-{cue.value}"
        if rule not in reading.rules or (clitics and not cue.clitic):
            continue
        if cue.value == "given" and (before.names or before.item.article or _is_headed_name(draft)):
            continue
        if cue.value == "person" and _is_headed_name(draft):
            continue
        _reject(draft, rule, reading.folded.words[before.item.start : before.item.end])
        return True
    return False


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
        if cue.value == "foreign" and _is_river(reading, draft):
            continue  # ضفة الفرات اليمنى, written like the Yemenite
        if (
            cue.value == "date"
            and reading.folded.words[draft.start : draft.end] not in reading.index.lexicon.months
        ):
            continue
        _reject(draft, rule, reading.folded.words[after.item.start : after.item.end])
        return


def _is_river(reading: Reading, draft: Draft) -> bool:
    return any(reading.index.places[name.place].kind == "river" for name in draft.names)


def _is_headed_name(draft: Draft) -> bool:
    """Whether the name itself opens with a generic noun or has several words."""
    return draft.token is not None and " " in draft.token.item.entry.core


def _reject(draft: Draft, rule: str, detail: str) -> None:
    draft.reason = rule
    draft.evidence.append(Evidence(rule, detail))
