"""Misspelt Arabic names: one edit (two in long names), with Arabic-aware costs, verified by RapidFuzz.

Only names of the first gazetteer are guessed: a misspelt far place is less likely than an unknown
near one. Words of names are filed under themselves with each letter left out, so that two words one edit
apart meet in a dictionary. A word that is itself a word of a name, or an ordinary word (with or
without clitics), is never read as another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from geocoder.edits import edit_cost
from geocoder.lexicon import ARTICLE, Role, split_article
from geocoder.match import Item
from geocoder.spans import Spans, occurrences

if TYPE_CHECKING:
    from geocoder.index import Index
    from geocoder.normalize import Folded

_MIN_LETTERS = 4
_MAX_LETTERS = 40
"""No word of a name is longer, and leaving out each letter of an endless one costs memory."""

_GATES: tuple[tuple[int, float, float], ...] = (
    (9, 1.6, 1.8),
    (7, 1.0, 1.0),
    (6, 0.8, 1.0),
    (5, 0.5, 1.0),
    (4, 0.3, 0.5),
)
"""Letters of the name's word, the cost allowed anywhere, the cost allowed behind a generic noun."""

_LARGE_VOCABULARY = 20_000
"""With more words of names than this, one letter more is asked for: chance hits grow with the number."""

_DEMONYM = ("ي", "يه", "يون", "يين", "يات", "ين", "ون", "ات", "هم", "ها", "نا")
_DRAWN_OUT = re.compile(r"([\u0627\u0648\u064a\u0647])\1{2,}|([\u0648\u064a])\2|(?<=^\u0627)\u0627(?=\u0644)")
"""A vowel drawn out in speech (يااااا) or doubled (الشحييل), or an article with its alef twice (االجورة)."""

_DRAWN_OUT_COST = 0.2

_MEMO_SIZE = 50_000
"""Words whose guesses are kept: most of a day of posts, in about 10 MB."""
_MAX_WINDOW = 4


class _Guess(NamedTuple):
    """A word of a name that a word of the text may be."""

    outside: int
    article: bool
    word: str
    cost: float


class FuzzyNames:
    """Words of Arabic names, to be found with an edit."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._vocabulary: set[str] = set()
        for entry in index.entries:
            if not entry.latin:
                self._vocabulary.update(entry.core.split(" "))
        cue_words = {word for entry in index.entries if entry.cues for word in entry.core.split(" ")}
        self._deletes: dict[str, list[str]] = {}
        for word in sorted(
            {
                split_article(word)[0]
                for entry in index.entries
                if not entry.latin and index.is_local(entry)
                for word in entry.core.split(" ")
            }
        ):
            if len(word) >= _MIN_LETTERS and word not in cue_words and not word.isdigit():
                for form in _without_one(word):
                    self._deletes.setdefault(form, []).append(word)
        self._stricter = 1 if len(self._vocabulary) > _LARGE_VOCABULARY else 0
        self._memo: dict[str, tuple[_Guess, ...]] = {}
        self._innocent: set[str] = set()
        """Words without a guess: nearly all of a text, so that they are told apart in one step."""

    def guesses(self, word: str) -> tuple[_Guess, ...]:
        """Words of names that a folded word of a text may be, the likeliest first."""
        if len(word) > _MAX_LETTERS or word in self._innocent:
            return ()
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) + len(self._innocent) >= _MEMO_SIZE:
                self._memo.clear()
                self._innocent.clear()
            known = self._guess(word)
            if known:
                self._memo[word] = known
            else:
                self._innocent.add(word)
        return known

    def suspects(self, vocabulary: frozenset[str]) -> list[str]:
        """Which of the words may be misspelt names, in the order of the alphabet."""
        return sorted(filter(self.guesses, vocabulary.difference(self._innocent)))

    def _guess(self, word: str) -> tuple[_Guess, ...]:
        if len(word) < _MIN_LETTERS or word in self._vocabulary or word in self._index.common:
            return ()
        short = _DRAWN_OUT.sub(lambda found: found[1] or found[2] or "", word)
        readings = list(strip_clitics(short, self._index.lexicon.proclitics))
        if short != word:
            drawn = tuple(
                _Guess(outside, article, core, _DRAWN_OUT_COST)
                for core, outside, article in readings
                if core in self._vocabulary
            )
            if drawn or len(word) > len(short) + 1:
                return drawn
            readings = list(strip_clitics(word, self._index.lexicon.proclitics))
        if any(self._is_known(core, article=article) for core, _, article in readings):
            return ()
        found: dict[str, _Guess] = {}
        for core, outside, article in readings:
            for meant, cost in self._near(core):
                if meant not in found or cost < found[meant].cost:
                    found[meant] = _Guess(outside, article, meant, cost)
        return tuple(sorted(found.values(), key=lambda each: (each.cost, each.word)))

    def is_word(self, word: str) -> bool:
        """Whether a word, with or without clitics, is a word of a name or an ordinary one."""
        readings = strip_clitics(word, self._index.lexicon.proclitics)
        return any(self._is_known(core, article=article) for core, _, article in readings)

    def _is_known(self, core: str, *, article: bool) -> bool:
        """Whether a word is a word of a name, or an ordinary one."""
        common = self._index.common
        return core in self._vocabulary or core in common or (article and ARTICLE + core in common)

    def _near(self, core: str) -> Iterator[tuple[str, float]]:
        """Words of names within reach, with their cost; none for a demonym (ديري of دير)."""
        if len(core) < _MIN_LETTERS or any(
            core.endswith(ending) and core[: -len(ending)] in self._vocabulary for ending in _DEMONYM
        ):
            return
        for form in _without_one(core):
            for meant in self._deletes.get(form, ()):
                if core[0] == meant[0]:
                    cost = edit_cost(core, meant)
                    if cost <= self.gate(meant, headed=True):
                        yield meant, cost

    def gate(self, word: str, *, headed: bool) -> float:
        """The cost that a name's word of this length may have."""
        length = len(word) - self._stricter
        for letters, anywhere, behind in _GATES:
            if length >= letters:
                return behind if headed else anywhere
        return 0.0


