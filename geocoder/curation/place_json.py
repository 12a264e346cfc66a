"""A gazetteer as JSON and back: what the GeoJSON and Linked Places files share.

Everything that the tables hold of a place stands in one object, so that nothing is lost on the way out
and in again: names with language, kind, mark and source, position, parent, second opinions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import orjson

from geocoder.assemble import MAX_RADIUS
from geocoder.curation.cleaning import clean_name, clean_text, language_of, position
from geocoder.curation.intake import Intake
from geocoder.folder import About
from geocoder.gazetteer import Gazetteer
from geocoder.kinds import FALLBACK, kind, kinds
from geocoder.model import (
    Basis,
    NameKind,
    Place,
    PlaceId,
    PlaceName,
    PlaceRelation,
    PositionClaim,
    Source,
)
from geocoder.tables import shorten

Json = dict[str, object]

_NAME_KINDS: Final = {each.value: each for each in NameKind}
_POINT_BASES: Final = {each.value: each for each in Basis if each is not Basis.UNKNOWN}


def place_json(place: Place, gazetteer: Gazetteer) -> Json:
    """All that the tables hold of a place; empty values are left out."""
    feature = gazetteer.feature(place.id)
    whole: Json = {
        "title": place.title,
        "kind": place.kind,
        "feature_code": place.feature_code,
        "parent_id": place.parent_id,
        "pcode": place.pcode,
        "lat": place.latitude,
        "lon": place.longitude,
        "radius_m": place.radius_m,
        "basis": place.basis.value,
        "source": place.source,
        "start": place.start,
        "end": place.end,
        "description": place.description,
        "names": [_name_json(name) for name in place.names],
        "positions": [_claim_json(claim) for claim in gazetteer.positions(place.id)],
        "footprint": dict(_object(feature.get("properties"))) if feature else None,
    }
    return {key: value for key, value in whole.items() if value not in (None, "", [])}


def _name_json(name: PlaceName) -> Json:
    whole: Json = {
        "toponym": name.toponym,
        "lang": name.lang,
        "kind": name.kind.value,
        "weak": name.weak,
        "source": name.source,
        "start": name.start,
        "end": name.end,
        "note": name.note,
    }
    return {key: value for key, value in whole.items() if value not in (None, "")}


def _claim_json(claim: PositionClaim) -> Json:
    point: Json = {"lat": claim.latitude, "lon": claim.longitude, "radius_m": claim.radius_m}
    return {**point, "basis": claim.basis.value, "source": claim.source, "note": claim.note}


def collection_json(gazetteer: Gazetteer) -> Json:
    """What belongs to the gazetteer as a whole: about, sources, relations."""
    about = gazetteer.folders[0] if len(gazetteer.folders) == 1 else About(Path(), gazetteer.label)
    return {
        "gazetteer": {
            "name": about.name,
            "version": about.version,
            "title": about.title,
            "licence": about.licence,
        },
        "sources": [
            {
                "source": each.key,
                "citation": each.citation,
                "url": each.url,
                "licence": each.licence,
                "retrieved": each.retrieved,
            }
            for each in gazetteer.sources
        ],
        "relations": [
            {
                "subject_id": each.subject_id,
                "relation": each.relation,
                "object_id": each.object_id,
                "distance_m": each.distance_m,
                "source": each.source,
                "conflict": each.conflict,
            }
            for each in gazetteer.relations
        ],
    }


def collection_lines(
    gazetteer: Gazetteer, feature: Callable[[Place, Gazetteer], Json], *, context: str = ""
) -> Iterator[str]:
    """Yield the text of a FeatureCollection piece by piece, a feature a line; ``context`` is JSON-LD's."""
    members: Json = {"@context": context} if context else {}
    members |= collection_json(gazetteer)
    head = ",".join(f'"{key}":{orjson.dumps(value).decode()}' for key, value in members.items())
    yield f'{{"type":"FeatureCollection",{head},"features":['
    separator = "\n"
    for place in gazetteer:
        yield separator + orjson.dumps(feature(place, gazetteer)).decode()
        separator = ",\n"
    yield "\n]}\n"


