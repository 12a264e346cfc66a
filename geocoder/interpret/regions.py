"""Regions made from a name: ريف دير الزور الشرقي، بادية الميادين، the eastern countryside of X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.lexicon import Role
from geocoder.model import Match
from geocoder.spellings import NameEntry

if TYPE_CHECKING:
    from geocoder.interpret.draft import Reading
    from geocoder.interpret.tokens import Token

_GAP = frozenset(" #\"'«»“”")
_COUNTRYSIDE = "countryside"
_STEPPE = "steppe"
_SETTLED = frozenset({"city", "town", "village"})


def draft_regions(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Turn names behind (or, in English, before) a region word into region drafts.

    Returns:
        New drafts for regions whose name is left out ("الريف الشرقي").
    """
    by_token = {id(draft.token): draft for draft in drafts}
    alone = []
    tokens = reading.tokens
    for place, token in enumerate(tokens):
        cue = token.cue(Role.REGION)
        if cue is None or (token.names and token.item.article):
            continue
        if cue.sided and (named := _named_before(reading, by_token, place)) is not None:
            _make_english(reading, named, token, place, cue.value)
            continue
        at, direction, end, number = _named_behind(reading, token, place, cue.number)
        behind = tokens[at] if at < len(tokens) else None
        draft = by_token.get(id(behind)) if behind is not None else None
        if draft is not None and behind is not None and _gap(reading, end, behind):
            _make_region(reading, draft, token, at, cue.value, direction)
            if number > 1 or draft.head_number > 1 or cue.value == _STEPPE:
                alone += _further(reading, draft, at, by_token)
            if token.names:  # بادية, the steppe by name, and here the noun of another one
                drafts.remove(by_token[id(token)])
        elif cue.value == _COUNTRYSIDE and (around := _nameless(reading, token, place, direction)):
            nameless = _alone(token, around[1], cue.value, around[0])
            nameless.names = _governorate_said(reading, drafts, token.item.start)
            alone.append(nameless)
    return alone


def _named_behind(reading: Reading, token: Token, place: int, number: int) -> tuple[int, str, int, int]:
    """Where the name behind a region word stands, the compass word between them, its end, how many names."""
    tokens = [*reading.tokens[place + 1 : place + 4], None, None]
    direction, end, at = "", token.item.end, 0
    first = tokens[0]
    if first is not None and (found := first.cue(Role.DIRECTION)) and _touches(reading, token, first):
        direction, end = found.value, first.item.end
        if (follower := tokens[1]) is not None and follower.item.clitics == "ل":
            at = 1  # الريف الشرقي لدير الزور
    noun, follower = tokens[at], tokens[at + 1]
    if noun is not None and follower is not None and not noun.names and follower.head_token is noun:
        head = noun.cue(Role.HEAD)  # بادية بلدتي التبني ومعدان
        number = max(number, head.number) if head is not None else number
        at += 1
    return place + 1 + at, direction, end, number


def _nameless(reading: Reading, token: Token, place: int, direction: str) -> tuple[str, int] | None:
    """Compass point and end of a countryside whose name is left out: الريف الشرقي، ريف المحافظة الشرقي."""
    behind = reading.tokens[place + 1 : place + 3]
    if token.item.article:
        return (direction, behind[0].item.end) if direction else None
    noun = behind[0].cue(Role.HEAD) if behind else None
    if noun is None or noun.value != "governorate" or not behind[0].item.article:
        return None
    side = behind[1].cue(Role.DIRECTION) if len(behind) > 1 else None
    if not _touches(reading, token, behind[0]) or side is None or not _touches(reading, *behind):
        return None
    return side.value, behind[1].item.end


