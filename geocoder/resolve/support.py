"""Decide which names are meant as places at all: what is weak, generic or misspelt needs support."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geocoder.kinds import kind
from geocoder.lexicon import Role, split_article
from geocoder.model import Match
from geocoder.normalize import fold
from geocoder.quantities import number_before
from geocoder.resolve.context import lies_in

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.resolve.context import Context
    from geocoder.resolve.score import Scored

_PARTICLES = frozenset("بع")
"""Clitics that place something; "ل" also means "for" (رواتب للموظفين), و and ف only join."""

_SMALL_RANK = 55
"""Rank (kinds.tsv) from which a place is too small to be named in a text about another country."""

_LONG_FUZZY = 9
"""Letters from which a misspelt name stands without support."""

Scores = dict[int, list["Scored"]]


def require_support(reading: Reading, drafts: list[Draft], scores: Scores, context: Context) -> None:
    """Reject mentions that need support and have none; each list is read in both directions."""
    sure = {id(draft) for draft in drafts if not draft.reason and _stands_alone(draft, scores, context)}
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
                and _are_alike(draft, previous, scores, forward=forward)
            )
            if not forward and not listed:
                continue  # asked on the way there, and nothing has changed
            reason = _support(reading, draft, scores[id(draft)][0], context, coherent, listed=listed)
            if reason:
                sure.add(id(draft))
                draft.note("support", reason)
    for draft in drafts:
        if (
            id(draft) in scores
            and not draft.reason
            and id(draft) not in sure
            and draft.match is not Match.ANAPHOR
        ):
            _reject(reading, draft, scores[id(draft)][0])


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
    if draft.match is Match.FUZZY:
        length = len(draft.token.item.entry.core) if draft.token is not None else 0
        return best.fit == 1.0 or length >= _LONG_FUZZY or not best.place.ancestor_ids
    if best.entry.generic:
        return False
    if kind(best.place.kind).rank >= _SMALL_RANK and context.is_abroad(best.place):
        return context.shares_area(best.place)
    if best.entry.weak:
        loose = draft.head is not None and draft.head.is_area
        return best.fit == 1.0 or (bool(best.fit) and (not loose or context.shares_area(best.place)))
    return True


def _coherent(drafts: list[Draft], scores: Scores) -> frozenset[str]:
    """Parents of which the text names two different generic places: they vouch for each other."""
    parents: dict[str, set[str]] = {}
    for draft in drafts:
        ranked = scores.get(id(draft))
        if ranked and not draft.reason and ranked[0].fit == 1.0 and ranked[0].place.parent_id:
            parents.setdefault(ranked[0].place.parent_id, set()).add(ranked[0].place.id)
    return frozenset(parent for parent, places in parents.items() if len(places) > 1)


def _support(
    reading: Reading, draft: Draft, best: Scored, context: Context, coherent: frozenset[str], *, listed: bool
) -> str:
    """What supports a mention, empty when nothing does."""
    if reading.query:
        return "the query is a place"
    if "support" not in reading.rules:
        return ""
    if best.entry.weak and context.is_abroad(best.place):
        return ""
    if draft.match is not Match.FUZZY and listed:
        return "listed with a sure place"
    if best.place.parent_id in coherent and best.entry.generic and best.fit:
        return "other places of the same parent"
    if id(draft) in context.confirmed:
        return "the place before it lies in it"
    return _said_around(reading, draft, best, context)


def _said_around(reading: Reading, draft: Draft, best: Scored, context: Context) -> str:
    """What the words around a mention support it with."""
    if best.entry.weak and _is_partitive(reading, draft):
        return ""
    apposed, _ = context.apposed(draft)
    if apposed is not None and lies_in(best.place, apposed):
        return f"followed by {apposed.title}, where it lies"
    if best.entry.weak and _is_measured(reading, draft):
        return "a distance or a compass word is measured from it"
    if best.entry.weak and best.place.kind == "river" and _has_bank(reading, draft):
        return "the words before it speak of a bank"
    if draft.match is Match.FUZZY and best.place.id in context.named:
        return "the text names the place in full"
    return _in_the_area(reading, draft, best, context) if context.shares_area(best.place) else ""


def _in_the_area(reading: Reading, draft: Draft, best: Scored, context: Context) -> str:
    """What more is asked of a name when the text speaks of its area."""
    if (best.entry.generic and (best.fit or not best.entry.weak)) or draft.match is Match.FUZZY:
        return "the text speaks of the area"
    if draft.token is not None and best.entry.article and not draft.token.item.article:
        return ""  # على بصيرة من أمرهم
    return _before(reading, draft) or _in_its_city(reading, draft, best, context)


def _in_its_city(reading: Reading, draft: Draft, best: Scored, context: Context) -> str:
    """What shows a quarter of a city that the text names: a strike on it, or the city as its label."""
    city = reading.index.by_id.get(context.around(best.place, before=draft.start))
    if draft.token is None or city is None or city.kind not in _TOWNS or _is_described(reading, draft):
        return ""
    folded, first = reading.folded, draft.token.item.word_start
    if not draft.token.item.clitics and folded.text[first - 1 : first] == " ":
        word = folded.words[folded.words.rfind(" ", 0, first - 1) + 1 : first - 1]
        if word in reading.index.lexicon.strikes:
            return f"a strike on it, and the text names {city.title}"
    label = folded.original[max(0, folded.start(first) - _LABEL) : folded.start(first)].rstrip(" #")
    closes = folded.text[draft.end : draft.end + 1] in _CLOSING
    named = fold(label.rstrip(" :|-\u2013")).endswith(fold(city.name_ar) or label)
    if closes and label.endswith(_LABEL_MARKS) and named:
        return f"behind {city.title} as a label"
    return ""


_TOWNS = frozenset({"city", "town"})
_LABEL = 40
_LABEL_MARKS = (":", "|", " -", " \u2013")
_CLOSING = frozenset({"", "\n", ":", ".", "،", ","})


def _has_bank(reading: Reading, draft: Draft) -> bool:
    """Whether "the bank of" stands before a river (ضفة الفرات, على الضفة الشرقية للفرات)."""
    first = draft.token.item.word_start if draft.token is not None else draft.start
    for end in (first - 1, first - 4):  # "من" or "the" may stand between
        place = reading.ends.get(end)
        if place is not None:
            return any(cue.value == "bank" for cue in reading.tokens[place].cues)
    return False


def _is_measured(reading: Reading, draft: Draft) -> bool:
    """Whether a distance with its unit stands before a name ("على بعد 5 كم غرب الميادين")."""
    ends, tokens = reading.measures()
    first, last = bisect_left(ends, draft.start - _MEASURE_WINDOW), bisect_left(ends, draft.start)
    for token in tokens[first:last]:
        start = token.item.start
        if token.cue(Role.UNIT) is not None and number_before(reading.folded.text, start, max(0, start - 40)):
            return True
        if (
            token.cue(Role.DIRECTION) is not None
            and draft.start - token.item.end <= 1
            and not token.item.article
        ):
            return True  # شرقي الميادين
    return False


_MEASURE_WINDOW = 22
"""Letters from a unit to the name it is measured from: a compass word and a particle."""


def _before(reading: Reading, draft: Draft) -> str:
    """A preposition, a relation, a hashtag or the label of a line before a weak name."""
    folded = reading.folded
    token = draft.token
    if token is None:
        return ""
    first = token.item.word_start
    before = folded.text[max(0, first - 1) : first]
    if before == "#":
        return "hashtag"
    if _is_described(reading, draft):
        return ""
    if token.item.clitics and token.item.clitics[-1] in _PARTICLES:
        is_word = folded.words[first : token.item.end] in reading.index.common
        return "" if is_word else f"preposition {token.item.clitics[-1]}"
    word = folded.words[folded.words.rfind(" ", 0, max(first - 1, 0)) + 1 : first - 1]
    locatives = reading.index.lexicon.locatives
    if token.item.clitics in locatives:  # فيالميادين
        return f"preposition {token.item.clitics}"
    if before == " " and (word in locatives or (word[:1] in ("و", "ف") and word[1:] in locatives)):
        return f"preposition {word}"
    if folded.text[draft.end : draft.end + 1] == ":" and _opens_line(folded.text, first):
        return "label of a line"
    place = reading.ends.get(first - 1)
    if place is not None and reading.tokens[place].cue(Role.RELATION) is not None:
        other = reading.tokens[place].item
        return f"relation {folded.words[other.start : other.end]}"
    return ""


def _is_described(reading: Reading, draft: Draft) -> bool:
    """Whether a definite adjective or genitive follows: المقابر الجماعية are no place of that name."""
    folded = reading.folded
    if folded.text[draft.end : draft.end + 1] != " ":
        return False
    word = folded.words[draft.end + 1 : folded.words.find(" ", draft.end + 1)]
    core, article = split_article(word)
    lexicon = reading.index.lexicon
    return article and len(core) > 3 and core not in lexicon.cues and word not in lexicon.adjectives


def _is_partitive(reading: Reading, draft: Draft) -> bool:
    """Whether "من" counts or measures (عدد من العمال)."""
    words = reading.folded.words
    end = (draft.token.item.word_start if draft.token is not None else draft.start) - len(" من ")
    if end <= 0 or words[end : end + len(" من ")] != " من ":
        return False
    before = words[words.rfind(" ", 0, end) + 1 : end]
    partitives = reading.index.lexicon.partitives
    return before in partitives or (before[:1] in ("و", "ب", "ل") and before[1:] in partitives)


def _opens_line(text: str, start: int) -> bool:
    opening = max(0, start - _LINE_MARKS)
    line = text[text.rfind("\n", opening, start) + 1 if "\n" in text[opening:start] else opening : start]
    return (opening == 0 or "\n" in text[opening:start]) and not line.strip(" #*•-")


_LINE_MARKS = 12
"""Letters that bullets and marks may take before the label of a line."""


def _reject(reading: Reading, draft: Draft, best: Scored) -> None:
    """A generic noun with a common word is a place, but which one is unclear; the rest is no place."""
    if best.fit == 0.0 and draft.head is not None and draft.head.is_open:
        return  # مدرسة الثورة is a school, known or not: the noun decides
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
