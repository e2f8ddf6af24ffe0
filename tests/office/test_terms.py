"""Days that art. 35 § 5 of the code leaves out of the time for settling a case."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import in_words, may_end, term_in_months
from office.deadlines.terms import Uncounted, counted
from office.polish import NBSP

RECEIVED = date(2026, 11, 2)


def test_a_month_without_breaks_is_the_month_of_the_code() -> None:
    assert counted("months", RECEIVED, 1) == term_in_months(RECEIVED, 1)


def test_ten_days_that_are_not_counted_move_the_last_day_by_ten_and_are_told() -> None:
    term = counted("months", RECEIVED, 1, [Uncounted(date(2026, 11, 10), date(2026, 11, 19), "mediacja")])

    assert term.last_day == date(2026, 12, 14)  # 2 December and ten days is Saturday the 12th
    assert [step.replace(NBSP, " ") for step in term.explanation][1:3] == [
        "Gdyby liczyć każdy dzień, ostatnim byłby środa 2 grudnia 2026 r.",
        "Nie wlicza się dni od 10 listopada 2026 r. do 19 listopada 2026 r. (mediacja).",
    ]
    assert term.explanation[-1].replace(NBSP, " ") == (
        "Po doliczeniu 10 dni ostatni dzień to sobota 12 grudnia 2026 r. → poniedziałek 14 grudnia 2026 r."
    )
    assert term.provisions == ("kpa.57.3", "kpa.35.5", "kpa.57.4")


def test_a_day_that_two_reasons_name_is_left_out_once() -> None:
    one = Uncounted(date(2026, 11, 10), date(2026, 11, 12), "mediacja")
    other = Uncounted(date(2026, 11, 12), date(2026, 11, 13), "opóźnienie z winy strony")

    assert counted("months", RECEIVED, 1, [one, other]).by_calendar == date(2026, 12, 6)


def test_a_break_in_the_days_already_added_counts_as_well() -> None:
    first = Uncounted(date(2026, 11, 30), date(2026, 12, 2), "mediacja")
    second = Uncounted(date(2026, 12, 4), date(2026, 12, 4), "mediacja")

    assert counted("months", RECEIVED, 1, [first, second]).by_calendar == date(2026, 12, 6)


@pytest.mark.parametrize(("since", "until"), [("2026-10-01", "2026-11-02"), ("2026-12-03", "2026-12-20")])
def test_days_before_the_event_or_after_the_term_change_nothing(since: str, until: str) -> None:
    aside = Uncounted(date.fromisoformat(since), date.fromisoformat(until), "mediacja")

    assert counted("months", RECEIVED, 1, [aside]) == term_in_months(RECEIVED, 1)


@given(start=st.integers(0, 29), length=st.integers(1, 60))
def test_every_day_left_out_within_the_month_moves_its_end_by_one(start: int, length: int) -> None:
    first = RECEIVED + timedelta(days=1 + start)
    term = counted("months", RECEIVED, 1, [Uncounted(first, first + timedelta(days=length - 1), "mediacja")])

    assert term.by_calendar == date(2026, 12, 2) + timedelta(days=length)
    assert may_end(term.last_day)
    assert in_words(term.last_day).rstrip(".") in term.explanation[-1]
