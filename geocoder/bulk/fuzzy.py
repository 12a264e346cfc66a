"""Find names with one misspelt word: the odd words of a text, in the contexts that names leave for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geocoder.bulk.alphabet import Alphabet
from geocoder.bulk.arrays import Flags, Indices, Words64, ragged
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

_SHORTEST = 2
"""Letters of a word that may be taken for another word misspelt."""

_WITNESSES = 2
"""Words of a name that must be right for another to be misspelt into a name or an ordinary word."""


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

    @classmethod
    def concatenate(cls, parts: list[_Places]) -> _Places:
        """The places of all parts, one part after the other."""
        return cls(
            np.concatenate([part.reading for part in parts]),
            np.concatenate([part.before for part in parts]),
            np.concatenate([part.odd for part in parts]),
            np.concatenate([part.behind for part in parts]),
            np.concatenate([part.context for part in parts]),
        )

    def take(self, which: Indices) -> _Places:
        """Some of the places."""
        return _Places(
            self.reading[which],
            self.before[which],
            self.odd[which],
            self.behind[which],
            self.context[which],
        )


def find_misspelt(
    block: Block, reading: Reading, names: Names, tables: Misspelt, *, odd: Flags, sound: Flags
) -> Hits:
    """Names of which one word is one edit away from an odd word of the text.

    Args:
        block: The words.
        reading: What is known of them.
        names: The names.
        tables: The ways to misspelt names.
        odd: Whether each word may be a misspelt one.
        sound: Whether each word is right by itself; then two of its neighbours must speak against it.

    Returns:
        The names; a place where two names are equally near has none.
    """
    places = _Places.concatenate(list(_contexts(block, reading, odd)))
    places = places.take(np.flatnonzero(~sound[places.odd] | (places.before + places.behind >= _WITNESSES)))
    alone = (places.before == 0) & (places.behind == 0)
    surrounded = np.flatnonzero(~alone)
    owner, name = tables.contexts.find(places.context[surrounded])
    owner = surrounded[owner]
    many = name == MANY
    spelled = places.take(np.concatenate((np.flatnonzero(alone), owner[many])))
    keys, lengths = _odd_letters(block, reading, spelled)
    which, spellings = without_each_letter(keys, lengths)
    row, spelled_name = tables.spellings.find(spelling_hash(spelled.context[which], spellings))
    candidates = _Places.concatenate([places.take(owner[~many]), spelled.take(which[row])])
    return _unambiguous(
        _compare(block, reading, candidates, np.concatenate((name[~many], spelled_name)), names)
    )


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
    return _Places(reading, np.full(count, before), odd, np.zeros(count, dtype=np.int64), begin_context(node))


def _extend(block: Block, reading: Reading, places: _Places) -> Iterator[_Places]:
    """The places, and the same with more and more known words behind."""
    yield places
    while len(places.odd):
        follower = places.odd + places.behind + 1
        inside = np.flatnonzero(
            (follower < len(block.starts)) & (places.before + places.behind + 2 <= LONGEST_NAME)
        )
        follower = follower[inside]
        known = block.joined[follower] & (reading.word_of[follower] >= 0)
        places = places.take(inside[known])
        places.behind = places.behind + 1
        places.context = extend_context(places.context, reading.word_of[follower[known]])
        yield places


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


def _unambiguous(hits: Hits) -> Hits:
    """The hits of words for which one name only was found."""
    if not len(hits.word):
        return hits
    hits = hits.take(np.lexsort((hits.cut, hits.name, hits.count, hits.word)))
    same_place = (hits.word[1:] == hits.word[:-1]) & (hits.count[1:] == hits.count[:-1])
    begins = np.flatnonzero(np.append(True, ~same_place))
    rivals = np.append(False, same_place & (hits.name[1:] != hits.name[:-1]))
    return hits.take(begins[~np.logical_or.reduceat(rivals, begins)])


def odd_words(
    block: Block, reading: Reading, hits: Hits, alphabet: Alphabet, tables: Misspelt
) -> tuple[Flags, Flags]:
    """Words that may be misspelt, and which of them are sound by themselves.

    A word may be misspelt when it is no part of a name of several words, no number, and neither too
    short nor too long. It is sound when it is a name of one word, or an ordinary word in some reading.
    """
    odd = (block.lengths >= _SHORTEST) & (block.lengths <= PACKED)
    odd &= ~alphabet.is_digit[block.codes[block.starts]]
    odd &= ~alphabet.is_digit[block.codes[block.starts + block.lengths - 1]]
    single = hits.count == 1
    longer = hits.take(np.flatnonzero(~single))
    odd[ragged(longer.word, longer.word + longer.count)[1]] = False
    sound = np.zeros(len(odd), dtype=np.bool_)
    fronts = reading.readings
    sound[fronts.word[tables.ordinary.find(fronts.keys.first, fronts.keys.second) >= 0]] = True
    sound[hits.word[single]] = True
    return odd, sound
