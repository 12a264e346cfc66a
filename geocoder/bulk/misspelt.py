"""Tables that lead from a misspelt name to the name: built once, kept in the index.

A name with one misspelt word has all its other words right. They are its *context*: the node of the
trie that the words before reach, and the words behind. A context of few names leads to them at once;
one of many names leads to them through the spellings of the missing word with a letter taken out,
which a misspelt and a correct word have in common.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geocoder.bulk.arrays import Flags, Indices, PairTable, Rows, Words64, mix
from geocoder.bulk.letters import joined, without_each_letter
from geocoder.bulk.names import DOUBTFUL, Names
from geocoder.bulk.words import PACKED, Keys

FEW = 4
"""Names of one context that are compared one by one; more are told apart by their letters."""

MANY = 0xFFFFFFFF
"""Stands in the contexts' table for more names than ``FEW``."""

ON_THE_WAY = MANY - 1
"""Stands there for a context that a name has more words behind: reading on from it may lead somewhere."""

LONGEST_NAME = 6
"""Words of a name beyond which a misspelling is not looked for."""

LEAST_ALONE = 8
"""Letters that a name of one word needs at the least: inflected forms of other words are too near."""

JOINED_LETTERS = 7
"""Letters of two words that may be written as one; shorter ones collide with words."""

SHORTEST_ALONE = min(LEAST_ALONE - 1, JOINED_LETTERS)
"""Letters of a word that may be a misspelt name of one word, or one of two written as one."""

_ROOT = np.uint64(0)

_NOTHING = np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Gate:
    """Letters that a word must have for a misspelling of it to be believed.

    The more names fit one context, the likelier some odd word is one edit from one of them by chance,
    and each further letter divides that chance: so the letters needed rise with the logarithm.

    Attributes:
        alone: Letters of a name of one word, if there were only one such name.
        beside: Letters of a word whose neighbours fit one name.
        for_tenfold: Letters more for each ten times as many names.
    """

    alone: float = 4.2
    beside: float = 1.5
    for_tenfold: float = 1.2

    def needed(self, names: Indices, *, alone: Flags) -> Indices:
        """Letters needed in contexts of so many names, some of which are names of one word."""
        least = np.where(alone, self.alone, self.beside)
        needed = np.ceil(least + self.for_tenfold * np.log10(names)).astype(np.int64)
        return np.maximum(needed, np.where(alone, LEAST_ALONE, 0))


@dataclass(frozen=True, slots=True)
class Misspelt:
    """The tables.

    Attributes:
        contexts: Names by context, or ``MANY``; and ``ON_THE_WAY``.
        spellings: Names by context and spelling of the missing word with a letter taken out.
        ordinary: Words that are never taken for misspelt names.
        gate: What names the tables hold.
    """

    contexts: Rows
    spellings: Rows
    ordinary: PairTable
    gate: Gate


def begin_context(node: Indices) -> Words64:
    """Contexts with nothing behind the misspelt word; node -1 stands for no word before it."""
    before = (node + 1).astype(np.uint64)
    return mix(before, np.full(len(before), _ROOT))


def extend_context(context: Words64, word: Indices) -> Words64:
    """Contexts with one more word behind the misspelt one."""
    return mix(context, (word + 1).astype(np.uint64))


def spelling_hash(context: Words64, keys: Keys) -> Words64:
    """Hashes of a context with a spelling of the missing word."""
    return mix(context, mix(keys.first, keys.second))


def build_misspelt(names: Names, ordinary: PairTable, gate: Gate) -> Misspelt:
    """The tables for all names that pass the gate."""
    single = _gaps(names, span=1)
    size = _group_sizes(single.context)
    alone = begin_context(np.full(1, -1))
    passed = single.lengths >= gate.needed(size, alone=single.context == alone)
    single, size = single.take(passed), size[passed]
    double = _gaps(names, span=2)
    double = double.take(double.lengths >= JOINED_LETTERS)
    context = np.concatenate((single.context, double.context))
    many = _group_sizes(context) > FEW
    many |= context == alone
    crowded = np.unique(context[many])
    on_the_way = np.unique(np.concatenate((single.on_the_way, double.on_the_way)))
    marks = np.repeat([MANY, ON_THE_WAY], [len(crowded), len(on_the_way)])
    contexts = Rows.of(
        np.concatenate((context[~many], crowded, on_the_way)),
        np.concatenate((np.concatenate((single.name, double.name))[~many], marks)).astype(np.uint32),
    )
    single, double = single.take(many[: len(single.name)]), double.take(many[len(single.name) :])
    owner, keys = without_each_letter(single.keys, single.lengths)
    hashes = np.concatenate(
        (spelling_hash(single.context[owner], keys), spelling_hash(double.context, double.keys))
    )
    values = np.concatenate((single.name[owner], double.name)).astype(np.uint32)
    return Misspelt(contexts, Rows.of(hashes, values), ordinary, gate)


