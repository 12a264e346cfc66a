"""Read the rows of workbooks (xlsx) and Parquet files, their cells as plain values."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO, Final

from geocoder.batch.columns import choose
from geocoder.batch.extras import needed
from geocoder.batch.inputs import Input
from geocoder.batch.options import Options
from geocoder.batch.rows import Item, Origin
from geocoder.batch.streams import Meter, open_bytes
from geocoder.errors import InputError

_BATCH: Final = 512


def read_xlsx(source: Input, options: Options, meter: Meter) -> Iterator[Item]:
    """Yield each row of a sheet whose first row names the columns.

    Raises:
        InputError: It is no workbook, or has no such sheet.
    """
    openpyxl = needed("openpyxl", extra="batch", task="read workbooks")
    with open_bytes(source, meter) as stream:
        try:
            book = openpyxl.load_workbook(_seekable(stream), read_only=True, data_only=True)
        except (ValueError, KeyError, OSError, SyntaxError, zipfile.BadZipFile) as error:
            raise InputError(f"no xlsx workbook, or a damaged one ({error})") from error
        if options.sheet is not None and options.sheet not in book.sheetnames:
            raise InputError(f"no sheet {options.sheet!r}; there are {', '.join(book.sheetnames)}")
        rows = book[options.sheet or book.sheetnames[0]].iter_rows(values_only=True)
        names = [str(name).strip() if name is not None else "" for name in next(rows, ())]
        columns = {position: name for position, name in enumerate(names) if name}
        if not columns:
            raise InputError("the first row of the sheet names no columns")
        origin = Origin(source.name, *choose(columns.values(), options))
        for number, cells in enumerate(rows, 2):
            fields = {columns[at]: plain(cell) for at, cell in enumerate(cells) if at in columns}
            if any(value is not None for value in fields.values()):
                # An empty cell is an empty text; a workbook cannot say it otherwise.
                if fields.get(origin.text_column) is None:
                    fields[origin.text_column] = ""
                yield Item(origin, number, fields)


def read_parquet(source: Input, options: Options, meter: Meter) -> Iterator[Item]:
    """Yield each row of a Parquet file, a few hundred at a time in memory.

    Raises:
        InputError: It is no Parquet file, or a part of one.
    """
    pyarrow = needed("pyarrow", extra="batch", task="read Parquet files")
    parquet = needed("pyarrow.parquet", extra="batch", task="read Parquet files")
    with open_bytes(source, meter) as stream:
        number = 0
        try:
            file = parquet.ParquetFile(_seekable(stream), pre_buffer=False)
            origin = Origin(source.name, *choose(file.schema_arrow.names, options))
            for batch in file.iter_batches(_BATCH, use_threads=False):
                for fields in batch.to_pylist():
                    number += 1
                    yield Item(origin, number, {name: plain(value) for name, value in fields.items()})
        except pyarrow.ArrowException as error:
            raise InputError(f"no Parquet file, or a damaged one ({str(error).splitlines()[0]})") from error


def plain(value: object) -> object:
    """A cell as JSON can hold it: dates in ISO 8601, bytes in hexadecimal, no number that is none.

    >>> plain(datetime(2017, 1, 5, 10, 30))
    '2017-01-05T10:30:00'
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    # Decimals and durations among others.
    return value.hex() if isinstance(value, bytes) else str(value)


def _seekable(stream: io.BufferedReader) -> BinaryIO:
    """The stream itself, or a copy in memory of one that cannot go back."""
    return stream if stream.seekable() else io.BytesIO(stream.read())
