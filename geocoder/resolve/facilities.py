"""Find the facility that a noun means by the settlement named with it (مستشفى الكسرة)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.model import Place


def known_facility(reading: Reading, draft: Draft, settlement: Place) -> Place | None:
    """The one facility of the noun's kind in a settlement; of several, the one named just after it."""
    kinds = sorted(draft.head.kinds) if draft.head is not None else []
    known = [
        place
        for each in kinds
        for place in reading.index.by_kind.get(each, ())
        if place.parent_id == settlement.id or settlement.id in place.ancestor_ids[:1]
    ]
    if len(known) > 1:
        known = [
            place for place in known if settlement.name_ar and place.name_ar.endswith(settlement.name_ar)
        ]
    return known[0] if len(known) == 1 else None
