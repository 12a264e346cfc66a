"""Documents of many texts by several processes: what `Geocoder.geoparse_many` hands over to."""

from __future__ import annotations

import inspect
import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NoReturn

from geocoder.document import Document
from geocoder.errors import GeocoderError
from geocoder.model import Candidate, Enclosing, Focus, Mention, Place, Relation
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
        _Pickler(buffer, self.gazetteer).dump(documents)
        return buffer.getvalue()

    def loads(self, content: bytes) -> list[Document]:
        """The documents from bytes."""
        documents: list[Document] = _Unpickler(content, self.gazetteer).load()
        return documents


class _Pickler(pickle.Pickler):
    """Writes places by id, and dataclasses as calls: three times as fast to load as their own way."""

    def __init__(self, buffer: io.BytesIO, gazetteer: Gazetteer) -> None:
        super().__init__(buffer, pickle.HIGHEST_PROTOCOL)
        self._get = gazetteer.get

    def reducer_override(self, value: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        if isinstance(value, Place) and self._get(value.id) is value:
            return known_place, (value.id,)
        kind = type(value)
        values = _VALUES.get(kind)
        return NotImplemented if values is None else (kind, values(value))


class _Unpickler(pickle.Unpickler):
    """Reads places by id."""

    def __init__(self, content: bytes, gazetteer: Gazetteer) -> None:
        super().__init__(io.BytesIO(content))
        self._gazetteer = gazetteer

    def find_class(self, module: str, name: str) -> object:
        if (module, name) == (__name__, known_place.__name__):
            return self._gazetteer.__getitem__
        return super().find_class(module, name)


def known_place(place_id: str) -> NoReturn:
    """Stands in the bytes for the gazetteer's place of that id; `_Unpickler` knows which one it is."""
    raise GeocoderError(f"the place {place_id} was sent without a gazetteer")


_VALUES: Final[Mapping[type, attrgetter[tuple[object, ...]]]] = {
    each: attrgetter(*inspect.signature(each).parameters)
    for each in (Candidate, Document, Enclosing, Focus, Mention, Place, Relation)
}
"""The values of a result, in the order in which its constructor takes them."""
