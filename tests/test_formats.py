"""Formats: golden files, and what each format promises."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoder import InputError, to_geojson, to_jsonl
from geocoder.document import Answer, Document
from geocoder.formats import FORMATS, View, render
from geocoder.formats.csv_rows import neutralise
from geocoder.formats.dump import dump
from geocoder.formats.screen import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, clean, isolate
from geocoder.model import Location, Place

Golden = Callable[[str, str], None]


def text_of(results: list[Document] | list[Answer], name: str, **view: object) -> str:
    shown = View(**view)  # type: ignore[arg-type]
    return "".join(render(type(results[0]), name, results, view=shown))


@pytest.fixture
def answer(joura: Place) -> Answer:
    west = Location("5 كم غرب الجورة", None, 35.3457, 40.0651, 1200, 0.8, relation="distance")
    near = Location("حي الجورة", joura, 35.34575, 40.12019, 700, 0.9, kind="neighbourhood", distance_m=1830.4)
    return Answer("الجورة", (near, west))


@pytest.mark.parametrize("name", FORMATS)
def test_document_golden(document: Document, golden: Golden, name: str) -> None:
    golden(f"document.{name}", text_of([document], name))


@pytest.mark.parametrize("name", FORMATS)
def test_answer_golden(answer: Answer, golden: Golden, name: str) -> None:
    golden(f"answer.{name}", text_of([answer], name))


def test_explanation_golden(document: Document, golden: Golden) -> None:
    golden("document.explained", text_of([document], "table", explain=True))


def test_footprints_golden(document: Document, golden: Golden) -> None:
    golden("document.footprints.geojson", text_of([document], "geojson", footprints=True))


def test_narrow_screen_golden(document: Document, golden: Golden) -> None:
    golden("document.narrow", text_of([document], "table", width=70))


def test_unknown_format_is_refused(document: Document) -> None:
    with pytest.raises(InputError, match="no format 'xml'; take one of table"):
        text_of([document], "xml")


def test_unknown_result_is_refused() -> None:
    with pytest.raises(InputError, match="a str cannot be written as csv"):
        list(render(str, "csv", ["text"]))


@pytest.mark.parametrize("name", FORMATS)
def test_no_document_is_an_empty_output(name: str) -> None:
    text = "".join(render(Document, name, []))
    assert text.count("\n") == {"table": 0, "jsonl": 0, "geojson": 2, "csv": 1}[name]


@pytest.mark.parametrize("name", ["table", "jsonl", "csv"])
def test_output_streams_document_by_document(document: Document, name: str) -> None:
    def endless() -> object:
        while True:
            yield document

    pieces = render(Document, name, endless())  # type: ignore[arg-type]
    assert "حي الجورة" in "".join(next(pieces) for _ in range(4))


def test_jsonl_has_a_line_for_each_document(document: Document) -> None:
    lines = text_of([document, document], "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(dump(document.to_dict()))] * 2


def test_to_jsonl_is_what_the_command_writes(document: Document) -> None:
    assert "".join(to_jsonl([document])) == text_of([document], "jsonl")


def test_geojson_is_one_collection_over_all_documents(document: Document) -> None:
    collection = json.loads(text_of([document, replace(document, doc_id="b")], "geojson"))
    assert [each["properties"]["doc_id"] for each in collection["features"]] == ["report.txt"] * 5 + ["b"] * 5
    assert collection == json.loads(dump(to_geojson([document, replace(document, doc_id="b")])))


def test_csv_has_a_row_for_each_mention(document: Document) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of([document], "csv"))))
    assert [row["surface"] for row in rows] == [each.surface for each in document.mentions]
    assert rows[1]["enclosing_id"] == "deir_ez_zor_city"
    assert rows[0]["parents"] == "deir_ez_zor_city|governorate_deir_ez_zor"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_disarms_formulas(document: Document, cell: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of([replace(document, doc_id=cell)], "csv"), newline="")))
    assert rows[0]["doc_id"] == "'" + cell


def test_csv_leaves_formulas_when_asked(document: Document) -> None:
    text = text_of([replace(document, doc_id="=1+1")], "csv", raw=True)
    assert text.splitlines()[1].startswith("=1+1,")


def test_csv_leaves_negative_numbers_alone(document: Document) -> None:
    south = replace(document.mentions[0], latitude=-12.5)
    rows = list(csv.DictReader(io.StringIO(text_of([replace(document, mentions=(south,))], "csv"))))
    assert rows[0]["lat"] == "-12.5"


@given(st.text())
def test_neutralised_text_never_starts_a_formula(text: str) -> None:
    assert not neutralise(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert neutralise(text).endswith(text)


def test_table_columns_line_up_with_arabic_names(document: Document) -> None:
    rows = [line for line in text_of([document], "table").splitlines() if "35.3" in line and "." in line]
    visible = [
        line.replace(FIRST_STRONG_ISOLATE, "").replace(POP_DIRECTIONAL_ISOLATE, "") for line in rows[:2]
    ]
    columns = [line.index("35.3", line.index("–") if "–" in line[:50] else 20) for line in visible]
    assert columns[0] == columns[1]


def test_every_arabic_cell_is_isolated_line_by_line(document: Document) -> None:
    for line in text_of([document], "table", width=60).splitlines():
        assert line.count(FIRST_STRONG_ISOLATE) == line.count(POP_DIRECTIONAL_ISOLATE)


def test_table_is_plain_when_piped(document: Document) -> None:
    assert "\x1b" not in text_of([document], "table")


def test_table_has_colours_in_a_terminal(document: Document) -> None:
    assert "\x1b[" in text_of([document], "table", width=100, colour=True)


def test_table_says_when_there_is_nothing() -> None:
    assert text_of([Document("")], "table") == "no places found\n"


def test_markup_in_a_text_is_shown_as_it_is(document: Document) -> None:
    tricky = replace(document.mentions[0], surface="[red]حي[/red]")
    assert "[red]حي[/red]" in text_of([replace(document, mentions=(tricky,))], "table")


def test_escape_sequences_of_a_text_do_not_reach_the_screen(document: Document) -> None:
    tricky = replace(document, doc_id="a\x1b]0;title\x07\x1b[2J")
    assert "\x1b" not in text_of([tricky], "table", explain=True)


@given(st.text())
def test_isolated_text_holds_no_control_of_its_own(text: str) -> None:
    shown = isolate(text).removeprefix(FIRST_STRONG_ISOLATE).removesuffix(POP_DIRECTIONAL_ISOLATE)
    assert shown == clean(text)
    assert not set(shown) & {"\x1b", "\u202e", "\u2067", "\u2069", "\n"}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_dump_writes_any_text_and_number(value: object) -> None:
    assert json.loads(dump(value)) == value


def test_dump_escapes_lone_surrogates() -> None:
    assert dump({"surface": "\ud83d"}) == '{"surface":"\\ud83d"}'
