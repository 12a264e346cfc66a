"""What holds for every request and answer: who may call, how long an address is, which headers go out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geocoder.web.answers import error_response
from geocoder.web.limits import BODY_SECONDS, MAX_HEAD, MAX_TARGET

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware; it touches no body, so that limits on reading stay with the endpoints."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on and add the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                if _closes(scope):
                    await body.drop()
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, body.receive, send_guarded)
        else:
            await error_response(*refusal)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self._hosts:
            return 421, "this service answers to localhost only"
        # A page of another site may send such requests without asking, but must not make us work.
        if headers.get("sec-fetch-site") == "cross-site" and scope["method"] not in ("GET", "HEAD"):
            return 403, "requests from other sites are refused"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_TARGET:
            return 414, f"the address is longer than {MAX_TARGET} characters"
        # The protocol itself stops a head that is still incomplete at this size.
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEAD:
            return 431, f"the headers are longer than {MAX_HEAD} bytes"
        return None


class _Body:
    """The body of a request, which knows whether it has been read to its end."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._ended = False

    async def receive(self) -> Message:
        """The next part."""
        message = await self._receive()
        self._ended = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def drop(self) -> None:
        """Read what is left, keeping nothing, for as long as a body may take."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BODY_SECONDS):
                while not self._ended:
                    await self.receive()


def _closes(scope: Scope) -> bool:
    """Whether the connection ends with the answer.

    A client that is still writing then would meet a closed door and never read why; with a connection
    that stays, the server itself reads on and drops what comes.
    """
    headers = Headers(scope=scope)
    if headers.get("expect", "").lower() == "100-continue":
        return False  # the client waits for the answer before it writes
    wish: str = headers.get("connection", "").lower()
    return wish == "close" or str(scope["http_version"]) == "1.0"


def _host(value: str) -> str:
    """The host without its port."""
    host, colon, port = value.lower().rpartition(":")
    return host if colon and port.isdigit() else value.lower()
