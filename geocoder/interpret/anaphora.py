"""Back-references: المدينة، الحي، الحيين، المشفى, "the hospital" and what they stand for."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.lexicon import Head, Role, split_article
from geocoder.model import Match, Place
from geocoder.spans import Spans

if TYPE_CHECKING:
    from geocoder.interpret.draft import Reading
    from geocoder.interpret.tokens import Token

_SETTLED = frozenset({"neighbourhood", "village", "town", "city", "governorate", "subdistrict", "camp"})
"""Heads behind which an adjective describes; behind a facility it names another one (المشفى الميداني)."""

_BRIDGED = frozenset({"city", "governorate"})
"""Heads that may refer to the place around the ones named so far."""

_MEMORY = 120
"""Mentions that a reader keeps in mind; what was named longer ago is named anew."""

_LOOSE = frozenset({"neighbourhood", "village", "town"})
"""Heads that writers use for the neighbouring kinds too (البلدة of a village)."""

_UNIQUE = frozenset({"airport"})
"""Heads of which an area has one, so that the definite noun needs no earlier mention."""


def draft_anaphors(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Drafts for definite generic nouns; ``drafts`` holds the mentions found so far, in text order."""
    joined = {id(draft.token.head_token) for draft in drafts if draft.token is not None}
    by_token = {id(draft.token): draft for draft in drafts}
    taken: Spans | None = None
    starts = [draft.start for draft in drafts]
    gone: set[int] = set()
    found: list[Draft] = []
    fits = _Fits(reading)
    for place, token in enumerate(reading.tokens):
        if id(token) in joined or (token.names and not _yields(by_token.get(id(token)))):
            continue
        cue = token.cue(Role.HEAD) or token.cue(Role.CAPITAL)
        if cue is None:
            continue
        head = cue.head if cue.head is not None else reading.index.lexicon.heads["city", "ar"]
        if (
            not head.refers_back
            or not _is_definite(token, reading)
            or _is_described(reading, token, place, head)
        ):
            continue
        if taken is None:
            taken = Spans((draft.start, draft.end) for draft in drafts)
        if taken.overlap(token.item.start, token.item.end) and not token.names:
            continue
        before = bisect_left(starts, token.item.start)
        recent = [each for each in drafts[max(0, before - _MEMORY) : before] if id(each) not in gone]
        draft = _refer(reading, token, head, max(cue.number, 1), recent, fits)
        if draft is not None:
            if token.names:
                gone.add(id(by_token[id(token)]))
            found.append(draft)
    drafts[:] = [draft for draft in drafts if id(draft) not in gone]
    return found


def _yields(draft: Draft | None) -> bool:
    """A weak bare name ("الجبل", "الجسر") gives way to a back-reference when one is possible."""
    return (
        draft is not None
        and draft.head is None
        and draft.token is not None
        and draft.token.cue(Role.HEAD) is not None
        and not draft.reason
    )


def _is_definite(token: Token, reading: Reading) -> bool:
    if token.item.entry.latin:
        words = reading.folded.words
        before = words.rfind(" ", 0, max(token.item.start - 1, 0)) + 1
        return words[before : token.item.start] == "the "
    return token.item.article or token.cue(Role.CAPITAL) is not None


def _is_described(reading: Reading, token: Token, place: int, head: Head) -> bool:
    """Whether a definite adjective makes another thing of the noun (المدينة الجامعية)."""
    words = reading.folded.words
    end = token.item.end
    if reading.folded.text[end : end + 1] != " ":
        return False
    word = words[end + 1 : words.find(" ", end + 1)]
    lexicon = reading.index.lexicon
    if not word.startswith("ال") or word in lexicon.adjectives:
        return False
    following = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    if following is not None and following.item.word_start == end + 1 and following.cues:
        return False  # a direction or a relation follows: الجبل المطل على
    return head.name not in _SETTLED and len(word) > 4 and word.endswith(("ي", "يه"))


def _refer(
    reading: Reading, token: Token, head: Head, number: int, drafts: list[Draft], fits: _Fits
) -> Draft | None:
    start = token.item.start
    earlier = [draft for draft in drafts if draft.end <= start and not draft.reason]
    best = _antecedents(fits, head, earlier, first=number == 1)
    if number > 1:
        best = [each for each in best if number == 2 or each.list_head is not None]
        best = _distinct(best, number)
        if len(best) < 2:
            return None
    draft = Draft(start, token.item.end, token, [])
    draft.match = Match.ANAPHOR
    words = reading.folded.words
    if best:
        draft.refers = tuple(best if number > 1 else best[:1])
        draft.note("back-reference", words[best[0].start : best[0].end])
        return draft
    if "back-reference-bridged" not in reading.rules:
        return None
    inferred = _bridge(reading, head, earlier)
    if inferred is None or number > 1:
        return None
    draft.inferred = (inferred,)
    draft.basis = tuple(earlier)
    draft.note("back-reference-bridged", inferred.title)
    return draft


