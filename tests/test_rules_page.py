"""docs/rules.md is what its generator writes, and leaves nothing out."""

import runpy
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parent.parent / "docs"

if not DOCS.is_dir():
    pytest.skip("the documentation is not beside the tests", allow_module_level=True)

GENERATOR: dict[str, Any] = runpy.run_path(str(DOCS / "rules_page.py"))
PAGE = GENERATOR["page"]()
TABLES = {name for lang in GENERATOR["LANGUAGES"] for name, _ in GENERATOR["tables"](lang)}


def test_page_is_fresh() -> None:
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == PAGE, "run `make pages`"


def test_rules_that_the_generator_names_exist() -> None:
    assert GENERATOR["WORDS"].keys() <= GENERATOR["read"]("rules").keys()


def test_every_table_of_words_belongs_to_a_rule_or_to_matching() -> None:
    named = {table for found in GENERATOR["WORDS"].values() for table in found} | {*GENERATOR["WITHOUT_RULE"]}
    families = {table.split(".")[0] for table in TABLES}
    assert named <= TABLES | families
    assert not {table for table in TABLES if table not in named and table.split(".")[0] not in named}


@pytest.mark.parametrize("lang", GENERATOR["LANGUAGES"])
def test_every_word_class_has_an_example(lang: str) -> None:
    assert not [name for name, row in GENERATOR["tables"](lang) if not row.get("example")]
