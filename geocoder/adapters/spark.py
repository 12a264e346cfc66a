"""Apache Spark: a DataFrame with a column of texts in, a DataFrame of mentions out, on any cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DoubleType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from geocoder.adapters.flat import Settings, carried
from geocoder.batch.flat import BOOLEAN, INTEGER, LIST, MENTION, NUMBER, STRING
from geocoder.pipeline import Geocoder

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_TYPES: Final = {
    STRING: StringType(),
    INTEGER: LongType(),
    NUMBER: DoubleType(),
    BOOLEAN: BooleanType(),
    LIST: ArrayType(StringType()),
}


def mentions(
    frame: DataFrame,
    *,
    text: str = "text",
    carry: Sequence[str] | None = None,
    geocoder: Geocoder | None = None,
    min_confidence: float = 0.0,
    include_filtered: bool = False,
) -> DataFrame:
    """A DataFrame with a row for each mention; lazy, as Spark's are.

    The gazetteer is broadcast: it travels to each executor once, and each Python worker builds its
    index once. The package must be installed on the executors.

    Args:
        frame: The texts, in a column; null has no mentions.
        text: The column of texts.
        carry: Columns that each mention repeats; None takes all but the texts.
        geocoder: The geocoder; one over the bundled gazetteers if None.
        min_confidence: Mentions less sure than this (0 to 1) are left out.
        include_filtered: Keep what looked like a place and is none.

    Raises:
        InputError: A column is missing.
    """
    names = carried(frame.columns, text, carry)
    fields = [frame.schema[name] for name in names]
    schema = StructType(
        [StructField(names[each.name], each.dataType) for each in fields]
        + [StructField(name, _TYPES[kind]) for name, kind in MENTION.items()]
    )
    shared = frame.sparkSession.sparkContext.broadcast(geocoder or Geocoder())
    wanted = list(names)

    def geoparse(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # On the executor: Arrow is there, whatever the driver has.
        from geocoder.adapters.arrow import mentions_of  # noqa: PLC0415

        settings = Settings(shared.value, 1, min_confidence, include_filtered)
        for batch in batches:
            yield mentions_of(batch, text, wanted, settings)

    return frame.select(text, *wanted).mapInArrow(geoparse, schema)
