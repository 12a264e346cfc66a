"""Misspelt and transliterated names: costs of edits, sounds, and what may never meet."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from geocoder import Geocoder
from geocoder.edits import edit_cost
from geocoder.fuzzy import FuzzyNames
from geocoder.latin import LatinNames, phrase_sound, skeleton, sound
from geocoder.normalize import fold

words = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"), min_size=1, max_size=8)
latin_words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=1, max_size=10)


@pytest.fixture(scope="module")
def names(geo: Geocoder) -> FuzzyNames:
    return FuzzyNames(geo.index)


@given(words)
def test_same_word_costs_nothing(word: str) -> None:
    assert edit_cost(word, word) == 0


@given(words, words)
def test_cost_is_positive_and_at_most_the_number_of_edits(written: str, meant: str) -> None:
    cost = edit_cost(written, meant)
    assert (cost > 0) == (written != meant)
    assert cost <= Levenshtein.distance(written, meant)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("قصوره", "قصورا"), ("قصوره", "قصورم")),
        (("ذيبان", "ديبان"), ("ذيبان", "ميبان")),
        (("صقر", "صكر"), ("صقر", "صمر")),
        (("طيانه", "تيانه"), ("طيانه", "ميانه")),
        (("هرابيش", "هرابش"), ("هرابمش", "هرابش")),
        (("حططله", "حطله"), ("حطمله", "حطله")),
        (("بوكامل", "بوكمال"), ("بوكسمل", "بوكمال")),
    ],
)
def test_likelier_slip_costs_less(near: tuple[str, str], far: tuple[str, str]) -> None:
    assert edit_cost(*near) < edit_cost(*far)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("هاربش", "هرابش"),
        ("بوكامل", "بوكمال"),
        ("قصرو", "قصور"),
        ("جروه", "جوره"),
        ("ميداين", "ميادين"),
        ("abdc", "abcd"),
    ],
)
def test_transposition_is_one_edit_and_no_cheaper_than_a_near_letter(written: str, meant: str) -> None:
    assert edit_cost("ذيبان", "ديبان") <= edit_cost(written, meant) <= 1


def test_no_name_is_a_misspelling_of_another(geo: Geocoder, names: FuzzyNames) -> None:
    vocabulary = {word for entry in geo.index.entries if not entry.latin for word in entry.core.split()}
    assert len(vocabulary) > 1_000
    assert not [word for word in vocabulary if names.guesses(word)]


@pytest.mark.parametrize("word", ["العرضي", "العرفي", "والعرضي", "بالعرفي"])
def test_two_districts_one_letter_apart_stay_apart(names: FuzzyNames, word: str) -> None:
    assert names.guesses(fold(word)) == ()


@pytest.mark.parametrize("word", ["الحكومة", "المدنيين", "القصف", "والميليشيات", "الديري", "الميادينيون"])
def test_ordinary_words_and_demonyms_are_no_misspelt_names(names: FuzzyNames, word: str) -> None:
    assert names.guesses(fold(word)) == ()


@pytest.mark.parametrize(
    ("word", "meant"), [("هرابيش", "هرابش"), ("الحسنيية", "حسينيه"), ("وبالطحطوخ", "طحطوح")]
)
def test_guess(names: FuzzyNames, word: str, meant: str) -> None:
    assert meant in [guess.word for guess in names.guesses(fold(word))]


def test_gate_rises_with_the_length_and_behind_a_noun(names: FuzzyNames) -> None:
    gates = [names.gate("ا" * length, headed=False) for length in range(3, 12)]
    assert gates == sorted(gates)
    assert gates[0] == 0
    assert all(names.gate("ا" * length, headed=True) >= gates[length - 3] for length in range(3, 12))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("husseiniyah", "husayniya"),
        ("qusour", "gusoor"),
        ("qusour", "kusur"),
        ("mayadin", "mayadeen"),
        ("busayrah", "bussairah"),
        ("dhiban", "thiban"),
        ("dhiban", "ziban"),
        ("joura", "jourah"),
        ("shafah", "chafa"),
        ("abu", "abou"),
        ("zour", "zawr"),
        ("sakr", "saqr"),
        ("tayana", "tayyana"),
        ("omar", "umar"),
        ("muhasan", "mohassan"),
    ],
)
def test_spellings_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hajin", "majin"), ("hajin", "hagin"), ("khasham", "hasham"), ("hatla", "hamla")]
)
def test_names_that_sound_different(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(latin_words)
def test_sound_has_few_letters_and_no_doubling(word: str) -> None:
    heard = sound(word)
    assert set(heard) <= set("abdfhijklmnrstuwxy")
    assert all(a != b for a, b in pairwise(heard))


@given(latin_words)
def test_skeleton_is_the_sound_without_vowels(word: str) -> None:
    heard = sound(word)
    kept = skeleton(heard)
    assert kept == heard or not set(kept) & set("aiu")


@pytest.mark.parametrize("phrase", ["deir ez zor", "dayr az zawr", "deir al zour", "deir zor"])
def test_articles_are_not_heard(phrase: str) -> None:
    assert phrase_sound(phrase) == phrase_sound("deir ezzor")


def test_latin_name_is_found_by_its_own_sound(geo: Geocoder) -> None:
    names = LatinNames(geo.index)
    entry = geo.index.by_core["hajin"]
    found = names.find(phrase_sound("hajin"))
    assert found is not None
    assert found[1] == 1.0
    assert {name.place for name in entry.names} <= {name.place for name in found[0].names}
    assert names.knows(phrase_sound("hajin"))
    assert names.find("xkxk") is None
