"""Write docs/performance.md and its curves from the result of compare.py.

    python benchmarks/report.py [RESULTS.json] [--docs DIR]

The text between the tables is kept here, so that a page is never half new.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import curves

_HERE = Path(__file__).parent
_NOTES = _HERE / "data" / "performance_notes.md"

Row = dict[str, Any]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, numbers to the right."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def by_engine(rows: Sequence[Row], sizes: Sequence[int], cell: Callable[[Row], str]) -> list[list[str]]:
    """One line an engine, one column a number of names."""
    engines = list(dict.fromkeys(row["engine"] for row in rows))
    found = {(row["engine"], row["size"]): cell(row) for row in rows}
    return [[engine, *(found.get((engine, size), "–") for size in sizes)] for engine in engines]


def write(result: Row, docs: Path) -> None:
    """Write the page and its curves."""
    exact = [row for row in result["engines"] if not row["fuzzy"]]
    fuzzy = [row for row in result["engines"] if row["fuzzy"]]
    sizes = sorted({row["size"] for row in result["engines"]})
    heads = [f"{size:,} names" for size in sizes]
    parts = {
        "about": _about(result["about"]),
        "exact": table(["MB/s", *heads], by_engine(exact, sizes, lambda row: _number(row["mb_per_s"]))),
        "exact_recall": table(
            ["recall (extra a million words)", *heads], by_engine(exact, sizes, _exact_recall)
        ),
        "fuzzy": table(
            ["thousand words/s", *heads],
            by_engine(fuzzy, sizes, lambda row: _number(row["tokens_per_s"] / 1000)),
        ),
        "fuzzy_recall": table(
            ["recall of one edit / precision", *heads],
            by_engine(
                fuzzy, sizes, lambda row: f"{row['recall'].get('one', 0):.2f} / {row['fuzzy_precision']:.2f}"
            ),
        ),
        "goals": _goals(result, sizes),
        "shapes": _shapes(result["shapes"]),
        "index": table(
            ["names", "build, s", "save, s", "open, ms", "file, MB", "own memory of a further process, MB"],
            [
                [f"{row['size']:,}", *(_number(row[key]) for key in row if key != "size")]
                for row in result["index"]
            ],
        ),
        "adversarial": table(
            ["text", "times an ordinary one"],
            [[row["kind"], f"{row['times_ordinary']:.1f}"] for row in result["adversarial"]],
        ),
        "whole": _whole(result["whole"]),
        "stages": table(
            ["stage", "µs a post"],
            [[row["stage"], f"{row['us']:.0f}"] for row in result["whole"]["stages"]],
        ),
    }
    docs.mkdir(parents=True, exist_ok=True)
    page = _NOTES.read_text("utf-8").format(**parts)
    (docs / "performance.md").write_text(page, "utf-8")
    curves.draw(
        docs / "performance-exact.svg",
        "Exact names: MB of text a second",
        _lines(exact, lambda row: row["mb_per_s"]),
    )
    curves.draw(
        docs / "performance-fuzzy.svg",
        "Exact and misspelt names: words a second",
        _lines(fuzzy, lambda row: row["tokens_per_s"]),
    )


def _lines(rows: Sequence[Row], value: Callable[[Row], float]) -> dict[str, list[tuple[float, float]]]:
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        lines.setdefault(row["engine"], []).append((row["size"], value(row)))
    return lines


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def _exact_recall(row: Row) -> str:
    return f"{row['recall'].get('exact', 0):.4f} ({row['exact_extra'] / row['words'] * 1e6:,.0f})"


def _about(about: Row) -> str:
    versions = ", ".join(f"{package} {version}" for package, version in about["versions"].items())
    return (
        f"Measured on {about['date']}, {about['machine']}, {about['cores']} cores of which one is used, "
        f"Python {about['python']}; {versions}. Load before the run: {about['load_before']:.1f}."
    )


def _goals(result: Row, sizes: Sequence[int]) -> str:
    def speed(engine: str, size: int, *, fuzzy: bool, key: str = "mb_per_s") -> float | None:
        for row in result["engines"]:
            if (row["engine"], row["size"], row["fuzzy"]) == (engine, size, fuzzy):
                return float(row[key])
        return None

    def ratio(first: float | None, second: float | None) -> str:
        return "–" if first is None or second is None else f"{first / second:,.1f}"

    ours = "geocoder.bulk"
    smallest, largest = sizes[0], sizes[-1]
    middle = 5_000 if 5_000 in sizes else largest
    wheels = [speed(name, largest, fuzzy=False) for name in ("daachorse", "ahocorasick_rs", "pyahocorasick")]
    best = max((wheel for wheel in wheels if wheel is not None), default=None)
    words = {"fuzzy": True, "key": "tokens_per_s"}
    pairs = [
        (
            f"exact, {middle:,} names: times FlashText",
            ratio(speed(ours, middle, fuzzy=False), speed("flashtext", middle, fuzzy=False)),
        ),
        (
            f"exact, {largest:,} names: times the best Aho-Corasick package",
            ratio(speed(ours, largest, fuzzy=False), best),
        ),
        (
            f"with misspellings, {middle:,} names: times symspellpy (2 edits, its default)",
            ratio(speed(ours, middle, **words), speed("symspellpy, 2 edits", middle, **words)),
        ),
        (
            f"with misspellings, {middle:,} names: times symspellpy (1 edit)",
            ratio(speed(ours, middle, **words), speed("symspellpy, 1 edit", middle, **words)),
        ),
        (
            f"with misspellings, {smallest:,} names: times spaczz",
            ratio(speed(ours, smallest, **words), speed("spaczz", smallest, **words)),
        ),
        (
            f"exact, {largest:,} names: times slower than with {smallest:,}",
            ratio(speed(ours, smallest, fuzzy=False), speed(ours, largest, fuzzy=False)),
        ),
        (
            f"with misspellings, {largest:,} names: times slower than with {smallest:,}",
            ratio(speed(ours, smallest, **words), speed(ours, largest, **words)),
        ),
    ]
    return table(["ratio", "measured"], pairs)


def _shapes(rows: Sequence[Row]) -> str:
    lines = []
    for size in dict.fromkeys(row["size"] for row in rows):
        for shape in dict.fromkeys(row["shape"] for row in rows):
            here = [row for row in rows if (row["size"], row["shape"]) == (size, shape)]
            cells = [_number(row[key]) for row in here for key in ("mb_per_s", "texts_per_s")]
            lines.append([shape, f"{size:,}", *cells])
    return table(["text", "names", "exact, MB/s", "texts/s", "with misspellings, MB/s", "texts/s"], lines)


def _whole(whole: Row) -> str:
    mixes = list(dict.fromkeys(row["texts"] for row in whole["speeds"]))
    found = {(row["engine"], row["texts"]): _number(row["posts_per_s"]) for row in whole["speeds"]}
    engines = list(dict.fromkeys(row["engine"] for row in whole["speeds"]))
    return table(
        ["posts/s", *mixes], [[engine, *(found[engine, mix] for mix in mixes)] for engine in engines]
    )


def main() -> None:
    """Read the result and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("results", type=Path, nargs="?", default=_HERE / "results.json")
    parser.add_argument("--docs", type=Path, default=_HERE.parent / "docs")
    arguments = parser.parse_args()
    write(json.loads(arguments.results.read_text("utf-8")), arguments.docs)


if __name__ == "__main__":
    main()
