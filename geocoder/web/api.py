"""The HTTP interface: geoparse, geocode, reverse, and what the pages ask for besides."""

from __future__ import annotations

from functools import cached_property

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geocoder._version import __version__
from geocoder.document import Answer, Document
from geocoder.formats.dump import dump
from geocoder.map.base import base_layers, kind_table, place_table
from geocoder.pipeline import Geocoder
from geocoder.web.answers import Workers, json_response
from geocoder.web.limits import (
    doc_id_field,
    limit_parameter,
    number_parameter,
    query_parameter,
    read_json,
    text_field,
)
from geocoder.web.openapi import openapi_document
from geocoder.web.places import PlaceFinder, describe_place


class Api:
    """The endpoints over one geocoder."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder
        self._workers = Workers()

    @property
    def routes(self) -> list[Route]:
        """All routes of the interface."""
        return [
            Route("/geoparse", self.geoparse, methods=["POST"]),
            Route("/geocode", self.geocode),
            Route("/reverse", self.reverse),
            Route("/healthz", self.healthz),
            Route("/openapi.json", self.openapi),
            Route("/review", self.review, methods=["POST"]),
            Route("/ground", self.ground),
            Route("/places", self.places),
            Route("/places/{place_id:path}", self.place),
        ]

    async def geoparse(self, request: Request) -> Response:
        """The record of a text."""
        document = await self._document(request, include_filtered=False)
        return json_response(document.to_dict())

    async def review(self, request: Request) -> Response:
        """The record of a text with what is no place, and the places that it speaks of."""
        document = await self._document(request, include_filtered=True)
        record = document.to_dict()
        return json_response(
            {"record": record, "places": place_table(self._geocoder.gazetteer, _named(document))}
        )

    async def geocode(self, request: Request) -> Response:
        """Ranked locations for a place string."""
        query, limit = query_parameter(request), limit_parameter(request, 5)
        found = await self._workers.run(lambda: self._geocoder.geocode(query, limit=limit))
        return json_response(Answer(query, found).to_dict())

    async def reverse(self, request: Request) -> Response:
        """Nearest places and containing areas of a point."""
        lat = number_parameter(request, "lat", -90, 90)
        lon = number_parameter(request, "lon", -180, 180)
        limit = limit_parameter(request, 5)
        found = await self._workers.run(lambda: self._geocoder.reverse(lat, lon, limit=limit))
        return json_response(Answer(f"{lat!r}, {lon!r}", found).to_dict())

    async def healthz(self, _: Request) -> Response:
        """That the service runs, and with what."""
        return json_response(
            {"status": "ok", "gazetteer": self._geocoder.gazetteer.label, "version": __version__}
        )

    async def openapi(self, _: Request) -> Response:
        """The description of this interface."""
        return json_response(openapi_document())

    async def ground(self, _: Request) -> Response:
        """The ground of the map, the kinds and the places named on it."""
        return Response(self._ground, headers={"Cache-Control": "no-cache"}, media_type="application/json")

    async def places(self, request: Request) -> Response:
        """Places whose names hold the words asked for."""
        query, limit = query_parameter(request), limit_parameter(request, 20)
        found = await self._workers.run(lambda: self._finder.find(query, limit=limit))
        table = place_table(self._geocoder.gazetteer, found)
        return json_response({"query": query, "found": found, "places": table})

    async def place(self, request: Request) -> Response:
        """All that is known of a place."""
        place_id = request.path_params["place_id"]
        place = self._geocoder.gazetteer.get(place_id)
        if place is None:
            raise HTTPException(404, f"no place has the id {place_id[:80]!r}")
        found = await self._workers.run(lambda: describe_place(self._geocoder, place))
        return json_response(found)

    @cached_property
    def _finder(self) -> PlaceFinder:
        return PlaceFinder(self._geocoder)

    @cached_property
    def _ground(self) -> str:
        gazetteer = self._geocoder.gazetteer
        base = base_layers(gazetteer)
        labels, shapes = base["labels"], base["shapes"]
        shown = [*labels, *(each["id"] for each in shapes)]  # type: ignore[misc, attr-defined]
        return dump(
            {
                "base": base,
                "places": place_table(gazetteer, shown),
                "kinds": kind_table(),
                "gazetteer": gazetteer.label,
                "version": __version__,
            }
        )

    async def _document(self, request: Request, *, include_filtered: bool) -> Document:
        body = await read_json(request)
        text, doc_id = text_field(body), doc_id_field(body)
        return await self._workers.run(
            lambda: self._geocoder.geoparse(text, doc_id=doc_id, include_filtered=include_filtered)
        )


def _named(document: Document) -> list[str]:
    """Ids of all places that a document's record names."""
    found: list[str] = []
    for mention in document.mentions:
        found += [each.place_id for each in mention.candidates]
        if mention.place is not None:
            found += [mention.place.id, *mention.place.ancestor_ids]
        if mention.enclosing is not None:
            found.append(mention.enclosing.place_id)
    for relation in document.relations:
        found += relation.anchors
    return found
