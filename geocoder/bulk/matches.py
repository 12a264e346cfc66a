"""What a search gives back: arrays, and rows for those who want to read them one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from geocoder.bulk.arrays import Bytes, Indices, Words32


@dataclass(frozen=True, slots=True)
class Strings:
    """Many strings in one array of bytes, in groups.

    Attributes:
        data: UTF-8 of all strings.
        bounds: Where each string begins in ``data``, and one more at the end.
        groups: Where each group of strings begins in ``bounds``, and one more at the end.
    """

    data: Bytes
    bounds: Words32
    groups: Words32

    @classmethod
    def of(cls, strings: list[str], group: Indices, count: int) -> Strings:
        """Strings by group.

        Args:
            strings: The strings.
            group: The group of each; -1 leaves a string out.
            count: Number of groups.
        """
        order = np.argsort(group, kind="stable")
        order = order[group[order] >= 0]
        encoded = [strings[place].encode("utf-8", "surrogatepass") for place in order.tolist()]
        sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        bounds = np.zeros(len(encoded) + 1, dtype=np.uint32)
        np.cumsum(sizes, out=bounds[1:], dtype=np.uint32)
        groups = np.zeros(count + 1, dtype=np.uint32)
        np.cumsum(np.bincount(group[order], minlength=count), out=groups[1:], dtype=np.uint32)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), bounds, groups)

    def __getitem__(self, group: int) -> tuple[str, ...]:
        """The strings of a group."""
        first, end = int(self.groups[group]), int(self.groups[group + 1])
        bounds = self.bounds[first : end + 1].tolist()
        return tuple(
            self.data[low:high].tobytes().decode("utf-8", "surrogatepass") for low, high in pairwise(bounds)
        )


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Names whose keys do not hold all their letters: long words, alphabets of more than a byte.

    Attributes:
        forms: Folded forms by the number that their keys lead to.
        numbers: The name's own number for each form.
    """

    forms: Strings
    numbers: Words32

    def number(self, name: int, folded: str) -> int | None:
        """The number of the name with this folded form, among those with the same keys."""
        forms = self.forms[name]
        return int(self.numbers[self.forms.groups[name] + forms.index(folded)]) if folded in forms else None


class BulkMatch(NamedTuple):
    """One name found in one text.

    Attributes:
        document: Number of the text in the batch.
        start, end: Half-open span in the text's own code points, clitics outside.
        ids: Ids of all places with that name.
        edits: 0 for the name itself up to spelling variants, 1 for a misspelling of it.
    """

    document: int
    start: int
    end: int
    ids: tuple[str, ...]
    edits: int


@dataclass(frozen=True, slots=True)
class Matches:
    """Names found in a batch of texts, by text and offset; one row of each array a match.

    Attributes:
        document: Number of the text in the batch.
        start, end: Half-open span in the text's own code points.
        name: Number of the name in the index.
        edits: 0 for the name itself up to spelling variants, 1 for a misspelling of it.
        ids: Ids by number of the name.
    """

    document: Indices
    start: Indices
    end: Indices
    name: Indices
    edits: Indices
    ids: Strings

    def __len__(self) -> int:
        """Number of matches."""
        return len(self.start)

    def __iter__(self) -> Iterator[BulkMatch]:
        """The matches as rows."""
        rows = zip(
            self.document.tolist(),
            self.start.tolist(),
            self.end.tolist(),
            self.name.tolist(),
            self.edits.tolist(),
            strict=True,
        )
        for document, start, end, name, edits in rows:
            yield BulkMatch(document, start, end, self.ids[name], edits)
