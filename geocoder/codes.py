"""Read P-codes in a place string: C5190, SY0903, also beside a name. The code decides."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.model import Evidence, Location

if TYPE_CHECKING:
    from geocoder.index import Index
    from geocoder.model import Place

_CODE = re.compile(r"(?<![^\W_])([A-Za-z]{1,3})[-_ ]?([0-9]{2,12})(?![^\W_])")
_SURENESS = 0.99


def coded(index: Index, query: str) -> list[Location]:
    """The places whose P-codes stand in a query, the finest first."""
    codes = ["".join(match).upper() for match in _CODE.findall(query)]
    if not codes:
        return []
    places = {place.id: (place, code) for code in codes for place in _by_code(index).get(code, ())}
    return [
        Location(
            place.title,
            place,
            place.latitude,
            place.longitude,
            place.radius_m,
            _SURENESS,
            evidence=(Evidence("p-code", code),),
            kind=place.kind,
        )
        for place, code in sorted(places.values(), key=lambda each: (-kind(each[0].kind).rank, each[0].id))
    ]


@lru_cache(maxsize=4)
def _by_code(index: Index) -> dict[str, list[Place]]:
    """Places with a position by their P-codes."""
    found: dict[str, list[Place]] = {}
    for place in index.places:
        for code in re.findall(r"[A-Za-z]+[0-9]+", place.pcode or "") if place.has_position else ():
            found.setdefault(code.upper(), []).append(place)
    return found
