"""What the words beside a name make of it: an adjective, a person, a measure, a public body that acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geocoder.lexicon import Role, split_article

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading


def speaks_of_people(reading: Reading) -> bool:
    """Whether a text has a title, a given name or a kunya at all."""
    if not reading.index.lexicon.kunyas.isdisjoint(reading.folded.vocabulary):
        return True
    return any(cue.value in _PERSONS for token in reading.tokens for cue in token.cues)


def by_words(reading: Reading, draft: Draft, *, people: bool) -> tuple[str, str]:
    """The rule that the words around a name speak for, and why; two empty strings when none does.

    Args:
        reading: The text.
        draft: The name.
        people: Whether the text `speaks_of_people`.
    """
    if draft.token is None:
        return "", ""
    core = draft.token.item.entry.core
    if draft.head is None:
        if core.endswith(_NISBA) and _is_adjective(reading, draft):
            return "adjective", "agrees with the noun before it"
        if core.endswith(_ALEF) and _has_tanwin(reading, draft):
            return "adjective", "has the ending of an indefinite adjective"
        if core in reading.index.lexicon.measures and _is_measure(reading, draft):
            return "not-a-place-measure", "a number, a unit or what is measured follows"
        if " " in core and _is_agent(reading, draft):
            return "not-a-place-organisation", "a public body, and no word says that its building is meant"
        if core.partition(" ")[0] in reading.index.lexicon.kunyas and (why := _as_a_kunya(reading, draft)):
            return "not-a-place-person", why
    if draft.token.cues and _is_full_name(reading, draft):
        return "not-a-place-given", "a given name before another name"
    if people and (why := _named_like_person(reading, draft)):
        return "not-a-place-given", why
    return "", ""


def _has_tanwin(reading: Reading, draft: Draft) -> bool:
    """Whether a name ends like an indefinite adjective, which no name of a country does (سورياً)."""
    folded = reading.folded
    return _TANWIN in folded.original[folded.start(draft.end - 2) : folded.end(draft.end)]


_ALEF = "ا"
_TANWIN = "\u064b"


def _as_a_kunya(reading: Reading, draft: Draft) -> str:
    """What makes a town's name a man's: a title, a verb of saying, a surname, an age; empty when none does.

    قال أبو كمال، القيادي أبو كمال، أبو كمال الشامي, "Abu Kamal, 34,".
    """
    token = draft.token
    if token is None or token.item.clitics or reading.query:
        return ""
    lexicon = reading.index.lexicon
    before = word_before(reading, token.item.word_start)
    if _is_one_of(before, lexicon.words["saying"]) or _person_words(reading, before):
        return before
    core = split_article(before)[0]
    if _is_one_of(before, lexicon.locatives) or core in lexicon.cues or before[1:] in lexicon.cues:
        return ""
    if (age := _AGE.match(reading.folded.text, draft.end)) is not None:
        return f"an age behind it: {age[1]}"
    found = _SURNAME.match(reading.folded.text, draft.end)
    if found is None:
        return ""
    known = lexicon.asides | lexicon.qualifiers | lexicon.adjectives
    word = found[1]
    is_cue = split_article(word)[0] in lexicon.cues or word in known or word in lexicon.nationalities
    return "" if is_cue else f"a surname behind it: {word}"


_AGE = re.compile(r", (\d\d),? ")
_SURNAME = re.compile(r" (ال\w{2,}ي|(?:al|el|as|ash|ad|an|ar|at|az)[- ]\w+[iy])(?!\w)")


def speaks(reading: Reading, end: int) -> bool:
    """Whether a verb of saying follows an offset."""
    if reading.folded.text[end : end + 1] != " ":
        return False
    words = reading.folded.words
    return words[end + 1 : words.find(" ", end + 1)] in reading.index.lexicon.words["saying"]


def word_before(reading: Reading, end: int) -> str:
    """The word that ends one blank before an offset, empty when more than a blank parts them."""
    if end < 2 or reading.folded.text[end - 1] != " ":
        return ""
    return reading.folded.words[reading.folded.words.rfind(" ", 0, end - 1) + 1 : end - 1]


def _is_one_of(word: str, words: frozenset[str]) -> bool:
    """Whether a word, with or without a clitic, is in a class."""
    return word in words or (word[:1] in _CLITICS and word[1:] in words)


_CLITICS = frozenset("وفبل")


def _named_like_person(reading: Reading, draft: Draft) -> str:
    """The words that make a bare name a surname: أبو الحارث العشارة، الناشط علي هجين; empty when none do."""
    token = draft.token
    if token is None or draft.head is not None or token.item.clitics or " " in token.item.entry.core:
        return ""
    lexicon = reading.index.lexicon
    start = token.item.word_start
    name = word_before(reading, start)
    title = word_before(reading, start - len(name) - 1) if name else ""
    kinds = {"kunya"} if _is_one_of(title, lexicon.kunyas) else _person_words(reading, title)
    if not kinds:
        return ""
    place = reading.ends.get(start - 1)
    if place is not None and any(not entry.weak for entry in reading.tokens[place].names):
        return ""
    noun = word_before(reading, start - len(name) - len(title) - 2)
    if any(cue.role is Role.HEAD for cue in lexicon.cues.get(split_article(noun)[0], ())):
        return ""  # جامع أبو بكر غرانيج
    is_given = "given" in _person_words(reading, name) or (
        name == _ALI and reading.folded.original[reading.folded.end(start - 1) - 1] == _YEH
    )
    is_word = name in lexicon.locatives or split_article(name)[0] in lexicon.cues
    is_rare = not is_word and ("kunya" in kinds or name not in reading.index.common)
    return f"{title} {name}" if is_given or (is_rare and "given" not in kinds) else ""


def _person_words(reading: Reading, word: str) -> set[str]:
    """Whether a word is a title, a given name, both or neither."""
    found: set[str] = set()
    for each in (word, word[1:]) if word[:1] in _CLITICS else (word,):
        core, article = split_article(each)
        cues = reading.index.lexicon.cues.get(core, ())
        found |= {cue.value for cue in cues if cue.role is Role.FILTER_BEFORE and cue.article is article}
    return found & _PERSONS


_PERSONS = frozenset({"person", "given"})


_ALI = "علي"
_YEH = "ي"
"""The name is folded like the preposition "on", which is spelt with another letter."""


def _is_measure(reading: Reading, draft: Draft) -> bool:
    """Whether a name is a measure here (بقطر 40 سم، قطر الأنبوب)."""
    lexicon = reading.index.lexicon
    words = reading.folded.words
    following = words[draft.end + 1 : words.find(" ", draft.end + 1)]
    return following in lexicon.measured or (following.isdigit() and len(following) < _YEAR_DIGITS)


_YEAR_DIGITS = 4


def _is_agent(reading: Reading, draft: Draft) -> bool:
    """Whether a public body acts or is spoken of, and not its building (قالت مديرية التربية)."""
    token = draft.token
    lexicon = reading.index.lexicon
    if token is None or reading.query or token.item.entry.latin:
        return False
    if token.item.entry.core.partition(" ")[0] not in lexicon.institutions or token.item.clitics:
        return False
    if not all(name.weak or name.generic for name in draft.names):
        return False  # شركة كهرباء الجورة
    place = reading.ends.get(token.item.word_start - 1)
    if place is not None and any(cue.role in _PLACING for cue in reading.tokens[place].cues):
        return False
    before = word_before(reading, token.item.word_start)
    return not _is_one_of(before, lexicon.locatives | lexicon.strikes)


_PLACING = frozenset({Role.RELATION, Role.DIRECTION, Role.HEAD})


def _is_full_name(reading: Reading, draft: Draft) -> bool:
    """Whether a place named like a person is followed by the rest of a person's name (جابر الأحمد)."""
    token = draft.token
    if token is None or not any(cue.value == "given" for cue in token.cues):
        return False
    if token.item.entry.latin:
        return draft.head is None and speaks(reading, draft.end)
    words = reading.folded.words
    following = words[draft.end + 1 : words.find(" ", draft.end + 1)]
    return (
        reading.folded.text[draft.end : draft.end + 1] == " "
        and len(following) > 3
        and following.startswith("ال")
    )


def _is_adjective(reading: Reading, draft: Draft) -> bool:
    """Whether a one-word name in -ية agrees with a feminine noun before it (العاصفة المطرية)."""
    token = draft.token
    if (
        token is None
        or draft.head is not None
        or draft.chained
        or token.item.clitics
        or token.item.entry.latin
    ):
        return False
    words = reading.folded.words
    start, end = token.item.start, token.item.end
    if not words.endswith(_NISBA, start, end) or " " in token.item.entry.core:
        return False
    if reading.folded.text[start - 1 : start] != " ":
        return False
    before = words[words.rfind(" ", 0, max(start - 1, 0)) + 1 : start - 1]
    core, has_article = split_article(before.removeprefix("و").removeprefix("ب"))
    is_cue = before in reading.index.lexicon.locatives or core in reading.index.lexicon.cues
    return len(core) > 2 and core.endswith("ه") and has_article == token.item.article and not is_cue


_NISBA = "يه"
