"""What the engine decides, what it refuses, and what it writes down about it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

import pytest

from fees.engine import (
    CannotAssess,
    Facts,
    HouseholdType,
    Income,
    Rounding,
    RoundingMode,
    ScheduleNotLoaded,
    StepCode,
    assess,
)
from tests.fees.engine.tables import TODAY, family, rules, schedule, single

FAMILY = HouseholdType.FAMILY
NOT_LOADED = ScheduleNotLoaded("uchwała nr LII/1090/2023 (treść niewczytana)", "LII/1090/2023")


def codes(assessment):
    return [step.code.value for step in assessment.steps]


def test_the_steps_come_in_the_order_of_the_law():
    result = assess(single("1350"), rules("kielce-2", cost="1240"))
    assert codes(result) == [
        "income_counted", "income_sum", "criterion", "statutory_test", "share", "band", "rate", "base", "product",
        "rounding", "amount",
    ]  # fmt: skip


def test_the_assessment_carries_what_the_decision_needs():
    result = assess(single("1350"), rules("kielce-2", cost="1240"))
    assert result.amount == Decimal("186.00")
    assert (result.criterion, result.base, result.share_percent) == (Decimal(1010), Decimal(1240), Decimal("133.7"))
    assert (result.band.above, result.band.up_to) == (130, 150)
    assert result.resolution == "LXXXIX/1699/2024"
    assert not result.free


def test_a_fee_on_own_income_in_a_family_compares_the_family_and_charges_the_person():
    result = assess(family(2, "4400", "2300"), rules("kutno-family", FAMILY, cost=None))
    assert (result.threshold, result.income_compared) == (Decimal(1646), Decimal(4400))
    assert (result.base, result.amount) == (Decimal(2300), Decimal("161.00"))


def test_income_that_does_not_count_is_written_down_and_not_added():
    facts = Facts(
        TODAY,
        HouseholdType.SINGLE,
        1,
        (
            Income("renta socjalna", Decimal("1000")),
            Income("zasiłek celowy", Decimal("700"), counted=False, provision="ups.8.4"),
        ),
    )
    result = assess(facts, rules("kielce-2"))
    assert result.free_by_statute
    assert codes(result)[:3] == ["income_counted", "income_left_out", "income_sum"]
    assert result.income_compared == Decimal("1000.00")


def test_free_by_statute_needs_no_table():
    result = assess(single("1010.00"), replace(rules("kielce-2"), schedule=NOT_LOADED))
    assert result.free_by_statute
    assert result.band is None


def test_above_the_criterion_a_table_that_is_not_loaded_is_named():
    with pytest.raises(CannotAssess) as refusal:
        assess(single("1010.01"), replace(rules("kielce-2"), schedule=NOT_LOADED))
    assert refusal.value.code == "schedule_not_loaded"
    assert "LII/1090/2023" in refusal.value.missing


def test_free_by_statute_and_free_by_the_resolution_are_told_apart():
    by_statute, by_table = (
        assess(single(income), rules("kutno-single", cost=None)) for income in ("1010.00", "2020.00")
    )
    assert by_statute.free
    assert by_statute.free_by_statute
    assert by_table.free
    assert not by_table.free_by_statute


def test_without_a_cost_order_there_is_no_fee_of_nothing():
    with pytest.raises(CannotAssess) as refusal:
        assess(single("1350"), rules("kielce-2", cost=None))
    assert refusal.value.code == "cost_missing"
    assert "21.11.2026" in refusal.value.missing


def test_a_fee_on_own_income_needs_the_own_income():
    facts = Facts(TODAY, FAMILY, 2, (Income("dochód rodziny", Decimal(4400), own=False),))
    with pytest.raises(CannotAssess, match="own_income_missing"):
        assess(facts, rules("kutno-family", FAMILY, cost=None))


def test_a_criterion_of_another_day_is_refused():
    with pytest.raises(CannotAssess, match="criterion_not_in_force"):
        assess(single("1350", on=date(2025, 12, 31)), rules("kielce-2"))
    ended = replace(rules("kielce-2").criterion, valid_to=date(2026, 11, 20))
    with pytest.raises(CannotAssess, match="criterion_not_in_force"):
        assess(single("1350"), replace(rules("kielce-2"), criterion=ended))


def test_a_criterion_is_law_on_its_first_and_on_its_last_day():
    criterion = replace(rules("kielce-2").criterion, valid_from=TODAY, valid_to=TODAY)
    assert assess(single("1350"), replace(rules("kielce-2"), criterion=criterion)).amount > 0


def test_own_income_that_does_not_count_is_not_charged():
    mine = (Income("renta socjalna", Decimal(2300)), Income("zasiłek celowy", Decimal(500), counted=False))
    facts = Facts(TODAY, FAMILY, 2, (*mine, Income("wynagrodzenie", Decimal(2100), own=False)))
    assert assess(facts, rules("kutno-family", FAMILY, cost=None)).amount == Decimal("161.00")


def test_rules_for_a_single_person_are_not_applied_to_a_family():
    with pytest.raises(CannotAssess, match="household_mismatch"):
        assess(family(2, "4400", "2300"), rules("kielce-2"))


def test_an_income_that_cites_an_unknown_provision_is_refused():
    facts = Facts(TODAY, HouseholdType.SINGLE, 1, (Income("bon", Decimal(1), counted=False, provision="ups.8.4.99"),))
    with pytest.raises(CannotAssess, match=r"ups\.8\.4\.99"):
        assess(facts, rules("kielce-2"))


@pytest.mark.parametrize(
    ("step", "mode", "expected"),
    [
        pytest.param("0.01", RoundingMode.HALF_UP, "124.16", id="to the grosz, half up"),
        pytest.param("0.01", RoundingMode.UP, "124.17", id="to the grosz, up"),
        pytest.param("0.1", RoundingMode.HALF_UP, "124.20", id="to ten groszy"),
        pytest.param("1", RoundingMode.DOWN, "124.00", id="to the złoty, down"),
        pytest.param("1", RoundingMode.UP, "125.00", id="to the złoty, up"),
    ],
)
def test_rounding_is_a_property_of_the_rule(step, mode, expected):
    table = schedule("kutno-single", Rounding("§ 5 uchwały", Decimal(step), mode))
    facts = single("1552.01", on=date(2024, 6, 1))
    assert assess(facts, rules(table, criterion="776", on=facts.on)).amount == Decimal(expected)


def test_half_a_grosz_goes_up():
    assert assess(single("1050.00"), rules("kielce-2", cost="0.05")).amount == Decimal("0.01")


def test_rounding_to_full_zloty_never_exceeds_the_cost():
    table = schedule("kielce-2", Rounding("§ 5 uchwały", Decimal(1), RoundingMode.UP))
    result = assess(single("9000.00"), rules(table, cost="1240.50"))
    assert result.amount == Decimal("1240.50")
    assert result.steps[-2].code is StepCode.CAP


def test_a_share_just_above_a_limit_is_shown_above_it():
    shown = [assess(single(income), rules("kielce-2")).share_percent for income in ("1010.01", "1313.00", "1313.01")]
    assert shown == [Decimal("100.001"), Decimal("130.0"), Decimal("130.001")]


def test_the_callers_decimal_precision_does_not_matter():
    with localcontext() as context:
        context.prec = 3
        result = assess(
            single("1552.01", on=date(2024, 6, 1)), rules("kutno-single", criterion="776", on=date(2024, 6, 1))
        )
    assert result.amount == Decimal("124.16")
