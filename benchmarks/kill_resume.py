"""Kill a batch run at random moments, go on each time, and compare the end with an unbroken run.

    python benchmarks/kill_resume.py --kills 20 --processes 2
    python benchmarks/kill_resume.py --kills 20 --output places.geoparquet

It works in a temporary folder. It stops with an error if a byte differs, a document is missing or
doubled, or finished work was done again. Formats that are made from parts are compared by content.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from posts import write_posts

ASSEMBLED = (".parquet", ".geoparquet", ".gpkg")


@dataclass(frozen=True, slots=True)
class Trial:
    """One command line, to be run whole or to be killed."""

    folder: Path
    output: str
    processes: int

    def start(self, output: str, *options: str) -> subprocess.Popen[bytes]:
        """Start the batch in a process of its own."""
        command = [sys.executable, "-m", "geocoder", "batch", "posts.jsonl", "-o", output]
        command += ["--errors", f"{output}.bad", "--processes", str(self.processes), *options]
        return subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE)

    def whole(self) -> float:
        """Run without a break; seconds that it took."""
        begun = time.monotonic()
        process = self.start(f"whole_{self.output}")
        _, told = process.communicate()
        assert process.returncode == 1, told.decode()  # a row of the posts is broken
        return time.monotonic() - begun

    def done(self) -> int:
        """Records that the state says are done."""
        try:
            lines = (self.folder / f"{self.output}.run").read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return 0
        return max((json.loads(line)[0] for line in lines[1:] if line.endswith(b"\n")), default=0)


def broken_run(trial: Trial, kills: int, seconds: float, random: Random) -> int:
    """Kill and go on until the run is finished or was killed often enough, then finish; the kills."""
    killed = 0
    while True:
        before = trial.done()
        process = trial.start(trial.output, "--resume")
        if killed < kills:
            try:
                process.wait(random.uniform(0.05, seconds))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                killed += 1
                after = trial.done()
                assert after >= before, "work that was finished is gone"
                sys.stdout.write(f"kill {killed}: {before} records done before, {after} after\n")
                continue
        _, told = process.communicate()
        message = told.decode()
        assert process.returncode == 1, message
        found = re.search(r"\((\d+) documents done before\)", message)
        # One record of the posts is a fault and no document.
        earlier = int(found.group(1)) if found else 0
        assert before == 0 or earlier in (before, before - 1) or "finished before" in message, message
        return killed


def compare(trial: Trial) -> None:
    """Stop unless the broken run gave what the whole one gave."""
    whole, broken = trial.folder / f"whole_{trial.output}", trial.folder / trial.output
    for one, other in ((whole, broken), (Path(f"{whole}.bad"), Path(f"{broken}.bad"))):
        if one.suffix in ASSEMBLED:
            assert content(one) == content(other), f"{other.name} differs"
        else:
            assert one.read_bytes() == other.read_bytes(), f"{other.name} differs"


def content(path: Path) -> list[object]:
    """All rows of a file made from parts."""
    if path.suffix == ".gpkg":
        import pyogrio  # noqa: PLC0415 - needed for this format only

        layers = [pyogrio.raw.read(path, layer=name) for name, _ in pyogrio.list_layers(path)]
        # Spelt out, because a missing number is not equal to itself.
        return [[repr(column.tolist()) for column in [*layer[3], layer[2]]] for layer in layers]
    import pyarrow.parquet  # noqa: PLC0415 - needed for this format only

    rows: list[object] = pyarrow.parquet.read_table(path).to_pylist()
    return rows


def main() -> None:
    """Run the trials that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--output", default="places.jsonl", help="its suffix says the format")
    parser.add_argument("--posts", type=int, default=4000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random = Random(asked.seed)
    killed, rounds = 0, 0
    while killed < asked.kills:
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial(Path(folder), asked.output, asked.processes)
            write_posts(trial.folder / "posts.jsonl", asked.posts)
            with (trial.folder / "posts.jsonl").open("a", encoding="utf-8") as stream:
                stream.write("{broken\n")
            seconds = trial.whole()
            killed += broken_run(trial, asked.kills - killed, seconds / 2, random)
            compare(trial)
        rounds += 1
    print(f"{killed} kills in {rounds} runs, processes {asked.processes}: {asked.output} is the same")


if __name__ == "__main__":
    main()
