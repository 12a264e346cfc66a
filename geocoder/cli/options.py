"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from geocoder.errors import InputError

if TYPE_CHECKING:
    from geocoder.gazetteer import Gazetteer
    from geocoder.pipeline import Geocoder

Command = TypeVar("Command", bound=Callable[..., object])

FORMATS = ("table", "jsonl", "geojson", "csv")


def format_option(command: Command) -> Command:
    """``--format``, a table unless said otherwise."""
    return click.option(
        *("--format", "format_"),
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How the results are written.",
    )(command)


def gazetteer_option(command: Command) -> Command:
    """``--gazetteer``, any number of times."""
    return click.option(
        *("--gazetteer", "gazetteers"),
        multiple=True,
        metavar="NAME_OR_DIR",
        help="A bundled gazetteer or a folder; may be repeated, the first goes first. Default: all bundled.",
    )(command)


def confidence_option(command: Command) -> Command:
    """``--min-confidence``."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="X",
        help="Leave out what is less sure than X (0 to 1).",
    )(command)


def all_option(command: Command) -> Command:
    """``--all``."""
    return click.option(
        *("--all", "include_filtered"),
        is_flag=True,
        help="Also show what looked like a place and is none, with status filtered.",
    )(command)


def limit_option(command: Command) -> Command:
    """``--limit``."""
    return click.option(
        "--limit", type=click.IntRange(min=1), default=5, show_default=True, help="At most so many locations."
    )(command)


def load_gazetteer(names: Sequence[str]) -> Gazetteer:
    """The gazetteers of these names or folders, or all bundled ones.

    Raises:
        InputError: A name is not valid UTF-8.
        GazetteerError: One is missing or broken.
    """
    from geocoder.gazetteer import Gazetteer

    for name in names:
        if not name.strip() or "\0" in name:
            raise InputError(f"{name!r} is no name of a gazetteer; give a bundled name or a folder")
    return Gazetteer.load(*names)


def is_bundled(name: str) -> bool:
    """Whether a gazetteer of that name is bundled."""
    from geocoder.gazetteer import bundled_names

    return name in bundled_names()


def load_with_context(name_or_dir: str | None) -> Gazetteer:
    """A folder by itself; a bundled gazetteer, or None, with all bundled ones.

    The bundled gazetteers have parents in one another, so they are always loaded together.

    Raises:
        GazetteerError: One is missing or broken.
    """
    return load_gazetteer([] if name_or_dir is None or is_bundled(name_or_dir) else [name_or_dir])


def load_geocoder(names: Sequence[str]) -> Geocoder:
    """A geocoder over these gazetteers, or over all bundled ones.

    Raises:
        GazetteerError: A gazetteer is missing or broken.
    """
    from geocoder.pipeline import Geocoder

    return Geocoder(load_gazetteer(names)) if names else Geocoder()
