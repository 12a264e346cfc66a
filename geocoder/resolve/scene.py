"""Where a text plays by the towns and provinces it names, and which names that speaks against."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.model import Match, Place

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

_SETTLED = frozenset({"admin", "settlement"})
_CLAUSE = 40
"""Letters from a place to what the same clause says of it ("ولأهل الموصل الجسر العتيق")."""

_STOPS = frozenset(".؟?!\n،,;؛:")


class Scene:
    """The provinces that a text speaks of.

    Attributes:
        is_set: Whether the text names a city or governorate at all.
        provinces: Ids of governorates with the places in them that the text names beyond doubt.
    """

    __slots__ = ("_ends", "_frames", "_headings", "_reading", "_starts", "is_set", "provinces")

    def __init__(self, reading: Reading, drafts: list[Draft], frames: list[tuple[int, Place]]) -> None:
        self._reading = reading
        seated = [
            (draft.start, place)
            for draft in drafts
            if draft.reason in _SEATED and (place := self._told(draft)) is not None and place.kind in _AREAS
        ]
        self._frames = [each for each in frames if each[1].kind != "country" and province(each[1])]
        if seated:
            self._frames = sorted([*self._frames, *seated], key=_offset)
        self._starts = [offset for offset, _ in self._frames]
        self.is_set = bool(frames) and "elsewhere" in reading.rules
        self._ends: dict[int, int] = {}
        self._headings: list[tuple[int, int, Place]] = []
        if self.is_set:
            self._ends = {draft.start: draft.end for draft in drafts}
            self._headings = self._find_headings(frames)
        self.provinces: dict[str, set[str]] = {}
        for _, place in self._frames:
            self._add(place)
        for draft in drafts:
            if not draft.reason and (told := self._told(draft)) is not None:
                self._add(told)

    def _add(self, place: Place) -> None:
        self.provinces.setdefault(province(place), set()).add(place.id)

    def _told(self, draft: Draft) -> Place | None:
        """A place in the province that a draft leaves no doubt about."""
        if not draft.names or draft.match in (Match.ANAPHOR, Match.FUZZY):
            return None
        places = self._reading.index.places
        head = draft.head or draft.list_head
        found: Place | None = None
        for name in draft.names:
            place = places[name.place]
            if name.recurs or (head is not None and not head.fits(place.kind)):
                continue
            if found is not None and province(found) != province(place):
                return None
            found = place
        return found

    def confirm(self, found: list[tuple[int, Place]]) -> None:
        """Add places that turned out to be named after all, with their offsets."""
        for _, place in found:
            self._add(place)
        if self.is_set:
            self._frames += [each for each in found if each[1].kind in _AREAS]
            self._frames.sort(key=_offset)
            self._starts = [offset for offset, _ in self._frames]

    def speaks_of(self, place: Place) -> bool:
        """Whether another place of a candidate's province is named beyond doubt."""
        return bool(self.provinces.get(province(place), _NONE) - {place.id})

    def elsewhere(self, draft: Draft, place: Place) -> Place | None:
        """The place that a text, or the clause of a mention, speaks of instead of a candidate's province.

        None when nothing speaks against the candidate.
        """
        if not self.is_set or place.kind in _AREAS:
            return None
        own = province(place)
        if not own:
            return None
        last = bisect_left(self._starts, draft.start) - 1
        clause = self._clause(draft, own, last) if last >= 0 else None
        if clause is not None:
            return clause
        heading = self._heading(draft.start)
        if heading is not None:
            return self._headed(draft, place, *heading)
        return self._frames[max(0, last)][1] if self._frames and own not in self.provinces else None

    def _headed(self, draft: Draft, place: Place, opening: int, heading: Place) -> Place | None:
        """The heading of a mention, unless it or a place behind it is of the candidate's province."""
        own = province(place)
        if province(heading) == own or heading.id in place.ancestor_ids:
            return None
        first, last = bisect_left(self._starts, opening), bisect_left(self._starts, draft.start)
        if any(province(area) == own for _, area in self._frames[first:last]):
            return None  # a dateline: دمشق - سانا: افتتح في دير الزور
        return heading

    def _clause(self, draft: Draft, own: str, last: int) -> Place | None:
        """The place that the clause before a mention is set in, if it is another province."""
        offset, area = self._frames[last]
        end = self._ends.get(offset, offset)
        if draft.start - end > _CLAUSE or province(area) == own:
            return None
        if not _STOPS.isdisjoint(self._reading.folded.text[end : draft.start].lstrip(" ،,")):
            return None
        is_inside = self._word_before(offset) in _INSIDE and self._word_before(draft.start) not in _MOVES
        return area if is_inside else None

    def _word_before(self, offset: int) -> str:
        words = self._reading.folded.words
        return words[words.rfind(" ", 0, max(0, offset - 1)) + 1 : max(0, offset - 1)]

    def _find_headings(self, frames: list[tuple[int, Place]]) -> list[tuple[int, int, Place]]:
        """Places that head a line or a block (حلب: … دير الزور | …), and where what they head ends."""
        folded = self._reading.folded
        text = folded.text
        found: list[tuple[int, int, Place]] = []
        for offset, place in sorted(frames, key=_offset):
            line = text.rfind("\n", 0, offset) + 1
            end = self._ends.get(offset)
            if end is None or text[line:offset].strip(_MARKS):
                continue
            behind = folded.end(end)
            written = folded.original[behind : behind + _LOOK_AHEAD].lstrip(" *")
            if written[:1] in _HEADED:
                stop = text.find("\n", end)
            elif written[:1] in ("", "\n") or text[offset - 1 : offset] == "#":
                stop = text.find("\n\n", end)  # a block, as far as the next heading
            else:
                continue
            if found and found[-1][1] > offset:
                found[-1] = (found[-1][0], offset, found[-1][2])
            found.append((offset, stop if stop >= 0 else len(text), place))
        return found

    def _heading(self, start: int) -> tuple[int, Place] | None:
        """Where the place that heads what an offset lies in stands, and the place."""
        last = bisect_left(self._headings, start, key=_start) - 1
        if last < 0 or start >= self._headings[last][1]:
            return None
        return self._headings[last][0], self._headings[last][2]


_MARKS = " #*•-–—.()[]0123456789"
_HEADED = frozenset(":|-\u2013\u2014")
_LOOK_AHEAD = 4
_NONE: frozenset[str] = frozenset()
_AREAS = frozenset({"city", "governorate", "district", "subdistrict"})
_SEATED = frozenset({"not-a-place-organisation"})
_INSIDE = frozenset({"في", "وفي", "داخل", "in", "inside"})
_MOVES = frozenset({"الي", "من", "نحو", "حتي", "to", "from", "towards"})


def _start(heading: tuple[int, int, Place]) -> int:
    return heading[0]


def _offset(frame: tuple[int, Place]) -> int:
    return frame[0]


def province(place: Place) -> str:
    """Id of the governorate around a place, or its own; abroad, the country's; empty for a river.

    A place that lies right in a country, and is no settlement or area, may cross many provinces.
    """
    around = place.ancestor_ids
    if len(around) > 1:
        return around[-2]
    if place.kind == "governorate":
        return place.id
    return around[0] if around and kind(place.kind).group in _SETTLED else ""
