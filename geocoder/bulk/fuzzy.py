"""Find names with one misspelt word: the odd words of a text, in the contexts that names leave for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geocoder.bulk.arrays import Flags, Indices, Words64
from geocoder.bulk.exact import Hits, Reading
from geocoder.bulk.letters import joined, one_edit_apart, without_each_letter
from geocoder.bulk.misspelt import (
    LONGEST_NAME,
    MANY,
    Misspelt,
    begin_context,
    extend_context,
    spelling_hash,
)
from geocoder.bulk.names import Names
from geocoder.bulk.words import PACKED, Block, Keys

SHORTEST = 3
"""Letters of a word that may be taken for another word misspelt."""


@dataclass(slots=True)
class _Places:
    """Odd words in a context.

    Attributes:
        reading: Reading of the name's first word; of the odd word itself where nothing stands before.
        before: Words of the name before the odd word.
        odd: The odd word.
        behind: Words of the name behind it.
        context: Hash of the words before and behind.
    """

    reading: Indices
    before: Indices
    odd: Indices
    behind: Indices
    context: Words64

    def take(self, which: Indices) -> _Places:
        """Some of the places."""
        return _Places(
            self.reading[which],
            self.before[which],
            self.odd[which],
            self.behind[which],
            self.context[which],
        )


def find_misspelt(block: Block, reading: Reading, odd: Flags, names: Names, tables: Misspelt) -> Hits:
    """Names of which one word is one edit away from an odd word of the text.

    Args:
        block: The words.
        reading: What is known of them.
        odd: Whether each word may be a misspelt one.
        names: The names.
        tables: The ways to misspelt names.

    Returns:
        The names; a place where two names are equally near has none.
    """
    candidates = _candidates(block, reading, odd, tables)
    found = [_compare(block, reading, places, name, names) for places, name in candidates]
    return _unambiguous(found)


def _candidates(
    block: Block, reading: Reading, odd: Flags, tables: Misspelt
) -> Iterator[tuple[_Places, Indices]]:
    """Places and the names that may be meant there."""
    for places in _contexts(block, reading, odd):
        alone = (places.before == 0) & (places.behind == 0)
        yield from _spelled(block, reading, places.take(np.flatnonzero(alone)), tables)
        rest = places.take(np.flatnonzero(~alone))
        owner, name = tables.contexts.find(rest.context)
        few = np.flatnonzero(name != MANY)
        yield rest.take(owner[few]), name[few]
        yield from _spelled(block, reading, rest.take(owner[name == MANY]), tables)


def _spelled(
    block: Block, reading: Reading, places: _Places, tables: Misspelt
) -> Iterator[tuple[_Places, Indices]]:
    keys, lengths = _odd_letters(block, reading, places)
    owner, spellings = without_each_letter(keys, lengths)
    which, name = tables.spellings.find(spelling_hash(places.context[owner], spellings))
    yield places.take(owner[which]), name


def _contexts(block: Block, reading: Reading, odd: Flags) -> Iterator[_Places]:
    """Odd words that begin a name, then those that stand behind known words."""
    fronts = reading.readings
    front = np.flatnonzero(odd[fronts.word])
    word = fronts.word[front]
    yield from _extend(block, reading, _places(front, 0, word, np.full(len(front), -1)))
    for path in reading.paths[: LONGEST_NAME - 1]:
        word = fronts.word[path.reading] + path.depth
        inside = np.flatnonzero(word < len(odd))
        inside = inside[odd[word[inside]] & block.joined[word[inside]]]
        yield from _extend(
            block, reading, _places(path.reading[inside], path.depth, word[inside], path.node[inside])
        )


def _places(reading: Indices, before: int, odd: Indices, node: Indices) -> _Places:
    count = len(reading)
    return _Places(
        reading, np.full(count, before), odd, np.zeros(count, dtype=np.int64), begin_context(node)
    )


def _extend(block: Block, reading: Reading, places: _Places) -> Iterator[_Places]:
    """The places, and the same with more and more known words behind."""
    while len(places.odd):
        yield places
        follower = places.odd + places.behind + 1
        inside = np.flatnonzero((follower < len(block.starts)) & (places.before + places.behind + 2 <= LONGEST_NAME))
        follower = follower[inside]
        known = block.joined[follower] & (reading.word_of[follower] >= 0)
        places = places.take(inside[known])
        places.behind = places.behind + 1
        places.context = extend_context(places.context, reading.word_of[follower[known]])


def _odd_letters(block: Block, reading: Reading, places: _Places) -> tuple[Keys, Indices]:
    """Packed letters of the odd words, without the clitics where they begin the name."""
    fronts = reading.readings
    begins = places.before == 0
    source = np.where(begins, places.reading, places.odd)
    cut = np.where(begins, fronts.cut[source] - fronts.assimilated[source], 0)
    return fronts.keys.take(source), block.lengths[places.odd] - cut


def _compare(block: Block, reading: Reading, places: _Places, name: Indices, names: Names) -> Hits:
    """The hits among places and names: one word is one edit away, or two words are written as one."""
    first = names.first_word[name].astype(np.int64)
    surplus = names.first_word[name + 1].astype(np.int64) - first - places.before - places.behind - 1
    keys, lengths = _odd_letters(block, reading, places)
    word = names.name_words[first + places.before].astype(np.int64)
    theirs = Keys(names.words.first[word], names.words.second[word])
    their_lengths = names.word_lengths[word].astype(np.int64)
    right = (surplus == 0) & one_edit_apart(keys, lengths, theirs, their_lengths)
    pairs = np.flatnonzero(surplus == 1)
    if len(pairs):
        follower = names.name_words[first[pairs] + places.before[pairs] + 1].astype(np.int64)
        behind = Keys(names.words.first[follower], names.words.second[follower])
        whole = joined(theirs.take(pairs), their_lengths[pairs], behind)
        ours = keys.take(pairs)
        right[pairs] = (whole.first == ours.first) & (whole.second == ours.second)
        right[pairs] &= lengths[pairs] == their_lengths[pairs] + names.word_lengths[follower]
    kept = np.flatnonzero(right)
    fronts = reading.readings
    front = places.reading[kept]
    return Hits(
        fronts.word[front],
        (places.before + places.behind + 1)[kept],
        fronts.cut[front],
        fronts.assimilated[front],
        name[kept],
    )


def _unambiguous(found: list[Hits]) -> Hits:
    """The hits of words for which one name only was found."""
    none = np.zeros(0, dtype=np.int64)
    columns = [
        np.concatenate([none, *(getattr(hits, column) for hits in found)])
        for column in ("word", "count", "cut", "assimilated", "name")
    ]
    hits = Hits(*columns)
    hits = hits.take(np.lexsort((hits.cut, hits.name, hits.count, hits.word)))
    same_place = (hits.word[1:] == hits.word[:-1]) & (hits.count[1:] == hits.count[:-1])
    rival = same_place & (hits.name[1:] != hits.name[:-1])
    begins = np.flatnonzero(np.append(True, ~same_place)[: len(hits.word)])
    contested = np.zeros(len(hits.word), dtype=np.int64)
    contested[1:] = rival
    if not len(begins):
        return hits
    return hits.take(begins[np.add.reduceat(contested, begins) == 0])
