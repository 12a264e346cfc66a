"""Names that no gazetteer holds: which words behind a generic noun make one, and where it ends."""

import pytest

from geocoder import Geocoder


@pytest.mark.parametrize(
    "surface",
    [
        "مدرسة الشهيد أحمد عبد الجاسم",
        "مدرسة ابن الهيثم",
        "مفرق محمود الصالح",
        "معسكر الضبيعان",
        "مزارع الضبيعان",
        "مخبز الضبيعان الاحتياطي",
        "ثانوية الضبيعان المهنية",
        "مدرسة الشعفة الغربية",
        "جامع غرانيج الكبير",
    ],
)
def test_the_whole_name_is_one_unlocated_mention(geo: Geocoder, surface: str) -> None:
    first = geo.geoparse(f"عند {surface} في بلدة هجين").mentions[0]
    assert (first.surface, first.place) == (surface, None)


@pytest.mark.parametrize(
    "text",
    [
        "حقل قطن قرب النهر",
        "معمل بلاط للبيع",
        "جسر متحرك",
        "سوق الاقتصاد",
        "عن طريق أحمد",
        "حاجز للشرطة",
        "مناطق ضبيعان",
        "نُقل المخبز إلى الجهة الأخرى",
    ],
)
def test_a_thing_is_no_name(geo: Geocoder, text: str) -> None:
    assert not geo.geoparse(text).mentions


def test_a_particle_ends_a_name(geo: Geocoder) -> None:
    found = [each.surface for each in geo.geoparse("مدرسة محمود في غرانيج").mentions]
    assert found == ["مدرسة محمود", "غرانيج"]


def test_a_rare_name_may_end_like_an_adverb(geo: Geocoder) -> None:
    [school, _] = geo.geoparse("دوام مدرسة أكاديميا في هجين").mentions
    assert (school.surface, school.place) == ("مدرسة أكاديميا", None)
