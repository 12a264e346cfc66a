"""Location fields as analysts and forms fill them: each group of queries shows one habit of writing."""

import pytest

from geocoder import Geocoder

QUERIES = {
    "two names, or one twice, without a blank": {
        "الشعفةالشعفة": "shafa",
        "هجينهجين": "hajin",
        "الميادينالعشارة": "ashara",
        "الشعفةالسوسة": "shafa",
        "HajinHajin": "hajin",
    },
    "two places, the smaller or surer one first": {
        "الشعفة والسوسة": "shafa",
        "ذيبان، الحوايج": "hawayij",
        "هجين - الشعفة": "hajin",
        "Hajin and Sha'fa": "hajin",
        "Al-Quriyah & al-Asharah": "quriyah",
    },
    "an unknown place with a known one around it": {
        "معبر الفلانية النهري في الشحيل": "shuhayl",
        "جامع الفاروق - غرانيج": "gharanij",
        "هجين، جامع الفاروق": "hajin",
        "حي الكلاب، القورية": "quriyah",
        "Al-Faruq school, Shafa": "shafa",
        "Gharanij clinic": "gharanij",
        "Gharanij clinic, Deir ez-Zor": "gharanij",
        "قرية الفلانية، ناحية هجين": "subdistrict_hajin",
    },
    "a name that is known elsewhere only": {
        "حي الصناعة، هجين": "hajin",
        "جامع عثمان، غرانيج": "gharanij",
        "دوار الساعة، الميادين": "mayadin",
        "شارع الستين، هجين": "hajin",
        "هجين، حي البساتين": "hajin",
        "Al-Nour hospital, Hajin": "hajin",
    },
    "a name with the place around it": {
        "القصور، حمص": "homs_qusour",
        "Qusour, Homs": "homs_qusour",
        "حي الصناعة، الميادين": "sinaa_mayadin",
        "هجين، حي حوار": "hawwar_hajin",
        "مشفى هجين - الشعفة": "hajin_hospital",
        "محافظة دير الزور - مدينة البوكمال - حي الصناعة": "sinaa_abu_kamal",
        "ريف دير الزور الشرقي، هجين": "hajin",
        "Hajin, Abu Kamal district, Deir ez-Zor governorate": "hajin",
        "Thiban town, Deir ez-Zor countryside": "thiban",
        "Deir ez-Zor countryside - Hajin": "hajin",
        "Al Ashara, Syria": "ashara",
        "Kasra subdistrict, Deir ez-Zor": "subdistrict_kisreh",
    },
    "the noun of a facility before or behind the name": {
        "Hajin hospital": "hajin_hospital",
        "Hospital Hajin": "hajin_hospital",
        "the hospital of Hajin": "hajin_hospital",
        "Camp of Baghouz": "baghuz_camp",
        "Bridge of Ashara": "ashara_bridge",
        "Oil field Omar": "omar_oil_field",
        "Field Conoco": "conoco_gas_plant",
        "Al-Shuheil river crossing": "shuhayl_crossing",
        "مشفى هجين العام": "hajin_hospital",
    },
    "a noun that does not fit": {
        "Harabish city": "harabish",
        "Al-Ardi city": "ardi",
    },
    "noise words": {
        "Hajin area": "hajin",
        "the area of Hajin": "hajin",
        "village of Shafa": "shafa",
        "Hajin and surrounding area": "hajin",
        "Hajin, eastern countryside of Deir ez-Zor": "hajin",
        "Deir Ezzor eastern countryside": "governorate_deir_ez_zor_countryside_east",
        "eastern countryside Deir Ezzor": "governorate_deir_ez_zor_countryside_east",
        "Hajin countryside": "hajin_countryside",
        "rural Hajin": "hajin_countryside",
    },
    "vowels": {
        "Dernej": "darnaj",
        "Mohsen": "muhasan",
        "Gherenij": "gharanij",
        "Sbekhan": "subaykhan",
        "Sabheikhan": "subaykhan",
        "Rgheib": "ragib",
        "Khreita": "kharita",
        "Alshaafah": "shafa",
        "Harabeesh": "harabish",
        "Al Qosor": "qusour",
        "Mahakan": "mahkan",
    },
    "articles, sun letters and أبو": {
        "Alashara": "ashara",
        "AlUmmal": "ummal",
        "Azzabari": "zabari",
        "At Tibny": "tabni",
        "Abul Hassan": "abu_hasan",
        "Albu Hassan": "abu_hasan",
        "Abou Hamam": "abu_hamam",
        "Bu Badran": "bubadran",
    },
    "one word is misspelt": {
        "بلدة هجينن": "hajin",
        "Eastern Ghribeh": "eastern_gharibeh",
        "Al-Baghuz Tahtni": "baghuz_tahtani",
    },
}


