"""What may stand between two items: the signs of a list, rows of a table, the end of a line or a hashtag."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geocoder.lexicon import Role
from geocoder.word_classes import load_lexicon

if TYPE_CHECKING:
    from geocoder.interpret.tokens import Token
    from geocoder.match import Item
    from geocoder.normalize import Folded

_QUOTES = "\"'«»“”„‟‘’()[]{}‹›<>*#@"
_QUOTED_GAP = re.compile(rf"[\s{re.escape(_QUOTES)}]*")
_JOINER = rf"[^\w\s.!?؟…%~=@{re.escape(_QUOTES)}]"
_COUNT = r"(?: *[:=|(]? *\d[\d.,]* ?%?\)?| *\(\d[^()\n]{0,30}\))"
_MEASURED = r" *[:=|(]? *\d[\d.,]*(?: \w+){1,2}(?: ?[،,؛|/] *(?:وفي )?| وفي )"
_NUMBERED_GAP = re.compile(r"\s*\d{1,2}\s*[-\u2010-\u2015\u2212.)/]+\s*")
"""The number before the next member, with its sign (1- هجين 2- الشعفة)."""
_ROW_END = re.compile(r" *(?:$|[\n:=|(،,/+•]|\d)")
"""A row of a table or of a list by lines: it opens with a name, and a number, a list or nothing follows."""

_ROW_MARKS = 24
"""Letters that a label and marks may take before the name that opens a row."""

_OPENING = frozenset("،,:")
"""Signs between a plural noun and its list (أحياء: الجورة، القصور)."""

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


class _Forms(NamedTuple):
    """Patterns that hold words of the lexicon.

    Attributes:
        list_gap: Signs (commas, bars, pins) that part the members of a list, or one word that joins them.
            Quotes do not count, and each member may have its number, with a unit or an ordinal
            (هجين 12 مم، الشعفة 5), or one in brackets with what it counts (الشعفة (30 - 40 عائلة)).
        row_gap: What parts the first names of two rows.
        row_start: What may stand before the first name of a row: a day, a number, an hour or two
            (8-10 الجورة).
        joining: First letters of the words that join.
    """

    list_gap: re.Pattern[str]
    row_gap: re.Pattern[str]
    row_start: re.Pattern[str]
    joining: frozenset[str]


@cache
def _forms() -> _Forms:
    words = load_lexicon().words
    joiner, ordinal, day = (_any_of(words[name]) for name in ("joiner", "ordinal", "weekday"))
    quotes = _QUOTED_GAP.pattern
    label = rf"(?:{day}[^\w\n]+)?(?:\d{{1,2}}(?::\d\d)?[^\w\n]+){{0,2}}"
    return _Forms(
        re.compile(
            rf"{_MEASURED}|(?:{_COUNT})?{quotes}"
            rf"(?:(?:{_JOINER}{quotes})+(?:و?{ordinal} )?|,?{joiner}){quotes}"
        ),
        re.compile(rf" *{_JOINER}*(?:{_COUNT})? *\n[^\w\n]*{label}"),
        re.compile(rf"(?:^|\n)[^\w\n]*{label}$"),
        frozenset(word[0] for word in words["joiner"]),
    )


def _any_of(words: frozenset[str]) -> str:
    return f"(?:{'|'.join(sorted(words, reverse=True))})"


def is_quoted(between: str) -> bool:
    """Whether nothing but blanks and quotes parts two items."""
    return _QUOTED_GAP.fullmatch(between) is not None


def opens_list(between: str) -> bool:
    """Whether the sign behind a plural noun opens its list."""
    return between.strip() in _OPENING


def joins(between: str) -> bool:
    """Whether the signs of a list, or a word that joins its members, stand between two names."""
    return _forms().list_gap.fullmatch(between) is not None


def is_listed(folded: Folded, first: Token, end: int, second: Item, chosen: list[Token]) -> bool:
    """Whether signs make two names members of one list.

    Args:
        folded: The text.
        first: The name before.
        end: Where it ends, with its adjective.
        second: The name behind.
        chosen: All tokens before.
    """
    between = folded.text[end : second.word_start]
    opening = between.lstrip(" ")[:1]
    if opening.isalpha() and opening not in _forms().joining:
        return False
    if joins(between):
        return True
    if "\n" in between:
        return _are_rows(folded, end, second, _row_start(folded, first, chosen))
    if between.isspace():
        return _is_dash(folded, end, second)
    if between == " #":
        start = first.item.word_start
        return folded.text[start - 1 : start] == "#"
    written = folded.original[folded.end(end) : folded.start(second.word_start)]
    return between.lstrip()[:1].isdigit() and _NUMBERED_GAP.fullmatch(written) is not None


def sided_name(folded: Folded, side: Token, item: Item, chosen: list[Token]) -> Token | None:
    """The name that a list may go on from behind its compass word (البوليل شرقي والصالحية)."""
    named = chosen[-2] if len(chosen) > 1 else None
    if named is None or not named.names or side.item.clitics or side.cue(Role.DIRECTION) is None:
        return None
    follows = folded.text[named.item.end : side.item.word_start] == " "
    return named if follows and named.item.entry is not item.entry else None


def qualified_end(folded: Folded, end: int, item: Item) -> int:
    """Where a name ends with the adjective behind it, if another item follows (حطلة تحتاني والصالحية)."""
    behind = folded.words.find(" ", end + 1)
    is_adjective = behind < item.word_start and folded.words[end + 1 : behind] in load_lexicon().qualifiers
    return behind if is_adjective else end


def _row_start(folded: Folded, first: Token, chosen: list[Token]) -> int:
    """Where the list begins in whose line a name stands, its noun included."""
    line = folded.text.rfind("\n", 0, first.item.word_start) + 1
    place = len(chosen) - 1
    while place and first.chained and chosen[place - 1].item.word_start >= line:
        place -= 1
        if chosen[place].names:
            first = chosen[place]
    return (first.head_token or first).item.word_start


def _is_dash(folded: Folded, end: int, second: Item) -> bool:
    """Whether a dash or an underscore, which fold to a blank, parts two names (دير الزور – الميادين)."""
    original = folded.original[folded.end(end) : folded.start(second.word_start)]
    return any(char in _DASHES for char in original) or (second.article and "_" in original)


def _are_rows(folded: Folded, end: int, second: Item, start: int) -> bool:
    """Whether two lists of names open two lines that say nothing more, or a number each."""
    text, forms = folded.text, _forms()
    return (
        forms.row_gap.fullmatch(text, end, second.word_start) is not None
        and forms.row_start.search(text[max(0, start - _ROW_MARKS) : start]) is not None
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
