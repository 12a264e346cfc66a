"""``geocoder geocode`` and ``geocoder reverse``: a place string, or a point, to locations."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from geocoder.cli.inputs import STANDARD_INPUT, argument_text, decode
from geocoder.cli.options import format_option, gazetteer_option, limit_option, load_geocoder
from geocoder.cli.streams import Faults, complain, screen, write
from geocoder.errors import InputError

if TYPE_CHECKING:
    from geocoder.document import Answer


@click.command(
    epilog="\b\nExample:\n"
    '  geocoder geocode "دوار البكرة، الميادين"\n'
    "  geocoder geocode --format jsonl - < places.txt > places.jsonl"
)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@limit_option
@format_option
@gazetteer_option
@click.pass_context
def geocode(
    ctx: click.Context, *, queries: tuple[str, ...], limit: int, format_: str, gazetteers: tuple[str, ...]
) -> None:
    """Find the locations that each QUERY may mean, best first.

    A QUERY is one place string, in Arabic or Latin letters, from small to large between commas.
    For - each line of standard input is a query.
    """
    from geocoder.document import Answer
    from geocoder.formats import render

    faults = Faults()
    geocoder = load_geocoder(gazetteers)
    answers = (Answer(query, geocoder.geocode(query, limit=limit)) for query in _queries(queries, faults))
    streams = STANDARD_INPUT in queries
    write(render(Answer, format_, _with_remark(answers), view=screen()), flush=streams)
    ctx.exit(faults.exit_code)


# Unknown options are let through as arguments, so that a negative degree needs no `--` before it.
@click.command(
    context_settings={"ignore_unknown_options": True},
    epilog="\b\nExample:\n  geocoder reverse 35.3359 40.1408",
)
@click.argument("lat", type=click.FloatRange(-90, 90))
@click.argument("lon", type=click.FloatRange(-180, 180))
@limit_option
@format_option
@gazetteer_option
def reverse(*, lat: float, lon: float, limit: int, format_: str, gazetteers: tuple[str, ...]) -> None:
    """Find the places nearest to the point LAT LON (degrees, WGS84) and the areas that contain it."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise click.UsageError("LAT and LON must be numbers of degrees.")

    from geocoder.document import Answer
    from geocoder.formats import render

    answer = Answer(f"{lat!r}, {lon!r}", load_geocoder(gazetteers).reverse(lat, lon, limit=limit))
    write(render(Answer, format_, _with_remark([answer]), view=screen()))


def _queries(arguments: Iterable[str], faults: Faults) -> Iterator[str]:
    for argument in arguments:
        if argument != STANDARD_INPUT:
            yield argument_text(argument, name="QUERY")
            continue
        for number, line in enumerate(sys.stdin.buffer, 1):
            content = line.rstrip(b"\r\n")
            try:
                yield decode(content, name=f"standard input:{number}")
            except InputError as error:
                # The answers stay in step with the lines: an unreadable line has an answer, too.
                faults.report(str(error))
                yield content.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _with_remark(answers: Iterable[Answer]) -> Iterator[Answer]:
    for answer in answers:
        if not answer.locations:
            complain(f"nothing found for {answer.query!r}")
        yield answer
