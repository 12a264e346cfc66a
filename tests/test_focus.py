"""What a text is about: one phenomenon a test."""

import pytest

from geocoder import Geocoder
from geocoder.focus import focus_weights


def about(geo: Geocoder, text: str) -> list[str]:
    """Ids of the places that share the best score."""
    return [each.place_id for each in geo.geoparse(text).focus if each.score == 1.0]


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        # the frame gives way to what lies in it, before it and behind it
        ("عثر الأهالي على ألغام في قرية الكشمة بريف دير الزور الشرقي.", "kashma"),
        ("في محافظة دير الزور عثر الأهالي على ألغام في قرية الكشمة.", "kashma"),
        ("دير الزور - مراسلنا: سقطت قذيفة على حي القصور وأصيب طفل.", "qusour"),
        # ... and is what a text is about that names nothing in it
        ("عاد الهدوء إلى ريف دير الزور الشرقي.", "governorate_deir_ez_zor_countryside_east"),
        # the place of the event, not the one that the wounded were taken to
        ("أصيب ثلاثة بقصف على قرية الشعفة، ونقلوا إلى مشفى هجين.", "shafa"),
        # one hospital that was hit, told of again by its noun
        ("خرج مشفى النور في مدينة الميادين عن الخدمة بعد غارة أصابت المشفى مباشرة.", "nour_hospital"),
        # an event in a town that a facility is named with
        ("استهدفت طائرة مجهولة شاحنة في بلدة العشارة بعد عبورها جسر العشارة.", "ashara"),
        # the first place of a sentence is its subject, what is near it is not
        ("شيّع الأهالي شاباً في قرية الزر قرب مدينة البصيرة.", "zirr"),
        ("على بعد 45 كم غرب مدينة دير الزور تقع بلدة التبني.", "tabni"),
        # but where nothing else is named, it is near there
        ("وقع انفجار على بعد 5 كم شرق مدينة الميادين، ونقل الجرحى إلى مدينة دير الزور.", "mayadin"),
        # an office acts, a river passes, countries send troops
        ("بدأت مديرية التربية بدير الزور صيانة المدارس.", "deir_ez_zor_city"),
        ("تراجع منسوب نهر الفرات عند بلدة الشحيل.", "shuhayl"),
        ("أرسلت إيران مقاتلين إلى مدينة البوكمال.", "abu_kamal"),
    ],
)
def test_focus_of_a_short_report(geo: Geocoder, text: str, place_id: str) -> None:
    assert about(geo, text) == [place_id]


def test_members_of_a_list_share_the_focus(geo: Geocoder) -> None:
    text = "حظر تجوال في قرى الشحيل وذيبان والحوايج بريف دير الزور الشرقي."
    assert sorted(about(geo, text)) == ["hawayij", "shuhayl", "thiban"]


def test_article_about_a_town_is_not_about_its_bridge_or_hospital(geo: Geocoder) -> None:
    text = (
        "تقع بلدة العشارة على الضفة اليمنى لنهر الفرات. في العشارة سوق، ويصلها جسر العشارة بالضفة الأخرى. "
        "كان أهل العشارة يقصدون مشفى هجين وجسر الميادين، ثم عاد إلى العشارة طبيبان."
    )
    assert about(geo, text) == ["ashara"]


def test_area_that_opens_the_text_keeps_its_weight_beside_what_lies_in_it(geo: Geocoder) -> None:
    text = "تضم مدينة دير الزور أحياء عدة منها الجورة والقصور والحويقة. وتهدم معظم حي الحميدية."
    assert about(geo, text) == ["deir_ez_zor_city"]


def test_title_counts_with_the_first_sentence(geo: Geocoder) -> None:
    text = "خدمات المياه في مدينة البوكمال\nعادت ورشات الصيانة. وفي مدينة الميادين ثلاث محطات."
    assert about(geo, text) == ["abu_kamal"]


GOVERNORATE = "تقرير عن الخدمات في محافظة دير الزور\n"
TOWNS = "في الميادين ثلاث محطات مياه. وفي البوكمال محطتان. في القورية مدرسة. وفي هجين مشفى. في العشارة فرن. "


def test_area_is_supported_by_the_places_in_it_without_the_largest(geo: Geocoder) -> None:
    many = geo.geoparse(GOVERNORATE + TOWNS).focus
    one = geo.geoparse(
        GOVERNORATE + "في هجين مشفى. في هجين محطة. في هجين مدرسة. في هجين فرن. في هجين سوق. "
    ).focus
    assert many[0].place_id == "governorate_deir_ez_zor"
    assert one[0].place_id == "hajin"


def test_weights_are_shares_or_additions() -> None:
    weights = focus_weights()
    assert weights.lead > 0
    assert weights.event > 0
    shares = (weights.later, weights.frame, weights.again, weights.back_reference, *weights.kinds.values())
    assert all(0 < share < 1 for share in shares)
