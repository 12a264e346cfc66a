"""The area named right behind a mention, in which it is said to lie, or right before it as its owner."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.lexicon import Role
from geocoder.model import Place

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

APPOSITION_GAP = 12
"""Letters between a mention and the area behind it."""

_WITH_NOUN = 60
"""Letters in which a noun before the area has room, too."""

APPOSITION = frozenset({"", "في", "ب", "in", "of"})
INSIDE = APPOSITION - {"", "of"}
_CLAUSE_ENDS = frozenset({"", ".", ",", "،", ";", "؛", ":", ")", "\n"})
_POSSESSIVE = " s "
_AREAS = frozenset({"city", "governorate", "country", "district"})


class Apposition:
    """Looks up what stands beside the mentions of one text."""

    __slots__ = ("_ends", "_frames", "_lasts", "_owners", "_reading", "_towns")

    def __init__(
        self,
        reading: Reading,
        drafts: list[Draft],
        frames: list[tuple[int, Place]],
        towns: list[tuple[int, Place]],
    ) -> None:
        self._reading = reading
        self._frames = frames
        self._towns = towns
        self._ends = _list_ends(drafts)
        self._lasts = {each.start for each in drafts if self._ends[id(each)] == end_of(each)}
        named = dict(frames)
        self._owners = {end_of(each): named[each.start] for each in drafts if each.start in named}

    def _is_compass(self, words: str) -> bool:
        cues = self._reading.index.lexicon.cues.get(words, ())
        return any(cue.role is Role.DIRECTION for cue in cues)

    def of(self, draft: Draft) -> tuple[Place | None, str]:
        """The area named directly behind a mention or its list: "حيي القصور والوعر بمدينة حمص".

        Returns:
            The area, and how: ``in`` it; ``beside`` its name, which may mean the same ("القصور، حمص");
            with a ``compass`` word between ("حي الصناعة شرق دير الزور"), so that it may lie outside;
            or what people of its ``origin`` are in now ("نازحو هجين في الحسكة").
        """
        area, how = self._beside(draft)
        if how == "in" and self._is_origin(draft):
            how = "origin"
        return area, how

    def _is_origin(self, draft: Draft) -> bool:
        words = self._reading.folded.words
        start = draft.start if draft.token is None else min(draft.start, draft.token.item.word_start)
        return (
            words[words.rfind(" ", 0, max(0, start - 1)) + 1 : start - 1]
            in self._reading.index.lexicon.origins
        )

    def _beside(self, draft: Draft) -> tuple[Place | None, str]:
        end = end_of(draft)
        country = self._country(end)
        if country is not None:
            return country, "in"
        listed = self._ends.get(id(draft), end)
        if listed != end and (self._reading.query or self._is_part(draft)):  # "القصور، حمص" is no list
            area, how = self._named_behind(end, last=not self._reading.query)
            if area is not None:
                return area, "in" if area.kind == "country" and self._is_set_in(draft, listed) else how
        owner = self._owners.get(draft.start - len(_POSSESSIVE))
        if owner is not None and self._reading.folded.text.endswith(_POSSESSIVE, 0, draft.start):
            return owner, "in"  # Homs's al-Hamidiyah quarter
        area, how = self._named_behind(listed)
        town = self._town_behind(listed) if area is None and self._towns else None
        return (town, "in") if town is not None else (area, how)

    def _is_set_in(self, draft: Draft, end: int) -> bool:
        """Whether "in" stands before a name, and its clause ends behind the country (in Salhiya, Lebanon)."""
        if self._reading.folded.text[end : end + 1] not in _CLAUSE_ENDS:
            return False
        words = self._reading.folded.words
        start = draft.start if draft.token is None else min(draft.start, draft.token.item.word_start)
        return words[words.rfind(" ", 0, max(0, start - 1)) + 1 : start - 1] in INSIDE

    def _town_behind(self, end: int) -> Place | None:
        """The town or village that something is said to be in (الجامع الكبير في القورية)."""
        first = bisect_left(self._towns, end, key=_offset)
        if first >= len(self._towns) or self._towns[first][0] - end > APPOSITION_GAP:
            return None
        offset, place = self._towns[first]
        between = (
            self._reading.folded.text[end:offset]
            .strip(" #\"'«»“”")
            .removesuffix(" بلده")
            .removesuffix(" قريه")
        )
        return place if between in INSIDE else None

    def _country(self, end: int) -> Place | None:
        """The country that an adjective behind a name puts it into (الرمادي العراقية)."""
        words = self._reading.folded.words
        if self._reading.folded.text[end : end + 1] != " ":
            return None
        index = self._reading.index
        return index.by_id.get(index.lexicon.nationalities.get(words[end + 1 : words.find(" ", end + 1)], ""))

    def _is_part(self, draft: Draft) -> bool:
        """Whether a mention that opens a list is no area itself: it may lie in the next one."""
        places = self._reading.index.places
        return not draft.chained and not any(places[name.place].kind in _AREAS for name in draft.names)

    def _named_behind(self, end: int, *, last: bool = False) -> tuple[Place | None, str]:
        """The area named behind an offset (the last of its list), and how, as `of` has it."""
        folded = self._reading.folded
        first = bisect_left(self._frames, end, key=_offset)
        for named, place in self._frames[first : first + APPOSITION_GAP]:
            if named - end > _WITH_NOUN:
                break
            if last and named not in self._lasts:
                continue
            noun = self._reading.ends.get(named - 1)  # in the city of Homs
            headed = noun is not None and self._reading.tokens[noun].cue(Role.HEAD) is not None
            offset = max(end, self._reading.tokens[noun].item.start) if noun is not None and headed else named
            if offset - end <= APPOSITION_GAP:
                between = folded.text[end:offset].strip(" ،,()-#").removesuffix(" the")
                if between in APPOSITION:
                    return place, "in" if between or folded.text.endswith(" of", 0, end) else "beside"
                if self._is_compass(between):
                    return place, "compass"
        return None, ""


def relative_to(reading: Reading, draft: Draft) -> Place | None:
    """The settlement behind a name that the text places it by: الصالحية قرب البوكمال، شمال غرب الميادين."""
    number = reading.ends.get(draft.token.item.end) if draft.token is not None else None
    if number is None:
        return None
    said = False
    end = draft.end
    for token in reading.tokens[number + 1 : number + 1 + _ANCHOR_TOKENS]:
        if len(reading.folded.text[end : token.item.word_start].strip()) > _PARTICLE:
            return None
        if token.names:
            found = [reading.index.places[name.place] for name in token.names]
            towns = [each for each in found if each.kind in _TOWNS and each.latitude is not None]
            return min(towns, key=_prominence) if said and towns else None
        if token.cue(Role.RELATION) is not None or token.cue(Role.DIRECTION) is not None:
            said = True
        elif token.cue(Role.HEAD) is None:
            return None
        end = token.item.end
    return None


_ANCHOR_TOKENS = 4
_PARTICLE = 4
"""Letters that may stand between the words: من، إلى, a bracket."""
_TOWNS = frozenset({"city", "town", "village"})


def _prominence(place: Place) -> tuple[int, str]:
    return kind(place.kind).rank, place.id


def _offset(frame: tuple[int, Place]) -> int:
    return frame[0]


def end_of(draft: Draft) -> int:
    """Where a mention ends, with the noun that stands behind it (the al-Joura quarter)."""
    return max(draft.end, draft.closed)


def _list_ends(drafts: list[Draft]) -> dict[int, int]:
    """Where the list ends that each draft is a member of: what stands behind it holds for all."""
    ends: dict[int, int] = {}
    end = 0
    for place in range(len(drafts) - 1, -1, -1):
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        end = end if following is not None and following.chained else end_of(drafts[place])
        ends[id(drafts[place])] = end
    return ends
