"""Mentions of many texts as columns of equal length: what all data frames are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from geocoder.batch.flat import MENTION, carried_name, mention_row
from geocoder.batch.work import sure
from geocoder.document import Document
from geocoder.errors import InputError
from geocoder.parallel.documents import parallel_documents
from geocoder.pipeline import Geocoder


@dataclass(frozen=True, slots=True)
class Settings:
    """How texts are geoparsed.

    Attributes:
        geocoder: The geocoder.
        processes: Worker processes; 1 works in this one.
        min_confidence: Mentions less sure than this (0 to 1) are left out.
        include_filtered: Keep what looked like a place and is none.
    """

    geocoder: Geocoder
    processes: int = 1
    min_confidence: float = 0.0
    include_filtered: bool = False


@dataclass(frozen=True, slots=True)
class Flat:
    """All mentions, column by column.

    Attributes:
        rows: For each mention the number of its text, from 0.
        columns: The values of the columns in `geocoder.batch.flat.MENTION`.
    """

    rows: list[int] = field(default_factory=list)
    columns: dict[str, list[object]] = field(default_factory=lambda: {name: [] for name in MENTION})


def flatten(texts: Iterable[str | None], settings: Settings) -> Flat:
    """The mentions of the texts; a missing text has none."""
    found = Flat()
    for number, document in enumerate(documents(texts, settings)):
        for mention in document.mentions:
            found.rows.append(number)
            for name, value in mention_row(mention).items():
                found.columns[name].append(value)
    return found


def documents(texts: Iterable[str | None], settings: Settings) -> Iterator[Document]:
    """Yield the document of each text, in order; that of a missing one is empty."""
    filled = (_text(number, text) for number, text in enumerate(texts))
    geocoder, include_filtered = settings.geocoder, settings.include_filtered
    found = (
        parallel_documents(geocoder, filled, settings.processes, include_filtered=include_filtered)
        if settings.processes > 1
        else (geocoder.geoparse(text, include_filtered=include_filtered) for text in filled)
    )
    return (sure(document, settings.min_confidence) for document in found)


def carried(names: Sequence[str], text: str, carry: Sequence[str] | None) -> dict[str, str]:
    """The columns of a table that go with its mentions, each under the name that it gets.

    Args:
        names: All columns.
        text: The column with the texts.
        carry: The columns that are wanted; None takes all but the texts.

    Raises:
        InputError: A column is not there.
    """
    wanted = [name for name in names if name != text] if carry is None else list(carry)
    for name in (text, *wanted):
        if name not in names:
            raise InputError(f"no column {name!r}; there are {', '.join(map(repr, names))}")
    return {name: carried_name(name, MENTION) for name in wanted}


def _text(number: int, text: str | None) -> str:
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    raise InputError(f"row {number} holds {text!r:.40}, which is no text")