@pytest.mark.parametrize(
    ("query", "place_id"),
    [pytest.param(*row, id=f"{habit}: {row[0]}") for habit, rows in QUERIES.items() for row in rows.items()],
)
def test_first_answer(geo: Geocoder, query: str, place_id: str) -> None:
    found = geo.geocode(query)
    assert found
    assert found[0].place is not None
    assert found[0].place.id == place_id


@pytest.mark.parametrize(
    ("query", "relation"),
    [
        ("قرب من هجين", "near"),
        ("camp near Hajin", "near"),
        ("the outskirts of Hajin", "edge"),
        ("in the vicinity of Hajin", "around"),
        ("road between Hajin and Abu Hamam", "between"),
    ],
)
def test_relation_goes_first(geo: Geocoder, query: str, relation: str) -> None:
    assert geo.geocode(query)[0].relation == relation


@pytest.mark.parametrize("query", ["معبر الفلانية النهري", "قرية الفلانية", "Zzzxqua"])
def test_nothing_is_guessed_for_an_unknown_name(geo: Geocoder, query: str) -> None:
    assert geo.geocode(query) == ()


@pytest.mark.parametrize("query", ["حي الكلاب، القورية", "جامع عثمان، غرانيج", "Gharanij clinic"])
def test_place_around_says_that_it_is_not_the_place_asked_for(geo: Geocoder, query: str) -> None:
    best = geo.geocode(query)[0]
    assert best.evidence[-1].rule == "containing"
    assert best.confidence <= 0.5


def test_twin_villages_are_answered_with_their_middle(geo: Geocoder) -> None:
    answer = geo.geocode("الباغوز")[0]
    twins = [geo.gazetteer[each] for each in ("baghuz_fawqani", "baghuz_tahtani")]
    assert answer.latitude == pytest.approx(sum(each.latitude or 0.0 for each in twins) / 2, abs=1e-4)
    assert answer.longitude == pytest.approx(sum(each.longitude or 0.0 for each in twins) / 2, abs=1e-4)
    assert answer.radius_m is not None
    assert all(answer.radius_m > (each.radius_m or 0.0) for each in twins)


def test_city_and_governorate_of_one_name_have_no_middle(geo: Geocoder) -> None:
    (mention,) = geo.geoparse("clashes in Deir-Azzor").mentions
    assert mention.place is not None
    assert (mention.latitude, mention.longitude) == (mention.place.latitude, mention.place.longitude)


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("Mayadin Desert", "mayadin_steppe"),
        ("Al Kashmah and As-Susah", "kashmah_hajin"),
        ("Ar Ramadi", "ramadi"),
    ],
    ids=["desert behind the town", "twin by its neighbour", "weak, but of the governorate"],
)
def test_first_answer_is_the_likely_one(geo: Geocoder, query: str, place_id: str) -> None:
    place = geo.geocode(query)[0].place
    assert place is not None
    assert place.id == place_id


@pytest.mark.parametrize("query", ["Tikreet", "Samarrah", "Falujjah", "Kirkook"])
def test_name_that_only_sounds_like_a_far_one_is_not_sought_abroad(geo: Geocoder, query: str) -> None:
    local = {place.id for place in geo.gazetteer if place.gazetteer == "deir_ez_zor"}
    assert all(each.place is not None and each.place.id in local for each in geo.geocode(query))


def test_article_with_a_hyphen_belongs_to_the_name(geo: Geocoder) -> None:
    document = geo.geoparse("between Subaykhan and Al-Duwair")
    assert [each.surface for each in document.mentions] == ["Subaykhan", "Al-Duwair"]
    assert [each.relation for each in document.relations] == ["between"]


def test_near_a_town_reaches_further_than_near_a_village(geo: Geocoder) -> None:
    town, village = geo.geoparse("قرب مدينة البوكمال"), geo.geoparse("قرب قرية درنج")
    reach = [
        (each.relations[0].radius_m or 0.0) - (each.mentions[0].radius_m or 0.0) for each in (town, village)
    ]
    assert reach[0] > 2 * reach[1] > 0.0
