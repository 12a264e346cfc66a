"""Where a text plays: names that many towns have, weak names of towns, and what stands for them."""

import re

import pytest

from geocoder import Geocoder
from geocoder.model import Mention, Status

WEAK = "الميادين|البصيرة|الصور"


def mention(geo: Geocoder, text: str, surface: str) -> Mention | None:
    return next((each for each in geo.geoparse(text).mentions if each.surface == surface), None)


def place_of(geo: Geocoder, text: str, surface: str) -> str | None:
    found = mention(geo, text, surface)
    return found.place.id if found and found.place else None


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        pytest.param(
            "في السويداء تجمع الأهالي قرب المشفى الوطني والملعب البلدي", "المشفى الوطني", id="two generic"
        ),
        pytest.param("خرجت في درعا مظاهرة من حي العمال", "حي العمال", id="quarter behind its city"),
        pytest.param("في درعا أحياء القصور والعمال", "العمال", id="list of quarters"),
        pytest.param("بلدية السويداء: إغلاق الجسر العتيق", "الجسر العتيق", id="the city in a body's name"),
        pytest.param(
            "In Suwayda, the National Hospital and the Old Bridge were closed.",
            "National Hospital",
            id="English",
        ),
    ],
)
def test_names_of_many_towns_stay_unlocated_where_another_province_is_spoken_of(
    geo: Geocoder, text: str, surface: str
) -> None:
    found = mention(geo, text, surface)
    assert found is not None
    assert found.status is Status.UNLOCATED
    assert "elsewhere" in {each.rule for each in found.evidence}


def test_the_same_names_are_located_when_the_text_speaks_of_our_city(geo: Geocoder) -> None:
    text = "في دير الزور تجمع الأهالي قرب المشفى الوطني والملعب البلدي"
    assert place_of(geo, text, "المشفى الوطني") == "national_hospital"
    assert place_of(geo, text, "الملعب البلدي") == "municipal_stadium"


def test_a_clause_about_another_city_holds_its_own_landmarks(geo: Geocoder) -> None:
    text = "في دير الزور افتتح الجسر المعلق. وفي السويداء الملعب البلدي جاهز"
    assert place_of(geo, text, "الجسر المعلق") == "suspension_bridge"
    assert place_of(geo, text, "الملعب البلدي") is None


@pytest.mark.parametrize(
    ("text", "surface", "enclosing"),
    [
        ("وقع الحادث في بلدة الشعفة بريف السويداء", "بلدة الشعفة", "governorate_suwayda"),
        ("نقل من هجين إلى مشفى الأسد في السويداء", "مشفى الأسد", "governorate_suwayda"),
        ("أعيد تأهيل صوامع الحبوب في البوكمال", "صوامع الحبوب", "abu_kamal"),
    ],
)
def test_what_is_said_to_lie_in_another_place_is_enclosed_by_it(
    geo: Geocoder, text: str, surface: str, enclosing: str
) -> None:
    found = mention(geo, text, surface)
    assert found is not None
    assert found.status is Status.UNLOCATED
    assert found.enclosing is not None
    assert found.enclosing.place_id == enclosing


def test_the_national_hospital_of_a_town_is_the_one_hospital_of_that_name_there(geo: Geocoder) -> None:
    assert (
        place_of(geo, "أصيب اثنان ونقلا إلى المشفى الوطني بالميادين", "المشفى الوطني") == "mayadin_hospital"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("انفجار قوي في الميادين", "mayadin", id="event and preposition"),
        pytest.param("انفجار يهز البصيرة", "basira", id="verb of striking"),
        pytest.param("دير الزور: اقتحمت قسد البصيرة فجراً", "basira", id="verb, who, object"),
        pytest.param("مسلحون مجهولون في الصور", "sur", id="who acts"),
        pytest.param("#الميادين | غارة جوية", "mayadin", id="tag as a heading"),
        pytest.param("البصيرة مدينة تقع على الخابور", "basira", id="called a town"),
        pytest.param("وصلنا إلى مدينة الميادين. الميادين اليوم هادئة", "mayadin", id="named in full before"),
    ],
)
def test_a_town_whose_name_is_a_word_is_known_by_what_is_said_of_it(
    geo: Geocoder, text: str, place: str
) -> None:
    named = [each.place.id for each in geo.geoparse(text).mentions if each.place]
    assert named.count(place) == len(re.findall(WEAK, text))


@pytest.mark.parametrize(
    "text",
    [
        "نشر الناشطون الصور على الإنترنت",
        "إن الميادين كلها مفتوحة أمام الشباب",
        "قانون التبني في المحاكم",
        "اندلعت الثورة في دير الزور",
        "إضراب العمال في دير الزور",
    ],
)
def test_the_same_words_stay_words(geo: Geocoder, text: str) -> None:
    weak = {"sur", "mayadin", "tabni", "joura", "ummal"}
    assert not weak & {each.place.id for each in geo.geoparse(text).mentions if each.place}


