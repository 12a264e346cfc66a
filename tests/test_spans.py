"""Where words stand in a text: the same whether they are looked for one by one or all at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geocoder.spans import occurrences

words = st.text(alphabet="اب", min_size=1, max_size=3)


@given(text=st.lists(words, max_size=20), wanted=st.lists(words, unique=True, max_size=12))
def test_every_occurrence_is_found_in_order(text: list[str], wanted: list[str]):
    joined = "".join(f"{word} " for word in text)
    starts = [sum(len(word) + 1 for word in text[:place]) for place in range(len(text))]
    assert [(word, list(found)) for word, found in occurrences(joined, wanted)] == [
        (word, [start for start, other in zip(starts, text, strict=True) if other == word]) for word in wanted
    ]
