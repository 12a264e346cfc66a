"""Hashtags: a name in a topic ("#أمطار_الكويت") or repeated in a closing row is a label, no mention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.model import Evidence

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading

_CLITICS = 2
"""Letters before a name in a hashtag that may be clitics."""

_LOCAL_GROUPS = frozenset({"settlement", "quarter", "facility", "field", "landform", "crossing", "junction"})

_BLANK = re.compile(r"\s")

_TAG_LIKE = re.compile(r"[^\w#@]*(?:#\S+|https?\S+|@\S+)|[^\w#@]+\Z")
"""A hashtag, a link, a handle or a sign: what a closing row consists of."""


def filter_hashtags(reading: Reading, drafts: list[Draft]) -> None:
    """Reject names that a hashtag only labels the text with.

    Two habits of posts: a hashtag that says more than the name labels an event, unless the text
    names the place by itself as well, and a closing row of hashtags repeats words said before (in
    the same spelling). Towns and quarters keep their mention even so: a post often says in a
    hashtag alone where it happened ("#الدير_عطشانة").
    """
    text = reading.folded.original
    if "#" not in text:
        return
    read: list[tuple[Draft, str, int, int, bool]] = []
    by_itself: set[str] = set()
    for draft in drafts:
        start, end = draft.span(reading.folded)
        opening = _hashtag_start(text, start)
        is_part = opening >= 0 and (
            len(text[opening + 1 : start].strip("_")) > _CLITICS or text[end : end + 1] == "_"
        )
        surface = text[start:end]
        read.append((draft, surface, opening, end, is_part))
        if not is_part:
            by_itself.add(surface)
    closing = _closing_row(text)
    rules = reading.rules
    said: set[str] = set()
    for draft, surface, opening, end, is_part in read:
        if opening >= 0 and draft.point is None and not draft.reason and not _is_local(reading, draft):
            if is_part and "topic-hashtag" in rules and (surface not in by_itself or surface in said):
                _label(draft, "topic-hashtag", text[opening:end])
            elif not is_part and "repeated-hashtag" in rules and surface in said and opening >= closing:
                _label(draft, "repeated-hashtag", text[opening:end])
        said.add(surface)


def _closing_row(text: str) -> int:
    """Where the closing row of hashtags, links and handles begins; the length when there is none."""
    end = len(text)
    while end > 0:
        start = end
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        if start < end and _TAG_LIKE.match(text[start:end]) is None:
            break
        end = start - 1
    return max(end, 0)


def _hashtag_start(text: str, start: int) -> int:
    """Where the hashtag around an offset opens, -1 when there is none."""
    opening = text.rfind("#", 0, start + 1)
    return -1 if opening >= 0 and _BLANK.search(text, opening, start) else opening


def _is_local(reading: Reading, draft: Draft) -> bool:
    places = reading.index.places
    return any(kind(places[name.place].kind).group in _LOCAL_GROUPS for name in draft.names)


def _label(draft: Draft, rule: str, detail: str) -> None:
    draft.reason = rule
    draft.evidence.append(Evidence(rule, detail))
