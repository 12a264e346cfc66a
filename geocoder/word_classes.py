"""Load the word classes of ``geocoder/language/*.toml`` into cues that the matcher can find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from geocoder.language_files import read_language
from geocoder.lexicon import ARTICLE, DIRECTION_DEGREES, Cue, Head, Lexicon, Role, split_article
from geocoder.normalize import fold

_SETS = (
    *("locative", "adjective", "aside", "copula", "opener", "event", "partitive", "famous", "strike"),
    *("actor", "home", "origin", "water", "unstated", "hedge", "gap", "filler", "link", "bounds", "abstract"),
    *("route_from", "route_to", "stretch", "stretch_to", "kunya", "measure", "measured", "institution"),
    *("occupation", "qualifier", "material", "denial", "naming", "backdrop"),
    *("saying", "medium", "descent", "belonging", "joiner", "ordinal", "weekday"),
)
"""Classes that are read as plain sets of words."""
_BEHIND = tuple(map(fold, ("ل", "ب", "من نهر", "من الفرات")))  # ends of phrases that open the next name


@cache
def load_lexicon() -> Lexicon:
    """Read the bundled word classes.

    Raises:
        RulesError: A file is malformed.
    """
    cues: dict[str, list[Cue]] = {}
    proclitics: dict[str, tuple[int, bool]] = {"": (0, False)}
    heads: dict[tuple[str, str], Head] = {}
    framed: dict[str, dict[str, Head]] = {}
    articles: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    unlike: frozenset[str] = frozenset()
    sets = dict.fromkeys(_SETS, frozenset[str]())
    for lang in ("ar", "en"):
        table = read_language(f"{lang}.toml")
        for name, row in table.get("heads", {}).items():
            head = _head(name, lang, row)
            heads[name, lang] = head
            for number, form in enumerate(("singular", "dual", "plural"), start=1):
                for word in row.get(form, ()):
                    back = row.get("back", False)
                    is_back = back if isinstance(back, bool) else word in back
                    leads = head.follows and word.endswith(" of")
                    cue = Cue(Role.HEAD, name, head=head, number=number, sided=leads, refers_back=is_back)
                    _add(cues, word, cue, lang, free=True)
            for number, form in enumerate(("definite", "two"), start=1):
                for word in row.get(form, ()):
                    cue = Cue(Role.HEAD, name, head=head, number=number, article=True, refers_back=True)
                    cues.setdefault(fold(word), []).append(cue)
            for phrase in row.get("around", ()):
                noun, adjective = map(fold, phrase.split(" … "))
                framed.setdefault(adjective, {})[noun] = head
            for word in row.get("leads", ()):
                _add(cues, word, Cue(Role.HEAD, name, head=head, sided=True), lang, free=True)
        _add_classes(cues, table, lang)
        proclitics |= _proclitics(table.get("proclitics", {}))
        articles |= frozenset(map(fold, table.get("articles", {}).get("words", ())))
        for name in sets:
            sets[name] |= frozenset(map(fold, table.get("words", {}).get(name, {}).get("words", ())))
        months |= frozenset(map(fold, table.get("filters", {}).get("date", {}).get("months", ())))
        half |= frozenset(map(fold, table.get("distance", {}).get("half", ())))
        unlike |= frozenset(word for row in table["relations"].values() for word in row.get("unlike", ()))
    return Lexicon(
        cues={phrase: tuple(found) for phrase, found in cues.items()},
        proclitics=proclitics,
        latin_articles=articles,
        heads=heads,
        half_words=half,
        locatives=sets["locative"],
        adjectives=sets["adjective"],
        asides=sets["aside"],
        copulas=sets["copula"],
        openers=sets["opener"],
        events=frozenset(front + word for front in proclitics for word in sets["event"]),
        strikes=sets["strike"],
        actors=sets["actor"],
        homes=sets["home"],
        famous=sets["famous"],
        partitives=sets["partitive"],
        unstated=sets["unstated"],
        hedges=sets["hedge"],
        origins=sets["origin"],
        waters=sets["water"],
        nationalities=_nationalities(read_language("ar.toml").get("nationalities", {})),
        kunyas=sets["kunya"],
        measures=sets["measure"],
        measured=sets["measured"],
        institutions=sets["institution"],
        occupation=sets["occupation"],
        qualifiers=sets["qualifier"],
        materials=sets["material"],
        words=sets,
        unlike=unlike,
        months=months,
        framed=framed,
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
        is_roadside=bool(row.get("roadside")),
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
        yield row.get("behind", ()), Cue(Role.RELATION_BEHIND, name)
    distance = table.get("distance", {})
    for lead in ("lead", "verb", "about"):
        yield distance.get(lead, ()), Cue(Role.DISTANCE_LEAD, lead)
    for unit in ("kilometre", "metre", "mile"):
        yield distance.get(unit, ()), Cue(Role.UNIT, unit)
        yield distance.get(f"two_{unit}s", ()), Cue(Role.UNIT, unit, number=2)
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


def _nationalities(table: Mapping[str, list[str] | str]) -> dict[str, str]:
    return {
        fold(word): country for country, words in table.items() if isinstance(words, list) for word in words
    }


@cache
def lexicon_nouns() -> frozenset[str]:
    """Generic nouns that refer back and given names (folded, without article): alone they name no place."""
    return frozenset(
        phrase
        for phrase, cues in load_lexicon().cues.items()
        if any((cue.head is not None and cue.head.refers_back) or cue.value == "given" for cue in cues)
    )
