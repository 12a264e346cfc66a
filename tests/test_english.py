"""English and transliterated text: articles, capitals, spellings, quarters elsewhere, nouns around names."""

import pytest

from geocoder import Geocoder
from geocoder.latin import written_alike


def found(geo: Geocoder, text: str) -> list[tuple[str, str | None]]:
    return [(each.surface, each.place.id if each.place else None) for each in geo.geoparse(text).mentions]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("a market at Gharanij", "Gharanij"),
        ("talks at al-Tayana", "al-Tayana"),
        ("as Subaykhan burned", "Subaykhan"),
        ("At Ashara a boat sank", "Ashara"),
        ("between the silos and At-Tabni", "At-Tabni"),
        ("fled from Ash Shafah", "Ash Shafah"),
        ("a raid on ash-Shafah", "ash-Shafah"),
    ],
)
def test_preposition_is_no_article(geo: Geocoder, text: str, surface: str) -> None:
    assert [each for each, _ in found(geo, text)] == [surface]


@pytest.mark.parametrize(
    "text",
    [
        "A tanker and a quieter engine were seen near Hajin.",
        "Karate is taught in Hajin.",
        "Officials said that Hamoud was in Hajin.",
        "SANA spoke of Hajin.",
        "Riad came to Hajin.",
    ],
)
def test_ordinary_words_and_people_are_no_names_by_sound(geo: Geocoder, text: str) -> None:
    assert found(geo, text) == [("Hajin", "hajin")]


def test_name_by_sound_needs_a_capital_where_the_text_has_any(geo: Geocoder) -> None:
    assert found(geo, "Bread reached gharaneej today") == []
    assert found(geo, "Bread reached Gharaneej today") == [("Gharaneej", "gharanij")]
    assert found(geo, "bread reached gharaneej today") == [("gharaneej", "gharanij")]


@pytest.mark.parametrize(("one", "other"), [("ghranij", "granij"), ("diban", "theban"), ("kusour", "qusour")])
def test_consonants_of_one_letter_agree(one: str, other: str) -> None:
    assert written_alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("purge", "burqa"), ("dagger", "zaghir"), ("query", "ghuri")])
def test_consonants_of_two_letters_do_not(one: str, other: str) -> None:
    assert not written_alike(one, other)


@pytest.mark.parametrize("spelling", ["Deir Ezzor", "Deir Azzor", "Deirezzor", "DEIR EZZOR"])
def test_common_spelling_is_the_city_and_not_its_airport(geo: Geocoder, spelling: str) -> None:
    last = found(geo, f"They left {spelling} city. In spring they came back to {spelling}.")[-1]
    assert last == (spelling, "deir_ez_zor_city")


@pytest.mark.parametrize(
    "text",
    [
        "a fire in al-Hamidiyah quarter in Homs",
        "a fire in the al-Hamidiyah quarter of Homs city",
        "a fire in al-Hamidiyah, in the city of Homs",
        "a fire in al-Hamidiyah, Homs",
        "a fire in Homs's al-Hamidiyah quarter",
        "a fire in the al-Khalidiyah and al-Hamidiyah quarters of Homs",
    ],
)
def test_quarter_of_another_city_is_not_the_one_here(geo: Geocoder, text: str) -> None:
    assert ("al-Hamidiyah", None) in found(geo, text)


def test_quarter_of_this_city_stays(geo: Geocoder) -> None:
    text = "al-Joura and al-Qusour neighbourhoods of Deir ez-Zor"
    assert found(geo, text)[:2] == [("al-Joura", "joura"), ("al-Qusour", "qusour")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("snow on Mount Baghuz", "baghuz_mountain"),
        ("the mosque of Fateh", "fateh_mosque"),
        ("the kingdom of Mari", "mari_tell_hariri"),
        ("the fortress of Halabiyeh", "halabiye_fortress"),
    ],
)
def test_noun_before_a_name_that_carries_it_behind(geo: Geocoder, text: str, place: str) -> None:
    assert [each for _, each in found(geo, text)] == [place]


@pytest.mark.parametrize(
    "text", ["the Khabur clans met", "the tribe of Shaitat", "Radio Hajin", "Mayadin Radio"]
)
def test_tribes_and_stations_are_no_places(geo: Geocoder, text: str) -> None:
    assert found(geo, text) == []
