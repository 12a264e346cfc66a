"""Recognise a name that no gazetteer holds by the generic noun before it (جامع الفردوس، شارع الحوض)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.lexicon import Head, Role
from geocoder.model import Match
from geocoder.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geocoder.interpret.draft import Reading
    from geocoder.interpret.tokens import Token

_ARTICLE = "ال"
_FACILITY_RANK = 80


def draft_unknown(reading: Reading, taken: list[Draft]) -> list[Draft]:
    """Drafts for open generic nouns followed by a word that is neither a cue nor an ordinary word."""
    found = []
    heads = list(_introducing(reading, taken))
    covered = Spans((draft.start, draft.end) for draft in taken) if heads else Spans(())
    for place, token, head in heads:
        if not covered.overlap(token.item.start, token.item.end):
            draft = _introduced(reading, place, token, head)
            if draft is not None:
                found.append(draft)
    if "unknown-after-in" in reading.rules:
        found += _after_in(reading, [*taken, *found])
    if "unknown-name-again" in reading.rules:
        found += _recurring(reading, [*taken, *found])
    return found


def _introducing(reading: Reading, taken: list[Draft]) -> Iterator[tuple[int, Token, Head]]:
    """Singular nouns without article that no name has taken, each with its number among the tokens."""
    used = {id(draft.token.head_token) for draft in taken if draft.token is not None}
    for place, token in enumerate(reading.tokens):
        if token.names or token.item.article or id(token) in used:
            continue
        cue = token.cue(Role.HEAD)
        if cue is not None and cue.head is not None and cue.number == 1:
            yield place, token, cue.head


def _introduced(reading: Reading, place: int, token: Token, head: Head) -> Draft | None:
    """The name that a noun introduces, if any."""
    numbered = _numbered(reading, token, head) if head.is_numbered else None
    if numbered is not None or not head.is_open:
        return numbered
    if head.follows:
        return _latin_before(reading, token, head)
    following = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    return _word_behind(reading, token, head, following)


def _after_in(reading: Reading, taken: list[Draft]) -> list[Draft]:
    """A rare word behind "in": with a hashtag, or with the article and no suffix (في #مادبا، في الفحيحيل)."""
    folded = reading.folded
    found = []
    spans: Spans | None = None
    for at in _occurrences(folded.words, _IN_WORD, _CONJUNCTION):
        start = at + len(_IN_WORD)
        tagged = folded.text[start : start + 1] == "#"
        start += tagged
        end = folded.words.find(" ", start)
        word = folded.words[start:end]
        if len(word) < _SHORTEST_UNKNOWN or not word.isalpha() or folded.text[at + 2] != " ":
            continue
        core = word.removeprefix(_ARTICLE)
        common = reading.index.common
        if word in common or core in common or core in reading.index.lexicon.cues or _SUFFIX.search(word):
            continue
        if not tagged and (core == word or len(core) < _RARE_CORE or not _ends(folded.text, end)):
            continue
        if spans is None:
            tokens = ((token.item.word_start, token.item.end) for token in reading.tokens)
            spans = Spans([*((draft.start, draft.end) for draft in taken), *tokens])
        if spans.overlap(start, end):
            continue
        draft = Draft(start, end, None, [])
        draft.unknown = True
        draft.match = Match.VARIANT
        draft.note("unknown-after-in", folded.words[at:end])
        found.append(draft)
    return found


def _occurrences(words: str, phrase: str, joined: str) -> Iterator[int]:
    """Offsets of a phrase, with or without one of the joined letters before it."""
    at = words.find(phrase)
    while at >= 0:
        if (
            at == 0
            or words[at - 1] == " "
            or (words[at - 1] in joined and words[at - 2 : at - 1] in ("", " "))
        ):
            yield at
        at = words.find(phrase, at + 1)


_CONJUNCTION = "و"
_JOINED = "وبلف"
_IN_WORD = "في "
_SHORTEST_UNKNOWN = 4
_SUFFIX = re.compile("(?:ها|هم|هما|نا|كم|ات|ين|ون|تين|ته)$")
_RARE_CORE = 5


def _ends(text: str, end: int) -> bool:
    """Whether a phrase may end here: a definite noun before another one is its head, no name."""
    return text[end : end + 1] != " " or text[end + 1 : end + 3] != _ARTICLE


_MOST_NAMES = 200
"""Names of one text that are looked for again; a very long text holds more than anyone refers back to."""


def _recurring(reading: Reading, taken: list[Draft]) -> list[Draft]:
    """Bare repetitions of a name that the text has introduced with its noun."""
    names = {
        reading.folded.words[draft.start : draft.end].partition(" ")[2]: draft
        for draft in taken
        if draft.unknown and draft.head is not None and not draft.head.follows
    }
    names = {
        name: draft for name, draft in names.items() if len(name) > 3 and name not in reading.index.common
    }
    names = dict(list(names.items())[:_MOST_NAMES])
    if not names:
        return []
    spans = Spans((draft.start, draft.end) for draft in taken)
    found: list[Draft] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for start in _occurrences(reading.folded.words, name + " ", _JOINED):
            end = start + len(name)
            if spans.overlap(start, end) or any(each.start < end and start < each.end for each in found):
                continue
            draft = Draft(start, end, None, [])
            draft.head = names[name].head
            draft.unknown = True
            draft.match = Match.VARIANT
            draft.note("unknown-name-again", name)
            found.append(draft)
    return found


def _word_behind(reading: Reading, token: Token, head: Head, following: Token | None) -> Draft | None:
    words = reading.folded.words
    text = reading.folded.text
    start = token.item.end
    limit = following.item.word_start if following is not None else len(text)
    following_signs = text[start : start + 4]
    gap = len(following_signs) - len(following_signs.lstrip(' #«"“')) if following_signs[:1] == " " else 0
    end = words.find(" ", start + gap)
    word = words[start + gap : end]
    if (
        not gap
        or start + gap >= limit
        or len(word) < 3
        or not word.isalpha()
        or not _may_name(word, head, reading)
    ):
        return None
    while _continues(word, reading) and text[end : end + 1] == " ":
        following_end = words.find(" ", end + 1)
        word = words[end + 1 : following_end]
        if len(word) < 2 or not word.isalpha():
            break
        end = following_end
    return _unknown(reading, token, head, token.item.start, end)


def _unknown(reading: Reading, token: Token, head: Head, start: int, end: int) -> Draft:
    draft = Draft(start, end, token, [])
    draft.head = head
    draft.head_number = 1
    draft.unknown = True
    draft.match = Match.VARIANT
    draft.note("unknown-name", reading.folded.words[start:end])
    return draft


def _numbered(reading: Reading, token: Token, head: Head) -> Draft | None:
    """A place named by its distance or number: دوار الـ7كم، حاجز الـ47، جسر الكيلو 7, "7 km roundabout"."""
    words = reading.folded.words
    start, end = token.item.start, token.item.end
    if head.follows:
        match = _NUMBER_BEFORE.search(words, max(0, start - _NUMBER_LETTERS), start)
        return _unknown(reading, token, head, match.start(1), end) if match is not None else None
    match = _NUMBER_BEHIND.match(words, end)
    if match is None or reading.folded.text[end : match.end()] != match.group():
        return None
    return _unknown(reading, token, head, start, match.end())


_KILOMETRES = "كم|كلم|كيلو|كيلومتر|متر"
_NUMBER_BEHIND = re.compile(
    rf" (?:ال ?\d{{1,3}}(?: ?(?:{_KILOMETRES}))?|(?:ال)?كيلو \d{{1,3}}"
    rf"|\d{{1,3}} ?(?:{_KILOMETRES})(?! (?:من|عن|[وا]?ل?(?:شمال|جنوب|شرق|غرب))))(?= )"
)
"""A bare number needs the article or a unit, and one that a compass word follows is a distance."""

_NUMBER_BEFORE = re.compile(r"(?<![^ ])(\d{1,3} ?(?:km|kilo|kilometre|kilometer)|kilo \d{1,3}) $")
_NUMBER_LETTERS = 16


def _may_name(word: str, head: Head, reading: Reading) -> bool:
    """A definite noun behind a generic one is a name; an indefinite one only if it is no common word."""
    common = reading.index.common
    if word in reading.index.lexicon.openers:
        return True
    if head.is_strict and (word in common or word.removeprefix(_ARTICLE) in common):
        return False
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
        if original.isupper() and folded.original[folded.start(first - 2)].isupper() and len(word) > 1:
            break  # SDF checkpoint: an abbreviation is a body, no place
        is_article = word in reading.index.lexicon.latin_articles
        if not word.isalpha() or not (original.isupper() or is_article) or word in reading.index.common:
            break
        first = before
    if first == start or folded.start(first) == 0:
        return None
    return _unknown(reading, token, head, first, token.item.end)
