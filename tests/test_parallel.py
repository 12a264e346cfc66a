"""Several processes: the order stays, the memory too, and a worker may die."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from geocoder import Geocoder
from geocoder.errors import GeocoderError
from geocoder.parallel.chunks import ITEMS, SIZE, chunked
from geocoder.parallel.documents import parallel_documents
from geocoder.parallel.pool import Pool

TEXTS = [f"قصف على حيي القصور والجورة، وفي ريف دير الزور الشرقي {number}" for number in range(150)]


def double(items: Sequence[int]) -> list[int]:
    time.sleep(0.001 * (items[0] % 5))
    return [2 * item for item in items]


def give_up(items: Sequence[int]) -> list[int]:
    return [-item for item in items]


def chunks(count: int) -> Iterator[list[int]]:
    return chunked(range(1, count + 1), lambda _: SIZE // 4)


def test_order_is_kept() -> None:
    with Pool(double, 3, give_up) as pool:
        found = [each for result in pool.map(chunks(200)) for each in result]
    assert found == [2 * number for number in range(1, 201)]


def test_reading_is_only_a_little_ahead() -> None:
    taken = 0

    def stream() -> Iterator[list[int]]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield [number]

    with Pool(double, 2, give_up) as pool:
        results = pool.map(stream())
        for _ in range(10):
            next(results)
        assert taken < 30


def test_workers_that_are_not_forked() -> None:
    """As on systems where processes cannot be forked; the function has to be found there by its name."""
    with Pool(sum, 2, sum, start_method="spawn") as pool:
        assert list(pool.map(iter([[1, 2], [3], [4, 5]]))) == [3, 3, 9]


class DiesOnce:
    """Ends its process the first time it sees the seven."""

    def __init__(self, marker: Path, *, always: bool) -> None:
        self.marker = marker
        self.always = always

    def __call__(self, items: Sequence[int]) -> list[int]:
        if 7 in items and (self.always or not self.marker.exists()):
            self.marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return double(items)


def test_death_of_a_worker_costs_nothing_but_time(tmp_path: Path) -> None:
    with Pool(DiesOnce(tmp_path / "died", always=False), 2, give_up) as pool:
        found = [each for result in pool.map(chunks(40)) for each in result]
    assert (tmp_path / "died").exists()
    assert found == [2 * number for number in range(1, 41)]


def test_item_that_kills_every_worker_is_given_up_alone(tmp_path: Path) -> None:
    with Pool(DiesOnce(tmp_path / "died", always=True), 2, give_up) as pool:
        found = [each for result in pool.map(chunks(40)) for each in result]
    assert found == [-number if number == 7 else 2 * number for number in range(1, 41)]


def test_worker_killed_while_it_has_nothing_to_do() -> None:
    with Pool(double, 2, give_up) as pool:
        for worker in pool._workers:  # noqa: SLF001 - a kill from outside
            worker.process.kill()
            worker.process.join()
        assert [each for result in pool.map(chunks(8)) for each in result] == [2 * n for n in range(1, 9)]


def fails(items: Sequence[int]) -> list[int]:
    if 5 in items:
        raise ValueError("five")
    return double(items)


def test_error_comes_at_its_place() -> None:
    with Pool(fails, 2, give_up) as pool:
        results = pool.map(iter([[1], [2], [5], [6]]))
        assert [next(results), next(results)] == [[2], [4]]
        with pytest.raises(ValueError, match="five"):
            next(results)


def test_error_of_the_source_comes_after_what_was_read() -> None:
    def stream() -> Iterator[list[int]]:
        yield [1]
        yield [2]
        raise ValueError("source")

    with Pool(double, 2, give_up) as pool:
        results = pool.map(stream())
        assert [next(results), next(results)] == [[2], [4]]
        with pytest.raises(ValueError, match="source"):
            next(results)


def test_chunks_are_small_and_a_giant_stands_alone() -> None:
    sizes = [10] * (ITEMS + 40) + [SIZE * 3] + [10] * 3
    found = list(chunked(sizes, lambda size: size))
    assert [size for chunk in found for size in chunk] == sizes
    assert [SIZE * 3] in found
    assert max(map(len, found)) == ITEMS


# Documents


def test_documents_are_those_of_one_process(geo: Geocoder) -> None:
    assert list(parallel_documents(geo, TEXTS, 2)) == [geo.geoparse(text) for text in TEXTS]


def test_places_are_the_gazetteers_own(geo: Geocoder) -> None:
    (document,) = parallel_documents(geo, TEXTS[:1], 1)
    assert document.mentions[0].place is geo.gazetteer["qusour"]


def test_documents_of_an_endless_stream(geo: Geocoder) -> None:
    def endless() -> Iterator[str]:
        while True:
            yield from TEXTS

    documents = parallel_documents(geo, endless(), 2)
    assert [next(documents).text for _ in range(5)] == TEXTS[:5]
    documents.close()  # type: ignore[attr-defined]


def test_text_that_kills_every_worker_is_named(geo: Geocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(self: Geocoder, text: str, *, include_filtered: bool) -> object:
        del self, include_filtered
        if text == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return []

    monkeypatch.setattr(Geocoder, "geoparse", deadly)
    with pytest.raises(GeocoderError, match="ended two workers; it begins 'deadly'"):
        list(parallel_documents(geo, ["a", "deadly"], 2))
