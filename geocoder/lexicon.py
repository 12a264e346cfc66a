"""Load the word classes of ``geocoder/language/*.toml`` into cues that the matcher can find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from geocoder.language_files import read_language
from geocoder.normalize import fold

ARTICLE = fold("ال")
DIRECTION_DEGREES = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}

_SETS = (
    *("locative", "adjective", "opener", "event", "partitive", "route_from", "route_to", "famous", "strike"),
    *("kunya", "measure", "measured", "institution", "occupation", "qualifier", "material"),
)
"""Classes that are read as plain sets of words."""
_BEHIND = tuple(map(fold, ("ل", "ب", "من نهر", "من الفرات")))  # ends of phrases that open the next name


class Role(StrEnum):
    """What a cue word does to the names around it."""

    HEAD = "head"
    REGION = "region"
    DIRECTION = "direction"
    BROAD = "broad"
    RELATION = "relation"
    DISTANCE_LEAD = "distance-lead"
    UNIT = "unit"
    FILTER_BEFORE = "filter-before"
    FILTER_AFTER = "filter-after"
    PHRASE = "phrase"
    CAPITAL = "capital"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Head:
    """A class of generic nouns (``حي``, ``city``) and the kinds of place it introduces."""

    name: str
    lang: str
    kinds: frozenset[str]
    near: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    refers_back: bool = False
    is_open: bool = False
    follows: bool = False
    """Whether the noun stands behind the name, as in English ("Qusour neighbourhood")."""
    is_area: bool = False
    """Whether it may stand before the bare name of anything ("منطقة الطلائع" for معسكر الطلائع)."""
    is_strict: bool = False
    """Whether an unknown name behind it must be a rare word ("منطقة ضبعة", not "منطقة آمنة")."""
    needs_article: bool = False
    """Whether an unknown name behind it must have the article or be a person's ("حقل قمح" is none)."""
    is_numbered: bool = False
    """Whether a number or a distance may be its name ("دوار الـ7كم")."""

    def fits(self, kind: str) -> float:
        """1.0 for its own kinds, 0.5 for kinds it is loosely used for and unknown ones, else 0.0."""
        if kind in self.kinds:
            return 1.0
        return 0.5 if kind in self.near or kind == "other" else 0.0


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or phrase with a role.

    Attributes:
        role: What it does.
        value: Name of the class: a relation, a direction, a filter.
        head: The head class when the role is HEAD.
        number: 1 singular, 2 dual, 3 plural (regions: 2 for both).
        article: True when the article must stand, False when it must not, None when either.
        clitic: Particle that must open the next word (``ل`` in "الملاصق لـ"), or empty.
        sided: A compass word may follow ("المدخل الشمالي"); for regions: it follows ("Hajin countryside").
    """

    role: Role
    value: str
    head: Head | None = None
    number: int = 1
    article: bool | None = None
    clitic: str = ""
    sided: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues by their folded form without article, and the proclitics.

    Attributes:
        cues: Folded phrase (leading article removed) to its cues.
        proclitics: Letters before a core to ``(outside, has_article)``: how many of them stay
            outside the mention, and whether an article is among them.
        latin_articles: Words such as ``al`` that may precede a Latin name.
        heads: Head classes by name and language.
        half_words: "and a half" behind a number with a unit.
        locatives: Words before a name that show that a place is meant.
        adjectives: Definite adjectives that do not make another place of a definite noun.
        openers: First words of names that take the next word with them ("عبد", "أم").
        events, strikes: Words that tell an event (قصف، انفجار), and those whose object is a place.
        partitives: Words that count or measure before من.
        route_from, route_to: Words around the first end of a way ("من X باتجاه Y").
        famous: People after whom places are named in many towns.
        kunyas: أبو and the like, before the name of a child.
        measures, measured: Names that are also measures (قطر), and what may follow one that is.
        institutions: First words of the names of public bodies.
        occupation: Words of texts about the West Bank.
        qualifiers, materials: Adjectives that close unknown names, and what fields and factories are of.
        months: Names of months that are also names of places.
        tails: Adjectives that close names ("النفطي") to the kinds of place they close.
    """

    cues: dict[str, tuple[Cue, ...]]
    proclitics: dict[str, tuple[int, bool]]
    latin_articles: frozenset[str] = frozenset()
    heads: dict[tuple[str, str], Head] = field(default_factory=dict)
    half_words: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    strikes: frozenset[str] = frozenset()
    famous: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    partitives: frozenset[str] = frozenset()
    route_from: frozenset[str] = frozenset()
    route_to: frozenset[str] = frozenset()
    kunyas: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    measured: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    occupation: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    materials: frozenset[str] = frozenset()
    tails: dict[str, frozenset[str]] = field(default_factory=dict)


def split_article(folded: str) -> tuple[str, bool]:
    """Core of a folded phrase and whether its first word carried the Arabic article.

    Example:
        >>> split_article("الجوره")
        ('جوره', True)
    """
    if folded.startswith(ARTICLE) and len(folded) > len(ARTICLE) + 1 and folded[len(ARTICLE)] != " ":
        return folded[len(ARTICLE) :], True
    return folded, False


