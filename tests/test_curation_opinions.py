"""Radii of settlements: which opinions count, which repeat another, and what the rules make of them."""

import shutil
from pathlib import Path

import pytest

from geocoder.curation import leave_one_out, propose_radii
from geocoder.curation.opinions import RULES, independent, opinions, radius_by_rule
from geocoder.gazetteer import Gazetteer

SMALL = Path(__file__).parent / "data" / "small_gazetteer"
ROW = "{}|{}|{}|2000|{}|news|{}"


def gazetteer_with(tmp_path: Path, village: tuple[str, str], *claims: tuple[str, str, str, str]) -> Gazetteer:
    """The small gazetteer with one more village and opinions on it: lat, lon, basis, note."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "copy"))
    places = "v|قرية|village|PPL|governorate||{}|{}|2500|read|news|||".format(*village)
    with (folder / "places.tsv").open("a", encoding="utf-8") as stream:
        stream.write(places.replace("|", "\t") + "\n")
    rows = [ROW.format("v", lat, lon, basis, note) for lat, lon, basis, note in claims]
    table = "\n".join(["id|lat|lon|radius_m|basis|source|note", *rows, ""]).replace("|", "\t")
    (folder / "positions.tsv").write_text(table, encoding="utf-8")
    return Gazetteer.load(folder)


def radius(gazetteer: Gazetteer) -> float:
    (proposal,) = [each for each in propose_radii(gazetteer) if each.place_id == "v"]
    return proposal.radius_m


POINT = ("35.10012", "40.20034")
NEAR = ("35.10412", "40.20034", "read", "")  # 444 m north
FAR = ("35.13012", "40.20034", "read", "")  # 3.3 km north
EAST = ("35.10012", "40.20534", "read", "")  # 456 m east


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((), RULES[0][0]),
        ((NEAR,), RULES[1][0]),
        ((NEAR, EAST), RULES[2][0]),
        ((FAR,), 3_950.0),
        (((*FAR[:3], "another place; not counted for the radius"),), RULES[0][0]),
        (((*NEAR[:2], "inferred", ""),), RULES[0][0]),
        ((("35.10015", "40.20030", "read", ""),), RULES[0][0]),
        ((("35.100", "40.200", "read", ""),), RULES[0][0]),
        ((("35.10090", "40.20034", "read", ""),), RULES[1][0]),
    ],
    ids=[
        "one source",
        "two that agree",
        "three that agree",
        "two that disagree",
        "not counted",
        "not read",
        "the same point",
        "the same point rounded",
        "near, but exact",
    ],
)
def test_radius_follows_from_number_and_spread(
    tmp_path: Path, claims: tuple[tuple[str, str, str, str], ...], expected: float
):
    assert radius(gazetteer_with(tmp_path, POINT, *claims)) == expected


def test_single_point_to_whole_minutes_is_held_like_any_other(tmp_path: Path):
    assert radius(gazetteer_with(tmp_path, ("35.08333", "40.21667"))) == 3_000.0


def test_of_two_that_repeat_each_other_the_exact_one_stays(tmp_path: Path):
    found = opinions(gazetteer_with(tmp_path, ("35.100", "40.200"), (*POINT, "read", "")), "v")
    assert [each.latitude for each in found] == [35.1, 35.10012]
    assert [each.latitude for each in independent(found)] == [35.10012]


def test_place_that_was_not_read_has_no_opinions(tmp_path: Path):
    gazetteer = gazetteer_with(tmp_path, POINT)
    unread = next(place for place in gazetteer if place.basis != "read")
    assert opinions(gazetteer, unread.id) == ()


def test_radii_are_rounded_up():
    assert radius_by_rule(2, 1_210.0) == 1_850.0
    assert radius_by_rule(7, 1_000.0) == 1_500.0


def test_each_opinion_is_left_out_of_every_choice_of_the_others(tmp_path: Path):
    cases = [
        case for case in leave_one_out(gazetteer_with(tmp_path, POINT, NEAR, FAR)) if case.place_id == "v"
    ]
    assert sorted(case.sources for case in cases) == [1] * 6 + [2] * 3
    assert sum(case.share for case in cases) == pytest.approx(2.0)
    far = [case for case in cases if case.sources == 2 and case.distance_m > 2_000]
    assert [case.held for case in far] == [False]


def test_bundled_rules_hold_nine_in_ten():
    cases = list(leave_one_out(Gazetteer.load("deir_ez_zor")))
    for sources in (1, 2, 3):
        some = [case for case in cases if case.sources == sources]
        held = sum(case.share for case in some if case.held) / sum(case.share for case in some)
        assert held >= 0.9, sources
