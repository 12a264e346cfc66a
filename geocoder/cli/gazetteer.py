"""``geocoder gazetteer``: look at the gazetteers, check them, bring in and hand out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geocoder.cli.lazy import LazyGroup
from geocoder.cli.options import is_bundled, load_with_context
from geocoder.cli.streams import screen, write
from geocoder.errors import InputError

if TYPE_CHECKING:
    from geocoder.gazetteer import Gazetteer
    from geocoder.model import Place


class GazetteerCommands(LazyGroup):
    """The commands about gazetteers, in the order of ``--help``."""

    homes: Mapping[str, str] = {
        "list": "geocoder.cli.gazetteer:list_gazetteers",
        "show": "geocoder.cli.gazetteer:show",
        "stats": "geocoder.cli.curation:stats",
        "validate": "geocoder.cli.curation:validate",
        "import": "geocoder.cli.exchange:import_",
        "export": "geocoder.cli.exchange:export",
        "build": "geocoder.cli.build:build",
    }


@click.group(cls=GazetteerCommands, epilog="\b\nExample:\n  geocoder gazetteer show joura")
def gazetteer() -> None:
    """Look at gazetteers, check them, import and export them."""


@click.command("list", epilog="\b\nExample:\n  geocoder gazetteer list")
@click.argument("name_or_dir", required=False)
def list_gazetteers(*, name_or_dir: str | None) -> None:
    """List the bundled gazetteers, or the one of that NAME_OR_DIR, with size and licence."""
    from geocoder.formats.places import gazetteers_table

    write(gazetteers_table(load_with_context(name_or_dir), only=name_or_dir, view=screen()))


@click.command(
    epilog="\b\nExample:\n  geocoder gazetteer show joura\n  geocoder gazetteer show my_gazetteer/ village_7"
)
@click.argument("what", nargs=-1, metavar="[NAME_OR_DIR] [PLACE_ID]...")
def show(*, what: tuple[str, ...]) -> None:
    """Show places with all that is known of them, or list all places of a gazetteer.

    The first word is a gazetteer if a bundled one or a folder has that name, else a place id.
    """
    from geocoder.formats.places import place_card, places_table

    head = what[0] if what and (is_bundled(what[0]) or Path(what[0]).is_dir()) else None
    loaded = load_with_context(head)
    if wanted := what[1:] if head else what:
        write(
            piece for place in _places(loaded, wanted) for piece in place_card(place, loaded, view=screen())
        )
    else:
        shown = (each for each in loaded if head is None or not is_bundled(head) or each.gazetteer == head)
        write(places_table(shown, view=screen()))


def _places(loaded: Gazetteer, wanted: Iterable[str]) -> Iterator[Place]:
    for place_id in wanted:
        place = loaded.get(place_id)
        if place is None:
            raise InputError(f"no place {place_id!r} in {loaded.label}; geocoder gazetteer show lists all")
        yield place
