"""Every golden value, computed from the resolutions as they are loaded: the same road that a case takes."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.models import Programme
from fees import engine
from fees.selectors import Selected, determine, rules_for

CASES = Path(__file__).parent / "cases"
PROGRAMMES = {
    "kielce-1": ("kielce", "supported"),
    "kielce-2": ("kielce", "oit"),
    "kutno-single": ("kutno", "training"),
    "kutno-family": ("kutno", "supported"),
    "gliwice-2013": ("gliwice", "homeless-men"),
}


def _rows():
    for path in sorted(CASES.rglob("*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter=";"):
                yield pytest.param(row, id=f"{row['tabela']}: {row['co pokazuje']}")


def _money(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _selected(table: str, household: str, on: date, cost: Decimal | None = None) -> Selected:
    office, code = PROGRAMMES[table]
    programme = Programme.objects.get(office__code=office, code=code)
    return rules_for(programme=programme, household=household, on=on, cost=cost)


def _facts(on: date, household: str, persons: int, income: Decimal, own: Decimal | None) -> engine.Facts:
    if household == "single":
        items = (engine.Income("dochód", income),)
    else:
        mine = (engine.Income("dochód własny", own),) if own is not None else ()
        items = (*mine, engine.Income("dochód innych", income - (own or 0), own=False))
    return engine.Facts(on, engine.HouseholdType(household), persons, items)


@pytest.mark.django_db
@pytest.mark.parametrize("row", list(_rows()))
def test_golden_value_comes_out_of_the_loaded_resolution(row: dict[str, str]) -> None:
    on = date.fromisoformat(row["dzień"])
    cost = _money(row["koszt"]) if row["koszt"] else None
    selected = _selected(row["tabela"], row["gospodarstwo"], on, cost)
    own = _money(row["dochód własny"]) if row["dochód własny"] else None
    facts = _facts(on, row["gospodarstwo"], int(row["osób"]), _money(row["dochód"]), own)
    result = determine(facts, selected)
    assert (result.criterion, result.rate_percent, result.amount) == (
        _money(row["kryterium"]),
        _money(row["stawka"]),
        _money(row["opłata"]),
    )


INCOMES = st.decimals(min_value=0, max_value=9000, places=2)


@pytest.mark.django_db
@pytest.mark.parametrize("programme", ["oit", "supported", "training-disabled", "training-ukraine"])
def test_in_kielce_the_fee_never_falls_as_income_rises_and_never_exceeds_the_cost(programme: str) -> None:
    on = date(2026, 11, 20)
    selected = rules_for(
        programme=Programme.objects.get(office__code="kielce", code=programme), household="single", on=on
    )

    @settings(deadline=None, max_examples=60)
    @given(one=INCOMES, other=INCOMES)
    def holds(one: Decimal, other: Decimal) -> None:
        lower, higher = sorted((one, other))
        less, more = (determine(_facts(on, "single", 1, income, None), selected) for income in (lower, higher))
        assert less.amount <= more.amount <= selected.rules.cost.amount
        assert less.amount == 0 or lower > selected.rules.criterion.amount

    holds()
