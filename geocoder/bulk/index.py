"""The index of names, and the search in batches of texts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

import numpy as np
from pyarabic import araby

from geocoder._version import __version__
from geocoder.bulk import container
from geocoder.bulk.alphabet import Alphabet, fingerprint
from geocoder.bulk.arrays import Indices, ragged
from geocoder.bulk.choose import choose, merge
from geocoder.bulk.exact import Hits, read
from geocoder.bulk.files import flatten, restore
from geocoder.bulk.fuzzy import find_misspelt, odd_words
from geocoder.bulk.matches import Doubtful, Matches, Strings
from geocoder.bulk.misspelt import Gate, Misspelt, build_misspelt
from geocoder.bulk.names import DOUBTFUL, Names, build_names, build_ordinary, fit_alphabet
from geocoder.bulk.pieces import Piece, batches, cut_between, first_part
from geocoder.bulk.words import Block, cut
from geocoder.errors import IndexFileError
from geocoder.normalize import fold

_GATE = Gate()

_LAYOUT = 2
"""To be raised when the tables come to mean something else: an index is then built again."""

_NONE = np.zeros(0, dtype=np.int64)


class BulkIndex:
    """Names of places, ready to be found in texts.

    Args:
        alphabet: Codes of the letters.
        names: The names.
        misspelt: The ways to misspelt names.
        ids: Ids by number of the name.
        doubtful: What tells names apart whose keys do not hold all letters.
    """

    __slots__ = ("alphabet", "doubtful", "ids", "misspelt", "names")

    def __init__(
        self, alphabet: Alphabet, names: Names, misspelt: Misspelt, ids: Strings, doubtful: Doubtful
    ) -> None:
        self.alphabet = alphabet
        self.names = names
        self.misspelt = misspelt
        self.ids = ids
        self.doubtful = doubtful

    @classmethod
    def build(
        cls,
        names: Iterable[tuple[str, str]],
        *,
        common_words: Sequence[str] | None = None,
        gate: Gate = _GATE,
    ) -> BulkIndex:
        """Index names.

        Args:
            names: Pairs of a name, in any spelling, and the id of its place. A name may have several
                ids. Names without letters, and names with a word of more than 64, are not found.
            common_words: Words that are never taken for misspelt names; the bundled Arabic and English
                ones by default.
            gate: Letters a word must have for its misspellings to be found.

        Returns:
            The index; the order of the names makes no difference to what it finds.
        """
        pairs = sorted(set(names))
        spelled = [name for name, _ in pairs]
        common = common_words if common_words is not None else bundled_common_words()
        alphabet = fit_alphabet(spelled)
        built, numbers = build_names(spelled, alphabet)
        doubtful, numbers, count = _tell_apart(spelled, numbers, built)
        ids = Strings.of([place for _, place in pairs], numbers, count)
        misspelt = build_misspelt(built, build_ordinary(common, alphabet), gate)
        return cls(alphabet, built, misspelt, ids, doubtful)

    def save(self, path: str | os.PathLike[str], *, sources: str = "") -> None:
        """Write the index to one file; an existing one is replaced at once.

        Args:
            path: The file.
            sources: What to compare when it is opened, such as :func:`geocoder.bulk.container.digest`
                of the gazetteer's files.
        """
        parts = {
            "codes": self.alphabet.codes,
            "names": self.names,
            "misspelt": self.misspelt,
            "ids": self.ids,
            "doubtful": self.doubtful,
        }
        arrays = dict(pair for prefix, part in parts.items() for pair in flatten(part, prefix))
        container.write(path, arrays, maker=_maker(), sources=sources)

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, sources: str | None = None, verify: bool = True
    ) -> BulkIndex:
        """Open a file that :meth:`save` wrote; processes that open it share its memory.

        Args:
            path: The file.
            sources: What it must have been saved with; None accepts any.
            verify: Whether to compare the checksums of all parts, which reads the file once.

        Raises:
            IndexFileError: The file is missing, foreign, damaged, cut short, of another version, or
                made from other sources.
        """
        arrays = container.read(path, maker=_maker(), sources=sources, verify=verify)
        try:
            return cls(
                Alphabet.of(arrays["codes"].view(np.uint8)),
                restore(Names, "names", arrays),
                restore(Misspelt, "misspelt", arrays),
                restore(Strings, "ids", arrays),
                restore(Doubtful, "doubtful", arrays),
            )
        except KeyError as error:
            raise IndexFileError(f"{os.fspath(path)}: has no part {error}; build the index again") from error

    def __len__(self) -> int:
        """Number of distinct folded names."""
        return len(self.ids.groups) - 1

    def find(self, texts: Sequence[str], *, fuzzy: bool = True) -> Matches:
        """Find the names in texts.

        Args:
            texts: A batch of texts: any ``str``, lone surrogates included. Larger batches are faster,
                and give the same matches.
            fuzzy: Whether to find names with one misspelt word as well.

        Returns:
            The matches by text and offset; none overlaps another in its text.
        """
        parts = [columns for pieces in batches(texts) for columns in self._search(pieces, fuzzy=fuzzy)]
        if not parts:
            return Matches(_NONE, _NONE, _NONE, _NONE, _NONE, self.ids)
        return Matches(*_join(parts), self.ids)

    def _search(self, pieces: Sequence[Piece], *, fuzzy: bool) -> Iterator[tuple[Indices, ...]]:
        return self._find(pieces, fuzzy=fuzzy) if len(pieces) > 1 else self._find_long(pieces[0], fuzzy=fuzzy)

    def _find_long(self, piece: Piece, *, fuzzy: bool) -> Iterator[tuple[Indices, ...]]:
        """Search a piece that may be too large to be searched at once, one part after the other."""
        begin = 0
        while (part := first_part(piece, begin)).text and begin + len(part.text) < len(piece.text):
            columns = _join(list(self._find([part], fuzzy=fuzzy)))
            start, end = columns[1] - part.offset, columns[2] - part.offset
            place = cut_between(part.text, (start, end), words=self.names.longest)
            if place is None:
                part = Piece(piece.document, part.offset, piece.text[begin:])
                break
            before = start < place
            yield tuple(column[before] for column in columns)
            begin += place
        yield from self._find([part], fuzzy=fuzzy)

    def _find(self, pieces: Sequence[Piece], *, fuzzy: bool) -> Iterator[tuple[Indices, ...]]:
        """Documents, starts, ends, names and edits of the matches, a block of words at a time."""
        documents = np.array([piece.document for piece in pieces])
        offsets = np.array([piece.offset for piece in pieces])
        for block in cut([piece.text for piece in pieces], self.alphabet):
            reading = read(block, self.names, self.alphabet)
            if len(self.doubtful.numbers):
                reading.hits = self._confirmed(block, reading.hits, pieces)
            hits = choose(reading.hits)
            edits = np.zeros(len(hits.word), dtype=np.int64)
            if fuzzy:
                odd, sound = odd_words(block, reading, hits, self.alphabet, self.misspelt)
                misspelt = find_misspelt(block, reading, self.names, self.misspelt, odd=odd, sound=sound)
                hits, edits = merge(hits, misspelt)
            number, start, end = _spans(block, hits)
            yield documents[number], start + offsets[number], end + offsets[number], hits.name, edits

    def _confirmed(self, block: Block, hits: Hits, pieces: Sequence[Piece]) -> Hits:
        """The hits that are right letter by letter, where the keys do not say so."""
        sure = np.ones(len(hits.word), dtype=np.bool_)
        groups = self.doubtful.forms.groups
        doubtful = np.flatnonzero(groups[hits.name] < groups[hits.name + 1])
        if not len(doubtful):
            return hits
        some = hits.take(doubtful)
        number, start, end = (column.tolist() for column in _spans(block, some))
        for place, hit in enumerate(doubtful.tolist()):
            found = fold(pieces[number[place]].text[start[place] : end[place]])
            if some.assimilated[place]:
                found = araby.ALEF + found
            name = self.doubtful.number(int(some.name[place]), found)
            sure[hit] = name is not None
            hits.name[hit] = -1 if name is None else name
        return hits.take(np.flatnonzero(sure))


def _maker() -> str:
    """What code an index depends on: the library's version, its tables, and how its normalizer folds."""
    return f"version {__version__}, layout {_LAYOUT}, normalizer {fingerprint()}"


