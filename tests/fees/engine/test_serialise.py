"""How an assessment is stored and printed as JSON."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from fees.engine import ScheduleNotLoaded, as_data, assess, assessment_from, canonical, digest, rules_from
from tests.fees.engine.tables import rules, single


def test_the_json_of_an_assessment_reads_like_the_decision():
    data = json.loads(canonical(assess(single("1350"), rules("kielce-2", cost="1240"))))
    assert (data["amount"], data["free"], data["rate_percent"]) == ("186.00", False, "15")
    assert data["band"] == {"above": "130", "up_to": "150", "rate": "15", "rate_to": None}
    assert (data["base"], data["criterion"], data["on"]) == ("1240.00", "1010.00", "2026-11-21")


def test_amounts_that_are_equal_are_written_alike():
    assert canonical(single("1350")) == canonical(single("1350.00"))
    one, other = (rules("kielce-2", criterion=text) for text in ("1010", "1010.0"))
    assert canonical(one) == canonical(other)


def test_a_table_that_is_not_loaded_survives_storage():
    governing = replace(rules("kielce-2"), schedule=ScheduleNotLoaded("uchwała", "LII/1090/2023"), cost=None)
    assert rules_from(as_data(governing)) == governing
    result = assess(single("900"), governing)
    assert assessment_from(as_data(result)) == result


def test_the_fingerprint_notices_a_changed_figure():
    facts, governing = single("1350"), rules("kielce-2")
    result = assess(facts, governing)
    changed = replace(result, amount=result.amount + Decimal("0.01"))
    assert digest(facts, governing, result) != digest(facts, governing, changed)


def test_what_is_not_the_engines_own_is_not_written():
    with pytest.raises(TypeError):
        canonical(1.5)
