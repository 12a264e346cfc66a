"""Phrases of relations as news and place columns write them, one phenomenon a test."""

import pytest

from geocoder import Geocoder
from geocoder.model import Relation


def only(geo: Geocoder, text: str) -> Relation:
    (relation,) = geo.geoparse(text).relations
    return relation


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("قرب قرية «الكشمة»", "near"),
        ('في محيط بلدة "غرانيج"', "around"),
        ("مقابل بلدة (العشارة)", "opposite"),
        ("مقابيل بلدة العشارة", "opposite"),
        ("بوجه بلدة العشارة", "opposite"),
        ("لزق بلدة العشارة", "adjacent"),
        ("حذا بلدة العشارة", "near"),
        ("لحد بلدة العشارة", "upto"),
        ("لعند بلدة العشارة", "upto"),
        ("يشرف على بلدة العشارة", "overlooking"),
        ("قرب #غرانيج", "near"),
    ],
)
def test_quote_bracket_or_hashtag_before_the_name(geo: Geocoder, text: str, relation: str) -> None:
    assert only(geo, text).relation == relation


def test_distance_reaches_over_a_quote(geo: Geocoder) -> None:
    assert only(geo, 'على بعد 7 كم من بلدة "غرانيج"').distance_m == 7_000


@pytest.mark.parametrize(
    "text",
    [
        "الطريق بين بلدة غرانيج الواقعة شرق النهر وبلدة الكشكية",
        "معبر بين غرانيج (على الضفة اليسرى) والكشكية",
        "بين غرانيج شرقاً والكشكية غرباً",
        "بين كل من غرانيج والكشكية",
        "الواصل بين: غرانيج والكشكية",
        'بين بلدتي "غرانيج" و"الكشكية"',
        "بين بلدتي غرانيج - الكشكية",
        "مابين غرانيج والكشكية",
        "الجسر الذي يصل غرانيج بالكشكية",
    ],
)
def test_between_with_something_in_between(geo: Geocoder, text: str) -> None:
    relations = geo.geoparse(text).relations
    assert ("gharanij", "kishkiyah") in [each.anchors for each in relations if each.relation == "between"]


@pytest.mark.parametrize("text", ["بين غرانيج التي هدأت. وقصفت الكشكية", "بين غرانيج وغرانيج"])
def test_not_between(geo: Geocoder, text: str) -> None:
    assert geo.geoparse(text).relations == ()


@pytest.mark.parametrize(
    "text",
    [
        "نزح الأهالي من غرانيج إلى الكشكية",
        "توجهت حافلة من غرانيج باتجاه الكشكية",
        "نقل الجرحى من غرانيج إلى مشفى الكسرة",
    ],
)
def test_journey_is_no_place_between(geo: Geocoder, text: str) -> None:
    assert geo.geoparse(text).relations == ()


@pytest.mark.parametrize(
    "text",
    [
        "الطريق من غرانيج إلى هجين",
        "المنطقة الممتدة من غرانيج باتجاه هجين",
        "من غرانيج حتى هجين",
        "من غرانيج شمالاً وحتى هجين جنوباً",
        "بدءاً من غرانيج وصولاً إلى هجين",
        "ابتداء بغرانيج وانتهاء بهجين",
        "the road from Gharanij to Hajin",
    ],
)
def test_what_reaches_from_one_place_to_another(geo: Geocoder, text: str) -> None:
    relation = only(geo, text)
    assert (relation.relation, relation.anchors) == ("between", ("gharanij", "hajin"))


@pytest.mark.parametrize(
    ("text", "distance_m"),
    [
        ("تبعد غرانيج عن هجين 18 كم", 18_000),
        ("تبعد بلدة غرانيج عن بلدة هجين حوالي 18 كم", 18_000),
        ("تبعد غرانيج نحو 18 كم عن هجين", 18_000),
        ("قرية صغيرة تبعد عن هجين 18 كم", 18_000),
        ("وتبعد عن هجين 18 كم", 18_000),
        ("يبعد الحاجز عن محيط هجين ما يقارب 3 كم", 3_000),
        ("تفصلها عن هجين مسافة 3 كم", 3_000),
    ],
)
def test_distance_is_from_what_follows_the_preposition(geo: Geocoder, text: str, distance_m: float) -> None:
    relation = only(geo, text)
    assert (relation.relation, relation.anchors, relation.distance_m) == ("distance", ("hajin",), distance_m)


def test_distance_verb_before_its_subject_alone_is_no_relation(geo: Geocoder) -> None:
    assert geo.geoparse("تبعد غرانيج كثيراً").relations == ()


@pytest.mark.parametrize(
    ("text", "bearing"),
    [
        ("تبعد عن هجين 35 كم إلى الجنوب الغربي", 225),
        ("تبعد عن هجين 35 كم باتجاه الشمال الشرقي", 45),
        ("تبعد عن هجين 35 كم جنوباً", 180),
    ],
)
def test_bearing_behind_a_distance(geo: Geocoder, text: str, bearing: float) -> None:
    assert only(geo, text).bearing == bearing


