"""Geoparse rows and join the records to what the rows carried."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from geocoder.batch.rows import Fault, Row
from geocoder.document import Document
from geocoder.record import Record

RECORD_FIELDS: Final = frozenset({"mentions", "relations", "focus", "gazetteer", "version"})
"""Fields of the record; an input's field of that name is carried as ``input_…``."""


@dataclass(slots=True)
class Summary:
    """What a run has done so far."""

    documents: int = 0
    mentions: int = 0
    faults: int = 0


def records(
    rows: Iterable[Row | Fault],
    geoparse_many: Callable[[Iterable[str]], Iterator[Document]],
    *,
    on_fault: Callable[[Fault], None],
    summary: Summary,
) -> Iterator[Record]:
    """Yield a record for each good row, in order, with the row's own fields between id and mentions.

    Args:
        rows: Rows and faults, as `read_jsonl` gives them.
        geoparse_many: Texts to documents, lazily and in order, such as `Geocoder.geoparse_many`.
        on_fault: Called with each fault as it is met.
        summary: Counted up on the way.
    """
    waiting: deque[Row] = deque()

    def texts() -> Iterator[str]:
        for row in rows:
            if isinstance(row, Fault):
                summary.faults += 1
                on_fault(row)
            else:
                waiting.append(row)
                yield row.text

    for document in geoparse_many(texts()):
        summary.documents += 1
        summary.mentions += len(document.mentions)
        yield join(waiting.popleft(), document)


def join(row: Row, document: Document) -> Record:
    """The record of a document with the fields of its row."""
    carried = {
        f"input_{key}" if key in RECORD_FIELDS else key: value
        for key, value in row.fields.items()
        if key != "doc_id"
    }
    record = document.to_dict()
    del record["doc_id"]
    return {"doc_id": row.doc_id, **carried, **record}
