"""The web page and HTTP interface of ``geocoder serve``, on loopback."""

from geocoder.web.app import create_app
from geocoder.web.server import serve

__all__ = ["create_app", "serve"]
