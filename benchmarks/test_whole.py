"""Speed of the whole geoparser, by pytest-benchmark."""

from __future__ import annotations

from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from whole import make_posts

from geocoder import Geocoder

_seeds = count(20_000)


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    """The geocoder with the bundled gazetteers."""
    return Geocoder()


@pytest.mark.parametrize("about_places", [1.0, 0.25])
def test_posts(benchmark: BenchmarkFixture, geocoder: Geocoder, about_places: float):
    def run(posts: list[str]) -> None:
        for post in posts:
            geocoder.geoparse(post)

    benchmark.pedantic(
        run,
        setup=lambda: ((make_posts(50, seed=next(_seeds), about_places=about_places),), {}),
        rounds=7,
        warmup_rounds=1,
    )


def test_load(benchmark: BenchmarkFixture):
    benchmark.pedantic(Geocoder, rounds=3)