def _further(reading: Reading, draft: Draft, at: int, by_token: dict[int, Draft]) -> list[Draft]:
    """The second of two regions: ريفي دير الزور الشرقي والغربي، ريفي دير الزور والرقة."""
    ahead = reading.tokens[at + 1 : at + 5]
    after = next((each for each in ahead if each.item.start >= draft.end), None)
    if after is None or after.item.clitics != "و" or not _gap(reading, draft.end, after) or not draft.region:
        return []
    kind, direction = draft.region
    side = after.cue(Role.DIRECTION)
    other = by_token.get(id(after))
    if side is not None and after.item.article and direction:
        second = _alone(after, after.item.end, kind, side.value)
        second.names = draft.names
        return [second]
    if other is not None and other.head is None:
        other.match = Match.REGION
        other.region = (kind, "")
        other.note("region", kind)
    return []


def _governorate_said(reading: Reading, drafts: list[Draft], start: int) -> list[NameEntry]:
    """A name of the governorate around what the text has named last, or names first: "الريف الشرقي" alone."""
    index = reading.index
    standing = [each for each in drafts if not each.reason]
    before = [each for each in standing if each.end <= start]
    for draft in before[::-1] or standing:
        for name in draft.names:
            place = index.places[name.place]
            for area in (place.id, *place.ancestor_ids):
                position = index.positions.get(area)
                if position is not None and index.places[position].kind == "governorate":
                    own = index.places[position].names[0]
                    return [NameEntry(position, own, False, False, "", "", headed=True)]  # noqa: FBT003
    return []


def _touches(reading: Reading, first: Token, second: Token) -> bool:
    return _gap(reading, first.item.end, second)


def _gap(reading: Reading, end: int, token: Token) -> bool:
    start = token.head_token.item.word_start if token.head_token is not None else token.item.word_start
    between = reading.folded.text[end:start]
    return len(between) <= 3 and all(char in _GAP for char in between)


def _make_region(reading: Reading, draft: Draft, token: Token, at: int, kind: str, direction: str) -> None:
    """Make the draft of the token at a place a region, with a compass word behind or, in English, before."""
    draft.start = token.item.start
    draft.match = Match.REGION
    behind = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if not direction and behind is not None:
        cue = behind.cue(Role.DIRECTION)
        if (
            cue is not None
            and behind.item.article
            and reading.folded.text[draft.end : behind.item.word_start] == " "
        ):
            direction = cue.value
            draft.end = behind.item.end
    if token.item.entry.latin and not direction:
        direction = _direction_before(reading, draft, reading.ends[token.item.end])
    draft.region = (kind, direction)
    draft.note("region", f"{kind} {direction}".strip())


def _named_before(reading: Reading, by_token: dict[int, Draft], place: int) -> Draft | None:
    """The name before a region word: "Deir Ezzor countryside", "Deir Ezzor eastern countryside"."""
    for back in (1, 2):
        if back > place:
            return None
        token = reading.tokens[place - back]
        named = by_token.get(id(token))
        if named is not None:
            between = reading.folded.text[named.end : reading.tokens[place].item.start]
            middle = reading.tokens[place - 1].item
            plain = between == " " or (back > 1 and between == f" {middle.entry.core} ")
            return named if plain else None
        if token.cue(Role.DIRECTION) is None:
            return None
    return None


def _make_english(reading: Reading, draft: Draft, token: Token, place: int, kind: str) -> None:
    """The "western Deir Ezzor countryside": the region word stands behind the name."""
    between = reading.tokens[place - 1].cue(Role.DIRECTION) if draft.end < token.item.start - 1 else None
    draft.end = token.item.end
    draft.match = Match.REGION
    direction = between.value if between is not None else _direction_before(reading, draft, place - 1)
    draft.region = (kind, direction)
    draft.note("region", f"{kind} {direction}".strip())


def _direction_before(reading: Reading, draft: Draft, place: int) -> str:
    """Take a compass word before the region into its span."""
    if place < 1:
        return ""
    before = reading.tokens[place - 1]
    cue = before.cue(Role.DIRECTION)
    if cue is None or reading.folded.text[before.item.end : draft.start] != " ":
        return ""
    draft.start = before.item.start
    return cue.value


def _alone(token: Token, end: int, kind: str, direction: str) -> Draft:
    draft = Draft(token.item.start, end, token, [])
    draft.match = Match.REGION
    draft.region = (kind, direction)
    draft.note("region", f"{kind} {direction}")
    return draft
