"""How good the results are: records held against gold documents."""

from geocoder.evaluation.gold import GoldDocument, read_gold
from geocoder.evaluation.predictions import Prediction, prediction_of, read_predictions
from geocoder.evaluation.report import Report, evaluate

__all__ = [
    "GoldDocument",
    "Prediction",
    "Report",
    "evaluate",
    "prediction_of",
    "read_gold",
    "read_predictions",
]
