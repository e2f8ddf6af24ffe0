"""A fee that changes on known days: its periods and the months that two of them share."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fees.engine import Proration, Span, assess, cut, days_lived, due_in, in_month, part_month
from tests.fees.engine.tables import rules, schedule, single

MARCH = date(2027, 3, 1)
FIRST, LAST = date(2026, 12, 10), date(2027, 4, 20)
MONTHS = [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), MARCH, date(2027, 4, 1)]
DAYS = st.dates(FIRST - timedelta(40), LAST + timedelta(40))


def fee(proration: Proration, cost: str = "1240"):
    table = replace(schedule("kielce-2"), proration=proration, proration_source="§ 3 uchwały")
    return assess(single("1350"), rules(table, cost=cost)), table


@given(st.lists(DAYS, max_size=6))
def test_periods_cover_the_stay_exactly(changes: list[date]) -> None:
    days = cut(FIRST, LAST, changes)
    assert (days[0][0], days[-1][1]) == (FIRST, LAST)
    for (_, end), (start, _) in itertools.pairwise(days):
        assert end is not None
        assert start == end + timedelta(1)
    assert len(days) == 1 + len({day for day in changes if FIRST < day <= LAST})
    assert cut(FIRST, None, changes)[-1][1] is None


@given(st.lists(DAYS, max_size=4), st.sampled_from(list(Proration)))
def test_the_months_of_a_fee_in_periods_add_up_to_the_engines_own(changes: list[date], proration: Proration) -> None:
    assessed, table = fee(proration)
    spans = [Span(first, last, assessed, table) for first, last in cut(FIRST, LAST, changes)]
    for month in MONTHS:
        days = days_lived(month, FIRST, LAST)
        assert due_in(spans, month) == part_month(assessed, table, month=month, days=days).amount
        assert sum(part.days for part in in_month(spans, month)) == days


@pytest.mark.parametrize(
    ("proration", "due"),
    [(Proration.CALENDAR_DAYS, "194.60"), (Proration.THIRTIETHS, "194.37"), (Proration.WHOLE_MONTH, "186.00")],
)
def test_a_month_that_two_fees_share(proration: Proration, due: str) -> None:
    (before, table), (after, _) = fee(proration), fee(proration, "1344.60")
    spans = [Span(FIRST, date(2027, 3, 14), before, table), Span(date(2027, 3, 15), None, after, table)]
    assert after.amount == Decimal("201.69")
    assert due_in(spans, MARCH) == Decimal(due)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="lies before"):
        cut(LAST, FIRST, [])
