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
        ("مفرق الشعفة", "shafa"),
        ("معبر الشعفة", "shafa"),
        ("حاجز غرانيج", "gharanij"),
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


def test_a_facility_named_after_its_town_is_that_one(geo: Geocoder) -> None:
    assert read(geo.geoparse("نقل الجرحى إلى مشفى مدينة هجين")) == [("مشفى مدينة هجين", "hajin_hospital")]
