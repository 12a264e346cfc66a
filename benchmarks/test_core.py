"""Speed of normalization, of the array-based core and of its index, by pytest-benchmark.

A round gets texts of its own where a cache could learn them; the sizes are those that a laptop does in
a minute. The million, the peers and the accuracy stand in compare.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from engines import index_of
from generate import ARTICLE, POST, Corpus, make_corpus, make_names
from pytest_benchmark.fixture import BenchmarkFixture

from geocoder.bulk import BulkIndex
from geocoder.normalize import normalize

_SIZES = (300, 5_000, 100_000)
_seeds = count(10_000)


@cache
def names_of(size: int) -> list[str]:
    """Names, made once."""
    return make_names(size)


@cache
def index_with(size: int) -> BulkIndex:
    """An index of so many names, built once."""
    return index_of(names_of(size))


def fresh(
    size: int, characters: int, documents: int
) -> Callable[[], tuple[tuple[Corpus], dict[str, object]]]:
    """A setup for `benchmark.pedantic`: texts that no round has seen."""
    return lambda: (
        (make_corpus(names_of(size), characters=characters, documents=documents, seed=next(_seeds)),),
        {},
    )


@pytest.mark.parametrize("characters", [POST, ARTICLE])
def test_normalize(benchmark: BenchmarkFixture, characters: int):
    def run(corpus: Corpus) -> None:
        for text in corpus.texts:
            normalize(text)

    benchmark.pedantic(run, setup=fresh(300, characters, 100), rounds=10)


@pytest.mark.parametrize("fuzzy", [False, True], ids=["exact", "misspelt"])
@pytest.mark.parametrize("size", _SIZES)
def test_articles_in_a_batch(benchmark: BenchmarkFixture, size: int, fuzzy: bool):  # noqa: FBT001 - a parameter
    index = index_with(size)
    benchmark.pedantic(
        lambda corpus: index.find(corpus.texts, fuzzy=fuzzy), setup=fresh(size, ARTICLE, 200), rounds=7
    )


@pytest.mark.parametrize("size", _SIZES)
def test_posts_one_by_one(benchmark: BenchmarkFixture, size: int):
    index = index_with(size)

    def run(corpus: Corpus) -> None:
        for text in corpus.texts:
            index.find([text])

    benchmark.pedantic(run, setup=fresh(size, POST, 50), rounds=7)


def test_one_long_text(benchmark: BenchmarkFixture):
    index = index_with(5_000)
    benchmark.pedantic(lambda corpus: index.find(corpus.texts), setup=fresh(5_000, 1_000_000, 1), rounds=3)


@pytest.mark.parametrize("size", [300, 5_000])
def test_build(benchmark: BenchmarkFixture, size: int):
    names = names_of(size)
    benchmark.pedantic(index_of, args=(names,), rounds=3)


@pytest.mark.parametrize("size", _SIZES)
def test_open(benchmark: BenchmarkFixture, size: int, tmp_path: Path):
    path = tmp_path / "names.idx"
    index_with(size).save(path)
    benchmark(BulkIndex.open, path)
