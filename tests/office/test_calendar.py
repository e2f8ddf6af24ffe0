"""Terms as art. 57 of the code of administrative procedure counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import (
    MOVED,
    Term,
    holiday_name,
    in_words,
    is_day_off,
    may_end,
    term_in_days,
    term_in_months,
    term_in_weeks,
)
from office.periods import add_months
from office.polish import NBSP, day

FIXED = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)]
MOVABLE = {
    2025: ("2025-04-21", "2025-06-19"),
    2026: ("2026-04-06", "2026-06-04"),
    2027: ("2027-03-29", "2027-05-27"),
    2028: ("2028-04-17", "2028-06-15"),
    2029: ("2029-04-02", "2029-05-31"),
    2030: ("2030-04-22", "2030-06-20"),
}
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


# --- days off ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", MOVABLE)
def test_the_days_off_of_a_year_are_those_of_the_statute_and_no_others(year: int) -> None:
    easter_monday, corpus_christi = (date.fromisoformat(text) for text in MOVABLE[year])
    listed = {date(year, month, number) for month, number in FIXED} | {
        easter_monday,
        corpus_christi,
        date(year, 12, 24),
    }
    every = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    found = {one for one in every if one.year == year and one.weekday() != 6 and is_day_off(one)}

    assert found == {one for one in listed if one.weekday() != 6}


def test_christmas_eve_is_off_from_2025_on() -> None:
    assert not is_day_off(date(2024, 12, 24))
    assert is_day_off(date(2025, 12, 24))


def test_good_friday_is_a_working_day_and_every_sunday_is_off() -> None:
    assert may_end(date(2026, 4, 3))
    assert is_day_off(date(2026, 4, 5))
    assert is_day_off(date(2026, 11, 22))


def test_a_saturday_is_no_day_off_but_no_term_ends_on_it() -> None:
    assert not is_day_off(date(2026, 12, 5))
    assert not may_end(date(2026, 12, 5))
    assert holiday_name(date(2026, 12, 5)) == ""


def test_a_holiday_is_called_by_its_name() -> None:
    assert plain(in_words(date(2026, 12, 24))) == "czwartek 24 grudnia 2026 r. (Wigilia Bożego Narodzenia)"


# --- days, weeks, months ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        ("2026-11-21", "2026-12-07"),
        ("2026-12-10", "2026-12-28"),
        ("2025-12-10", "2025-12-29"),
        ("2026-12-23", "2027-01-07"),
        ("2026-10-28", "2026-11-12"),
        ("2026-05-21", "2026-06-05"),
        ("2026-04-20", "2026-05-04"),
    ],
)
def test_fourteen_days_from_delivery_end_on_the_day_worked_out_by_hand(delivered: str, last: str) -> None:
    assert term_in_days(date.fromisoformat(delivered), 14).last_day == date.fromisoformat(last)


def test_a_moved_term_says_which_day_it_would_have_ended_on_and_why_it_does_not() -> None:
    term = term_in_days(date(2026, 11, 21), 14)

    assert [plain(step) for step in term.explanation] == [
        "Zdarzenie było 21 listopada 2026 r. Tego dnia się nie wlicza.",
        MOVED,
        "Po drodze: niedziela 6 grudnia 2026 r.",
        "14. dzień to sobota 5 grudnia 2026 r. → poniedziałek 7 grudnia 2026 r.",
    ]
    assert term.provisions == ("kpa.57.1", "kpa.57.4")


def test_a_term_that_is_not_moved_says_so_in_two_sentences() -> None:
    term = term_in_days(date(2026, 11, 16), 7)

    assert [plain(step) for step in term.explanation] == [
        "Zdarzenie było 16 listopada 2026 r. Tego dnia się nie wlicza.",
        "7. dzień to poniedziałek 23 listopada 2026 r.",
    ]
    assert term.provisions == ("kpa.57.1",)


def test_weeks_end_on_the_day_of_the_same_name() -> None:
    assert term_in_weeks(date(2026, 11, 18), 2) == Term(
        date(2026, 12, 2),
        (
            f"Zdarzenie było {day(date(2026, 11, 18))} Dolicza się 2 tygodnie.",
            f"Dzień o tej samej nazwie w ostatnim tygodniu to środa {day(date(2026, 12, 2))}",
        ),
        ("kpa.57.2",),
        date(2026, 12, 2),
    )


@pytest.mark.parametrize(
    ("received", "months", "last"),
    [
        ("2026-11-02", 1, "2026-12-02"),
        ("2026-01-31", 1, "2026-03-02"),  # 28 February is a Saturday
        ("2027-03-31", 1, "2027-04-30"),
        ("2026-10-24", 2, "2026-12-28"),
        ("2028-01-31", 1, "2028-02-29"),
    ],
)
def test_a_month_ends_on_the_same_number_or_else_on_its_last_day(received: str, months: int, last: str) -> None:
    assert term_in_months(date.fromisoformat(received), months).last_day == date.fromisoformat(last)


def test_a_month_without_that_number_is_explained() -> None:
    steps = term_in_months(date(2027, 3, 31), 1).explanation

    assert plain(steps[-1]) == (
        "Dnia o tej samej liczbie nie ma, więc ostatni dzień miesiąca to piątek 30 kwietnia 2027 r."
    )


@pytest.mark.parametrize("count_term", [term_in_days, term_in_weeks, term_in_months])
def test_a_term_of_nothing_is_refused(count_term) -> None:
    with pytest.raises(ValueError, match="at least one"):
        count_term(date(2026, 11, 21), 0)


@given(
    event=DAYS,
    count=st.integers(1, 40),
    unit=st.sampled_from(
        [
            (term_in_days, lambda event, count: event + timedelta(days=count)),
            (term_in_weeks, lambda event, count: event + timedelta(weeks=count)),
            (term_in_months, add_months),
        ]
    ),
)
def test_no_term_ends_early_or_on_a_day_off_and_the_words_agree_with_the_days(event, count, unit) -> None:
    counted, by_calendar = unit
    term = counted(event, count)

    assert may_end(term.last_day)
    assert term.by_calendar == by_calendar(event, count)
    assert term.last_day >= term.by_calendar
    assert not any(
        may_end(by_calendar(event, count) + timedelta(days=n))
        for n in range((term.last_day - by_calendar(event, count)).days)
    )
    assert day(event) in term.explanation[0]
    assert term.explanation[-1].rstrip(".").endswith(in_words(term.last_day).rstrip("."))
    assert ("kpa.57.4" in term.provisions) == (term.last_day != by_calendar(event, count))
