"""Count what a gazetteer holds: places by kind, basis and licence, with their radii."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from geocoder.gazetteer import Gazetteer
from geocoder.model import Basis, Place

GROUPINGS: Final = ("kind", "basis", "licence", "gazetteer")


@dataclass(frozen=True, slots=True)
class Count:
    """One row of the statistics.

    Attributes:
        label: The kind, basis, licence or gazetteer that is counted.
        places: Number of places.
        names: Number of their names.
        located: Number of places with a position.
        read: Number of places whose position was read in a source.
        footprints: Number of places with a footprint.
        median_radius_m: Median radius of the located ones, metres; None if there are none.
    """

    label: str
    places: int
    names: int
    located: int
    read: int
    footprints: int
    median_radius_m: float | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a gazetteer holds: the total, and counts by ``kind``, ``basis``, ``licence``, ``gazetteer``."""

    total: Count
    groups: dict[str, tuple[Count, ...]]


def statistics(gazetteer: Gazetteer) -> Statistics:
    """Count the places of a gazetteer; each grouping is sorted by number, then by label."""
    licences = {source.key: source.licence for source in gazetteer.sources}
    labels: dict[str, Callable[[Place], str]] = {
        "kind": lambda place: place.kind,
        "basis": lambda place: place.basis.value,
        "licence": lambda place: licences.get(place.source) or "not stated",
        "gazetteer": lambda place: place.gazetteer,
    }
    groups = {grouping: _group(gazetteer, labels[grouping]) for grouping in GROUPINGS}
    return Statistics(_count("total", list(gazetteer)), groups)


def _group(places: Iterable[Place], label: Callable[[Place], str]) -> tuple[Count, ...]:
    grouped: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        grouped[label(place)].append(place)
    counts = [_count(name, members) for name, members in grouped.items()]
    return tuple(sorted(counts, key=lambda count: (-count.places, count.label)))


def _count(label: str, places: list[Place]) -> Count:
    radii = [place.radius_m for place in places if place.radius_m is not None]
    return Count(
        label,
        len(places),
        sum(len(place.names) for place in places),
        sum(place.has_position for place in places),
        sum(place.basis is Basis.READ for place in places),
        sum(place.footprint is not None for place in places),
        median(radii) if radii else None,
    )
