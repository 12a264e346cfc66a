"""``geocoder geoparse``: the places in running text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from geocoder.cli.inputs import STANDARD_INPUT, argument_text, document_name, read_text
from geocoder.cli.options import (
    all_option,
    confidence_option,
    format_option,
    gazetteer_option,
    load_geocoder,
)
from geocoder.cli.streams import Faults, screen, write
from geocoder.errors import InputError

if TYPE_CHECKING:
    from geocoder.document import Document


@click.command(
    epilog="\b\nExample:\n"
    '  geocoder geoparse --text "قصف على حي الجورة في دير الزور"\n'
    "  geocoder geoparse --format geojson report.txt > report.geojson"
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--text", help="The text itself, instead of files.")
@format_option
@gazetteer_option
@click.option("--explain", is_flag=True, help="Tell below each table how every decision was made.")
@all_option
@confidence_option
@click.option("--footprints", is_flag=True, help="Let GeoJSON draw regions and relations as areas.")
@click.option("--raw", is_flag=True, help="Leave CSV cells as they are, even if they look like formulas.")
@click.pass_context
def geoparse(
    ctx: click.Context,
    *,
    files: tuple[str, ...],
    text: str | None,
    format_: str,
    gazetteers: tuple[str, ...],
    explain: bool,
    include_filtered: bool,
    min_confidence: float,
    footprints: bool,
    raw: bool,
) -> None:
    """Find the places in each FILE, in - for standard input, or in --text.

    A document is named by its file. Files must be UTF-8.
    """
    if text is not None and files:
        raise click.UsageError("Give FILE or --text, not both.")
    if text is None and not files:
        if sys.stdin.isatty():
            raise click.UsageError("Give a FILE, - for standard input, or --text.")
        files = (STANDARD_INPUT,)

    from geocoder.document import Document
    from geocoder.formats import render

    text = None if text is None else argument_text(text, name="--text")
    faults = Faults()
    geocoder = load_geocoder(gazetteers)
    documents = (
        at_least(geocoder.geoparse(found, doc_id=doc_id, include_filtered=include_filtered), min_confidence)
        for doc_id, found in _texts(files, text, faults)
    )
    write(render(Document, format_, documents, view=screen(explain=explain, footprints=footprints, raw=raw)))
    ctx.exit(faults.exit_code)


def _texts(files: Sequence[str], text: str | None, faults: Faults) -> Iterator[tuple[str | None, str]]:
    if text is not None:
        yield None, text
    for name in files:
        try:
            yield document_name(name), read_text(name)
        except InputError as error:
            faults.report(str(error))


def at_least(document: Document, confidence: float) -> Document:
    """The document without the mentions and relations that are less sure than that."""
    if confidence <= 0:
        return document
    return replace(
        document,
        mentions=tuple(each for each in document.mentions if each.confidence >= confidence),
        relations=tuple(each for each in document.relations if each.confidence >= confidence),
    )
