"""Back-references: which nouns (المدينة، الحي، الحيين، المشفى, "the hospital") stand for something named."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.kinds import kind
from geocoder.lexicon import ARTICLE, Head, Role, split_article
from geocoder.model import Match
from geocoder.normalize import fold
from geocoder.spans import Spans

if TYPE_CHECKING:
    from geocoder.interpret.draft import Reading
    from geocoder.interpret.tokens import Token

_A = frozenset({"a", "an", "another", "one"})


def draft_anaphors(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Drafts for definite generic nouns; ``drafts`` holds the mentions found so far, in text order.

    What a noun stands for is chosen later, when the places of the mentions before it are known.
    """
    joined = {id(draft.token.head_token) for draft in drafts if draft.token is not None}
    by_token = {id(draft.token): draft for draft in drafts}
    taken: Spans | None = None
    gone: set[int] = set()
    found: list[Draft] = []
    unnamed: dict[tuple[str, int], list[Token]] = {}
    said: set[str] = set()
    for place, token in enumerate(reading.tokens):
        if not token.cues or id(token) in joined:
            continue
        head, number = _noun(reading, token, said)
        if head is None:
            continue
        own = by_token.get(id(token)) if token.names else None
        if taken is None:
            taken = Spans((draft.start, draft.end) for draft in drafts)
        if taken.overlap(token.item.start, token.item.end) and not (token.names and _yields(own)):
            continue
        if not _is_definite(token, reading) or _is_described(reading, token, place, number):
            if _describes(reading, token, by_token, head, number):
                said.add(token.item.entry.core)
            elif all(cue.refers_back for cue in token.cues if cue.head is head):
                unnamed.setdefault((head.name, number), []).append(token)
        elif own is None or _may_refer(reading, token, head, number, drafts):
            gone.add(id(own))
            draft = Draft(token.item.start, token.item.end, token, [])
            draft.match, draft.head, draft.head_number = Match.ANAPHOR, head, number
            draft.unnamed = _unnamed(reading, unnamed.get((head.name, number)), head, drafts)
            found.append(draft)
    drafts[:] = [draft for draft in drafts if id(draft) not in gone]
    return found


def _noun(reading: Reading, token: Token, said: set[str]) -> tuple[Head | None, int]:
    """The generic noun that may refer back, and its number; None for other words.

    Some do so only when the text has called a place by them (حويجة صكر جزيرة … سكان الجزيرة).
    """
    cue = token.cue(Role.HEAD)
    if cue is not None and cue.head is not None:
        refers = cue.refers_back or (
            cue.head.refers_back
            and cue.number == 1
            and (not token.item.article or token.item.entry.core in said)
        )
        return (cue.head, cue.number) if refers and not _is_media(reading, token) else (None, 0)
    if token.cue(Role.CAPITAL) is not None:
        return reading.index.lexicon.heads["city", "ar"], 1
    return None, 0


def _is_media(reading: Reading, token: Token) -> bool:
    """Whether the noun is the name of a channel or paper (قناة الجسر)."""
    before = reading.ends.get(token.item.word_start - 1)
    return before is not None and any(
        cue.role is Role.FILTER_BEFORE and cue.value == "media" for cue in reading.tokens[before].cues
    )


def _yields(draft: Draft | None) -> bool:
    """A weak bare name ("الجبل", "الجسر") gives way to a back-reference when one is possible."""
    return (
        draft is not None
        and draft.head is None
        and draft.token is not None
        and draft.token.cue(Role.HEAD) is not None
        and not draft.reason
    )


def _may_refer(reading: Reading, token: Token, head: Head, number: int, drafts: list[Draft]) -> bool:
    """Whether a mention before a noun that is a name, too, may be of its kind; before a dual one, two."""
    places = reading.index.places
    wanted = 2 if number == _DUAL else 1
    if wanted > 1 and token.chained:
        return False  # a list of names goes on (موحسن والقريتين)
    for draft in drafts:
        if draft.end > token.item.start:
            break
        own = draft.head or draft.list_head
        if not draft.reason and (
            (own is not None and own.name == head.name)
            or any(head.fits(places[name.place].kind) == 1.0 for name in draft.names)
        ):
            wanted -= 1
            if not wanted:
                return True
    return False


_DUAL = 2


def _is_definite(token: Token, reading: Reading) -> bool:
    if token.item.entry.latin:
        return _word_before(reading, token.item.start) == "the"
    return token.item.article or token.cue(Role.CAPITAL) is not None


def _word_before(reading: Reading, start: int) -> str:
    words = reading.folded.words
    return words[words.rfind(" ", 0, max(start - 1, 0)) + 1 : start].rstrip()


