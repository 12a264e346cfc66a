"""Responses: JSON, errors as JSON, and work in a few threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from geocoder.formats.dump import dump
from geocoder.web.limits import MAX_WAITING, THREADS, WORK_SECONDS

T = TypeVar("T")


def json_response(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    return Response(
        dump(value) + "\n", status, {"Cache-Control": "no-store", **(headers or {})}, "application/json"
    )


def error_response(status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    """An error as JSON: its status, what that means, and what was wrong with the request."""
    title = HTTPStatus(status).phrase
    return json_response({"status": status, "error": title, "reason": reason}, status, headers)


async def on_http_error(request: Request, error: Exception) -> Response:
    """The answer to a request that cannot be served."""
    if not isinstance(error, HTTPException):
        raise error
    reason = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND and reason == HTTPStatus.NOT_FOUND.phrase:
        reason = f"there is nothing at {request.url.path[:200]}; /openapi.json lists what there is"
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        reason = f"{request.method[:20]} is not allowed here"
    return error_response(error.status_code, reason, dict(error.headers or {}))


async def on_fault(_: Request, error: Exception) -> Response:
    """The answer when the fault is ours; the text of the request is not repeated."""
    return error_response(500, f"a fault of the program ({type(error).__name__}); please report it")


class Workers:
    """Runs work in threads, so many at a time, and lets so many wait."""

    def __init__(self) -> None:
        self._limiter: anyio.CapacityLimiter | None = None
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """What the work returns.

        Raises:
            HTTPException: 429 when too many wait already, 503 when it takes too long.
        """
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(THREADS)
        if self._waiting >= MAX_WAITING:
            raise HTTPException(429, "too many requests at once; try again soon", {"Retry-After": "1"})
        self._waiting += 1
        try:
            async with asyncio.timeout(WORK_SECONDS):
                found: T = await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._limiter)
        except TimeoutError:
            raise HTTPException(
                503, f"no answer within {WORK_SECONDS:.0f} s", {"Retry-After": "10"}
            ) from None
        finally:
            self._waiting -= 1
        return found
