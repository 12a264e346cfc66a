"""Regions made from a name: the places that ريف X الشرقي and بادية X stand for, with their footprints."""

from __future__ import annotations

from functools import lru_cache

from geocoder.ground import Shape
from geocoder.kinds import kind
from geocoder.lexicon import DIRECTION_DEGREES
from geocoder.model import Basis, NameKind, Place, PlaceId, PlaceName

_WORDS = {
    "countryside": ("ريف", "countryside"),
    "steppe": ("بادية", "steppe"),
}
_SIDES = {
    "": ("", ""),
    "N": ("الشمالي", "northern"),
    "NE": ("الشمالي الشرقي", "northeastern"),
    "E": ("الشرقي", "eastern"),
    "SE": ("الجنوبي الشرقي", "southeastern"),
    "S": ("الجنوبي", "southern"),
    "SW": ("الجنوبي الغربي", "southwestern"),
    "W": ("الغربي", "western"),
    "NW": ("الشمالي الغربي", "northwestern"),
}
_SUFFIX = {
    "": "",
    **{side: "_" + english.removesuffix("ern") for side, (_, english) in _SIDES.items() if side},
}

_REACH_M = {
    "governorate": 90_000.0,
    "district": 40_000.0,
    "subdistrict": 15_000.0,
    "city": 45_000.0,
    "town": 12_000.0,
}
"""How far the countryside of a place reaches. The governorate's is measured on its own outline
(Deir ez-Zor: 35 to 130 km from the city); a district's and a town's are the usual spacing of seats."""

_REACH_OTHER_M = 6_000.0
_STEPPE_SHARE = 1.3
"""A steppe begins where the fields end, so it reaches further than the countryside."""


@lru_cache(maxsize=4096)
def region_place(base: Place, region: str, side: str) -> Place:
    """The region of a place: its countryside or steppe, the whole or one side.

    Args:
        base: The place that names it.
        region: ``countryside`` or ``steppe``.
        side: Compass point (``E``), or empty for all around.

    Returns:
        A place with the id of the base plus a suffix (``…_countryside_east``) and a footprint;
        without a position when the base has none.
    """
    word_ar, word_en = _WORDS[region]
    side_ar, side_en = _SIDES[side]
    name_ar = " ".join(filter(None, (word_ar, _bare(base.name_ar), side_ar)))
    name_en = " ".join(filter(None, (side_en, word_en, "of", _bare_english(base.name_en))))
    latitude = longitude = radius = None
    footprint = None
    if base.latitude is not None and base.longitude is not None:
        reach = _REACH_M.get(base.kind, _REACH_OTHER_M) * (_STEPPE_SHARE if region == "steppe" else 1.0)
        bearing = DIRECTION_DEGREES.get(side)
        shape = Shape(base.latitude, base.longitude, 0.0, reach, bearing=bearing, width=90.0)
        latitude, longitude = shape.centre
        radius = round(shape.radius_m)
        footprint = shape
    return Place(
        id=PlaceId(f"{base.id}_{region}{_SUFFIX[side]}"),
        title=name_ar or name_en,
        names=(
            PlaceName(name_ar, "ar", NameKind.PREFERRED),
            PlaceName(name_en, "en", NameKind.PREFERRED),
        ),
        kind="region",
        feature_code=kind("region").feature_code,
        latitude=latitude,
        longitude=longitude,
        radius_m=radius,
        basis=Basis.INFERRED,
        parent_id=base.parent_id if base.kind not in ("governorate", "district") else base.id,
        ancestor_ids=base.ancestor_ids
        if base.kind not in ("governorate", "district")
        else (base.id, *base.ancestor_ids),
        footprint=footprint,
        source=base.source,
        gazetteer=base.gazetteer,
    )


def _bare(name: str) -> str:
    """The name without the noun for the administrative unit."""
    first, blank, rest = name.partition(" ")
    return rest if blank and first in ("محافظة", "منطقة", "ناحية", "مدينة") else name


def _bare_english(name: str) -> str:
    for word in (" Governorate", " District", " Subdistrict"):
        name = name.removesuffix(word)
    return name
