"""``geocoder serve``: the web page and the HTTP interface, on this machine only."""

from __future__ import annotations

import click

from geocoder.cli.options import gazetteer_option, load_geocoder
from geocoder.cli.streams import complain
from geocoder.errors import InputError


@click.command(epilog="\b\nExample:\n  geocoder serve --port 8000")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="TCP port; 0 takes a free one.",
)
@gazetteer_option
def serve(*, port: int, gazetteers: tuple[str, ...]) -> None:
    """Serve a web page and an HTTP interface on loopback, until interrupted.

    The page finds the places of a text, shows them on a map and takes corrections.
    """
    try:
        from geocoder.web import create_app
        from geocoder.web import serve as run
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("geocoder"):
            raise
        raise InputError(
            f"the page needs {error.name}; install it with: pip install 'deir-ez-zor-geocoder[web]'"
        ) from error

    app = create_app(load_geocoder(gazetteers))
    try:
        run(app, port=port, on_ready=lambda address: complain(f"serving on {address} (stop with Ctrl-C)"))
    except OSError as error:
        raise InputError(
            f"port {port} cannot be used ({error.strerror}); choose another by --port"
        ) from error
