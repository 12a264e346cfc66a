"""Figures over judgements: precision, recall, distance, calibration and their intervals."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geocoder.evaluation.align import Judgement, distance
from geocoder.record import Record

DISTANCES_M: Final = (250, 500, 1_000, 5_000)
MAX_GOLD_RADIUS_M: Final = 5_000.0
"""A gold position less certain than this says nothing about the distance to it."""
HALF_EQUATOR_KM: Final = 20_038.0
"""The largest error there can be, which the area under the error curve is scaled by."""
BINS: Final = 10
SAMPLES: Final = 1_000
SEED: Final = 20_261_124


@dataclass(slots=True)
class Counts:
    """Gold and predicted mentions, and the pairs of them by strictness."""

    gold: int = 0
    predicted: int = 0
    overlap: int = 0
    exact: int = 0
    linked: int = 0


def count(judgements: Iterable[Judgement]) -> Counts:
    """Counts over all judgements."""
    total = Counts()
    for judgement in judgements:
        found = [pair for pair in judgement.pairs if pair.predicted]
        total.gold += len(judgement.pairs)
        total.predicted += len(found) + len(judgement.false)
        total.overlap += len(found)
        total.exact += sum(pair.exact for pair in found)
        total.linked += sum(pair.right for pair in found)
    return total


def scores(hits: int, predicted: int, gold: int) -> Record:
    """Precision, recall and F1; a share of nothing is 0.

    >>> scores(8, 10, 16)
    {'precision': 0.8, 'recall': 0.5, 'f1': 0.6154}
    """
    precision, recall = share(hits, predicted), share(hits, gold)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(share(2 * hits, predicted + gold), 4),
    }


def share(part: float, whole: float) -> float:
    """Part of the whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


def detection(judgements: Sequence[Judgement]) -> Record:
    """Precision, recall and F1 by overlap, by exact span and by the right place, F1 with interval."""
    total, parts = count(judgements), [count([each]) for each in judgements]
    record: Record = {"gold": total.gold, "predicted": total.predicted}
    for name in ("overlap", "exact", "linked"):
        drawn = [(2 * getattr(each, name), each.predicted + each.gold) for each in parts]
        figures = scores(getattr(total, name), total.predicted, total.gold)
        record[name] = {**figures, "f1_interval": interval(drawn)}
    record["right_place_among_found"] = round(share(total.linked, total.overlap), 4)
    return record


def distances(judgements: Iterable[Judgement]) -> Record:
    """Accuracy by distance and the error's size, over gold positions known to 5 km.

    ``of_found`` is the share among the mentions that were found with a position, ``of_all`` among
    all.
    A prediction with an accepted alternative place is right and is left out.
    The area under the error curve is the mean of ``ln(1 + km)`` over its largest possible value:
    0 is perfect, 1 is the other side of the earth.
    """
    errors: list[float] = []
    located = 0
    for pair in (pair for judgement in judgements for pair in judgement.pairs):
        gold, found = pair.gold, pair.predicted
        if gold.latitude is None or gold.radius_m > MAX_GOLD_RADIUS_M:
            continue
        if found and found.place_id in gold.keys[1:]:
            continue
        located += 1
        metres = distance(gold, found) if found else None
        if metres is not None:
            errors.append(metres)
    within = {limit: sum(error <= limit for error in errors) for limit in DISTANCES_M}
    curve = [math.log1p(error / 1000) / math.log1p(HALF_EQUATOR_KM) for error in errors]
    return {
        "gold": located,
        "found": len(errors),
        "of_found": {f"{limit}_m": round(share(hits, len(errors)), 4) for limit, hits in within.items()},
        "of_all": {f"{limit}_m": round(share(hits, located), 4) for limit, hits in within.items()},
        "median_m": round(statistics.median(errors), 1) if errors else None,
        "mean_m": round(statistics.fmean(errors), 1) if errors else None,
        "error_curve_area": round(statistics.fmean(curve), 4) if curve else None,
    }


def false_alarms(judgements: Iterable[Judgement]) -> Record:
    """False mentions in documents without any place, per 1,000 words between blanks."""
    empty = [each for each in judgements if not each.document.mentions]
    words = sum(len(each.document.text.split()) for each in empty)
    false = sum(len(each.false) for each in empty)
    rate = round(1000 * false / words, 2) if words else None
    return {"documents": len(empty), "words": words, "false": false, "per_1000_words": rate}


def calibration(judgements: Sequence[Judgement]) -> Record:
    """How well confidences say the share of right mentions: reliability, Brier score, expected error."""
    parts = [outcomes(judgement) for judgement in judgements]
    stated = [outcome for part in parts for outcome in part]
    bins = [[each for each in stated if _bin(each[0]) == index] for index in range(BINS)]
    return {
        "mentions": len(stated),
        "brier": round(brier(stated), 4) if stated else None,
        "brier_interval": interval([(brier(part) * len(part), len(part)) for part in parts]),
        "expected_error": round(expected_error(stated), 4) if stated else None,
        "reliability": [
            {
                "from": index / BINS,
                "to": (index + 1) / BINS,
                "mentions": len(members),
                "confidence": round(statistics.fmean(each[0] for each in members), 4),
                "right": round(statistics.fmean(each[1] for each in members), 4),
            }
            for index, members in enumerate(bins)
            if members
        ],
    }


Outcome = tuple[float, bool]
"""A confidence, and whether the mention was right."""


def outcomes(judgement: Judgement) -> list[Outcome]:
    """Confidence and rightness of every counted prediction that states a confidence."""
    found = [(pair.predicted, pair.right) for pair in judgement.pairs]
    found += [(each, False) for each in judgement.false]
    return [(each.confidence, right) for each, right in found if each and each.confidence is not None]


def brier(stated: Sequence[Outcome]) -> float:
    """Mean squared difference between confidence and outcome; 0 is perfect."""
    return share(sum((confidence - right) ** 2 for confidence, right in stated), len(stated))


def expected_error(stated: Sequence[Outcome]) -> float:
    """Difference between confidence and share of right mentions, averaged over ten bins by size."""
    gaps = [0.0] * BINS
    for confidence, right in stated:
        gaps[_bin(confidence)] += confidence - right
    return share(sum(map(abs, gaps)), len(stated))


def interval(parts: Sequence[tuple[float, float]]) -> list[float]:
    """The middle 95 % of a ratio of sums, over documents drawn again and again with a fixed seed.

    Args:
        parts: Numerator and denominator of each document.
    """
    if not parts:
        return [0.0, 0.0]
    generator = random.Random(SEED)  # noqa: S311 - repeatable on purpose, nothing secret
    drawn = []
    for _ in range(SAMPLES):
        sample = generator.choices(parts, k=len(parts))
        drawn.append(share(sum(part[0] for part in sample), sum(part[1] for part in sample)))
    drawn.sort()
    return [round(drawn[round(at * (SAMPLES - 1))], 4) for at in (0.025, 0.975)]


def _bin(confidence: float) -> int:
    return min(BINS - 1, max(0, int(confidence * BINS)))
