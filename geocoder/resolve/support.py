"""Decide which names are meant as places at all: what is weak, generic or misspelt needs support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.lexicon import ARTICLE
from geocoder.model import Match
from geocoder.resolve.hints import before, said_around, tells_event
from geocoder.resolve.scene import province

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.resolve.context import Context
    from geocoder.resolve.score import Scored

_SMALL_RANK = 55
"""Rank (kinds.tsv) from which a place is too small to be named in a text about another country."""

_CLEAR = 0.05
"""By how much a candidate must lead for its town to be the one that a text speaks of."""

_LONG_FUZZY = 9
"""Letters from which a misspelt name stands without support."""

Scores = dict[int, list["Scored"]]


def require_support(reading: Reading, drafts: list[Draft], scores: Scores, context: Context) -> None:
    """Reject mentions that need support and have none."""
    asked = [draft for draft in drafts if not draft.reason]
    sure = {id(draft) for draft in asked if _stands_alone(draft, scores, context)}
    if all(id(draft) in sure or id(draft) not in scores for draft in asked):
        return
    hosts = _hosts(reading, drafts, scores, context)
    if hosts:
        context.confirm([(draft, scores[id(draft)][0].place) for draft in hosts])
    for draft in hosts:
        sure.add(id(draft))
        draft.note("support", "the text names a place in it")
    if hosts:  # what they hold may stand now
        sure |= {id(draft) for draft in asked if _stands_alone(draft, scores, context)}
    for draft in _listed(reading, drafts, scores, context):
        if id(draft) not in sure:
            sure.add(id(draft))
            draft.note("support", "listed with other towns and villages of the area")
    _ask_around(reading, drafts, scores, context, sure)
    for draft in asked:
        if id(draft) in scores and id(draft) not in sure and draft.match is not Match.ANAPHOR:
            _reject(reading, draft, scores[id(draft)], context)


def _ask_around(
    reading: Reading, drafts: list[Draft], scores: Scores, context: Context, sure: set[int]
) -> None:
    """Add to the sure mentions those with support; each list is read in both directions."""
    coherent = _coherent(drafts, scores)
    for order, forward in ((drafts, True), (drafts[::-1], False)):
        for place, draft in enumerate(order):
            if id(draft) in sure or draft.reason or id(draft) not in scores:
                continue
            previous = order[place - 1] if place else None
            chained = draft.chained if forward else previous is not None and previous.chained
            listed = (
                chained
                and previous is not None
                and id(previous) in sure
                and previous.match is not Match.FUZZY
                and _are_alike(draft, previous, scores, forward=forward)
            )
            if not forward and not listed:
                continue  # asked on the way there, and nothing has changed
            reason = _support(reading, draft, scores[id(draft)], context, coherent, listed=listed)
            if reason:
                sure.add(id(draft))
                draft.note("support", reason)


def _are_alike(draft: Draft, neighbour: Draft, scores: Scores, *, forward: bool) -> bool:
    """Whether a comma alone may list two mentions: places of one sort; و and a list noun always do."""
    later = draft if forward else neighbour
    if draft.list_head is not None or later.token is None or later.token.item.clitics:
        return True
    ranked = scores.get(id(neighbour))
    own = scores[id(draft)][0].place
    return not ranked or kind(ranked[0].place.kind).group == kind(own.kind).group


def _stands_alone(draft: Draft, scores: Scores, context: Context) -> bool:
    ranked = scores.get(id(draft))
    if not ranked:
        return draft.region is not None or draft.unknown or draft.point is not None
    if draft.region is not None:
        return True
    best = ranked[0]
    if best.misplaced is not None:
        return True  # what is said to lie elsewhere is no question of support
    if draft.match is Match.FUZZY:
        length = len(draft.token.item.entry.core) if draft.token is not None else 0
        return best.fit == 1.0 or length >= _LONG_FUZZY or not best.place.ancestor_ids
    if best.entry.generic:
        return False
    if context.scene.is_set and _recurs(ranked) and context.scene.elsewhere(draft, best.place) is not None:
        return False
    if kind(best.place.kind).rank >= _SMALL_RANK and context.is_abroad(best.place):
        return context.scene.speaks_of(best.place) or (len(ranked) == 1 and _is_distinct(best))
    if best.entry.weak:
        loose = draft.head is not None and draft.head.is_area
        return best.fit == 1.0 or (bool(best.fit) and (not loose or context.shares_area(best.place)))
    return True


def _hosts(reading: Reading, drafts: list[Draft], scores: Scores, context: Context) -> list[Draft]:
    """Weak names of towns, behind a preposition, with a landmark in the text (عالدير … الجسر المعلق)."""
    named = [
        scores[id(draft)]
        for draft in drafts
        if id(draft) in scores and not draft.reason and draft.match is not Match.FUZZY
    ]
    hosts = {
        ranked[0].place.parent_id
        for ranked in named
        if (ranked[0].fit == 1.0 or (ranked[0].fit is None and not ranked[0].entry.weak))
        and all(
            each.place.parent_id == ranked[0].place.parent_id or each.score < ranked[0].score - _CLEAR
            for each in ranked[1:]
        )
    }
    return [
        draft
        for draft in drafts
        if id(draft) in scores
        and (best := scores[id(draft)][0]).place.id in hosts
        and best.entry.weak
        and draft.head is None
        and _is_listable(draft, scores, context)
        and before(reading, draft)
    ]


def _listed(reading: Reading, drafts: list[Draft], scores: Scores, context: Context) -> list[Draft]:
    """Members of lists that hold weak names of settlements of one province only (المسرب والطريف والتبني)."""
    found: list[Draft] = []
    run: list[Draft] = []
    if not any(draft.chained for draft in drafts):
        return found
    for draft in [*drafts, None]:
        if run and (draft is None or not draft.chained):
            told = before(reading, run[0]) or tells_event(reading, run[0].start)
            areas = {province(scores[id(each)][0].place) for each in run}
            if len(areas) == 1 and (len(run) >= _LONG_LIST or (len(run) > 1 and told)):
                found += run
            run = []
        if draft is None or not _is_listable(draft, scores, context):
            run = []
        elif not run or draft.chained:
            run.append(draft)
    return found


_LONG_LIST = 3
"""Weak names that support each other with nothing else."""


def _is_listable(draft: Draft, scores: Scores, context: Context) -> bool:
    ranked = scores.get(id(draft))
    if not ranked or draft.reason or draft.token is None or draft.match is Match.FUZZY:
        return False
    best = ranked[0]
    return (
        best.place.kind in _SETTLEMENTS
        and best.entry.article == draft.token.item.article
        and bool(best.place.parent_id)
        and context.scene.elsewhere(draft, best.place) is None
        and not context.is_abroad(best.place)
    )


_SETTLEMENTS = frozenset({"city", "town", "village"})


def _recurs(ranked: list[Scored]) -> bool:
    """Whether many towns have a place of a name, by what it is or by who else has it."""
    best = ranked[0]
    if best.entry.recurs:
        return True
    return best.place.kind == "village" and len({province(each.place) for each in ranked}) > 1


def _is_distinct(best: Scored) -> bool:
    """Whether a name is no plain noun with the article: what هجين names, الجورة may name in any country."""
    name = best.place.name_ar
    return not best.entry.weak and (" " in name or not name.startswith(ARTICLE))


def _coherent(drafts: list[Draft], scores: Scores) -> frozenset[str]:
    """Parents of which the text names two different generic places: they vouch for each other."""
    parents: dict[str, set[str]] = {}
    for draft in drafts:
        ranked = scores.get(id(draft))
        if ranked and not draft.reason and ranked[0].fit == 1.0 and ranked[0].place.parent_id:
            parents.setdefault(ranked[0].place.parent_id, set()).add(ranked[0].place.id)
    return frozenset(parent for parent, places in parents.items() if len(places) > 1)


def _support(
    reading: Reading,
    draft: Draft,
    ranked: list[Scored],
    context: Context,
    coherent: frozenset[str],
    *,
    listed: bool,
) -> str:
    """What supports a mention, empty when nothing does."""
    best = ranked[0]
    if reading.query:
        return "the query is a place"
    if "support" not in reading.rules:
        return ""
    if best.entry.weak and context.is_abroad(best.place):
        return ""
    if _recurs(ranked) and context.scene.elsewhere(draft, best.place) is not None:
        return ""
    if draft.match is not Match.FUZZY and listed:
        return "listed with a sure place"
    if best.place.parent_id in coherent and best.entry.generic and best.fit:
        return "other places of the same parent"
    if id(draft) in context.confirmed:
        return "the place before it lies in it"
    return said_around(reading, draft, best, context)


def _reject(reading: Reading, draft: Draft, ranked: list[Scored], context: Context) -> None:
    """A generic noun with a common word is a place, but which one is unclear; the rest is no place."""
    best = ranked[0]
    if best.fit == 0.0 and draft.head is not None and draft.head.is_open:
        return  # مدرسة الثورة is a school, known or not: the noun decides
    other = context.scene.elsewhere(draft, best.place) if _recurs(ranked) else None
    if other is not None and (best.fit or not best.entry.weak):
        draft.unclear = True
        draft.note("elsewhere", f"many towns have one of this name, and the text speaks of {other.title}")
        return
    if best.entry.generic and (best.fit or not best.entry.weak) and "generic-name" in reading.rules:
        draft.unclear = True
        draft.note("generic-name", "many towns have one of this name, and the text names no town")
    elif not best.entry.weak and draft.match is not Match.FUZZY and "elsewhere" in reading.rules:
        draft.unclear = True
        draft.note(
            "elsewhere", f"the text speaks of other countries only; {best.place.title} is not among them"
        )
    elif draft.match is Match.FUZZY and "fuzzy-unsupported" in reading.rules:
        draft.reason = "fuzzy-unsupported"
        draft.note("fuzzy-unsupported", "resembles a name, but the text speaks of no place near it")
    elif best.entry.weak and "weak-name" in reading.rules:
        draft.reason = "weak-name"
        draft.note("weak-name", "also an ordinary word, and nothing here supports the place")
