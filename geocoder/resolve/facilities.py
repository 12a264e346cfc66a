"""A noun for a facility with the name of a settlement: the facility there, known or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.kinds import kind

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.lexicon import Head
    from geocoder.model import Place
    from geocoder.resolve.score import Scored

_SETTLEMENTS = frozenset({"settlement", "quarter", "admin"})


def is_facility_of(draft: Draft, best: Scored) -> bool:
    """Whether a noun for a facility stands before the name of a settlement, or before one with its own noun.

    مستشفى الكسرة is a hospital in الكسرة, طريق حقل العمر a road at that field.
    """
    if draft.facility is not None:
        return True
    noun = draft.head or draft.list_head
    if noun is None or best.fit != 0.0 or (best.entry.weak and not _is_town_of_the_text(draft, best)):
        return False  # مدرسة الثورة
    is_settlement = kind(best.place.kind).group in _SETTLEMENTS
    if not is_settlement and (not best.entry.headed or best.entry.head_only or best.place.kind in _LONG):
        return False
    return not any(kind(each).group in _SETTLEMENTS for each in noun.kinds - {"camp"})


_LONG = frozenset({"river", "road", "canal"})


def _is_town_of_the_text(draft: Draft, best: Scored) -> bool:
    """Whether a name that is an ordinary word may stand for its town here (طريق الميادين)."""
    rules = {each.rule for each in (*draft.evidence, *best.evidence)}
    return best.place.kind == "city" or (best.place.kind == "town" and bool(rules & _TELLING))


_TELLING = frozenset({"support", "parent-in-text", "frame", "near-others"})


def known_facility(reading: Reading, head: Head, settlement: Place) -> Place | None:
    """The one facility of a noun's kinds in a settlement that has no name but the settlement's."""
    if not settlement.name_ar:
        return None
    plain = re.compile(rf"\S+(?: (?!في )\S+)? {re.escape(settlement.name_ar)}(?: لل.*)?")
    known = [
        place
        for each in sorted(head.kinds)
        if kind(each).group != "line"
        for place in reading.index.by_kind.get(each, ())
        if (place.parent_id == settlement.id or settlement.id in place.ancestor_ids[:1])
        and any(plain.fullmatch(name.toponym) for name in place.names)
    ]
    return known[0] if len(known) == 1 else None


def facility_like(reading: Reading, best: Scored, settlement: Place) -> Place | None:
    """The one facility of a settlement that shares the last word of a name of many: its national hospital."""
    if not best.entry.generic or "facility-of" not in reading.rules:
        return None
    word = best.entry.name.toponym.rsplit(" ", 1)[-1]
    known = [
        place
        for place in reading.index.by_kind.get(best.place.kind, ())
        if place.parent_id == settlement.id or settlement.id in place.ancestor_ids[:1]
        if any(word in each.toponym.split() for each in place.names)
    ]
    return known[0] if len(known) == 1 else None