def _is_described(reading: Reading, token: Token, place: int, number: int) -> bool:
    """Whether a definite adjective makes another thing of the noun (المدينة الجامعية، القرى المحيطة).

    The adjective agrees with its noun, so a feminine one ends as المدينة does; a noun in this place
    (دخل المدينة الجيش) rarely does.
    """
    words, lexicon = reading.folded.words, reading.index.lexicon
    end = token.item.end
    if reading.folded.text[end : end + 1] != " ":
        return False
    word = words[end + 1 : words.find(" ", end + 1)]
    if not word.startswith(ARTICLE) or len(word) <= _SHORT or word in lexicon.asides:
        return False
    following = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    if following is not None and following.item.word_start == end + 1:
        relation = following.cue(Role.RELATION)
        if relation is not None:
            return number > 1 or relation.value != "overlooking"  # الجبل المطل على
        if following.cue(Role.DIRECTION) is not None and _is_sided(reading, token):
            return False
    is_feminine = number == 3 or words[token.item.start : end].endswith(_FEMININE)
    return word.endswith(_FEMININE) == is_feminine


def _is_sided(reading: Reading, token: Token) -> bool:
    """Whether the words before a noun may own the compass word behind it (مدخل الجسر الشمالي)."""
    before = reading.ends.get(token.item.word_start - 1)
    return before is not None and reading.tokens[before].cue(Role.RELATION) is not None


_FEMININE = fold("ة")
_SHORT = 4
"""Letters of the shortest definite words, which are no adjectives of a place."""


def _describes(reading: Reading, token: Token, by_token: dict[int, Draft], head: Head, number: int) -> bool:
    """Whether an indefinite noun says something of the mention before it (البصيرة بلدة سورية)."""
    first = token.item.word_start
    if number > 1 or token.item.article or token.item.clitics:
        return False
    word = _word_before(reading, first)
    if token.item.entry.latin and word in _A:
        first -= len(word) + 1
        first -= reading.folded.text.startswith(", ", first - 2)
        word = _word_before(reading, first)
    if word in reading.index.lexicon.copulas:
        first -= len(word) + 1
        first -= reading.folded.text.startswith(_COMMA, first - len(_COMMA))
    place = reading.ends.get(first - 1)
    named = by_token.get(id(reading.tokens[place])) if place is not None else None
    if named is None or named.reason:
        return False
    kinds = [reading.index.places[name.place].kind for name in named.names]
    if kinds and all(kind(each).group == "settlement" and not head.fits(each) for each in kinds):
        return False  # في السوسة فرن
    named.called = head.name
    return True


def _unnamed(reading: Reading, tokens: list[Token] | None, head: Head, drafts: list[Draft]) -> int:
    """Where a noun last brought in something that has no name, -1 for nowhere; the others are dropped."""
    while tokens:
        if _is_new(reading, tokens[-1], head, drafts):
            return tokens[-1].item.start
        tokens.pop()
    return -1


def _is_new(reading: Reading, token: Token, head: Head, drafts: list[Draft]) -> bool:
    """Whether a noun brings in something that has no name, so that later nouns may mean it.

    It does not where it is denied (لا يوجد مشفى), says what something is (صارت مدينة), or is named at once
    (مشفى وحيد هو مشفى هجين).
    """
    item = token.item
    if item.entry.latin:
        return _word_before(reading, item.start) in _A
    lexicon = reading.index.lexicon
    before = _CLAUSE_END.split(reading.folded.text[max(0, item.word_start - _NEAR) : item.word_start])[-1]
    words = before.split()[-_WORDS_DENIED:]
    if words and (words[-1] in lexicon.copulas or not lexicon.words["denial"].isdisjoint(words)):
        return False
    first = bisect_left(drafts, item.end, key=_start)
    following = next(iter(drafts[first : first + 1]), None)
    if following is None or following.start - item.end > _NEAR or following.reason:
        return True
    gap = _CLAUSE_END.split(reading.folded.text[item.end : following.start])
    if len(gap) > 1 or gap[0].split()[-1:] == [] or gap[0].split()[-1] not in lexicon.words["naming"]:
        return True
    return not _opens_with(reading, following, head)


_COMMA = "\u060c "
_CLAUSE_END = re.compile(r"[.!?\u061f\n\u060c,\u061b;:]")
_NEAR = 40
"""Letters around a noun in which its clause is read."""

_WORDS_DENIED = 4
"""Words before a noun in which it may be denied (لا يوجد في البلدة مشفى)."""


def _start(draft: Draft) -> int:
    return draft.start


def _opens_with(reading: Reading, draft: Draft, head: Head) -> bool:
    """Whether a mention is called by a noun, or opens with it."""
    own = draft.head or draft.list_head
    if own is not None:
        return own.name == head.name
    words = reading.folded.words
    core, _ = split_article(words[draft.start : words.find(" ", draft.start)])
    return any(
        cue.head is not None and cue.head.name == head.name
        for cue in reading.index.lexicon.cues.get(core, ())
    )
