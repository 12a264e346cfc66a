"""Measure our matching core and its peers on the same names and texts, in one run on one core.

    python benchmarks/compare.py [--smoke] [--sizes 300 5000] [--output FILE.json]

Every round has texts of its own, so that nothing learnt in one round helps the next; the engines take
turns in each round, and times are medians of processor time, so that other work on the machine hits
all alike. `report.py` turns the result into docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

import whole
from adversarial import make_texts
from contest import Result, contests
from engines import index_of
from generate import ARTICLE, POST, SIZES, Corpus, make_corpus, make_names

from geocoder.bulk import BulkIndex

_PACKAGES = (
    "ahocorasick_rs daachorse pyahocorasick flashtext flashgeotext spacy spaczz symspellpy rapidfuzz numpy"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is measured.

    Attributes:
        sizes: Numbers of names.
        documents: Texts of a round.
        rounds: Rounds, each with texts of its own.
        long: Characters of the long text.
        posts: Posts for the whole geoparser.
    """

    sizes: tuple[int, ...]
    documents: int
    rounds: int
    long: int
    posts: int


_SMOKE = Settings(sizes=(50, 300), documents=6, rounds=1, long=20_000, posts=60)
_FULL = Settings(sizes=SIZES, documents=800, rounds=7, long=5_600_000, posts=2000)
"""The long text is one of 10 MB in UTF-8."""


def timed(call: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    begin = time.process_time()
    call()
    return time.process_time() - begin


def compare_sizes(settings: Settings, report: Callable[[str], None]) -> list[Result]:
    """Every engine at every size it is tried with, the engines taking turns in each round."""
    results: list[Result] = []
    for size in settings.sizes:
        names = make_names(size)
        engines = list(contests(names, size))
        for contest in engines:
            contest.find(["دير الزور"])
        for number in range(settings.rounds):
            corpus = make_corpus(names, characters=ARTICLE, documents=settings.documents, seed=1000 + number)
            for contest in engines:
                contest.run(corpus)
        for contest in engines:
            result = contest.result() | {"size": size}
            results.append(result)
            report(f"{size:9,} {contest.engine.name:24} {result['mb_per_s']:9.3f} MB/s")
    return results


def measure_index(settings: Settings, report: Callable[[str], None]) -> list[Result]:
    """Build, save, open and memory of our index at every size."""
    results: list[Result] = []
    for size in settings.sizes:
        names = make_names(size)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "names.idx"
            begin = time.process_time()
            index = index_of(names)
            build = time.process_time() - begin
            save = timed(partial(index.save, path))
            opens = [timed(partial(BulkIndex.open, path)) for _ in range(5)]
            index = BulkIndex.open(path)
            index.find(make_corpus(names, characters=POST, documents=50, seed=3).texts)
            memory = _process_memory(path)
            results.append(
                {
                    "size": size,
                    "build_s": build,
                    "save_s": save,
                    "open_ms": 1000 * median(opens),
                    "file_mb": path.stat().st_size / 1e6,
                    "process_mb": memory,
                }
            )
            report(
                f"{size:9,} index: build {build:.1f} s, open {1000 * median(opens):.1f} ms, {memory:.0f} MB"
            )
    return results


def _process_memory(path: Path) -> float:
    """Memory of its own, in MB, that a process needs to open an index and search (Linux)."""
    code = Path(__file__).with_name("memory.py")
    run = subprocess.run([sys.executable, str(code), str(path)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def measure_shapes(settings: Settings, report: Callable[[str], None]) -> list[Result]:
    """Our core on posts one by one, posts in a batch, articles, one long text."""
    results: list[Result] = []
    for size in (settings.sizes[1], settings.sizes[-1]):
        names = make_names(size)
        index = index_of(names)
        for shape, corpus, call in _shapes(names, index, settings):
            for fuzzy in (False, True):
                seconds = median(timed(partial(call, fuzzy=fuzzy)) for _ in range(settings.rounds))
                results.append(
                    {
                        "size": size,
                        "shape": shape,
                        "fuzzy": fuzzy,
                        "mb_per_s": corpus.megabytes / seconds,
                        "texts_per_s": len(corpus.texts) / seconds,
                    }
                )
        report(f"{size:9,} text shapes done")
    return results


def _shapes(
    names: Sequence[str], index: BulkIndex, settings: Settings
) -> Iterator[tuple[str, Corpus, Callable[..., object]]]:
    posts = make_corpus(names, characters=POST, documents=settings.documents, seed=71)
    articles = make_corpus(names, characters=ARTICLE, documents=settings.documents, seed=72)
    long = make_corpus(names, characters=settings.long, documents=1, seed=73)

    def one_by_one(*, fuzzy: bool) -> list[object]:
        return [index.find([text], fuzzy=fuzzy) for text in posts.texts]

    yield "posts, one a call", posts, one_by_one
    yield "posts, one batch", posts, partial(index.find, posts.texts)
    yield "articles, one batch", articles, partial(index.find, articles.texts)
    yield "one long text", long, partial(index.find, long.texts)


def measure_adversarial(settings: Settings, report: Callable[[str], None]) -> list[Result]:
    """Time for hard texts of the long text's length, against an ordinary one, misspellings included."""
    names = make_names(settings.sizes[1])
    index = index_of(names)
    characters = settings.long
    ordinary = make_corpus(names, characters=characters, documents=1, seed=81).texts[0]
    base = median(timed(partial(index.find, [ordinary])) for _ in range(3)) / len(ordinary)
    results: list[Result] = []
    for kind, text in make_texts(names, characters=characters, seed=82).items():
        seconds = median(timed(partial(index.find, [text])) for _ in range(settings.rounds))
        results.append({"kind": kind, "times_ordinary": seconds / len(text) / base})
    report("adversarial texts done")
    return results


def describe() -> Result:
    """When, where and with what this was measured."""
    versions = {}
    for package in _PACKAGES.split():
        try:
            versions[package] = version(package)
        except ModuleNotFoundError:
            continue
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "python": platform.python_version(),
        "machine": _processor(),
        "cores": os.cpu_count(),
        "versions": versions,
        "load_before": os.getloadavg()[0],
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def main() -> None:
    """Run all parts and write the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--smoke", action="store_true", help="tiny sizes: does everything run?")
    parser.add_argument("--sizes", type=int, nargs="*", help="numbers of names")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("results.json"))
    arguments = parser.parse_args()
    settings = _SMOKE if arguments.smoke else _FULL
    if arguments.sizes:
        settings = replace(settings, sizes=tuple(arguments.sizes))

    def report(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    result = {
        "about": describe(),
        # First, while no index of a million names lies in the same heap.
        "whole": whole.measure(posts=settings.posts, report=report),
        "engines": compare_sizes(settings, report),
        "shapes": measure_shapes(settings, report),
        "adversarial": measure_adversarial(settings, report),
        "index": measure_index(settings, report),
    }
    arguments.output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
