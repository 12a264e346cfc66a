"""Habits of posts: rows and bars instead of commas, headlines over text, rows of hashtags, missing blanks."""

import pytest

from geocoder import Geocoder


def ids(geo: Geocoder, text: str) -> list[str | None]:
    return [each.place.id if each.place else None for each in geo.geoparse(text).mentions]


@pytest.mark.parametrize(
    "sign", [" 🔴 ", "\n📍", " | ", " + ", " • ", " ✅ ", " 3، ", ": 12، ", "\n", " | 7\n", "\n2- "]
)
def test_signs_and_rows_make_a_list_that_supports_a_weak_name(geo: Geocoder, sign: str) -> None:
    assert ids(geo, f"هجين{sign}السوسة{sign}الشعفة") == ["hajin", "susa", "shafa"]


def test_a_line_that_says_more_than_a_name_is_no_row(geo: Geocoder) -> None:
    assert ids(geo, "انفجار في هجين\nالسوسة من المكان الآن") == ["hajin"]


def test_a_plural_noun_may_stand_before_a_colon(geo: Geocoder) -> None:
    assert ids(geo, "الأحياء المشمولة، أحياء: القصور، الجورة، هرابش") == ["qusour", "joura", "harabish"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تأهيل المشفى\n\nغرانيج: عاد الأهالي", ["gharanij"]),
        ("افتتاح السوق\nالعشارة: حملة نظافة", ["ashara"]),
        ("من أمام المدرسة قرب حي\n\nهجين هادئة", ["hajin"]),
        ("دير\nالزور", ["deir_ez_zor_city"]),
        ("قذائف على حي\nالجورة", ["joura"]),
    ],
)
def test_a_blank_line_or_a_label_ends_a_name(geo: Geocoder, text: str, expected: list[str]) -> None:
    assert ids(geo, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#سوق #غرانيج", ["gharanij"]),
        ("#جسر #العشارة", ["ashara"]),
        ("#بلدة #العشارة", ["ashara"]),
        ("قصف جسر #العشارة", ["ashara_bridge"]),
    ],
)
def test_a_hashtag_of_a_facility_ends_with_its_word(geo: Geocoder, text: str, expected: list[str]) -> None:
    assert ids(geo, text) == expected


@pytest.mark.parametrize(
    ("text", "surface", "place_id"),
    [
        ("قصف على بلدةالعشارة", "بلدةالعشارة", "ashara"),
        ("غارة على مدينةالبوكمال", "مدينةالبوكمال", "abu_kamal"),
        ("نزوح في ريفالبوكمال", "ريفالبوكمال", "abu_kamal_countryside"),
        ("حريق فيالشعفة", "الشعفة", "shafa"),
        ("وصلوا الىالعشارة", "العشارة", "ashara"),
        ("عادوا منالبوكمال", "البوكمال", "abu_kamal"),
        ("توجهوا لالعشارة", "العشارة", "ashara"),
        ("من القورية أوالعشارة", "العشارة", "ashara"),
    ],
)
def test_a_blank_missing_behind_a_noun_or_a_particle(
    geo: Geocoder, text: str, surface: str, place_id: str
) -> None:
    mention = geo.geoparse(text).mentions[-1]
    assert (mention.surface, mention.place.id if mention.place else None) == (surface, place_id)
