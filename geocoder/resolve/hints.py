"""What the words around a name show: that a place is meant, and which."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

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


def said_around(reading: Reading, draft: Draft, best: Scored, context: Context) -> str:
    """What the words around a mention support it with."""
    if best.entry.weak and _is_partitive(reading, draft):
        return ""
    apposed, _ = context.apposition.of(draft)
    if apposed is not None and lies_in(best.place, apposed):
        opens = draft.start == 0 or reading.folded.text[draft.start - 1] != " "
        ordinary = _is_ordinary(reading, draft, best) and not opens
        if not ordinary or before(reading, draft) or struck(reading, draft):
            return f"followed by {apposed.title}, where it lies"
        return ""  # احتجاجات الموظفين في دير الزور
    told = [each.detail for each in best.evidence if each.detail.startswith("told by ")]
    if told and not _is_ordinary(reading, draft, best):
        return told[0]
    if best.entry.weak and _is_measured(reading, draft):
        return "a distance or a compass word is measured from it"
    if best.entry.weak and best.place.kind == "river" and _has_bank(reading, draft):
        return "the words before it speak of a bank"
    is_again = best.entry.weak and draft.token is not None and draft.token.item.entry.latin
    if (draft.match is Match.FUZZY or is_again) and best.place.id in context.named:
        return "the text names the place in full"
    if best.entry.weak and (area := _belongs(reading, draft, best)):
        return f"told to belong to {area}"
    if best.entry.weak and best.place.kind in _TOWNS and (hint := _as_a_town(reading, draft, best, context)):
        return hint
    speaks_of_it = context.shares_area(best.place) or context.is_across(best.place)
    return _in_the_area(reading, draft, best, context) if speaks_of_it else ""


def _belongs(reading: Reading, draft: Draft, best: Scored) -> str:
    """The area around a place that it is told to belong to (السوسة التابعة لناحية السوسة), or empty."""
    words = reading.folded.words
    word = words[draft.end + 1 : words.find(" ", draft.end + 1)]
    if draft.token is None or word not in reading.index.lexicon.words["belonging"]:
        return ""
    number = reading.ends.get(draft.token.item.end, len(reading.tokens))
    for token in reading.tokens[number + 1 : number + 3]:
        for name in token.names:
            place = reading.index.places[name.place]
            if place.id in best.place.ancestor_ids and token.item.word_start - draft.end < _NEXT:
                return place.title
    return ""


_NEXT = 30
"""Letters from a place to the area that it is told to belong to."""


def _is_ordinary(reading: Reading, draft: Draft, best: Scored) -> bool:
    """Whether a weak name without its noun is a frequent word (الثورة، الموظفين)."""
    if draft.token is None or draft.head is not None or draft.list_head is not None or not best.entry.weak:
        return False
    item, common = draft.token.item, reading.index.common
    word = reading.folded.words[item.start : item.end]
    return best.fit != 1.0 and (item.entry.core in common or word in common)


def _as_a_town(reading: Reading, draft: Draft, best: Scored, context: Context) -> str:
    """What shows that a word is the town of that name: what it is called, or what happened there."""
    token = draft.token
    if token is None or best.entry.article != token.item.article or _is_described(reading, draft):
        return ""
    if _is_called(reading, draft, best.place.kind):
        return "the text says what it is"
    is_title = best.place.kind == "city" and best.entry.name.toponym == best.place.title
    is_plain = _is_ordinary(reading, draft, best) and not is_title
    if best.place.id in context.named and not is_plain:
        return "the text names the place in full"
    hint = before(reading, draft)
    if hint and best.place.id in context.named:
        return f"{hint}, and the text names the place in full"
    heading = draft.end + _HEADING if hint in _HEADINGS else draft.start
    if hint and tells_event(reading, heading):
        return f"{hint}, and what happened there"
    return "" if is_plain else struck(reading, draft)


_HEADINGS = frozenset({"hashtag", "label of a line"})
_HEADING = 45
"""Letters behind a tag or label that tell what happened there ("#الميادين | قصف جوي")."""


def _is_called(reading: Reading, draft: Draft, kind: str) -> bool:
    """Whether an indefinite noun of its kind stands behind a name (البصيرة بلدة على الخابور)."""
    first = draft.end + 1
    if reading.folded.text[draft.end : first] != " ":
        return False
    words = reading.folded.words
    word = words[first : words.find(" ", first)]
    return any(
        cue.head is not None and cue.number == 1 and kind in cue.head.kinds
        for cue in reading.index.lexicon.cues.get(word, ())
    )


def tells_event(reading: Reading, end: int) -> bool:
    """Whether one of the six words before an offset, in its sentence, tells an event or who acts."""
    folded, lexicon = reading.folded, reading.index.lexicon
    opening = max(0, end - _EVENT_WINDOW)
    opening = max(opening, *(folded.text.rfind(stop, opening, end) + 1 for stop in ".؟!"))
    for word in folded.words[opening:end].split()[-6:]:
        bare = word[1:] if word[:1] in _JOINED else word
        if word in lexicon.events or word in lexicon.actors or bare in lexicon.actors:
            return True
    return False


_EVENT_WINDOW = 60
_JOINED = frozenset("وبفل")


def struck(reading: Reading, draft: Draft) -> str:
    """A verb of striking before a name, or before who strikes (قصفت البصيرة، داهمت قسد البصيرة)."""
    if draft.token is None or draft.token.item.clitics:
        return ""
    folded, first = reading.folded, draft.token.item.word_start
    lexicon = reading.index.lexicon
    for _ in range(2):
        if folded.text[first - 1 : first] != " ":
            return ""
        start = folded.words.rfind(" ", 0, first - 1) + 1
        word = folded.words[start : first - 1]
        if word in lexicon.strikes or (word[:1] in _JOINED and word[1:] in lexicon.strikes):
            return "a strike on it"
        if word not in lexicon.actors:
            return ""
        first = start
    return ""


def _in_the_area(reading: Reading, draft: Draft, best: Scored, context: Context) -> str:
    """What more is asked of a name when the text speaks of its area."""
    if draft.match is Match.FUZZY:
        return "the text speaks of the area"
    if best.entry.generic and (best.fit or not best.entry.weak):
        own = [area for area in best.place.ancestor_ids if reading.index.by_id[area].kind in _TOWNS]
        town = context.town_before(draft.start) if own else None
        return "the text speaks of the area" if town is None or town.id in own else ""
    if draft.token is not None and best.entry.article and not draft.token.item.article:
        return ""  # على بصيرة من أمرهم
    return before(reading, draft) or _in_its_city(reading, draft, best, context)


def _in_its_city(reading: Reading, draft: Draft, best: Scored, context: Context) -> str:
    """What shows a quarter of a city that the text names: a strike on it, or the city as its label."""
    city = reading.index.by_id.get(context.around(best.place, before=draft.start))
    if draft.token is None or city is None or city.kind not in _TOWNS or _is_described(reading, draft):
        return ""
    folded, first = reading.folded, draft.token.item.word_start
    if struck(reading, draft):
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
    """Whether "the bank of" or a word for its water stands before a river (ضفة الفرات، مجرى الفرات)."""
    first = draft.token.item.word_start if draft.token is not None else draft.start
    words = reading.folded.words
    if words[words.rfind(" ", 0, max(0, first - 1)) + 1 : first - 1] in reading.index.lexicon.waters:
        return True
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


def before(reading: Reading, draft: Draft) -> str:
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
    known = word in lexicon.adjectives or word in lexicon.nationalities or core in lexicon.cues
    return article and len(core) > 3 and not known


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
