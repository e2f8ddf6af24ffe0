"""Reads of stays: which there are, where they stand today, how many days they have taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from apartments.models import Occupancy, Stay
from apartments.states import OccupancyState
from applications.models import Application, Person, Programme
from office.models import Role, User
from office.periods import add_months
from office.polish import plural

DAY = timedelta(days=1)
Days = tuple[date, date | None]

# Whether two stays add up to more than so many months: thirty days that make no whole month count as one.
DAYS_OF_A_MONTH = 30


def visible_to(user: User) -> QuerySet[Stay]:
    """The stays of the user's own office, for who runs the cases or keeps the apartments."""
    rows = Stay.objects.select_related("application__person", "application__programme", "application__office")
    if user.office_id is None or not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR, Role.KEEPER):
        return rows.none()
    return rows.filter(application__office=user.office_id)


def current_stay(application: Application) -> Stay | None:
    """The stay that the decision of ``application`` began; none before the decision."""
    return Stay.objects.filter(application=application).select_related("application__person").first()


def granted_places(application: Application) -> list[Occupancy]:
    """The granted places of a case, in the order of their days."""
    return list(
        application.occupancies.filter(state=OccupancyState.GRANTED)
        .select_related("place__apartment__office", "place__room")
        .order_by("period_from")
    )


# --- counting days ---------------------------------------------------------------------------------------------------


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


# --- where a stay stands ---------------------------------------------------------------------------------------------

AWAITED, OVERDUE_ARRIVAL, HERE, LEAVING, OVERDUE, ENDED, GOES_ON = (
    "awaited", "late", "here", "leaving", "overdue", "ended", "goes-on",
)  # fmt: skip
# From how many days before the last one a departure is shown as coming: a reminder of this program, not of law.
LEAVING_DAYS = 30
WORDS = {
    AWAITED: ("czeka na wprowadzenie", "wait"),
    OVERDUE_ARRIVAL: ("brak protokołu wprowadzenia", "deadline"),
    HERE: ("mieszka", "active"),
    LEAVING: ("wkrótce koniec pobytu", "deadline"),
    OVERDUE: ("pobyt upłynął, brak protokołu wyprowadzenia", "error"),
    GOES_ON: ("trwa dalej według nowej decyzji", "done"),
    ENDED: ("zakończony", "closed"),
}


@dataclass(frozen=True)
class StayRow:
    """One stay as lists show it on a day: its place of that day, its days, and where it stands."""

    stay: Stay
    places: Sequence[Occupancy]
    place: Occupancy | None
    phase: str
    first: date | None
    last: date | None

    @property
    def words(self) -> str:
        return WORDS[self.phase][0]

    @property
    def tone(self) -> str:
        return WORDS[self.phase][1]


def moved_in_on(stay: Stay) -> date | None:
    """When the person moved in; one who lived here by the decision before did not move again."""
    if stay.moved_in_on is not None or stay.continues is None or moved_in_on(stay.continues) is None:
        return stay.moved_in_on
    places = granted_places(stay.application)
    return places[0].period_from if places else None


def _phase(stay: Stay, lives: bool, first: date | None, last: date | None, day: date) -> str:
    if stay.ended_on is not None or first is None:
        return ENDED
    goes_on = hasattr(stay, "continued_by")
    if last is not None and day > last:
        return GOES_ON if goes_on else OVERDUE
    if not lives:
        return OVERDUE_ARRIVAL if day > first else AWAITED
    if last is not None and not goes_on and (last - day).days <= LEAVING_DAYS:
        return LEAVING
    return HERE
