"""Put data, scripts and styles into one HTML file that asks nobody for anything."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

from geocoder._version import __version__
from geocoder.errors import InputError
from geocoder.formats.dump import dump
from geocoder.gazetteer import Gazetteer
from geocoder.map.documents import MapDocument
from geocoder.map.library import LICENCE, leaflet_script, leaflet_style
from geocoder.map.payload import Packer
from geocoder.record import Record

MODULES: Final = (
    *("dom", "words", "spans", "record", "unpack", "marked", "details"),
    *("ground", "labels", "points", "view", "filters", "legend", "mapfile"),
)
"""Scripts of the page, each before those that import it."""

_PLAIN: Final = 4_000_000
"""Bytes of data up to which they stand in the file as they are; above that they are compressed."""

_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Pictures of an online map below the drawn ground; the file then asks that server for them.

    Attributes:
        url: Template with ``{z}``, ``{x}`` and ``{y}``, ``https`` only.
        attribution: What the server's owner wants to be named as.
    """

    url: str
    attribution: str = ""

    @property
    def origin(self) -> str:
        """Scheme and host, as a Content-Security-Policy names them.

        Raises:
            InputError: It is no template of an https address.
        """
        parts = urlsplit(self.url)
        usable = parts.scheme == "https" and re.fullmatch(r"[\w.{}-]+(:\d+)?", parts.netloc)
        if not usable or not all(mark in self.url for mark in ("{z}", "{x}", "{y}")):
            raise InputError(f"{self.url!r} is no https address with {{z}}, {{x}} and {{y}} in it")
        return "https://" + re.sub(r"^\{s\}", "*", parts.netloc)


def build_map(
    documents: Iterable[MapDocument],
    gazetteer: Gazetteer,
    *,
    title: str = "",
    language: str | None = None,
    date_column: str = "date",
    tiles: Tiles | None = None,
) -> str:
    """The map of some documents as one HTML file.

    Args:
        documents: What to show, in order.
        gazetteer: Names the places and gives the ground.
        title: Heading of the page.
        language: ``ar`` or ``en``, the reader's own if None.
        date_column: The carried field to filter by date.
        tiles: An online map to draw on; nothing is fetched without it.

    Raises:
        LibraryMissingError: Leaflet is not installed.
        InputError: The address of the tiles cannot be used.
    """
    about: Record = {
        "title": title,
        "language": language,
        "dateColumn": date_column,
        "tiles": None if tiles is None else {"url": tiles.url, "attribution": tiles.attribution},
        "gazetteer": gazetteer.label,
        "version": __version__,
    }
    data = Packer().pack(documents, gazetteer, about)
    return _page(dump(data), title=title, tiles=tiles)


def _page(data: str, *, title: str, tiles: Tiles | None) -> str:
    styles = leaflet_style(), static("look.css")
    scripts = leaflet_script(), bundle(MODULES)
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"img-src data:{'' if tiles is None else ' ' + tiles.origin}; "
        f"style-src {' '.join(map(_hash, styles))}; script-src {' '.join(map(_hash, scripts))}"
    )
    return "".join(
        (
            "<!DOCTYPE html>\n",
            f"<!--\nMade by deir-ez-zor-geocoder {__version__}. This file holds:\n\n{LICENCE}-->\n",
            '<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            '<link rel="icon" href="data:,">\n',
            f"<title>{html.escape(title or 'Map')}</title>\n",
            *(f"<style>{style}</style>\n" for style in styles),
            "</head>\n<body>\n",
            "<noscript>This page needs JavaScript. تحتاج هذه الصفحة إلى JavaScript.</noscript>\n",
            '<div id="app" class="app" aria-busy="true"></div>\n',
            _data(data),
            f"<script>{scripts[0]}</script>\n",
            f'<script type="module">{scripts[1]}</script>\n',
            "</body>\n</html>\n",
        )
    )


def _data(data: str) -> str:
    """A block that no script runs; ``<`` is written as an escape, so that no text can end it."""
    content = data.encode()
    if len(content) <= _PLAIN:
        return f'<script type="application/json" id="data">{data.replace("<", chr(92) + "u003c")}</script>\n'
    packed = base64.b64encode(gzip.compress(content, compresslevel=6, mtime=0)).decode()
    return f'<script type="application/gzip" id="data">{packed}</script>\n'


def bundle(modules: Iterable[str]) -> str:
    """The modules as one: imports fall away, because all names then stand in one scope."""
    parts = (_EXPORT.sub("", _IMPORT.sub("", static(f"{name}.js"))) for name in modules)
    return "\n".join(parts)


def static(name: str) -> str:
    """A file of ``geocoder/map/static``."""
    return files("geocoder.map").joinpath("static", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
