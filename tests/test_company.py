"""What stands beside a name: people, media, adjectives, counts, nouns behind a list, countries and units."""

import pytest

from geocoder import Geocoder


def places(geo: Geocoder, text: str) -> list[str | None]:
    return [each.place.id if each.place else None for each in geo.geoparse(text).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clinics in Gharanij reported forty cases", ["gharanij"]),
        ("Hajin reported forty cases", ["hajin"]),
        ("Wells in Ashara, Subaykhan and Gharanij reported dry", ["ashara", "subaykhan", "gharanij"]),
        ("Al Mayadeen reported a truce near Hajin", ["hajin"]),
    ],
)
def test_a_place_may_report_and_a_medium_is_no_place(geo: Geocoder, text: str, expected: list[str]) -> None:
    assert places(geo, text) == expected


@pytest.mark.parametrize("word", ["سورياً", "سوريًا", "تركياً"])
def test_an_indefinite_adjective_is_no_country(geo: Geocoder, word: str) -> None:
    assert places(geo, f"أنقذوا طبيباً {word} قرب هجين") == ["hajin"]


def test_the_country_itself_stays(geo: Geocoder) -> None:
    assert places(geo, "عاد من تركيا إلى سوريا") == ["turkey", "syria"]


@pytest.mark.parametrize(
    "text",
    [
        "وقال أبو كمال إن الطريق مفتوح",
        "وصل القيادي أبو حمام",
        "كان أبو كمال الجبوري هناك",
        "A baker, Abu Kamal, 51, spoke",
        "Abu Hamam al-Jubouri spoke",
    ],
)
def test_a_town_named_like_a_kunya_is_a_man_by_title_verb_surname_or_age(geo: Geocoder, text: str) -> None:
    assert places(geo, text) == []


@pytest.mark.parametrize(
    "text", ["في أبو كمال الحدودية", "قصفوا أبو كمال", "ريف أبو كمال الشرقي", "near Abu Kamal, 34 km"]
)
def test_the_town_stays_a_town_elsewhere(geo: Geocoder, text: str) -> None:
    assert len(places(geo, text)) == 1


def test_someone_named_is_the_son_of_a_town(geo: Geocoder) -> None:
    assert places(geo, "رحل المعلم ياسر ابن الطيانة") == ["tayyana"]
    assert places(geo, "ابن الطيانة") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دير الزور: بيع الكمامات", ["deir_ez_zor_city"]),
        ("Hajin, Hatla, then Mazza and home", ["hajin", "hatla"]),
    ],
)
def test_rare_words_and_short_sounds_are_no_names(geo: Geocoder, text: str, expected: list[str]) -> None:
    assert not {"kanamat", "matha"} & set(places(geo, text))
    assert places(geo, text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Omar and Tanak fields", ["omar_oil_field", "tanak_oil_field"]),
        ("the Jafra, Ward and Taim oil wells", ["jafra_oil_field", "ward_oil_field", "taym_oil_field"]),
        ("the fields of Jafra and Omar", ["jafra_oil_field", "omar_oil_field"]),
        ("al-Ward field", ["ward_oil_field"]),
        ("the Jafra village", ["jafra"]),
    ],
)
def test_a_plural_noun_closes_or_opens_an_english_list(geo: Geocoder, text: str, expected: list[str]) -> None:
    assert places(geo, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mathlum (120 – 150 families), Mrat (90 families) and Hatla",
        "مظلوم (120 - 150 أسرة)، مراط (90 أسرة) وحطلة",
    ],
)
def test_counts_in_brackets_leave_a_list_whole(geo: Geocoder, text: str) -> None:
    assert places(geo, text) == ["mazlum", "marat", "hatla"]


def test_a_quarter_with_its_noun_may_be_one_that_is_known_without(geo: Geocoder) -> None:
    assert places(geo, "al-Joura and the al-Sinaa quarter in Deir ez-Zor")[1] == "sinaa"


@pytest.mark.parametrize(
    "text", ["a school in Hajin in Jordan", "a school in Hajin, Lebanon", "مدرسة في ذيبان بمحافظة مأدبا"]
)
def test_what_lies_in_a_country_or_unit_abroad_is_not_ours(geo: Geocoder, text: str) -> None:
    ours = [
        each for each in geo.geoparse(text).mentions if each.place and each.place.gazetteer == "deir_ez_zor"
    ]
    assert not ours


def test_countries_named_one_after_the_other_hold_nothing(geo: Geocoder) -> None:
    assert places(geo, "They were in Hajin, Iraq and Lebanon")[0] == "hajin"


def test_a_town_across_the_border_needs_a_preposition_or_a_list(geo: Geocoder) -> None:
    assert places(geo, "عبروا من القائم نحو البوكمال") == ["qaim_iraq", "abu_kamal"]
    assert places(geo, "في البوكمال يبقى الوضع القائم") == ["abu_kamal"]


def test_a_word_that_belongs_to_a_subdistrict_of_its_name_is_its_town(geo: Geocoder) -> None:
    assert places(geo, "بئر في الصور التابعة لناحية الصور")[-2:] == ["sur", "subdistrict_sur"]


def test_the_southern_suburb_is_that_of_beirut(geo: Geocoder) -> None:
    assert places(geo, "ضربة على الضاحية الجنوبية، والضحايا من دير الزور") == ["deir_ez_zor_city"]


def test_the_unit_abroad_stays_in_the_answer(geo: Geocoder) -> None:
    *_, last = geo.geoparse("مدرسة في ذيبان بمحافظة مأدبا").mentions
    assert last.status == "unlocated"
