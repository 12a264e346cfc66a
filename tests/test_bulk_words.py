"""How the array-based core cuts and folds texts, against the normalizer that it must agree with."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geocoder.bulk.alphabet import Alphabet
from geocoder.bulk.words import cut
from geocoder.normalize import Folded, normalize

WORD = tuple[int, int, bool, list[int]]

STRANGE = [
    *"ابيلوه قصفaAbsSd1٢.*·…~_- \n\t,;&'’`ʼـَءéΣßæﻻﷺﬁŉ﷼²",
    *("\u200f", "\ufe70", "\ud800", "😀", "\U00020005", "ـ.ـ", "ـ.", "ـ ـ", "ـ..ـ", "'s", "'", "ـ", "\n\n"),
    *("&nbsp;", "&amp;", "&zwnj;", "&am", "nbsp;"),
]
MODIFIERS = str.maketrans("ʻʼʾʿ", "    ")


@st.composite
def strange_texts(draw: st.DrawFn) -> list[str]:
    """Texts of a few characters that fold by their neighbours, so that these do meet."""
    pieces = draw(st.lists(st.sampled_from(STRANGE), min_size=2, max_size=12))
    return draw(st.lists(st.lists(st.sampled_from(pieces), max_size=10).map("".join), min_size=1, max_size=3))


@settings(max_examples=1000, deadline=None)
@given(texts=strange_texts())
def test_words_are_cut_and_folded_as_the_normalizer_does(texts: list[str]):
    alphabet = Alphabet.fitting(set("ابتحيلوهقصفabdsnpmwxyzjlr12"))
    found: list[list[WORD]] = [[] for _ in texts]
    for block in cut(texts, alphabet):
        number, start, end = block.original(block.starts, block.starts + block.lengths)
        for word, owner in enumerate(number.tolist()):
            codes = block.codes[block.starts[word] : block.starts[word] + block.lengths[word]]
            found[owner].append((int(start[word]), int(end[word]), bool(block.joined[word]), codes.tolist()))
    assert found == [words_of(normalize(text), alphabet) for text in texts]


def words_of(folded: Folded, alphabet: Alphabet) -> list[WORD]:
    """Span and letters of each word, and whether only one separator or blanks stand before it."""
    words: list[WORD] = []
    last = -1
    # Apostrophes that are letters to Unicode are punctuation here.
    for found in re.finditer("[^ ]+", folded.words.translate(MODIFIERS)):
        gap = folded.text[last : found.start()] if last >= 0 else "--"
        codes = alphabet.codes_of(np.array([ord(char) for char in found.group()], dtype=np.uint32))
        span = folded.span(found.start(), found.end())
        words.append((*span, len(gap) == 1 or not gap.strip(" "), codes.tolist()))
        last = found.end()
    return words
