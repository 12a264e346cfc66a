"""The array-based core against the small matcher: what one finds exactly, the other finds too.

The small matcher reads more (names without their article, written as one word, behind other nouns), so
that its items are more than the core's matches; none of the core's may be missing among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from geocoder import Gazetteer
from geocoder.bulk import BulkIndex
from geocoder.index import Index, build_index
from geocoder.match import find_items
from geocoder.normalize import normalize
from geocoder.word_classes import load_lexicon

CASES = Path(__file__).parent / "cases"
DECORATED = (
    "وصلوا لدَيْرِ الزُّورِ وللمياديـن، ثم #البوكمال_ \u200fوبحيّ الجورة\u200f فالحويقة.\n"
    "من البصيرة إلى الشحيل - ذيبان / هجين (الباغوز)؛ al-Mayadin's market, Deir  ez-Zor "
    "😀 ﺍﻟﺒﺼﻴﺮﺓ ديـ.ـر الزور"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def engine(gazetteer: Gazetteer) -> Index:
    return build_index(tuple(gazetteer), load_lexicon())


@pytest.fixture(scope="module")
def core(gazetteer: Gazetteer) -> BulkIndex:
    names = ((name.toponym, str(place.id)) for place in gazetteer for name in place.names)
    return BulkIndex.build(names, common_words=[])


def case_texts() -> Iterable[str]:
    for file in sorted(CASES.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


def items_of(engine: Index, text: str) -> set[tuple[int, int, str]]:
    folded = normalize(text)
    return {
        (*folded.span(start, item.end), str(engine.places[name.place].id))
        for item in find_items(folded, engine)
        for name in item.entry.names
        # The article, which the small matcher leaves out of its patterns, is in the span or is not.
        for start in {item.start, item.core}
    }


@pytest.mark.parametrize("text", [DECORATED, *sorted(set(case_texts()))])
def test_every_exact_match_is_an_item_of_the_small_matcher(core: BulkIndex, engine: Index, text: str):
    items = items_of(engine, text)
    for match in core.find([text], fuzzy=False):
        found = {(match.start, match.end, place) for place in match.ids}
        assert found <= items, text[match.start : match.end]


def test_names_in_all_their_guises_are_found_by_both(core: BulkIndex, engine: Index):
    matches = core.find([DECORATED], fuzzy=False)
    assert len(matches) >= 10
    assert all((match.start, match.end, match.ids[0]) in items_of(engine, DECORATED) for match in matches)