class _Fits:
    """How well earlier mentions fit a noun: judged once, however often a text refers back."""

    __slots__ = ("_anchors", "_known", "_reading")

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[int, str], float] = {}
        self._anchors: dict[int, bool] = {}

    def fit(self, draft: Draft, head: Head) -> float:
        """0 to 1 by the kind, and 1 more where the very noun stood."""
        known = self._known.get((id(draft), head.name))
        if known is None:
            known = self._known[id(draft), head.name] = _fit(self._reading, draft, head)
        return known

    def is_anchor(self, draft: Draft) -> bool:
        """Whether a compass word or a distance stands directly before a mention."""
        known = self._anchors.get(id(draft))
        if known is None:
            known = self._anchors[id(draft)] = _is_anchor(self._reading, draft)
        return known


def _fit(reading: Reading, draft: Draft, head: Head) -> float:
    if draft.region is not None:
        return 0.0
    own = draft.head or draft.list_head
    if draft.unknown:
        fit = 1.0 if own is not None and own.name == head.name else 0.0
    else:
        kinds = (reading.index.places[name.place].kind for name in draft.names)
        fit = max((head.fits(each) for each in kinds if each != "city" or head.name == "city"), default=0.0)
    if (own is not None and own.name == head.name) or (fit and _headed_alike(draft, head, reading)):
        fit += 1.0
    return fit


def _antecedents(fits: _Fits, head: Head, earlier: list[Draft], *, first: bool) -> list[Draft]:
    """Earlier mentions that a noun may refer to, the likeliest first.

    A mention with the same noun comes first; among equals, what the text is about (a mention that
    is no anchor of a compass word or distance), then the latest.
    """
    least = 0.0 if head.name in _LOOSE else 1.0
    tiers: list[tuple[float, int, Draft]] = []
    for age, draft in enumerate(reversed(earlier)):
        fit = fits.fit(draft, head)
        if fit >= least and fit > 0.0:
            is_anchor = fits.is_anchor(draft)
            if first and fit == _SAME_NOUN and not is_anchor:  # nothing older can be likelier
                return [draft] if not tiers else _by_likelihood([*tiers, (fit, -age, draft)])
            tiers.append((fit - (_ANCHOR_LOSS if is_anchor else 0.0), -age, draft))
    return _by_likelihood(tiers)


_SAME_NOUN = 2.0
"""Fit of a mention of the very kind with the very noun."""

_ANCHOR_LOSS = 0.75


def _by_likelihood(tiers: list[tuple[float, int, Draft]]) -> list[Draft]:
    tiers.sort(key=lambda each: each[:2], reverse=True)
    best = [tier for tier in tiers if tier[0] >= tiers[0][0] - 0.01] if tiers else []
    return [draft for _, _, draft in best] + [draft for _, _, draft in tiers[len(best) :]]


def _headed_alike(draft: Draft, head: Head, reading: Reading) -> bool:
    """Whether the matched name itself opens with a noun of the class (مشفى الأسد)."""
    words = reading.folded.words[draft.start : draft.end].split(" ", 1)[0]
    core, _ = split_article(words)
    return any(
        cue.head is not None and cue.head.name == head.name
        for cue in reading.index.lexicon.cues.get(core, ())
    )


def _is_anchor(reading: Reading, draft: Draft) -> bool:
    """Whether a compass word or a distance stands directly before a mention."""
    words = reading.folded.words
    before = words.rfind(" ", 0, max(draft.start - 1, 0)) + 1
    core, _ = split_article(words[before : draft.start].strip())
    return any(cue.role in (Role.DIRECTION, Role.UNIT) for cue in reading.index.lexicon.cues.get(core, ()))


def _distinct(drafts: list[Draft], number: int) -> list[Draft]:
    """The last two (or, for a plural, all) different ones, in text order."""
    seen: dict[tuple[int, ...], Draft] = {}
    for draft in drafts:
        seen.setdefault(tuple(name.place for name in draft.names[:1]), draft)
    last = list(seen.values())
    return list(reversed(last[:2] if number == 2 else last))


def _bridge(reading: Reading, head: Head, earlier: list[Draft]) -> Place | None:
    """The one place of the kind around, or within, what the text has named."""
    index = reading.index
    basis = earlier
    votes: dict[str, int] = {}
    for draft in basis:
        if not draft.names:
            continue
        place = index.places[draft.names[0].place]
        for ancestor_id in dict.fromkeys((place.id, *place.ancestor_ids)):
            votes[ancestor_id] = votes.get(ancestor_id, 0) + 1
    if head.name in _BRIDGED:
        around = [
            (count, place_id)
            for place_id, count in votes.items()
            if (area := index.by_id.get(place_id)) is not None and head.fits(area.kind) == 1.0
        ]
        if around:
            return index.by_id[max(around, key=lambda each: (each[0], each[1]))[1]]
        return _only_one(reading, head, votes) if head.name == "city" else None
    return _only_one(reading, head, votes) if head.name in _UNIQUE else None


def _only_one(reading: Reading, head: Head, votes: dict[str, int]) -> Place | None:
    """The one place of a kind in the smallest area that the text has spoken of."""
    depths: dict[str, int] = {}
    for kind in head.kinds:
        for area in votes:
            for depth, place in reading.index.near.get((kind, area), ()):
                depths[place.id] = min(depth, depths.get(place.id, depth))
    closest = min(depths.values(), default=0)
    nearest = [place_id for place_id, depth in depths.items() if depth == closest]
    return reading.index.by_id[nearest[0]] if len(nearest) == 1 else None
