"""Make posts for trying out batches: sentences of the annotated texts, shuffled, of a given length.

python benchmarks/posts.py 100000 posts.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

TEXTS = Path(__file__).parent.parent / "benchmarks" / "data" / "dev.jsonl"


def sentences() -> list[str]:
    """Pieces of the annotated texts of about a hundred characters, each ending between two words."""
    pieces = []
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        words = json.loads(line)["text"].split()
        cuts = [*range(0, len(words), 16), len(words)]
        pieces += [" ".join(words[start:end]) for start, end in pairwise(cuts)]
    return pieces


def posts(count: int, *, characters: int = 1000, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield posts with an identifier, a date and a link; the same ones for the same seed."""
    random = Random(seed)
    pieces = sentences()
    for number in range(count):
        text = random.choice(pieces)
        while len(text) < characters:
            text += ". " + random.choice(pieces)
        day = f"2017-{number % 12 + 1:02}-{number % 28 + 1:02}"
        url = f"https://example.org/{number}"
        yield {"doc_id": f"post-{number}", "date": day, "url": url, "text": text[:characters]}


def write_posts(path: Path, count: int, *, characters: int = 1000) -> None:
    """Write posts as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for post in posts(count, characters=characters):
            stream.write(json.dumps(post, ensure_ascii=False) + "\n")


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("count", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--characters", type=int, default=1000)
    asked = parser.parse_args()
    write_posts(asked.output, asked.count, characters=asked.characters)


if __name__ == "__main__":
    main()
