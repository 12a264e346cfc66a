"""The command group: finds the subcommands and turns errors into messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Final, NoReturn

import click

from geocoder._version import __version__
from geocoder.cli.lazy import LazyGroup
from geocoder.cli.streams import complain, give_up_output, prepare
from geocoder.errors import GeocoderError

DATA_FAULT: Final = 1
"""Exit code when something in the data failed and the rest was still done."""


class Commands(LazyGroup):
    """All commands, in the order of ``--help``."""

    homes: Mapping[str, str] = {
        "geoparse": "geocoder.cli.geoparse:geoparse",
        "geocode": "geocoder.cli.geocode:geocode",
        "reverse": "geocoder.cli.geocode:reverse",
        "batch": "geocoder.cli.batch:batch",
        "map": "geocoder.cli.map:map_page",
        "evaluate": "geocoder.cli.evaluate:evaluate",
        "gazetteer": "geocoder.cli.gazetteer:gazetteer",
        "serve": "geocoder.cli.serve:serve",
    }

    def invoke(self, ctx: click.Context) -> None:
        """Run the command; faults of the data become one line on standard error."""
        try:
            try:
                super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read our output has seen enough: `geocoder … | head`.
            give_up_output()
        except GeocoderError as error:
            complain(str(error))
            ctx.exit(DATA_FAULT)
        except OSError as error:
            if error.filename is None:
                give_up_output()
            complain(f"{error.filename or 'output'}: {error.strerror}")
            ctx.exit(DATA_FAULT)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='\b\nExample:\n  geocoder geoparse --text "قصف على حي الجورة في دير الزور"',
)
@click.version_option(__version__, prog_name="geocoder", message="%(prog)s %(version)s")
def commands() -> None:
    """Find the places of Deir ez-Zor in Arabic and English text and put them on the ground.

    Results go to standard output, messages to standard error; - is standard input.
    Exit codes: 0 all well, 1 something in the data failed, 2 wrong usage.
    """


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code.

    Args:
        args: The arguments after the program's name; those of the process if None.
    """
    prepare()
    try:
        code = commands.main(args=args, prog_name="geocoder", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        code = 130  # 128 + SIGINT, as shells have it
    sys.exit(code if isinstance(code, int) else 0)
