"""What may stand between two items: the signs of a list, rows of a table, the end of a line or a hashtag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geocoder.match import Item
    from geocoder.normalize import Folded

_QUOTES = "\"'«»“”„‟‘’()[]{}‹›<>*#@"
_QUOTED_GAP = re.compile(rf"[\s{re.escape(_QUOTES)}]*")
_JOINER = rf"[^\w\s.!?؟…%~=@{re.escape(_QUOTES)}]"
_COUNT = r"(?: *[:=|(]? *\d[\d.,]* ?%?\)?| *\(\d[^()\n]{0,30}\))"
_LIST_GAP = re.compile(
    rf"(?:{_COUNT})?{_QUOTED_GAP.pattern}"
    rf"(?:(?:{_JOINER}{_QUOTED_GAP.pattern})+|و|او|,?and|or){_QUOTED_GAP.pattern}"
)
"""Signs (commas, bars, pins) that part the members of a list, or one word that joins them.

Quotes do not count, and each member may have its number (هجين 12، الشعفة (30 - 40 عائلة)).
"""
_ROW_GAP = re.compile(rf" *{_JOINER}*(?:{_COUNT})? *\n[^\w\n]*(?:\d{{1,2}}[^\w\n]+)?")
_ROW_START = re.compile(r"(?:^|\n)[^\w\n]*(?:\d{1,2}[^\w\n]+)?$")
_ROW_END = re.compile(r" *(?:$|[\n:=|(،,]|\d)")
"""A row of a table or of a list by lines: it opens with a name, and a number or nothing follows."""

_ROW_MARKS = 8
"""Letters that a number and marks may take before the name that opens a row."""

_OPENING = frozenset("،,:")
"""Signs between a plural noun and its list (أحياء: الجورة، القصور)."""

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


def is_quoted(between: str) -> bool:
    """Whether nothing but blanks and quotes parts two items."""
    return _QUOTED_GAP.fullmatch(between) is not None


def opens_list(between: str) -> bool:
    """Whether the sign behind a plural noun opens its list."""
    return between.strip() in _OPENING


def is_listed(folded: Folded, first: Item, second: Item, row_start: int) -> bool:
    """Whether signs make two names members of one list.

    Args:
        folded: The text.
        first: The name before.
        second: The name behind.
        row_start: Where the first one begins, its noun included.
    """
    between = folded.text[first.end : second.word_start]
    if _LIST_GAP.fullmatch(between) is not None:
        return True
    if "\n" in between:
        return _are_rows(folded, first, second, row_start)
    return between.isspace() and _is_dash(folded, first, second)


def _is_dash(folded: Folded, first: Item, second: Item) -> bool:
    """Whether a dash, which folds to a blank, parts two names (دير الزور – الميادين)."""
    original = folded.original[folded.end(first.end) : folded.start(second.word_start)]
    return any(char in _DASHES for char in original)


def _are_rows(folded: Folded, first: Item, second: Item, start: int) -> bool:
    """Whether two names open two lines that say nothing more, or a number each."""
    text = folded.text
    return (
        _ROW_GAP.fullmatch(text, first.end, second.word_start) is not None
        and _ROW_START.search(text[max(0, start - _ROW_MARKS) : start]) is not None
        and _ROW_END.match(text, second.end) is not None
    )


def is_parted(noun: Item, folded: Folded, end: int, *, is_facility: bool) -> bool:
    """Whether a line or a hashtag ends between a noun and the name behind it, which ends at ``end``.

    A dash with blanks around it parts them ("دير الزور - مدينة - الحميدية"), as does a blank line, or a
    line that the name opens as a label ("السوق⏎هجين: قتيل").
    Of two hashtags, the noun of a settlement may belong to the next one (#بلدة #هجين), others do not.
    """
    text = folded.text
    gap = _QUOTED_GAP.match(text, noun.end, end)
    between = gap.group() if gap is not None else ""
    start = noun.end + len(between)
    written = folded.original[folded.end(noun.end) : folded.start(start)] if between else ""
    if len(written) > len(between) and written.strip() in _DASHES:
        return True
    if "\n" in between:
        rest = folded.end(end)
        behind = folded.original[rest : rest + 2].lstrip(" ")[:1]
        return between.count("\n") > 1 or behind == ":" or behind in _DASHES
    return is_facility and "#" in between and text[noun.word_start - 1 : noun.word_start] == "#"
