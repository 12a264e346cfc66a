"""A report as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from rich.text import Text

from geocoder.evaluation.report import Mistake, Report
from geocoder.formats.registry import View
from geocoder.formats.screen import clean
from geocoder.formats.table import Cell, draw, grid
from geocoder.record import Record


def report_as_tables(report: Report, *, mistakes: int, view: View) -> Iterator[str]:
    """Yield the report piece by piece, and the first so many mistakes."""
    figures = report.figures
    yield _line(f"{figures['documents']} documents", view)
    yield from _detection("All mentions", _part(figures, "mentions"), view)
    yield from _detection("Without back-references", _part(figures, "named_mentions"), view)
    yield from _distance(_part(figures, "distance"), view)
    alarms = _part(figures, "false_alarms")
    yield _line(
        f"False mentions in {alarms['documents']} texts without a place: {alarms['false']} "
        f"in {alarms['words']} words, {_or_dash(alarms['per_1000_words'])} per 1,000",
        view,
    )
    yield from _calibration(_part(figures, "calibration"), view)
    yield from _relations(_part(figures, "relations"), view)
    for heading, name in (("Kind", "kinds"), ("Phenomenon", "phenomena"), ("Texts", "texts")):
        yield from _groups(heading, cast("Mapping[str, Record]", figures[name]), view)
    if mistakes:
        yield from _mistakes(report.mistakes[:mistakes], view)


def _detection(title: str, figures: Record, view: View) -> Iterator[str]:
    table = grid(title, "Precision#", "Recall#", "F1#", "95 %#")
    for name in ("overlap", "exact", "linked"):
        part = _part(figures, name)
        low, high = cast("list[float]", part["f1_interval"])
        interval = f"{low:.3f}–{high:.3f}"
        table.add_row(name, *(_share(part[key]) for key in ("precision", "recall", "f1")), interval)
    yield draw(table, view)
    yield _line(
        f"{figures['gold']} in the gold, {figures['predicted']} predicted, "
        f"{_share(figures['right_place_among_found'])} of those found have the right place",
        view,
    )


def _distance(figures: Record, view: View) -> Iterator[str]:
    found, every = _part(figures, "of_found"), _part(figures, "of_all")
    table = grid("Within", "of found#", "of all#")
    for limit, value in found.items():
        table.add_row(limit.replace("_", " "), _share(value), _share(every[limit]))
    yield draw(table, view)
    yield _line(
        f"error over {figures['found']} positions: median {_or_dash(figures['median_m'])} m, "
        f"mean {_or_dash(figures['mean_m'])} m, area under the curve {_or_dash(figures['error_curve_area'])}",
        view,
    )


def _calibration(figures: Record, view: View) -> Iterator[str]:
    table = grid("Confidence", "Mentions#", "Mean#", "Right#")
    for row in cast("list[Record]", figures["reliability"]):
        band = f"{row['from']:.1f}–{row['to']:.1f}"
        table.add_row(band, str(row["mentions"]), _share(row["confidence"]), _share(row["right"]))
    yield draw(table, view)
    low, high = cast("list[float]", figures["brier_interval"])
    yield _line(
        f"Brier score {_or_dash(figures['brier'])} ({low:.3f}–{high:.3f}), "
        f"expected calibration error {_or_dash(figures['expected_error'])}",
        view,
    )


def _relations(figures: Record, view: View) -> Iterator[str]:
    table = grid("Relations", "Precision#", "Recall#", "F1#")
    for label, name in (("found", "overlap"), ("right type and anchor", "type_and_anchor")):
        part = _part(figures, name)
        table.add_row(label, *(_share(part[key]) for key in ("precision", "recall", "f1")))
    yield draw(table, view)


def _groups(heading: str, groups: Mapping[str, Record], view: View) -> Iterator[str]:
    table = grid(heading, "Gold#", "Found#", "Linked#")
    for name, row in groups.items():
        table.add_row(clean(name), str(row["gold"]), _share(row["found"]), _share(row["linked"]))
    yield draw(table, view)


def _mistakes(mistakes: Iterable[Mistake], view: View) -> Iterator[str]:
    table = grid("Mistake", "Document", "Text", "Wanted", "Found", "Context")
    for each in mistakes:
        table.add_row(
            each.what, clean(each.doc_id), Cell(each.surface), each.wanted, each.found, Cell(each.context)
        )
    yield draw(table, view)


def _line(text: str, view: View) -> str:
    return draw(Text(text), view)


def _part(figures: Record, name: str) -> Record:
    return cast("Record", figures[name])


def _share(value: object) -> str:
    return f"{cast('float', value):.3f}"


def _or_dash(value: object) -> str:
    return "–" if value is None else str(value)
