"""Arrow: batches with a column of texts in, batches of mentions out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from geocoder.adapters.flat import Settings, carried, flatten
from geocoder.batch.flat import BOOLEAN, INTEGER, LIST, MENTION, NUMBER, STRING
from geocoder.pipeline import Geocoder

TYPES = {
    STRING: pa.string(),
    INTEGER: pa.int64(),
    NUMBER: pa.float64(),
    BOOLEAN: pa.bool_(),
    LIST: pa.list_(pa.string()),
}
"""The Arrow type of each type of column."""


def mentions(
    batches: Iterable[pa.RecordBatch],
    *,
    text: str = "text",
    carry: Sequence[str] | None = None,
    geocoder: Geocoder | None = None,
    processes: int = 1,
    min_confidence: float = 0.0,
    include_filtered: bool = False,
) -> Iterator[pa.RecordBatch]:
    """Yield for each batch one with a row for each mention in it.

    Args:
        batches: Such as ``table.to_batches()``, a Parquet file's ``iter_batches()`` or a reader of Flight.
        text: The column of texts; null has no mentions.
        carry: Columns that each mention repeats; None takes all but the texts.
        geocoder: The geocoder; one over the bundled gazetteers if None.
        processes: Worker processes, within each batch; 1 works in this one.
        min_confidence: Mentions less sure than this (0 to 1) are left out.
        include_filtered: Keep what looked like a place and is none.

    Raises:
        InputError: A column is missing, or a text is none.
    """
    settings = Settings(geocoder or Geocoder(), processes, min_confidence, include_filtered)
    for batch in batches:
        yield mentions_of(batch, text, carry, settings)


def mentions_of(
    batch: pa.RecordBatch, text: str, carry: Sequence[str] | None, settings: Settings
) -> pa.RecordBatch:
    """The mentions of one batch."""
    names = carried(batch.schema.names, text, carry)
    flat = flatten(batch.column(text).to_pylist(), settings)
    rows = pa.array(flat.rows, pa.int64())
    fields = [batch.schema.field(name).with_name(called) for name, called in names.items()]
    arrays = [batch.column(name).take(rows) for name in names]
    for name, kind in MENTION.items():
        fields.append(pa.field(name, TYPES[kind]))
        arrays.append(pa.array(flat.columns[name], TYPES[kind]))
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))


def mention_type() -> pa.DataType:
    """A mention as a struct."""
    return pa.struct([pa.field(name, TYPES[kind]) for name, kind in MENTION.items()])
