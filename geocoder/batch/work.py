"""The work on a chunk of items, wherever it is done: rows, documents, pieces of the output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geocoder.batch.encoders import Encoder
from geocoder.batch.options import Options
from geocoder.batch.rows import Fault, Item, Row, to_row
from geocoder.document import Document
from geocoder.garbage import uncollected
from geocoder.pipeline import Geocoder


@dataclass(frozen=True, slots=True)
class Done:
    """What came of some items.

    Attributes:
        items: How many there were.
        payload: Their pieces of the output.
        faults: Those that could not be used.
        documents: How many were geoparsed.
        mentions: How many mentions they have.
    """

    items: int
    payload: bytes
    faults: tuple[Fault, ...]
    documents: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Work:
    """Geoparse items and encode the documents; called in this process or in a worker."""

    geocoder: Geocoder
    encoder: Encoder
    options: Options

    def __call__(self, items: Sequence[Item]) -> Done:
        """What comes of the items, in order."""
        with uncollected():
            return self._do(items)

    def _do(self, items: Sequence[Item]) -> Done:
        pieces: list[bytes] = []
        faults: list[Fault] = []
        mentions = 0
        for item in items:
            row = to_row(item, keep_text=self.options.keep_text)
            document = row if isinstance(row, Fault) else self._document(item, row)
            if isinstance(row, Fault) or isinstance(document, Fault):
                faults.append(row if isinstance(row, Fault) else document)  # type: ignore[arg-type]
            else:
                mentions += len(document.mentions)
                pieces += self.encoder.encode(row, document)
        payload = self.encoder.separator.join(pieces)
        return Done(len(items), payload, tuple(faults), len(items) - len(faults), mentions)

    def _document(self, item: Item, row: Row) -> Document | Fault:
        try:
            document = self.geocoder.geoparse(row.text, include_filtered=self.options.include_filtered)
        except Exception as error:  # noqa: BLE001 - one text must not cost the hours of work on the others
            reason = f"the geoparser failed ({type(error).__name__}: {error}); please report it with the text"
            return Fault(item.origin.file, item.line, row.doc_id, reason)
        return sure(document, self.options.min_confidence)


def sure(document: Document, confidence: float) -> Document:
    """The document without the mentions and relations that are less sure than that (0 to 1)."""
    if confidence <= 0:
        return document
    return replace(
        document,
        mentions=tuple(each for each in document.mentions if each.confidence >= confidence),
        relations=tuple(each for each in document.relations if each.confidence >= confidence),
    )


def lost(items: Iterable[Item]) -> Done:
    """What comes of items that end every process that touches them."""
    reason = "ended the worker process twice; too long for the memory of this machine?"
    faults = tuple(
        each.content
        if isinstance(each.content, Fault)
        else Fault(each.origin.file, each.line, _name(each), reason)
        for each in items
    )
    return Done(len(faults), b"", faults, 0, 0)


def _name(item: Item) -> str | None:
    row = to_row(item)
    return row.doc_id
