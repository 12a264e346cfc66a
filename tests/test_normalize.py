"""The normalizer: held against a slow reference, and every row of its tables by itself."""

import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geocoder.normalize import fold, normalize

sys.path.insert(0, str(Path(__file__).parent))
from reference_normalize import APOSTROPHES, FOLDED_LETTERS, reference_fold, reference_words

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآٱىةؤئء"
FOREIGN = "".join(letter for letter in FOLDED_LETTERS if letter not in ARABIC)
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0610\u06d6\u06e5"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202b\u202c\u202e\u2066\u2069\ufe0f"
TATWEEL = "ـ"
LATIN = "abcdehijsuzAIKS" + "áÀçéêğİíñōśšūżẓḥṭḌ"
SEPARATORS = " \t\n\r\u00a0\u2003\u3000_\\-\u2010\u2013\u2014"
SIGNS = ".،؛؟!*·•…~()[]«»\"'\u2018\u2019\u02bf`&;#@/%"
PRESENTATION = "ﺩﻳﺮﺍﻟﺰﻭﻻﻼﻷﺔﻰﷲﷺ\ufdfc"
ASTRAL = "\U0001f4a5\U0001f3fd\U0001f1f8\ud83d\udca5\x00"


def code_point(char: str) -> str:
    return f"U+{ord(char[0]):04X}"


texts = st.text(st.characters(exclude_categories=()), max_size=40)
"""Any string at all, lone surrogates among it."""

mixed = st.text(
    st.sampled_from(
        ARABIC * 2
        + FOREIGN
        + MARKS
        + INVISIBLE
        + TATWEEL * 8
        + LATIN
        + SEPARATORS
        + SIGNS
        + PRESENTATION
        + ASTRAL
    ),
    max_size=40,
)
"""What the tables speak of, thickly mixed."""

censored = st.text(st.sampled_from("قصفي" + TATWEEL * 4 + "..* \u064f\u0651_"), max_size=14)
"""Words cut up by a censor."""

STRAY_TATWEEL = re.compile(
    f"[{SEPARATORS}{INVISIBLE}ء][{SEPARATORS}{INVISIBLE}{MARKS}ء]*{TATWEEL}|{TATWEEL}[{MARKS}]+{TATWEEL}"
)
"""A tatweel that carries a mark, or follows no letter: what becomes of a censor's dot behind it is open."""

arabic_words = st.text(st.sampled_from(ARABIC.replace("ء", "")), min_size=2, max_size=10)


@given(st.one_of(mixed, censored))
@settings(max_examples=500)
def test_folding_equals_the_reference(text: str) -> None:
    assume(STRAY_TATWEEL.search(text) is None)
    assert normalize(text).text == reference_fold(text)


@given(st.one_of(mixed, censored))
@settings(max_examples=500)
def test_words_stand_where_the_reference_says(text: str) -> None:
    assume(STRAY_TATWEEL.search(text) is None)
    folded = normalize(text)
    found = []
    start = 0
    for end, char in enumerate(folded.words):
        if char == " ":
            if end > start:
                found.append((folded.text[start:end], *folded.span(start, end)))
            start = end + 1
    assert letters_only(found) == letters_only(reference_words(text))


