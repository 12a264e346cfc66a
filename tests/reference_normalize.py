"""A slow, obvious normalizer that the real one is held against.

It works on a list of cells, one a character of the text, each with the piece of the original it
stands for, and does one thing after another to the whole list. Nothing here is clever.
"""

import unicodedata
from typing import NamedTuple


class Cell(NamedTuple):
    char: str
    start: int
    end: int


VANISHING_CONTROLS = {
    *"\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\ufe0e\ufe0f",
    *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
}
ENTITIES = {"&nbsp;": " ", "&zwnj;": "", "&lrm;": "", "&rlm;": "", "&amp;": "&"}
CENSOR = set(" \t\n\r.*·•…_~")
CENSOR_DOTS = set(".*·•…~")
APOSTROPHES = set("'\u2018\u2019\u02bc\u02bb\u02bf\u02be`\u00b4")
DASHES = set("_-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")

FOLDED_LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ئ": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ک": "ك",
    "گ": "ك",
    "ڭ": "ك",
    "ی": "ي",
    "ێ": "ي",
    "ې": "ي",
    "ے": "ي",
    "ھ": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ۀ": "ه",
    "ۃ": "ه",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڢ": "ف",
    "ۆ": "و",
    "ۇ": "و",
    "ۈ": "و",
    "ۋ": "و",
    "ڕ": "ر",
    "ڪ": "ك",
    "ۂ": "ه",
    "ۓ": "ي",
    "ڵ": "ل",
    "ı": "i",
    "İ": "i",
    "ß": "ss",
    "ẞ": "ss",
    "ø": "o",
    "Ø": "o",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
    "đ": "d",
    "Đ": "d",
    "ł": "l",
    "Ł": "l",
}
FOLDED_LETTERS |= {chr(0x0660 + digit): str(digit) for digit in range(10)}
FOLDED_LETTERS |= {chr(0x06F0 + digit): str(digit) for digit in range(10)}

ARABIC_SMALL_LETTERS = {"\u06e5", "\u06e6"}
"""Small waw and small yeh of Quranic texts: marks in use, letters (Lm) in Unicode."""


def is_mark(char: str) -> bool:
    if char in ("ـ", "ء") or char in VANISHING_CONTROLS or char in ARABIC_SMALL_LETTERS:
        return True
    return unicodedata.category(char) in ("Mn", "Me")


def is_arabic_mark(char: str) -> bool:
    is_arabic = "\u0600" <= char <= "\u06ff" or "\u08d3" <= char <= "\u08ff"
    return is_arabic and (unicodedata.category(char) == "Mn" or char in ARABIC_SMALL_LETTERS)


def is_blank(char: str) -> bool:
    return char != "\n" and (char.isspace() or char in DASHES)


def is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def opened(char: str) -> str:
    """The letters inside a presentation form, a ligature or a precomposed Latin letter."""
    is_presentation_form = "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"
    if not is_presentation_form and not (is_latin(char) and ord(char) < 0x1F00):
        return char
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if not is_mark(part) and part != " ")


def without_entities(cells: list[Cell]) -> list[Cell]:
    kept: list[Cell] = []
    place = 0
    while place < len(cells):
        for entity, meant in ENTITIES.items():
            piece = cells[place : place + len(entity)]
            if "".join(cell.char for cell in piece) == entity:
                kept += [Cell(char, piece[0].start, piece[-1].end) for char in meant]
                place += len(entity)
                break
        else:
            kept.append(cells[place])
            place += 1
    return kept


def without_censoring(cells: list[Cell]) -> list[Cell]:
    """Drop what a censor put into a word.

    That is a tatweel (and the marks of the letter before it), then one to three signs and a tatweel
    again, as often as they come; or a tatweel, one sign, and the next letter.
    """
    chars = [cell.char for cell in cells]
    kept: list[Cell] = []
    place = 0
    while place < len(cells):
        end = end_of_filler(chars, place)
        if end == place:
            kept.append(cells[place])
            end += 1
        place = end
    return kept


