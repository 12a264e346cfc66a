"""The record: keys, rounding, precision words, and the schema that ships."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from geocoder.document import Answer, Document
from geocoder.kinds import kinds
from geocoder.model import Basis, Location, Match, Mention, Place, Relation, Status
from geocoder.precision import area_precision, location_precision, mention_precision, relation_precision
from geocoder.record import Record, geometry, location_record, mention_record, relation_record

Check = Callable[..., None]


def test_schema_is_a_schema(schema: Record) -> None:
    Draft202012Validator.check_schema(schema)


def test_record_keeps_the_schema(document: Document, valid: Check) -> None:
    valid(document.to_dict())


def test_empty_document_keeps_the_schema(valid: Check) -> None:
    valid(Document("").to_dict())


def test_schema_refuses_an_unlocated_mention_with_a_position(schema: Record, document: Document) -> None:
    record = mention_record(document.mentions[1]) | {"lat": 35.0, "lon": 40.0}
    part = {"$defs": schema["$defs"], "$ref": "#/$defs/mention"}
    assert not Draft202012Validator(part).is_valid(record)


def test_mention_has_the_keys_of_the_contract_in_order(document: Document) -> None:
    keys = (
        "start end surface status place_id name_ar name_en kind feature_code lat lon radius_m confidence "
        "precision acled_geo_precision ucdp_where_prec pcode parents enclosing match candidates evidence"
    )
    assert list(mention_record(document.mentions[0])) == keys.split()


def test_mention_record_states_place_and_position(document: Document) -> None:
    record = mention_record(document.mentions[0])
    assert record["place_id"] == "joura"
    assert (record["name_ar"], record["name_en"]) == ("حي الجورة", "Al-Joura")
    assert (record["lat"], record["lon"], record["radius_m"]) == (35.34575, 40.12019, 700)
    assert record["parents"] == ["deir_ez_zor_city", "governorate_deir_ez_zor"]


def test_degrees_have_six_decimals(document: Document) -> None:
    record = json.loads(json.dumps(mention_record(document.mentions[0])))
    assert record["candidates"][1]["lat"] == 35.950123


def test_metres_are_whole(document: Document) -> None:
    record = relation_record(replace(document.relations[0], radius_m=1200.4, distance_m=4999.6))
    assert (record["radius_m"], record["distance_m"]) == (1200, 5000)


@pytest.mark.parametrize(
    ("bearing", "said"), [(270.0, 270), (22.5, 22.5), (-45.0, 315), (360.0, 0), (359.99, 0), (None, None)]
)
def test_bearing_is_from_north_below_360(
    document: Document, bearing: float | None, said: float | None
) -> None:
    assert relation_record(replace(document.relations[0], bearing=bearing))["bearing"] == said


def test_unlocated_mention_says_what_encloses_it(document: Document) -> None:
    record = mention_record(document.mentions[1])
    assert (record["lat"], record["lon"], record["radius_m"]) == (None, None, None)
    assert record["enclosing"] == {
        "place_id": "deir_ez_zor_city",
        "lat": 35.33588,
        "lon": 40.14084,
        "radius_m": 3500,
    }


def test_place_without_a_name_in_a_language_has_null(document: Document) -> None:
    assert mention_record(document.mentions[1])["name_en"] is None


def test_feature_code_falls_back_to_the_kind(document: Document) -> None:
    assert mention_record(document.mentions[1])["feature_code"] == "CMP"


def test_relation_footprint_is_rounded(document: Document) -> None:
    footprint = relation_record(document.relations[0])["footprint"]
    assert isinstance(footprint, dict)
    assert footprint["coordinates"][0][0] == [40.05511, 35.33]


@pytest.mark.parametrize(
    ("coordinates", "rounded"),
    [
        ([40.1234567, 35.0], [40.12346, 35.0]),
        ([[40.1234567, 35.0], [41, 36.0, 210.5]], [[40.12346, 35.0], [41, 36.0, 210.5]]),
        ([[[[40.1234567, 35.0]]]], [[[[40.12346, 35.0]]]]),
        ([], []),
        ([[]], [[]]),
    ],
)
def test_geometries_of_any_depth_are_rounded(coordinates: list[object], rounded: list[object]) -> None:
    shape = {"type": "any", "coordinates": coordinates}
    assert geometry({"type": "GeometryCollection", "geometries": [shape]}) == {
        "type": "GeometryCollection",
        "geometries": [{"type": "any", "coordinates": rounded}],
    }


def test_region_carries_its_footprint_and_other_mentions_do_not(document: Document, joura: Place) -> None:
    shape = {"type": "Point", "coordinates": [40.1, 35.3]}
    mention = replace(document.mentions[0], place=replace(joura, footprint=shape))
    assert "footprint" not in mention_record(mention)
    assert mention_record(replace(mention, match=Match.REGION))["footprint"] == shape


def test_same_document_is_same_bytes(document: Document) -> None:
    assert json.dumps(document.to_dict()) == json.dumps(replace(document).to_dict())


def as_kind(mention: Mention, kind: str, **fields: object) -> Mention:
    assert mention.place
    return replace(mention, place=replace(mention.place, kind=kind, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("governorate", ("province_governorate", 3, 4)),
        ("district", ("district", 2, 3)),
        ("subdistrict", ("subdistrict", 2, 3)),
        ("city", ("city", 1, 1)),
        ("town", ("town", 1, 1)),
        ("village", ("village", 1, 1)),
        ("neighbourhood", ("neighbourhood_area", 1, 1)),
        ("street", ("street", 1, 1)),
        ("hospital", ("nearby_landmark", 1, 1)),
        ("river", ("district", 2, 7)),
        ("country", ("country", 3, 6)),
    ],
)
def test_precision_follows_the_kind(document: Document, kind: str, expected: tuple[str, int, int]) -> None:
    assert mention_precision(as_kind(document.mentions[0], kind)) == expected


def test_every_kind_has_a_precision_of_the_schema(schema: Record) -> None:
    words = json.loads(json.dumps(schema))["$defs"]["precision"]["enum"]
    assert {each.precision for each in kinds().values()} <= set(words)


def test_coordinates_in_the_text_are_exact(document: Document) -> None:
    assert mention_precision(document.mentions[3]) == ("exact_location", 1, 1)


def test_filtered_mention_has_no_precision(document: Document) -> None:
    assert mention_precision(document.mentions[2]) == (None, None, None)


def test_unlocated_mention_is_as_precise_as_what_encloses_it(document: Document) -> None:
    assert mention_precision(document.mentions[1]) == ("city", 1, 2)


def test_position_of_the_containing_place_is_no_landmark(document: Document) -> None:
    bakery = as_kind(document.mentions[0], "bakery", basis=Basis.CONTAINING)
    assert mention_precision(replace(bakery, radius_m=20_000)) == ("district", 2, 3)


def test_region_is_part_of_a_region(document: Document) -> None:
    region = as_kind(document.mentions[0], "region")
    narrow = replace(region, match=Match.REGION, radius_m=20_000)
    assert mention_precision(narrow) == ("district", 2, 2)
    assert mention_precision(replace(narrow, radius_m=60_000)) == ("district", 2, 5)


@pytest.mark.parametrize(
    ("relation", "distance_m", "radius_m", "expected"),
    [
        ("near", None, 900, ("nearby_landmark", 1, 1)),
        ("distance", 5_000, 1_200, ("nearby_landmark", 2, 2)),
        ("distance", 70_000, 8_000, ("nearby_landmark", 2, 5)),
        ("between", None, 1_500, ("nearby_landmark", 1, 5)),
        ("bearing", None, 50_000, ("province_governorate", 3, 4)),
        ("near", None, None, (None, None, None)),
    ],
)
def test_precision_of_a_relation(
    relation: str,
    distance_m: float | None,
    radius_m: float | None,
    expected: tuple[str | None, int | None, int | None],
) -> None:
    assert relation_precision(relation, distance_m, radius_m) == expected


def test_precision_of_an_area_coarsens_with_its_radius() -> None:
    words = [area_precision(radius)[0] for radius in (800, 1_500, 4_000, 12_000, 28_000, 90_000)]
    assert words == [
        "neighbourhood_area",
        "village",
        "city",
        "subdistrict",
        "district",
        "province_governorate",
    ]


def test_location_keeps_the_schema(joura: Place, valid: Check) -> None:
    location = Location("حي الجورة", joura, 35.34575, 40.12019, 700, 0.9, kind="neighbourhood")
    valid(Answer("الجورة", (location,)).to_dict(), definition="answer")
    assert location_record(location)["precision"] == "neighbourhood_area"


def test_location_of_a_relation_carries_its_footprint(document: Document, valid: Check) -> None:
    relation: Relation = document.relations[0]
    location = Location(
        "5 كم غرب الجورة",
        None,
        35.3457,
        40.0651,
        1200,
        0.8,
        relation="distance",
        footprint=relation.footprint,
    )
    valid(location_record(location), definition="location")
    assert location_record(location)["footprint"] == relation_record(relation)["footprint"]


def test_location_without_place_or_relation_is_exact() -> None:
    assert location_precision(Location("35.3, 40.1", None, 35.3, 40.1, 10, 1.0)) == ("exact_location", 1, 1)


def test_location_without_position_has_no_precision(joura: Place) -> None:
    nowhere = Location("x", replace(joura, latitude=None, longitude=None), None, None, None, 0.5)
    assert location_precision(nowhere) == (None, None, None)


def test_geojson_writes_longitude_first(document: Document) -> None:
    collection = json.loads(json.dumps(document.to_geojson()))
    assert collection["type"] == "FeatureCollection"
    assert collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [40.12019, 35.34575]}


def test_geojson_has_a_feature_for_each_mention_and_relation(document: Document) -> None:
    features = json.loads(json.dumps(document.to_geojson()))["features"]
    assert [each["properties"]["record"] for each in features] == ["mention"] * 4 + ["relation"]


def test_geojson_has_null_geometry_without_a_position(document: Document) -> None:
    features = json.loads(json.dumps(document.to_geojson()))["features"]
    unlocated = next(each for each in features if each["properties"].get("status") == Status.UNLOCATED.value)
    assert unlocated["geometry"] is None


def test_geojson_draws_footprints_on_request(document: Document) -> None:
    drawn = json.loads(json.dumps(document.to_geojson(footprints=True)))["features"]
    assert [each["geometry"] and each["geometry"]["type"] for each in drawn] == [
        "Point",
        None,
        None,
        "Point",
        "Polygon",
    ]
