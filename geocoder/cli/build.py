"""``geocoder gazetteer build``: compile gazetteers into one index file for very large lists of names."""

from __future__ import annotations

from pathlib import Path

import click

from geocoder.cli.streams import write


@click.command(
    "build",
    epilog="\b\nExample:\n"
    "  geocoder gazetteer build my_gazetteer/ -o names.idx\n"
    "  geocoder gazetteer build -o bundled.idx",
)
@click.argument("gazetteers", nargs=-1, metavar="[NAME_OR_DIR]...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Index file to write.",
)
@click.option("--force", is_flag=True, help="Replace FILE.")
def build(*, gazetteers: tuple[str, ...], output: Path, force: bool) -> None:
    """Compile the names of gazetteers (all bundled ones if none is named) into an index file.

    The file is opened by memory map (geocoder.bulk.BulkIndex, docs/large_gazetteers.md) and shared by
    processes. It knows what it was made from: after a change of the gazetteer it is refused.
    """
    from geocoder.bulk.compiled import compile_gazetteer

    if output.exists() and not force:
        raise click.UsageError(f"{output} exists; name another file, or replace it with --force.")
    index = compile_gazetteer(output, gazetteers)
    write([f"{output}: {len(index):,} names, {output.stat().st_size / 1e6:.1f} MB\n"])
