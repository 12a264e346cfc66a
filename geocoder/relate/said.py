"""What is said around an anchor, and how the distances in it are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geocoder.quantities import UNIT_METRES, number_before

if TYPE_CHECKING:
    from geocoder.interpret.draft import Draft, Reading
    from geocoder.interpret.tokens import Token
    from geocoder.lexicon import Cue

SIDED = frozenset({"entrance", "edge"})
"""Relations whose side may stand behind the anchor ("مدخل مدينة دير الزور الغربي")."""

SENTENCE_ENDS = ".!?؟؛:\n"


@dataclass(slots=True)
class Said:
    """What is said around an anchor.

    Attributes:
        start, stop: Where the phrase begins, and where it ends when it goes on behind its anchor.
        relation: Its name, empty while it is open.
        bearing, distance_m: Degrees from north, metres.
        partner: Number of the other mention of a way ("من X إلى Y"), -1 without one.
        bank: The class of words that speak of the bank of a river, or empty.
        adjective: Whether the compass word is an adjective or adverb, which places nothing by itself.
    """

    start: int
    relation: str = ""
    bearing: float | None = None
    distance_m: float | None = None
    stop: int = 0
    partner: int = -1
    bank: str = ""
    adjective: bool = False


def anchor_start(draft: Draft) -> int:
    """Where an anchor begins, with the noun that a quote parts from it (قرب قرية «X»)."""
    head = draft.token.head_token if draft.token is not None else None
    return min(draft.start, head.item.start) if head is not None else draft.start


def read_unit(reading: Reading, token: Token, cue: Cue, earliest: int) -> tuple[float, int] | None:
    """The distance that ends in a unit, metres, and where it begins; None without a number."""
    if cue.number > 1:  # كيلومترين
        return cue.number * UNIT_METRES[cue.value], token.item.start
    text = reading.folded.text
    start = token.item.start
    found = number_before(text, start, earliest)
    if found is None and (text[:start].endswith(_OF_ONE) or text.startswith(_ONE, token.item.end)):
        found = 1.0, start  # على بعد كيلومتر
    if found is None or text[: found[1]].endswith(_CLOCK):
        return None
    return found[0] * UNIT_METRES[cue.value], found[1]


_CLOCK = "الساعه "
"""Before the hour of the afternoon, 5م."""
_OF_ONE = (" بعد ", " مسافه ", " بمسافه ")
_ONE = " واحد"
