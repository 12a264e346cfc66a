"""The rules of the geoparser by name, with what each does, and which of them are on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geocoder.errors import RulesError
from geocoder.language_files import read_language


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name as it stands in evidence, what it does, an example."""

    name: str
    doc: str
    example: str


@cache
def load_rules() -> Mapping[str, Rule]:
    """All rules by name, in file order.

    Raises:
        RulesError: The file is malformed.
    """
    table = read_language("rules.toml")
    return {name: Rule(name, row["doc"], row["example"]) for name, row in table.items()}


def enabled_rules(switches: Mapping[str, bool]) -> frozenset[str]:
    """Names of the rules that are on.

    Args:
        switches: Rule names to ``False`` (off) or ``True`` (on); rules not named are on.

    Raises:
        RulesError: A name is no rule.
    """
    rules = load_rules()
    unknown = sorted(switches.keys() - rules.keys())
    if unknown:
        message = f"no rule is called {unknown[0]!r}; the rules are {', '.join(rules)}"
        raise RulesError(message)
    return frozenset(name for name in rules if switches.get(name, True))
