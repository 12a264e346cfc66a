"""The evidence for a decision, told line by line as an analyst would read it."""

from __future__ import annotations

from rich.text import Text

from geocoder.formats.screen import isolate
from geocoder.model import Candidate, Evidence, Match, Mention, PlaceId, Relation, Status


def mention_story(mention: Mention) -> Text:
    """What a mention was taken for, on which grounds, and what else it could have been."""
    lines = [f"  {isolate(mention.surface)} ({mention.start}–{mention.end}): {_decision(mention)}"]
    lines += _reasons(mention.evidence)
    chosen = mention.place.id if mention.place else None
    lines += [f"      rival: {_rival(each)}" for each in mention.candidates if each.place_id != chosen]
    return Text("\n".join(lines))


def relation_story(relation: Relation) -> Text:
    """What a relation says about which anchors, and on which grounds."""
    anchors = _joined(relation.anchors) or "a place without a name"
    head = f"  {isolate(relation.surface)} ({relation.start}–{relation.end}): {relation.relation} {anchors}"
    return Text("\n".join([head, *_reasons(relation.evidence)]))


def _decision(mention: Mention) -> str:
    place = mention.place
    name = (
        f"{place.name_en or place.id} [{place.id}], {place.kind}"
        if place
        else f"a place without a name, {mention.kind}"
    )
    if mention.status is Status.FILTERED:
        return "not a place here"
    if mention.status is Status.UNLOCATED:
        around = f", somewhere in {mention.enclosing.place_id}" if mention.enclosing else ""
        return f"{name}; its position is not known{around}"
    if mention.match is Match.COORDINATES:
        return "coordinates written in the text"
    doubt = "perhaps " if mention.status is Status.AMBIGUOUS else ""
    return f"{doubt}{name} ({mention.match.value} match, confidence {mention.confidence:.2f})"


def _reasons(evidence: tuple[Evidence, ...]) -> list[str]:
    return [
        f"      {rule.replace('-', ' ')}{': ' if detail else ''}{isolate(detail)}"
        for rule, detail in evidence
    ]


def _rival(candidate: Candidate) -> str:
    return f"{candidate.place_id} ({candidate.score:.2f})"


def _joined(anchors: tuple[PlaceId, ...]) -> str:
    return " and ".join(anchors)
