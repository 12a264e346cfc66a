"""The evaluation: what is paired, what counts as right, and the figures over it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoder import Geocoder
from geocoder.errors import InputError
from geocoder.evaluation import evaluate, read_gold, read_predictions
from geocoder.evaluation.align import Judge, Judgement, Pair, region_of
from geocoder.evaluation.gold import Distractor, GoldDocument, GoldMention, GoldRelation
from geocoder.evaluation.measures import (
    brier,
    calibration,
    distances,
    expected_error,
    false_alarms,
    interval,
    scores,
)
from geocoder.evaluation.predictions import (
    PredictedMention,
    PredictedRelation,
    Prediction,
    prediction_of,
)

ANNOTATED = Path(__file__).parent.parent / "benchmarks" / "data"
TEXT = "قصف على حي الجورة وحي القصور قرب المدينة"
KNOWN = {"joura", "qusour", "deir_ez_zor_city", "governorate_deir_ez_zor", "elsewhere"}


def span(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def wanted(
    surface: str, *keys: str, role: str = "place", radius_m: float = 700, tags: tuple[str, ...] = ()
) -> GoldMention:
    return GoldMention(
        *span(surface), surface, keys, (surface,), "neighbourhood", role, 35.34575, 40.12019, radius_m, tags
    )


def found(
    surface: str,
    place_id: str,
    *,
    lat: float | None = 35.34575,
    lon: float | None = 40.12019,
    names: tuple[str, ...] = (),
    confidence: float | None = 0.9,
) -> PredictedMention:
    return PredictedMention(*span(surface), place_id, names, lat, lon, confidence)


def gold(
    *mentions: GoldMention, distractors: tuple[Distractor, ...] = (), relations: tuple[GoldRelation, ...] = ()
) -> GoldDocument:
    return GoldDocument("d", TEXT, "ar", "news", ("seed",), mentions, relations, distractors)


def judge(document: GoldDocument, *predicted: PredictedMention, anaphors: bool = True) -> Judgement:
    return Judge(KNOWN, region_of([document])).judge(document, Prediction(predicted), anaphors=anaphors)


JOURA = wanted("حي الجورة", "joura")
QUSOUR = wanted("حي القصور", "qusour")
CITY = wanted("المدينة", "deir_ez_zor_city", "governorate_deir_ez_zor", role="anaphor")


# Pairing


def test_overlap_pairs_a_gold_mention() -> None:
    (pair,) = judge(gold(JOURA), found("الجورة", "joura")).pairs
    assert pair.right
    assert not pair.exact


def test_same_span_wins_over_the_right_place() -> None:
    (pair,) = judge(gold(JOURA), found("الجورة", "joura"), found("حي الجورة", "qusour")).pairs
    assert pair.exact
    assert not pair.right


def test_pairs_are_one_to_one() -> None:
    whole = found("حي الجورة وحي القصور", "joura")
    judgement = judge(gold(JOURA, QUSOUR), whole)
    assert [pair.predicted for pair in judgement.pairs] == [whole, None]


def test_prediction_on_nothing_is_false() -> None:
    stray = found("قصف", "joura")
    assert judge(gold(JOURA), stray).false == (stray,)


def test_prediction_inside_a_found_mention_is_not_counted() -> None:
    judgement = judge(gold(JOURA), found("حي الجورة", "joura"), found("الجورة", "joura"))
    assert judgement.false == ()


def test_prediction_on_a_vague_span_is_not_counted() -> None:
    vague = Distractor(*span("قصف"), why="vague")
    assert judge(gold(JOURA, distractors=(vague,)), found("قصف", "joura")).false == ()


@pytest.mark.parametrize(("lat", "is_false"), [(33.5, False), (None, False), (35.34575, True)])
def test_place_elsewhere_is_false_only_inside_the_region(lat: float | None, *, is_false: bool) -> None:
    outside = Distractor(*span("قصف"), why="outside_place")
    judgement = judge(gold(JOURA, distractors=(outside,)), found("قصف", "elsewhere", lat=lat))
    assert bool(judgement.false) is is_false


def test_back_references_can_be_left_out_on_both_sides() -> None:
    judgement = judge(gold(JOURA, CITY), found("المدينة", "joura"), anaphors=False)
    assert [pair.gold for pair in judgement.pairs] == [JOURA]
    assert judgement.false == ()


# The right place


def test_alternative_key_is_right() -> None:
    (pair,) = judge(gold(CITY), found("المدينة", "governorate_deir_ez_zor")).pairs
    assert pair.right


def test_known_id_of_another_place_is_wrong_however_near() -> None:
    (pair,) = judge(gold(JOURA), found("حي الجورة", "qusour", names=("حي الجورة",))).pairs
    assert not pair.right


def test_foreign_id_is_right_by_name() -> None:
    (pair,) = judge(gold(JOURA), found("حي الجورة", "gn_1", names=("حيّ الجوره",), lat=0, lon=0)).pairs
    assert pair.right


@pytest.mark.parametrize(("lat", "right"), [(35.354, True), (35.356, False)])
def test_foreign_id_without_the_name_is_right_within_a_kilometre(lat: float, *, right: bool) -> None:
    (pair,) = judge(gold(JOURA), found("حي الجورة", "gn_1", lat=lat)).pairs
    assert pair.right is right


# Figures


def test_scores_of_nothing_are_zero() -> None:
    assert scores(0, 0, 0) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_lies_between_precision_and_recall(hits: int, more_predicted: int, more_gold: int) -> None:
    figures = scores(hits, hits + more_predicted, hits + more_gold)
    values = [figures["precision"], figures["recall"]]
    assert min(values) - 1e-3 <= figures["f1"] <= max(values) + 1e-3  # type: ignore[operator, type-var]


def test_accuracy_by_distance() -> None:
    far = found("حي القصور", "qusour", lat=35.34575 + 0.009)  # about a kilometre, less two metres
    figures = distances([judge(gold(JOURA, QUSOUR, CITY), found("حي الجورة", "joura"), far)])
    assert figures["of_found"] == {"250_m": 0.5, "500_m": 0.5, "1000_m": 1.0, "5000_m": 1.0}
    assert figures["of_all"] == {"250_m": 0.3333, "500_m": 0.3333, "1000_m": 0.6667, "5000_m": 0.6667}
    assert figures["median_m"] == pytest.approx(499.3, abs=1)


def test_distance_leaves_out_alternatives_and_uncertain_gold() -> None:
    vague = wanted("حي القصور", "qusour", radius_m=20_000)
    judgement = judge(
        gold(vague, CITY), found("حي القصور", "qusour"), found("المدينة", "governorate_deir_ez_zor")
    )
    assert distances([judgement])["gold"] == 0


def test_error_curve_is_zero_without_error_and_one_at_the_antipode() -> None:
    assert distances([judge(gold(JOURA), found("حي الجورة", "joura"))])["error_curve_area"] == 0
    antipode = found("حي الجورة", "joura", lat=-35.34575, lon=40.12019 - 180)
    assert distances([judge(gold(JOURA), antipode)])["error_curve_area"] == pytest.approx(1, abs=0.001)


def test_false_alarms_are_per_thousand_words_of_placeless_texts() -> None:
    figures = false_alarms([judge(gold(), found("قصف", "joura")), judge(gold(JOURA), found("قصف", "joura"))])
    assert figures == {"documents": 1, "words": 8, "false": 1, "per_1000_words": 125.0}


def test_brier_score_and_expected_error() -> None:
    stated = [(0.9, True), (0.9, True), (0.9, False), (0.3, False)]
    assert brier(stated) == pytest.approx((0.01 + 0.01 + 0.81 + 0.09) / 4)
    assert expected_error(stated) == pytest.approx((abs(2.7 - 2) + 0.3) / 4)


def test_calibration_counts_false_predictions_as_wrong() -> None:
    figures = calibration(
        [judge(gold(JOURA), found("حي الجورة", "joura"), found("قصف", "joura", confidence=1.0))]
    )
    assert figures["mentions"] == 2
    assert figures["reliability"] == [
        {"from": 0.9, "to": 1.0, "mentions": 2, "confidence": 0.95, "right": 0.5},
    ]


def test_calibration_without_confidences_says_nothing() -> None:
    figures = calibration([judge(gold(JOURA), found("حي الجورة", "joura", confidence=None))])
    assert (figures["mentions"], figures["brier"], figures["reliability"]) == (0, None, [])


def test_interval_is_repeatable_and_holds_the_ratio() -> None:
    parts = [(1.0, 2.0), (2.0, 2.0), (0.0, 2.0), (2.0, 2.0)] * 5
    low, high = interval(parts)
    assert low < 0.625 < high
    assert interval(parts) == [low, high]


# The report


def test_report_groups_by_kind_and_phenomenon() -> None:
    document = gold(JOURA, wanted("حي القصور", "qusour", tags=("conjunct",)))
    report = evaluate([document], {"d": Prediction((found("حي الجورة", "joura"),))})
    assert report.figures["kinds"] == {"neighbourhood": {"gold": 2, "found": 0.5, "linked": 0.5}}
    phenomena = report.figures["phenomena"]
    assert isinstance(phenomena, dict)
    assert phenomena["mention: conjunct"] == {"gold": 1, "found": 0.0, "linked": 0.0}
    assert phenomena["text: seed"]["gold"] == 2


def test_report_counts_a_document_without_predictions_as_empty() -> None:
    figures = evaluate([gold(JOURA)], {}).figures["mentions"]
    assert isinstance(figures, dict)
    assert (figures["gold"], figures["predicted"], figures["linked"]["recall"]) == (1, 0, 0.0)


def test_report_tells_mistakes_in_text_order() -> None:
    predicted = Prediction((found("قصف", "joura"), found("حي القصور", "joura")))
    person = Distractor(*span("قصف"), why="person")
    report = evaluate([gold(JOURA, QUSOUR, distractors=(person,))], {"d": predicted})
    told = [(each.what, each.surface, each.wanted, each.found) for each in report.mistakes]
    assert told == [
        ("false", "قصف", "person", "joura"),
        ("missed", "حي الجورة", "joura", ""),
        ("wrong place", "حي القصور", "qusour", "joura"),
    ]


@pytest.mark.parametrize(
    ("relation", "anchor", "right"),
    [("near", "deir_ez_zor_city", 1.0), ("near", "joura", 0.0), ("edge", "joura", 0.0)],
)
def test_relation_is_right_by_type_and_anchor(relation: str, anchor: str, right: float) -> None:
    document = gold(relations=(GoldRelation(*span("قرب المدينة"), "near", "deir_ez_zor_city"),))
    predicted = Prediction((), (PredictedRelation(*span("قرب المدينة"), relation, anchor),))
    figures = evaluate([document], {"d": predicted}).figures["relations"]
    assert isinstance(figures, dict)
    assert figures["overlap"]["recall"] == 1.0
    assert figures["type_and_anchor"]["recall"] == right


def test_pair_without_prediction_is_neither_exact_nor_right() -> None:
    pair = Pair(JOURA, None, right=False)
    assert not pair.exact


# Files


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


ROW = {
    "doc_id": "d",
    "text": TEXT,
    "mentions": [
        {"start": 8, "end": 17, "surface": "حي الجورة", "key": "joura", "alt_keys": ["x"], "lat": None}
    ],
}


def test_gold_is_read_with_what_it_states(tmp_path: Path) -> None:
    (document,) = read_gold(write(tmp_path / "gold.jsonl", ROW))
    (mention,) = document.mentions
    assert (mention.surface, mention.keys, mention.latitude) == ("حي الجورة", ("joura", "x"), None)
    assert document.relations == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": 5}, "text is 5, not str"),
        ({"mentions": [{"start": 8, "end": 17}]}, "field 'key' is missing"),
        ({"mentions": [{"start": 8, "end": 8, "key": "joura"}]}, "start 8 and end 8 are no span"),
        ({"mentions": [{"start": 8, "end": 17, "surface": "حي", "key": "joura"}]}, "does not stand at 8:17"),
        ({"mentions": "joura"}, "mentions is not a list of objects"),
        ({"mentions": [{"start": 8, "end": 17, "key": "joura", "lat": "x"}]}, "lat is 'x', not a number"),
    ],
)
def test_broken_gold_names_line_and_reason(tmp_path: Path, change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=f"gold.jsonl:2: .*{message}"):
        read_gold(write(tmp_path / "gold.jsonl", ROW, ROW | change))


def test_line_that_is_no_object_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl:1: a JSON list instead of an object"):
        read_gold(write(tmp_path / "gold.jsonl", []))


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "nowhere.jsonl")


def test_predictions_leave_out_filtered_mentions(tmp_path: Path) -> None:
    mentions = [{"start": 8, "end": 17, "place_id": "joura"}, {"start": 0, "end": 3, "status": "filtered"}]
    predictions = read_predictions(write(tmp_path / "found.jsonl", {"doc_id": "d", "mentions": mentions}))
    assert [each.place_id for each in predictions["d"].mentions] == ["joura"]


def test_second_prediction_for_a_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"found\.jsonl:2: a second record of document 'd'"):
        read_predictions(write(tmp_path / "found.jsonl", {"doc_id": "d"}, {"doc_id": "d"}))


@pytest.mark.parametrize(
    ("name", "linked", "exact", "relations", "false_in_placeless"),
    [("dev", 0.96, 0.93, 0.85, 0), ("written", 0.86, 0.86, 0.65, 40)],
)
def test_annotated_texts_are_read_as_well_as_before(
    geo: Geocoder, name: str, linked: float, exact: float, relations: float, false_in_placeless: int
) -> None:
    gold = read_gold(ANNOTATED / f"{name}.jsonl")
    read = {each.doc_id: prediction_of(geo.geoparse(each.text, doc_id=each.doc_id)) for each in gold}
    figures = evaluate(gold, read, known_ids=[place.id for place in geo.gazetteer]).figures
    assert figures["mentions"]["linked"]["f1"] >= linked
    assert figures["mentions"]["exact"]["f1"] >= exact
    assert figures["relations"]["type_and_anchor"]["f1"] >= relations
    assert figures["false_alarms"]["false"] <= false_in_placeless
