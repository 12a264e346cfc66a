"""Recognise a name that no gazetteer holds by the generic noun before it (جامع الفردوس، شارع الحوض)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.lexicon import Head, Role
from geocoder.model import Match

if TYPE_CHECKING:
    from geocoder.interpret.draft import Reading
    from geocoder.interpret.tokens import Token

_ARTICLE = "ال"
_FACILITY_RANK = 80


def draft_unknown(reading: Reading, taken: list[Draft]) -> list[Draft]:
    """Drafts for open generic nouns followed by a word that is neither a cue nor an ordinary word."""
    heads_used = {id(draft.token.head_token) for draft in taken if draft.token is not None}
    found = []
    tokens = reading.tokens
    for place, token in enumerate(tokens):
        if token.names or id(token) in heads_used:
            continue
        cue = token.cue(Role.HEAD)
        if cue is None or cue.head is None or not cue.head.is_open or cue.number > 1 or token.item.article:
            continue
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        draft = (
            _latin_before(reading, token, cue.head)
            if cue.head.follows
            else _word_behind(reading, token, cue.head, following)
        )
        if draft is not None:
            found.append(draft)
    return found


def _word_behind(reading: Reading, token: Token, head: Head, following: Token | None) -> Draft | None:
    words = reading.folded.words
    text = reading.folded.text
    start = token.item.end
    limit = following.item.word_start if following is not None else len(text)
    if text[start : start + 1] != " ":
        return None
    end = words.find(" ", start + 1)
    word = words[start + 1 : end]
    if start + 1 >= limit or len(word) < 3 or not word.isalpha() or not _may_name(word, head, reading):
        return None
    while _continues(word, reading) and text[end : end + 1] == " ":
        following_end = words.find(" ", end + 1)
        word = words[end + 1 : following_end]
        if len(word) < 2 or not word.isalpha():
            break
        end = following_end
    draft = Draft(token.item.start, end, token, [])
    draft.head = head
    draft.head_number = 1
    draft.unknown = True
    draft.match = Match.VARIANT
    draft.note("unknown-name", words[token.item.start : end])
    return draft


def _may_name(word: str, head: Head, reading: Reading) -> bool:
    """A definite noun behind a generic one is a name; an indefinite one only if it is no common word."""
    common = reading.index.common
    if word in reading.index.lexicon.openers:
        return True
    if word.startswith(_ARTICLE) and len(word) > 4:
        return word not in reading.index.lexicon.adjectives
    return word not in common and not word.endswith(("ا", "ي", "يه", "ون", "ين"))


def _continues(word: str, reading: Reading) -> bool:
    return word in reading.index.lexicon.openers


def _latin_before(reading: Reading, token: Token, head: Head) -> Draft | None:
    """Capitalised words before an English noun: "Naqshbandi mosque"."""
    folded = reading.folded
    start = token.item.start
    first = start
    while first > 0 and folded.text[first - 1] == " ":
        before = folded.words.rfind(" ", 0, first - 1) + 1
        word = folded.words[before : first - 1]
        original = folded.original[folded.start(before) : folded.start(before) + 1]
        is_article = word in reading.index.lexicon.latin_articles
        if not word.isalpha() or not (original.isupper() or is_article) or word in reading.index.common:
            break
        first = before
    if first == start or folded.start(first) == 0:
        return None
    draft = Draft(first, token.item.end, token, [])
    draft.head = head
    draft.head_number = 1
    draft.unknown = True
    draft.match = Match.VARIANT
    draft.note("unknown-name", folded.words[first : token.item.end])
    return draft
