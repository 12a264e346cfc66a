"""What a noun that refers back (المدينة، الحيين، "the hospital") means: the most salient that it fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geocoder.lexicon import Head, Role, split_article
from geocoder.model import Candidate, Match, Mention, PlaceId, Status
from geocoder.normalize import fold
from geocoder.resolve.confidence import confidence, observe
from geocoder.resolve.decide import MOST_CANDIDATES, mention_of
from geocoder.resolve.salience import Memory, Spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.interpret.draft import Draft
    from geocoder.resolve.support import Scores

_SETTLED = frozenset({"village", "town", "city"})
"""Nouns for settlements: what was called by one of them is less likely called by another."""

_SIZES = {"village": 1, "town": 2, "city": 3}
"""Nouns for settlements, and kinds, by size: the greater noun is less likely said of the smaller place."""

_SMALLER = frozenset({"neighbourhood", "village", "town"})
"""Nouns that are not said of a city."""

_LOOSE = _SETTLED | _SMALLER
"""Nouns that writers use for the neighbouring kinds, too (البلدة of a village)."""

_UNIQUE = frozenset({"airport"})
"""Nouns of which an area has one, so that the definite noun needs no earlier mention."""

_RIVER = "river"
"""The noun that means the great river of the area before any other river named."""

_LYING = frozenset(map(fold, ("", "to the", "to", "located", "lying", "الواقعة", "الواقع", "عند", "في")))
"""Words between a place and the compass word that says where it lies ("X, to the north of the town")."""

_LIST_SENTENCES = 4
"""Sentences back in which a list is still a set."""

_PAIR_SENTENCES = 2
"""Sentences back in which things named apart are still a set."""

_NUMBERS = {fold("ثلاث"): 3, fold("أربع"): 4, fold("خمس"): 5}
_FEMININE = fold("ة")


def refer(memory: Memory, draft: Draft, scores: Scores) -> Mention | None:
    """The mention of a back-reference: the place of what it stands for, its rivals as candidates.

    None when it is unclear what it stands for. What has no place hands on that it has none.
    """
    found = _antecedents(memory, draft)
    if not found:
        return None
    reading, best = memory.reading, found[0]
    draft.refers = tuple(each.draft for each in found if each.named)
    draft.bridged = not best.named
    rule = "back-reference-bridged" if draft.bridged else "back-reference"
    if rule not in reading.rules:
        return None
    words = reading.folded.words
    meant = [words[each.draft.start : each.draft.end] for each in found[: draft.head_number]]
    draft.note(rule, best.place.title if best.place is not None and draft.bridged else "، ".join(meant))
    if best.place is None:
        start, end = draft.span(reading.folded)
        surface = reading.folded.original[start:end]
        evidence = (*draft.evidence, *best.mention.evidence[-1:])
        return replace(
            best.mention, start=start, end=end, surface=surface, match=Match.ANAPHOR, evidence=evidence
        )
    sureness = confidence(observe(draft, [] if draft.bridged else scores.get(id(best.draft), [])))
    if not draft.bridged:
        sureness = min(sureness, best.mention.confidence)
    status = Status.RESOLVED
    unsure = best.named and best.mention.status is Status.AMBIGUOUS
    if unsure or draft.rivalry > memory.weights["rivalry-ambiguous"]:
        status = Status.AMBIGUOUS
        sureness = min(sureness, 1.0 / (1.0 + draft.rivalry))
    mention = mention_of(reading, draft, status, best.place, [], draft.evidence, sureness)
    return replace(mention, candidates=_candidates(found, sureness))


def _candidates(found: Sequence[Spoken], sureness: float) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(PlaceId(each.place.id), round(sureness, 3), each.place.latitude, each.place.longitude)
        for each in found[:MOST_CANDIDATES]
        if each.place is not None
    )


def _antecedents(memory: Memory, draft: Draft) -> list[Spoken]:
    """What a noun stands for, the likeliest first and then its rivals; empty when that is unclear.

    For a dual or plural noun the members of the set that it names.
    """
    head = draft.head
    if head is None:
        return []
    if draft.head_number > 1:
        return _set(memory, draft, head)
    ranked = _ranked(memory, draft, head)
    if not ranked:
        return _only_one(memory, head)
    weights, now = memory.weights, memory.position(draft.start)
    value, best = ranked[0]
    if draft.unnamed >= 0:
        last = memory.position(max(draft.unnamed, memory.unnamed.get(head.name, -1)))
        if now[0] - last[0] <= 1 and memory.faded(weights["same-noun"], last, now) >= value:
            memory.unnamed[head.name] = draft.start
            return []
    memory.referred[now[0], id(best)] = head.name
    draft.rivalry = _rivalry(memory, draft, head, ranked)
    if _fit(memory, best, head) < 1.0:
        draft.rivalry = max(draft.rivalry, weights["rivalry-loose"])
    return [spoken for each, spoken in ranked if each >= value * weights["salience-rival"]]


def _rivalry(memory: Memory, draft: Draft, head: Head, ranked: list[tuple[float, Spoken]]) -> float:
    """How near the best rival comes; what the noun meant before comes nearer, and its doubt stays."""
    value, best = ranked[0]
    place = head.name, memory.position(draft.start)[1]
    before, rivalry, last = memory.meant.get(place, (None, 0.0, 0))
    if before is not best or best.draft.start > last:
        rivalry = 0.0
    for each, spoken in ranked[1:]:
        share = each * memory.weights["meant-before"] if spoken is before else each
        rivalry = max(rivalry, share / value)
    memory.meant[place] = best, rivalry, draft.start
    return rivalry


def _ranked(memory: Memory, draft: Draft, head: Head) -> list[tuple[float, Spoken]]:
    """What a noun may be said of, with how likely it is meant, the likeliest first."""
    weights, now = memory.weights, memory.position(draft.start)
    subject = _subject(memory, draft)
    river = memory.river() if head.name == _RIVER else None
    ranked: list[tuple[float, Spoken]] = []
    for spoken in memory.latest():
        fit = _fit(memory, spoken, head)
        if fit == 0.0 or spoken is subject:
            continue
        if memory.referred.get((now[0], id(spoken)), head.name) != head.name:
            fit *= weights["other-noun"]
        value = memory.faded(spoken.value, (spoken.sentence, spoken.paragraph), now)
        if spoken is memory.topic or (river is not None and spoken.place is river):
            value = max(value, weights["salience-topic"])
        age: float = weights["fade-rival"] ** len(ranked)
        ranked.append((value * fit * age, spoken))
    ranked.sort(key=_likelihood, reverse=True)
    return ranked


def _likelihood(ranked: tuple[float, Spoken]) -> float:
    return ranked[0]


def _fit(memory: Memory, spoken: Spoken, head: Head) -> float:
    """How well a noun is said of something: its kind, and the noun it was called by."""
    if not spoken.named:
        return float(spoken.kind == head.name)
    if spoken.kind == "city" and head.name in _SMALLER:
        return 0.0
    if head.name in spoken.nouns:
        return memory.weights["same-noun"]
    if spoken.place is None or spoken.kind == "other":
        return 0.0
    fit = head.fits(spoken.kind)
    if fit == 1.0 and head.name in memory.title(spoken):
        return memory.weights["same-noun"]
    return _loose_fit(memory, spoken, head, fit)


def _loose_fit(memory: Memory, spoken: Spoken, head: Head, fit: float) -> float:
    """The fit of a noun by which nothing has called the place so far."""
    if fit < 1.0:
        fit = memory.weights["fit-near"] if fit and head.name in _LOOSE else 0.0
    elif _SIZES.get(head.name, 0) > _SIZES.get(spoken.kind, 3):
        fit = memory.weights["fit-town"]
    if head.name in _SETTLED and not spoken.nouns.isdisjoint(_SETTLED):
        fit *= memory.weights["other-noun"]
    return fit


def _subject(memory: Memory, draft: Draft) -> Spoken | None:
    """What lies where the words around a noun say: that is not what the noun stands for."""
    token, previous = memory.before(draft.start), memory.previous
    if token is None or previous is None:
        return None
    if token.cue(Role.DIRECTION) is None and token.cue(Role.RELATION) is None:
        return None
    gap = memory.reading.folded.text[previous.draft.end : token.item.word_start]
    return previous if gap.strip(" ,\u060c(") in _LYING else None


def _set(memory: Memory, draft: Draft, head: Head) -> list[Spoken]:
    """The two (or more) things of a kind that a text listed, or named one by one just before."""
    words, sentence = memory.reading.folded.words, memory.position(draft.start)[0]
    follower, _ = split_article(words[draft.end + 1 : words.find(" ", draft.end + 1)])
    wanted = 2 if draft.head_number == 2 else _NUMBERS.get(follower.removesuffix(_FEMININE), 0)
    for members in reversed(memory.lists):
        if sentence - members[-1].sentence > _LIST_SENTENCES:
            break
        own = members[0].draft.list_head
        listed = list({id(each): each for each in members}.values())
        if len(listed) > 1 and own is not None and own.name == head.name and wanted in (0, len(listed)):
            return listed
    apart = [each for each in memory.latest() if each.named and _fit(memory, each, head) >= 1.0]
    for back in range(_PAIR_SENTENCES + 1 if wanted else 0):
        lately = [each for each in reversed(apart) if sentence - each.sentence <= back]
        if len(lately) >= wanted:
            return lately if len(lately) == wanted else []
    return []


def _only_one(memory: Memory, head: Head) -> list[Spoken]:
    """The one place of a kind in the smallest area that the text has spoken of."""
    if head.name not in _UNIQUE:
        return []
    near = memory.reading.index.near
    depths: dict[str, int] = {}
    named = [each for each in memory.latest() if each.place is not None and each.named]
    for spoken in named:
        for area in (spoken.place.id, *spoken.place.ancestor_ids) if spoken.place is not None else ():
            for kind in head.kinds:
                for depth, place in near.get((kind, area), ()):
                    depths[place.id] = min(depth, depths.get(place.id, depth))
    closest = min(depths.values(), default=0)
    nearest = [place_id for place_id, depth in depths.items() if depth == closest]
    if len(nearest) != 1:
        return []
    place = memory.reading.index.by_id[nearest[0]]
    return [Spoken(place, place.kind, named[0].draft, named[0].mention)]
