"""Run the application with uvicorn: one process, loopback, and a limit on how slowly a request may come."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from geocoder.formats.dump import dump
from geocoder.web import limits

if TYPE_CHECKING:
    from starlette.applications import Starlette

_HOST: Final = "127.0.0.1"
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")


class PatientProtocol(H11Protocol):  # type: ignore[misc, unused-ignore] # uvicorn may be absent
    """uvicorn's HTTP protocol with an end to its patience, and errors as JSON like all others.

    uvicorn waits for the head of a first request for ever, and answers whatever it cannot read with 400.
    """

    _timer: asyncio.TimerHandle | None = None
    _awaited: object = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override, unused-ignore]
        """Start the clock with the connection."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Stop the clock when a request's head is complete; start it when the next one begins."""
        if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            data = _plain_address(data)
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Start the clock for what a refused client still sends; an idle connection may stay idle."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with a request that is no HTTP, too long, or late."""
        error = sys.exc_info()[1]
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        self._refuse(status, f"{msg} ({error})" if error else msg)

    def _watch(self) -> None:
        """Let the clock run while a head is awaited, or the rest of a body that is answered already."""
        awaited = self.conn.their_state
        is_refused_body = awaited is h11.SEND_BODY and self.conn.our_state is h11.DONE
        if self.transport.is_closing() or not (awaited is h11.IDLE or is_refused_body):
            self._stop()
        elif self._timer is None or self._awaited is not awaited:
            self._stop()
            self._awaited = awaited
            seconds = limits.BODY_SECONDS if is_refused_body else limits.HEAD_SECONDS
            self._timer = self.loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        if self.conn.their_state is h11.IDLE:
            self._refuse(408, f"the request's head took longer than {limits.HEAD_SECONDS:.0f} s")
        else:
            self.transport.close()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: int, reason: str) -> None:
        self._stop()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            title = HTTPStatus(status).phrase
            content = dump({"status": status, "error": title, "reason": reason}).encode() + b"\n"
            headers = [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(content)).encode()),
                (b"connection", b"close"),
            ]
            head = h11.Response(status_code=status, headers=headers, reason=title.encode())
            for event in (head, h11.Data(data=content), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event))
        self.transport.close()


def _plain_address(data: bytes) -> bytes:
    """A request whose first line has its Arabic letters percent-encoded, as curl does not do by itself."""
    line, end, rest = data.partition(b"\n")
    if line.isascii():
        return data
    return _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), line) + end + rest


def serve(app: Starlette, *, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the application on loopback until it is interrupted.

    Args:
        app: What `create_app` returns.
        port: TCP port; 0 takes a free one.
        on_ready: Called with the address once connections are taken.

    Raises:
        OSError: The port is taken or not allowed.
    """
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(128)
        config = uvicorn.Config(
            app,
            http=PatientProtocol,
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            h11_max_incomplete_event_size=limits.MAX_HEAD,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
        )
        on_ready(f"http://{_HOST}:{listener.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listener])
