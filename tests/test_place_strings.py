"""Place strings with a part that is misspelt, missing, elsewhere or a code: what the rest decides."""

import pytest

from geocoder import Geocoder, Location

FIRST = {
    "a misspelt name beside the place around it": {
        "دير الزور - درننج": "darnaj",
        "الميادين، محكاان": "mahkan",
        "محكاان - الميادين": "mahkan",
        "الطياانة، ناحية ذيبان": "tayyana",
        "دير الزور حي الجووررة": "joura",
        "الميادين - بقرص تحتانيي": "lower_baqras",
    },
    "a blank within a name": {
        "در نج - الميادين": "darnaj",
        "ناحية ذيبان، الطيا نة": "tayyana",
        "الميادين - ال محكان": "mahkan",
    },
    "a name of another governorate, whatever the order": {
        "مسرب - عين العرب": "masrab_aleppo",
        "عين العرب - مسرب": "masrab_aleppo",
        "حلب / الباب / الروضة": "rawda_aleppo",
    },
    "a village in the subdistrict of the town": {
        "العشارة - درنج": "darnaj",
        "درنج - العشارة": "darnaj",
        "Thiban - Tayyana": "tayyana",
    },
    "a noun that stands by itself": {
        "دير الزور - حي - الجورة": "joura",
    },
    "a name that the town has, too": {
        "الصناعة بالميادين": "sinaa_mayadin",
    },
    "a preposition is no name": {
        "على درنج": "darnaj",
        "قرب منزلهم في درنج": "darnaj",
    },
    "a P-code decides": {
        "C5206": "tishrine",
        "c-5211": "subaykhan",
        "SY090302": "subdistrict_ashara",
        "SY090302 - Ashara": "subdistrict_ashara",
        "C5206 / SY090302 / SY0903": "tishrine",
    },
}


@pytest.mark.parametrize(
    ("query", "place_id"),
    [pytest.param(*row, id=f"{habit}: {row[0]}") for habit, rows in FIRST.items() for row in rows.items()],
)
def test_first_answer(geo: Geocoder, query: str, place_id: str) -> None:
    assert place_of(best(geo, query)) == place_id


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("قرطموط - الميادين", "district_mayadin"),
        ("قرطموط، دير الزور", "governorate_deir_ez_zor"),
        ("قرية قرطموط - الميادين", "district_mayadin"),
        ("Qartamut, Mayadin", "district_mayadin"),
        ("Undetermined - Mayadin", "district_mayadin"),
        ("العشارة - غير محدد", "subdistrict_ashara"),
        ("قرطموط - درنج", "darnaj"),
    ],
)
def test_unread_part_is_answered_with_the_area_around_it(geo: Geocoder, query: str, place_id: str) -> None:
    answer = best(geo, query)
    assert place_of(answer) == place_id
    assert answer.confidence <= 0.5
    assert answer.evidence[-1].rule == "containing"


@pytest.mark.parametrize(
    ("query", "area", "place_id"),
    [
        ("درنج - درعا", "governorate_daraa", "darnaj"),
        ("درعا - درنج", "governorate_daraa", "darnaj"),
        ("Darnaj, Jordan", "jordan", "darnaj"),
        ("ناحية هجين - القصور", "subdistrict_hajin", "qusour"),
    ],
)
def test_stated_area_goes_before_a_place_outside_it(
    geo: Geocoder, query: str, area: str, place_id: str
) -> None:
    answers = {place_of(each): each for each in geo.geocode(query)}
    assert next(iter(answers)) == area
    assert answers[area].confidence <= 0.5
    assert answers[place_id].confidence <= 0.4


def test_place_about_the_border_of_the_stated_area_is_doubted(geo: Geocoder) -> None:
    answer = best(geo, "معدان - دير الزور")
    assert place_of(answer) == "maadan"
    assert answer.confidence <= 0.5


def test_place_without_a_position_is_answered_with_the_area_that_it_is_known_to_lie_in(geo: Geocoder) -> None:
    assert place_of(best(geo, "تل العبا - دير الزور")) == "subdistrict_sur"


def test_two_cities_are_a_list(geo: Geocoder) -> None:
    answer = best(geo, "البوكمال - الرقة")
    assert place_of(answer) == "abu_kamal"
    assert answer.confidence > 0.9


@pytest.mark.parametrize("query", ["مخيم درنج", "مدرسة في درنج", "معبر درنج", "حاوي درنج", "جامع درنج"])
def test_unknown_facility_is_answered_with_its_village_and_half_the_confidence(
    geo: Geocoder, query: str
) -> None:
    answer = best(geo, query)
    assert place_of(answer) == "darnaj"
    assert 0.4 <= answer.confidence <= 0.5


def test_misspelt_anchor_keeps_its_relation(geo: Geocoder) -> None:
    answer = best(geo, "قرب درننج")
    assert answer.relation == "near"
    assert answer.confidence < best(geo, "قرب درنج").confidence


def test_correction_says_so_and_is_less_sure(geo: Geocoder) -> None:
    answer = best(geo, "دير الزور - درننج")
    assert answer.evidence[-1].rule == "fuzzy"
    assert answer.confidence < 0.8


def test_correction_lies_in_the_stated_governorate(geo: Geocoder) -> None:
    assert place_of(best(geo, "درننج - الحسكة")) == "governorate_hasakah"


def test_words_beside_a_name_that_were_not_read_cost_confidence(geo: Geocoder) -> None:
    assert best(geo, "درنج قرطموط").confidence < 0.8 < best(geo, "درنج (محتمل)").confidence


@pytest.mark.parametrize("query", ["على", "في منزلها", "الشارع", "في السوق", "C9998", "غير محدد"])
def test_no_place_is_no_answer(geo: Geocoder, query: str) -> None:
    assert geo.geocode(query) == ()


def test_home_of_somebody_is_no_town_in_a_text(geo: Geocoder) -> None:
    assert geo.geoparse("اعتقل من منزله فجرا").mentions == ()


def test_long_text_is_not_mended(geo: Geocoder) -> None:
    assert place_of(best(geo, "درنج - " + "كلام طويل " * 40 + "- محكاان")) == "darnaj"


def best(geo: Geocoder, query: str) -> Location:
    return geo.geocode(query)[0]


def place_of(location: Location) -> str:
    return location.place.id if location.place is not None else ""
