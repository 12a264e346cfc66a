"""Back-references: what stands in their way, and which of several places they mean."""

import pytest

from geocoder import Geocoder
from geocoder.model import Mention, Status


def referring(geo: Geocoder, text: str, noun: str) -> Mention | None:
    """The last mention of a noun."""
    return next((each for each in reversed(geo.geoparse(text).mentions) if each.surface == noun), None)


def place_of(geo: Geocoder, text: str, noun: str) -> str | None:
    mention = referring(geo, text, noun)
    return mention.place.id if mention is not None and mention.place is not None else None


@pytest.mark.parametrize(
    ("text", "noun", "place_id"),
    [
        (
            "أُغلق مشفى هجين. لم يبق في البلدة مشفى يستقبل الجرحى. ينتظر الناس المشفى.",
            "المشفى",
            "hajin_hospital",
        ),
        ("جسر الميادين مقطوع. لا جسر سواه. ينتظر الناس إصلاح الجسر.", "الجسر", "mayadin_bridge"),
        ("في الناحية مشفى صغير هو مشفى هجين. وصل الجرحى إلى المشفى.", "المشفى", "hajin_hospital"),
        ("عند البلدة جسر خشبي اسمه جسر العشارة. وقف الناس على الجسر.", "الجسر", "ashara_bridge"),
        ("بلدة الشعفة محاصرة. أصبحت بلدة مهجورة. خرج أهل البلدة.", "البلدة", "shafa"),
        ("قلعة الرحبة عالية. حولها آثار سور. نزل الزوار من القلعة.", "القلعة", "rahba_castle"),
    ],
)
def test_a_noun_that_is_denied_or_named_at_once_is_nothing_new(
    geo: Geocoder, text: str, noun: str, place_id: str
) -> None:
    assert place_of(geo, text, noun) == place_id


def test_what_a_town_became_is_no_mention(geo: Geocoder) -> None:
    mentions = geo.geoparse("مدينة هجين محاصرة. باتت مدينة منكوبة.").mentions
    assert [each.surface for each in mentions] == ["مدينة هجين"]


def test_a_thing_without_a_name_is_soon_forgotten(geo: Geocoder) -> None:
    text = "قصف مشفى هجين. وهناك مشفى في البادية. وصل الجرحى.{} عاد المشفى للعمل."
    assert referring(geo, "قصف مشفى هجين. وهناك مشفى في البادية. عاد المشفى للعمل.", "المشفى") is None
    assert place_of(geo, text.format(" نام الناس."), "المشفى") == "hajin_hospital"


@pytest.mark.parametrize(
    ("text", "noun", "place_id"),
    [
        ("تبعد القورية عن البوكمال ساعة. شوارع المدينة ضيقة.", "المدينة", "quriyah"),
        ("سار الموكب في هجين قادماً مروراً بغرانيج. استقبله أهل البلدة.", "البلدة", "hajin"),
        ("الشحيل بلدة كبيرة تتبع لها قرى الحوايج وذيبان. في البلدة سوق.", "البلدة", "shuhayl"),
        ("بلدة هجين كبيرة. قصف الطريق بين غرانيج والشعفة. نزح أهل البلدة.", "البلدة", "hajin"),
    ],
)
def test_what_is_named_for_the_sake_of_another_is_less_present(
    geo: Geocoder, text: str, noun: str, place_id: str
) -> None:
    assert place_of(geo, text, noun) == place_id


def test_a_village_is_no_town_where_a_town_is_spoken_of(geo: Geocoder) -> None:
    assert place_of(geo, "هجين مكتظة. وصلوا من السيال. في البلدة سوق.", "البلدة") == "hajin"


