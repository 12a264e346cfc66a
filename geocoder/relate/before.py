"""Walk back from an anchor over the words that place something relative to it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geocoder.lexicon import DIRECTION_DEGREES, Cue, Role, split_article
from geocoder.quantities import UNIT_METRES
from geocoder.relate.behind import distance_behind
from geocoder.relate.said import SENTENCE_ENDS, SIDED, Said, anchor_start, read_unit

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.interpret.tokens import Token

_WALK = 4
"""Cue tokens to look back over for one relation (lead, unit, compass word, preposition)."""
_WINDOW = 40
"""Letters before a unit in which its number stands."""
_SUBJECT = 60
"""Letters between the verb of a distance and its anchor (تبعد … عن X)."""
_BRACKET = 20
"""Letters of a bracket that gives a distance in other units."""

_SIGNS = " \"'«»“”„‘’([#"
"""Blanks, and what may open an anchor."""
_BANKS = frozenset({"bank", "across"})
_SWALLOWED = frozenset({"around", "edge"})
"""Relations that a distance swallows (تبعد عن محيط المطار 2 كم)."""


def read_before(reading: Reading, draft: Draft) -> Said:
    """What the words before an anchor say; its relation stays empty when they place nothing."""
    said = Said(draft.start)
    anchor = position = anchor_start(draft)
    for _ in range(_WALK):
        token = token_before(reading, position)
        cue = _useful(token, said) if token is not None else None
        if token is None or cue is None:
            break
        gap = reading.folded.text[token.item.end : position]
        if not _fits(reading, token, cue, gap, nearest=position == anchor):
            break
        if not _take(reading, said, token, cue, gap):
            break
        position = said.start
        if token.item.clitics:
            said.start -= len(token.item.clitics) if token.item.clitics == "ب" else 0
            break
    if not said.relation or said.relation in _SWALLOWED:
        _take_verb(reading, said, draft, position)
    if said.relation:
        return said
    if said.bearing is not None and said.distance_m is None and not said.adjective:
        distance_behind(reading, said, draft.end, led=True)
        said.relation = "bearing"
    if said.distance_m is not None:
        said.relation = "distance"
    return said


def token_before(reading: Reading, position: int) -> Token | None:
    """The token before a position, when only blanks, particles, an opening quote or a bracket part them."""
    text = reading.folded.text
    words = reading.folded.words
    gaps = reading.index.lexicon.words["gap"]
    probe = position
    for _ in range(_WALK):
        while probe > 0 and words[probe - 1] == " " and text[probe - 1] in _SIGNS:
            probe -= 1
        sign = text[probe - 1 : probe]
        if sign == ")":  # 45 km (28 mi) from X
            opened = text.rfind("(", max(0, probe - _BRACKET), probe)
            if opened < 0 or not text[opened + 1].isdigit():
                return None
            probe = opened
            continue
        if sign == ":":  # بين: X وY
            probe -= 1
        place = reading.ends.get(probe)
        if place is not None:
            return reading.tokens[place]
        before = words.rfind(" ", 0, probe) + 1
        if before == probe or words[before:probe] not in gaps:
            return None
        probe = before
    return None


def _useful(token: Token, said: Said) -> Cue | None:
    """The first cue of a token that goes with what is said so far; before a distance, its lead alone."""
    if said.distance_m is not None:
        return token.cue(Role.DISTANCE_LEAD)
    open_ = not said.relation
    for cue in token.cues:
        role = cue.role
        if role is Role.RELATION and (open_ or (said.bank and cue.value == "opposite")):
            return cue
        if role is Role.DIRECTION and said.bearing is None:
            if open_:
                return cue
            if (said.relation in SIDED or said.bank) and token.item.entry.latin:
                return cue  # the western entrance of X
        if role is Role.UNIT and open_:
            return cue
    return None


def _fits(reading: Reading, token: Token, cue: Cue, gap: str, *, nearest: bool) -> bool:
    """Whether a cue is what it seems, seen with what stands between it and the anchor."""
    if nearest and ("to" in gap.split() or (cue.role is Role.UNIT and not gap.strip(_SIGNS))):
        return False  # 300 km to X
    if ":" in gap:
        return cue.value == "between"
    if cue.role is not Role.RELATION:
        return True
    lexicon = reading.index.lexicon
    text = reading.folded.text
    start = token.item.core
    before = text[max(0, start - _WINDOW) : start].split()
    if token.item.entry.latin and " " not in token.item.entry.core and before[-1:] == ["the"]:
        return False  # the nearby X
    if cue.value == "over":  # control over X
        return lexicon.words["abstract"].isdisjoint(before)
    written = reading.folded.original[reading.folded.start(start)] + text[start + 1 : token.item.end]
    return written not in lexicon.unlike


def _is_adjective(token: Token, gap: str) -> bool:
    """Whether a compass word is an adjective or an adverb, which needs a noun or a distance."""
    core = token.item.entry.core
    first = core.partition(" ")[0]
    if token.item.entry.latin:
        return core.endswith("ern") and "of" not in gap.split()
    if token.item.article:
        return not core.endswith(" من") and (first.endswith(("ي", "يه")) or gap.strip() not in ("ل", "من"))
    return core.endswith("ا")  # شرقا


def _take(reading: Reading, said: Said, token: Token, cue: Cue, gap: str) -> bool:
    """Note what a cue says; False ends the walk without it."""
    start = token.item.start
    if cue.role is Role.DIRECTION:
        said.bearing = float(DIRECTION_DEGREES[cue.value])
        said.adjective = _is_adjective(token, gap)
    elif cue.role is Role.RELATION:
        if not _take_relation(reading, said, token, cue):
            return False
    elif cue.role is Role.UNIT:
        found = read_unit(reading, token, cue, max(0, start - _WINDOW))
        if found is None:
            return False
        said.distance_m, start = found
        if any(gap.strip().startswith(half) for half in reading.index.lexicon.half_words):
            said.distance_m += UNIT_METRES[cue.value] / 2
    said.start = start
    return True


def _take_relation(reading: Reading, said: Said, token: Token, cue: Cue) -> bool:
    """Note a relation; False ends the walk without it."""
    if said.bearing is not None and not cue.sided and not said.bank:
        return False
    said.relation = cue.value
    said.bank = ""
    if cue.value in _BANKS:  # along its river, on the side that the phrase itself may say (الضفة الشرقية)
        said.relation, said.bank = "along", cue.value
        core, _ = split_article(token.item.entry.core.rpartition(" ")[2])
        for side in reading.index.lexicon.cues.get(core, ()):
            if side.role is Role.DIRECTION:
                said.bearing = float(DIRECTION_DEGREES[side.value])
    return True


def _take_verb(reading: Reading, said: Said, draft: Draft, position: int) -> None:
    """The verb of a distance, with or without what it is said of: "تبعد هجين عن X 25 كم"."""
    text = reading.folded.text
    if text[max(0, position - 5) : position].split()[-1:] not in (["عن"], ["من"]) and said.distance_m is None:
        return
    tokens = reading.tokens
    place = bisect_right(tokens, position, key=lambda token: token.item.end)
    while place and position - tokens[place - 1].item.end < _SUBJECT:
        place -= 1
        token = tokens[place]
        cue = token.cue(Role.DISTANCE_LEAD)
        if cue is None or cue.value != "verb":
            continue
        between = text[token.item.end : position]
        if any(sign in between for sign in SENTENCE_ENDS + "،,"):
            return
        if said.distance_m is not None or distance_behind(reading, said, draft.end):
            said.relation = ""
            said.start = token.item.start
        return
