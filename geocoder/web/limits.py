"""Limits on size and time, and how a request's body is read within them."""

from __future__ import annotations

import asyncio
import json
from typing import Final, Never

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MAX_BODY: Final = 2 << 20
"""Bytes of a request's body; an article has about 10,000."""

MAX_TEXT: Final = 1_000_000
"""Characters of a text, about a hundred articles: a few seconds of work."""

MAX_QUERY: Final = 1_000
"""Characters of a place string."""

MAX_DOC_ID: Final = 1_000
MAX_TARGET: Final = 8_000
"""Characters of a request's path and query."""

MAX_HEAD: Final = 32_000
"""Bytes of a request line with its headers."""

MAX_LIMIT: Final = 100
HEAD_SECONDS: Final = 10.0
"""Time for a request's line and headers to arrive."""

BODY_SECONDS: Final = 20.0
"""Time for a body to arrive."""

WORK_SECONDS: Final = 60.0
"""Time for an answer, waiting for a free thread included."""

THREADS: Final = 2
MAX_WAITING: Final = 64
"""Requests that may wait for a thread; those beyond are told to come again."""


async def read_json(request: Request) -> dict[str, object]:
    """The JSON object in a request's body.

    Raises:
        HTTPException: 400, 408, 413, 415 or 422, with the reason.
    """
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].strip(' "') or "utf-8"
    if kind.strip() != "application/json" or charset not in ("utf-8", "utf8"):
        raise HTTPException(415, "send JSON in UTF-8 with Content-Type: application/json")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, "send the body uncompressed")
    body = await _read_body(request)
    try:
        value: object = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"byte {error.start} of the body is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"the body is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise HTTPException(422, 'the body is no JSON object; send {"text": "…"}')
    return value


async def _read_body(request: Request) -> bytes:
    # What comes beyond the limit is never kept: the server reads on and drops it, so that a client
    # which writes first and reads later gets the answer, too.
    too_large = HTTPException(413, f"the body is larger than {MAX_BODY} bytes; send the text in parts")
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > MAX_BODY:
        raise too_large
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > MAX_BODY:
                    raise too_large
                chunks.append(chunk)
    except TimeoutError:
        headers = {"Connection": "close"}
        raise HTTPException(408, f"the body took longer than {BODY_SECONDS:.0f} s", headers) from None
    except ClientDisconnect:
        raise HTTPException(400, "the body ended early") from None
    return b"".join(chunks)


def text_field(body: dict[str, object]) -> str:
    """The text of a body.

    Raises:
        HTTPException: 422 if it is missing or no string, 413 if it is too long.
    """
    value = body.get("text")
    if not isinstance(value, str):
        raise HTTPException(422, "'text' must be a string")
    if len(value) > MAX_TEXT:
        raise HTTPException(
            413, f"'text' has {len(value)} characters; {MAX_TEXT} are the limit; send it in parts"
        )
    return value


def doc_id_field(body: dict[str, object]) -> str | None:
    """The identifier of a body, or None.

    Raises:
        HTTPException: 422 if it is no string, or too long.
    """
    value = body.get("doc_id")
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > MAX_DOC_ID:
        raise HTTPException(422, f"'doc_id' must be a string of at most {MAX_DOC_ID} characters")
    return value


def number_parameter(request: Request, name: str, low: float, high: float) -> float:
    """A number of the query string.

    Raises:
        HTTPException: 422 if it is missing, no number or out of range.
    """
    try:
        value = float(request.query_params.get(name, ""))
    except ValueError:
        raise HTTPException(
            422, f"{name!r} must be a number, as in {name}={(low + high) / 2 + 35:g}"
        ) from None
    if not low <= value <= high:  # also refuses NaN
        raise HTTPException(422, f"{name!r} must lie between {low:g} and {high:g}")
    return value


def limit_parameter(request: Request, default: int) -> int:
    """How many answers are wanted.

    Raises:
        HTTPException: 422 if it is no whole number from 1 to the limit.
    """
    value = request.query_params.get("limit", str(default))
    if not (value.isascii() and value.isdigit() and len(value) < 5 and 1 <= int(value) <= MAX_LIMIT):
        raise HTTPException(422, f"'limit' must be a whole number from 1 to {MAX_LIMIT}")
    return int(value)


def query_parameter(request: Request) -> str:
    """The place string ``q``.

    Raises:
        HTTPException: 422 if it is missing or too long.
    """
    value: str | None = request.query_params.get("q")
    if value is None or not value.strip():
        raise HTTPException(422, "'q' is missing; ask for a place, as in ?q=الميادين")
    if len(value) > MAX_QUERY:
        raise HTTPException(422, f"'q' has {len(value)} characters; {MAX_QUERY} are the limit")
    return value


def _refuse(constant: str) -> Never:
    raise ValueError(f"{constant} is no JSON number")
