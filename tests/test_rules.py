"""Every rule has a name, a text that shows it, and a switch that works."""

import json
from collections.abc import Callable
from functools import cache

import pytest

from geocoder import Geocoder, RulesError
from geocoder.document import Document
from geocoder.rules import enabled_rules, load_rules

SHOWN_BY = {
    "head-noun": "بلدة هجين",
    "list-head": "حيي القصور والجورة",
    "unknown-name": "قرية ضبيعان",
    "unknown-after-in": "في #ضبيعانة",
    "unknown-name-again": "قصف على قرية ضبيعان ثم نزوح من ضبيعان",
    "region": "ريف دير الزور الشرقي",
    "back-reference": "حي القصور في مدينة دير الزور، قال سكان الحي",
    "weak-name": "رواتب للموظفين",
    "not-a-place-organisation": "مجلس دير الزور العسكري",
    "not-a-place-media": "دير الزور نيوز",
    "not-a-place-foreign": "مدينة سوسة التونسية",
    "not-a-place-person": "ابن العشارة",
    "not-a-place-given": "خالد العرفي في دير الزور",
    "not-a-place-tribe": "قبيلة البوليل",
    "not-a-place-date": "حي الجورة، 8 تشرين ثاني",
    "not-a-place-measure": "بقطر 40 سم",
    "river-bank": "قصف على هجين من الضفة الغربية",
    "address": "fb.com/hajin",
    "relation": "قرب حي الجورة",
    "transliteration": "Gharaneej",
    "fuzzy": "حي هرابيش في دير الزور",
    "glued": "في الميادينالعشارة",
    "facility-of": "جسر حي الجورة",
    "generic-name": "كلية العلوم",
    "kind-misfit": "جامع كونيكو",
    "elsewhere": "في حمص قصف حي الجورة",
    "topic-hashtag": "#أمطار_الكويت",
    "repeated-hashtag": "سيول في الأردن #الأردن",
    "adjective": "المناسبة الحسينية",
    "apposition": "حي القصور بمدينة حلب",
    "coordinates": "35.3359, 40.1408",
    "back-reference-bridged": "قصف على حي الجورة في المدينة",
    "kind-fit": "أحياء الحسينية",
    "parent-in-text": "حي الجورة في دير الزور",
    "frame": "في حمص، حي الحميدية",
    "near-others": "الكشمة والشعفة",
    "between-rivals": "اشتباكات في الباغوز",
    "support": "في دير الزور، إلى القصور",
    "fuzzy-unsupported": "الحريقية",
}
"""A short text for each rule; without the rule it is read differently."""

ALL = "\n".join(SHOWN_BY.values())
RULES = list(load_rules())


def outcome(document: Document) -> str:
    return json.dumps(document.to_dict(), default=dict)


@pytest.fixture(scope="module")
def without(geo: Geocoder) -> Callable[[str], Geocoder]:
    """Geocoders with one rule off."""
    return cache(lambda rule: Geocoder(geo.gazetteer, rules={rule: False}))


def evidence(document: Document) -> set[str]:
    return {each.rule for found in (*document.mentions, *document.relations) for each in found.evidence}


def test_every_rule_is_shown() -> None:
    assert sorted(SHOWN_BY) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_rule_stands_in_the_evidence(geo: Geocoder, rule: str) -> None:
    document = geo.geoparse(SHOWN_BY[rule], include_filtered=True)
    assert rule in evidence(document)


@pytest.mark.parametrize("rule", RULES)
def test_switch_has_an_effect(geo: Geocoder, without: Callable[[str], Geocoder], rule: str) -> None:
    text = SHOWN_BY[rule]
    off = without(rule)
    assert rule not in off.rules
    assert outcome(off.geoparse(text, include_filtered=True)) != outcome(
        geo.geoparse(text, include_filtered=True)
    )


@pytest.mark.parametrize("rule", RULES)
def test_rule_that_is_off_is_not_in_the_evidence(without: Callable[[str], Geocoder], rule: str) -> None:
    assert rule not in evidence(without(rule).geoparse(SHOWN_BY[rule], include_filtered=True))


def test_evidence_speaks_of_rules_only(geo: Geocoder) -> None:
    assert evidence(geo.geoparse(ALL, include_filtered=True)) <= {*RULES, "unlocated"}


def test_all_rules_off_reads_any_text(geo: Geocoder) -> None:
    bare = Geocoder(geo.gazetteer, rules=dict.fromkeys(RULES, False))
    assert not bare.rules
    assert all(ALL[each.start : each.end] == each.surface for each in bare.geoparse(ALL).mentions)


@pytest.mark.parametrize("rule", RULES)
def test_rule_says_what_it_does(rule: str) -> None:
    described = load_rules()[rule]
    assert described.name == rule
    assert described.doc.endswith(".")
    assert described.example


def test_switch_on_changes_nothing(geo: Geocoder) -> None:
    assert Geocoder(geo.gazetteer, rules={"region": True}).rules == geo.rules == enabled_rules({})


def test_unknown_rule_is_an_error_that_names_the_rules() -> None:
    with pytest.raises(RulesError, match="no rule is called 'list-haed'; the rules are head-noun, list-head"):
        enabled_rules({"list-haed": False})


def test_geocoder_refuses_an_unknown_rule(geo: Geocoder) -> None:
    with pytest.raises(RulesError):
        Geocoder(geo.gazetteer, rules={"regions": False})
