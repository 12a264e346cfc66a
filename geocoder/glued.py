"""Two words written as one: the blank is missing behind a name or its noun, and the next name follows.

"دير الزورحي الجورة" holds the noun of the next name, "الميادينالعشارة" the next name itself, "بلدةالبحرة"
a name behind its noun. Only words that are neither part of a name nor ordinary are looked at, and one of
two names must be a sure one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geocoder.fuzzy import strip_clitics
from geocoder.lexicon import ARTICLE, Role
from geocoder.match import Item
from geocoder.spans import occurrences

if TYPE_CHECKING:
    from geocoder.fuzzy import FuzzyNames
    from geocoder.index import Entry, Index
    from geocoder.lexicon import Cue
    from geocoder.normalize import Folded

_WORD_MIN, _WORD_MAX = 6, 40
"""Letters of a word that may be two: the end of a name, and a noun."""

_NAME_MIN = 6
"""Letters, article included, of a name that is recognised without the blank behind it."""

_SURE_MIN = 4
"""Letters of a sure name behind its noun (بلدةهجين)."""

_PART_MIN = 3
_MOST_WORDS = 4
_MEMO_SIZE = 50_000
"""Words that are kept as single ones: most of a day of posts."""


class GluedNames:
    """Where to cut a word that is the end of a name and the beginning of the next one."""

    def __init__(self, index: Index, known: FuzzyNames) -> None:
        self._index = index
        self._known = known
        self._lasts = frozenset(
            entry.core.rpartition(" ")[2]
            for entry in index.entries
            if entry.names and not entry.latin and len(entry.core) >= _NAME_MIN - len(ARTICLE)
        )
        self._nouns = frozenset(
            entry.core
            for entry in index.entries
            if len(entry.core) >= _PART_MIN and not entry.latin and any(map(_is_noun, entry.bare))
        )
        self._firsts = frozenset(
            entry.core.partition(" ")[0]
            for entry in index.entries
            if " " in entry.core and not entry.latin and _is_sure(entry)
        )
        self._plain: set[str] = set()

    def suspects(self, vocabulary: frozenset[str]) -> dict[str, int]:
        """The words that may be two, in the order of the alphabet, with the length of the first one.

        Of names joined by "and" (الجورةوالقصور) that is the first of them.
        """
        found: dict[str, int] = {}
        for word in sorted(vocabulary.difference(self._plain)):
            cut = self._cut(word)
            if cut:
                found[word] = cut
            else:
                if len(self._plain) >= _MEMO_SIZE:
                    self._plain.clear()
                self._plain.add(word)
        return found

    def _cut(self, word: str) -> int:
        if not _WORD_MIN <= len(word) <= _WORD_MAX or self._known.is_word(word):
            return 0
        for cut in range(len(word) - 2, _PART_MIN - 1, -1):
            first, second = word[:cut], word[cut:]
            cores = [core for core, _, _ in strip_clitics(first, self._index.lexicon.proclitics)]
            if self._opens(second) and any(core in self._lasts for core in cores):
                return cut
            if (self._joined(second) is not None or second in self._firsts) and any(
                core in self._nouns for core in cores
            ):
                return cut
        return self._conjoined(word)

    def _conjoined(self, word: str) -> int:
        """The length of the first of several names with articles that are joined by "and"; 0 for others."""
        first, *others = word.split(_JOINED_AND)
        cores = strip_clitics(first, self._index.lexicon.proclitics)
        if not others or not any(self._is_name(core) for core, _, _ in cores):
            return 0
        return len(first) if all(self._is_name(each) for each in others) else 0

    def _is_name(self, core: str) -> bool:
        entry = self._index.by_core.get(core)
        return entry is not None and any(not name.head_only for name in entry.names)

    def _opens(self, word: str) -> bool:
        """Whether a word may begin the next place: a generic noun, or a name with its article."""
        entry = self._index.by_core.get(word)
        if entry is not None and any(cue.role is Role.HEAD and not cue.article for cue in entry.cues):
            return True
        return self._name(word) is not None

    def _name(self, word: str) -> Entry | None:
        entry = self._index.by_core.get(word.removeprefix(ARTICLE))
        is_name = entry is not None and any(not name.head_only for name in entry.names)
        return entry if is_name and len(word) >= _NAME_MIN and word.startswith(ARTICLE) else None

    def _joined(self, word: str) -> Entry | None:
        """The name that a noun is joined with: with the article, or a sure one (ريفديرالزور)."""
        entry = self._name(word) or self._index.by_core.get(word)
        is_joined = entry is not None and len(word) >= _SURE_MIN and _is_sure(entry)
        return entry if is_joined or self._name(word) is not None else None

    def _longest(self, words: str, cut: int, end: int) -> tuple[Entry | None, int]:
        """The longest name that begins at the cut, and its end; without one the end that was given."""
        ends = [end]
        while len(ends) < _MOST_WORDS and (stop := words.find(" ", ends[-1] + 1)) > 0:
            ends.append(stop)
        for stop in reversed(ends):
            if (entry := self._name(words[cut:stop])) is not None:
                return entry, stop
        return None, end

    def items(self, folded: Folded, items: list[Item]) -> list[Item]:
        """Items for the two places that each such word joins.

        Args:
            folded: The text.
            items: Exact items, sorted: what follows a noun must be a name.
        """
        suspects = self.suspects(folded.vocabulary)
        if not suspects:
            return []
        named = {item.word_start for item in items if item.entry.names}
        found = []
        for word, starts in occurrences(folded.words, list(suspects)):
            for start in starts:
                cut, end = start + suspects[word], start + len(word)
                if folded.words.startswith(_JOINED_AND, cut):
                    found += self._all(folded.words, start, end)
                else:
                    found += self._pair(folded.words, start, cut, end, named)
        return found

    def _all(self, words: str, start: int, end: int) -> list[Item]:
        """Names joined by "and", each with its article; one of them must be a sure one."""
        found: list[Item] = []
        while start < end:
            stop = words.find(_JOINED_AND, start + 1, end)
            stop = stop if stop > 0 else end
            for core, outside, article in strip_clitics(words[start:stop], self._index.lexicon.proclitics):
                entry = self._index.by_core.get(core)
                if entry is not None and entry.names and article:
                    where, clitics = start + outside, words[start : start + outside]
                    found.append(
                        Item(
                            start, where, stop - len(core), stop, clitics, entry, article=True, similarity=1.0
                        )
                    )
                    break
            start = stop
        return found if any(_is_sure(item.entry) for item in found) else []

    def _pair(self, words: str, start: int, cut: int, end: int, named: set[int]) -> list[Item]:
        first = self._name_before(words, start, cut)
        if first is None:
            return self._noun_and_name(words, start, cut, end)
        entry, end = self._longest(words, cut, end)
        if entry is not None and (_is_sure(entry) or _is_sure(first.entry)):
            core = cut + len(ARTICLE)
            return [first, Item(cut, cut, core, end, "", entry, article=True, similarity=1.0)]
        if entry is not None or end + 1 not in named:
            return []
        return [first, Item(cut, cut, cut, end, "", self._index.by_core[words[cut:end]], article=False)]

    def _noun_and_name(self, words: str, start: int, cut: int, end: int) -> list[Item]:
        """A generic noun, and the name joined to it."""
        entry = self._joined(words[cut:end])
        if entry is None:
            entry, end = self._opened(words, cut, end)
        if entry is None:
            return []
        core = end - len(entry.core)
        name = Item(cut, cut, core, end, "", entry, article=core > cut, similarity=1.0)
        for noun, outside, article in strip_clitics(words[start:cut], self._index.lexicon.proclitics):
            if noun in self._nouns and not article:
                where = start + outside
                own = self._index.by_core[noun]
                return [Item(start, where, where, cut, words[start:where], own, article=False), name]
        return []

    def _opened(self, words: str, cut: int, end: int) -> tuple[Entry | None, int]:
        """The longest name of several words that begins at the cut (مدينةدير الزور), and its end."""
        ends = [end]
        while len(ends) < _MOST_WORDS and (stop := words.find(" ", ends[-1] + 1)) > 0:
            ends.append(stop)
        for stop in ends[:0:-1]:
            entry = self._index.by_core.get(words[cut:stop])
            if entry is not None and _is_sure(entry):
                return entry, stop
        return None, end

    def _name_before(self, words: str, start: int, cut: int) -> Item | None:
        """The longest name that ends where the word is cut."""
        starts = [start]
        while len(starts) < _MOST_WORDS and starts[-1] > 1:
            starts.append(words.rfind(" ", 0, starts[-1] - 1) + 1)
        for begin in reversed(starts):
            for core, outside, article in strip_clitics(words[begin:cut], self._index.lexicon.proclitics):
                entry = self._index.by_core.get(core)
                if entry is None or len(words[begin + outside : cut].replace(" ", "")) < _NAME_MIN:
                    continue
                if any(not name.head_only and name.article == article for name in entry.names):
                    where = begin + outside
                    return Item(
                        begin, where, cut - len(core), cut, words[begin:where], entry,
                        article=article, similarity=1.0,
                    )  # fmt: skip
        return None


def _is_noun(cue: Cue) -> bool:
    """Whether a word may be joined with the settlement it introduces."""
    return cue.role is Role.REGION or (cue.head is not None and bool(cue.head.kinds & _JOINING))


_JOINED_AND = "و" + ARTICLE
_JOINING = frozenset({"city", "town", "village", "neighbourhood", "subdistrict", "district", "governorate"})


def _is_sure(entry: Entry) -> bool:
    return any(not name.weak and not name.head_only for name in entry.names)
