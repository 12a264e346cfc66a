"""Mend a place string: put the known name that unread words resemble in their place, to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geocoder.agreement import PARTS, contradicting, is_close, seated, stated
from geocoder.asked import LONGEST
from geocoder.similar import SIMILAR, same_letters, similar_places
from geocoder.unread import has_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geocoder.asked import Asked
    from geocoder.lexicon import Head
    from geocoder.model import Mention, Place
    from geocoder.similar import Similar
    from geocoder.unread import Gap

_WHOLE = 0.84
"""Similarity from which a part of a query of which some was read counts as one longer name."""

_BESIDE = 0.8
"""Similarity of words that stand directly beside a name that was read."""

_SPACED = 1.0
"""Similarity of a name of which only the blanks differ, or of which a part stands in brackets."""

_INSIDE = 0.05
"""What it is worth that a place lies in the district, subdistrict or town that the query names."""

_SURE = 0.1
"""How much surer a correction is inside that area."""

_SPACED_SHARE = 0.9
"""Confidence kept when only blanks differ."""

_ORDINARY = 0.7
"""Confidence kept of a correction when what is written is an ordinary word."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A name put in the place of words; offsets are those of the query as it was given."""

    start: int
    end: int
    written: str
    name: str
    similarity: float
    share: float
    """Of the confidence of what is read then, the part that the likeness leaves."""


def corrections(asked: Asked) -> list[Correction]:
    """Names for the words that nothing read, and for names that contradict the rest of the query."""
    found: list[Correction] = []
    if len(asked.query) > LONGEST:
        return found
    for span, at_least, head in _candidates(asked):
        if any(span[0] < each.end and each.start < span[1] for each in found):
            continue
        correction = _correction(asked, span, at_least, head)
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
    """What the rest of a query says of where a place of it lies."""

    def __init__(self, asked: Asked, span: tuple[int, int]) -> None:
        index = asked.reading.index
        self.units: set[str] = set()
        self.fine: set[str] = set()
        self.parts: list[Place] = []
        for mention in asked.named:
            if mention.start < span[1] and span[0] < mention.end:
                continue
            units = stated(index, mention)
            self.units |= units
            self.fine |= {each.place_id for each in mention.candidates} - units
            if mention.place is not None and mention.place.kind in PARTS:
                self.parts.append(mention.place)
            if mention.place is not None:
                self.fine |= {area.id for area in seated(index, mention.place)} - units

    def allow(self, place: Place) -> bool:
        """Whether a place lies in the governorate and about the district that the query states, if any."""
        if self.units and self.units.isdisjoint(place.ancestor_ids):
            return False
        return not self.parts or self.hold(place) or any(is_close(part, place) for part in self.parts)

    def hold(self, place: Place) -> bool:
        """Whether a place lies in a smaller area of the query."""
        return not self.fine.isdisjoint(place.ancestor_ids)


def _candidates(asked: Asked) -> Iterator[tuple[tuple[int, int], float, Head | None]]:
    """Spans of the query that may be a misspelt name, with the likeness asked of each."""
    for part in asked.split:
        yield asked.reading.folded.span(*part), _SPACED, None
    if not asked.named and not any(token.cues for token in asked.reading.tokens):
        return  # nothing was read: the whole query is compared with names
    for gap in asked.gaps:
        yield from _readings(asked, gap)
    for mention in asked.named:
        if contradicting(asked.reading.index, mention, asked.named) is not None:
            yield (mention.start, mention.end), _BESIDE, None


def _readings(asked: Asked, gap: Gap) -> Iterator[tuple[tuple[int, int], float, Head | None]]:
    """What unread words may be part of: with the name before the bracket, the whole part, or nothing."""
    folded = asked.reading.folded
    start, end = folded.span(gap.start, gap.end)
    if gap.alone and not gap.ordinary:
        before = max((each for each in asked.named if each.end <= start), key=_end, default=None)
        if before is not None and start - before.end <= len(" ( "):
            yield (before.start, end), _SPACED, None
    if not gap.alone and not gap.ordinary and gap.part != (gap.start, gap.end):
        yield folded.span(*gap.part), _WHOLE, gap.head
    if not gap.compass and (gap.alone or not gap.ordinary):
        yield (start, end), _BESIDE if gap.beside or gap.ordinary else SIMILAR, gap.head


def _end(mention: Mention) -> int:
    return mention.end


def _correction(asked: Asked, span: tuple[int, int], at_least: float, head: Head | None) -> Correction | None:
    written = asked.query[slice(*span)]
    areas = _Areas(asked, span)
    read = {
        each.place_id for mention in asked.named if mention.surface == written for each in mention.candidates
    }
    best: tuple[float, Similar] | None = None
    index = asked.reading.index
    spaced = at_least == _SPACED
    likely = (
        same_letters(index, written)
        if spaced
        else similar_places(index, written, at_least=at_least - _INSIDE)
    )
    for similar in likely:
        place = similar.place
        if place.id in read:
            continue
        weighed = similar.similarity + _INSIDE * areas.hold(place)
        if weighed < at_least or not areas.allow(place) or not place.has_position:
            continue
        if head is not None and not head.fits(place.kind):
            continue
        if best is None or weighed > best[0]:
            best = weighed, similar
    if best is None:
        return None
    similar = best[1]
    share = similar.similarity * SIMILAR + _SURE * areas.hold(similar.place)
    if similar.similarity == 1.0:
        share = _SPACED_SHARE
    elif not has_name(written, index):
        share *= _ORDINARY
    return Correction(*span, written, similar.toponym, similar.similarity, share)
