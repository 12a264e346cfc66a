"""The command ``geocoder``: arguments, streams and exit codes; no geography.

Whatever a command does, a documented Python call does too.
"""

from geocoder.cli.app import main

__all__ = ["main"]
