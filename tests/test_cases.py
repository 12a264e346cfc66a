"""The cases: short texts with the places that must be found in them, kept as data in ``cases/``.

A case names surfaces and place ids (null for a mention without a place), never offsets.
``relations``, where given, lists surface and relation. ``wild`` holds ways of naming met in real
pages, ``negative`` what looks like a place and is none, ``synthetic`` what was made up to test an edge.
``known_failures`` must fail: a case that passes there is moved to its own file.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from geocoder import Geocoder

CASES = Path(__file__).parent / "cases"
FILES = ("wild", "negative", "synthetic", "known_failures")

BESIDE_THE_CITY = "في مدينة دير الزور."
"""A sentence that supports weak names near the city."""


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def parameters() -> list[object]:
    strict = [pytest.mark.xfail(reason="known failure", strict=True)]
    return [
        pytest.param(case, id=f"{name}: {case['label']}", marks=strict if name == "known_failures" else [])
        for name in FILES
        for case in read(name)
    ]


@pytest.mark.parametrize("case", parameters())
def test_case(geo: Geocoder, case: dict[str, Any]) -> None:
    document = geo.geoparse(case["text"])
    found = [[each.surface, each.place.id if each.place else None] for each in document.mentions]
    assert found == case["expect"]
    if "relations" in case:
        assert [[each.surface, each.relation] for each in document.relations] == case["relations"]


@pytest.mark.parametrize("case", read("negative"), ids=lambda case: case["label"])
def test_negative_case_holds_in_a_text_about_the_city(geo: Geocoder, case: dict[str, Any]) -> None:
    document = geo.geoparse(f"{BESIDE_THE_CITY}\n{case['text']}")
    found = [[each.surface, each.place.id if each.place else None] for each in document.mentions]
    assert found == [["مدينة دير الزور", "deir_ez_zor_city"], *case["expect"]]


@pytest.mark.parametrize("name", FILES)
def test_file_is_well_formed(name: str, geo: Geocoder) -> None:
    for case in read(name):
        assert (
            {"label", "origin", "text", "expect"}
            <= case.keys()
            <= {
                "label",
                "origin",
                "text",
                "expect",
                "relations",
                "comment",
            }
        )
        position = 0
        for surface, place_id in case["expect"]:
            position = case["text"].index(surface, position) + len(surface)
            base = place_id and place_id.split("_countryside")[0].split("_steppe")[0]
            assert place_id is None or place_id in geo.gazetteer or base in geo.gazetteer


def test_labels_are_distinct() -> None:
    labels = [case["label"] for name in FILES for case in read(name)]
    assert len(labels) == len(set(labels))


def test_texts_are_distinct() -> None:
    texts = [case["text"] for name in FILES for case in read(name)]
    assert len(texts) == len(set(texts))
