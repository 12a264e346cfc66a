"""Text that is safe on a screen: right-to-left runs isolated, control characters taken out."""

from __future__ import annotations

import re
from typing import Final

FIRST_STRONG_ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
POP_DIRECTIONAL_ISOLATE: Final = "\N{POP DIRECTIONAL ISOLATE}"

_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


def clean(text: str) -> str:
    """The text without control characters, bidi controls and lone surrogates.

    Control characters could make a terminal do more than show text.
    """
    return _UNSAFE.sub(" ", text).strip()


def isolate(text: str) -> str:
    """The cleaned text, with an isolate around it if it runs right to left.

    Without the isolate, two neighbouring Arabic cells and the numbers after them are shown in
    reverse order (Unicode bidirectional algorithm).
    """
    shown = clean(text)
    if _RIGHT_TO_LEFT.search(shown):
        return f"{FIRST_STRONG_ISOLATE}{shown}{POP_DIRECTIONAL_ISOLATE}"
    return shown
