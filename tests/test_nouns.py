"""Generic nouns around names: areas of anything, facilities of a settlement, quarters by either noun."""

import pytest

from geocoder import Geocoder
from geocoder.document import Document


def read(document: Document) -> list[tuple[str, str | None]]:
    return [(each.surface, each.place.id if each.place else None) for each in document.mentions]


@pytest.mark.parametrize(
    ("text", "surface", "place_id"),
    [
        ("نزح السكان من منطقة حقل التنك", "منطقة حقل التنك", "tanak_oil_field"),
        ("حريق في منطقة حويجة صكر", "منطقة حويجة صكر", "hawija_saqr"),
        ("تمشيط منطقة جبل البشري", "منطقة جبل البشري", "bishri"),
        ("سيارات في منطقة جسر العشارة", "منطقة جسر العشارة", "ashara_bridge"),
        ("نازحون في بلدة حويجة كاطع", "بلدة حويجة كاطع", "hawija_qate"),
        ("قصف طال منطقة كونيكو", "منطقة كونيكو", "conoco_gas_plant"),
    ],
)
def test_the_area_of_a_name_with_its_own_noun_is_that_place(
    geo: Geocoder, text: str, surface: str, place_id: str
) -> None:
    assert read(geo.geoparse(text)) == [(surface, place_id)]


def test_either_noun_names_the_quarter_of_the_town_in_the_text(geo: Geocoder) -> None:
    document = geo.geoparse("في مدينة الميادين أغلقت الدوريات منطقة الصناعة")
    assert read(document)[1:] == [("منطقة الصناعة", "sinaa_mayadin")]
    document = geo.geoparse("في مدينة البوكمال أغلقت الدوريات حي الصناعة")
    assert read(document)[1:] == [("حي الصناعة", "sinaa_abu_kamal")]


@pytest.mark.parametrize(
    ("surface", "settlement"),
    [
        ("مخيم غرانيج", "gharanij"),
        ("مدرسة الشحيل", "shuhayl"),
        ("فرن بلدة الطيانة", "tayyana"),
        ("مستوصف قرية الباغوز فوقاني", "baghuz_fawqani"),
        ("مدرسة مدينة البوكمال", "abu_kamal"),
        ("طريق الميادين", "mayadin"),
        ("طريق حقل التنك", "tanak_oil_field"),
    ],
)
def test_an_unknown_facility_of_a_known_place_says_where_it_lies(
    geo: Geocoder, surface: str, settlement: str
) -> None:
    [mention] = geo.geoparse(f"أصيب عامل عند {surface}").mentions
    assert mention.surface == surface
    assert mention.place is None
    assert mention.enclosing is not None
    assert mention.enclosing.place_id == settlement
    assert "facility-of" in {each.rule for each in mention.evidence}


@pytest.mark.parametrize(
    ("surface", "settlement"),
    [("مفرق الشعفة", "shafa"), ("معبر الشعفة", "shafa"), ("حاجز غرانيج", "gharanij")],
)
def test_what_stands_by_the_road_is_told_by_its_village_but_less_surely(
    geo: Geocoder, surface: str, settlement: str
) -> None:
    [mention] = geo.geoparse(f"أصيب عامل عند {surface}").mentions
    assert mention.place is not None
    assert mention.place.id == settlement
    assert mention.confidence < 0.75
    assert "facility-of" in {each.rule for each in mention.evidence}


def test_a_facility_named_after_its_town_is_that_one(geo: Geocoder) -> None:
    assert read(geo.geoparse("نقل الجرحى إلى مشفى مدينة هجين")) == [("مشفى مدينة هجين", "hajin_hospital")]


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("ترميم المسجد العمري بدير الزور", "umari_mosque"),
        ("وصل إلى المستشفى العسكري بدير الزور", "military_hospital"),
        ("توقف الفرن الآلي بدير الزور", "automatic_bakery"),
    ],
)
def test_a_definite_noun_may_be_said_with_its_synonym(geo: Geocoder, text: str, place_id: str) -> None:
    assert read(geo.geoparse(text))[0][1] == place_id


@pytest.mark.parametrize(
    "text",
    [
        "مدارس فيصل وعدنان عكاب في دير الزور",
        "مدرسة فيصل وعدنان عكاب في دير الزور",
        "مدرستا «فيصل» و«عدنان عكاب» في دير الزور",
        "1- مدرسة فيصل\n2- عدنان عكاب\nفي دير الزور",
    ],
)
def test_the_noun_of_a_facility_holds_for_its_list(geo: Geocoder, text: str) -> None:
    assert [place_id for _, place_id in read(geo.geoparse(text))][:2] == ["faisal_school", "okab_school"]


