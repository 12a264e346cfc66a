"""The kinds of places: feature code, precision words, rank and usual size of each."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geocoder.errors import RulesError

KINDS_FILE: Final = Path(__file__).parent / "language" / "kinds.tsv"
FALLBACK: Final = "other"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of place.

    Attributes:
        name: The word in ``places.tsv``, such as ``neighbourhood``.
        feature_code: GeoNames feature code given when a place states none.
        group: Family of the kind, such as ``settlement`` or ``facility``.
        precision: Airwars' word for a mention of this kind.
        acled: ACLED geo-precision, 1 to 3.
        ucdp: UCDP where-precision, 1 to 7.
        rank: Order of containment, small is large: a country is 10, a school 92.
        radius_m: Radius in metres that usually holds such a place.
        label_ar: Arabic word for the kind.
        label_en: English word for the kind.
    """

    name: str
    feature_code: str
    group: str
    precision: str
    acled: int
    ucdp: int
    rank: int
    radius_m: float
    label_ar: str
    label_en: str


def kind(name: str) -> Kind:
    """The kind of that name, or the kind ``other`` if there is none.

    >>> kind("hospital").label_ar
    'مشفى'
    """
    table = kinds()
    return table.get(name) or table[FALLBACK]


@functools.cache
def kinds() -> dict[str, Kind]:
    """All kinds by name, read once from ``language/kinds.tsv``.

    Raises:
        RulesError: The table is missing or malformed.
    """
    try:
        lines = KINDS_FILE.read_text(encoding="utf-8").splitlines()[1:]
        found = [_kind(line.split("\t")) for line in lines]
    except (OSError, ValueError, IndexError) as error:
        message = f"{KINDS_FILE}: the table of kinds cannot be read ({error}); install the package anew"
        raise RulesError(message) from error
    return {each.name: each for each in found}


def _kind(cells: list[str]) -> Kind:
    name, feature_code, group, precision, acled, ucdp, rank, radius_m, label_ar, label_en = cells
    numbers = int(acled), int(ucdp), int(rank), float(radius_m)
    return Kind(name, feature_code, group, precision, *numbers, label_ar, label_en)
