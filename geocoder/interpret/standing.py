"""Whether a name may stand where it was found, by the noun it needs and by its article."""

from __future__ import annotations

from geocoder.lexicon import Head
from geocoder.match import Item
from geocoder.spellings import NameEntry

_MIN_DROPPED = 4
"""Letters a name must keep to be read without its article (حويقة for الحويقة)."""


def fits(name: NameEntry, item: Item, expected: Head | None, *, free: bool) -> bool:
    """Whether a name may stand where an item stands, by its noun and its article."""
    if name.head_only and not _answers(name.head_only, expected):
        return False
    if free or name.article == item.article:
        return True
    return _article_may_differ(name, item, expected) and not _is_described(name)


def _answers(noun: str, expected: Head | None) -> bool:
    """Whether a name filed without its noun may stand behind this one; "the area of" introduces any."""
    if expected is None:
        return False
    return expected.is_area or noun == expected.name or {noun, expected.name} == _STATIONS


_STATIONS = frozenset({"station", "water_station"})
"""A station of the water works is named by either noun (محطة الطيانة، محطة مياه الطيانة)."""


def _is_described(name: NameEntry) -> bool:
    """Whether a definite noun with its adjective lost both articles: "جسر ترابي" is not الجسر الترابي.

    Asked of names whose article and the text's differ.
    """
    return (
        name.article
        and name.headed
        and (name.head_only != "" or name.derived == "article")
        and name.name.toponym.startswith("ال")
    )


def _article_may_differ(name: NameEntry, item: Item, expected: Head | None) -> bool:
    """Whether the article may be missing or added; short single words must keep their form."""
    length = item.end - item.core
    if " " in item.entry.core:
        return True
    return length >= _MIN_DROPPED and (
        expected is not None or length > _MIN_DROPPED + (name.article is False)
    )