def letters_only(words: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Words without those that hold a lone apostrophe, which Unicode counts among the letters."""
    return [word for word in words if not set(word[0]) & APOSTROPHES]


@given(st.one_of(texts, mixed))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once
    assert fold(fold(text)) == fold(text)


@given(st.one_of(texts, mixed))
def test_offsets_rise_and_stay_in_range(text: str) -> None:
    folded = normalize(text)
    starts = [folded.start(place) for place in range(len(folded.text))]
    ends = [folded.end(place + 1) for place in range(len(folded.text))]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


@given(st.one_of(texts, mixed))
def test_words_keep_the_offsets_of_the_text(text: str) -> None:
    folded = normalize(text)
    assert len(folded.words) == len(folded.text) + 1
    assert all(word in (char, " ") for char, word in zip(folded.text, folded.words, strict=False))


@given(arabic_words, arabic_words, arabic_words)
def test_a_span_is_what_stood_there(before: str, word: str, behind: str) -> None:
    text = f"{before} {word} {behind}"
    folded = normalize(text)
    opening, closing = len(fold(before)) + 1, len(fold(before)) + 1 + len(fold(word))
    assert text[slice(*folded.span(opening, closing))] == word


@given(arabic_words, st.data())
def test_marks_inside_a_word_never_change_it(word: str, data: st.DataObject) -> None:
    dirty = word[0]
    for letter in word[1:]:
        dirty += data.draw(st.text(st.sampled_from(MARKS + INVISIBLE + TATWEEL), max_size=3)) + letter
    assert fold(dirty) == fold(word)
    folded = normalize(f"في {dirty}.")
    assert folded.original[slice(*folded.span(3, 3 + len(fold(word))))] == dirty


@given(st.text(st.sampled_from(ARABIC + LATIN + MARKS + " "), max_size=20))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    folds = {normalize(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert len(folds) == 1


@given(st.text(st.sampled_from("حيالجورةقصفعلىمدن "), max_size=20))
def test_presentation_forms_fold_to_their_letters(text: str) -> None:
    shown = "".join(ISOLATED.get(letter, letter) for letter in text)
    assert normalize(shown).text == normalize(text).text


ISOLATED = {
    unicodedata.normalize("NFKD", chr(code)): chr(code)
    for code in range(0xFE80, 0xFEF5)
    if "ISOLATED" in unicodedata.name(chr(code), "")
}


@pytest.mark.parametrize("letter", [*FOLDED_LETTERS], ids=code_point)
def test_letter(letter: str) -> None:
    assert fold(f"ب{letter}ب") == f"ب{FOLDED_LETTERS[letter]}ب"


@pytest.mark.parametrize("mark", [*MARKS, *INVISIBLE, TATWEEL, "ء"], ids=code_point)
def test_mark_vanishes(mark: str) -> None:
    assert fold(f"جو{mark}رة") == "جوره"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("دَيْرُ الزُّورِ", "دير الزور"),
        ("الجـــورة", "الجوره"),
        ("دير\u200cالزور", "ديرالزور"),
        ("\u202bدير الزور\u202c", "دير الزور"),
        ("دير\u00a0الزور", "دير الزور"),
        ("دير&nbsp;الزور", "دير الزور"),
        ("دير_الزور", "دير الزور"),
        ("دير\u2013الزور", "دير الزور"),
        ("دير   الزور", "دير الزور"),
        ("ﺩﻳﺮﺍﻟﺰﻭﺭ", "ديرالزور"),
        ("اعتقاﻻت", "اعتقالات"),
        ("قـ.ـصف", "قصف"),
        ("قُـ.ـصف", "قصف"),
        ("القـ.ـ.ـصور", "القصور"),
        ("قـ.صف", "قصف"),
        ("مدينۂ", "مدينه"),
        ("ڪنامات", "كنامات"),
        ("بهـ ـجـ ـوم", "بهجوم"),
        ("لخـ ـلايـ ـا", "لخلايا"),
        ("مقـ ـتل", "مقتل"),
        ("قـ...ـصف", "قصف"),
        ("قـ*ـصف", "قصف"),
        ("قـاعدة", "قاعده"),
        ("٩٥ كم", "95 كم"),
        ("۱۲", "12"),
        ("مسئول", "مسيول"),
        ("کوردستان", "كوردستان"),
        ("دێرەزوور", "ديرهزوور"),
        ("Dayr az-Zawr", "dayr az zawr"),
        ("Deïr ez‑Zôr", "deir ez zor"),
        ("DEYRİZOR", "deyrizor"),
        ("Mri'iyah", "mriiyah"),
        ("al-\u02bfAshārah", "al asharah"),
        ("Assad's", "assad s"),
        ("Straße", "strasse"),
    ],
)
def test_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        ("\U0001f4a5 حيّ الجُـورة \U0001f4a5", "الجوره", "الجُـورة"),
        ("\ud83d قصف القصورِ", "القصور", "القصورِ"),
        ("في \u200fالميادين\u200f أمس", "الميادين", "الميادين"),
        ("(الجـ.ـورة)", "الجوره", "الجـ.ـورة"),
        ("مدينة ﺩﻳﺮﺍﻟﺰﻭﺭ.", "ديرالزور", "ﺩﻳﺮﺍﻟﺰﻭﺭ"),
        ("اعتقاﻻت", "اعتقالات", "اعتقاﻻت"),
        ("حي \t الجورة", "الجوره", "الجورة"),
    ],
)
def test_surface_of_a_word(text: str, word: str, surface: str) -> None:
    folded = normalize(text)
    start = folded.words.index(word)
    assert text[slice(*folded.span(start, start + len(word)))] == surface


@pytest.mark.parametrize(
    ("one", "other"), [("العرضي", "الغرضي"), ("عياش", "غياش"), ("صكر", "صقر"), ("حي", "جي")]
)
def test_letters_that_part_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_line_feed_stays() -> None:
    assert normalize("الجورة\nالقصور").text == "الجوره\nالقصور"


def test_empty_text() -> None:
    folded = normalize("")
    assert (folded.text, folded.words, folded.span(0, 0)) == ("", " ", (0, 0))
