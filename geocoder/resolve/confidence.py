"""How likely a decision is right: a logistic model over a few observations, fitted on annotated texts.

The numbers stand in ``geocoder/language/confidence.toml``; ``benchmarks/calibrate.py`` makes them.
"""

from __future__ import annotations

import math
from functools import cache
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from geocoder.language_files import read_language
from geocoder.model import Match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geocoder.interpret.draft import Draft
    from geocoder.resolve.score import Scored

_RIVAL_RANGE = 0.3
"""A rival whose score is lower by this much no longer counts."""

_FAR_RIVAL = 0.25
"""Share of the best antecedent's salience below which another does not count."""

_LOWEST, _HIGHEST = 0.02, 0.99


class Observed(NamedTuple):
    """What the model looks at, each from 0 to 1.

    Attributes:
        doubt: 1 minus the score of the best candidate.
        rival: How near the second candidate comes.
        weak: The name is also an ordinary word.
        misspelt: Share of edits of a fuzzy match.
        back_reference: The mention refers back.
        bridged: It refers to a place that the text has not named.
        region: It is a region made from a name.
    """

    doubt: float
    rival: float
    weak: float
    misspelt: float
    back_reference: float
    bridged: float
    region: float


def observe(draft: Draft, ranked: Sequence[Scored]) -> Observed:
    """Observations on a mention and its candidates, best first."""
    score = ranked[0].score if ranked else 0.5
    gap = score - ranked[1].score if len(ranked) > 1 else _RIVAL_RANGE
    rival = max(0.0, 1.0 - gap / _RIVAL_RANGE, (draft.rivalry - _FAR_RIVAL) / (1.0 - _FAR_RIVAL))
    return Observed(
        min(1.0, max(0.0, 1.0 - score)),
        rival,
        float(bool(ranked) and ranked[0].entry.weak),
        1.0 - draft.fuzzy,
        float(draft.match is Match.ANAPHOR),
        float(draft.bridged),
        float(draft.region is not None),
    )


def confidence(observed: Observed) -> float:
    """Probability that the place is right, 0.02 to 0.99."""
    intercept, coefficients = _model()
    total = intercept + sum(map(mul, coefficients, observed))
    return min(_HIGHEST, max(_LOWEST, 1.0 / (1.0 + math.exp(-total))))


@cache
def _model() -> tuple[float, tuple[float, ...]]:
    intercept, *coefficients = load_confidence().values()
    return intercept, tuple(coefficients)


@cache
def load_confidence() -> dict[str, float]:
    """The intercept, then the coefficients in the order of the observations.

    Raises:
        RulesError: The file is malformed.
    """
    table = read_language("confidence.toml")
    return {name: float(table[name]) for name in ("intercept", *Observed._fields)}