def test_all_facilities_of_a_town_are_no_place_but_the_town(geo: Geocoder) -> None:
    assert read(geo.geoparse("مدارس هجين وغرانيج")) == [("هجين", "hajin"), ("غرانيج", "gharanij")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في بادية بلدة العشارة", [("بادية بلدة العشارة", "ashara_steppe")]),
        ("في بادية القورية والعشارة", [("بادية القورية", "quriyah_steppe"), ("العشارة", "ashara_steppe")]),
        ("في ريف بلدة هجين", [("ريف بلدة هجين", "hajin_countryside")]),
        (
            "دير الزور: أعمال في ريف المحافظة الشمالي",
            [
                ("دير الزور", "deir_ez_zor_city"),
                ("ريف المحافظة الشمالي", "governorate_deir_ez_zor_countryside_north"),
            ],
        ),
    ],
)
def test_a_region_may_hold_another_noun_or_stand_for_its_governorate(
    geo: Geocoder, text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(geo.geoparse(text)) == expected


def test_a_station_of_the_water_works_has_two_nouns(geo: Geocoder) -> None:
    assert read(geo.geoparse("محطة مياه محكان"))[0][1] == read(geo.geoparse("محطة محكان"))[0][1]


@pytest.mark.parametrize(
    ("text", "surface", "place_id"),
    [
        ("نقبت بعثة في مدينة ماري الأثرية قرب البوكمال", "مدينة ماري", "mari_tell_hariri"),
        ("آثار مدينة دورا أوروبوس", "مدينة دورا أوروبوس", "dura_europos"),
        ("تمتد الحقول في وادي الفرات", "وادي الفرات", "euphrates"),
        ("تمتد الحقول في وادي الخابور", "وادي الخابور", "khabur"),
    ],
)
def test_a_city_may_be_a_ruin_and_a_valley_a_river(
    geo: Geocoder, text: str, surface: str, place_id: str
) -> None:
    assert (surface, place_id) in read(geo.geoparse(text))


@pytest.mark.parametrize("name", ["حطلة", "الشحيل", "العشارة"])
def test_a_noun_and_an_adjective_around_a_name_make_a_clinic_in_it(geo: Geocoder, name: str) -> None:
    [mention] = geo.geoparse(f"لقاحات في مركز {name} الصحي").mentions
    assert mention.surface == f"مركز {name} الصحي"
    assert mention.place is None
    assert mention.enclosing is not None


@pytest.mark.parametrize("text", ["هجين مدينة منكوبة", "غرانيج بلدة محاصرة", "العشارة مدينة صغيرة على النهر"])
def test_an_adjective_behind_a_noun_is_no_name(geo: Geocoder, text: str) -> None:
    assert len([each for each in geo.geoparse(text).mentions if each.place is None]) == 0


def test_a_common_word_in_quotes_is_the_name_of_a_checkpoint(geo: Geocoder) -> None:
    assert "البلدية" in geo.geoparse("إطلاق نار عند حاجز «البلدية» في هجين").mentions[0].surface
    assert read(geo.geoparse("إطلاق نار عند حاجز البلدية في هجين")) == [("هجين", "hajin")]


@pytest.mark.parametrize(
    "text",
    ["يحدها من الغرب نهر الفرات في هجين", "في هجين تهب الريح من الغرب", "إلى الغرب منها تقع هجين"],
)
def test_a_compass_word_with_its_article_is_no_place(geo: Geocoder, text: str) -> None:
    assert "الغرب" not in {each.surface for each in geo.geoparse(text).mentions}


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("معارك في موحسن والعشارة والقريتين", "qaryatein"),
        ("دارت اشتباكات في العشارة ونزح أهالي القريتين", "qaryatein"),
        ("دخلوا قريتي مراط ومظلوم ثم انسحبوا من القريتين", "marat"),
    ],
)
def test_the_two_villages_are_a_town_in_a_list_and_without_two_villages_before(
    geo: Geocoder, text: str, place_id: str
) -> None:
    assert read(geo.geoparse(text))[-1] == ("القريتين", place_id)


def test_the_name_of_the_islamic_state_holds_no_countries(geo: Geocoder) -> None:
    text = "انسحب تنظيم الدولة الإسلامية في العراق والشام من هجين"
    assert read(geo.geoparse(text)) == [("هجين", "hajin")]


def test_then_joins_a_list(geo: Geocoder) -> None:
    found = geo.geoparse("مداهمات في بلدتي هجين ثم إلى الشعفة").mentions
    assert [each.place.id for each in found if each.place is not None] == ["hajin", "shafa"]
    assert any(each.rule == "list-head" for each in found[1].evidence)
