"""Find every cue and every name in a folded text: one automaton pass, then the fronts of the words."""

from __future__ import annotations

from geocoder.index import Entry, Index
from geocoder.normalize import Folded


class Item:
    """A cue or a name at a span of the folded text.

    Attributes:
        word_start: Where the word begins, clitics included.
        start: Where the mention would begin: behind the clitics, at the article.
        core: Where the pattern begins: behind the article.
        end: Behind the last letter.
        clitics: Letters before ``start``.
        article: Whether the Arabic article stands (or, in Latin script, a word such as ``al``).
        entry: The cues and names of the pattern.
        similarity: None for an exact match of the folded form, else how alike they are (0-1).
    """

    __slots__ = ("article", "clitics", "core", "end", "entry", "similarity", "start", "word_start")

    def __init__(
        self,
        word_start: int,
        start: int,
        core: int,
        end: int,
        clitics: str,
        entry: Entry,
        *,
        article: bool,
        similarity: float | None = None,
    ) -> None:
        self.word_start = word_start
        self.start = start
        self.core = core
        self.end = end
        self.clitics = clitics
        self.entry = entry
        self.article = article
        self.similarity = similarity

    def __repr__(self) -> str:
        """Show the span and the pattern."""
        return f"Item({self.start}, {self.end}, {self.entry.core!r})"


def find_items(folded: Folded, index: Index) -> list[Item]:
    """All cues and names of a text whose boundaries are right, overlapping ones included.

    Sorted by the start of the word, longest first.
    """
    words = folded.words
    proclitics = index.lexicon.proclitics
    entries = index.entries
    items: list[Item] = []
    rfind = words.rfind
    for pattern, core, stop in index.automaton.find_matches_as_indexes(words, overlapping=True):
        if core == 0 or words[core - 1] == " ":
            entry = entries[pattern]
            if entry.latin:
                items.append(_latin_item(folded, core, stop - 1, entry, index))
            else:
                items.append(Item(core, core, core, stop - 1, "", entry, article=False))
            continue
        word_start = rfind(" ", 0, core) + 1
        prefix = words[word_start:core]
        known = proclitics.get(prefix)
        if known is None:
            continue
        outside, article = known
        start = word_start + outside
        items.append(
            Item(word_start, start, core, stop - 1, prefix[:outside], entries[pattern], article=article)
        )
    items.sort(key=reading_order)
    return items


def reading_order(item: Item) -> tuple[int, int, float]:
    """By the start of the word; there the longest first, exact before fuzzy."""
    return item.word_start, -item.end, 0.0 if item.similarity is None else 1.0 - item.similarity


def _latin_item(folded: Folded, core: int, end: int, entry: Entry, index: Index) -> Item:
    """A Latin name takes a preceding article word into its span."""
    words = folded.words
    if core > 1 and entry.names:
        before = words.rfind(" ", 0, core - 1) + 1
        if words[before : core - 1] in index.lexicon.latin_articles and is_article(
            folded, before, core - 1, core, index
        ):
            return Item(before, before, core, end, "", entry, article=True)
    return Item(core, core, core, end, "", entry, article=False)


def is_article(folded: Folded, start: int, end: int, name: int, index: Index) -> bool:
    """Whether a word such as "al" or "at" is the article of the Latin name behind it.

    An assimilated one has the first letter of the name (ash-Shafah). One that is also an English word
    ("at Tabni", "as Susah fell") needs a dash, or a capital inside a sentence.

    Args:
        folded: The text.
        start: Where the word begins.
        end: Where it ends.
        name: Where the name begins.
        index: Names and cues.
    """
    if is_dashed(folded, end, name):
        return True
    word = folded.words[start:end]
    if word in _UNCHANGED:
        return True
    if not folded.words.startswith(word[1:], name):
        return False
    if word not in index.common:
        return True
    first = folded.start(start)
    before = folded.original[max(0, first - _LOOK_BACK) : first]
    return folded.original[first].isupper() and before.rstrip()[-1:] not in _SENTENCE_ENDS


def is_dashed(folded: Folded, end: int, start: int) -> bool:
    """Whether a hyphen joins two words of a text."""
    return folded.original[folded.end(end) : folded.start(start)] in _HYPHENS


_UNCHANGED = frozenset(("al", "el"))
_SENTENCE_ENDS = frozenset(("", ".", "!", "?"))
_HYPHENS = frozenset("-\u2010\u2011")
_LOOK_BACK = 8
"""Letters before a word in which the end of a sentence is looked for."""
