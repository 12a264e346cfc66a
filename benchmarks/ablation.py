"""What each rule is worth: evaluate the annotated texts with one rule off at a time.

    python benchmarks/ablation.py [GOLD.jsonl] [--write]

``--write`` puts the table into docs/evaluation.md and a dated record under benchmarks/records/.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from geocoder import Gazetteer, Geocoder
from geocoder._version import __version__
from geocoder.evaluation.gold import GoldDocument, read_gold
from geocoder.evaluation.predictions import prediction_of
from geocoder.evaluation.report import evaluate
from geocoder.rules import load_rules

HERE = Path(__file__).parent
GOLD = HERE / "data" / "written.jsonl"
PAGE = HERE.parent / "docs" / "evaluation.md"
RECORDS = HERE / "records"
BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"

Figures = dict[str, float]


def figures(gold: tuple[GoldDocument, ...], gazetteer: Gazetteer, off: str | None) -> Figures:
    """F1 of spans, places and relations, and false mentions in texts without a place."""
    geocoder = Geocoder(gazetteer, rules={off: False} if off else None)
    found = {
        document.doc_id: prediction_of(geocoder.geoparse(document.text, doc_id=document.doc_id))
        for document in gold
    }
    report = evaluate(gold, found, known_ids=[place.id for place in gazetteer]).figures
    mentions, relations = report["mentions"], report["relations"]
    return {
        "linked": mentions["linked"]["f1"],
        "exact": mentions["exact"]["f1"],
        "relations": relations["right"]["f1"] if "right" in relations else relations["type_and_anchor"]["f1"],
        "placeless": report["false_alarms"]["false"],
    }


def table(whole: Figures, without: dict[str, Figures]) -> str:
    """Markdown: the whole engine, then the change each rule makes when it is off, largest first."""
    lines = [
        (
            f"Measured on {GOLD.name} on {datetime.now(UTC):%Y-%m-%d} with version {__version__}: "
            f"linked F1 {whole['linked']:.3f}, exact F1 {whole['exact']:.3f}, "
            f"relations F1 {whole['relations']:.3f}, "
            f"{whole['placeless']:.0f} false mentions in the texts without a place."
        ),
        "A negative number is what is lost without the rule.",
        "",
        "| rule off | linked F1 | exact F1 | relations F1 | false mentions in placeless texts |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    order = sorted(without, key=lambda rule: (without[rule]["linked"], without[rule]["exact"], rule))
    for rule in order:
        change = {name: without[rule][name] - whole[name] for name in whole}
        lines.append(
            f"| `{rule}` | {change['linked']:+.3f} | {change['exact']:+.3f} | {change['relations']:+.3f} | "
            f"{change['placeless']:+.0f} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and write the page and the record if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    gold = read_gold(asked.gold)
    gazetteer = Gazetteer.load()
    whole = figures(gold, gazetteer, None)
    without = {rule: figures(gold, gazetteer, rule) for rule in load_rules()}
    page = table(whole, without)
    sys.stdout.write(page + "\n")
    if asked.write:
        text = PAGE.read_text(encoding="utf-8")
        if BEGIN not in text:
            text += f"\n## What each rule is worth\n\n{BEGIN}\n{END}\n"
        text = re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{page}\n{END}", text, flags=re.DOTALL)
        PAGE.write_text(text, encoding="utf-8")
        RECORDS.mkdir(exist_ok=True)
        today = f"{datetime.now(UTC):%Y-%m-%d}"
        record = {
            "date": today,
            "version": __version__,
            "gazetteer": gazetteer.label,
            "whole": whole,
            "without": without,
        }
        name = RECORDS / f"accuracy-{today}.json"
        name.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
