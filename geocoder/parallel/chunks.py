"""Group a stream into chunks that are worth sending to another process, and small enough to wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")

ITEMS: Final = 256
SIZE: Final = 128 * 1024
"""A chunk ends at so many items or characters, whatever comes first: some tens of milliseconds of work."""


def chunked(items: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield lists of consecutive items, each of about `SIZE` at most, a larger item by itself.

    Args:
        items: The stream; read no further than needed.
        size: The size of an item.
    """
    chunk: list[T] = []
    held = 0
    for item in items:
        extent = size(item)
        if chunk and held + extent > SIZE:
            yield chunk
            chunk, held = [], 0
        chunk.append(item)
        held += extent
        if len(chunk) >= ITEMS or held >= SIZE:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk
