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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هطولات: هجين 14 مم، السوسة 9 ملم", ["hajin", "susa"]),
        ("السكان: السوسة 30 ألف نسمة، البصيرة 40 ألف نسمة، الصور 8 آلاف", ["susa", "basira", "sur"]),
        ("هطولات الليلة في السوسة 12 مم وفي البصيرة 7 مم", ["susa", "basira"]),
        ("مرّ الموكب في الشحيل ثم البصيرة", ["shuhayl", "basira"]),
        ("وصلت القافلة إلى غرانيج فالسوسة", ["gharanij", "susa"]),
        ("1- البصيرة 2- الصور 3- السوسة", ["basira", "sur", "susa"]),
        ("أولاً السوسة، ثانياً البصيرة، ثالثاً الصور", ["susa", "basira", "sur"]),
        ("#السوسة #الصور #البصيرة", ["susa", "sur", "basira"]),
        ("#العشارة_الميادين", ["ashara", "mayadin"]),
        ("استهدفوا حطلة تحتاني والسوسة", ["hatla", "susa"]),
        ("استهدفوا البوليل شرقي والميادين", ["bulayl", "mayadin"]),
    ],
)
def test_a_list_goes_on_over_units_numbers_adjectives_and_joining_words(
    geo: Geocoder, text: str, expected: list[str]
) -> None:
    assert ids(geo, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("صورة من مدخل هجين الشمالي، وهجين في الخبر", ["hajin", "hajin"]),
        ("على مدخل بلدة الصور الغربي، والصور مرفقة", ["sur"]),
        ("#هجين_عطشانة", ["hajin"]),
        ("قصف هجين 3 مرات. الصور مرفقة", ["hajin"]),
    ],
)
def test_what_only_looks_like_a_list_supports_nothing(geo: Geocoder, text: str, expected: list[str]) -> None:
    assert ids(geo, text) == expected


@pytest.mark.parametrize("label", ["9-11 ", "10:00 - 12:00 | ", "الاثنين: ", "الخميس 4-6 : "])
def test_hours_and_days_open_rows_of_a_timetable(geo: Geocoder, label: str) -> None:
    text = f"جدول دير الزور\nالأحد 8-10: حي الجورة / القصور\n{label}الموظفين / العمال"
    assert ids(geo, text)[-2:] == ["muwazafin", "ummal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أمطار على العشارةوالشحيلوالبصيرة", ["ashara", "shuhayl", "basira"]),
        ("تقنين اليوم في الجورةوالموظفين", ["joura", "muwazafin"]),
        ("حريق فيذيبان وفيالشعفة", ["thiban", "shafa"]),
        ("قصف على مدينةدير الزور", ["deir_ez_zor_city"]),
        ("مظاهرة في بلدةغرانيج", ["gharanij"]),
        ("سيارات من العشاارة والشحييل وهجين", ["shuhayl", "hajin"]),
    ],
)
def test_missing_blanks_before_and_and_behind_nouns(geo: Geocoder, text: str, expected: list[str]) -> None:
    assert ids(geo, text) == expected
