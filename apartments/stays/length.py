"""How long people have stayed: every day once, months by the calendar, over all stays in a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from apartments.models import Occupancy
from apartments.states import OccupancyState
from applications.models import Application, Person, Programme
from office.periods import add_months
from office.polish import plural

DAY = timedelta(days=1)

# Whether two stays add up to more than so many months: thirty days that make no whole month count as one.
DAYS_OF_A_MONTH = 30


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

    def exceeds(self, months: int) -> bool:
        """Whether it is longer than ``months``."""
        return (self.months, self.rest) > (months, 0)


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
    more, rest = divmod(sum(days for _, days in counted), DAYS_OF_A_MONTH) if len(runs) > 1 else (0, 0)
    if len(runs) == 1:
        rest = counted[0][1]
    return Length(
        days=sum((last - first).days + 1 for first, last in runs),
        months=sum(months for months, _ in counted) + more,
        rest=rest,
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


def length_with(application: Application, first: date, last: date) -> Length:
    """How long the person's stays in the programme would be together with a new one from ``first`` to ``last``."""
    if application.programme is None:
        return length_of([(first, last)])
    earlier = periods_of(application.person, application.programme, leaving_out=application)
    return length_of([*earlier, (first, last)])
