"""Radii of settlements, from how far apart independent sources put the same place.

1. The *opinions* on a place are its position, if it was read, and the read rows of ``positions.tsv``
   that do not say ``not counted for the radius``.
2. Two opinions are *one source* if they are the same point (25 m), or if one is given to three decimals
   and lies within the rounding of the other (100 m): such marks repeat another list.
3. The radius follows from the number of sources and from the *spread*, the distance from the point used
   to the farthest opinion, by the table ``RULES``; a town has no less than is usual for its kind.

What is added to the spread holds nine in ten opinions that were left out (`leave_one_out`): all that is
known of an opinion is judged by the others, as a reader's own map will judge the gazetteer. The least
radii leave room for the extent of a village besides, since what is reported in it happened anywhere in it.
The README of the bundled gazetteer of Deir ez-Zor has the measurement.

Like a narrowed position, a radius is a proposal for a curator; nothing changes when a gazetteer is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from geocoder.gazetteer import Gazetteer
from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.model import Basis, Place

RULES: Final = ((3_000.0, 0.0), (1_500.0, 600.0), (1_500.0, 500.0))
"""For one, two, and three or more sources: the least radius, and what is added to the spread, metres."""
NOT_COUNTED: Final = "not counted for the radius"
"""What the note of an opinion says that is taken to be wrong or another place."""
_SAME_POINT: Final = 25.0
_ROUNDING: Final = 100.0
_STEP: Final = 50.0
"""Radii are rounded up to this, metres."""
_GROUP: Final = "settlement"
_LARGE: Final = frozenset({"city", "town"})
"""Kinds that are so large themselves that no radius below the usual one of the kind is proposed."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Where one source puts a place."""

    latitude: float
    longitude: float
    source: str


@dataclass(frozen=True, slots=True)
class RadiusProposal:
    """The radius of a settlement that the opinions on it imply.

    Attributes:
        place_id: The settlement.
        sources: How many independent sources there are.
        spread_m: Distance from the point used to the farthest opinion, metres.
        radius_m: The radius proposed, metres.
        present_m: The radius that it has now, metres.
    """

    place_id: str
    sources: int
    spread_m: float
    radius_m: float
    present_m: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An opinion that was left out, and what the others say of it.

    Attributes:
        place_id: The settlement.
        source: The source left out.
        sources: How many sources were left.
        spread_m: Distance from the point that the others yield to the farthest of them, metres.
        distance_m: Distance from that point to the opinion left out, metres.
        share: Weight of the case; those of a settlement with this many sources left add up to one.
    """

    place_id: str
    source: str
    sources: int
    spread_m: float
    distance_m: float
    share: float

    @property
    def radius_m(self) -> float:
        """The radius that the rules give to the opinions that were left."""
        return radius_by_rule(self.sources, self.spread_m)

    @property
    def held(self) -> bool:
        """Whether that radius holds the opinion left out."""
        return self.distance_m <= self.radius_m


def opinions(gazetteer: Gazetteer, place_id: str) -> tuple[Opinion, ...]:
    """All counted opinions on where a place is, the position used first; none if it was not read.

    Raises:
        KeyError: No place has that id.
    """
    place = gazetteer[place_id]
    if place.basis is not Basis.READ or place.latitude is None or place.longitude is None:
        return ()
    others = (
        Opinion(claim.latitude, claim.longitude, claim.source)
        for claim in gazetteer.positions(place_id)
        if claim.basis is Basis.READ and NOT_COUNTED not in claim.note
    )
    return (Opinion(place.latitude, place.longitude, place.source), *others)


def independent(found: tuple[Opinion, ...]) -> tuple[Opinion, ...]:
    """The opinions without those that repeat another one; of two, the one that is given more exactly."""
    kept: list[Opinion] = []
    for opinion in sorted(found, key=_is_rounded):
        within = _ROUNDING if _is_rounded(opinion) else _SAME_POINT
        if all(_apart(opinion, other) > within for other in kept):
            kept.append(opinion)
    return tuple(kept)


def propose_radii(gazetteer: Gazetteer) -> Iterator[RadiusProposal]:
    """Radii for all settlements whose position was read."""
    for place in gazetteer:
        if kind(place.kind).group == _GROUP:
            proposal = propose_radius(gazetteer, place)
            if proposal is not None:
                yield proposal


def propose_radius(gazetteer: Gazetteer, place: Place) -> RadiusProposal | None:
    """The radius that the opinions on a place imply; None if its position was not read."""
    found = opinions(gazetteer, place.id)
    if not found:
        return None
    sources = len(independent(found))
    spread = max(_apart(found[0], other) for other in found)
    radius = radius_by_rule(sources, spread)
    if place.kind in _LARGE:
        radius = max(radius, kind(place.kind).radius_m)
    return RadiusProposal(place.id, sources, spread, radius, place.radius_m)


def radius_by_rule(sources: int, spread_m: float) -> float:
    """Metres that hold the true place in nine cases of ten."""
    least, more = RULES[min(sources, len(RULES)) - 1]
    return max(least, -(-(spread_m + more) // _STEP) * _STEP)


def leave_one_out(gazetteer: Gazetteer) -> Iterator[LeftOut]:
    """Each opinion on a settlement, judged by every choice of the others.

    The point that the others yield is the one with the least sum of distances to the rest of them,
    of two the one that stands first.
    """
    for place in gazetteer:
        if kind(place.kind).group == _GROUP:
            found = independent(opinions(gazetteer, place.id))
            for count in range(1, len(found)):
                choices = list(combinations(found, count))
                share = 1.0 / (len(choices) * (len(found) - count))
                for left in choices:
                    point = _middle(left)
                    spread = max(_apart(point, other) for other in left)
                    for out in found:
                        if out not in left:
                            yield LeftOut(place.id, out.source, count, spread, _apart(point, out), share)


def _middle(some: tuple[Opinion, ...]) -> Opinion:
    return min(some, key=lambda one: sum(_apart(one, other) for other in some))


def _apart(one: Opinion, other: Opinion) -> float:
    return span_between(one.latitude, one.longitude, other.latitude, other.longitude)[0]


def _is_rounded(opinion: Opinion) -> bool:
    """Whether both numbers have three decimals or fewer."""
    return all(round(value, 3) == round(value, 6) for value in (opinion.latitude, opinion.longitude))
