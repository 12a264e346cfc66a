"""``geocoder gazetteer stats`` and ``validate``: count and check gazetteers."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geocoder.cli.options import load_gazetteer, load_with_context
from geocoder.cli.streams import screen, write
from geocoder.errors import GazetteerError

if TYPE_CHECKING:
    from geocoder.curation import Count, Finding
    from geocoder.formats import View
    from geocoder.gazetteer import Gazetteer


@click.command(epilog="\b\nExample:\n  geocoder gazetteer stats deir_ez_zor")
@click.argument("name_or_dir", required=False)
@click.option(
    *("--format", "format_"),
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="How the counts are written.",
)
def stats(*, name_or_dir: str | None, format_: str) -> None:
    """Count places, names and positions by kind, basis, licence and gazetteer.

    The bundled gazetteers build on one another and are counted together.
    """
    from geocoder.curation import statistics

    found = statistics(load_with_context(name_or_dir))
    if format_ == "json":
        write([json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n"])
        return
    for grouping, counts in found.groups.items():
        write(_counts(f"By {grouping}", counts, screen()))
    write(_counts("All", [found.total], screen()))


def _counts(title: str, counts: Iterable[Count], view: View) -> Iterator[str]:
    from geocoder.formats.table import Cell, draw, grid

    headings = "Places#", "Names#", "Located#", "Read#", "Footprints#", "Median ± m#"
    table = grid(title, *headings)
    for each in counts:
        radius = "–" if each.median_radius_m is None else f"{each.median_radius_m:.0f}"
        numbers = each.places, each.names, each.located, each.read, each.footprints
        table.add_row(Cell(each.label), *map(str, numbers), radius)
    yield draw(table, view)


@click.command(
    epilog="\b\nExample:\n"
    "  geocoder gazetteer validate\n"
    "  geocoder gazetteer validate my_gazetteer/ --report report.html"
)
@click.argument("name_or_dir", required=False)
@click.option("--report", metavar="FILE", help="Also write a page for curators (HTML).")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.option("--notes", is_flag=True, help="Also tell what is right and worth knowing.")
@click.pass_context
def validate(
    ctx: click.Context, *, name_or_dir: str | None, report: str | None, force: bool, notes: bool
) -> None:
    """Check the gazetteer of that NAME_OR_DIR, or all bundled ones.

    Findings go to standard error as file:line: severity: message. The exit code is 1 if there is an error.
    """
    from geocoder.curation import Severity, write_report
    from geocoder.curation import validate as check

    if report and Path(report).exists() and not force:
        raise click.UsageError(f"{report} exists; name another file, or overwrite it with --force.")
    wanted = [name_or_dir] if name_or_dir else []
    findings = check(*wanted)
    for each in findings:
        if notes or each.severity is not Severity.NOTE:
            sys.stderr.write(f"{each}\n")
    if report:
        write_report(Path(report), findings, _loaded(wanted))
    write([_summary(findings)])
    ctx.exit(1 if any(each.severity is Severity.ERROR for each in findings) else 0)


def _loaded(wanted: Sequence[str]) -> Gazetteer | None:
    try:
        return load_gazetteer(wanted)
    except GazetteerError:
        return None


def _summary(findings: Iterable[Finding]) -> str:
    counts = Counter(each.severity.value for each in findings)
    return ", ".join(f"{counts[severity]} {severity}s" for severity in ("error", "warning", "note")) + "\n"
