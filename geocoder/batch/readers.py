"""Read the records of inputs one by one; what cannot be read becomes a fault, and the rest goes on."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final

from geocoder.batch.columns import DOC_ID, TEXT, choose
from geocoder.batch.encoding import SAMPLE, check_encoding, detect
from geocoder.batch.inputs import Input
from geocoder.batch.options import Options
from geocoder.batch.rows import Fault, Item, Origin, parse
from geocoder.batch.streams import Meter, open_bytes
from geocoder.errors import InputError

Reader = Callable[[Input, Options, Meter], Iterator[Item]]

_PEEKED: Final = 100
"""So many lines of JSON are looked at to tell the columns."""
_DELIMITERS: Final = (",", ";", "\t", "|")
_BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FAILURES: Final = (InputError, OSError, EOFError, zlib.error, UnicodeError)


def read(inputs: Iterable[Input], options: Options, meter: Meter | None = None) -> Iterator[Item]:
    """Yield the records of all inputs, in order.

    Args:
        inputs: What to read.
        options: How to read it.
        meter: Told how far the reading is.
    """
    for source in inputs:
        yield from read_one(source, options, meter or Meter())


def read_one(source: Input, options: Options, meter: Meter) -> Iterator[Item]:
    """Yield the records of one input; a failure in the middle ends it with a fault."""
    line = 0
    try:
        for item in _reader(source.format)(source, options, meter):
            line = item.line
            yield item
    except _FAILURES as error:
        # Before the first record, the file as a whole is to blame.
        yield _fault(source, line + 1 if line else 0, _reason(error, started=line > 0))


def _reader(name: str) -> Reader:
    # The other readers need packages that only an extra brings.
    if name in ("xlsx", "parquet"):
        from geocoder.batch import tables  # noqa: PLC0415

        return tables.read_xlsx if name == "xlsx" else tables.read_parquet
    if name == "json":
        from geocoder.batch.chats import read_json  # noqa: PLC0415

        return read_json
    return {"jsonl": read_jsonl, "csv": read_csv, "tsv": read_csv, "txt": read_txt}[name]


def read_jsonl(source: Input, options: Options, meter: Meter) -> Iterator[Item]:
    """Yield each line that is not blank, still to be parsed."""
    with open_bytes(source, meter) as stream:
        encoding = _encoding(stream, options)
        lines = _lines(stream, encoding, options.max_bytes)
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line is None or line.strip())
        peeked = list(islice(numbered, 0 if options.text_column and options.id_column else _PEEKED))
        origin = _jsonl_origin(source.name, [line for _, line in peeked if line], options)
        for number, line in chain(peeked, numbered):
            if line is None:
                yield _fault(source, number, f"longer than {options.max_bytes} bytes; raise --max-bytes")
            else:
                yield Item(origin, number, line)


def _jsonl_origin(name: str, lines: Iterable[bytes], options: Options) -> Origin:
    parsed = [found for line in lines if isinstance(found := parse(name, 0, line), dict)]
    names = dict.fromkeys(key for fields in parsed for key in fields)
    try:
        text_column, id_column = choose(names, options)
    except InputError:
        # Each line is judged by itself: it is told that it lacks the field.
        text_column, id_column = options.text_column or TEXT, options.id_column or DOC_ID
    return Origin(name, text_column, id_column)


def _lines(stream: io.BufferedReader, encoding: str, limit: int) -> Iterator[bytes | None]:
    """Lines in UTF-8; None for one that is longer than the limit."""
    if encoding != "utf-8":
        text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="\n")
        while line := text.readline(limit + 1):
            if len(line) > limit and not line.endswith("\n"):
                while (rest := text.readline(limit)) and not rest.endswith("\n"):
                    pass
                yield None
            else:
                yield line.encode("utf-8", "surrogateescape")
        text.detach()
        return
    if stream.peek(3).startswith(_BYTE_ORDER_MARK.encode()):
        stream.read(3)
    while content := stream.readline(limit + 1):
        if len(content) > limit and not content.endswith(b"\n"):
            while (content := stream.readline(limit)) and not content.endswith(b"\n"):
                pass
            yield None
        else:
            yield content


def read_csv(source: Input, options: Options, meter: Meter) -> Iterator[Item]:
    """Yield each row of a table with a header, as fields by the names of the columns."""
    with open_bytes(source, meter) as stream:
        text = io.TextIOWrapper(stream, _encoding(stream, options), errors="surrogateescape", newline="")
        csv.field_size_limit(options.max_bytes)
        header = text.readline().removeprefix(_BYTE_ORDER_MARK)
        delimiter = "\t" if source.format == "tsv" else max(_DELIMITERS, key=header.count)
        reader = csv.reader(chain([header], text), delimiter=delimiter)
        names = _header(next(reader, []))
        if not names:
            return
        origin = Origin(source.name, *choose(names, options))
        while True:
            number = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                yield _fault(source, number, f"no row of a table ({error}); is a quote left open?")
                continue
            if cells:
                yield Item(origin, number, _fields(source, number, names, cells))
        text.detach()


def _header(cells: list[str]) -> list[str]:
    """Names of the columns, with a number where one is missing or stands twice."""
    names: dict[str, None] = {}
    for position, cell in enumerate(cells, 1):
        name = cell.strip() or f"column_{position}"
        names[name if name not in names else f"{name}_{position}"] = None
    return list(names)


def _fields(source: Input, number: int, names: list[str], cells: list[str]) -> dict[str, object] | Fault:
    if len(cells) > len(names):
        reason = f"{len(cells)} cells, but the header has {len(names)}; quote cells that hold the delimiter"
        return Fault(source.name, number, None, reason)
    joined = "".join(cells)
    if "\0" in joined:
        return Fault(source.name, number, None, "NUL bytes: was the file cut or damaged?")
    try:
        joined.encode()
    except UnicodeEncodeError as error:
        byte = ord(joined[error.start]) & 0xFF
        return Fault(source.name, number, None, f"byte 0x{byte:02x} is not UTF-8; give --encoding")
    return dict(zip(names, cells, strict=False))


def read_txt(source: Input, options: Options, meter: Meter) -> Iterator[Item]:
    """Yield the one document that a text file is."""
    with open_bytes(source, meter) as stream:
        encoding = _encoding(stream, options)
        content = stream.read(options.max_bytes + 1)
    if len(content) > options.max_bytes:
        raise InputError(f"longer than {options.max_bytes} bytes; raise --max-bytes")
    if b"\0" in content and not encoding.startswith("utf-16"):
        raise InputError(f"NUL byte at {content.index(0)}: a binary file? give text")
    fields: dict[str, object] = {TEXT: content.decode(encoding), DOC_ID: source.doc_id or source.name}
    yield Item(Origin(source.name), 1, fields)


def _encoding(stream: io.BufferedReader, options: Options) -> str:
    if options.encoding is not None:
        return check_encoding(options.encoding)
    return detect(stream.peek(SAMPLE)[:SAMPLE])


def _fault(source: Input, line: int, reason: str) -> Item:
    return Item(Origin(source.name), line, Fault(source.name, line, None, reason))


def _reason(error: Exception, *, started: bool) -> str:
    if isinstance(error, EOFError):
        return "the compressed file ends too early: it was cut; what came before is done"
    if isinstance(error, zlib.error):
        return f"the compressed file is damaged ({error}); what came before is done"
    if isinstance(error, UnicodeError):
        return f"cannot be decoded ({error}); give --encoding"
    if isinstance(error, OSError):
        found = error.strerror or str(error)
        return (
            f"cannot be read on ({found}); what came before is done"
            if started
            else f"cannot be read ({found})"
        )
    return str(error)
