"""How long somebody has lived in a programme over several stays, and until when a new stay may last. Pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from office.periods import add_months, last_day_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PastStay:
    """One stay from its first to its last day, both included."""

    first: date
    last: date


def days_used(stays: Iterable[PastStay], before: date) -> int:
    """On how many days before ``before`` at least one of ``stays`` ran; a day that two of them share counts once."""
    return sum((run.last - run.first).days + 1 for run in _runs(stays, before))


def last_possible_day(start: date, months: int, stays: Iterable[PastStay] = ()) -> date:
    """The last day of a stay from ``start`` on when all stays together may take ``months``.

    Stays that follow each other without a gap are one stay. Of those before a gap the whole months are taken off as
    months and the rest as days, so after 18 months 6 are left of 24, whatever the length of the months between. A day
    before ``start`` means that nothing is left.
    """
    runs = _runs(stays, start)
    begin = start
    if runs and runs[-1].last == start - ONE_DAY:
        begin = runs.pop().first
    used_months, used_days = 0, 0
    for run in runs:
        whole = _whole_months(run)
        used_months += whole
        used_days += (run.last - last_day_of(run.first, whole)).days
    return add_months(begin, months - used_months) - timedelta(days=used_days) - ONE_DAY


def _runs(stays: Iterable[PastStay], before: date) -> list[PastStay]:
    """The unbroken stretches of days before ``before`` that ``stays`` make together, in order."""
    runs: list[PastStay] = []
    for stay in sorted(stays, key=lambda each: each.first):
        last = min(stay.last, before - ONE_DAY)
        if last < stay.first:
            continue
        if runs and stay.first <= runs[-1].last + ONE_DAY:
            runs[-1] = PastStay(runs[-1].first, max(runs[-1].last, last))
        else:
            runs.append(PastStay(stay.first, last))
    return runs


def _whole_months(run: PastStay) -> int:
    """How many whole months by the calendar lie in ``run``."""
    upper = (run.last.year - run.first.year) * 12 + run.last.month - run.first.month + 1
    return next(months for months in range(upper, -1, -1) if last_day_of(run.first, months) <= run.last)
