"""Find all names in a block of words: table look-ups for words, then steps through the trie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geocoder.bulk.alphabet import CONJUNCTION, LAM, NO_CLITIC, Alphabet
from geocoder.bulk.arrays import Indices, Words64
from geocoder.bulk.names import STARTS, Names
from geocoder.bulk.words import Block, Keys

_SHORTEST_REST = 2
"""Letters that must be left of a word when its clitics are taken off."""

_FIRST_BYTE = np.uint64(0xFF)


@dataclass(slots=True)
class Readings:
    """Ways to read the front of words: as it is, and without its clitics.

    Attributes:
        word: Number of the word in its block.
        cut: Letters taken off.
        assimilated: 1 where the first letter left stands for an alef (``للحي`` is ل and الحي).
        keys: Packed letters of the rest.
    """

    word: Indices
    cut: Indices
    assimilated: Indices
    keys: Keys

    def take(self, which: Indices) -> Readings:
        """Some of the readings."""
        return Readings(self.word[which], self.cut[which], self.assimilated[which], self.keys.take(which))


@dataclass(slots=True)
class Paths:
    """Places in the trie reached by reading words.

    Attributes:
        reading: Number of the reading of the first word.
        node: The node reached.
        depth: Words read.
    """

    reading: Indices
    node: Indices
    depth: int


@dataclass(slots=True)
class Hits:
    """Names found in a block, in no order; several may begin at one word.

    Attributes:
        word: Number of the first word.
        count: Words of the name.
        cut: Letters taken off the first word.
        assimilated: As in :class:`Readings`.
        name: Number of the name.
    """

    word: Indices
    count: Indices
    cut: Indices
    assimilated: Indices
    name: Indices

    @classmethod
    def concatenate(cls, first: Hits, second: Hits) -> Hits:
        """The hits of both."""
        return cls(
            np.concatenate((first.word, second.word)),
            np.concatenate((first.count, second.count)),
            np.concatenate((first.cut, second.cut)),
            np.concatenate((first.assimilated, second.assimilated)),
            np.concatenate((first.name, second.name)),
        )

    def take(self, which: Indices) -> Hits:
        """Some of the hits."""
        return Hits(
            self.word[which],
            self.count[which],
            self.cut[which],
            self.assimilated[which],
            self.name[which],
        )


@dataclass(slots=True)
class Reading:
    """What one pass over a block finds out.

    Attributes:
        word_of: For each word of the block its number among the names' words, or -1.
        readings: All ways to read the front of the words.
        paths: Places in the trie, a depth each, from which names go on.
        hits: The names.
    """

    word_of: Indices
    readings: Readings
    paths: list[Paths]
    hits: Hits


def read(block: Block, names: Names, alphabet: Alphabet) -> Reading:
    """Look every word up, and follow the names that begin."""
    fronts = readings(block, alphabet)
    number = names.words.find(fronts.keys.first, fronts.keys.second)
    word_of = number[: len(block.starts)]
    known = np.flatnonzero(number >= 0)
    begins = known[(names.word_flags[number[known]] & STARTS) != 0]
    paths = [Paths(begins, number[begins], 1)]
    found: list[tuple[Indices, Indices, int]] = []
    while len(paths[-1].reading):
        path = paths[-1]
        name = names.node_names[path.node]
        ended = np.flatnonzero(name >= 0)
        found.append((path.reading[ended], name[ended].astype(np.int64), path.depth))
        going = np.flatnonzero(names.node_continues[path.node])
        paths[-1] = Paths(path.reading[going], path.node[going], path.depth)
        paths.append(_step(paths[-1], fronts.word, block, word_of, names))
    return Reading(word_of, fronts, paths[:-1], _hits(found, fronts))


def readings(block: Block, alphabet: Alphabet) -> Readings:
    """All ways to read the front of the words of a block, the words as they are first."""
    class_of = alphabet.clitic_class
    first_class = class_of[block.codes[block.starts]]
    led = np.flatnonzero((first_class != NO_CLITIC) & (block.lengths > _SHORTEST_REST))
    start, spare = block.starts[led], block.lengths[led] - _SHORTEST_REST - 1
    first = first_class[led]
    second = class_of[block.codes[start + 1]]
    leads = first == CONJUNCTION
    two = led[leads & (second > CONJUNCTION) & (spare > 0)]
    # The article behind ل loses its alef: in للحي the second lam is read as ال, its place as the alef's.
    lam_lam = led[(first == LAM) & (second == LAM) & (spare > 0)]
    third = class_of[block.codes[start + 2]]
    led_lam_lam = led[leads & (second == LAM) & (third == LAM) & (spare > 1)]
    counts = [len(block.starts), len(led), len(two), len(lam_lam), len(led_lam_lam)]
    word = np.concatenate((np.arange(counts[0]), led, two, lam_lam, led_lam_lam))
    cut = np.repeat(np.array([0, 1, 2, 0, 1]), counts)
    hidden = len(lam_lam) + len(led_lam_lam)
    assimilated = np.zeros(len(word), dtype=np.int64)
    assimilated[len(word) - hidden :] = 1
    clipped = slice(counts[0], None)
    rest = block.pack(block.starts[word[clipped]] + cut[clipped], block.lengths[word[clipped]] - cut[clipped])
    alef = rest.first[len(rest.first) - hidden :]
    alef &= ~_FIRST_BYTE
    alef |= np.uint64(alphabet.alef)
    keys = Keys(
        np.concatenate((block.keys.first, rest.first)), np.concatenate((block.keys.second, rest.second))
    )
    # The span of an assimilated reading begins behind the first lam.
    return Readings(word, cut + assimilated, assimilated, keys)


def _step(path: Paths, words: Indices, block: Block, word_of: Indices, names: Names) -> Paths:
    """Follow each path by the next word of the text."""
    following = words[path.reading] + path.depth
    inside = np.flatnonzero(following < len(word_of))
    following = following[inside]
    goes_on = block.joined[following] & (word_of[following] >= 0)
    inside, following = inside[goes_on], following[goes_on]
    step: Words64 = word_of[following].astype(np.uint64)
    edge = names.edges.find(path.node[inside].astype(np.uint64), step)
    there = np.flatnonzero(edge >= 0)
    return Paths(path.reading[inside[there]], names.edge_nodes[edge[there]].astype(np.int64), path.depth + 1)


def _hits(found: list[tuple[Indices, Indices, int]], fronts: Readings) -> Hits:
    none = np.zeros(0, dtype=np.int64)
    reading = np.concatenate([none, *(part[0] for part in found)])
    name = np.concatenate([none, *(part[1] for part in found)])
    count = np.repeat([part[2] for part in found], [len(part[0]) for part in found]).astype(np.int64)
    return Hits(fronts.word[reading], count, fronts.cut[reading], fronts.assimilated[reading], name)