def read_collection(intake: Intake, members: Mapping[str, object], folder: Path) -> None:
    """Take in about, sources and relations, if a file of ours states them."""
    about = _object(members.get("gazetteer"))
    if about:
        texts = (text(about.get(key)) for key in ("version", "title", "licence"))
        intake.about = About(folder, text(about.get("name")) or folder.resolve().name, *texts)
    for each in _objects(members.get("sources")):
        if key := text(each.get("source")):
            rest = (text(each.get(column)) for column in ("citation", "url", "licence", "retrieved"))
            intake.sources[key] = Source(key, *rest)
    for each in _objects(members.get("relations")):
        distance = each.get("distance_m")
        relation = PlaceRelation(
            PlaceId(text(each.get("subject_id"))),
            text(each.get("relation")),
            PlaceId(text(each.get("object_id"))),
            float(distance) if isinstance(distance, int | float) and 0 <= distance <= MAX_RADIUS else None,
            text(each.get("source")),
            text(each.get("conflict")),
        )
        intake.relations.append(relation)


def read_place(intake: Intake, number: int, place_id: str, whole: Mapping[str, object]) -> Place | None:
    """A place from the object that `place_json` writes, or one like it; reports what cannot be used."""
    names = tuple(_names(intake, number, whole))
    title = clean_name(text(whole.get("title"))) or (names[0].toponym if names else "")
    kind_name = text(whole.get("kind")) or FALLBACK
    if kind_name not in kinds():
        message = (
            f"kind {shorten(kind_name)} is unknown, {FALLBACK} was taken; use one of {' '.join(kinds())}"
        )
        intake.problem(number, message)
        kind_name = FALLBACK
    point: tuple[float | None, float | None, float | None] = (None, None, None)
    basis = Basis.UNKNOWN
    if whole.get("lat") is not None or whole.get("lon") is not None:
        written = [text(whole.get(column)) for column in ("lat", "lon", "radius_m")]
        found = position(written[0], written[1], written[2], kind_name)
        if isinstance(found, str):
            intake.problem(number, found)
            return None
        point = found
        basis = _POINT_BASES.get(text(whole.get("basis")), Basis.READ)
    parent = text(whole.get("parent_id"))
    return Place(
        PlaceId(place_id),
        title,
        names,
        kind_name,
        text(whole.get("feature_code")) or kind(kind_name).feature_code,
        *point,
        basis,
        PlaceId(parent) if parent else None,
        pcode=text(whole.get("pcode")),
        source=text(whole.get("source")) or intake.source.key,
        start=text(whole.get("start")),
        end=text(whole.get("end")),
        description=text(whole.get("description")),
    )


def _names(intake: Intake, number: int, whole: Mapping[str, object]) -> Iterator[PlaceName]:
    for each in _objects(whole.get("names")):
        written = text(each.get("toponym"))
        toponym = clean_name(written)
        if not toponym:
            intake.problem(number, f"name {shorten(written)} is no name; it was left out")
            continue
        yield PlaceName(
            toponym,
            text(each.get("lang")) if "lang" in each else language_of(toponym),
            _NAME_KINDS.get(text(each.get("kind")), NameKind.VARIANT),
            each.get("weak") is True,
            text(each.get("source")) or intake.source.key,
            text(each.get("start")),
            text(each.get("end")),
            text(each.get("note")),
        )


def read_claims(intake: Intake, number: int, place_id: str, whole: Mapping[str, object]) -> None:
    """Take in the second opinions on the position of a place."""
    for each in _objects(whole.get("positions")):
        written = [text(each.get(column)) for column in ("lat", "lon", "radius_m")]
        found = position(written[0], written[1], written[2], FALLBACK)
        if isinstance(found, str):
            intake.problem(number, found)
            continue
        radius_m = found[2] if written[2] else None
        basis = _POINT_BASES.get(text(each.get("basis")), Basis.READ)
        rest = text(each.get("source")) or intake.source.key, text(each.get("note"))
        intake.claims.append(PositionClaim(PlaceId(place_id), *found[:2], radius_m, basis, *rest))


def text(value: object) -> str:
    """A JSON value as the text of a cell; empty for null, lists and objects."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    return ""


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))
