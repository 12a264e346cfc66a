"""The second place of "between X and Y", of a way "from X to Y", of a bridge that joins X and Y."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.lexicon import Role, split_article
from geocoder.model import Mention, Status
from geocoder.relate.said import SENTENCE_ENDS, Said, anchor_start

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_AND = frozenset({"و", "and", "وبين"})
_QUOTES = " \"'«»“”„‘’()[]"
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014/")

_FURTHER = 3
"""Mentions among which the second place is sought: one may describe the first."""
_ASIDE_WORDS = 6
"""Words that may describe the first place (الخاضعة لسيطرة …)."""
_ASIDE = 90
_LOOK_BACK = 40
_WORD = 8


def second_anchor(reading: Reading, drafts: list[Draft], mentions: list[Mention], place: int) -> int:
    """Number of the second place of "between X and Y", -1 without one.

    What describes X may stand between them: a bracket, a compass word, a few words without a conjunction.
    """
    folded = reading.folded
    end = drafts[place].end
    for following in range(place + 1, min(place + 1 + _FURTHER, len(drafts))):
        start = anchor_start(drafts[following])
        between = folded.text[end:start]
        if len(between) > _ASIDE or any(sign in between for sign in SENTENCE_ENDS):
            return -1
        if mentions[following].status is Status.FILTERED:
            continue
        dash = following == place + 1 and between.strip(' /"“”') == "" and _has_dash(reading, end, start)
        if dash or _joined(between):
            return following if _are_two(mentions[place], mentions[following]) else -1
    return -1


def _joined(between: str) -> bool:
    """Whether words end in a conjunction, with at most a description before it."""
    plain = _BRACKETED.sub(" ", between)
    if "(" in plain:  # inside a bracket
        return False
    words = plain.strip(_QUOTES).replace("،", " ، ").split()
    if words[-1:] == ["the"]:
        words.pop()
    if words[-2:] == ["و", "بين"]:
        words[-2:] = ["وبين"]
    if not words or words.pop() not in _AND:
        return False
    if words[-1:] == ["،"]:
        words.pop()
    return len(words) <= _ASIDE_WORDS and not any(
        word.startswith("و") or word in ("،", "and") for word in words
    )


def _has_dash(reading: Reading, start: int, stop: int) -> bool:
    folded = reading.folded
    return not _DASHES.isdisjoint(folded.original[folded.end(start) : folded.start(stop)])


def _are_two(first: Mention, second: Mention) -> bool:
    """Whether two mentions are of two places: nothing lies between a place and itself."""
    return first.place is None or second.place is None or first.place.id != second.place.id


def way(reading: Reading, drafts: list[Draft], mentions: list[Mention], place: int) -> Said | None:
    """What reaches from X to Y, or joins X with Y, read as between; a journey is none."""
    if place + 1 >= len(drafts) or mentions[place + 1].status is Status.FILTERED:
        return None
    classes = reading.index.lexicon.words
    text = reading.folded.text
    start = anchor_start(drafts[place])
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    last = text[text.rfind(" ", 0, end) + 1 : end]
    if not (last in classes["route_from"] or last == "ب" or last in classes["link"]):
        return None
    clause = text[max(0, start - _LOOK_BACK) : start]
    before = clause[max(clause.rfind(sign) for sign in SENTENCE_ENDS + "،,") + 1 :].split()
    stop = anchor_start(drafts[place + 1])
    joint = _joint(reading, drafts[place].end, stop) if stop - drafts[place].end < _ASIDE else ""
    if not before or not _are_two(mentions[place], mentions[place + 1]):
        return None
    found = Said(start, "between", partner=place + 1)
    if last in classes["link"]:
        return found if joint in ("ب", "مع") else None
    is_stretch = any(_core(word) in classes["stretch"] for word in before[-3:-1])
    if last == "ب" and not is_stretch:
        return None
    if joint in classes["stretch_to"] or (joint in classes["route_to"] and (is_stretch or reading.query)):
        found.start = start - len(clause) + clause.rindex(last.removeprefix("و"))
        return found
    return None


def _core(word: str) -> str:
    """A word without the conjunction and the article before it."""
    core, article = split_article(word)
    return core if article else split_article(word.removeprefix("و"))[0]


def _joint(reading: Reading, end: int, stop: int) -> str:
    """The words between two places without compass words and brackets: "شمالا إلى" is إلى."""
    cues = reading.index.lexicon.cues
    return " ".join(
        word
        for word in _BRACKETED.sub(" ", reading.folded.text[end:stop]).strip(_QUOTES).split()
        if not any(cue.role is Role.DIRECTION for cue in cues.get(word, ()))
    )
