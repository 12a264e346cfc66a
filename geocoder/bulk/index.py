"""The index of names, and the search in batches of texts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

import numpy as np
from pyarabic import araby

from geocoder.bulk import container
from geocoder.bulk.alphabet import Alphabet
from geocoder.bulk.arrays import Flags, Indices, ragged
from geocoder.bulk.choose import choose
from geocoder.bulk.exact import Hits, Reading, read
from geocoder.bulk.files import flatten, restore
from geocoder.bulk.fuzzy import SHORTEST, find_misspelt
from geocoder.bulk.matches import Doubtful, Matches, Strings
from geocoder.bulk.misspelt import Gate, Misspelt, build_misspelt
from geocoder.bulk.names import DOUBTFUL, Names, build_names, fit_alphabet
from geocoder.bulk.words import PACKED, Block, cut
from geocoder.errors import IndexFileError
from geocoder.normalize import fold

_BATCH = 1 << 17
"""Characters that are worked on at once: the arrays then stay in the processor's cache."""

_GATE = Gate()

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
        built, numbers = build_names(spelled, common, alphabet)
        doubtful, numbers, count = _tell_apart(spelled, numbers, built)
        ids = Strings.of([place for _, place in pairs], numbers, count)
        misspelt = build_misspelt(built, gate)
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
        container.write(path, arrays, sources=sources)

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
        arrays = container.read(path, sources=sources, verify=verify)
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
        parts = [
            self._find(block, texts, fuzzy=fuzzy)
            for batch in _batches(texts)
            for block in cut([texts[number] for number in batch], np.array(batch), self.alphabet)
        ]
        if not parts:
            return Matches(_NONE, _NONE, _NONE, _NONE, _NONE, self.ids)
        document, start, end, name, edits = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.lexsort((start, document))
        return Matches(document[order], start[order], end[order], name[order], edits[order], self.ids)

    def _find(self, block: Block, texts: Sequence[str], *, fuzzy: bool) -> tuple[Indices, ...]:
        reading = read(block, self.names, self.alphabet)
        if len(self.doubtful.numbers):
            reading.hits = self._confirmed(block, reading.hits, texts)
        hits = choose(reading.hits)
        edits = np.zeros(len(hits.word), dtype=np.int64)
        if fuzzy:
            odd, named = _odd_words(block, reading, hits, self.alphabet)
            misspelt = find_misspelt(block, reading, self.names, self.misspelt, odd=odd, named=named)
            hits, edits = _merge(hits, misspelt)
        document, start, end = _spans(block, hits)
        return document, start, end, hits.name, edits

    def _confirmed(self, block: Block, hits: Hits, texts: Sequence[str]) -> Hits:
        """The hits that are right letter by letter, where the keys do not say so."""
        sure = np.ones(len(hits.word), dtype=np.bool_)
        groups = self.doubtful.forms.groups
        doubtful = np.flatnonzero(groups[hits.name] < groups[hits.name + 1])
        if not len(doubtful):
            return hits
        some = hits.take(doubtful)
        document, start, end = (column.tolist() for column in _spans(block, some))
        for place, hit in enumerate(doubtful.tolist()):
            found = fold(texts[document[place]][start[place] : end[place]])
            if some.assimilated[place]:
                found = araby.ALEF + found
            number = self.doubtful.number(int(some.name[place]), found)
            sure[hit] = number is not None
            hits.name[hit] = -1 if number is None else number
        return hits.take(np.flatnonzero(sure))


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


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for number, text in enumerate(texts):
        if batch and size + len(text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(number)
        size += len(text)
    if batch:
        yield batch


def _spans(block: Block, hits: Hits) -> tuple[Indices, Indices, Indices]:
    last = hits.word + hits.count - 1
    return block.original(block.starts[hits.word] + hits.cut, block.starts[last] + block.lengths[last])


def _odd_words(block: Block, reading: Reading, hits: Hits, alphabet: Alphabet) -> tuple[Flags, Flags]:
    """Words that may be misspelt, and which of them are names of one word all the same.

    No part of a longer name, no ordinary word, no number, neither too short nor too long.
    """
    odd = (block.lengths >= SHORTEST) & (block.lengths <= PACKED)
    odd[reading.common] = False
    odd &= ~alphabet.is_digit[block.codes[block.starts]]
    odd &= ~alphabet.is_digit[block.codes[block.starts + block.lengths - 1]]
    single = hits.count == 1
    named = np.zeros(len(odd), dtype=np.bool_)
    named[hits.word[single]] = True
    longer = hits.take(np.flatnonzero(~single))
    odd[ragged(longer.word, longer.word + longer.count)[1]] = False
    return odd, named


def _merge(exact: Hits, misspelt: Hits) -> tuple[Hits, Indices]:
    """Exact and misspelt names together; a misspelt one may hold exact ones, but not cut into them."""
    if not len(misspelt.word):
        return exact, np.zeros(len(exact.word), dtype=np.int64)
    low, high, whole = _held(exact, misspelt)
    chosen = choose(misspelt.take(np.flatnonzero(whole)))
    low, high, _ = _held(exact, chosen)
    kept = np.ones(len(exact.word), dtype=np.bool_)
    kept[ragged(low, high)[1]] = False
    hits = Hits.concatenate(exact.take(np.flatnonzero(kept)), chosen)
    edits = np.repeat([0, 1], [len(hits.word) - len(chosen.word), len(chosen.word)])
    order = np.argsort(hits.word, kind="stable")
    return hits.take(order), edits[order]


def _held(exact: Hits, misspelt: Hits) -> tuple[Indices, Indices, Flags]:
    """The exact hits that each misspelt one touches, and whether it holds them whole."""
    end = exact.word + exact.count
    low = np.searchsorted(end, misspelt.word, side="right")
    high = np.searchsorted(exact.word, misspelt.word + misspelt.count, side="left")
    if not len(exact.word):
        return low, high, np.ones(len(low), dtype=np.bool_)
    first = exact.word.take(low, mode="clip")
    last = end.take(high - 1, mode="clip")
    held = (first >= misspelt.word) & (last <= misspelt.word + misspelt.count)
    return low, high, held | (low == high)
