"""Relative places: "near X", "5 km west of X", "between X and Y" become relations with a footprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geocoder.footprints import footprint_of
from geocoder.lexicon import DIRECTION_DEGREES, Cue, Role, split_article
from geocoder.model import Evidence, Mention, Relation, Status
from geocoder.quantities import UNIT_METRES, number_before

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.interpret.tokens import Token

_GAP_WORDS = frozenset(
    {
        "",
        "من",
        "عن",
        "of",
        "from",
        "the",
        "of the",
        "from the",
        "to",
        "to the",
        "ل",
        "ب",
        "عن مركز",
        "من مركز",
        "ونصف",
        "ونصف عن",
        "ونصف من",
    }
)
_WALK = 4
"""Cue tokens to look back over for one relation (lead, unit, compass word, preposition)."""

_CONFIDENCE = {"distance": 0.9, "bearing": 0.85, "inside": 0.95, "near": 0.9, "around": 0.9, "between": 0.85}
_CONFIDENCE_OTHER = 0.8


@dataclass(slots=True)
class _Said:
    """What the words before an anchor say."""

    start: int
    relation: str = ""
    bearing: float | None = None
    distance_m: float | None = None
    route: bool = False
    """Whether the two anchors are the ends of a way ("من X باتجاه Y")."""
    stop: int = 0
    """Where a phrase ends that goes on behind its anchor."""
    bank: bool = False
    """Whether the words speak of the bank of a river."""
    adjective: bool = False
    """Whether the compass word is an adjective ("الأطراف الشرقية لـ"), which needs its noun."""


def relate(reading: Reading, decided: list[tuple[Draft, Mention]]) -> list[Relation]:
    """Relations of a text in order, from its mentions with their drafts."""
    relations = []
    drafts = [draft for draft, _ in decided]
    mentions = [mention for _, mention in decided]
    ends = dict(reading.ends)
    used: set[int] = set()
    for place, (draft, mention) in enumerate(zip(drafts, mentions, strict=True)):
        if place in used or mention.status is Status.FILTERED or draft.region is not None:
            continue
        said = _read_back(reading, draft, ends)
        if said is None or said.relation == "upto":
            route = _route(reading, drafts, mentions, place)
            if route is not None:
                used.add(place + 1)
                said = route
        if said is None or (said.bank and mention.kind not in _WATERS):
            continue
        if (said.relation in _SIDED or said.bank) and said.bearing is None:
            _take_side(reading, said, draft, ends)
        other = None
        if said.relation == "between":
            other = place + 1 if said.route else _second_anchor(reading, drafts, mentions, place)
            if other is None:
                continue
            used.add(other)
        relations.append(_relation(reading, said, draft, drafts, mentions, place, other))
    relations.sort(key=lambda each: (each.start, each.end))
    return relations


def _read_back(reading: Reading, draft: Draft, ends: dict[int, int]) -> _Said | None:
    """Walk back from an anchor over the words that place something relative to it."""
    said = _Said(draft.start)
    position = draft.start
    for _ in range(_WALK):
        token = _token_before(reading, position, ends)
        if token is None:
            break
        if token.item.entry.core.endswith(" of") and token.cue(Role.HEAD) is not None:
            position = token.item.start  # near the town of X
            continue
        cue = _useful(token, said)
        if cue is None or not _take(reading, said, token, cue):
            break
        said.start = position = token.item.start
        if token.item.clitics:
            said.start -= len(token.item.clitics) if token.item.clitics == "ب" else 0
            break
        if cue.role is Role.DISTANCE_LEAD and said.distance_m is None:
            _take_behind(reading, said, draft, ends)
            break
    if said.bearing is not None and said.distance_m is None and not said.relation:
        _take_behind(reading, said, draft, ends, led=True)
    if said.distance_m is not None and not said.relation:
        said.relation = "distance"
    elif said.bearing is not None and not said.relation and not said.adjective:
        said.relation = "bearing"
    return said if said.relation else None


def _token_before(reading: Reading, position: int, ends: dict[int, int]) -> Token | None:
    """The token before a position, when only a blank, a particle or an opening quote parts them."""
    text = reading.folded.text
    words = reading.folded.words
    probe = position
    for _ in range(3):
        while probe > 0 and words[probe - 1] == " " and text[probe - 1] in " \"'«“(":
            probe -= 1
        place = ends.get(probe)
        if place is not None:
            between = words[probe:position].strip()
            return reading.tokens[place] if between in _GAP_WORDS else None
        before = words.rfind(" ", 0, probe) + 1
        if before == probe or words[before:probe] not in _GAP_WORDS:
            return None
        probe = before
    return None


def _useful(token: Token, said: _Said) -> Cue | None:
    for cue in token.cues:
        if cue.role is Role.DISTANCE_LEAD and said.distance_m is not None:
            return cue
    for cue in token.cues:
        if cue.role is Role.RELATION and not said.relation:
            return cue
        if cue.role is Role.DIRECTION and said.bearing is None and not said.relation:
            return cue
        if cue.role is Role.DIRECTION and (said.relation in _SIDED or said.bank) and token.item.entry.latin:
            return cue  # the western entrance of X
        if cue.role is Role.UNIT and said.distance_m is None and not said.relation:
            return cue
        if cue.role is Role.DISTANCE_LEAD and not said.relation:
            return cue
    return None


def _take(reading: Reading, said: _Said, token: Token, cue: Cue) -> bool:
    """Note what a cue says; False ends the walk without it."""
    if cue.role is Role.DIRECTION:
        said.bearing = float(DIRECTION_DEGREES[cue.value])
        core = token.item.entry.core
        said.adjective = core.endswith("ern") or (token.item.article and not core.endswith(" من"))
    elif cue.role is Role.UNIT:
        return _take_distance(reading, said, token, cue)
    elif cue.role is Role.RELATION:
        if said.bearing is not None and not cue.sided:
            return False
        if said.distance_m is not None:
            return False
        said.relation = cue.value
        if cue.value == _BANK:
            _take_bank(reading, said, token)
    return True


def _take_bank(reading: Reading, said: _Said, token: Token) -> None:
    """A bank is along its river, on the side that the phrase itself may say (الضفة الشرقية)."""
    said.relation, said.bank = "along", True
    core, _ = split_article(token.item.entry.core.rpartition(" ")[2])
    for cue in reading.index.lexicon.cues.get(core, ()):
        if cue.role is Role.DIRECTION:
            said.bearing = float(DIRECTION_DEGREES[cue.value])


_BANK = "bank"
_WATERS = frozenset({"river", "lake", "valley"})


def _take_distance(reading: Reading, said: _Said, token: Token, cue: Cue) -> bool:
    text = reading.folded.text
    found = number_before(text, token.item.start, max(0, token.item.start - 40))
    if found is None:
        return False
    value, start = found
    behind = reading.folded.words[token.item.end : said.start]
    if any(behind.strip().startswith(half) for half in reading.index.lexicon.half_words):
        value += 0.5
    said.distance_m = value * UNIT_METRES[cue.value]
    token.item.start = start  # the number belongs to the phrase
    return True


_SIDED = frozenset({"entrance", "edge"})
"""Relations whose side may stand behind the anchor ("مدخل مدينة دير الزور الغربي")."""


def _take_side(reading: Reading, said: _Said, draft: Draft, ends: dict[int, int]) -> None:
    following = ends.get(draft.token.item.end if draft.token is not None else -1)
    if following is None or following + 1 >= len(reading.tokens):
        return
    token = reading.tokens[following + 1]
    cue = token.cue(Role.DIRECTION)
    if (
        cue is not None
        and token.item.article
        and reading.folded.text[draft.end : token.item.word_start] == " "
    ):
        said.bearing = float(DIRECTION_DEGREES[cue.value])
        said.stop = token.item.end


def _route(reading: Reading, drafts: list[Draft], mentions: list[Mention], place: int) -> _Said | None:
    """What lies on the way "from X towards Y", read as between."""
    if place + 1 >= len(drafts) or mentions[place + 1].status is Status.FILTERED:
        return None
    words = reading.folded.words
    start = drafts[place].start
    before = words.rfind(" ", 0, max(start - 1, 0)) + 1
    lexicon = reading.index.lexicon
    between = words[drafts[place].end : drafts[place + 1].start].strip()
    if words[before:start].strip() in lexicon.route_from and between in lexicon.route_to:
        return _Said(before, "between", route=True)
    return None


def _take_behind(
    reading: Reading, said: _Said, draft: Draft, ends: dict[int, int], *, led: bool = False
) -> None:
    """A distance behind its anchor: "تبعد عن مدينة دير الزور حوالي 20 كم", "شرق الميادين بمسافة 20 كم"."""
    following = ends[draft.token.item.end] + 1 if draft.token is not None else len(reading.tokens)
    ahead = reading.tokens[following : following + 3]
    if led and not (ahead and ahead[0].cue(Role.DISTANCE_LEAD)):
        return
    for token in ahead:
        cue = token.cue(Role.UNIT)
        if cue is None:
            continue
        if token.item.start - draft.end <= _BEHIND and _take_distance(reading, said, token, cue):
            said.stop = token.item.end
        return


_BEHIND = 25
"""Letters between an anchor and the unit of a distance behind it."""


def _second_anchor(reading: Reading, drafts: list[Draft], mentions: list[Mention], place: int) -> int | None:
    """The second place of "between X and Y": the next mention, joined by a conjunction."""
    following = place + 1
    if following >= len(drafts) or mentions[following].status is Status.FILTERED:
        return None
    between = reading.folded.text[drafts[place].end : drafts[following].start].strip(" \"'«»“”()")
    return following if between in ("و", "وبين", "و بين", "and", "and the", "، و", "،و") else None


def _relation(
    reading: Reading,
    said: _Said,
    draft: Draft,
    drafts: list[Draft],
    mentions: list[Mention],
    place: int,
    other: int | None,
) -> Relation:
    anchors = [mentions[place]] if other is None else [mentions[place], mentions[other]]
    stop = draft.end if other is None else drafts[other].end
    start, end = reading.folded.span(said.start, max(stop, said.stop))
    shape = footprint_of(said.relation, anchors, bearing=said.bearing, distance_m=said.distance_m)
    confidence = min(anchor.confidence for anchor in anchors)
    confidence *= _CONFIDENCE.get(said.relation, _CONFIDENCE_OTHER)
    detail = reading.folded.original[start : reading.folded.start(draft.start)].strip()
    return Relation(
        start=start,
        end=end,
        surface=reading.folded.original[start:end],
        relation=said.relation,
        anchors=tuple(anchor.place.id for anchor in anchors if anchor.place is not None),
        bearing=said.bearing,
        distance_m=said.distance_m,
        latitude=shape.centre[0] if shape else None,
        longitude=shape.centre[1] if shape else None,
        radius_m=round(shape.radius_m) if shape else None,
        footprint=shape,
        confidence=round(confidence, 3),
        evidence=(Evidence("relation", f"{said.relation}: {detail}"),),
    )
