"""What a text has spoken of so far, and how present each of it is to a reader.

Each mention of a place adds to its salience; sentences and paragraphs in between take it away.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from geocoder.interpret.draft import Draft
from geocoder.kinds import kind
from geocoder.lexicon import Role, split_article
from geocoder.model import Match, Mention, Place, Status
from geocoder.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geocoder.interpret.draft import Reading
    from geocoder.interpret.tokens import Token
    from geocoder.resolve.weights import Weights

_BREAK = re.compile(r"[.!?\n\u061f]+")
_ANCHORING = frozenset({"near", "around", "adjacent", "opposite", "between", "behind", "upto", "overlooking"})
"""Relations whose anchor only says where something else is."""

_AROUND = frozenset({"city", "governorate"})
"""Kinds that what lies in them speaks of, too."""

_SCENES = frozenset({"settlement", "admin"})
_OPENING = 6
"""Letters in front of a mention that opens its line or sentence (a particle, "أما", "تقع")."""

_AND = "و"
_THE = " the "
_MEMORY = 120
"""Places that a reader keeps in mind; what was named longer ago is named anew."""


class Spoken:
    """A place, or a thing without a record, that the text has spoken of.

    Attributes:
        place: The place, None for one that no gazetteer holds.
        kind: Its kind.
        draft, mention: Its last mention by name, or the one that spoke of it first.
        nouns: Classes of the generic nouns it was called by.
        title: Classes of the noun that its title opens with, None until they are asked for.
        named: Whether the text named it; else it only lies around what was named.
        value: Salience when it was last spoken of.
        sentence, paragraph: Where that was.
    """

    __slots__ = (
        "draft",
        "kind",
        "mention",
        "named",
        "nouns",
        "paragraph",
        "place",
        "sentence",
        "title",
        "value",
    )

    def __init__(self, place: Place | None, its_kind: str, draft: Draft, mention: Mention) -> None:
        self.place = place
        self.kind = its_kind
        self.draft = draft
        self.mention = mention
        self.nouns: set[str] = set()
        self.title: set[str] | None = None
        self.named = False
        self.value = 0.0
        self.sentence = 0
        self.paragraph = 0


class Memory:
    """What a text has spoken of so far.

    Attributes:
        lists: The members of each list, and each thing named alone, in the order of the text.
        previous: What was named last.
        topic: What the text opens with.
        referred: The noun by which a sentence called a thing; another noun there means another thing.
        meant: What each noun last meant in a paragraph, with what doubt, and where.
        unnamed: Where each noun last meant a thing without a name.
    """

    def __init__(self, reading: Reading, weights: Weights, nouns: Iterable[str]) -> None:
        self.reading = reading
        self.lent = _AROUND.intersection(nouns)
        self.weights = weights
        self.lists: list[list[Spoken]] = []
        self.previous: Spoken | None = None
        self.topic: Spoken | None = None
        self.referred: dict[tuple[int, int], str] = {}
        self.meant: dict[tuple[str, int], tuple[Spoken, float, int]] = {}
        self.unnamed: dict[str, int] = {}
        self._spoken: dict[str, Spoken] = {}
        self._last = (-1, 1.0)
        breaks = list(_BREAK.finditer(reading.folded.text))
        self._ends = [each.start() for each in breaks]
        self._openings = [0, *(each.end() for each in breaks)]
        self._paragraphs = [0]
        for each in breaks:
            self._paragraphs.append(self._paragraphs[-1] + ("\n" in each.group()))

    def latest(self) -> Iterator[Spoken]:
        """What is kept in mind, the latest first."""
        return islice(reversed(self._spoken.values()), _MEMORY)

    def river(self) -> Place | None:
        """The longest river of the first gazetteer, once the text has spoken of a place there."""
        index = self.reading.index
        if not any(
            each.place is not None and each.place.gazetteer == index.primary for each in self.latest()
        ):
            return None
        rivers = [each for each in index.by_kind.get("river", ()) if each.gazetteer == index.primary]
        return max(rivers, key=_radius, default=None)

    def title(self, spoken: Spoken) -> set[str]:
        """Classes of the noun that the title of a place opens with."""
        if spoken.title is None:
            spoken.title = self._classes(_folded(spoken.place.title)) if spoken.place is not None else set()
        return spoken.title

    def position(self, start: int) -> tuple[int, int]:
        """Sentence and paragraph of an offset."""
        sentence = bisect_left(self._ends, start)
        return sentence, self._paragraphs[sentence]

    def faded(self, value: float, then: tuple[int, int], now: tuple[int, int]) -> float:
        """What sentences and paragraphs in between leave of a salience."""
        sentences, paragraphs = now[0] - then[0], now[1] - then[1]
        fade: float = (
            self.weights["fade-sentence"] ** sentences * self.weights["fade-paragraph"] ** paragraphs
        )
        return value * fade

    def add(self, draft: Draft, mention: Mention) -> None:
        """Take in a mention; those that are no places leave no trace."""
        if draft.point is not None or mention.status is Status.FILTERED:
            return
        place = mention.place
        if draft.region is not None:
            if place is not None and self.lent:
                self._lend(place, draft, mention, self.weights["salience-region"])
            return
        nouns = self._nouns(draft)
        weight = self._weight(draft, nouns)
        if self._last[1] < weight and (draft.chained or self._joins(draft)):
            weight = self._last[1]
        self._last = (draft.end, weight)
        if place is not None:
            if place.gazetteer != self.reading.index.primary:
                weight *= self.weights["salience-elsewhere"]
            if self.lent:
                self._lend(place, draft, mention, weight)
        head = draft.head or draft.list_head
        key = place.id if place is not None else f"?{head.name if head else mention.kind} {mention.name}"
        spoken = self._raise(key, place, draft, mention, weight)
        _call(spoken, draft, mention, nouns)
        if self.topic is None and draft.start <= _OPENING:
            self.topic = spoken
        if draft.chained and self.lists and self.previous is self.lists[-1][-1]:
            self.lists[-1].append(spoken)
        else:
            self.lists.append([spoken])
        self.previous = spoken

    def _lend(self, place: Place, draft: Draft, mention: Mention, weight: float) -> None:
        """A place speaks for the governorate and the city around it, or the city of its subdistrict, too."""
        index = self.reading.index
        around = [index.by_id[area] for area in place.ancestor_ids if area in index.by_id]
        areas = [area for area in around if area.kind in self.lent]
        has_city = place.kind == "city" or any(area.kind == "city" for area in areas)
        if "city" in self.lent and around and not has_city:
            seats = [seat for depth, seat in index.near.get(("city", around[0].id), ()) if depth == 0]
            areas += seats if len(seats) == 1 else []
        for area in areas:
            is_ours = place.gazetteer == index.primary
            whole = area.kind == "governorate" and (
                draft.region is not None or (place.kind == "city" and is_ours)
            )
            speaks = whole or is_ours or kind(place.kind).group in _SCENES
            if area.kind == "governorate" and not speaks:
                continue
            share = 1.0 if whole else self.weights["salience-lent"]
            self._raise(area.id, area, draft, mention, weight * share)

    def _raise(self, key: str, place: Place | None, draft: Draft, mention: Mention, weight: float) -> Spoken:
        """Add to the salience of something, which is then the latest."""
        spoken = self._spoken.pop(key, None)
        if spoken is None:
            spoken = Spoken(place, mention.kind if place is None else place.kind, draft, mention)
        now = self.position(draft.start)
        then = (spoken.sentence, spoken.paragraph)
        left = spoken.value if now == then or not spoken.value else self.faded(spoken.value, then, now)
        spoken.value = max(left, weight) + self.weights["salience-again"] * min(left, weight)
        spoken.sentence, spoken.paragraph = now
        self._spoken[key] = spoken
        return spoken

    def _joins(self, draft: Draft) -> bool:
        """Whether "and" joins a mention to the one before it, which is then no less of an aside."""
        item = draft.token.item if draft.token is not None else None
        return item is not None and self._last[0] == item.word_start - 1 and item.clitics.startswith(_AND)

    def _weight(self, draft: Draft, nouns: set[str]) -> float:
        """What a mention adds: much where it opens a line or sentence, little where it only says where."""
        if draft.chained:
            return 1.0 if nouns else self.weights["salience-listed"]
        first = draft.start
        if draft.token is not None and draft.head is None:
            first = draft.token.item.word_start  # before a particle
        if self._is_anchor(first):
            return self.weights["salience-anchor"]
        words = self.reading.folded.words
        before = words[words.rfind(" ", 0, max(first - 1, 0)) + 1 : first].rstrip()
        lexicon = self.reading.index.lexicon
        if before in lexicon.words["backdrop"]:
            return self.weights["salience-anchor"]
        if not nouns and (before in lexicon.words["route_from"] or before == "from"):
            return self.weights["salience-origin"]
        if draft.match is Match.ANAPHOR:
            return self.weights["salience-back"]
        opening = self._openings[bisect_left(self._ends, draft.start)]
        return self.weights["salience-opening"] if draft.start - opening <= _OPENING else 1.0

    def _is_anchor(self, first: int) -> bool:
        """Whether words directly before measure from a mention or place something by it."""
        token = self.before(first)
        return token is not None and any(
            cue.role in (Role.DIRECTION, Role.UNIT) or (cue.role is Role.RELATION and cue.value in _ANCHORING)
            for cue in token.cues
        )

    def before(self, first: int) -> Token | None:
        """The token directly before an offset, or before the English article there."""
        ends = self.reading.ends
        number = ends.get(first - 1)
        if number is None and self.reading.folded.words.startswith(_THE, first - len(_THE)):
            number = ends.get(first - len(_THE))
        return self.reading.tokens[number] if number is not None else None

    def _nouns(self, draft: Draft) -> set[str]:
        """Classes of the nouns that a mention is called by or opens with (مشفى الأسد)."""
        own = {draft.head.name} if draft.head is not None else set()
        return own | self._classes(self.reading.folded.words[draft.start : draft.end])

    def _classes(self, words: str) -> set[str]:
        core, _ = split_article(words.split(" ", 1)[0])
        cues = self.reading.index.lexicon.cues.get(core, ())
        return {cue.head.name for cue in cues if cue.head is not None}


def _radius(place: Place) -> float:
    return place.radius_m or 0.0


@lru_cache(maxsize=8192)
def _folded(title: str) -> str:
    return fold(title)


def _call(spoken: Spoken, draft: Draft, mention: Mention, nouns: set[str]) -> None:
    """Keep by which nouns a mention calls something."""
    spoken.named = True
    if draft.match is not Match.ANAPHOR:
        spoken.draft, spoken.mention = draft, mention
        spoken.nouns |= nouns
        if draft.list_head is not None:
            spoken.nouns.add(draft.list_head.name)
    elif draft.head is not None and spoken.kind in draft.head.kinds:
        spoken.nouns.add(draft.head.name)
    if draft.called:
        spoken.nouns.add(draft.called)
