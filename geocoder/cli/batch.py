"""``geocoder batch``: many documents from files to a file."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from geocoder.batch.inputs import FORMATS as INPUT_FORMATS
from geocoder.batch.outputs import FORMATS as OUTPUT_FORMATS
from geocoder.cli.options import all_option, confidence_option, gazetteer_option, load_geocoder
from geocoder.cli.streams import complain

if TYPE_CHECKING:
    from types import FrameType

    from geocoder.batch import Checkpoint, Fault, Summary
    from geocoder.cli.progress import Progress

_SHOWN: Final = 20
"""So many faults are told one by one; the errors file has all of them."""
_INTERRUPTED: Final = 130
"""128 + SIGINT, as shells have it."""


@click.command(
    epilog="\b\nExample:\n"
    "  geocoder batch posts.jsonl -o places.jsonl --text-column body --errors bad.jsonl --processes 2\n"
    "  geocoder batch reports/ -o places.gpkg\n"
    "  geocoder batch posts.csv.gz -o places.csv --resume"
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, help="File to write, or - for standard output.")
@click.option("--from", "input_format", type=click.Choice(INPUT_FORMATS), help="Format of the inputs.")
@click.option("--to", "output_format", type=click.Choice(OUTPUT_FORMATS), help="Format of the output.")
@click.option("--text-column", help="Column that holds the text.  [default: text, or what plainly is it]")
@click.option("--id-column", help="Column that identifies a document.  [default: doc_id, or id …]")
@click.option("--encoding", help="Encoding of text files.  [default: told file by file]")
@click.option("--sheet", help="Sheet of the workbooks.  [default: the first]")
@click.option(
    "--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes."
)
@click.option(
    "--errors", metavar="FILE.jsonl", help="Where rows that cannot be used are written with the reason."
)
@click.option("--resume", is_flag=True, help="Go on with a run that was cut off; without one, begin.")
@click.option("--force", is_flag=True, help="Overwrite OUTPUT and the errors file.")
@click.option("--keep-text", is_flag=True, help="Carry the text itself, too.")
@click.option("--keep-empty", is_flag=True, help="Write a row for a document without mentions, too.")
@click.option(
    "--raw-cells", is_flag=True, help="Leave CSV cells as they are, even if they look like formulas."
)
@click.option("--footprints", is_flag=True, help="Draw regions and relations as areas.")
@click.option(
    *("--max-bytes",),
    type=click.IntRange(min=1),
    default=256 * 1024 * 1024,
    show_default=True,
    help="Longest line, row or text file that is read.",
)
@gazetteer_option
@all_option
@confidence_option
@click.pass_context
def batch(
    ctx: click.Context,
    *,
    inputs: tuple[str, ...],
    output: str,
    input_format: str | None,
    output_format: str | None,
    text_column: str | None,
    id_column: str | None,
    encoding: str | None,
    sheet: str | None,
    processes: int,
    errors: str | None,
    resume: bool,
    force: bool,
    keep_text: bool,
    keep_empty: bool,
    raw_cells: bool,
    footprints: bool,
    max_bytes: int,
    gazetteers: tuple[str, ...],
    include_filtered: bool,
    min_confidence: float,
) -> None:
    """Find the places in every document of each INPUT.

    An INPUT is JSON Lines, CSV, TSV, xlsx, Parquet, Telegram's result.json, a text file, a folder or
    a pattern of them, plain or compressed, or - for JSON Lines on standard input. OUTPUT is JSON
    Lines, CSV, GeoJSON, GeoPackage, Parquet or GeoParquet by its name. The other fields of the input
    are carried into the output, which keeps its order.
    """
    from geocoder.batch import Options, run_batch

    options = Options(
        text_column=text_column,
        id_column=id_column,
        input_format=input_format,
        output_format=output_format,
        encoding=encoding,
        sheet=sheet,
        min_confidence=min_confidence,
        include_filtered=include_filtered,
        keep_text=keep_text,
        keep_empty=keep_empty,
        raw_cells=raw_cells,
        footprints=footprints,
        max_bytes=max_bytes,
    )
    start = partial(
        run_batch,
        inputs,
        output,
        options=options,
        errors=errors,
        processes=processes,
        resume=resume,
        force=force,
    )
    summary = _run(ctx, start, output, gazetteers)
    complain(_told(summary))
    if summary.total.faults:
        ctx.exit(1)


def _run(
    ctx: click.Context, start: Callable[..., Summary], output: str, gazetteers: tuple[str, ...]
) -> Summary:
    from geocoder.batch import Interrupted, TargetError
    from geocoder.cli.progress import Progress

    # A polite end by a scheduler is worth as much as Ctrl-C.
    signal.signal(signal.SIGTERM, _interrupt)
    with Progress() as progress:
        try:
            geocoder = load_geocoder(gazetteers)
            # The gazetteer never becomes garbage; looking through it costs a tenth of the time.
            gc.freeze()
            return start(geocoder=geocoder, watch=progress.update, on_fault=_Reporter(progress))
        except TargetError as error:
            raise click.UsageError(str(error)) from error
        except Interrupted as interrupted:
            progress.close()
            complain(_go_on(interrupted.checkpoint, output))
            ctx.exit(_INTERRUPTED)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            progress.close()
            where = error.filename or output
            complain(f"{where}: {error.strerror}; once there is a remedy, go on with --resume")
            ctx.exit(1)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _go_on(checkpoint: Checkpoint, output: str) -> str:
    done = f"interrupted after {checkpoint.documents} documents"
    if output == "-":
        return done
    return f"{done}, which are in {output}; go on with the same command and --resume"


def _told(summary: Summary) -> str:
    total = summary.total
    counts = f"{total.documents} documents, {total.mentions} mentions, {total.faults} faults"
    if summary.earlier.finished:
        return f"{counts}; the run was finished before"
    return (
        f"{counts} ({summary.earlier.documents} documents done before)" if summary.earlier.items else counts
    )


class _Reporter:
    """Tells the first faults one by one."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._count = 0

    def __call__(self, fault: Fault) -> None:
        self._count += 1
        if self._count <= _SHOWN:
            self._progress.pause()
            complain(str(fault))
        elif self._count == _SHOWN + 1:
            self._progress.pause()
            complain("more faults are only counted here; --errors writes all of them")
