"""Measure batches on this machine: rate, what a second process gives, and memory against size.

    python benchmarks/measure_batch.py
    python benchmarks/measure_batch.py --posts 20000 --short 1000000

Rates are of posts of 1,000 characters from JSON Lines to JSON Lines, start included. Seconds of the
processor stand beside those of the clock, which others on the machine can stretch. The last column is
what the process that reads and writes does for a post: with several, nobody can do it beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from posts import write_posts


@dataclass(frozen=True, slots=True)
class Measured:
    """One run.

    Attributes:
        seconds: By the clock.
        processor: Of all processes together, by the processor.
        parent: Of the process alone that reads and writes, by the processor.
        megabytes: Most memory that one of the processes held.
    """

    seconds: float
    processor: float
    parent: float
    megabytes: float


CODE = """
import atexit, resource, runpy
atexit.register(lambda: print(sum(resource.getrusage(resource.RUSAGE_SELF)[:2])))
runpy.run_module("geocoder", run_name="__main__", alter_sys=True)
"""


def measure(source: Path, processes: int) -> Measured:
    """Run a batch over a file in a process of its own."""
    output = source.with_suffix(".out.jsonl")
    command = ["-c", CODE, "batch", str(source), "-o", str(output), "--force"]
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *command, "--processes", str(processes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    parent = float(process.stdout.read())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    processor = used.ru_utime + used.ru_stime
    return Measured(time.monotonic() - begun, processor, parent, used.ru_maxrss / 1024)


def write_short(path: Path, count: int) -> None:
    """Write very short posts, each of them different."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            text = f"قصف على حي الجورة {number}"
            stream.write(json.dumps({"doc_id": str(number), "text": text}, ensure_ascii=False) + "\n")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--posts", type=int, default=5_000, help="posts of 1,000 characters")
    parser.add_argument(
        "--short", type=int, default=200_000, help="short posts, for memory; a tenth for scale"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        posts = Path(folder) / "posts.jsonl"
        write_posts(posts, 1)
        start = measure(posts, 2).parent
        write_posts(posts, asked.posts)
        print("| posts | processes | seconds | processor | posts/s | posts/s of processor | MB | µs a post |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for processes in (1, 2):
            row(measure(posts, processes), asked.posts, processes, start)
        for count in (asked.short // 10, asked.short):
            short = Path(folder) / f"short_{count}.jsonl"
            write_short(short, count)
            row(measure(short, 2), count, 2, start)


def row(measured: Measured, count: int, processes: int, start: float) -> None:
    """Print a line of the table."""
    rates = f"{count / measured.seconds:,.0f} | {count / measured.processor:,.0f}"
    own = (measured.parent - start) / count * 1e6
    times = f"{measured.seconds:.1f} | {measured.processor:.1f}"
    print(f"| {count:,} | {processes} | {times} | {rates} | {measured.megabytes:.0f} | {own:.0f} |")


if __name__ == "__main__":
    main()
