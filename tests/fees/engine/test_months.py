"""Months that were not lived in from the first day to the last."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fees.engine import Base, Proration, assess, days_lived, part_month
from fees.explanation import part_month_line
from tests.fees.engine.tables import bands, rules, schedule, single

NOVEMBER, OCTOBER, FEBRUARY = date(2026, 11, 1), date(2026, 10, 1), date(2027, 2, 1)


def governed(proration: Proration, **changes):
    table = replace(schedule("kielce-2"), proration=proration, proration_source="§ 3 uchwały", **changes)
    return table, assess(single("1350"), rules(table, cost="1240"))


@pytest.mark.parametrize(
    ("proration", "month", "days", "due"),
    [
        pytest.param(Proration.CALENDAR_DAYS, NOVEMBER, 11, "68.20", id="186 × 11 : 30"),
        pytest.param(Proration.CALENDAR_DAYS, OCTOBER, 12, "72.00", id="186 × 12 : 31"),
        pytest.param(Proration.CALENDAR_DAYS, OCTOBER, 31, "186.00", id="the whole of a long month"),
        pytest.param(Proration.THIRTIETHS, OCTOBER, 12, "74.40", id="12 × 1/30"),
        pytest.param(Proration.THIRTIETHS, OCTOBER, 30, "186.00", id="30 days of a long month are a whole fee"),
        pytest.param(Proration.THIRTIETHS, OCTOBER, 31, "186.00", id="31 days are no more than a whole fee"),
        pytest.param(Proration.THIRTIETHS, FEBRUARY, 28, "186.00", id="the whole of February"),
        pytest.param(Proration.THIRTIETHS, FEBRUARY, 27, "167.40", id="27 days of February"),
        pytest.param(Proration.WHOLE_MONTH, OCTOBER, 1, "186.00", id="one day costs a month"),
        pytest.param(Proration.CALENDAR_DAYS, OCTOBER, 0, "0.00", id="no day"),
    ],
)
def test_part_of_a_month_by_each_method(proration, month, days, due) -> None:
    table, fee = governed(proration)
    part = part_month(fee, table, month=month, days=days)
    assert (part.amount, part.source) == (Decimal(due), "§ 3 uchwały")
    line = part_month_line(part)
    assert line.sentence
    assert line.basis == "§ 3 uchwały"


def test_the_day_of_coming_and_the_day_of_leaving_both_count() -> None:
    assert days_lived(NOVEMBER, date(2026, 11, 20), None) == 11
    assert days_lived(NOVEMBER, date(2026, 10, 5), date(2026, 11, 11)) == 11
    assert days_lived(NOVEMBER, date(2026, 11, 11), date(2026, 11, 11)) == 1
    assert days_lived(NOVEMBER, date(2026, 12, 1), None) == 0


def test_the_first_month_may_be_free() -> None:
    table, fee = governed(Proration.CALENDAR_DAYS, first_month_free=True)
    assert part_month(fee, table, month=NOVEMBER, days=11, first_month=True).amount == 0
    assert part_month(fee, table, month=NOVEMBER, days=11).amount == Decimal("68.20")
    charged = replace(table, first_month_free=False)
    assert part_month(fee, charged, month=NOVEMBER, days=11, first_month=True).amount == Decimal("68.20")
    assert (
        "Za pierwszy miesiąc"
        in part_month_line(part_month(fee, table, month=NOVEMBER, days=11, first_month=True)).sentence
    )


def test_a_rate_by_the_day_is_charged_by_the_day() -> None:
    table = replace(
        schedule("kielce-2"),
        base=Base.FIXED_DAILY,
        bands=bands(("0", "100", "0"), ("100", "", "7.55")),
        proration=Proration.WHOLE_MONTH,
    )
    fee = assess(single("1350"), rules(table))
    assert (fee.days, fee.daily, fee.amount) == (30, Decimal("7.55"), Decimal("226.50"))
    assert part_month(fee, table, month=OCTOBER, days=31).amount == Decimal("234.05")
    assert "opłata jest ustalona za dzień" in part_month_line(part_month(fee, table, month=OCTOBER, days=3)).sentence


def test_more_days_than_the_month_has_are_refused() -> None:
    table, fee = governed(Proration.CALENDAR_DAYS)
    for before, days in ((0, 31), (20, 11), (-1, 3)):
        with pytest.raises(ValueError, match="30"):
            part_month(fee, table, month=NOVEMBER, days=days, charged_before=before)


@given(
    st.sampled_from(Proration),
    st.sampled_from([NOVEMBER, OCTOBER, FEBRUARY]),
    st.lists(st.integers(0, 31), max_size=5),
    st.integers(1, 300_000),
)
def test_split_periods_add_up(proration, month, cuts, grosze) -> None:
    table, fee = governed(proration)
    fee = replace(fee, amount=Decimal(grosze) / 100)
    whole = days_lived(month, month, None)
    edges = sorted({0, whole, *(cut for cut in cuts if cut <= whole)})
    parts = [
        part_month(fee, table, month=month, days=end - start, charged_before=start)
        for start, end in itertools.pairwise(edges)
    ]
    assert sum(part.amount for part in parts) == fee.amount
    assert all(part.amount >= 0 for part in parts)
