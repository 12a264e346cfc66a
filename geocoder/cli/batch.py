"""``geocoder batch``: many documents from files to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from geocoder.cli.geoparse import at_least
from geocoder.cli.inputs import STANDARD_INPUT
from geocoder.cli.options import all_option, confidence_option, gazetteer_option, load_geocoder
from geocoder.cli.streams import Faults, complain

if TYPE_CHECKING:
    from geocoder.batch import Fault, Row
    from geocoder.document import Document
    from geocoder.pipeline import Geocoder


@click.command(
    epilog="\b\nExample:\n"
    "  geocoder batch posts.jsonl -o places.jsonl --text-column body --errors bad.jsonl --processes 2"
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, help="File to write, or - for standard output.")
@click.option("--text-column", default="text", show_default=True, help="Field that holds the text.")
@click.option("--id-column", default="doc_id", show_default=True, help="Field that identifies a document.")
@click.option(
    "--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes."
)
@click.option(
    "--errors", metavar="FILE.jsonl", help="Where rows that cannot be used are written with the reason."
)
@click.option("--force", is_flag=True, help="Overwrite OUTPUT and the errors file.")
@gazetteer_option
@all_option
@confidence_option
@click.pass_context
def batch(
    ctx: click.Context,
    *,
    inputs: tuple[str, ...],
    output: str,
    text_column: str,
    id_column: str,
    processes: int,
    errors: str | None,
    force: bool,
    gazetteers: tuple[str, ...],
    include_filtered: bool,
    min_confidence: float,
) -> None:
    """Find the places in every document of each INPUT (JSON Lines; - for standard input).

    The other fields of the input are carried into the output, which keeps its order.
    """
    from geocoder.batch import Summary, records
    from geocoder.formats.dump import dump

    _guard(inputs, [name for name in (output, errors) if name], force=force)
    geocoder = load_geocoder(gazetteers)
    many = partial(
        _documents,
        geocoder,
        processes=processes,
        include_filtered=include_filtered,
        min_confidence=min_confidence,
    )
    faults, summary = Faults(), Summary()
    with ExitStack() as stack:
        target = stack.enter_context(_open(output)) if output != STANDARD_INPUT else sys.stdout
        bad = stack.enter_context(_open(errors)) if errors else None
        rows = _rows(inputs, text_column, id_column)
        for record in records(rows, many, on_fault=_reporter(faults, bad), summary=summary):
            target.write(dump(record) + "\n")
    complain(f"{summary.documents} documents, {summary.mentions} mentions, {summary.faults} faults")
    ctx.exit(faults.exit_code)


def _documents(
    geocoder: Geocoder, texts: Iterable[str], *, processes: int, include_filtered: bool, min_confidence: float
) -> Iterator[Document]:
    found: Iterator[Document]
    if include_filtered:
        found = (geocoder.geoparse(text, include_filtered=True) for text in texts)
    else:
        found = geocoder.geoparse_many(texts, processes=processes)
    return (at_least(document, min_confidence) for document in found)


def _guard(inputs: Iterable[str], targets: Iterable[str], *, force: bool) -> None:
    read = [Path(name) for name in inputs if name != STANDARD_INPUT and Path(name).exists()]
    for target in (Path(name) for name in targets if name != STANDARD_INPUT):
        if not target.exists():
            continue
        if any(target.samefile(each) for each in read):
            raise click.UsageError(f"{target} is an input; name another file to write.")
        if not force and target.is_file():
            raise click.UsageError(f"{target} exists; name another file, or overwrite it with --force.")


def _open(name: str) -> TextIO:
    return Path(name).open("w", encoding="utf-8", newline="\n")


def _rows(inputs: Iterable[str], text_column: str, id_column: str) -> Iterator[Row | Fault]:
    from geocoder.batch import Fault, read_jsonl

    for name in inputs:
        try:
            with _lines(name) as lines:
                yield from read_jsonl(lines, file=name, text_column=text_column, id_column=id_column)
        except OSError as error:
            yield Fault(name, 0, None, f"cannot be read ({error.strerror})")


def _lines(name: str) -> BinaryIO:
    # The descriptor of standard input stays open for whoever comes after.
    return open(sys.stdin.fileno(), "rb", closefd=False) if name == STANDARD_INPUT else Path(name).open("rb")


def _reporter(faults: Faults, bad: TextIO | None) -> Callable[[Fault], None]:
    from geocoder.formats.dump import dump

    def report(fault: Fault) -> None:
        where = f"{fault.file}:{fault.line}" if fault.line else fault.file
        faults.report(f"{where}: {fault.reason}")
        if bad is not None:
            bad.write(dump(fault.to_dict()) + "\n")

    return report
