"""``geocoder evaluate``: results held against gold documents."""

from __future__ import annotations

import json

import click

from geocoder.cli.options import gazetteer_option, load_gazetteer
from geocoder.cli.streams import complain, screen, write


@click.command(
    epilog="\b\nExample:\n"
    "  geocoder evaluate gold.jsonl --errors 20\n"
    "  geocoder evaluate gold.jsonl --predictions places.jsonl --format json"
)
@click.argument("gold", metavar="GOLD.jsonl")
@click.option(
    "--predictions", metavar="FILE", help="Records to judge. Default: geoparse the gold's texts now."
)
@click.option(
    *("--format", "format_"),
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="How the report is written.",
)
@click.option(
    "--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Show the first N mistakes, too."
)
@gazetteer_option
def evaluate(
    *, gold: str, predictions: str | None, format_: str, errors: int, gazetteers: tuple[str, ...]
) -> None:
    """Score mentions, places, distances, confidences and relations against GOLD.jsonl.

    docs/evaluation.md describes the format of gold documents and every figure.
    """
    from geocoder.evaluation import evaluate as judge
    from geocoder.evaluation import prediction_of, read_gold, read_predictions
    from geocoder.evaluation.screen import report_as_tables

    documents = read_gold(gold)
    places = load_gazetteer(gazetteers)
    if predictions is None:
        from geocoder.pipeline import Geocoder

        geocoder = Geocoder(places)
        found = {each.doc_id: prediction_of(geocoder.geoparse(each.text)) for each in documents}
    else:
        found = read_predictions(predictions)
        _remark({each.doc_id for each in documents}, set(found))
    report = judge(documents, found, known_ids={place.id for place in places})
    if format_ == "json":
        mistakes = [each.to_dict() for each in report.mistakes[:errors]]
        figures = {**report.figures, "errors": mistakes} if errors else report.figures
        write([json.dumps(figures, ensure_ascii=False, indent=2) + "\n"])
    else:
        write(report_as_tables(report, mistakes=errors, view=screen()))


def _remark(wanted: set[str], found: set[str]) -> None:
    if missing := len(wanted - found):
        complain(f"{missing} gold documents have no prediction and count as empty")
    if extra := len(found - wanted):
        complain(f"{extra} predictions are for no gold document and are left out")
