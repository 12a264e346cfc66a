"""What is to be judged: records from a file, or the documents of a geocoder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geocoder.document import Document
from geocoder.errors import InputError
from geocoder.evaluation.gold import listed, number, read_objects, span
from geocoder.model import Status


@dataclass(frozen=True, slots=True)
class PredictedMention:
    """A mention as a record states it; ``names`` are those of its place."""

    start: int
    end: int
    place_id: str
    names: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class PredictedRelation:
    """A relation as a record states it; ``anchor`` is the first one, or empty."""

    start: int
    end: int
    relation: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found in one document, without filtered mentions."""

    mentions: tuple[PredictedMention, ...] = ()
    relations: tuple[PredictedRelation, ...] = ()


def read_predictions(path: str | Path) -> dict[str, Prediction]:
    """The records of a file by document.

    Raises:
        InputError: The file cannot be read, a line is no record, or two have one ``doc_id``.
    """
    found: dict[str, Prediction] = {}
    for line, record in read_objects(path):
        doc_id = str(record.get("doc_id"))
        if doc_id in found:
            raise InputError(f"{path}:{line}: a second record of document {doc_id!r}; keep one")
        try:
            found[doc_id] = _prediction(record)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"{path}:{line}: not a record ({error}); write it with geocoder batch"
            ) from error
    return found


def prediction_of(document: Document) -> Prediction:
    """What is judged of a document."""
    return _prediction(document.to_dict())


def _prediction(record: Mapping[str, object]) -> Prediction:
    return Prediction(
        tuple(
            _mention(each)
            for each in listed(record, "mentions")
            if each.get("status") != Status.FILTERED.value
        ),
        tuple(_relation(each) for each in listed(record, "relations")),
    )


def _mention(record: Mapping[str, object]) -> PredictedMention:
    start, end = span(record)
    return PredictedMention(
        start=start,
        end=end,
        place_id=str(record.get("place_id") or record.get("key") or ""),
        names=tuple(str(record[key]) for key in ("name", "name_ar", "name_en") if record.get(key)),
        latitude=number(record, "lat"),
        longitude=number(record, "lon"),
        confidence=number(record, "confidence"),
    )


def _relation(record: Mapping[str, object]) -> PredictedRelation:
    start, end = span(record)
    anchors = record.get("anchors")
    anchor = anchors[0] if isinstance(anchors, list) and anchors else ""
    return PredictedRelation(start, end, str(record.get("relation")), str(anchor))
