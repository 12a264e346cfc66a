"""What it costs to read one Arabic word as another: edits weighed by sound, script and keyboard."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz.distance import Levenshtein

_NEAR_LETTERS = ("ذزدظض", "ثستص", "قغكج", "صس", "طت", "حه", "يا", "هات", "ضظ", "فق", "نتبي", "رز")
"""Letters that sound alike in the dialect or look alike in the script."""

_KEYBOARD = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ")
"""Rows of the Arabic keyboard; neighbours in a row are slips of the finger."""

_NEAR_COST = 0.5
_KEY_COST = 0.8
_VOWEL_COST = 0.6
_ENDING_COST = 0.3
_TRANSPOSITION_COST = 0.9
_VOWELS = frozenset("اوي")
_ENDINGS = frozenset("هاي")


def _pairs(groups: tuple[str, ...], cost: float) -> dict[tuple[str, str], float]:
    return {(a, b): cost for group in groups for a in group for b in group if a != b}


def _neighbours(rows: tuple[str, ...], cost: float) -> dict[tuple[str, str], float]:
    found = {}
    for row in rows:
        for left, right in pairwise(row):
            found[left, right] = found[right, left] = cost
    return found


_SUBSTITUTIONS = _neighbours(_KEYBOARD, _KEY_COST) | _pairs(_NEAR_LETTERS, _NEAR_COST)


def edit_cost(written: str, meant: str) -> float:
    """What it costs to read one word as another; a plain edit costs 1.

    Example:
        >>> edit_cost("الشكيه", "الكشكيه") > edit_cost("الحويقا", "الحويقه")
        True
    """
    operations = Levenshtein.editops(written, meant)
    cost = 0.0
    last = len(written) - 1
    previous = None
    for operation in operations:
        tag, source, target = operation.tag, operation.src_pos, operation.dest_pos
        if tag == "replace":
            pair = written[source], meant[target]
            if source == last and pair[0] in _ENDINGS and pair[1] in _ENDINGS:
                cost += _ENDING_COST
            else:
                cost += _SUBSTITUTIONS.get(pair, 1.0)
        else:
            letter = written[source] if tag == "delete" else meant[target]
            doubled = tag == "delete" and source and written[source - 1] == letter
            own = _VOWEL_COST if letter in _VOWELS or doubled else 1.0
            if previous is not None and previous[1] == letter and previous[0] != tag:
                cost += _TRANSPOSITION_COST - previous[2]  # a letter moved: one edit, not two
                previous = None
            else:
                cost += own
                previous = (tag, letter, own)
    return cost
