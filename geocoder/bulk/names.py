"""The names of a gazetteer as arrays: their words, and a trie over the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geocoder.bulk.alphabet import SHARED, Alphabet
from geocoder.bulk.arrays import Bytes, Flags, Indices, Numbers, PairTable, Words32, Words64, ragged
from geocoder.bulk.words import LONGEST, PACKED, Block, cut
from geocoder.normalize import fold

STARTS = 1
"""Flag of a word that begins a name."""
DOUBTFUL = 2
"""Flag of a word whose key does not hold all its letters."""

_HALF = 32
"""Bits of a node or a word in the key of an edge."""


@dataclass(frozen=True, slots=True)
class Names:
    """Words, trie and word sequences of the distinct folded names.

    Attributes:
        words: The distinct words by their packed letters.
        word_lengths: Letters of each word.
        word_flags: ``STARTS`` and ``DOUBTFUL`` of each word.
        edges: Pairs (node, word) of the trie; a word is the node of the one-word path.
        edge_nodes: The node each edge leads to.
        node_names: The name that ends at each node, or -1.
        node_continues: Whether an edge leaves each node.
        first_word: Where the words of each name begin in ``name_words``, and one more at the end.
        name_words: The words of all names, one name after the other.
    """

    words: PairTable
    word_lengths: Bytes
    word_flags: Bytes
    edges: PairTable
    edge_nodes: Words32
    node_names: Numbers
    node_continues: Flags
    first_word: Words32
    name_words: Words32

    def __len__(self) -> int:
        """Number of names that differ in their keys."""
        return len(self.first_word) - 1

    @property
    def longest(self) -> int:
        """Words of the longest name."""
        return int(np.diff(self.first_word.astype(np.int64)).max(initial=0))


def fit_alphabet(names: Iterable[str]) -> Alphabet:
    """The alphabet of all letters that occur in names."""
    letters: set[str] = set()
    for name in names:
        letters.update(name)
    return Alphabet.fitting(set(fold(" ".join(sorted(letters)))))


def build_names(names: Sequence[str], alphabet: Alphabet) -> tuple[Names, Indices]:
    """Arrays of names in any spelling.

    Args:
        names: The names.
        alphabet: Codes of the letters.

    Returns:
        The arrays, and for each given name its number, -1 for one without letters or with a word
        of more than ``LONGEST`` letters.
    """
    named = _words_of(names, alphabet)
    usable = np.ones(len(names), dtype=np.bool_)
    usable[named.owner[named.lengths > LONGEST]] = False
    named = named.take(np.flatnonzero(usable[named.owner]))
    words, word_of = PairTable.of(named.first, named.second)
    word_lengths = np.zeros(len(words.first), dtype=np.uint8)
    word_lengths[word_of] = named.lengths
    flags = np.zeros(len(words.first), dtype=np.uint8)
    flags[word_of[named.doubtful]] |= DOUBTFUL
    return _Trie(words, word_lengths, flags).grow(named.owner, word_of, len(names))


def build_ordinary(words: Sequence[str], alphabet: Alphabet) -> PairTable:
    """The set of ordinary words, which are never taken for misspelt names."""
    ordinary = _words_of(words, alphabet)
    return PairTable.of(ordinary.first, ordinary.second)[0]


class _Words(NamedTuple):
    """The words of some texts: whose, their key, their letters, and whether the key tells them all."""

    owner: Indices
    first: Words64
    second: Words64
    lengths: Indices
    doubtful: Flags

    @classmethod
    def concatenate(cls, parts: Sequence[_Words]) -> _Words:
        """The words of all parts, one part after the other."""
        return cls(
            np.concatenate([part.owner for part in parts]),
            np.concatenate([part.first for part in parts]),
            np.concatenate([part.second for part in parts]),
            np.concatenate([part.lengths for part in parts]),
            np.concatenate([part.doubtful for part in parts]),
        )

    def take(self, which: Indices) -> _Words:
        """Some of the words."""
        return _Words(
            self.owner[which],
            self.first[which],
            self.second[which],
            self.lengths[which],
            self.doubtful[which],
        )


def _words_of(texts: Sequence[str], alphabet: Alphabet) -> _Words:
    """The words of texts in the order of the texts."""
    blocks = cut(texts, alphabet)
    words = _Words.concatenate([_block_words(block) for block in blocks])
    return words.take(np.argsort(words.owner, kind="stable"))


def _block_words(block: Block) -> _Words:
    owner, _, _ = block.original(block.starts, block.starts + block.lengths)
    doubtful = block.lengths > PACKED
    shared = np.flatnonzero(block.codes == SHARED)
    doubtful[np.searchsorted(block.starts, shared, side="right") - 1] = True
    return _Words(owner, block.keys.first, block.keys.second, block.lengths, doubtful)


class _Trie(NamedTuple):
    """What the trie is grown over."""

    words: PairTable
    word_lengths: Bytes
    flags: Bytes

    def grow(self, owner: Indices, sequences: Indices, count: int) -> tuple[Names, Indices]:
        """The arrays of names whose words stand in ``sequences``, and the number of each name."""
        lengths = np.bincount(owner, minlength=count)
        begin = np.cumsum(lengths) - lengths
        used = np.flatnonzero(lengths)
        node = np.full(count, -1, dtype=np.int64)
        node[used] = sequences[begin[used]]
        self.flags[node[used]] |= STARTS
        steps = [np.zeros(0, dtype=np.int64)]
        nodes = len(self.words.first)
        for depth in range(1, int(lengths.max(initial=0))):
            longer = np.flatnonzero(lengths > depth)
            step, place = np.unique(
                node[longer] << _HALF | sequences[begin[longer] + depth], return_inverse=True
            )
            steps.append(step)
            node[longer] = nodes + place
            nodes += len(step)
        parent, word = np.divmod(np.concatenate(steps), 1 << _HALF)
        edges, number = PairTable.of(parent.astype(np.uint64), word.astype(np.uint64))
        edge_nodes = np.empty(len(number), dtype=np.uint32)
        edge_nodes[number] = np.arange(len(self.words.first), nodes)
        continues = np.zeros(nodes, dtype=np.bool_)
        continues[parent] = True
        ends, chosen, name_of = np.unique(node[used], return_index=True, return_inverse=True)
        node_names = np.full(nodes, -1, dtype=np.int32)
        node_names[ends] = np.arange(len(ends))
        numbers = np.full(count, -1, dtype=np.int64)
        numbers[used] = name_of
        chosen = used[chosen]
        _, places = ragged(begin[chosen], begin[chosen] + lengths[chosen])
        first_word = np.zeros(len(ends) + 1, dtype=np.uint32)
        np.cumsum(lengths[chosen], out=first_word[1:], dtype=np.uint32)
        names = Names(
            words=self.words,
            word_lengths=self.word_lengths,
            word_flags=self.flags,
            edges=edges,
            edge_nodes=edge_nodes,
            node_names=node_names,
            node_continues=continues,
            first_word=first_word,
            name_words=sequences[places].astype(np.uint32),
        )
        return names, numbers
