"""Every row of ``tests/fees/cases/*.csv``: the fee that the law and the resolution give, to the grosz."""

from datetime import date

import pytest

from fees.engine import HouseholdType, assess
from tests.fees.engine.tables import amount, family, rows, rules, single

CASES = [
    pytest.param(row, id=f"{municipality}: {row['co pokazuje']}")
    for municipality in ("kielce", "kutno", "gliwice")
    for row in rows(municipality)
]


@pytest.mark.parametrize("row", CASES)
def test_the_fee_is_the_one_that_was_worked_out_by_hand(row):
    household = HouseholdType(row["gospodarstwo"])
    on = date.fromisoformat(row["dzień"])
    income, own = str(amount(row["dochód"])), str(amount(row["dochód własny"]))
    facts = single(income, on) if household is HouseholdType.SINGLE else family(int(row["osób"]), income, own, on)
    cost = str(amount(row["koszt"])) if row["koszt"] else None

    result = assess(facts, rules(row["tabela"], household, criterion=row["kryterium"], cost=cost, on=on))

    assert (result.rate_percent, result.amount) == (amount(row["stawka"]), amount(row["opłata"]))
    assert result.free == (result.amount == 0)
