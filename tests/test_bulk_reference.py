"""The array-based core against an obvious reference, on invented names and texts."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from geocoder.bulk import BulkIndex
from geocoder.normalize import Folded, fold, normalize

ALONE, BESIDE, FOR_TENFOLD, LEAST_ALONE = 4.2, 1.5, 1.2, 8
FOUND = tuple[int, int, frozenset[str], int]


class Word(NamedTuple):
    """A word of a folded text, and whether it may go on from the one before it."""

    letters: str
    start: int
    joined: bool


class Hit(NamedTuple):
    """A name from one word on."""

    word: int
    count: int
    cut: int
    name: tuple[str, ...]


class Reference:
    """Names in a dictionary, every window of words compared with every name."""

    def __init__(self, names: Sequence[tuple[str, str]], common: Sequence[str]) -> None:
        self.ids: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for name, place in names:
            words = tuple(word.letters for word in split(normalize(name)))
            if words:
                self.ids[words].add(place)
        self.common = {fold(word) for word in common}
        self.contexts = Counter(
            (name[:place], name[place + 1 :]) for name in self.ids for place in range(len(name))
        )

    def find(self, text: str, *, fuzzy: bool) -> list[FOUND]:
        folded = normalize(text)
        words = split(folded)
        hits = [(hit, 0) for hit in choose(self.exact(words))]
        if fuzzy:
            misspelt = choose(self.misspelt(words, [hit for hit, _ in hits]))
            hits = [(hit, edits) for hit, edits in hits if not any(overlap(hit, other) for other in misspelt)]
            hits += [(hit, 1) for hit in misspelt]
        found = []
        for hit, edits in sorted(hits):
            last = words[hit.word + hit.count - 1]
            start, end = folded.span(words[hit.word].start + hit.cut, last.start + len(last.letters))
            found.append((start, end, frozenset(self.ids[hit.name]), edits))
        return found

    def exact(self, words: Sequence[Word]) -> Iterator[Hit]:
        for place, count, cut, window in windows(words):
            if window in self.ids:
                yield Hit(place, count, cut, window)

    def misspelt(self, words: Sequence[Word], exact: Sequence[Hit]) -> list[Hit]:
        vocabulary = {word for name in self.ids for word in name} | self.common
        candidates: dict[tuple[int, int], set[Hit]] = defaultdict(set)
        for place, count, cut, window in windows(words):
            for name in self.ids:
                odd = difference(window, name, self.needed)
                if odd is None or not may_be_odd(words[place + odd].letters):
                    continue
                covering = [hit for hit in exact if hit.word <= place + odd < hit.word + hit.count]
                witnesses = count - 1
                sound = bool(covering) or is_ordinary(words[place + odd].letters, self.common)
                if (covering and covering[0].count > 1) or (sound and witnesses < 2):
                    continue
                if any(word not in vocabulary for at, word in enumerate(window) if at != odd):
                    continue
                candidates[place, count].add(Hit(place, count, cut, name))
        clear = []
        for hits in candidates.values():
            if len({hit.name for hit in hits}) == 1:
                hit = min(hits)
                touched = [other for other in exact if overlap(hit, other)]
                if all(
                    hit.word <= other.word and end(other) <= end(hit) and other.count == 1
                    for other in touched
                ):
                    clear.append(hit)
        return clear

    def needed(self, context: tuple[tuple[str, ...], tuple[str, ...]]) -> int:
        least = BESIDE if any(context) else ALONE
        needed = math.ceil(least + FOR_TENFOLD * math.log10(self.contexts[context]))
        return needed if any(context) else max(needed, LEAST_ALONE)


def end(hit: Hit) -> int:
    return hit.word + hit.count


def overlap(hit: Hit, other: Hit) -> bool:
    return hit.word < end(other) and other.word < end(hit)


def may_be_odd(word: str) -> bool:
    return 2 <= len(word) <= 16 and not word[0].isdigit() and not word[-1].isdigit()


def is_ordinary(word: str, common: set[str]) -> bool:
    return any(reading in common for _, reading in readings(word))


def difference(
    window: tuple[str, ...],
    name: tuple[str, ...],
    needed: Callable[[tuple[tuple[str, ...], tuple[str, ...]]], int],
) -> int | None:
    """The word of the window that is misspelt, if one is and the rest is right."""
    if len(window) == len(name):
        wrong = [place for place in range(len(name)) if window[place] != name[place]]
        if len(wrong) != 1 or OSA.distance(window[wrong[0]], name[wrong[0]]) != 1:
            return None
        place = wrong[0]
        letters = len(name[place])
        return place if letters >= needed((name[:place], name[place + 1 :])) and letters <= 16 else None
    if len(window) + 1 == len(name):
        for place in range(len(window)):
            pair = name[place] + name[place + 1]
            if (*name[:place], pair, *name[place + 2 :]) == window and 7 <= len(pair) <= 16:
                return place
    return None


def split(folded: Folded) -> list[Word]:
    """The words of a folded text; two of them can stand in one name over one separator or a blank."""
    words: list[Word] = []
    for found in re.finditer("[^ ]+", folded.words):
        gap = folded.text[words[-1].start + len(words[-1].letters) : found.start()] if words else ""
        joined = bool(words) and (len(gap) == 1 or not gap.strip(" "))
        words.append(Word(found.group(), found.start(), joined))
    return words


def readings(word: str) -> Iterator[tuple[int, str]]:
    yield 0, word
    if word[0] in "وفبلك" and len(word) > 2:
        yield 1, word[1:]
    if word[0] in "وف" and word[1:2] in tuple("بلك") and len(word) > 3:
        yield 2, word[2:]
    if word.startswith("لل") and len(word) > 3:
        yield 1, "ا" + word[1:]
    if word[0] in "وف" and word[1:].startswith("لل") and len(word) > 4:
        yield 2, "ا" + word[2:]


def windows(words: Sequence[Word]) -> Iterator[tuple[int, int, int, tuple[str, ...]]]:
    for place, word in enumerate(words):
        for cut, front in readings(word.letters):
            window = (front,)
            yield place, 1, cut, window
            for following in words[place + 1 : place + 6]:
                if not following.joined:
                    break
                window = (*window, following.letters)
                yield place, len(window), cut, window


def choose(hits: Iterator[Hit] | Sequence[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.word, -hit.count, hit.cut)):
        if not chosen or hit.word >= end(chosen[-1]):
            chosen.append(hit)
    return chosen


LETTERS = "اولبكلهيد"
words = st.text(alphabet=LETTERS, min_size=1, max_size=7)
names = st.lists(
    st.tuples(st.lists(words, min_size=1, max_size=4).map(" ".join), st.sampled_from(["p", "q", "r"])),
    max_size=12,
)
noise = st.sampled_from(
    [
        "",
        "",
        "",
        " ",
        "  ",
        "،",
        "\n",
        "-",
        "_",
        "\u064e",
        "\u0640",
        "\u200f",
        "ـ.ـ",
        "'",
        "😀",
        "ء",
        "ة",
        "أ",
        "\ud800",
    ]
)


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[str]]:
    """Names, and texts that are made of their pieces."""
    pairs = draw(names)
    pieces = st.sampled_from([word for name, _ in pairs for word in name.split()] or ["ا"]) | words

    def text() -> str:
        parts = draw(
            st.lists(st.tuples(st.sampled_from(["", "", "و", "لل", "ب"]), pieces, noise), max_size=12)
        )
        return "".join(
            clitic + piece + mark + draw(st.sampled_from([" ", " ", ""])) for clitic, piece, mark in parts
        )

    return pairs, [text() for _ in range(draw(st.integers(0, 3)))]


def found_by_index(index: BulkIndex, texts: list[str], *, fuzzy: bool) -> list[list[FOUND]]:
    rows: list[list[FOUND]] = [[] for _ in texts]
    for match in index.find(texts, fuzzy=fuzzy):
        rows[match.document].append((match.start, match.end, frozenset(match.ids), match.edits))
    return rows


@settings(max_examples=300, deadline=None)
@given(problem=problems())
def test_exact_matches_are_those_of_the_reference(problem: tuple[list[tuple[str, str]], list[str]]):
    pairs, texts = problem
    reference = Reference(pairs, [])
    index = BulkIndex.build(pairs, common_words=[])
    assert found_by_index(index, texts, fuzzy=False) == [reference.find(text, fuzzy=False) for text in texts]


@settings(max_examples=300, deadline=None)
@given(problem=problems(), common=st.lists(words, max_size=3))
def test_misspelt_matches_are_those_of_the_reference(
    problem: tuple[list[tuple[str, str]], list[str]], common: list[str]
):
    pairs, texts = problem
    reference = Reference(pairs, common)
    index = BulkIndex.build(pairs, common_words=common)
    assert found_by_index(index, texts, fuzzy=True) == [reference.find(text, fuzzy=True) for text in texts]