def end_of_filler(chars: list[str], start: int) -> int:
    """Behind the filler that starts here, or ``start`` when none does."""
    place = start
    while place < len(chars) and is_arabic_mark(chars[place]):
        place += 1
    opening = behind(chars, place, {"ـ"})
    if opening == place:
        return start
    end = opening
    while True:
        signs = behind(chars, end, CENSOR)
        closing = behind(chars, signs, {"ـ"})
        if not 1 <= signs - end <= 3 or closing == signs:
            break
        end = closing
    if end == opening:
        is_sign = chars[opening : opening + 1] and chars[opening] in CENSOR_DOTS
        is_followed = len(chars) > opening + 1 and "\u0620" <= chars[opening + 1] <= "\u064a"
        return opening + 1 if is_sign and is_followed else start
    return end


def behind(chars: list[str], start: int, wanted: set[str]) -> int:
    while start < len(chars) and chars[start] in wanted:
        start += 1
    return start


def without_apostrophes(cells: list[Cell]) -> list[Cell]:
    """Drop apostrophes inside and behind Latin words; one before a possessive s parts the words."""
    kept: list[Cell] = []
    place = 0
    while place < len(cells):
        if cells[place].char not in APOSTROPHES:
            kept.append(cells[place])
            place += 1
            continue
        end = place
        while end < len(cells) and (cells[end].char in APOSTROPHES or is_mark(cells[end].char)):
            end += 1
        before = [cell.char for cell in cells[:place] if not is_mark(cell.char)]
        behind = [cell.char for cell in cells[end : end + 2]]
        follows_latin = bool(before) and is_latin(before[-1])
        follows_digit = bool(before) and before[-1].isdigit()
        precedes_latin = bool(behind) and is_latin(behind[0]) and not follows_digit
        if follows_latin:
            is_possessive = behind[:1] in (["s"], ["S"]) and not (len(behind) > 1 and is_latin(behind[1]))
            if is_possessive:
                kept.append(Cell(" ", cells[place].start, cells[end - 1].end))
        elif not precedes_latin:
            kept += [cell for cell in cells[place:end] if not is_mark(cell.char)]
        place = end
    return kept


def reference_cells(text: str) -> list[Cell]:
    """The folded text, a cell a character."""
    cells = [Cell(char, place, place + 1) for place, char in enumerate(text)]
    cells = without_entities(cells)
    cells = without_censoring(cells)
    cells = without_apostrophes(cells)
    cells = [cell for cell in cells if not is_mark(cell.char)]
    cells = [Cell(char, start, end) for each, start, end in cells for char in opened(each)]
    cells = [
        Cell(char, start, end)
        for each, start, end in cells
        for char in FOLDED_LETTERS.get(each, each).lower()
    ]
    cells = [
        Cell(" ", start, end) if is_blank(char) else Cell(char, start, end) for char, start, end in cells
    ]
    merged: list[Cell] = []
    for cell in cells:
        if cell.char == " " and merged and merged[-1].char == " ":
            merged[-1] = Cell(" ", merged[-1].start, cell.end)
        else:
            merged.append(cell)
    return merged


def reference_fold(text: str) -> str:
    return "".join(cell.char for cell in reference_cells(text))


def reference_words(text: str) -> list[tuple[str, int, int]]:
    """The words of the folded text with their offsets in the original, trailing marks included."""
    found: list[tuple[str, int, int]] = []
    word: list[Cell] = []
    for cell in [*reference_cells(text), Cell(" ", len(text), len(text))]:
        if cell.char.isalnum() or cell.char == "_":
            word.append(cell)
        elif word:
            end = word[-1].end
            while end < len(text) and (text[end] in "ـء" or unicodedata.category(text[end]) == "Mn"):
                end += 1
            found.append(("".join(each.char for each in word), word[0].start, end))
            word = []
    return found