@pytest.mark.parametrize(
    ("text", "distance_m"),
    [
        ("5كم غرب هجين", 5_000),
        ("على بعد 20 كيلو متراً غرب هجين", 20_000),
        ("على بعد 30 كم تقريباً غرب هجين", 30_000),
        ("على بعد كيلومترين غرب هجين", 2_000),
        ("على بعد كيلومتر واحد غرب هجين", 1_000),
        ("على بعد نصف كيلومتر غرب هجين", 500),
        ("على بعد مئتي متر غرب هجين", 200),
        ("غرب هجين بـ 15 كم", 15_000),
        ("غرب هجين ب15كم", 15_000),
        ("غربي هجين بعشرين كيلومتراً", 20_000),
        ("12km west of Hajin", 12_000),
        ("12 km (7.5 mi) west of Hajin", 12_000),
        ("Six km to the west of Hajin", 6_000),
        ("6 km W of Hajin", 6_000),
    ],
)
def test_distance_as_it_is_written(geo: Geocoder, text: str, distance_m: float) -> None:
    relation = only(geo, text)
    assert (relation.relation, relation.bearing, relation.distance_m) == ("distance", 270, distance_m)


@pytest.mark.parametrize(
    "text",
    [
        "15km from Hajin",
        "less than fifteen km from Hajin",
        "15 km upstream from Hajin",
        "15 km (9 mi) away from Hajin",
    ],
)
def test_english_distance_without_a_side(geo: Geocoder, text: str) -> None:
    assert only(geo, text).distance_m == 15_000


@pytest.mark.parametrize(
    "text",
    [
        "they drove 300 km to Hajin",
        "وبعدها بكيلومترين هجين",
        "ظهر شرقاً حي الجورة",
        "عند الساعة 5م من هجين",
        "اغتيل إمام جامع العرفي",
        "the control over Hajin",
        "the nearby Hajin bridge",
    ],
)
def test_no_relation(geo: Geocoder, text: str) -> None:
    assert geo.geoparse(text).relations == ()


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("وقفوا أمام جامع العرفي", "near"),
        ("المتاخمة لبلدة هجين", "adjacent"),
        ("القريتين المقابلتين لبلدة هجين", "opposite"),
        ("على الضفة المقابلة لبلدة هجين", "opposite"),
        ("تقابل على الضفة اليمنى بلدة هجين", "opposite"),
        ("على الطرف الغربي لبلدة هجين", "edge"),
        ("مخرج هجين", "entrance"),
        ("Hajin's southern outskirts", "edge"),
        ("Hajin city's entrance", "entrance"),
        ("across the river from Hajin", "opposite"),
        ("as far as Hajin", "upto"),
        ("the hills that overlook Hajin", "overlooking"),
    ],
)
def test_relation_word(geo: Geocoder, text: str, relation: str) -> None:
    assert only(geo, text).relation == relation


def test_side_of_what_is_adjacent(geo: Geocoder) -> None:
    relation = only(geo, "الأرض الملاصقة لبلدة هجين من الشرق")
    assert (relation.relation, relation.bearing) == ("adjacent", 90)


def test_bounds_lie_on_the_other_side(geo: Geocoder) -> None:
    north, south = geo.geoparse("يحدها من الشمال قرية أبريهة ومن الجنوب مدينة الشحيل").relations
    assert (north.relation, north.bearing, north.anchors) == ("adjacent", 180, ("abriha",))
    assert (south.relation, south.bearing, south.anchors) == ("adjacent", 0, ("shuhayl",))


@pytest.mark.parametrize(
    "query",
    [
        "Hajin (10 km E)",
        "Hajin, 10 km east",
        "هجين شرقاً 10 كم",
        "هجين (10 كم شرقا)",
        "شرق هجين (10 كم)",
        "شرق هجين 10كم",
    ],
)
def test_place_column_with_a_distance(geo: Geocoder, query: str) -> None:
    best = geo.geocode(query)[0]
    hajin = geo.gazetteer["hajin"]
    assert best.distance_m == 10_000
    assert best.longitude is not None
    assert hajin.longitude is not None
    assert best.longitude == pytest.approx(hajin.longitude + 0.109, abs=0.003)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("في بادية بلدة الدوير", ["dweir_steppe"]),
        ("ريف بلدة الكسرة الغربي", ["kasra_countryside_west"]),
        ("في باديتي الميادين والبوكمال", ["mayadin_steppe", "abu_kamal_steppe"]),
        ("الريف الشرقي لمدينة الميادين", ["mayadin_countryside_east"]),
    ],
)
def test_region_of_a_place_behind_its_noun(geo: Geocoder, text: str, places: list[str]) -> None:
    found = [each.place.id for each in geo.geoparse(text).mentions if each.place is not None]
    assert found == places
