"""Pair predicted with gold mentions, and judge each pair and each prediction that has none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from geographiclib.geodesic import Geodesic

from geocoder.evaluation.gold import ANAPHOR, GoldDocument, GoldMention
from geocoder.evaluation.predictions import PredictedMention, Prediction
from geocoder.normalize import fold

NEAR_ENOUGH_M: Final = 1_000.0
"""A place of a foreign gazetteer is the same if it lies within this or the gold's radius."""

Box = tuple[float, float, float, float]
"""South, north, west and east in degrees."""


class Span(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point behind the last."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold mention and the prediction taken for it, None if it was missed."""

    gold: GoldMention
    predicted: PredictedMention | None
    right: bool

    @property
    def exact(self) -> bool:
        """Whether both have the same span."""
        found = self.predicted
        return found is not None and (found.start, found.end) == (self.gold.start, self.gold.end)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one document: a pair for each gold mention, and the false predictions."""

    document: GoldDocument
    pairs: tuple[Pair, ...]
    false: tuple[PredictedMention, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """What a verdict depends on besides the document.

    Attributes:
        known_ids: Ids whose meaning is known; any other id is judged by name, then by distance.
        region: Box around all gold positions; a place outside it is "elsewhere".
    """

    known_ids: Collection[str]
    region: Box | None

    def judge(self, document: GoldDocument, prediction: Prediction, *, anaphors: bool = True) -> Judgement:
        """The verdict on a document.

        Args:
            document: The gold.
            prediction: What was found.
            anaphors: False leaves back-references ("the city") out of gold and predictions.
        """
        wanted = [each for each in document.mentions if anaphors or each.role != ANAPHOR]
        paired = self._pair(wanted, prediction.mentions)
        pairs = tuple(
            Pair(gold, paired.get(index), self.is_right(gold, paired.get(index)))
            for index, gold in enumerate(wanted)
        )
        taken = {id(found) for found in paired.values()}
        unpaired = [each for each in prediction.mentions if id(each) not in taken]
        skipped = [each for each in document.mentions if each not in wanted]
        found = [pair.gold for pair in pairs if pair.predicted]
        false = tuple(
            each
            for each in unpaired
            if not (
                self._is_ignored(each, document) or _inside_any(each, found) or overlaps_any(each, skipped)
            )
        )
        return Judgement(document, pairs, false)

    def is_right(self, gold: GoldMention, found: PredictedMention | None) -> bool:
        """Whether the prediction is the place that the gold means."""
        if found is None:
            return False
        if found.place_id in gold.keys:
            return True
        if found.place_id in self.known_ids:
            return False
        if {fold(name) for name in found.names} & {fold(name) for name in gold.names}:
            return True
        metres = distance(gold, found)
        return metres is not None and metres <= max(gold.radius_m, NEAR_ENOUGH_M)

    def _pair(
        self, gold: list[GoldMention], found: tuple[PredictedMention, ...]
    ) -> dict[int, PredictedMention]:
        options = [
            (
                (mention.start, mention.end) != (wanted.start, wanted.end),
                not self.is_right(wanted, mention),
                -shared,
                i,
                j,
            )
            for i, wanted in enumerate(gold)
            for j, mention in enumerate(found)
            if (shared := overlap(wanted, mention))
        ]
        paired: dict[int, PredictedMention] = {}
        used: set[int] = set()
        # Same span first, then the right place, then the longest overlap.
        for *_, i, j in sorted(options):
            if i not in paired and j not in used:
                paired[i] = found[j]
                used.add(j)
        return paired

    def _is_ignored(self, found: PredictedMention, document: GoldDocument) -> bool:
        spans = {each.why for each in document.distractors if overlap(each, found)}
        return "vague" in spans or ("outside_place" in spans and self._is_elsewhere(found))

    def _is_elsewhere(self, found: PredictedMention) -> bool:
        if found.latitude is None or found.longitude is None or self.region is None:
            return True
        south, north, west, east = self.region
        return not (south <= found.latitude <= north and west <= found.longitude <= east)


def region_of(documents: Iterable[GoldDocument]) -> Box | None:
    """The box around all gold positions, None if there are none."""
    points = [
        (each.latitude, each.longitude)
        for document in documents
        for each in document.mentions
        if each.latitude is not None and each.longitude is not None
    ]
    if not points:
        return None
    lats, lons = zip(*points, strict=True)
    return min(lats), max(lats), min(lons), max(lons)


def distance(gold: GoldMention, found: PredictedMention) -> float | None:
    """Metres on the ellipsoid between gold and prediction, None where either has no position."""
    if gold.latitude is None or gold.longitude is None or found.latitude is None or found.longitude is None:
        return None
    line = Geodesic.WGS84.Inverse(gold.latitude, gold.longitude, found.latitude, found.longitude)
    return float(line["s12"])


def overlap(one: Span, other: Span) -> int:
    """Number of code points that two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def overlaps_any(found: Span, spans: Iterable[Span]) -> bool:
    """Whether a span shares a code point with any of the others."""
    return any(overlap(found, each) for each in spans)


def _inside_any(found: Span, spans: Iterable[Span]) -> bool:
    return any(each.start <= found.start and found.end <= each.end for each in spans)
