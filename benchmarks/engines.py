"""Everything that is compared: our core, and each peer where its package is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from accuracy import Found

from geocoder.bulk import BulkIndex

sys.path.insert(0, str(Path(__file__).with_name("peers")))

Find = Callable[[Sequence[str]], Iterable[Found]]

OURS = "geocoder.bulk"


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to find names.

    Attributes:
        name: What the tables call it.
        package: The module it needs.
        build: From names to the search; the search gives rows as the peers' packages do.
        largest: The largest gazetteer it is tried with.
        share: Part of the texts that it is given, because it is slow.
        fuzzy: Whether it finds misspelt names.
    """

    name: str
    package: str
    build: Callable[[Sequence[str]], Find]
    largest: int
    share: float = 1.0
    fuzzy: bool = False

    @property
    def installed(self) -> bool:
        """Whether its package can be imported."""
        return find_spec(self.package) is not None


def rows_of(index: BulkIndex, *, fuzzy: bool) -> Find:
    """Our search with Python rows as its result, for the sake of comparison."""
    number = [int(index.ids[name][0]) for name in range(len(index))]

    def find(texts: Sequence[str]) -> list[Found]:
        found = index.find(texts, fuzzy=fuzzy)
        return list(
            zip(
                found.document.tolist(),
                found.start.tolist(),
                found.end.tolist(),
                [number[name] for name in found.name.tolist()],
                (found.edits > 0).tolist(),
                strict=True,
            )
        )

    return find


def index_of(names: Sequence[str]) -> BulkIndex:
    """Our index, with the positions of the names as their ids."""
    return BulkIndex.build((name, str(number)) for number, name in enumerate(names))


def _ours(*, fuzzy: bool) -> Callable[[Sequence[str]], Find]:
    return lambda names: rows_of(index_of(names), fuzzy=fuzzy)


def _peer(module: str, kind: str, **options: object) -> Callable[[Sequence[str]], Find]:
    return lambda names: getattr(import_module(module), kind)(names, **options).find


def _exact(find: Callable[[Sequence[str]], Find]) -> Callable[[Sequence[str]], Find]:
    """Rows of a peer that finds names as they are only."""

    def build(names: Sequence[str]) -> Find:
        search = find(names)
        return lambda texts: [(*row[:4], False) for row in search(texts)]

    return build


_MILLION = 1_000_000

EXACT = (
    Engine(OURS, "geocoder", _ours(fuzzy=False), _MILLION),
    *(
        Engine(package, module, _exact(_peer("automata", "WholeJob", engine=package)), _MILLION)
        for package, module in (
            ("daachorse", "daachorse"),
            ("ahocorasick_rs", "ahocorasick_rs"),
            ("pyahocorasick", "ahocorasick"),
        )
    ),
    Engine("flashtext", "flashtext", _exact(_peer("lookups", "FlashText")), 100_000, 0.5),
    Engine(
        "flashtext, folded text",
        "flashtext",
        _exact(_peer("lookups", "FlashText", folded=True)),
        100_000,
        0.3,
    ),
    Engine("flashgeotext", "flashgeotext", _exact(_peer("lookups", "FlashGeoText")), 5_000, 0.3),
    Engine("spaCy PhraseMatcher", "spacy", _exact(_peer("lookups", "SpacyPhrases")), 100_000, 0.1),
)

FUZZY = (
    Engine(OURS, "geocoder", _ours(fuzzy=True), _MILLION, fuzzy=True),
    Engine("symspellpy, 1 edit", "symspellpy", _peer("corrections", "Symspell"), 100_000, 0.02, fuzzy=True),
    Engine(
        "symspellpy, 2 edits",
        "symspellpy",
        _peer("corrections", "Symspell", edits=2),
        5_000,
        0.01,
        fuzzy=True,
    ),
    Engine("rapidfuzz cdist", "rapidfuzz", _peer("corrections", "Cdist"), 5_000, 0.01, fuzzy=True),
    Engine("spaczz", "spaczz", _peer("corrections", "Spaczz"), 300, 0.004, fuzzy=True),
)
