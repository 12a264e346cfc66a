"""What stands behind an anchor: a distance, a side, an English noun ("Hajin's outskirts")."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from geocoder.lexicon import DIRECTION_DEGREES, Role, split_article
from geocoder.quantities import UNIT_METRES
from geocoder.relate.said import SENTENCE_ENDS, Said, read_unit

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.interpret.tokens import Token

_REACH = 45
"""Letters between an anchor and the unit of a distance behind it."""
_AHEAD = 6
"""Tokens to look at behind an anchor."""
_TOWARDS = frozenset({"الي", "باتجاه", "نحو", "جهه", "من", "تقريبا", "من جهه"})
"""Between a distance or a noun and the compass word behind it (35 كم إلى الجنوب)."""


def distance_behind(reading: Reading, said: Said, end: int, *, led: bool = False) -> bool:
    """A distance behind its anchor: "تبعد عن X حوالي 20 كم", "شرق X بـ 15 كم".

    Args:
        reading: The text.
        said: What is to be completed.
        end: Where the anchor ends.
        led: Whether a compass word stood before the anchor; the distance may then belong to what follows it.
    """
    for token in _tokens_behind(reading, end):
        if token.item.start - end > _REACH:
            return False
        cue = token.cue(Role.UNIT)
        if cue is None:
            continue
        found = read_unit(reading, token, cue, end)
        if found is None or not _is_filler(reading, end, found[1]):
            return False
        follower = reading.folded.words[token.item.end : token.item.end + 12].split()
        if led and follower[:1] and _opens(reading, follower[0]):
            return False
        said.distance_m, said.stop = found[0], token.item.end
        if said.bearing is None:
            side_behind(reading, said, token.item.end)
        return True
    return False


def _tokens_behind(reading: Reading, end: int) -> list[Token]:
    """The next tokens behind a position."""
    place = bisect_right(reading.tokens, end, key=lambda token: token.item.end)
    return reading.tokens[place : place + _AHEAD]


def _is_filler(reading: Reading, start: int, stop: int) -> bool:
    """Whether nothing but "about", "at a distance of" and signs that end no clause stands there."""
    filler = reading.index.lexicon.words["filler"]
    between = reading.folded.text[start:stop]
    if any(sign in between for sign in SENTENCE_ENDS + "،,"):
        return False
    return all(word in filler for word in reading.folded.words[start:stop].split())


def _opens(reading: Reading, word: str) -> bool:
    """Whether a word behind a distance leads to another anchor (10 كم غرب Y, 10 كم عن Y)."""
    cues = reading.index.lexicon.cues.get(word, ())
    return word in ("من", "عن") or any(cue.role is Role.DIRECTION for cue in cues)


def side_behind(reading: Reading, said: Said, end: int, *, adjective: bool = True) -> None:
    """A compass word behind: "أطراف مدينة الميادين الشرقية", "35 كم إلى الجنوب الغربي", "5 كم شرقاً".

    Args:
        reading: The text.
        said: What is to be completed.
        end: Where the words before it end.
        adjective: Whether it may stand there without a preposition.
    """
    for token in _tokens_behind(reading, end)[:2]:
        cue = token.cue(Role.DIRECTION)
        if cue is None:
            continue
        between = reading.folded.text[end : token.item.word_start]
        adverb = token.item.entry.core.endswith("ا")
        plain = adjective and between == " " and (token.item.article or adverb)
        if plain or (between.strip() in _TOWARDS and token.item.article):
            said.bearing = float(DIRECTION_DEGREES[cue.value])
            said.stop = token.item.end
        return


def noun_behind(reading: Reading, draft: Draft) -> Said | None:
    """An English noun behind its anchor: "Hajin's southern outskirts", "Mayadin entrance"."""
    bearing = None
    position = draft.end
    for token in _tokens_behind(reading, draft.end)[:3]:
        between = reading.folded.text[position : token.item.word_start]
        if between not in (" ", " s "):
            return None
        noun = token.cue(Role.RELATION_BEHIND)
        if noun is not None:
            return Said(draft.start, noun.value, bearing, stop=token.item.end)
        side = token.cue(Role.DIRECTION)
        if side is not None:
            bearing = float(DIRECTION_DEGREES[side.value])
        elif token.cue(Role.HEAD) is None:
            return None
        position = token.item.end
    return None


_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
_POINTS = {point.lower(): degrees for point, degrees in DIRECTION_DEGREES.items()}


def column_behind(reading: Reading, draft: Draft) -> Said | None:
    """A distance and a compass word behind the name of a place string: "Hajin (10 km E)"."""
    folded = reading.folded
    lexicon = reading.index.lexicon
    closed = _CLOSING.search(folded.text, draft.end + _OPENING)
    stop = closed.start() if closed else len(folded.text)
    said = Said(draft.start, "distance", stop=stop)
    number = 0.0
    words = [match[0] for match in _WORD.finditer(folded.text, draft.end, stop)]
    while words:
        count = 2 if len(words) > 1 and split_article(" ".join(words[:2]))[0] in lexicon.cues else 1
        phrase = " ".join(words[:count])
        words = words[count:]
        roles = {cue.role: cue.value for cue in lexicon.cues.get(split_article(phrase)[0], ())}
        if phrase[0].isdigit():
            number = float(phrase.replace(",", "."))
        elif Role.UNIT in roles and number:
            said.distance_m = number * UNIT_METRES[roles[Role.UNIT]]
        elif Role.DIRECTION in roles:
            said.bearing = float(DIRECTION_DEGREES[roles[Role.DIRECTION]])
        elif phrase in _POINTS:
            said.bearing = float(_POINTS[phrase])
        elif phrase not in lexicon.words["filler"]:
            return None
    return said if said.distance_m is not None and said.bearing is not None else None


_CLOSING = re.compile(r"[)،,;]")
_OPENING = 2
"""Letters in which a sign may still open what stands behind the name."""
