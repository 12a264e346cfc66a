"""Mend a place string: put the known name that unread words resemble in their place, to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geocoder.agreement import contradicting, seated, stated
from geocoder.similar import SIMILAR, similar_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geocoder.asked import Asked
    from geocoder.lexicon import Head
    from geocoder.model import Mention, Place

_WHOLE = 0.84
"""Similarity from which a part of a query of which some was read counts as one longer name."""

_BESIDE = 0.8
"""Similarity of words that stand directly beside a name that was read."""

_SPACED = 0.97
"""Similarity of a name of which one word was read and the other stands in brackets."""

_INSIDE = 0.05
"""What it is worth that a place lies in the district, subdistrict or town that the query names."""

_SURE = 0.15
"""How much surer a correction is inside that area, or when only blanks differ."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A name put in the place of words; offsets are those of the query as it was given."""

    start: int
    end: int
    written: str
    place: Place
    similarity: float
    share: float
    """Of the confidence of what is read then, the part that the likeness leaves."""

    @property
    def name(self) -> str:
        """The name that is read instead."""
        place = self.place
        return (place.name_en if self.written.isascii() else place.name_ar) or place.title


def corrections(asked: Asked) -> list[Correction]:
    """Names for the words that nothing read, and for names that contradict the rest of the query."""
    found: list[Correction] = []
    areas = _Areas(asked)
    for span, at_least, head in _candidates(asked):
        if any(span[0] < each.end and each.start < span[1] for each in found):
            continue
        correction = _correction(asked, span, at_least, head, areas)
        if correction is not None:
            found.append(correction)
    return sorted(found, key=lambda each: each.start)


def mended(query: str, found: Sequence[Correction]) -> tuple[str, list[tuple[int, int]]]:
    """The query with the corrections in it, and where they stand."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = behind = 0
    for each in found:
        before = query[behind : each.start]
        start = length + len(before)
        parts += [before, each.name]
        length = start + len(each.name)
        spans.append((start, length))
        behind = each.end
    return "".join((*parts, query[behind:])), spans


class _Areas:
    """What a query says of where its places lie."""

    def __init__(self, asked: Asked) -> None:
        index = asked.reading.index
        self.units: set[str] = set()
        self.fine: set[str] = set()
        for mention in asked.named:
            units = stated(index, mention)
            self.units |= units
            self.fine |= {each.place_id for each in mention.candidates} - units
            if mention.place is not None:
                self.fine |= {area.id for area in seated(index, mention.place)} - units

    def allow(self, place: Place) -> bool:
        """Whether a place lies in a governorate or country of the query, if it states any."""
        return not self.units or not self.units.isdisjoint(place.ancestor_ids)

    def hold(self, place: Place) -> bool:
        """Whether a place lies in a smaller area of the query."""
        return not self.fine.isdisjoint(place.ancestor_ids)


def _candidates(asked: Asked) -> Iterator[tuple[tuple[int, int], float, Head | None]]:
    """Spans of the query that may be a misspelt name, with the likeness asked of each."""
    folded = asked.reading.folded
    if not asked.named and not any(token.cues for token in asked.reading.tokens):
        return  # nothing was read: the whole query is compared with names
    for gap in asked.gaps:
        if gap.ordinary:
            continue
        span = folded.span(gap.start, gap.end)
        if gap.alone:
            before = max((each for each in asked.named if each.end <= span[0]), key=_end, default=None)
            if before is not None and span[0] - before.end <= len(" ( "):
                yield (before.start, span[1]), _SPACED, None
        elif gap.part != (gap.start, gap.end):
            yield folded.span(*gap.part), _WHOLE, gap.head
        if not gap.compass:
            yield span, _BESIDE if gap.beside else SIMILAR, gap.head
    for mention in asked.named:
        if contradicting(asked.reading.index, mention, asked.named) is not None:
            yield (mention.start, mention.end), _BESIDE, None


def _end(mention: Mention) -> int:
    return mention.end


def _correction(
    asked: Asked, span: tuple[int, int], at_least: float, head: Head | None, areas: _Areas
) -> Correction | None:
    written = asked.query[slice(*span)]
    best: tuple[float, float, Place] | None = None
    for similarity, place in similar_places(asked.reading.index, written, at_least=at_least - _INSIDE):
        weighed = similarity + _INSIDE * areas.hold(place)
        if weighed < at_least or not areas.allow(place) or not place.has_position:
            continue
        if head is not None and not head.fits(place.kind):
            continue
        if best is None or weighed > best[0]:
            best = weighed, similarity, place
    if best is None:
        return None
    _, similarity, place = best
    share = similarity * SIMILAR + _SURE * (areas.hold(place) or similarity == 1.0)
    return Correction(*span, written, place, similarity, min(share, 0.9))
