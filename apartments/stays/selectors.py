"""Reads of stays: which there are, where each stands on a day, what comes next in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from apartments.models import Belongings, Direction, Handover, Occupancy, Stay
from apartments.states import OccupancyState
from apartments.stays.length import Length, days_stayed, joined, last_day_allowed, length_of, periods_of
from applications.models import Application
from applications.programmes.selectors import terms_of
from office.models import Role, User
from office.polish import plural

__all__ = ["Length", "days_stayed", "joined", "last_day_allowed", "length_of", "periods_of"]

DAY = timedelta(days=1)


_GRANTED = (
    Occupancy.objects.filter(state=OccupancyState.GRANTED)
    .select_related("place__apartment__office", "place__room")
    .order_by("period_from")
)


def visible_to(user: User) -> QuerySet[Stay]:
    """The stays of the user's own office, for who runs the cases or keeps the apartments."""
    rows = Stay.objects.select_related(
        "application__person", "application__programme", "application__office", "application__worker"
    )
    if user.office_id is None or not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR, Role.KEEPER):
        return rows.none()
    return rows.filter(application__office=user.office_id)


def handovers_visible_to(user: User) -> QuerySet[Handover]:
    """The protocols of these stays."""
    return Handover.objects.filter(stay__in=visible_to(user).values("pk")).select_related(
        "stay__application__person", "stay__application__office", "occupancy__place__apartment__office", "made_by"
    )


def current_stay(application: Application) -> Stay | None:
    """The stay that the decision of ``application`` began; none before the decision."""
    return Stay.objects.filter(application=application).select_related("application__person").first()


def granted_places(application: Application) -> list[Occupancy]:
    """The granted places of a case, in the order of their days; none are asked for twice where they were fetched."""
    fetched = getattr(application, "granted", None)
    return fetched if fetched is not None else list(_GRANTED.filter(application=application))


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


def stay_row(stay: Stay, day: date) -> StayRow:
    """``stay`` as of ``day``."""
    places = granted_places(stay.application)
    first = places[0].period_from if places else None
    last = places[-1].period_to if places else None
    here = [row for row in places if row.period_from <= day and (row.period_to is None or row.period_to >= day)]
    nearest = (places[0] if first is not None and day < first else places[-1]) if places else None
    since = moved_in_on(stay)
    lives = since is not None and since <= day
    return StayRow(stay, places, here[0] if here else nearest, _phase(stay, lives, first, last, day), first, last)


def rows_of(stays: QuerySet[Stay], day: date) -> list[StayRow]:
    """The stays as of ``day`` in a constant number of queries, by person."""
    granted = Prefetch("application__occupancies", queryset=_GRANTED, to_attr="granted")
    earlier = Prefetch("continues__application__occupancies", queryset=_GRANTED, to_attr="granted")
    found = (
        stays.select_related("continues__application", "continued_by")
        .prefetch_related(granted, earlier)
        .order_by("application__person__last_name", "application__person__first_name", "pk")
    )
    return [stay_row(stay, day) for stay in found]


def residents_on(user: User, day: date) -> list[StayRow]:
    """Whose days of stay include ``day``, and who should have left by then and has not."""
    stays = visible_to(user).filter(
        application__occupancies__state=OccupancyState.GRANTED, application__occupancies__period_from__lte=day
    )
    rows = rows_of(stays.distinct(), day)
    return [row for row in rows if _belongs(row, day)]


def _belongs(row: StayRow, day: date) -> bool:
    if row.stay.ended_on is not None:
        return day <= row.stay.ended_on and row.stay.moved_in_on is not None
    return row.last is None or day <= row.last or row.phase == OVERDUE


# --- what waits ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeeperDesk:
    """What waits in the apartments: who comes, who leaves, who should have left, which things wait to be collected."""

    arrivals: Sequence[StayRow]
    departures: Sequence[StayRow]
    overdue: Sequence[StayRow]
    drafts: Sequence[Handover]
    belongings: Sequence[Belongings]

    @property
    def empty(self) -> bool:
        return not (self.arrivals or self.departures or self.overdue or self.drafts or self.belongings)


def keeper_desk(user: User, today: date, *, ahead: int = LEAVING_DAYS) -> KeeperDesk:
    """What waits on ``today`` and in the ``ahead`` days after it."""
    rows = rows_of(visible_to(user).filter(ended_on__isnull=True), today)
    soon = today + timedelta(days=ahead)
    by_first = sorted((row for row in rows if row.first), key=lambda row: (row.first, row.stay.pk))
    by_last = sorted((row for row in rows if row.last), key=lambda row: (row.last, row.stay.pk))
    return KeeperDesk(
        arrivals=[
            row for row in by_first if row.phase in (AWAITED, OVERDUE_ARRIVAL) and row.first and row.first <= soon
        ],
        departures=[row for row in by_last if row.phase == LEAVING],
        overdue=[row for row in by_last if row.phase == OVERDUE],
        drafts=list(handovers_visible_to(user).filter(signed_on__isnull=True).order_by("day", "pk")),
        belongings=list(
            Belongings.objects.filter(stay__in=visible_to(user).values("pk"), settled_on__isnull=True)
            .select_related("stay__application__person")
            .order_by("collect_by", "pk")
        ),
    )


def handover_of(occupancy: Occupancy, direction: str) -> Handover | None:
    """The protocol of one place in one direction."""
    return Handover.objects.filter(occupancy=occupancy, direction=direction).prefetch_related("lines").first()


def moved_in_with(stay: Stay, occupancy: Occupancy) -> Handover | None:
    """The protocol by which the place of ``occupancy`` was taken over, in this stay or one that it continues."""
    found = handover_of(occupancy, Direction.IN)
    earlier = stay
    while found is None and earlier.continues is not None:
        earlier = earlier.continues
        found = (
            Handover.objects.filter(
                stay=earlier, direction=Direction.IN, occupancy__place=occupancy.place_id, signed_on__isnull=False
            )
            .prefetch_related("lines")
            .first()
        )
    return found


# --- things left behind ----------------------------------------------------------------------------------------------


def days_for_belongings(stay: Stay) -> int | None:
    """How many days the programme gives for collecting things; none where its source names none."""
    application = stay.application
    terms = terms_of(application.programme, stay.ended_on or application.stay_from or stay.created_at.date())
    return terms.belongings_days if terms else None


def collect_by_words(stay: Stay) -> str:
    """Where the day for collecting things comes from."""
    days = days_for_belongings(stay)
    if days is None:
        return "Źródło zasad tego programu nie podaje, ile jest czasu na odbiór. Wpisz dzień, który uzgodniono."
    return f"Zasady programu dają na odbiór {days} {plural(days, 'dzień', 'dni', 'dni')} od zakończenia pobytu."


def collect_by(stay: Stay) -> date | None:
    """By when things left behind are to be collected, where the programme says how many days there are."""
    days = days_for_belongings(stay)
    return None if stay.ended_on is None or days is None else stay.ended_on + timedelta(days=days)
