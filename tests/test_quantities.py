"""Distances as texts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoder.normalize import normalize
from geocoder.quantities import UNIT_METRES, number_before


def read(phrase: str, unit: str = "كم") -> tuple[float, str] | None:
    """Value of the number before the unit, and the text from its start to the unit."""
    text = normalize(f"{phrase} {unit}").text
    end = text.rindex(normalize(unit).text)
    found = number_before(text, end, 0)
    return (found[0], text[found[1] : end].strip()) if found else None


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("5", 5),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("١٢٫٥", 12.5),
        ("۱۲", 12),
        ("/20/", 20),
        ("خمسة", 5),
        ("ثلاث", 3),
        ("عشرة", 10),
        ("خمسة عشر", 15),
        ("عشرين", 20),
        ("خمسة وعشرين", 25),
        ("خمس وعشرون", 25),
        ("مئة", 100),
        ("مائة", 100),
        ("ألف", 1000),
    ],
)
def test_value(phrase: str, value: float) -> None:
    found = read(phrase)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize("phrase", ["", "بضعة", "الجورة", "عدة"])
def test_no_number(phrase: str) -> None:
    assert read(phrase) is None


@pytest.mark.parametrize(
    ("before", "number"), [("على بعد", "5"), ("على بعد", "خمسة وعشرين"), ("قبل 3 ايام سار", "7")]
)
def test_number_begins_where_it_is_written(before: str, number: str) -> None:
    found = read(f"{before} {number}")
    assert found is not None
    assert found[1] == normalize(number).text


@pytest.mark.parametrize("phrase", ["10-15", "10 - 15", "١٠–١٥", "10 إلى 15", "10 to 15"])
def test_range_means_its_middle(phrase: str) -> None:
    assert read(phrase) == (12.5, normalize(phrase).text)


@pytest.mark.parametrize("phrase", ["2015 5", "3 70"])
def test_two_numbers_are_no_range(phrase: str) -> None:
    assert read(phrase) == (float(phrase.split()[1]), phrase.split()[1])


@pytest.mark.parametrize(("phrase", "value"), [("5,000", 5_000), ("1,250,000", 1_250_000), ("1,25", 1.25)])
def test_comma_before_three_digits_groups_thousands(phrase: str, value: float) -> None:
    assert read(phrase) == (value, phrase)


@given(st.integers(0, 10**6))
def test_any_integer_in_any_digits(number: int) -> None:
    eastern = "".join(chr(0x0660 + int(digit)) for digit in str(number))
    assert read(str(number)) == read(eastern) == (number, str(number))


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    folded = normalize(text).text
    found = number_before(folded, len(folded), 0)
    assert found is None or (found[0] >= 0 and 0 <= found[1] < len(folded))


def test_start_limits_how_far_back() -> None:
    assert number_before("200 كم", 4, 2) == (0.0, 2)


def test_units_are_in_metres() -> None:
    assert UNIT_METRES == {"kilometre": 1_000, "metre": 1, "mile": 1_609.344}
