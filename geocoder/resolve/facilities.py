"""Which facility of a settlement is meant when only the settlement, or a name of many, is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.kinds import kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Place
    from geocoder.resolve.score import Scored

_SETTLEMENTS = frozenset({"settlement", "quarter", "admin"})


def is_facility_of(draft: Draft, best: Scored) -> bool:
    """Whether a noun for a facility stands before the name of a settlement (مستشفى الكسرة)."""
    if (
        draft.head is None
        or best.fit == 1.0
        or best.entry.weak
        or kind(best.place.kind).group not in _SETTLEMENTS
    ):
        return False
    return not any(kind(each).group in _SETTLEMENTS for each in draft.head.kinds)


def known_facility(reading: Reading, kinds: Iterable[str], settlement: Place) -> Place | None:
    """The one facility of some kinds in a settlement; of several, the one named just after it."""
    known = [
        place
        for each in sorted(kinds)
        for place in reading.index.by_kind.get(each, ())
        if place.parent_id == settlement.id or settlement.id in place.ancestor_ids[:1]
    ]
    if len(known) > 1:
        known = [
            place for place in known if settlement.name_ar and place.name_ar.endswith(settlement.name_ar)
        ]
    return known[0] if len(known) == 1 else None


def facility_like(reading: Reading, best: Scored, settlement: Place) -> Place | None:
    """The one facility of a settlement that shares the last word of a name of many: its national hospital."""
    if not best.entry.generic or "facility-of" not in reading.rules:
        return None
    known = known_facility(reading, [best.place.kind], settlement)
    word = best.entry.name.toponym.rsplit(" ", 1)[-1]
    if known is None or not any(word in each.toponym.split() for each in known.names):
        return None
    return known
