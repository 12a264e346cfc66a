"""``geocoder map``: documents on a map in one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geocoder.cli.inputs import STANDARD_INPUT, decode, document_name
from geocoder.cli.options import all_option, confidence_option, gazetteer_option, load_geocoder
from geocoder.cli.streams import Faults, complain
from geocoder.errors import InputError

if TYPE_CHECKING:
    from geocoder.document import Document
    from geocoder.map import MapDocument, Problem
    from geocoder.record import Record


@click.command(
    "map",
    epilog="\b\nExample:\n"
    "  geocoder map report.txt -o report.html\n"
    "  geocoder batch posts.jsonl -o places.jsonl\n"
    "  geocoder map places.jsonl -o map.html --date-column posted",
)
@click.argument("input_", metavar="INPUT")
@click.option("-o", "--output", required=True, help="HTML file to write, or - for standard output.")
@click.option("--title", default="", help="Heading of the page.  [default: name of the input]")
@click.option("--text-column", default="text", show_default=True, help="Field that holds the text.")
@click.option("--date-column", default="date", show_default=True, help="Field with the date to filter by.")
@click.option(
    "--language", type=click.Choice(("ar", "en")), help="Language of the page. Default: the reader's."
)
@click.option("--tiles", metavar="URL", help="Offer an online map with {z}, {x}, {y}. Default: no network.")
@click.option("--tiles-credit", default="", metavar="TEXT", help="Whom the online map is to be credited to.")
@click.option("--force", is_flag=True, help="Overwrite the output.")
@gazetteer_option
@all_option
@confidence_option
@click.pass_context
def map_page(
    ctx: click.Context,
    *,
    input_: str,
    output: str,
    title: str,
    text_column: str,
    date_column: str,
    language: str | None,
    tiles: str | None,
    tiles_credit: str,
    force: bool,
    gazetteers: tuple[str, ...],
    include_filtered: bool,
    min_confidence: float,
) -> None:
    """Draw INPUT on a map: one HTML file that opens without a network.

    INPUT is a text, the output of geocoder batch (JSON Lines, CSV or GeoJSON), or - for standard input.
    """
    from geocoder.map import build_map, read_documents
    from geocoder.map.page import Tiles

    content = _guarded(input_, output, force=force)
    geocoder = load_geocoder(gazetteers)
    name = "standard input" if input_ == STANDARD_INPUT else document_name(input_)

    def geoparse(text: bytes) -> Document:
        return geocoder.geoparse(decode(text, name=name), doc_id=name, include_filtered=include_filtered)

    def problem(found: Problem) -> None:
        faults.report(f"{found.where}: {found.reason}")

    faults = Faults()
    documents = read_documents(
        content, name=name, geoparse=geoparse, on_problem=problem, text_column=text_column
    )
    for document in documents:
        _thin(document, min_confidence)
    page = build_map(
        documents,
        geocoder.gazetteer,
        title=title or ("" if input_ == STANDARD_INPUT else name),
        language=language,
        date_column=date_column,
        tiles=Tiles(tiles, tiles_credit) if tiles else None,
    )
    if output == STANDARD_INPUT:
        sys.stdout.write(page)
    else:
        Path(output).write_text(page, encoding="utf-8", errors="backslashreplace", newline="\n")
    complain(f"{len(documents)} documents, {sum(len(each.mentions) for each in documents)} mentions")
    ctx.exit(faults.exit_code)


def _guarded(input_: str, output: str, *, force: bool) -> bytes:
    """The input's content, once it is sure that the output may be written."""
    target = Path(output)
    if output != STANDARD_INPUT and target.exists():
        if input_ != STANDARD_INPUT and Path(input_).exists() and target.samefile(input_):
            raise click.UsageError(f"{target} is the input; name another file to write.")
        if not force:
            raise click.UsageError(f"{target} exists; name another file, or overwrite it with --force.")
    if input_ == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(input_).read_bytes()
    except IsADirectoryError:
        raise InputError(f"{input_}: is a folder; name a file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{input_}: cannot be read ({reason})") from error


def _thin(document: MapDocument, confidence: float) -> None:
    """Leave out what is less sure."""
    document.mentions = [each for each in document.mentions if _is_sure(each, confidence)]
    document.relations = [each for each in document.relations if _is_sure(each, confidence)]


def _is_sure(record: Record, least: float) -> bool:
    value = record.get("confidence")
    return not isinstance(value, int | float) or value >= least
