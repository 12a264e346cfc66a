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
    ON_THE_WAY,
    SHORTEST_ALONE,
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


@dataclass(slots=True)
class _Group:
    """Odd words that all have as many words of a name before and behind them; as in :class:`_Places`."""

    reading: Indices
    odd: Indices
    context: Words64
    before: int
    behind: int

    def take(self, which: Indices) -> _Group:
        """Some of them."""
        return _Group(self.reading[which], self.odd[which], self.context[which], self.before, self.behind)

    def places(self) -> _Places:
        """The same, with numbers of their own."""
        count = len(self.odd)
        before, behind = np.full(count, self.before), np.full(count, self.behind)
        return _Places(self.reading, before, self.odd, behind, self.context)

    def held(self, tables: Misspelt, sound: Flags) -> tuple[tuple[_Places, Indices], _Group]:
        """Those in contexts of names, with a name or ``MANY``; and those on the way to such contexts."""
        owner, name = tables.contexts.find(self.context)
        here = name != ON_THE_WAY
        passing = self.take(owner[~here])
        if self.before + self.behind < _WITNESSES:
            here &= ~sound[self.odd[owner]]
        return (self.take(owner[here]).places(), name[here]), passing


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
    parts = list(_contexts(block, reading, tables, odd=odd, sound=sound))
    places = _Places.concatenate([part for part, _ in parts])
    name = np.concatenate([names_of for _, names_of in parts])
    few, many = np.flatnonzero(name != MANY), np.flatnonzero(name == MANY)
    spelled = places.take(many)
    which, spellings = without_each_letter(*_odd_letters(block, reading, spelled))
    row, spelled_name = tables.spellings.find(spelling_hash(spelled.context[which], spellings))
    candidates = _Places.concatenate([places.take(few), spelled.take(which[row])])
    return _unambiguous(
        _compare(block, reading, candidates, np.concatenate((name[few], spelled_name)), names)
    )


def _contexts(
    block: Block, reading: Reading, tables: Misspelt, *, odd: Flags, sound: Flags
) -> Iterator[tuple[_Places, Indices]]:
    """Odd words in contexts that names leave, each with a name of its context or ``MANY``.

    First those that stand alone, then those that begin a name, then those behind known words.
    """
    fronts = reading.readings
    front = np.flatnonzero(odd[fronts.word])
    word = fronts.word[front]
    group = _Group(front, word, begin_context(np.full(len(front), -1)), 0, 0)
    letters = block.lengths[word] - fronts.cut[front] + fronts.assimilated[front]
    alone = group.take(np.flatnonzero(~sound[word] & (letters >= SHORTEST_ALONE)))
    yield alone.places(), np.full(len(alone.odd), MANY)
    yield from _extend(block, reading, tables, sound, group)
    for path in reading.paths[: LONGEST_NAME - 1]:
        word = fronts.word[path.reading] + path.depth
        inside = np.flatnonzero(word < len(odd))
        inside = inside[odd[word[inside]] & block.joined[word[inside]]]
        context = begin_context(path.node[inside])
        group = _Group(path.reading[inside], word[inside], context, path.depth, 0)
        yield group.held(tables, sound)[0]
        yield from _extend(block, reading, tables, sound, group)


def _extend(
    block: Block, reading: Reading, tables: Misspelt, sound: Flags, group: _Group
) -> Iterator[tuple[_Places, Indices]]:
    """The group with more and more known words behind, as long as names have more."""
    while len(group.odd) and group.before + group.behind + 2 <= LONGEST_NAME:
        follower = group.odd + group.behind + 1
        inside = np.flatnonzero(follower < len(block.starts))
        follower = follower[inside]
        known = np.flatnonzero(block.joined[follower] & (reading.word_of[follower] >= 0))
        group = group.take(inside[known])
        group.behind += 1
        group.context = extend_context(group.context, reading.word_of[follower[known]])
        held, group = group.held(tables, sound)
        yield held


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
