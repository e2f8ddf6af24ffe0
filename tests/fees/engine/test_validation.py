"""Facts and rules that contradict themselves or the statute do not get as far as a fee."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fees.engine import (
    Base,
    Cost,
    Criterion,
    Facts,
    HouseholdType,
    Income,
    InvalidFacts,
    InvalidRules,
    Rounding,
    schedule_defects,
)
from tests.fees.engine.tables import TABLES, TODAY, bands, rules, schedule


@pytest.mark.parametrize("amount", ["-0.01", "10.001", "NaN", "Infinity", "1E+12"])
def test_an_income_is_a_plain_amount_in_grosze(amount):
    with pytest.raises(InvalidFacts):
        Income("renta", Decimal(amount))


def test_an_income_may_not_be_a_float():
    with pytest.raises(InvalidFacts):
        Income("renta", 10.5)


@pytest.mark.parametrize(
    ("household", "persons"), [(HouseholdType.SINGLE, 2), (HouseholdType.FAMILY, 1), (HouseholdType.FAMILY, 0)]
)
def test_the_number_of_persons_fits_the_household(household, persons):
    with pytest.raises(InvalidFacts, match="persons"):
        Facts(TODAY, household, persons, (Income("renta", Decimal(1)),))


def test_nobody_is_free_because_nobody_asked_for_the_income():
    with pytest.raises(InvalidFacts, match="incomes_missing"):
        Facts(TODAY, HouseholdType.SINGLE, 1, ())


def test_a_single_household_has_no_incomes_of_others():
    with pytest.raises(InvalidFacts, match="incomes_of_others"):
        Facts(TODAY, HouseholdType.SINGLE, 1, (Income("pensja brata", Decimal(1), own=False),))


@pytest.mark.parametrize("table", sorted(TABLES))
def test_the_published_tables_are_sound(table):
    assert list(schedule_defects(schedule(table).bands, Base.COST)) == []


@pytest.mark.parametrize(
    ("code", "table"),
    [
        pytest.param("bands_empty", [], id="no bands"),
        pytest.param("bands_start", [("100", "", "10")], id="does not start at 0"),
        pytest.param("band_gap", [("0", "100", "0"), ("110", "", "10")], id="a gap"),
        pytest.param("band_overlap", [("0", "100", "0"), ("90", "", "10")], id="an overlap"),
        pytest.param("band_not_open", [("0", "100", "0"), ("100", "200", "10")], id="no open top"),
        pytest.param("band_open_too_early", [("0", "", "0"), ("100", "", "10")], id="an open band below another"),
        pytest.param("band_upside_down", [("0", "100", "0"), ("100", "90", "5"), ("90", "", "10")], id="upside down"),
        pytest.param("rate_above_100", [("0", "100", "0"), ("100", "", "100.5")], id="more than the whole"),
        pytest.param("charge_below_criterion", [("0", "", "10")], id="charges below the criterion"),
        pytest.param("charge_below_criterion", [("0", "90", "0"), ("90", "", "1")], id="free up to 90 % only"),
    ],
)
def test_a_table_with_a_defect_is_refused_with_its_code(code, table):
    defective = bands(*table)
    assert code in {defect.code for defect in schedule_defects(defective, Base.COST)}
    with pytest.raises(InvalidRules):
        replace(schedule("kielce-1"), bands=defective)


def test_a_defect_says_the_row_what_was_found_and_what_was_expected():
    (defect,) = schedule_defects(bands(("0", "100", "0"), ("110", "", "10")), Base.COST)
    assert (defect.row, defect.found, defect.expected) == (1, Decimal(110), Decimal(100))


@pytest.mark.parametrize("limit", ["NaN", "-1", "0.00001"])
def test_a_limit_is_a_plain_percentage(limit):
    with pytest.raises(InvalidRules, match="band_number"):
        bands((limit, "", "0"))


def test_a_cost_or_criterion_of_nothing_is_a_gap_in_the_data():
    with pytest.raises(InvalidRules):
        Cost(Decimal(0), "zarządzenie")
    with pytest.raises(InvalidRules):
        Criterion(Decimal(0), TODAY, "rozporządzenie")


def test_rounding_knows_grosz_ten_groszy_and_zloty():
    with pytest.raises(InvalidRules, match="rounding_step"):
        Rounding("§ 5", Decimal("0.05"))


def test_every_provision_that_a_step_may_cite_must_have_its_text():
    with pytest.raises(InvalidRules, match=r"ups\.97\.1"):
        replace(rules("kielce-1"), provisions={})
