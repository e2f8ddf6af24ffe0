"""How long people have stayed: every day once, months by the calendar, over all stays in a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from apartments.models import Occupancy
from apartments.states import OccupancyState
from applications.models import Application, Person, Programme
from applications.programmes.counting import PastStay, last_possible_day
from applications.programmes.selectors import terms_of
from office.periods import add_months
from office.polish import plural

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Length:
    """Days of stay in all, and the same as whole months and the days that are left over."""

    days: int
    months: int
    rest: int

    @property
    def words(self) -> str:
        """ "18 miesięcy i 2 dni (550 dni)"."""
        parts = []
        if self.months:
            parts.append(f"{self.months} {plural(self.months, 'miesiąc', 'miesiące', 'miesięcy')}")
        if self.rest or not parts:
            parts.append(f"{self.rest} {plural(self.rest, 'dzień', 'dni', 'dni')}")
        if not self.months:
            return parts[0]
        return f"{' i '.join(parts)} (razem {self.days} {plural(self.days, 'dzień', 'dni', 'dni')})"


def joined(periods: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The periods in order, those that follow or overlap one another made into one."""
    runs: list[tuple[date, date]] = []
    for first, last in sorted(periods):
        if runs and first <= runs[-1][1] + DAY:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def _months_of(first: date, last: date) -> tuple[int, int]:
    """Whole months from ``first`` and the days after them, both ends included."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    while add_months(first, months) > last + DAY:
        months -= 1
    return months, (last + DAY - add_months(first, months)).days


def length_of(periods: Iterable[tuple[date, date]]) -> Length:
    """How long the periods are together: every day once, months by the calendar within each unbroken run."""
    runs = joined(periods)
    counted = [_months_of(first, last) for first, last in runs]
    return Length(
        days=sum((last - first).days + 1 for first, last in runs),
        months=sum(months for months, _ in counted),
        rest=sum(days for _, days in counted),
    )


def periods_of(
    person: Person, programme: Programme, until: date | None = None, *, leaving_out: Application | None = None
) -> list[tuple[date, date]]:
    """The days granted to ``person`` in ``programme``, cut to ``until`` and to the day the person left.

    An indefinite stay counts up to ``until``; without ``until`` it is left out, because it has no length.
    """
    rows = Occupancy.objects.filter(
        application__person=person, application__programme=programme, state=OccupancyState.GRANTED
    ).select_related("application__stay")
    if leaving_out is not None:
        rows = rows.exclude(application=leaving_out)
    found = []
    for row in rows:
        stay = getattr(row.application, "stay", None)
        ends = [day for day in (row.period_to, until, stay.ended_on if stay else None) if day is not None]
        if ends and min(ends) >= row.period_from:
            found.append((row.period_from, min(ends)))
    return found


def days_stayed(person: Person, programme: Programme, until: date) -> Length:
    """How long ``person`` has stayed in ``programme`` up to ``until`` (included), over all stays."""
    return length_of(periods_of(person, programme, until))


def last_day_allowed(application: Application, first: date, day: date) -> date | None:
    """The last day of a stay from ``first`` on by the programme's longest stay as of ``day``, earlier stays counted.

    None where the programme names no longest stay. Days of ``application`` itself do not count as earlier ones.
    """
    terms = terms_of(application.programme, day)
    if application.programme is None or terms is None or terms.stay_months_max is None:
        return None
    earlier = periods_of(application.person, application.programme, first - DAY, leaving_out=application)
    return last_possible_day(first, terms.stay_months_max, [PastStay(*period) for period in earlier])
