"""The command ``geocoder``: arguments, streams and exit codes; no geography."""

from geocoder.cli.app import main

__all__ = ["main"]
