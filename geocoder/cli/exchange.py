"""``geocoder gazetteer import`` and ``export``: foreign files to gazetteers and back."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from geocoder.cli.options import load_gazetteer
from geocoder.cli.streams import Faults, complain, write

if TYPE_CHECKING:
    from geocoder.curation.intake import ImportReport

    Importer = Callable[..., ImportReport]
    Exporter = Callable[..., int]

FORMATS: Final = ("csv", "geonames", "geojson", "lpf", "gpkg")


def _installed(direction: str) -> list[str]:
    return [each for each in FORMATS if find_spec(f"geocoder.curation.{direction}_{each}")]


@click.command(
    "import",
    epilog="\b\nExample:\n"
    "  geocoder gazetteer import csv places.csv -o my_gazetteer/ --licence 'CC BY 4.0'\n"
    "  geocoder gazetteer import geonames SY.txt -o geonames_syria/",
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(_installed("from")))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder to write."
)
@click.option("--licence", default="", help="Licence of FILE, for sources.tsv.")
@click.option("--force", is_flag=True, help="Replace the gazetteer in DIR.")
@click.pass_context
def import_(ctx: click.Context, *, format_: str, file: Path, output: Path, licence: str, force: bool) -> None:
    """Bring the places of FILE into a gazetteer folder.

    FORMAT is csv, geonames (a country dump), geojson (points and polygons) or lpf (Linked Places).
    A row that cannot be used is told with its line and why; the rest is imported, and the exit code is 1.
    """
    importer = cast(
        "Importer", getattr(import_module(f"geocoder.curation.from_{format_}"), f"import_{format_}")
    )
    options: dict[str, object] = {"force": force}
    if licence:
        if "licence" not in inspect.signature(importer).parameters:
            raise click.UsageError(f"--licence is not for {format_}, which states its own.")
        options["licence"] = licence
    if not force and output.is_dir() and any(output.iterdir()):
        raise click.UsageError(f"{output} is not empty; name another folder, or replace it with --force.")
    report = importer(file, output, **options)
    faults = Faults()
    for problem in report.problems:
        faults.report(str(problem))
    if untold := report.problem_count - len(report.problems):
        complain(f"and {untold} more")
    write([f"{report.imported} places imported into {output}, {report.problem_count} problems\n"])
    ctx.exit(faults.exit_code)


@click.command(epilog="\b\nExample:\n  geocoder gazetteer export geojson deir_ez_zor -o places.geojson")
@click.argument("format_", metavar="FORMAT", type=click.Choice(_installed("to")))
@click.argument("names", nargs=-1, metavar="NAME_OR_DIR...")
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path), help="File to write."
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def export(*, format_: str, names: tuple[str, ...], output: Path, force: bool) -> None:
    """Write the places of gazetteers to FILE; without a NAME_OR_DIR those of all bundled ones.

    FORMAT is csv, geojson, lpf (Linked Places) or gpkg (GeoPackage).
    """
    if output.exists() and not force:
        raise click.UsageError(f"{output} exists; name another file, or overwrite it with --force.")
    exporter = cast(
        "Exporter", getattr(import_module(f"geocoder.curation.to_{format_}"), f"export_{format_}")
    )
    count = exporter(load_gazetteer(names), output, force=force)
    write([f"{count} places exported to {output}\n"])
