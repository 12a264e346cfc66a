"""Where formatters are registered, by type of result and name of format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from geocoder.errors import InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """How a result is to be shown, for the formats that care.

    Attributes:
        width: Columns of the screen; None takes as many as the widest row needs.
        colour: Whether escape sequences for colours may be written.
        explain: Whether the evidence is told below each mention.
        footprints: Whether GeoJSON draws areas instead of centres.
        raw: Whether CSV cells that a spreadsheet would run as formulas are left as they are.
    """

    width: int | None = None
    colour: bool = False
    explain: bool = False
    footprints: bool = False
    raw: bool = False


Plain: Final = View()
Formatter = Callable[[Iterable[T], View], Iterator[str]]

_formatters: Final[dict[tuple[type, str], Formatter[object]]] = {}


def formats(result: type[T], name: str) -> Callable[[Formatter[T]], Formatter[T]]:
    """Register the decorated formatter for that type of result under that name."""

    def register(formatter: Formatter[T]) -> Formatter[T]:
        _formatters[result, name] = cast("Formatter[object]", formatter)
        return formatter

    return register


def find(result: type, name: str) -> Formatter[object]:
    """The formatter for that type of result and that format.

    Raises:
        InputError: Nothing is registered for the two.
    """
    try:
        return _formatters[result, name]
    except KeyError:
        raise InputError(f"a {result.__name__} cannot be written as {name}") from None
