"""Recognise a name that no gazetteer holds by the generic noun before it (جامع الفردوس، شارع الحوض)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.interpret.bare import after_in, recurring
from geocoder.interpret.draft import Draft
from geocoder.lexicon import Head, Role, split_article
from geocoder.model import Match
from geocoder.normalize import fold
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
        found += after_in(reading, [*taken, *found])
    if "unknown-name-again" in reading.rules:
        found += recurring(reading, [*taken, *found])
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
    ahead = reading.tokens[place + 1 : place + 1 + _LONGEST_NAME]
    following = next((each for each in ahead if not _may_belong(each)), None)
    return _word_behind(reading, token, head, following)


_LONGEST_NAME = 5


def _may_belong(token: Token) -> bool:
    """Whether a token may be part of a name: a title, a given name, a noun that only refers back.

    مدرسة الشهيد أحمد …، مدينة الحصن
    """
    if token.cues and token.cues[0].head is not None and token.cues[0].article is True:
        return not token.names
    return bool(token.cues) and all(cue.value in _PERSONS for cue in token.cues) and _is_weak(token)


def _is_weak(token: Token) -> bool:
    return all(name.weak or name.head_only for name in token.names)


_PERSONS = frozenset({"person", "given"})


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
        or _is_said(reading, token, word)
        or not (_may_name(word, head, reading) or (gap > 1 and _is_quoted(word, following_signs)))
    ):
        return None
    is_person = False
    while (following_end := _further(reading, word, end, limit, is_person=is_person)) > end:
        is_person = "given" in _person_values(word, reading)
        word, end = words[end + 1 : following_end], following_end
    end = _qualified(reading, end)
    return _unknown(reading, token, head, token.item.start, end)


def _is_said(reading: Reading, token: Token, word: str) -> bool:
    """Whether a noun with its adjective says what something is (صارت مدينة منكوبة)."""
    words, first = reading.folded.words, token.item.word_start
    if not word.endswith(_FEMININE) or word.startswith(_ARTICLE) or words[token.item.end - 1] != _FEMININE:
        return False
    before = words[words.rfind(" ", 0, max(first - 1, 0)) + 1 : first].rstrip()
    return before in reading.index.lexicon.copulas


_FEMININE = fold("ة")


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
    if word in reading.index.lexicon.materials or word.startswith(_JOINED_ARTICLES):
        return False
    core = word.removeprefix(_ARTICLE)
    if word in reading.index.lexicon.openers or (
        _person_values(core, reading) and (core != word or not head.is_strict)
    ):
        return True
    if core == word and (head.needs_article or _is_said_of(word, reading)):
        return False
    if head.is_strict and (word in common or word.removeprefix(_ARTICLE) in common):
        return False
    if word.startswith(_ARTICLE) and len(word) > 4:
        return word not in reading.index.lexicon.adjectives
    return word not in common and (word.endswith("يا") or not word.endswith(("ا", "ي", "يه", "ون", "ين")))


def _is_said_of(word: str, reading: Reading) -> bool:
    """Whether an indefinite word is an adjective that tells what the thing is like (مدينة منكوبة)."""
    lexicon, definite = reading.index.lexicon, _ARTICLE + word
    return definite in lexicon.adjectives or definite in lexicon.asides or definite in lexicon.qualifiers


def _is_quoted(word: str, signs: str) -> bool:
    """Whether a definite word stands in quotes: a name even where it is a common word (حاجز "البريد")."""
    return word.startswith(_ARTICLE) and len(word) > _SHORTEST_QUOTED and not _QUOTES.isdisjoint(signs)


_QUOTES = frozenset('"«“')
_SHORTEST_QUOTED = 4

_JOINED_ARTICLES = ("لل", "لال", "بال", "وال")
"""Particles with the article, which no name opens with (حاجز للأسايش)."""


def _further(reading: Reading, word: str, end: int, limit: int, *, is_person: bool) -> int:
    """Where a name ends that goes on behind a word of it, or that word's end.

    An opener, a title or a given name takes the next word with it (أم المرا، أحمد خاطر), and behind two names
    of a person a definite one follows (أحمد خاطر السعدون).
    """
    words = reading.folded.words
    following_end = words.find(" ", end + 1)
    following = words[end + 1 : following_end]
    if reading.folded.text[end : end + 1] != " " or len(following) < 2 or not following.isalpha():
        return end
    kinds = _person_values(word, reading)
    if word in reading.index.lexicon.openers or kinds:
        is_word = following in reading.index.lexicon.locatives or following[0] == _CONJUNCTION
        return following_end if _person_values(following, reading) or not is_word else end
    return following_end if is_person and end < limit and _is_surname(following, reading) else end


_CONJUNCTION = "و"


def _person_values(word: str, reading: Reading) -> set[str]:
    core, article = split_article(word)
    cues = reading.index.lexicon.cues.get(core, ())
    return {cue.value for cue in cues if cue.value in _PERSONS and cue.article is article}


def _is_surname(word: str, reading: Reading) -> bool:
    """Whether a definite word may end the name of a person."""
    core, article = split_article(word)
    cues = reading.index.lexicon.cues.get(core, ())
    return article and len(core) > 2 and all(cue.article is False for cue in cues)


def _qualified(reading: Reading, end: int) -> int:
    """Where a name ends with its adjectives and ordinals (مدرسة الفنون النسوية)."""
    words = reading.folded.words
    for _ in range(2):
        following = words.find(" ", end + 1)
        if reading.folded.text[end : end + 1] != " " or words[end + 1 : following] not in (
            reading.index.lexicon.qualifiers
        ):
            break
        end = following
    return end


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
