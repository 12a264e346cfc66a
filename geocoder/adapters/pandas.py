"""pandas: a frame with a column of texts in, a frame of mentions out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from geocoder.adapters.flat import Settings, carried, flatten
from geocoder.batch.flat import BOOLEAN, INTEGER, LIST, MENTION, NUMBER, STRING
from geocoder.pipeline import Geocoder

_TYPES: Final = {
    STRING: "string",
    INTEGER: "Int64",
    NUMBER: "Float64",
    BOOLEAN: "boolean",
    LIST: "object",
}


def mentions(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    carry: Sequence[str] | None = None,
    geocoder: Geocoder | None = None,
    processes: int = 1,
    min_confidence: float = 0.0,
    include_filtered: bool = False,
) -> pd.DataFrame:
    """A frame with a row for each mention; its index repeats that of the row it was found in.

    Args:
        frame: The texts, in a column; a missing one has no mentions.
        text: The column of texts.
        carry: Columns that each mention repeats; None takes all but the texts.
        geocoder: The geocoder; one over the bundled gazetteers if None.
        processes: Worker processes; 1 works in this one.
        min_confidence: Mentions less sure than this (0 to 1) are left out.
        include_filtered: Keep what looked like a place and is none.

    Raises:
        InputError: A column is missing, or a text is none.
    """
    names = carried(list(frame.columns), text, carry)
    settings = Settings(geocoder or Geocoder(), processes, min_confidence, include_filtered)
    column = frame[text]
    flat = flatten(
        (None if gone else each for each, gone in zip(column, column.isna(), strict=True)), settings
    )
    found = frame[list(names)].iloc[flat.rows].rename(columns=names)
    added = {
        name: pd.Series(flat.columns[name], index=found.index, dtype=_TYPES[kind])
        for name, kind in MENTION.items()
    }
    return pd.concat([found, pd.DataFrame(added, index=found.index)], axis="columns")
