"""Checks of names: what a place must have, doubles, and names of two places and how they are told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from geocoder.curation.findings import Finding, Line, Severity, Subject
from geocoder.gazetteer import Gazetteer
from geocoder.ground import span_between
from geocoder.kinds import kind
from geocoder.model import NameKind, Place
from geocoder.normalize import fold
from geocoder.tables import NAMES, shorten

_STATED: Final = "a stated distinction"
_MANY: Final = 30
"""A name that more places bear than this is not compared pair by pair: it must be weak throughout."""


@dataclass(frozen=True, slots=True)
class Collision:
    """A folded name that several places bear.

    Attributes:
        folded: The name as the normalizer leaves it.
        places: The places that bear it.
        told_apart: For each pair of ids, by what a text can tell them apart; empty if by nothing.
            No pair is named of a name that very many places bear.
        all_weak: Whether the name is weak wherever it stands.
    """

    folded: str
    places: tuple[Place, ...]
    told_apart: tuple[tuple[str, str, str], ...]
    all_weak: bool


def check_titles(subject: Subject) -> Iterator[Finding]:
    """Every place has a name, and its title is one of them."""
    for place, line in subject.places():
        if not place.names:
            yield line.find(Severity.ERROR, "titles", f"{place.id} has no name; add a row to {NAMES}")
        elif all(name.toponym != place.title for name in place.names):
            message = f"title {shorten(place.title)} is none of the names; use the preferred name"
            yield line.find(Severity.WARNING, "titles", message)


def check_preferred(subject: Subject) -> Iterator[Finding]:
    """A place has at most one preferred name in a language."""
    for place, line in subject.places():
        preferred = Counter(name.lang for name in place.names if name.kind is NameKind.PREFERRED)
        for lang, count in sorted(preferred.items()):
            if count > 1:
                message = f"{place.id} has {count} preferred names in {lang}; make all but one variants"
                yield line.find(Severity.WARNING, "preferred", message)


def check_double_names(subject: Subject) -> Iterator[Finding]:
    """No place has one name twice, nor two that the normalizer makes one."""
    seen: dict[tuple[str, str], Line] = {}
    for line in subject.rows(NAMES):
        toponym = line.get("toponym")
        key = line.cells[0], fold(toponym)
        earlier = seen.setdefault(key, line)
        if earlier is line or earlier.folder != line.folder:
            continue
        if earlier.get("toponym") == toponym and earlier.get("lang") == line.get("lang"):
            message = f"{shorten(toponym)} stands in line {earlier.number} too; delete one"
            yield line.find(Severity.ERROR, "double-names", message)
        elif not (_matters(earlier) or _matters(line)):
            message = (
                f"{shorten(toponym)} folds to the same as {shorten(earlier.get('toponym'))} "
                f"(line {earlier.number}); the normalizer derives it, delete the row"
            )
            yield line.find(Severity.WARNING, "double-names", message)


def _matters(line: Line) -> bool:
    """Whether a name says more than its letters: a period of use, or the official spelling."""
    return bool(line.get("start") or line.get("end")) or line.get("kind") in {"official", "historical"}


def check_collisions(subject: Subject) -> Iterator[Finding]:
    """Where two places share a name, something in a text can tell them apart."""
    checked: dict[str, Line] = {place.id: line for place, line in subject.places()}
    for collision in collisions(subject.gazetteer):
        if len(collision.places) > _MANY and not collision.all_weak:
            line = next((checked[each.id] for each in collision.places if each.id in checked), None)
            if line is not None:
                shared = f"{shorten(collision.folded)} means {len(collision.places)} places"
                yield line.find(Severity.ERROR, "collisions", f"{shared}; mark the name weak in all of them")
        for one, other, how in collision.told_apart:
            line = checked.get(other) or checked.get(one)
            if line is None:
                continue
            shared = f"{shorten(collision.folded)} means {one} and {other}"
            if how:
                yield line.find(Severity.NOTE, "collisions", f"{shared}, told apart by {how}")
            else:
                remedy = (
                    "mark the name weak, give another parent, or state that one is distinct_from the other"
                )
                yield line.find(Severity.ERROR, "collisions", f"{shared}, told apart by nothing; {remedy}")


def collisions(gazetteer: Gazetteer) -> Iterator[Collision]:
    """The names that several places bear after folding, in alphabetical order."""
    bearers: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for place in gazetteer:
        for name in place.names:
            weak = bearers[fold(name.toponym)]
            weak[place.id] = weak.get(place.id, True) and name.weak
    distinct = {
        frozenset[str]((each.subject_id, each.object_id))
        for each in gazetteer.relations
        if each.relation == "distinct_from"
    }
    for folded, weak in sorted(bearers.items()):
        if len(weak) > 1:
            places = tuple(gazetteer[place_id] for place_id in sorted(weak))
            pairs = combinations(places if len(places) <= _MANY else (), 2)
            told = tuple((one.id, other.id, _difference(one, other, weak, distinct)) for one, other in pairs)
            yield Collision(folded, places, told, all(weak.values()))


def _difference(one: Place, other: Place, weak: dict[str, bool], distinct: set[frozenset[str]]) -> str:
    """By what a text can tell two places of one name apart; empty if by nothing."""
    ways = []
    if kind(one.kind).label_ar != kind(other.kind).label_ar:
        ways.append(f"kind ({one.kind}, {other.kind})")
    if one.id in other.ancestor_ids or other.id in one.ancestor_ids:
        ways.append("containment")
    elif one.parent_id != other.parent_id:
        ways.append(f"parent ({one.parent_id}, {other.parent_id})")
    if weak[one.id] != weak[other.id]:
        ways.append(f"weakness ({one.id if weak[one.id] else other.id} is weak)")
    if frozenset((one.id, other.id)) in distinct:
        ways.append(_STATED)
    return ", ".join(ways)


def check_double_places(subject: Subject) -> Iterator[Finding]:
    """No place stands twice: one name, one kind and less distance than the larger radius."""
    lines: dict[str, Line] = {place.id: line for place, line in subject.places()}
    reported: set[tuple[str, str]] = set()
    for collision in collisions(subject.gazetteer):
        for one_id, other_id, how in collision.told_apart:
            line = lines.get(other_id) or lines.get(one_id)
            if line is None or (one_id, other_id) in reported or _STATED in how:
                continue
            what = _same_spot(subject.gazetteer[one_id], subject.gazetteer[other_id])
            if what:
                reported.add((one_id, other_id))
                message = f"{one_id} and {other_id} are both {shorten(collision.folded)}, {what}"
                remedy = "merge them, or state that one is distinct_from the other"
                yield line.find(Severity.ERROR, "double-places", f"{message}; {remedy}")


def _same_spot(one: Place, other: Place) -> str:
    """What suggests that two places of one name and kind are one; empty if nothing does."""
    if one.kind != other.kind:
        return ""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return "one parent and no position" if one.parent_id == other.parent_id else ""
    distance, _ = span_between(one.latitude, one.longitude, other.latitude, other.longitude)
    if distance <= max(one.radius_m or 0.0, other.radius_m or 0.0):
        return f"{distance:.0f} m apart"
    return ""
