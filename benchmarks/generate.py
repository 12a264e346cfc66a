"""Make names and texts for benchmarks: seeded, Arabic, with planted names and known answers.

Names look like those of a gazetteer (a third of one word, some with a generic noun, invented words built
of roots and patterns). Texts are ordinary Arabic words drawn by their frequency, invented words, and
planted names: as they are up to spelling variants, or misspelt. Every planted name is known by span,
number and kind, so that recall and precision stand beside every speed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from rapidfuzz.distance import OSA

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
_SEEDS = Path(__file__).parent.parent / "seeds"

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ROOT_LETTERS = "بتجحخدرزسشصطعغفقكلمنهوبدرسعلمن"
_PATTERNS = (
    "123 12ا3 1ا23 12و3 12ي3 1و23 م123 م12و3 1ا23ة 12ا3ة 12ي3ة 123ة 12و3ة ت12ي3 1ي23 م1ا23 م123ة أ12ا3 "
    "12ا3ي 12ي3ي 123ان 12ا3ات 1و2ا3 1ي2و3 123ى أ123 إ12ا3 12ا3ين 1ا2و3 م12ا3 م12ي3 ت1ا23 1ا23ية 12ي3ات 1وي23 "
    "1ا2و3ة 123اوي 12ئ3 1ؤ23 م1ت23 است12ا3 12ي3ية"
).split()
_HEADS = (
    "تل خربة بئر وادي جبل عين حي قرية دير شارع جسر حقل محطة مزرعة رأس أم أبو بيت كفر نهر سد حويجة مدرسة مشفى "
    "جامع دوار ساحة سوق معبر مخيم مفرق طريق بلدة قصر برج مطار خان حصن نبع ضاحية"
).split()
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_TASHKEEL = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_INVISIBLE = "\u200f\u200e\u200c"
_TATWEEL = "\u0640"
_SWAPS = {
    "أ": "ا",
    "إ": "ا",
    "ا": "أإا",
    "ة": "ه",
    "ى": "ي",
    "ي": "يى",
    "ؤ": "و",
    "ئ": "ي",
}


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
            written = _write(random, names[number], kind)
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
    return word[:place] + random.choice(_TASHKEEL + _TATWEEL) + word[place:]


def _write(random: Random, name: str, kind: str) -> tuple[str, str] | None:
    """A clitic and the name as it stands in the text, or None where the kind is not possible."""
    surface = _EDITS[kind](random, name)
    if surface is None:
        return None
    surface = _respell(random, surface)
    if random.random() >= 0.35:
        return "", surface
    clitic = random.choice(_CLITICS)
    if clitic.endswith("ل") and surface.startswith("ال"):
        return clitic, "ل" + surface[2:]
    return clitic, surface


def _respell(random: Random, surface: str) -> str:
    """Another spelling of the same folded form."""
    letters = []
    marked = random.random() < 0.15
    last = len(surface) - 1
    for place, letter in enumerate(surface):
        swaps = _SWAPS.get(letter)
        final = place == last or surface[place + 1] == " "
        # An alef takes a hamza at the beginning of a word only, a yeh loses its dots at the end only.
        possible = swaps is not None and (letter != "ا" or place == 0) and (letter != "ي" or final)
        letters.append(
            random.choice(swaps) if swaps is not None and possible and random.random() < 0.4 else letter
        )
        if marked and letter != " " and random.random() < 0.3:
            letters.append(random.choice(_TASHKEEL))
    if len(letters) > 1 and random.random() < 0.03:
        letters.insert(random.randrange(1, len(letters)), _TATWEEL)
    if len(letters) > 1 and random.random() < 0.02:
        letters.insert(random.randrange(1, len(letters)), random.choice(_INVISIBLE))
    return "".join(letters)


def _misspell(random: Random, name: str, edits: int) -> str | None:
    folded = fold(name)
    for _ in range(20):
        letters = list(name)
        for _ in range(edits):
            _edit(random, letters)
        surface = "".join(letters)
        if OSA.distance(fold(surface), folded) == edits and surface.count(" ") == name.count(" "):
            return surface
    return None


def _edit(random: Random, letters: list[str]) -> None:
    """Change one letter, leave one out, put one in, or swap two."""
    place = random.choice([place for place, letter in enumerate(letters) if letter != " "])
    draw = random.random()
    if draw < 0.3:
        letters[place] = random.choice(_LETTERS)
    elif draw < 0.6:
        del letters[place]
    elif draw < 0.8:
        letters.insert(place, random.choice(_LETTERS))
    elif place + 1 < len(letters) and letters[place + 1] != " ":
        letters[place], letters[place + 1] = letters[place + 1], letters[place]


def _join(random: Random, name: str) -> str | None:
    blanks = [place for place, letter in enumerate(name) if letter == " "]
    if not blanks:
        return None
    place = random.choice(blanks)
    return name[:place] + name[place + 1 :]


def _split(random: Random, name: str) -> str | None:
    inside = [place for place in range(2, len(name) - 1) if " " not in name[place - 2 : place + 2]]
    if not inside:
        return None
    place = random.choice(inside)
    return name[:place] + " " + name[place:]


_EDITS = {
    "exact": lambda _random, name: name,
    "one": lambda random, name: _misspell(random, name, 1),
    "two": lambda random, name: _misspell(random, name, 2),
    "joined": _join,
    "split": _split,
}


def adversarial(names: Sequence[str], *, characters: int, seed: int) -> dict[str, str]:
    """Texts that are hard on a matcher, each of so many characters."""
    random = Random(seed)
    near = [name for name in names[:PLANTED] if len(fold(name)) >= 7]
    misses = (_misspell(random, random.choice(near), 2) or "" for _ in range(characters // 8))
    one_off = (_misspell(random, random.choice(near), 1) or "" for _ in range(characters // 8))
    words = " ".join(random.choices(vocabulary()[0], cum_weights=vocabulary()[1], k=characters // 4))
    marked = "".join(letter + "\u202b\u200f\u202c\u2067\u2069\u200e" for letter in words[: characters // 7])
    beginning = " ".join(name.split(" ")[0] for name in names[:PLANTED] if " " in name)
    return {
        "one word": "ا" + "بتثجحخ" * (characters // 6),
        "one clitic word": "وب" * (characters // 2),
        "near misses (two edits)": " ".join(misses)[:characters],
        "misspelt names only": " ".join(one_off)[:characters],
        "first words of names": (beginning * (characters // max(len(beginning), 1) + 1))[:characters],
        "only tashkeel": "\u064e\u0651\u064b" * (characters // 3),
        "direction marks": marked[:characters],
        "blanks": " " * characters,
        "apostrophes": "d'a " * (characters // 4),
        "drawn-out letters": "ه" * characters,
    }
