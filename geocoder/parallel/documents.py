"""Documents of many texts by several processes: what `Geocoder.geoparse_many` hands over to."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from geocoder.document import Document
from geocoder.errors import GeocoderError
from geocoder.model import Place
from geocoder.parallel.chunks import chunked
from geocoder.parallel.pool import Pool

if TYPE_CHECKING:
    from geocoder.gazetteer import Gazetteer
    from geocoder.pipeline import Geocoder


def parallel_documents(
    geocoder: Geocoder, texts: Iterable[str], processes: int, *, include_filtered: bool = False
) -> Iterator[Document]:
    """Yield the document of each text, in order, reading only a little ahead.

    The documents are those that `Geocoder.geoparse` gives in this process; places of the gazetteer
    are its own objects. A worker that dies is replaced and its texts are done again.

    Args:
        geocoder: Shared with the workers.
        texts: Any iterable.
        processes: Number of workers, at least 1.
        include_filtered: As for `Geocoder.geoparse`.

    Raises:
        GeocoderError: A text ends every process that works on it.
    """
    crossing = _Crossing(geocoder.gazetteer)
    pool = Pool(_Geoparse(geocoder, include_filtered), processes, _give_up, crossing.dumps, crossing.loads)
    with pool:
        for documents in pool.map(chunked(texts, len)):
            yield from documents


@dataclass(frozen=True, slots=True)
class _Geoparse:
    geocoder: Geocoder
    include_filtered: bool

    def __call__(self, texts: Sequence[str]) -> list[Document]:
        return [self.geocoder.geoparse(text, include_filtered=self.include_filtered) for text in texts]


def _give_up(texts: Sequence[str]) -> NoReturn:
    start = texts[0][:40]
    raise GeocoderError(f"a text of {len(texts[0])} characters ended two workers; it begins {start!r}")


@dataclass(frozen=True, slots=True)
class _Crossing:
    """Documents as bytes, with places of the gazetteer by id only."""

    gazetteer: Gazetteer

    def dumps(self, documents: list[Document]) -> bytes:
        """The documents as bytes."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
        get = self.gazetteer.get

        def known(value: object) -> str | None:
            return value.id if isinstance(value, Place) and get(value.id) is value else None

        pickler.persistent_id = known  # type: ignore[method-assign]
        pickler.dump(documents)
        return buffer.getvalue()

    def loads(self, content: bytes) -> list[Document]:
        """The documents from bytes."""
        unpickler = pickle.Unpickler(io.BytesIO(content))  # noqa: S301 - from a child of ours
        unpickler.persistent_load = self.gazetteer.__getitem__  # type: ignore[method-assign]
        documents: list[Document] = unpickler.load()
        return documents
