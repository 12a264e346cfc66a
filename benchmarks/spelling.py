"""Write a name as people write it: other spellings, clitics, slips of the pen."""

from __future__ import annotations

from random import Random

from rapidfuzz.distance import OSA

from geocoder.normalize import fold

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
TASHKEEL = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_INVISIBLE = "\u200f\u200e\u200c"
TATWEEL = "\u0640"
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


def write(random: Random, name: str, kind: str) -> tuple[str, str] | None:
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
            letters.append(random.choice(TASHKEEL))
    if len(letters) > 1 and random.random() < 0.03:
        letters.insert(random.randrange(1, len(letters)), TATWEEL)
    if len(letters) > 1 and random.random() < 0.02:
        letters.insert(random.randrange(1, len(letters)), random.choice(_INVISIBLE))
    return "".join(letters)


def misspell(random: Random, name: str, edits: int) -> str | None:
    """The name at so many edits of its folded letters, or None where twenty tries do not lead there."""
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
    "one": lambda random, name: misspell(random, name, 1),
    "two": lambda random, name: misspell(random, name, 2),
    "joined": _join,
    "split": _split,
}
