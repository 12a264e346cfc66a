"""The whole evaluation of a set of documents as one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geocoder.evaluation.align import Judge, Judgement, Pair, overlap, region_of
from geocoder.evaluation.gold import GoldDocument
from geocoder.evaluation.measures import calibration, detection, distances, false_alarms, scores, share
from geocoder.evaluation.predictions import Prediction
from geocoder.record import Record

CONTEXT: Final = 30
"""Code points of text on either side of a mistake."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold mention that was missed or placed wrongly, or a prediction that is false.

    Attributes:
        what: ``missed``, ``wrong place`` or ``false``.
        wanted: The gold's place id, or why the span is no place; empty if nobody marked it.
        found: The place id that was given, empty if none.
        context: The text around it.
    """

    what: str
    doc_id: str
    start: int
    end: int
    surface: str
    wanted: str
    found: str
    context: str

    def to_dict(self) -> Record:
        """The mistake as a dictionary."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Report:
    """All figures, as plain dictionaries, and all mistakes in text order."""

    figures: Record
    mistakes: tuple[Mistake, ...]


def evaluate(
    gold: Sequence[GoldDocument],
    predictions: Mapping[str, Prediction],
    *,
    known_ids: Collection[str] = (),
) -> Report:
    """Hold predictions against gold documents.

    Args:
        gold: The gold documents.
        predictions: What was found, by ``doc_id``; a document without an entry counts as empty.
        known_ids: Place ids of the gazetteer in use. A predicted id among them (or among the gold's)
            is right or wrong by itself; any other is judged by its names, then by distance.
    """
    used = {key for document in gold for mention in document.mentions for key in mention.keys}
    judge = Judge(used | set(known_ids), region_of(gold))
    found = [(document, predictions.get(document.doc_id, Prediction())) for document in gold]
    judgements = [judge.judge(*each) for each in found]
    named = [judge.judge(*each, anaphors=False) for each in found]
    figures: Record = {
        "documents": len(gold),
        "mentions": detection(judgements),
        "named_mentions": detection(named),
        "distance": distances(judgements),
        "false_alarms": false_alarms(judgements),
        "calibration": calibration(judgements),
        "relations": _relations(found),
        "kinds": _groups((pair.gold.kind, pair) for pair in _pairs(judgements)),
        "phenomena": _groups(_by_phenomenon(judgements)),
        "texts": _groups(_by_text(judgements)),
    }
    return Report(figures, tuple(_mistakes(judgements)))


def _pairs(judgements: Iterable[Judgement]) -> Iterator[Pair]:
    return (pair for judgement in judgements for pair in judgement.pairs)


def _by_phenomenon(judgements: Iterable[Judgement]) -> Iterator[tuple[str, Pair]]:
    for judgement in judgements:
        for pair in judgement.pairs:
            # A phenomenon of the mention itself says more than one somewhere in the text.
            for tag in {*pair.gold.tags, pair.gold.role}:
                yield f"mention: {tag}", pair
            for tag in judgement.document.phenomena:
                yield f"text: {tag}", pair


def _by_text(judgements: Iterable[Judgement]) -> Iterator[tuple[str, Pair]]:
    for judgement in judgements:
        document = judgement.document
        for pair in judgement.pairs:
            yield f"{document.language or '?'} {document.genre or '?'}", pair


def _groups(members: Iterable[tuple[str, Pair]]) -> dict[str, Record]:
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    for name, pair in members:
        groups[name].append(pair)
    return {
        name: {
            "gold": len(pairs),
            "found": round(share(sum(pair.predicted is not None for pair in pairs), len(pairs)), 4),
            "linked": round(share(sum(pair.right for pair in pairs), len(pairs)), 4),
        }
        for name, pairs in sorted(groups.items())
    }


def _relations(found: Iterable[tuple[GoldDocument, Prediction]]) -> Record:
    gold = predicted = overlapping = right = 0
    for document, prediction in found:
        gold += len(document.relations)
        predicted += len(prediction.relations)
        options = sorted(
            (
                (wanted.relation, wanted.anchor) != (given.relation, given.anchor),
                -shared,
                i,
                j,
            )
            for i, wanted in enumerate(document.relations)
            for j, given in enumerate(prediction.relations)
            if (shared := overlap(wanted, given))
        )
        paired_gold: set[int] = set()
        paired_given: set[int] = set()
        for is_wrong, _, i, j in options:
            if i in paired_gold or j in paired_given:
                continue
            paired_gold.add(i)
            paired_given.add(j)
            overlapping += 1
            right += not is_wrong
    return {
        "gold": gold,
        "predicted": predicted,
        "overlap": scores(overlapping, predicted, gold),
        "type_and_anchor": scores(right, predicted, gold),
    }


def _mistakes(judgements: Iterable[Judgement]) -> Iterator[Mistake]:
    for judgement in judgements:
        document = judgement.document
        mistakes = []
        for pair in judgement.pairs:
            gold, given = pair.gold, pair.predicted
            if not pair.right:
                what = "wrong place" if given else "missed"
                mistakes.append((gold.start, gold.end, what, gold.keys[0], given.place_id if given else ""))
        for false in judgement.false:
            why = next((each.why for each in document.distractors if overlap(each, false)), "")
            mistakes.append((false.start, false.end, "false", why, false.place_id))
        for start, end, what, wanted, found in sorted(mistakes):
            yield Mistake(
                what=what,
                doc_id=document.doc_id,
                start=start,
                end=end,
                surface=document.text[start:end],
                wanted=wanted,
                found=found,
                context=document.text[max(0, start - CONTEXT) : end + CONTEXT],
            )
