"""What words do to the names around them: cues with their roles, generic nouns, and sets of words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from geocoder.normalize import fold

ARTICLE = fold("ال")
DIRECTION_DEGREES = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}


class Role(StrEnum):
    """What a cue word does to the names around it."""

    HEAD = "head"
    REGION = "region"
    DIRECTION = "direction"
    BROAD = "broad"
    RELATION = "relation"
    RELATION_BEHIND = "relation-behind"
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
    is_roadside: bool = False
    """Whether one that no gazetteer holds is told by the village where it stands ("حاجز الشولا")."""
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
        sided: A compass word may follow ("المدخل الشمالي"); for regions: it follows ("Hajin countryside");
            for nouns that follow: this word stands before the name ("the city of Mayadin").
        refers_back: Whether the definite noun alone stands for a place named before.
    """

    role: Role
    value: str
    head: Head | None = None
    number: int = 1
    article: bool | None = None
    clitic: str = ""
    sided: bool = False
    refers_back: bool = False


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
        asides: Definite words behind a noun that refers back which do not make another thing of it.
        copulas: Words before a noun that says what something is, or counts things of its kind.
        openers: First words of names that take the next word with them ("عبد", "أم").
        events: Words that tell an event (قصف، انفجار), with their proclitics.
        strikes: Those whose object is a place.
        actors: Who acts in a war (قسد، التنظيم).
        homes: Words that show that a text speaks of Syria, whatever countries it names.
        partitives: Words that count or measure before من.
        unstated, hedges: What forms say of a place that is not known ("غير محدد"), or not sure.
        origins: Words before a place that people come from.
        waters: Words before a river that speak of its water, its bed or of crossing it.
        nationalities: Adjectives behind a place to the id of the country they put it into.
        words: Every class of plain words by its name.
        unlike: Words, as written, that fold like a cue and are none (إمام, folded like أمام).
        famous: People after whom places are named in many towns.
        kunyas: أبو and the like, before the name of a child.
        measures, measured: Names that are also measures (قطر), and what may follow one that is.
        institutions: First words of the names of public bodies.
        occupation: Words of texts about the West Bank.
        qualifiers, materials: Adjectives that close unknown names, and what fields and factories are of.
        months: Names of months that are also names of places.
        framed: Adjectives that, behind a name with their noun before it, name a thing (مركز هرابش الصحي).
        tails: Adjectives that close names ("النفطي") to the kinds of place they close.
    """

    cues: dict[str, tuple[Cue, ...]]
    proclitics: dict[str, tuple[int, bool]]
    latin_articles: frozenset[str] = frozenset()
    heads: dict[tuple[str, str], Head] = field(default_factory=dict)
    half_words: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    strikes: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    famous: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    partitives: frozenset[str] = frozenset()
    unstated: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    waters: frozenset[str] = frozenset()
    nationalities: dict[str, str] = field(default_factory=dict)
    kunyas: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    measured: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    occupation: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    materials: frozenset[str] = frozenset()
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    unlike: frozenset[str] = frozenset()
    framed: dict[str, dict[str, Head]] = field(default_factory=dict)
    tails: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_given(self, word: str) -> bool:
        """Whether a folded word is a given name."""
        return any(cue.value == "given" for cue in self.cues.get(word, ()))


def split_article(folded: str) -> tuple[str, bool]:
    """Core of a folded phrase and whether its first word carried the Arabic article.

    Example:
        >>> split_article("الجوره")
        ('جوره', True)
    """
    if folded.startswith(ARTICLE) and len(folded) > len(ARTICLE) + 1 and folded[len(ARTICLE)] != " ":
        return folded[len(ARTICLE) :], True
    return folded, False
