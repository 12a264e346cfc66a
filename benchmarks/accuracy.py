"""Compare what a matcher found with what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generate import KINDS, Corpus

Found = tuple[int, int, int, int, bool]
"""Number of the text, span, number of the name, and whether it was found as a misspelling."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How much of what was planted was found.

    Attributes:
        recall: By kind of planting, the share found with the same span and name.
        fuzzy_precision: Share of what was found as a misspelling that is a planted misspelling of that
            name at that place; 1 when there is none.
        fuzzy_false: How many were not.
        exact_extra: How many names were found as they are where none was planted.
    """

    recall: dict[str, float]
    fuzzy_precision: float
    fuzzy_false: int
    exact_extra: int


def measure(corpus: Corpus, found: Iterable[Found]) -> Accuracy:
    """Score the matches of a corpus."""
    spans: dict[tuple[int, int, int, int], bool] = {}
    for document, start, end, name, fuzzy in found:
        spans[document, start, end, name] = fuzzy
    planted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    gold: dict[tuple[int, int, int, int], str] = {}
    for mention in corpus.planted:
        key = mention.document, mention.start, mention.end, mention.name
        gold[key] = mention.kind
        planted[mention.kind] += 1
        right[mention.kind] += key in spans
    fuzzy_all = sum(spans.values())
    fuzzy_right = sum(1 for key, fuzzy in spans.items() if fuzzy and gold.get(key, "exact") != "exact")
    extra = sum(1 for key, fuzzy in spans.items() if not fuzzy and key not in gold)
    recall = {kind: right[kind] / planted[kind] for kind, _ in KINDS if planted[kind]}
    precision = fuzzy_right / fuzzy_all if fuzzy_all else 1.0
    return Accuracy(recall, precision, fuzzy_all - fuzzy_right, extra)