@cache
def load_lexicon() -> Lexicon:
    """Read the bundled word classes.

    Raises:
        RulesError: A file is malformed.
    """
    cues: dict[str, list[Cue]] = {}
    proclitics: dict[str, tuple[int, bool]] = {"": (0, False)}
    heads: dict[tuple[str, str], Head] = {}
    articles: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    sets = dict.fromkeys(_SETS, frozenset[str]())
    for lang in ("ar", "en"):
        table = read_language(f"{lang}.toml")
        for name, row in table.get("heads", {}).items():
            head = _head(name, lang, row)
            heads[name, lang] = head
            for number, form in enumerate(("singular", "dual", "plural"), start=1):
                for word in row.get(form, ()):
                    _add(cues, word, Cue(Role.HEAD, name, head=head, number=number), lang, free=True)
        _add_classes(cues, table, lang)
        proclitics |= _proclitics(table.get("proclitics", {}))
        articles |= frozenset(map(fold, table.get("articles", {}).get("words", ())))
        for name in sets:
            sets[name] |= frozenset(map(fold, table.get("words", {}).get(name, {}).get("words", ())))
        months |= frozenset(map(fold, table.get("filters", {}).get("date", {}).get("months", ())))
        half |= frozenset(map(fold, table.get("distance", {}).get("half", ())))
    return Lexicon(
        cues={phrase: tuple(found) for phrase, found in cues.items()},
        proclitics=proclitics,
        latin_articles=articles,
        heads=heads,
        half_words=half,
        locatives=sets["locative"],
        adjectives=sets["adjective"],
        openers=sets["opener"],
        events=sets["event"],
        strikes=sets["strike"],
        famous=sets["famous"],
        partitives=sets["partitive"],
        route_from=sets["route_from"],
        route_to=sets["route_to"],
        months=months,
        kunyas=sets["kunya"],
        measures=sets["measure"],
        measured=sets["measured"],
        institutions=sets["institution"],
        occupation=sets["occupation"],
        qualifiers=sets["qualifier"],
        materials=sets["material"],
        tails=_tails(heads.values()),
    )


def _head(name: str, lang: str, row: Mapping[str, object]) -> Head:
    def words(key: str) -> frozenset[str]:
        return frozenset(value) if isinstance(value := row.get(key), list) else frozenset()

    return Head(
        name=name,
        lang=lang,
        kinds=words("kinds"),
        near=words("near"),
        tails=frozenset(map(fold, words("tails"))),
        refers_back=bool(row.get("back")),
        is_open=bool(row.get("open")),
        follows=bool(row.get("follows")),
        is_area=bool(row.get("area")),
        is_strict=row.get("open") == "rare",
        needs_article=row.get("open") == "definite",
        is_numbered=bool(row.get("numbered")),
    )


def _add_classes(
    cues: dict[str, list[Cue]], table: Mapping[str, Mapping[str, Mapping[str, list[str]]]], lang: str
) -> None:
    for words, cue in _classes(table):
        for word in words:
            _add(cues, word, cue, lang, free=cue.role in (Role.DIRECTION, Role.REGION))


def _classes(
    table: Mapping[str, Mapping[str, Mapping[str, list[str]]]],
) -> Iterator[tuple[Iterable[str], Cue]]:
    """Every class of words but the generic nouns, with the cue its words become."""
    for name, row in table.get("regions", {}).items():
        yield row["words"], Cue(Role.REGION, name)
        yield row.get("several", ()), Cue(Role.REGION, name, number=2)
        yield row.get("behind", ()), Cue(Role.REGION, name, sided=True)
    for name, words in table.get("directions", {}).items():
        if name in DIRECTION_DEGREES:
            yield words, Cue(Role.DIRECTION, name)
    yield table.get("broad", {}).get("words", ()), Cue(Role.BROAD, "broad")
    for name, row in table.get("relations", {}).items():
        yield row.get("words", ()), Cue(Role.RELATION, name)
        yield row.get("sided", ()), Cue(Role.RELATION, name, sided=True)
    distance = table.get("distance", {})
    yield distance.get("lead", ()), Cue(Role.DISTANCE_LEAD, "lead")
    for unit in ("kilometre", "metre", "mile"):
        yield distance.get(unit, ()), Cue(Role.UNIT, unit)
    for name, row in table.get("filters", {}).items():
        yield row.get("before", ()), Cue(Role.FILTER_BEFORE, name)
        yield row.get("after", ()), Cue(Role.FILTER_AFTER, name)
        yield row.get("words", ()), Cue(Role.PHRASE, name)
    for name in ("capital", "elsewhere"):
        yield table.get("words", {}).get(name, {}).get("words", ()), Cue(Role(name), name)


def _add(cues: dict[str, list[Cue]], word: str, cue: Cue, lang: str, *, free: bool = False) -> None:
    """File a cue under its core; ``free`` lets the article come or go."""
    folded = fold(word)
    if lang == "ar":
        clitic = next((each for each in _BEHIND if folded.endswith(" " + each)), "")
        folded = folded.removesuffix(" " + clitic)
        folded, article = split_article(folded)
        cue = replace(cue, article=None if free else article, clitic=clitic)
    found = cues.setdefault(folded, [])
    if cue not in found:
        found.append(cue)


def _proclitics(row: Mapping[str, Iterable[str] | str]) -> dict[str, tuple[int, bool]]:
    found = {letters: (len(letters), False) for letters in map(fold, row.get("bare", ()))}
    found |= {letters: (len(letters) - len(ARTICLE), True) for letters in map(fold, row.get("article", ()))}
    # the second lam of "لل" is the article's
    return found | {letters: (len(letters) - 1, True) for letters in map(fold, row.get("assimilated", ()))}


def _tails(heads: Iterable[Head]) -> dict[str, frozenset[str]]:
    pairs = [(tail, head.kinds) for head in heads for tail in head.tails]
    return {tail: frozenset().union(*(kinds for each, kinds in pairs if each == tail)) for tail, _ in pairs}


@cache
def lexicon_nouns() -> frozenset[str]:
    """Generic nouns that refer back and given names (folded, without article): alone they name no place."""
    return frozenset(
        phrase
        for phrase, cues in load_lexicon().cues.items()
        if any((cue.head is not None and cue.head.refers_back) or cue.value == "given" for cue in cues)
    )
