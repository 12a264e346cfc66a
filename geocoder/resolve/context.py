"""What the whole text says: the areas its sure mentions lie in, and the city it spoke of last."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.lexicon import Role
from geocoder.model import Match, Place, PlaceId

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

_FRAMES = frozenset({"city", "governorate", "country", "district"})
"""Kinds that set the scene for what follows."""

_NEAR_DEGREES = 0.14
"""About 15 km of latitude, 13 km of longitude at 35 degrees north."""

_NOWHERE: frozenset[str] = frozenset()
_TOWNS = frozenset({"city", "town", "village"})
_APPOSITION_GAP = 12
_APPOSITION = frozenset({"", "في", "ب", "in", "of"})
_INSIDE = _APPOSITION - {"", "of"}


class Context:
    """Counts over the sure mentions of a text.

    Attributes:
        named: How often each place is named.
        areas: The sure places named in each area.
        frames: Cities, governorates and countries named, by offset.
        confirmed: Weak towns that the place before them confirms, by the draft's identity.
    """

    __slots__ = (
        "_cells",
        "_countries",
        "_ends",
        "_first",
        "_near",
        "_reading",
        "_shared",
        "areas",
        "confirmed",
        "frames",
        "named",
    )

    def __init__(self, reading: Reading, drafts: list[Draft]) -> None:
        self._reading = reading
        self.named: dict[str, int] = {}
        self.areas: dict[str, set[str]] = {}
        self.frames: list[tuple[int, Place]] = []
        self._first: dict[str, int] = {}
        self.confirmed: set[int] = set()
        self._cells: dict[tuple[int, int], dict[str, Place]] = {}
        self._near: dict[str, bool] = {}
        self._shared: dict[str, bool] = {}
        self._ends = _list_ends(drafts)
        self._capitals(reading)
        for draft in drafts:
            if not draft.reason and draft.names and draft.match not in (Match.ANAPHOR, Match.FUZZY):
                self._add(draft)
        self._confirm(drafts)
        self.frames.sort(key=_offset)
        self._countries = {
            place.ancestor_ids[-1] if place.ancestor_ids else PlaceId(place.id) for _, place in self.frames
        }

    def _add(self, draft: Draft) -> None:
        places = self._reading.index.places
        head = draft.head or draft.list_head
        fitting = [
            name
            for name in draft.names
            if not name.generic and (head is None or head.fits(places[name.place].kind))
        ]
        sure = [name for name in fitting if head is not None or name.headed or not name.weak]
        if not sure and self._reading.query:
            sure = fitting
        owners = sorted({name.place for name in sure})
        if draft.region is not None:  # the scene of "ريف دير الزور" is the governorate, weak or not
            owners = sorted({name.place for name in draft.names})
        if not owners:
            return
        if draft.region is not None or len(owners) == 1:
            place = min((places[owner] for owner in owners), key=lambda each: kind(each.kind).rank)
            self.named[place.id] = self.named.get(place.id, 0) + 1
            self._first.setdefault(place.id, draft.start)
            for area in place.ancestor_ids:
                self.areas.setdefault(area, set()).add(place.id)
            if place.kind in _FRAMES:
                self.frames.append((draft.start, self._scene(draft)))
            elif place.latitude is not None and place.longitude is not None:
                cell = int(place.latitude // _NEAR_DEGREES), int(place.longitude // _NEAR_DEGREES)
                self._cells.setdefault(cell, {})[place.id] = place
            return
        first = places[owners[0]]
        if any(places[owner].kind in _FRAMES for owner in owners):
            self.frames.append((draft.start, self._scene(draft)))
        shared = set.intersection(*({places[o].id, *places[o].ancestor_ids} for o in owners))
        for area in shared:
            self.areas.setdefault(area, set()).add(f"{first.id}|{len(owners)}")

    def _scene(self, draft: Draft) -> Place:
        """The widest area that a name may mean: bare دير الزور is the city and the governorate."""
        places = self._reading.index.places
        head = draft.head or draft.list_head
        areas = [places[name.place] for name in draft.names if places[name.place].kind in _FRAMES]
        fitting = [each for each in areas if head is None or head.fits(each.kind)]
        return min(fitting or areas, key=lambda each: (kind(each.kind).rank, each.id))

    def _confirm(self, drafts: list[Draft]) -> None:
        """A weak town directly behind a place that may lie in it is meant (حي الصناعة بالميادين)."""
        places = self._reading.index.places
        for before, draft in pairwise(drafts):
            if draft.reason or draft.head is not None or not draft.names or before.reason:
                continue
            if (
                not 0 < draft.start - before.end <= _APPOSITION_GAP
                or self._first.get(places[draft.names[0].place].id) == draft.start
            ):
                continue
            between = self._reading.folded.text[before.end : draft.start].strip(" ،,()-#")
            towns = [places[name.place] for name in draft.names if places[name.place].kind in _TOWNS]
            inside = [
                town for town in towns if any(lies_in(places[name.place], town) for name in before.names)
            ]
            if between in _INSIDE and (before.head is not None or any(name.headed for name in before.names)):
                inside = inside or towns  # one that we do not know there: حي الروضة في الرياض
            if inside and between in _APPOSITION:
                self.confirmed.add(id(draft))
                self.named[inside[0].id] = self.named.get(inside[0].id, 0) + 1
                self._first.setdefault(inside[0].id, draft.start)
                self.frames.append((draft.start, inside[0]))

    def _capitals(self, reading: Reading) -> None:
        """The capital, where a text says no more than that ("في العاصمة"), sets the scene."""
        for token in reading.tokens:
            if token.cue(Role.ELSEWHERE) is not None:
                self.frames.extend((token.item.start, each) for each in reading.index.capitals[:1])

    def around(self, place: Place, *, before: int | None) -> str:
        """The named place that contains a candidate, empty when none does.

        Args:
            place: The candidate.
            before: Only places named before this offset count; None for the whole text.
        """
        for ancestor_id in place.ancestor_ids:
            if ancestor_id in self.named and (before is None or self._first[ancestor_id] < before):
                return ancestor_id
        return ""

    def siblings(self, place: Place) -> int:
        """How many sure mentions lie in a candidate's parent, the candidate itself left out."""
        if place.parent_id is None:
            return 0
        return self._others(place.parent_id, place)

    def _others(self, area: str, place: Place) -> int:
        """How many sure places lie in an area, one place left out."""
        known = self.areas.get(area)
        return len(known) - (place.id in known) if known else 0

    def shares_area(self, place: Place) -> bool:
        """Whether a sure mention is, or lies in, an area around a place (below the country)."""
        known = self._shared.get(place.id)
        if known is None:
            known = self._shared[place.id] = self._is_in_shared_area(place)
        return known

    def _is_in_shared_area(self, place: Place) -> bool:
        if not place.ancestor_ids:  # a gazetteer without areas cannot speak against it
            return True
        areas = place.ancestor_ids[:-1] if len(place.ancestor_ids) > 1 else place.ancestor_ids
        return any(area in self.named or self._others(area, place) for area in areas)

    def is_abroad(self, place: Place) -> bool:
        """Whether all the scenes a text sets lie in other countries than a place."""
        if not self._countries or not place.ancestor_ids:
            return False
        return place.ancestor_ids[-1] not in self._countries

    def frame(self, start: int) -> Place | None:
        """The city, governorate or country that the text named last before an offset."""
        before = bisect_left(self.frames, start, key=_offset)
        return self.frames[before - 1][1] if before else None

    def is_near_others(self, place: Place) -> bool:
        """Whether another sure mention, smaller than a city, lies within about 15 km."""
        known = self._near.get(place.id)
        if known is None:
            known = self._near[place.id] = self._has_neighbours(place)
        return known

    def _has_neighbours(self, place: Place) -> bool:
        lat, lon = place.latitude, place.longitude
        if lat is None or lon is None or not self._cells:
            return False
        row, column = int(lat // _NEAR_DEGREES), int(lon // _NEAR_DEGREES)
        return any(
            other.id != place.id
            and other.latitude is not None
            and other.longitude is not None
            and abs(other.latitude - lat) < _NEAR_DEGREES
            and abs(other.longitude - lon) < _NEAR_DEGREES
            for cell in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
            for other in self._cells.get(cell, {}).values()
        )

    def _is_compass(self, words: str) -> bool:
        cues = self._reading.index.lexicon.cues.get(words, ())
        return any(cue.role is Role.DIRECTION for cue in cues)

    def apposed(self, draft: Draft) -> tuple[Place | None, bool]:
        """The area named directly behind a mention or its list: "حيي القصور والوعر بمدينة حمص".

        Returns:
            The area, and whether the mention is said to lie in it; with a compass word between
            ("حي الصناعة شرق دير الزور") it may as well lie outside.
        """
        listed = self._ends.get(id(draft), draft.end)
        if self._reading.query and listed != draft.end:  # "القصور، حمص" is no list
            area, inside = self._named_behind(draft.end)
            if area is not None:
                return area, inside
        return self._named_behind(listed)

    def _named_behind(self, end: int) -> tuple[Place | None, bool]:
        folded = self._reading.folded
        first = bisect_left(self.frames, end, key=_offset)
        for offset, place in self.frames[first : first + _APPOSITION_GAP]:
            if offset - end <= _APPOSITION_GAP:
                between = folded.text[end:offset].strip(" ،,()-#")
                if between in _APPOSITION:
                    return place, True
                if self._is_compass(between):
                    return place, False
        return None, False


def _offset(frame: tuple[int, Place]) -> int:
    return frame[0]


def _list_ends(drafts: list[Draft]) -> dict[int, int]:
    """Where the list ends that each draft is a member of: what stands behind it holds for all."""
    ends: dict[int, int] = {}
    end = 0
    for place in range(len(drafts) - 1, -1, -1):
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        end = end if following is not None and following.chained else drafts[place].end
        ends[id(drafts[place])] = end
    return ends


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in an area, or in the governorate that a city seats."""
    if area.id in place.ancestor_ids:
        return True
    return area.kind == "city" and area.parent_id is not None and area.parent_id in place.ancestor_ids
