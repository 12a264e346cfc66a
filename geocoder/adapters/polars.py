"""Polars: a frame with a column of texts in, a frame of mentions out."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from geocoder.adapters.flat import Settings, carried, flatten
from geocoder.batch.flat import BOOLEAN, INTEGER, LIST, MENTION, NUMBER, STRING
from geocoder.pipeline import Geocoder

_TYPES = {
    STRING: pl.String(),
    INTEGER: pl.Int64(),
    NUMBER: pl.Float64(),
    BOOLEAN: pl.Boolean(),
    LIST: pl.List(pl.String()),
}


def mentions(
    frame: pl.DataFrame,
    *,
    text: str = "text",
    carry: Sequence[str] | None = None,
    geocoder: Geocoder | None = None,
    processes: int = 1,
    min_confidence: float = 0.0,
    include_filtered: bool = False,
) -> pl.DataFrame:
    """A frame with a row for each mention, in the order of the texts.

    A lazy frame is geoparsed batch by batch with ``frame.map_batches(mentions, schema=…)``.

    Args:
        frame: The texts, in a column; null has no mentions.
        text: The column of texts.
        carry: Columns that each mention repeats; None takes all but the texts.
        geocoder: The geocoder; one over the bundled gazetteers if None.
        processes: Worker processes; 1 works in this one. Polars has threads of its own, which
            do not get along with forked processes: prefer 1, or `geocoder batch`.
        min_confidence: Mentions less sure than this (0 to 1) are left out.
        include_filtered: Keep what looked like a place and is none.

    Raises:
        InputError: A column is missing, or a text is none.
    """
    names = carried(frame.columns, text, carry)
    settings = Settings(geocoder or Geocoder(), processes, min_confidence, include_filtered)
    flat = flatten(frame[text].to_list(), settings)
    found = frame.select(*names).rename(names)[flat.rows]
    added = [
        pl.Series(name, flat.columns[name], dtype=_TYPES[kind], strict=True) for name, kind in MENTION.items()
    ]
    return found.with_columns(added)