@cache
def bundled_common_words() -> tuple[str, ...]:
    """The frequent Arabic and English words that come with the library."""
    text = resources.files("geocoder.bulk").joinpath("common_words.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _tell_apart(spelled: Sequence[str], numbers: Indices, names: Names) -> tuple[Doubtful, Indices, int]:
    """Numbers of their own for names that share their keys with another.

    Returns:
        What tells them apart, the number of each given name, and how many numbers there are.
    """
    owner, _ = ragged(names.first_word[:-1].astype(np.int64), names.first_word[1:].astype(np.int64))
    is_doubtful = np.zeros(len(names) + 1, dtype=np.bool_)
    is_doubtful[owner[(names.word_flags[names.name_words] & DOUBTFUL) != 0]] = True
    given = np.flatnonzero(is_doubtful[numbers]).tolist()
    forms = [(int(numbers[place]), fold(spelled[place])) for place in given]
    distinct = sorted(set(forms))
    number_of: dict[tuple[int, str], int] = {}
    count = len(names)
    for position, form in enumerate(distinct):
        if position and distinct[position - 1][0] == form[0]:
            number_of[form] = count
            count += 1
        else:
            number_of[form] = form[0]
    numbers = numbers.copy()
    numbers[given] = [number_of[form] for form in forms]
    strings = Strings.of(
        [folded for _, folded in distinct],
        np.array([base for base, _ in distinct], dtype=np.int64),
        len(names),
    )
    return (
        Doubtful(strings, np.array([number_of[form] for form in distinct], dtype=np.uint32)),
        numbers,
        count,
    )


def _join(parts: Sequence[tuple[Indices, ...]]) -> tuple[Indices, Indices, Indices, Indices, Indices]:
    """The columns of all parts, in the order of the documents and the text."""
    document, start, end, name, edits = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((start, document))
    return document[order], start[order], end[order], name[order], edits[order]


def _spans(block: Block, hits: Hits) -> tuple[Indices, Indices, Indices]:
    last = hits.word + hits.count - 1
    return block.original(block.starts[hits.word] + hits.cut, block.starts[last] + block.lengths[last])
