"""Recognise names that no gazetteer holds without a noun: behind "in", and when the text repeats one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.model import Match
from geocoder.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geocoder.interpret.draft import Reading

_ARTICLE = "ال"


def after_in(reading: Reading, taken: list[Draft]) -> list[Draft]:
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


def recurring(reading: Reading, taken: list[Draft]) -> list[Draft]:
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
