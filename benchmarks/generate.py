"""Make names and texts for benchmarks: seeded, Arabic, with planted names and known answers.

Names look like those of a gazetteer (a third of one word, some with a generic noun, invented words built
of roots and patterns). Texts are ordinary Arabic words drawn by their frequency, invented words, and
planted names: as they are up to spelling variants, or misspelt. Every planted name is known by span,
number and kind, so that recall and precision stand beside every speed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from spelling import TASHKEEL, TATWEEL, write

from geocoder.normalize import fold

SIZES = (300, 5_000, 100_000, 1_000_000)
"""Numbers of names; each list begins with the shorter one."""

PLANTED = 5_000
"""Only the first names are planted: the others are what a larger gazetteer adds."""

POST = 1_000
ARTICLE = 1_700
"""Characters of a post and of an article of about 3 KB."""

WORDS_IN_NAME = ((1, 34), (2, 42), (3, 18), (4, 6))
KINDS = (("exact", 78), ("one", 14), ("two", 4), ("joined", 2), ("split", 2))
"""What is planted, in percent: the name, one or two edits of its letters, a blank lost, a blank put in."""

_DATA = Path(__file__).with_name("data")

_ROOT_LETTERS = "بتجحخدرزسشصطعغفقكلمنهوبدرسعلمن"
_MADE_OF = tomllib.loads((_DATA / "names_ar.toml").read_text("utf-8"))
_PATTERNS: list[str] = _MADE_OF["patterns"]
_HEADS: list[str] = _MADE_OF["heads"]


@dataclass(frozen=True, slots=True)
class Planted:
    """A name put into a text.

    Attributes:
        document: Number of the text.
        start, end: Its span, clitics outside.
        name: Number of the name.
        kind: One of ``KINDS``.
    """

    document: int
    start: int
    end: int
    name: int
    kind: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts and what was planted in them."""

    texts: tuple[str, ...]
    planted: tuple[Planted, ...]

    @property
    def megabytes(self) -> float:
        """Size of the texts in UTF-8."""
        return sum(len(text.encode("utf-8", "surrogatepass")) for text in self.texts) / 1e6

    @property
    def words(self) -> int:
        """Words of the texts, separated by white space."""
        return sum(len(text.split()) for text in self.texts)


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Arabic words and their cumulative frequency."""
    words: list[str] = []
    weights: list[float] = []
    for line in (_DATA / "words_ar.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        level, *same = line.split(" ")
        words.extend(same)
        weights.extend([10 ** (int(level) / 10)] * len(same))
    return tuple(words), tuple(accumulate(weights))


def make_names(count: int, *, seed: int = 1) -> list[str]:
    """Names, all different when folded, none an ordinary word.

    A longer list begins with the shorter one of the same seed.
    """
    random = Random(seed)
    ordinary = {fold(word) for word in vocabulary()[0]}
    seen: set[str] = set()
    names: list[str] = []
    lengths, weights = zip(*WORDS_IN_NAME, strict=True)
    while len(names) < count:
        name = _make_name(random, random.choices(lengths, weights)[0])
        folded = fold(name)
        if folded not in seen and folded not in ordinary:
            seen.add(folded)
            names.append(name)
    return names


def _make_name(random: Random, words: int) -> str:
    if words == 1:
        return _invent(random, article=0.6)
    begins = (
        _HEADS[int(len(_HEADS) * random.random() ** 2)]
        if random.random() < 0.5
        else _invent(random, article=0.15)
    )
    return " ".join((begins, *(_invent(random, article=0.45) for _ in range(words - 1))))


def _invent(random: Random, *, article: float) -> str:
    """A word that might be Arabic."""
    pattern = _PATTERNS[int(len(_PATTERNS) * random.random() ** 1.5)]
    word = pattern
    for place in "123":
        word = word.replace(place, random.choice(_ROOT_LETTERS))
    return "ال" + word if random.random() < article else word


def make_corpus(
    names: Sequence[str], *, characters: int, documents: int, seed: int, invented: float = 0.04
) -> Corpus:
    """Texts with names planted in them, six words in a hundred.

    Args:
        names: The gazetteer; the first ``PLANTED`` are planted.
        characters: Least length of a text.
        documents: Number of texts.
        seed: Another seed, other texts.
        invented: Share of words that no word list knows.
    """
    random = Random(seed)
    planted: list[Planted] = []
    texts = []
    for document in range(documents):
        text, here = _make_text(random, names[:PLANTED], characters, document, invented)
        texts.append(text)
        planted.extend(here)
    return Corpus(tuple(texts), tuple(planted))


def _make_text(
    random: Random, names: Sequence[str], characters: int, document: int, invented: float
) -> tuple[str, list[Planted]]:
    parts: list[str] = []
    planted: list[Planted] = []
    kinds, weights = zip(*KINDS, strict=True)
    size = 0
    words = _words(random, invented)
    while size < characters:
        if random.random() < 0.033:
            number = random.randrange(len(names))
            kind = random.choices(kinds, weights)[0]
            written = write(random, names[number], kind)
            if written is None:
                continue
            clitic, surface = written
            planted.append(
                Planted(document, size + len(clitic), size + len(clitic) + len(surface), number, kind)
            )
            piece = clitic + surface
        else:
            piece = next(words)
        piece += _separator(random)
        parts.append(piece)
        size += len(piece)
    return "".join(parts), planted


def _words(random: Random, invented: float) -> Iterator[str]:
    words, weights = vocabulary()
    while True:
        for word in random.choices(words, cum_weights=weights, k=512):
            draw = random.random()
            if draw < invented:
                yield _invent(random, article=0.3)
            elif draw < invented + 0.01:
                yield str(random.randrange(2030))
            elif draw < invented + 0.02:
                yield random.choice(("BBC", "Reuters", "the", "km", "2024"))
            elif draw < invented + 0.05:
                yield _decorate(random, word)
            else:
                yield word


def _separator(random: Random) -> str:
    draw = random.random()
    if draw < 0.9:
        return " "
    return random.choice(("، ", ". ", ": ", " (", ") ", "\n", ' "', '" ', " - ", "؟ "))


def _decorate(random: Random, word: str) -> str:
    place = random.randrange(len(word)) + 1
    return word[:place] + random.choice(TASHKEEL + TATWEEL) + word[place:]
