from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.programmes.counting import PastStay, days_used, last_possible_day
from office.periods import last_day_of

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
STAYS = st.lists(
    st.builds(lambda first, days: PastStay(first, first + timedelta(days=days)), DAYS, st.integers(0, 400)), max_size=5
)
MONTHS = st.integers(1, 36)


def test_a_first_stay_has_all_the_months() -> None:
    assert last_possible_day(date(2026, 12, 1), 24) == date(2028, 11, 30)


def test_after_eighteen_months_six_are_left_of_twenty_four() -> None:
    first = PastStay(date(2025, 1, 1), date(2026, 6, 30))

    assert last_possible_day(date(2026, 7, 1), 24, [first]) == date(2026, 12, 31)


def test_a_break_between_two_stays_does_not_count() -> None:
    first = PastStay(date(2025, 1, 1), date(2026, 6, 30))

    assert days_used([first], date(2027, 1, 1)) == 546
    assert last_possible_day(date(2027, 1, 1), 24, [first]) == date(2027, 6, 30)


def test_when_everything_is_used_the_last_day_lies_before_the_stay() -> None:
    first = PastStay(date(2024, 1, 1), date(2025, 12, 31))

    assert last_possible_day(date(2026, 3, 1), 24, [first]) < date(2026, 3, 1)


@pytest.mark.parametrize(
    ("stays", "used"),
    [
        ([], 0),
        ([(1, 10)], 10),
        ([(1, 10), (5, 12)], 12),
        ([(5, 12), (1, 10)], 12),
        ([(1, 10), (2, 3)], 10),
        ([(1, 1), (3, 3)], 2),
        ([(25, 31)], 0),
        ([(15, 31)], 5),
    ],
)
def test_days_count_once_and_only_before_the_stay(stays: list[tuple[int, int]], used: int) -> None:
    periods = [PastStay(date(2026, 1, first), date(2026, 1, last)) for first, last in stays]

    assert days_used(periods, date(2026, 1, 20)) == used


@given(DAYS, MONTHS, st.integers(1, 400))
def test_stays_without_a_gap_end_where_one_long_stay_would(start: date, months: int, days: int) -> None:
    again = start + timedelta(days=days)
    earlier = PastStay(start, again - timedelta(days=1))

    assert last_possible_day(again, months, [earlier]) == last_day_of(start, months)


@given(DAYS, MONTHS, STAYS)
def test_order_and_repetition_of_records_change_nothing(start: date, months: int, stays: list[PastStay]) -> None:
    expected = last_possible_day(start, months, stays)

    assert last_possible_day(start, months, [*reversed(stays), *stays]) == expected


@given(DAYS, st.integers(1, 24), st.integers(0, 12), st.integers(1, 300))
def test_whole_months_of_an_earlier_stay_are_taken_off_as_months(first: date, used: int, left: int, gap: int) -> None:
    earlier = PastStay(first, last_day_of(first, used))
    again = earlier.last + timedelta(days=1 + gap)

    assert last_possible_day(again, used + left, [earlier]) == last_day_of(again, left)


@given(DAYS, MONTHS, st.integers(1, 27), st.integers(1, 300))
def test_single_days_of_an_earlier_stay_are_taken_off_as_days(first: date, months: int, days: int, gap: int) -> None:
    earlier = PastStay(first, first + timedelta(days=days - 1))
    again = earlier.last + timedelta(days=1 + gap)

    assert last_possible_day(again, months, [earlier]) == last_day_of(again, months) - timedelta(days=days)


@given(DAYS, MONTHS, STAYS)
def test_an_earlier_stay_never_leaves_more_time_than_none(start: date, months: int, stays: list[PastStay]) -> None:
    assert last_possible_day(start, months, stays) <= last_possible_day(start, months)
