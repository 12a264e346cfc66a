"""Let engines take turns on the same texts, and keep what their rounds gave."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from accuracy import Accuracy, measure
from engines import EXACT, FUZZY, OURS, Engine, Find, index_of, rows_of
from generate import Corpus

Result = dict[str, object]


def part_of(corpus: Corpus, share: float) -> Corpus:
    """The first texts of a corpus."""
    count = max(1, round(len(corpus.texts) * share))
    planted = tuple(mention for mention in corpus.planted if mention.document < count)
    return Corpus(corpus.texts[:count], planted)


@dataclass(slots=True)
class Contest:
    """One engine with its search, and what its rounds gave."""

    engine: Engine
    find: Find
    build_s: float | None
    speeds: list[float]
    tokens: list[float]
    scores: list[Accuracy]
    words: int = 0

    def run(self, corpus: Corpus) -> None:
        """One round."""
        some = part_of(corpus, self.engine.share)
        begin = time.process_time()
        found = list(self.find(some.texts))
        seconds = time.process_time() - begin
        self.speeds.append(some.megabytes / seconds)
        self.tokens.append(some.words / seconds)
        self.scores.append(measure(some, found))
        self.words += some.words

    def result(self) -> Result:
        """Medians of the speeds, means of the scores."""
        kinds = sorted({kind for score in self.scores for kind in score.recall})
        return {
            "engine": self.engine.name,
            "fuzzy": self.engine.fuzzy,
            "build_s": self.build_s,
            "mb_per_s": median(self.speeds),
            "tokens_per_s": median(self.tokens),
            "recall": {
                kind: _mean([score.recall[kind] for score in self.scores if kind in score.recall])
                for kind in kinds
            },
            "fuzzy_precision": _mean([score.fuzzy_precision for score in self.scores]),
            "fuzzy_false": sum(score.fuzzy_false for score in self.scores),
            "exact_extra": sum(score.exact_extra for score in self.scores),
            "words": self.words,
        }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def contests(names: Sequence[str], size: int) -> Iterator[Contest]:
    """Every engine that is installed and is tried with so many names, built."""
    index = index_of(names)
    for engine in (*EXACT, *FUZZY):
        if engine.name == OURS:
            yield Contest(engine, rows_of(index, fuzzy=engine.fuzzy), None, [], [], [])
        elif engine.installed and size <= engine.largest:
            begin = time.process_time()
            find = engine.build(names)
            yield Contest(engine, find, time.process_time() - begin, [], [], [])
