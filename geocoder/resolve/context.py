"""What the whole text says: the areas its sure mentions lie in, and the city it spoke of last."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.lexicon import Role
from geocoder.model import Match, Place
from geocoder.resolve.apposition import APPOSITION, APPOSITION_GAP, INSIDE, Apposition
from geocoder.resolve.neighbours import Neighbours, are_near
from geocoder.resolve.scene import Scene

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

_FRAMES = frozenset({"city", "governorate", "country", "district"})
"""Kinds that set the scene for what follows."""

_UNITS = frozenset({"governorate", "district"})
_COMMAS = frozenset({",", "،"})
_NOWHERE: frozenset[str] = frozenset()
_NONE: frozenset[int] = frozenset()
_TOWNS = frozenset({"city", "town", "village"})


class Context:
    """Counts over the sure mentions of a text.

    Attributes:
        named: How often each place is named.
        areas: The sure places named in each area.
        frames: Cities, governorates and countries named, by offset.
        confirmed: Weak towns that the place before them confirms, by the draft's identity.
        neighbours: Its sure places smaller than a city, by where they lie.
        scene: The provinces it plays in.
        apposition: The areas named right beside its mentions.
    """

    __slots__ = (
        "_countries",
        "_first",
        "_reading",
        "_shared",
        "_towns",
        "apposition",
        "areas",
        "confirmed",
        "frames",
        "named",
        "neighbours",
        "scene",
    )

    def __init__(self, reading: Reading, drafts: list[Draft]) -> None:
        self._reading = reading
        self.named: dict[str, int] = {}
        self.areas: dict[str, set[str]] = {}
        self.frames: list[tuple[int, Place]] = []
        self._first: dict[str, int] = {}
        self.confirmed: set[int] = set()
        self.neighbours = Neighbours()
        self._towns: list[tuple[int, Place]] = []
        self._shared: dict[str, bool] = {}
        self._capitals(reading)
        for draft in drafts:
            if not draft.reason and draft.names and draft.match not in (Match.ANAPHOR, Match.FUZZY):
                self._add(draft)
        self._confirm(drafts)
        self.frames.sort(key=_offset)
        self._countries: dict[str, set[int]] = {}  # with where they are named
        for offset, place in self.frames:
            country = place.ancestor_ids[-1] if place.ancestor_ids else place.id
            self._countries.setdefault(country, set()).add(offset)
        self.scene = Scene(reading, drafts, self.frames)
        self.apposition = Apposition(reading, drafts, self.frames, self._towns)

    def _add(self, draft: Draft) -> None:
        places = self._reading.index.places
        head = draft.head or draft.list_head
        if len(draft.names) == 1 and draft.region is None:  # nearly all
            name = draft.names[0]
            place = places[name.place]
            told = head is not None or name.headed or not name.weak or self._reading.query
            if told and not name.generic and (head is None or head.fits(place.kind)):
                self._place(draft, place)
            elif head is not None:
                self._add_unit(draft)
            return
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
            self._add_unit(draft)
            return
        if draft.region is not None or len(owners) == 1:
            place = min((places[owner] for owner in owners), key=lambda each: kind(each.kind).rank)
            self._place(draft, place)
            return
        first = places[owners[0]]
        scenes = [name for name in sure if places[name.place].kind in _FRAMES]
        if len(scenes) == len(sure) or any(not name.weak for name in scenes):
            self.frames.append((draft.start, self._scene(draft)))
        shared = set.intersection(*({places[o].id, *places[o].ancestor_ids} for o in owners))
        for area in shared:
            self.areas.setdefault(area, set()).add(f"{first.id}|{len(owners)}")

    def _add_unit(self, draft: Draft) -> None:
        """A governorate or district that is known as a town abroad sets the scene there (محافظة مأدبا)."""
        if draft.head is None or not draft.head.kinds & _UNITS or not draft.names:
            return
        index = self._reading.index
        around = {index.places[name.place].ancestor_ids[-1:] for name in draft.names}
        country = index.by_id.get(around.pop()[0]) if len(around) == 1 and () not in around else None
        if country is not None and country.id not in index.countries:
            self.frames.append((draft.start, country))

    def _place(self, draft: Draft, place: Place) -> None:
        """Count a place that is named beyond doubt."""
        self.named[place.id] = self.named.get(place.id, 0) + 1
        self._first.setdefault(place.id, draft.start)
        for area in place.ancestor_ids:
            self.areas.setdefault(area, set()).add(place.id)
        if place.kind in _TOWNS:
            self._towns.append((draft.start, place))
        if place.kind in _FRAMES:
            self.frames.append((draft.start, self._scene(draft)))
        else:
            self.neighbours.add(place)

    def _scene(self, draft: Draft) -> Place:
        """The widest area that a name may mean: دير الزور the governorate, ريف البوكمال the district."""
        places = self._reading.index.places
        head = draft.head or draft.list_head
        areas = [places[name.place] for name in draft.names if places[name.place].kind in _FRAMES]
        fitting = [each for each in areas if head is None or head.fits(each.kind)]
        widest = min(fitting or areas, key=lambda each: (kind(each.kind).rank, each.id))
        if draft.region is None or widest.kind != "city":
            return widest
        around = (self._reading.index.by_id[area] for area in widest.ancestor_ids)
        return next((area for area in around if area.kind == "district"), widest)

    def _confirm(self, drafts: list[Draft]) -> None:
        """A weak town directly behind a place that may lie in it is meant (حي الصناعة بالميادين)."""
        places = self._reading.index.places
        for before, draft in pairwise(drafts):
            if draft.reason or draft.head is not None or not draft.names or before.reason:
                continue
            if (
                not 0 < draft.start - before.end <= APPOSITION_GAP
                or self._first.get(places[draft.names[0].place].id) == draft.start
            ):
                continue
            written = self._reading.folded.text[before.end : draft.start]
            between = written.strip(" ،,()-#")
            country = self._reading.index.places[draft.names[0].place]
            if (
                country.kind == "country"
                and before.names
                and (between in INSIDE or written.strip() in _COMMAS)
            ):
                self.confirmed.add(id(draft))  # Dhiban in Jordan, which is a man's name, too
                self.frames.append((draft.start, country))
                continue
            towns = [places[name.place] for name in draft.names if places[name.place].kind in _TOWNS]
            inside = [
                town for town in towns if any(lies_in(places[name.place], town) for name in before.names)
            ]
            if between in INSIDE and (before.head is not None or any(name.headed for name in before.names)):
                inside = inside or towns  # one that we do not know there: حي الروضة في الرياض
            if inside and between in APPOSITION:
                self.confirmed.add(id(draft))
                self.named[inside[0].id] = self.named.get(inside[0].id, 0) + 1
                self._first.setdefault(inside[0].id, draft.start)
                self.frames.append((draft.start, inside[0]))

    def confirm(self, found: list[tuple[Draft, Place]]) -> None:
        """Take weak names for the places after all."""
        for draft, place in found:
            self._place(draft, place)
        self.frames.sort(key=_offset)
        self._towns.sort(key=_offset)
        self.scene.confirm([(draft.start, place) for draft, place in found])
        self._shared.clear()

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
        if place.ancestor_ids[-1] in self._countries:
            return False
        home = self._reading.index.capitals[:1]
        at_home = bool(home) and place.ancestor_ids[-1] == home[0].ancestor_ids[-1]
        if at_home and self._reading.index.lexicon.homes & self._reading.folded.vocabulary:
            return False
        return not self.is_across(place)

    def is_across(self, place: Place) -> bool:
        """Whether a town abroad lies right across the border from a city that the text names."""
        return place.kind in _TOWNS and any(
            other.kind == "city"
            and other.ancestor_ids[-1:] != place.ancestor_ids[-1:]
            and are_near(other, place)
            for _, other in self.frames
        )

    def is_unspoken(self, draft: Draft, place: Place) -> bool:
        """Whether a place lies in a foreign country that the text names nothing else of."""
        home, around = self._reading.index.countries, place.ancestor_ids
        if not around or not home or around[-1] in home:
            return False
        return self._countries.get(around[-1], _NONE) <= {draft.start}

    def frame(self, start: int) -> Place | None:
        """The city, governorate or country that the text named last before an offset."""
        before = bisect_left(self.frames, start, key=_offset)
        return self.frames[before - 1][1] if before else None

    def town_before(self, start: int) -> Place | None:
        """The city, town or village named last before an offset, in its sentence."""
        last = bisect_left(self._towns, start, key=_offset) - 1
        if last < 0:
            return None
        offset, place = self._towns[last]
        between = self._reading.folded.text[offset:start]
        return None if any(stop in between for stop in ".؟!\n") else place


def _offset(frame: tuple[int, Place]) -> int:
    return frame[0]


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in an area, or in the governorate that a city seats."""
    if area.id in place.ancestor_ids:
        return True
    return area.kind == "city" and area.parent_id is not None and area.parent_id in place.ancestor_ids