def test_weak_names_of_one_area_support_each_other_in_a_list(geo: Geocoder) -> None:
    found = geo.geoparse("قصف على المسرب والطريف والتبني").mentions
    assert [each.place.id for each in found if each.place] == ["masrab", "tarif", "tabni"]


def test_a_town_and_its_landmark_support_each_other(geo: Geocoder) -> None:
    found = geo.geoparse("مشينا بالدير ووصلنا الجسر المعلق").mentions
    assert [each.place.id for each in found if each.place] == ["deir_ez_zor_city", "suspension_bridge"]


@pytest.mark.parametrize("text", ["لاجئون من هجين في ألمانيا", "Refugees from Hajin live in Germany"])
def test_a_name_found_nowhere_else_stands_beside_a_foreign_country(geo: Geocoder, text: str) -> None:
    assert "hajin" in {each.place.id for each in geo.geoparse(text).mentions if each.place}


def test_a_plain_noun_does_not_unless_the_text_speaks_of_syrians(geo: Geocoder) -> None:
    assert place_of(geo, "عائلات من الشحيل في ألمانيا", "الشحيل") is None
    assert place_of(geo, "عائلات سورية من الشحيل في ألمانيا", "الشحيل") == "shuhayl"


@pytest.mark.parametrize("text", ["توفي شاب من الشحيل في الرقة", "نازحو الشحيل في الحسكة يشكون الغلاء"])
def test_where_people_are_now_is_not_where_their_village_lies(geo: Geocoder, text: str) -> None:
    assert place_of(geo, text, "الشحيل") == "shuhayl"


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("وقع الحادث في مدينة الرمادي العراقية", "مدينة الرمادي", "ramadi_iraq"),
        ("انفجار في القائم العراقية", "القائم", "qaim_iraq"),
    ],
)
def test_an_adjective_puts_a_place_into_its_country(
    geo: Geocoder, text: str, surface: str, place: str
) -> None:
    assert place_of(geo, text, surface) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("سقطت قذائف على الصالحية قرب البوكمال", "salhiyah_dura"),
        ("نزحت عائلات من الصالحية شمال غرب البوكمال", "salhiyah_dura"),
        ("نزحت عائلات من قرية الصالحية في ريف البوكمال", "salhiyah_dura"),
        ("عادت عائلات إلى الحسينية المقابلة لمدينة دير الزور", "husayniya"),
    ],
)
def test_the_place_it_is_told_by_tells_namesakes_apart(geo: Geocoder, text: str, place: str) -> None:
    assert place in {each.place.id for each in geo.geoparse(text).mentions if each.place}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        pytest.param("دير الزور: غارات على الميادين.\nدرعا: قصف على حي العمال.", "حي العمال", id="colon"),
        pytest.param("دير الزور | حي الجورة | 20\nدرعا | حي العمال | 30", "حي العمال", id="bar"),
        pytest.param("دير الزور\nحي الجورة\n\nدرعا\nحي العمال", "حي العمال", id="line of its own"),
        pytest.param("غارات في دير الزور. وفي درعا، قصف على حي العمال.", "حي العمال", id="comma"),
    ],
)
def test_a_heading_sets_the_scene_of_its_line_or_block(geo: Geocoder, text: str, surface: str) -> None:
    found = mention(geo, text, surface)
    assert found is not None
    assert found.status is Status.UNLOCATED


def test_a_dateline_is_no_heading_of_what_it_reports_from_elsewhere(geo: Geocoder) -> None:
    text = "دمشق - سانا: زار الوزير في دير الزور حي العمال"
    assert place_of(geo, text, "حي العمال") == "ummal"


@pytest.mark.parametrize(
    ("text", "surface", "enclosing"),
    [
        ("انفجار قرب جامع الرحمن في هجين", "جامع الرحمن", "hajin"),
        ("خرجت مظاهرة من الجامع الكبير في القورية", "الجامع الكبير", "quriyah"),
    ],
)
def test_what_belongs_to_one_town_is_not_in_another(
    geo: Geocoder, text: str, surface: str, enclosing: str
) -> None:
    found = mention(geo, text, surface)
    assert found is not None
    assert found.enclosing is not None
    assert found.enclosing.place_id == enclosing


def test_the_city_by_its_short_name_is_a_scene_too(geo: Geocoder) -> None:
    text = "سافرنا من حمص ورحنا عالدير وشفنا الجسر المعلق"
    assert place_of(geo, text, "الجسر المعلق") == "suspension_bridge"