def test_what_refers_to_a_doubtful_place_is_doubtful(geo: Geocoder) -> None:
    first, second = geo.geoparse("اشتباكات في الباغوز. خرج أهل البلدة.").mentions
    assert first.status is second.status is Status.AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "noun", "place_id"),
    [
        ("سكنوا حويجة صكر، وهي جزيرة خضراء. عاد أهل الجزيرة.", "الجزيرة", "hawija_saqr"),
        ("وصلوا إلى حويجة صكر ثم إلى أرياف الجزيرة.", "الجزيرة", None),
        ("وصلوا إلى قلعة الرحبة. سُرق الموقع ليلاً.", "الموقع", "rahba_castle"),
        ("وصلوا إلى قلعة الرحبة. يحيط بها خندق، ويطل الحصن على السهل.", "الحصن", "rahba_castle"),
        ("وصلوا إلى قلعة الرحبة. حفر اللصوص في الموقع الأثري.", "الموقع", "rahba_castle"),
        ("قصف على هجين. حدثوا الموقع.", "الموقع", None),
    ],
)
def test_nouns_that_only_refer_back(geo: Geocoder, text: str, noun: str, place_id: str | None) -> None:
    assert place_of(geo, text, noun) == place_id


def test_the_two_rivers_are_those_named_before(geo: Geocoder) -> None:
    both = referring(geo, "الفرات والخابور يلتقيان. سهول بين النهرين.", "النهرين")
    assert both is not None
    assert {each.place_id for each in both.candidates} == {"euphrates", "khabur"}


def test_the_river_is_one_that_the_text_has_named(geo: Geocoder) -> None:
    assert place_of(geo, "قصف على ضفاف نهر الفرات. غرق طفل في النهر.", "النهر") == "euphrates"
    assert place_of(geo, "سدود على نهر الخابور. غرق طفل في النهر.", "النهر") == "khabur"
    assert referring(geo, "غرق طفل في النهر.", "النهر") is None


def test_a_dual_noun_that_is_a_name_stays_one_without_two_places_before(geo: Geocoder) -> None:
    assert place_of(geo, "قافلة من تدمر والقريتين نحو هجين", "القريتين") == "qaryatein"
    assert place_of(geo, "قصف قريتي مراط ومظلوم. نزح أهل القريتين.", "القريتين") == "marat"


def test_cities_elsewhere_do_not_make_the_governorate_theirs(geo: Geocoder) -> None:
    text = "ازدحام في هجين لمسافري الرقة والحسكة. أرسلت المحافظة سيارات."
    assert place_of(geo, text, "المحافظة") == "governorate_deir_ez_zor"


@pytest.mark.parametrize("said", ["Hajin is a town.", "Hajin, a town by the river, fell."])
def test_the_town_is_not_what_lies_south_of_it(geo: Geocoder, said: str) -> None:
    assert place_of(geo, f"{said} They took Shafa, to the south of the town.", "town") == "hajin"


def test_a_noun_that_meant_another_thing_before_is_doubtful(geo: Geocoder) -> None:
    text = "جسر العشارة قديم. عبر الناس الجسر. ثم وصلوا إلى جسر الميادين. رمموا الجسر. وقفوا على الجسر."
    bridges = [each for each in geo.geoparse(text).mentions if each.surface == "الجسر"]
    assert [each.status for each in bridges] == [Status.RESOLVED, Status.AMBIGUOUS, Status.AMBIGUOUS]
    assert {each.place_id for each in bridges[2].candidates} == {"ashara_bridge", "mayadin_bridge"}


def test_a_noun_that_only_refers_back_may_be_a_name_behind_another(geo: Geocoder) -> None:
    (town,) = geo.geoparse("معارك في بلدة الحصن").mentions
    assert town.surface == "بلدة الحصن"
    assert town.status is Status.UNLOCATED


def test_mesopotamia_is_no_pair_of_rivers(geo: Geocoder) -> None:
    assert referring(geo, "بين الفرات والخابور آثار من بلاد ما بين النهرين.", "النهرين") is None


def test_the_label_of_a_form_is_no_ruin(geo: Geocoder) -> None:
    labelled, plain = (geo.geocode(query)[0] for query in ("الموقع: غرانيج", "غرانيج"))
    assert labelled.place == plain.place
    assert labelled.confidence == plain.confidence


def test_a_town_is_no_bakery_though_the_words_stand_together(geo: Geocoder) -> None:
    assert referring(geo, "بقي في غرانيج فرن واحد. توقف الفرن أمس.", "الفرن") is None
    assert place_of(geo, "غرانيج بلدة كبيرة. سوق البلدة مغلق.", "البلدة") == "gharanij"
