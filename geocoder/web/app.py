"""The Starlette application: routes, pages, and the headers that every answer has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geocoder.map.library import leaflet_script, leaflet_style
from geocoder.pipeline import Geocoder
from geocoder.web.answers import on_fault, on_http_error
from geocoder.web.api import Api
from geocoder.web.guard import LOOPBACK, Guard

_TYPES: Final = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
_PACKAGES: Final = ("geocoder.web", "geocoder.map")
"""Where files of ``/static/`` are looked for."""


def create_app(geocoder: Geocoder, *, hosts: Sequence[str] = LOOPBACK) -> Starlette:
    """The application over a geocoder.

    Args:
        geocoder: Answers the questions.
        hosts: Names by which the service may be called; others are refused, so that no page elsewhere
            can reach it by pointing a name of its own at this machine.

    Raises:
        LibraryMissingError: Leaflet is not installed.
    """
    library: dict[str, Callable[[], str]] = {"leaflet.js": leaflet_script, "leaflet.css": leaflet_style}
    content = {f"/static/{name}": read() for name, read in library.items()}
    for package in _PACKAGES:
        for file in files(package).joinpath("static").iterdir():
            if file.name.rpartition(".")[2] in _TYPES:
                content[f"/static/{file.name}"] = file.read_text(encoding="utf-8")

    async def static(request: Request) -> Response:
        if request.url.path not in content or request.url.path.endswith(".html"):
            raise HTTPException(404)
        return _file(request, content[request.url.path], request.url.path)

    async def review(request: Request) -> Response:
        return _file(request, content["/static/review.html"], "review.html")

    async def gazetteer(request: Request) -> Response:
        return _file(request, content["/static/gazetteer.html"], "gazetteer.html")

    return Starlette(
        routes=[
            Route("/", review),
            Route("/gazetteer", gazetteer),
            Route("/gazetteer/{place_id:path}", gazetteer),
            Route("/static/{name:path}", static),
            *Api(geocoder).routes,
        ],
        middleware=[Middleware(Guard, hosts=frozenset(hosts))],
        exception_handlers={HTTPException: on_http_error, Exception: on_fault},
    )


def _file(request: Request, content: str, name: str) -> Response:
    data = content.encode()
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=_TYPES[name.rpartition(".")[2]])
