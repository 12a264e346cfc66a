"""Fit the confidence model on annotated texts; write geocoder/language/confidence.toml.

    python benchmarks/calibrate.py [GOLD.jsonl …] [--write]

Cross-validated over documents: a document's mentions are judged by a model that has not seen it.
Coefficients keep the sign that their observation must have (doubt never raises a confidence).
Needs scikit-learn, SciPy and NumPy, at development time only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import brier_score_loss
from sklearn.model_selection import GroupKFold

from geocoder import Geocoder
from geocoder.document import Document
from geocoder.evaluation.align import Judge, region_of
from geocoder.evaluation.gold import GoldDocument, read_gold
from geocoder.evaluation.predictions import prediction_of
from geocoder.model import Status
from geocoder.resolve import resolve, score_drafts
from geocoder.resolve.confidence import Observed, observe

DATA = Path(__file__).parent / "data"
GOLD = (DATA / "dev.jsonl", DATA / "written.jsonl")
MODEL = Path(__file__).parent.parent / "geocoder" / "language" / "confidence.toml"
FOLDS = 5
BINS = 10


def observations(
    geocoder: Geocoder, gold: tuple[GoldDocument, ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the model sees (n x 7), whether the place was right (n), and the document (n)."""
    used = {key for document in gold for mention in document.mentions for key in mention.keys}
    judge = Judge(used | {place.id for place in geocoder.gazetteer}, region_of(gold))
    rows, right, groups = [], [], []
    for number, document in enumerate(gold):
        reading, drafts = geocoder.read(document.text)
        scores = score_drafts(reading, drafts)
        decided = resolve(*geocoder.read(document.text))
        seen = {(draft.start, draft.end): draft for draft in drafts}
        found = Document(
            document.text, mentions=tuple(each for _, each in decided if each.status is not Status.FILTERED)
        )
        verdict = judge.judge(document, prediction_of(found))
        labels = {
            (pair.predicted.start, pair.predicted.end): pair.right for pair in verdict.pairs if pair.predicted
        }
        false = {(each.start, each.end) for each in verdict.false}
        labels |= dict.fromkeys(false, False)
        for draft, mention in decided:
            label = labels.get((mention.start, mention.end))
            twin = seen.get((draft.start, draft.end))
            if label is None or mention.place is None or twin is None:
                continue
            if (mention.start, mention.end) in false and mention.place.gazetteer != reading.index.primary:
                continue  # places elsewhere are not annotated: it may well be right
            referred = next((seen[each.start, each.end] for each in draft.refers), twin)
            rows.append(observe(draft, scores.get(id(referred), [])))
            right.append(label)
            groups.append(number)
    return np.array(rows, dtype=float), np.array(right), np.array(groups)


PRIOR = np.array([3.5, -3.0, -2.5, -0.5, -6.0, -0.7, -1.5, 0.0])
"""What is believed before any text: log-odds of a plain strong name, then what each observation takes away.

The annotated texts hold few mistakes (2 in 100), so the fit starts from here and moves where they speak.
Half a point of score, or a rival of equal score, halves the odds several times; two edits in ten letters
leave little; a back-reference is right about twice as seldom as a name.
"""

SPREAD = 1.0
"""Standard deviation of the belief, log-odds."""


def fit(rows: np.ndarray, right: np.ndarray) -> tuple[float, np.ndarray]:
    """Intercept and coefficients that are likeliest given the belief and the texts (MAP estimate)."""
    design = np.column_stack([np.ones(len(rows)), rows])
    sign = np.where(right, 1.0, -1.0)

    def loss(weights: np.ndarray) -> float:
        return float(
            np.logaddexp(0, -sign * (design @ weights)).sum()
            + ((weights - PRIOR) ** 2).sum() / (2 * SPREAD**2)
        )

    bounds = [(None, None), *[(None, 0.0)] * rows.shape[1]]
    found = minimize(loss, PRIOR, bounds=bounds)
    return float(found.x[0]), found.x[1:]


def probabilities(model: tuple[float, np.ndarray], rows: np.ndarray) -> np.ndarray:
    """Confidence of each row under a fitted model."""
    return np.clip(1 / (1 + np.exp(-(model[0] + rows @ model[1]))), 0.02, 0.99)


def expected_error(stated: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins."""
    bins = np.minimum((stated * BINS).astype(int), BINS - 1)
    return float(sum(abs((stated - right)[bins == each].sum()) for each in range(BINS)) / len(stated))


def compared(
    title: str,
    measure: Callable[[np.ndarray, np.ndarray], float],
    fitted: np.ndarray,
    held_out: np.ndarray,
    right: np.ndarray,
) -> str:
    """A line with an error measure of the fitted and of the cross-validated confidences."""
    return f"{title}: fitted {measure(fitted, right):.4f}, cross-validated {measure(held_out, right):.4f}"


def brier(stated: np.ndarray, right: np.ndarray) -> float:
    """Brier score."""
    return float(brier_score_loss(right, stated))


def main() -> int:
    """Fit, report, and write the model if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path, default=GOLD)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    geocoder = Geocoder()
    found = [observations(geocoder, read_gold(path)) for path in asked.gold]
    rows, right = (np.concatenate([each[part] for each in found]) for part in (0, 1))
    firsts = np.cumsum([0, *(each[2].max() + 1 for each in found)])
    groups = np.concatenate([each[2] + first for each, first in zip(found, firsts, strict=False)])
    model = fit(rows, right)
    held_out = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(rows, right, groups):
        held_out[test] = probabilities(fit(rows[train], right[train]), rows[test])
    fitted = probabilities(model, rows)
    lines = [
        f"mentions {len(right)}, right {right.mean():.3f}",
        compared("Brier score", brier, fitted, held_out, right),
        compared("expected calibration error", expected_error, fitted, held_out, right),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if asked.write:
        head = [
            "# Log-odds that a place is right. Made by benchmarks/calibrate.py; do not edit by hand.",
            f"# {datetime.now(UTC):%Y-%m-%d}, {' and '.join(path.name for path in asked.gold)}; "
            + "; ".join(lines[1:]),
        ]
        values = [f"intercept = {model[0]:.4f}"]
        values += [f"{name} = {value:.4f}" for name, value in zip(Observed._fields, model[1], strict=True)]
        MODEL.write_text("\n".join(head + values) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