def _group_sizes(context: Words64) -> Indices:
    """For each row how many rows have its context."""
    order = np.argsort(context, kind="stable")
    fresh = np.ones(len(context), dtype=np.bool_)
    fresh[1:] = context[order[1:]] != context[order[:-1]]
    size = np.diff(np.append(np.flatnonzero(fresh), len(context)))
    sizes = np.empty(len(context), dtype=np.int64)
    sizes[order] = np.repeat(size, size)
    return sizes


def _eligible(names: Names) -> Flags:
    """Which names can be compared by their keys and are not too long."""
    first = names.first_word[:-1].astype(np.int64)
    counts = np.diff(names.first_word.astype(np.int64))
    doubtful = (names.word_flags[names.name_words] & DOUBTFUL) != 0
    return (counts <= LONGEST_NAME) & ~np.logical_or.reduceat(doubtful, first)


@dataclass(slots=True)
class _Gaps:
    """Names with a word, or two neighbours written as one, taken out: what is left, and what is missing.

    ``on_the_way`` are the contexts of the first words behind, where more follow.
    """

    context: Words64
    name: Indices
    keys: Keys
    lengths: Indices
    on_the_way: Words64

    def take(self, which: Flags) -> _Gaps:
        """Some of them, with all that is on the way."""
        places = np.flatnonzero(which)
        keys = self.keys.take(places)
        return _Gaps(self.context[places], self.name[places], keys, self.lengths[places], self.on_the_way)


def _gaps(names: Names, *, span: int) -> _Gaps:
    name = np.flatnonzero(_eligible(names))
    first = names.first_word[name].astype(np.int64)
    counts = names.first_word[name + 1].astype(np.int64) - first
    node = np.full(len(name), -1, dtype=np.int64)
    parts: list[_Gaps] = []
    on_the_way: list[Words64] = []
    for place in range(LONGEST_NAME - span + 1):
        here = np.flatnonzero(counts >= place + span)
        context = begin_context(node[here])
        for behind in range(place + span, LONGEST_NAME):
            more = np.flatnonzero(counts[here] > behind)
            context[more] = extend_context(context[more], _word(names, first[here[more]] + behind))
            on_the_way.append(context[counts[here] > behind + 1])
        keys, lengths = _missing(names, first[here] + place, span)
        parts.append(_Gaps(context, name[here], keys, lengths, _NOTHING))
        node[here] = _follow(names, node[here], _word(names, first[here] + place))
    lengths = np.concatenate([part.lengths for part in parts])
    gaps = _Gaps(
        np.concatenate([part.context for part in parts]),
        np.concatenate([part.name for part in parts]),
        Keys(
            np.concatenate([part.keys.first for part in parts]),
            np.concatenate([part.keys.second for part in parts]),
        ),
        lengths,
        np.unique(np.concatenate(on_the_way)),
    )
    return gaps.take(lengths <= PACKED)


def _missing(names: Names, places: Indices, span: int) -> tuple[Keys, Indices]:
    """Letters of the words at some places, or of each and its neighbour written as one."""
    word = _word(names, places)
    keys = Keys(names.words.first[word], names.words.second[word])
    lengths = names.word_lengths[word].astype(np.int64)
    if span == 1:
        return keys, lengths
    follower = _word(names, places + 1)
    behind = Keys(names.words.first[follower], names.words.second[follower])
    return joined(keys, lengths, behind), lengths + names.word_lengths[follower]


def _word(names: Names, places: Indices) -> Indices:
    return names.name_words[places].astype(np.int64)


def _follow(names: Names, node: Indices, word: Indices) -> Indices:
    """The node behind a word; words themselves are the nodes of the first step."""
    if not len(node) or node[0] < 0:
        return word
    edge = names.edges.find(node.astype(np.uint64), word.astype(np.uint64))
    return names.edge_nodes[edge].astype(np.int64)
