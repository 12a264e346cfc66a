"""What phrases around a mention say of it: relation, direction, distance, anchors, span."""

import pytest

from geocoder import Geocoder
from geocoder.model import Relation


def only(geo: Geocoder, text: str) -> Relation:
    (relation,) = geo.geoparse(text).relations
    return relation


@pytest.mark.parametrize(
    ("text", "bearing", "distance_m"),
    [
        ("على بعد 5 كم غرب حي الجورة", 270, 5_000),
        ("على بعد ٥ كم غرب حي الجورة", 270, 5_000),
        ("على بعد 45 كم شرقي مدينة دير الزور", 90, 45_000),
        ("على بعد خمسة كيلومترات جنوب شرق مدينة الميادين", 135, 5_000),
        ("ثلاثة كيلومترات ونصف عن مدينة الميادين", None, 3_500),
        ("على بعد 500 متر من حي الجورة", None, 500),
        ("تبعد عن مدينة دير الزور حوالي /20/ كم", None, 20_000),
        ("تبعد 20 كم عن مدينة دير الزور", None, 20_000),
        ("10 km east of Deir ez-Zor", 90, 10_000),
        ("about 10 km to the east of Deir ez-Zor", 90, 10_000),
        ("about 3 miles south of Hajin", 180, 3 * 1_609.344),
    ],
)
def test_distance(geo: Geocoder, text: str, bearing: float | None, distance_m: float) -> None:
    relation = only(geo, text)
    assert (relation.relation, relation.bearing, relation.distance_m) == ("distance", bearing, distance_m)
    assert relation.surface == text


@pytest.mark.parametrize(
    ("word", "bearing"),
    [
        *[("شمال", 0), ("شمالي", 0), ("شمال شرق", 45), ("شمالي شرقي", 45), ("شرق", 90), ("شرقي", 90)],
        *[("جنوب شرق", 135), ("جنوب", 180), ("جنوب غربي", 225), ("غرب", 270), ("شمال غرب", 315)],
    ],
)
def test_compass_word(geo: Geocoder, word: str, bearing: float) -> None:
    relation = only(geo, f"{word} مدينة الميادين")
    assert (relation.relation, relation.bearing, relation.anchors) == ("bearing", bearing, ("mayadin",))


@pytest.mark.parametrize(
    ("text", "relation", "bearing"),
    [
        ("عند المدخل الجنوبي لمدينة الميادين", "entrance", 180),
        ("مدخل مدينة دير الزور الغربي", "entrance", 270),
        ("أطراف مدينة الميادين الشرقية", "edge", 90),
        ("الأطراف الغربية لبلدة هجين", "edge", 270),
    ],
)
def test_side_before_and_behind_the_anchor(geo: Geocoder, text: str, relation: str, bearing: float) -> None:
    found = only(geo, text)
    assert (found.relation, found.bearing, found.surface) == (relation, bearing, text)


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("بين بقرص والزباري", ("buqrus", "zabari")),
        ("بين بلدتي ذيبان والطيانة", ("thiban", "tayyana")),
        ("بين مدينة الميادين وبين بلدة العشارة", ("mayadin", "ashara")),
        ("من مدينة الميادين حتى مدينة البوكمال", ("mayadin", "abu_kamal")),
        ("between Hajin and al-Susah", ("hajin", "susa")),
    ],
)
def test_between_has_two_anchors(geo: Geocoder, text: str, anchors: tuple[str, str]) -> None:
    relation = only(geo, text)
    assert (relation.relation, relation.anchors, relation.surface) == ("between", anchors, text)


def test_between_one_place_and_nothing_is_none(geo: Geocoder) -> None:
    assert geo.geoparse("بين مدينة الميادين").relations == ()


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("انفجار بالقرب من حقل التيم أمس", "بالقرب من حقل التيم"),
        ("وعلى أطراف بلدة عياش", "على أطراف بلدة عياش"),
        ("القرى الملاصقة لحي الجورة كلها", "الملاصقة لحي الجورة"),
        ("قرب «حي الجورة»", "قرب «حي الجورة"),
    ],
)
def test_span_is_the_phrase(geo: Geocoder, text: str, surface: str) -> None:
    assert only(geo, text).surface == surface


def test_anchor_keeps_its_own_coordinates(geo: Geocoder) -> None:
    document = geo.geoparse("على بعد 5 كم غرب حي الجورة")
    (mention,), (relation,) = document.mentions, document.relations
    joura = geo.gazetteer["joura"]
    assert (mention.latitude, mention.longitude) == (joura.latitude, joura.longitude)
    assert relation.longitude is not None
    assert joura.longitude is not None
    assert relation.longitude < joura.longitude - 0.04


def test_relation_to_an_unlocated_place_has_no_ground(geo: Geocoder) -> None:
    relation = only(geo, "قرب قرية ضبيعان")
    assert (relation.anchors, relation.latitude, relation.radius_m, relation.footprint) == (
        (),
        None,
        None,
        None,
    )


def test_relation_is_less_sure_than_its_anchor(geo: Geocoder) -> None:
    document = geo.geoparse("على بعد 5 كم غرب حي الجورة")
    assert document.relations[0].confidence < document.mentions[0].confidence


def test_evidence_says_what_was_read(geo: Geocoder) -> None:
    (evidence,) = only(geo, "بالقرب من حقل التيم").evidence
    assert (evidence.rule, evidence.detail) == ("relation", "near: بالقرب من")


def test_filtered_mention_anchors_nothing(geo: Geocoder) -> None:
    assert geo.geoparse("قرب قناة الميادين").relations == ()


@pytest.mark.parametrize("text", ["شرقي البلاد", "في حي الجورة", "جنوبا نحو حي الجورة", "5 كم في حي الجورة"])
def test_no_relation(geo: Geocoder, text: str) -> None:
    assert geo.geoparse(text).relations == ()


@pytest.mark.parametrize(
    ("text", "relation", "bearing", "distance_m"),
    [
        ("إلى الغرب من مدينة دير الزور", "bearing", 270, None),
        ("إلى الشمال من مدينة الميادين", "bearing", 0, None),
        ("شرق مدينة الميادين بمسافة 10 كم", "distance", 90, 10_000),
        ("على الضفة الشرقية لنهر الفرات", "along", 90, None),
        ("على الضفة الغربية من نهر الفرات", "along", 270, None),
        ("الضفة الجنوبية من الفرات", "along", 180, None),
        ("على ضفة نهر الفرات الشمالية", "along", 0, None),
        ("على الضفة اليسرى لنهر الفرات", "along", None, None),
        ("ضفتي الفرات", "along", None, None),
        ("eastern bank of the Euphrates", "along", 90, None),
        ("western entrance of Mayadin", "entrance", 270, None),
        ("على بعد 3 أميال من بلدة هجين", "distance", None, 3 * 1_609.344),
    ],
)
def test_parts_in_other_orders(
    geo: Geocoder, text: str, relation: str, bearing: float | None, distance_m: float | None
) -> None:
    found = only(geo, text)
    assert (found.relation, found.bearing, found.distance_m) == (relation, bearing, distance_m)
    assert found.surface == text