def _without_one(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def strip_clitics(word: str, proclitics: Mapping[str, tuple[int, bool]]) -> Iterator[tuple[str, int, bool]]:
    """Each way to read the first letters of a word as clitics: the rest, letters outside, article."""
    for length in range(min(5, len(word) - 2)):
        known = proclitics.get(word[:length])
        if known is not None:
            yield word[length:], *known


def fuzzy_items(folded: Folded, index: Index, names: FuzzyNames, items: list[Item]) -> list[Item]:
    """Items for words that are one slip away from a name.

    Args:
        folded: The text.
        index: Names and cues.
        names: Words of names.
        items: Exact items, sorted; their heads lower the gate.
    """
    words = folded.words
    suspects = names.suspects(folded.vocabulary)
    found = []
    if not suspects:
        return []
    exact = Spans((item.start, item.end) for item in items if item.entry.names)
    heads = {
        item.end
        for item in items
        if item.entry.cues and not item.article and any(cue.role is Role.HEAD for cue in item.entry.cues)
    }
    for word, starts in occurrences(words, suspects):
        for start in starts:
            end = start + len(word)
            if exact.overlap(start, end):
                continue
            headed = start - 1 in heads
            spans, place = _around(words, start)
            item = _best(index, names, spans, place, names.guesses(word), headed=headed)
            if item is not None:
                found.append(item)
    return found


def _around(words: str, start: int) -> tuple[list[tuple[int, int, str]], int]:
    """The word at a span with its neighbours, and its number among them."""
    first = start
    for _ in range(_MAX_WINDOW - 1):
        if first < 2 or words[first - 1] != " ":
            break
        first = words.rfind(" ", 0, first - 1) + 1
    spans: list[tuple[int, int, str]] = []
    place = 0
    for match in _WORD.finditer(words, first):
        if match.start() == start:
            place = len(spans)
        spans.append((match.start(), match.end(), match.group()))
        if len(spans) == place + _MAX_WINDOW and match.start() >= start:
            break
    return spans, place


_WORD = re.compile(r"[^ ]+")


def _best(
    index: Index,
    names: FuzzyNames,
    spans: list[tuple[int, int, str]],
    place: int,
    guesses: tuple[_Guess, ...],
    *,
    headed: bool,
) -> Item | None:
    """The longest name that a guess completes together with the exact words around it."""
    best: tuple[int, float, Item] | None = None
    for guess in guesses:
        for first in range(max(0, place - _MAX_WINDOW + 1), place + 1):
            for last in range(place, min(len(spans), first + _MAX_WINDOW)):
                item = _window(index, spans, first, place, last, guess)
                if item is None:
                    continue
                count = last - first + 1
                allowed = names.gate(guess.word, headed=headed or count > 1)
                if guess.cost > allowed:
                    continue
                key = (-count, guess.cost)
                if best is None or key < best[:2]:
                    best = (*key, item)
    return best[2] if best is not None else None


def _window(
    index: Index, spans: list[tuple[int, int, str]], first: int, place: int, last: int, guess: _Guess
) -> Item | None:
    """The item for words ``first`` to ``last`` with the guess in place, if they make a name."""
    words = [word for _, _, word in spans[first : last + 1]]
    start, _, opening = spans[first]
    if any(spans[each][1] + 1 != spans[each + 1][0] for each in range(first, last)):
        return None
    at = place - first
    if at == 0:
        words[0] = guess.word
        outside, article = guess.outside, guess.article
        core = start + len(opening) - max(len(opening) - outside - (len(ARTICLE) if article else 0), 1)
    else:
        words[at] = (ARTICLE if guess.article else "") + guess.word
        outside, article, core = 0, False, start
        readings = strip_clitics(opening, index.lexicon.proclitics)
        entry = None
        for stripped, out, has_article in readings:
            entry = index.by_core.get(" ".join((stripped, *words[1:])))
            if entry is not None and entry.names:
                outside, article = out, has_article
                core = start + len(opening) - len(stripped)
                words[0] = stripped
                break
    entry = index.by_core.get(" ".join(words))
    if entry is None or not entry.names:
        return None
    end = spans[last][1]
    length = max(len(entry.core), end - core)
    similarity = 1.0 - guess.cost / length
    return Item(
        start,
        start + outside,
        core,
        end,
        opening[:outside],
        entry,
        article=article,
        similarity=min(similarity, 0.99),
    )
