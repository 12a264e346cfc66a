"""Write docs/rules.md from the rules and the word classes: `python docs/rules_page.py`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

LANGUAGE = Path(__file__).parent.parent / "geocoder" / "language"
PAGE = Path(__file__).parent / "rules.md"
LANGUAGES = {"ar": "Arabic", "en": "English"}

WORDS: Mapping[str, tuple[str, ...]] = {
    "head-noun": ("heads",),
    "list-head": ("heads", "words.joiner", "words.ordinal", "words.weekday"),
    "unknown-name": ("heads", "words.opener", "words.qualifier", "words.material"),
    "glued": ("heads",),
    "region": ("regions", "directions"),
    "back-reference": (
        "heads",
        "words.aside",
        "words.copula",
        "words.denial",
        "words.naming",
        "words.backdrop",
        "words.capital",
    ),
    "back-reference-bridged": ("heads", "words.capital"),
    "weak-name": ("words.locative", "words.adjective"),
    "support": (
        "words.locative",
        "words.partitive",
        "words.water",
        "words.strike",
        "words.actor",
        "words.event",
        "words.belonging",
    ),
    "not-a-place-organisation": ("filters.organisation", "words.institution"),
    "not-a-place-media": ("filters.media", "words.saying", "words.medium"),
    "not-a-place-foreign": ("filters.foreign",),
    "not-a-place-person": ("filters.person", "words.kunya", "words.saying", "words.descent"),
    "not-a-place-given": ("filters.given", "filters.person", "words.kunya", "words.saying"),
    "not-a-place-measure": ("words.measure", "words.measured"),
    "not-a-place-tribe": ("filters.tribe",),
    "not-a-place-date": ("filters.date",),
    "river-bank": ("relations.bank", "words.occupation"),
    "relation": (
        *("relations", "directions", "distance", "broad", "words.gap", "words.filler", "words.bounds"),
        *("words.route_from", "words.route_to", "words.stretch", "words.stretch_to", "words.link"),
        "words.abstract",
    ),
    "transliteration": ("articles",),
    "elsewhere": ("words.elsewhere", "words.home"),
    "facility-of": ("heads",),
    "kind-misfit": ("heads",),
    "kind-fit": ("heads",),
    "apposition": ("directions", "words.origin", "nationalities"),
    "generic-name": ("words.famous",),
}
"""The tables whose words a rule goes by; the other rules go by shape or by the gazetteer."""

WITHOUT_RULE = ("proclitics", "filters.phrase", "words.event", "words.unstated", "words.hedge")
"""Tables that matching, the focus and place strings read, before or after any rule."""

OPENING = """# Rules and word classes

<!-- Written by docs/rules_page.py; do not edit. -->

What the geoparser knows about language stands in a few text files, each readable by itself:

- `geocoder/language/rules.toml`: the rules, below;
- `geocoder/language/ar.toml`, `en.toml`: the [word classes](#word-classes) that the rules go by;
- `geocoder/language/weights.toml`: what each observation adds to the score of a candidate;
- `geocoder/language/focus.toml`: how much a mention says that the text is about its place;
- `geocoder/language/kinds.tsv`: the kinds of places;
- `geocoder/language/common_ar.txt`, `common_en.txt`: frequent words, no names on their own strength;
- `geocoder/language/sounding_en.txt`: rarer English words that sound like a name of the bundled gazetteers.
- `geocoder/language/sounding_ar.txt`: rarer Arabic words that are one slip from such a name.

The name of a rule stands in the `evidence` of what it decided (`--explain` shows it).
Each can be switched off:

```python
Geocoder(rules={"list-head": False})
```

[evaluation.md](evaluation.md#what-each-rule-is-worth) says what is lost without each.

## Rules

| rule | what it does | example | words |
| --- | --- | --- | --- |
"""

CLASSES = """
## Word classes

Words stand in the files without the article and in ordinary spelling: both are folded when they are loaded.
"""


def read(name: str) -> dict[str, dict[str, object]]:
    """A file of the language folder."""
    return tomllib.loads((LANGUAGE / f"{name}.toml").read_text(encoding="utf-8"))


def tables(lang: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every word class of a language with its dotted name."""
    for name, table in read(lang).items():
        if any(isinstance(value, dict) for value in table.values()):
            for inner, row in table.items():
                if isinstance(row, dict):
                    yield f"{name}.{inner}", row
        else:
            yield name, table


def page() -> str:
    """The text of docs/rules.md."""
    parts = [OPENING]
    for name, rule in read("rules").items():
        words = ", ".join(f"`{table}`" for table in WORDS.get(name, ()))
        parts.append(f"| `{name}` | {rule['doc']} | {cell(rule['example'])} | {words} |\n")
    parts.append(CLASSES)
    for lang, title in LANGUAGES.items():
        found = list(tables(lang))
        parts.append(f"\n### {title}: generic nouns (`heads` in `{lang}.toml`)\n\n")
        parts.append("Kinds in brackets are those that the noun is loosely used for. ")
        parts.append("*back*: the definite noun alone refers back. *open*: recognises unknown names. ")
        parts.append("*numbered*: a number may be the name.\n\n")
        parts.append("| class | words | kinds | |\n| --- | --- | --- | --- |\n")
        parts += [head_row(name, row) for name, row in found if name.startswith("heads.")]
        parts.append(f"\n### {title}: other classes\n\n| class | words | what it is |\n| --- | --- | --- |\n")
        parts += [class_row(name, row) for name, row in found if not name.startswith("heads.")]
    return "".join(parts)


def head_row(name: str, row: Mapping[str, object]) -> str:
    """A row for a class of generic nouns."""
    words = "; ".join(listed(row, form) for form in ("singular", "dual", "plural") if row.get(form))
    kinds = listed(row, "kinds") + (f" ({listed(row, 'near')})" if row.get("near") else "")
    marks = ", ".join(mark for mark in ("back", "open", "numbered") if row.get(mark))
    return f"| {name.removeprefix('heads.')} | {words} | {kinds} | {marks} |\n"


def class_row(name: str, row: Mapping[str, object]) -> str:
    """A row for any other class."""
    kept = {key: value for key, value in row.items() if isinstance(value, list)}
    named = len(kept) > 1
    words = "; ".join((f"*{key}* " if named else "") + listed(row, key) for key in kept)
    told = " ".join(str(row[key]) for key in ("note", "example") if key in row)
    return f"| `{name}` | {words} | {cell(told)} |\n"


def listed(row: Mapping[str, object], key: str) -> str:
    """The words of a list, with the comma of their script."""
    value = row.get(key)
    joined = ", ".join(map(str, value)) if isinstance(value, list) else ""
    return joined if joined.isascii() else joined.replace(", ", "، ")


def cell(text: object) -> str:
    """A text that may stand in a cell of a table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
