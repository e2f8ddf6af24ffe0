"""Which stays end soon and who was reminded; what an application to prolong a stay goes on from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from apartments.models import EndReminder, Occupancy, Stay
from apartments.states import OccupancyState
from apartments.stays.selectors import StayRow, granted_places, rows_of, visible_to
from applications.models import Application
from applications.outcomes.services import WITHOUT_SUPPORT
from applications.programmes.models import ProgrammeTerms, usual_reminders
from applications.programmes.selectors import terms_of
from office.case import stay_url
from office.models import User
from office.polish import day, plural, short_day

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ending:
    """A stay that ends soon: its last day, which reminder is due (days ahead), and what was done about it.

    ``reminder``: the one made for this stage. ``extension``: the application that asks to prolong the stay.
    """

    row: StayRow
    ends_on: date
    left: int
    stage: int
    reminder: EndReminder | None = None
    extension: Application | None = None

    @property
    def url(self) -> str:
        """The page of the resident, where the reminder is made and the extension begun."""
        return stay_url(self.row.stay.pk)

    @property
    def is_due(self) -> bool:
        """Whether somebody should remind the person now: nobody has at this stage, and no application has come."""
        return self.reminder is None and self.extension is None

    @property
    def words(self) -> str:
        """ "pobyt do 31.05.2027, jeszcze 28 dni" and where it stands."""
        left = f"jeszcze {self.left} {plural(self.left, 'dzień', 'dni', 'dni')}" if self.left else "dziś ostatni dzień"
        if self.extension is not None:
            done = f"wniosek o przedłużenie: {self.extension}"
        elif self.reminder is not None:
            done = f"przypomniano {short_day(self.reminder.made_on)}"
        else:
            done = f"przypomnij osobie (na {self.stage} dni przed końcem)"
        return f"ostatni dzień {short_day(self.ends_on)}, {left}; {done}"


def reminder_days(programmes: Sequence[int], today: date) -> dict[int, list[int]]:
    """By programme, how many days before the end of a decision the office reminds; the most first."""
    rows = ProgrammeTerms.objects.on(today).filter(programme__in=programmes).order_by("valid_from")
    found = {row.programme_id: sorted(row.end_reminder_days, reverse=True) for row in rows}
    return {programme: found.get(programme, usual_reminders()) for programme in programmes}


def endings(user: User, today: date, *, worker: User | None = None) -> list[Ending]:
    """The stays that end within their programme's days of reminding, the soonest first; a constant number of queries.

    ``worker``: only of the cases that this person runs.
    """
    if user.office_id is None:
        return []
    stays = visible_to(user).filter(ended_on__isnull=True, application__occupancies__state=OccupancyState.GRANTED)
    if worker is not None:
        stays = stays.filter(application__worker=worker)
    programmes = ProgrammeTerms.objects.on(today).filter(programme__office=user.office_id)
    most = max([*usual_reminders(), *(days for row in programmes for days in row.end_reminder_days)])
    near = stays.filter(application__occupancies__period_to__range=(today, today + most * DAY)).distinct()
    return _endings([row for row in rows_of(near, today) if not hasattr(row.stay, "continued_by")], today)


def ending_of(row: StayRow, today: date) -> Ending | None:
    """Whether one stay ends soon."""
    if row.stay.ended_on is not None or hasattr(row.stay, "continued_by"):
        return None
    return next(iter(_endings([row], today)), None)


def _endings(rows: Sequence[StayRow], today: date) -> list[Ending]:
    ahead = reminder_days([row.stay.application.programme_id or 0 for row in rows], today)
    made = {
        (one.stay_id, one.ends_on, one.days_before): one
        for one in EndReminder.objects.filter(stay__in=[row.stay.pk for row in rows]).select_related("letter")
    }
    extensions = extensions_of([row.stay.application_id for row in rows])
    found = []
    for row in rows:
        if row.last is None or row.last < today:
            continue
        left = (row.last - today).days
        stages = [days for days in ahead[row.stay.application.programme_id or 0] if left <= days]
        if stages:
            stage = min(stages)
            done = made.get((row.stay.pk, row.last, stage))
            found.append(Ending(row, row.last, left, stage, done, extensions.get(row.stay.application_id)))
    return sorted(found, key=lambda one: (one.ends_on, one.row.stay.pk))


def extensions_of(cases: Sequence[int]) -> dict[int, Application]:
    """By case, the application that asks to prolong its stay: dealt with now, or granted."""
    rows = Application.objects.filter(continues__in=cases).exclude(state__in=WITHOUT_SUPPORT)
    return {row.continues_id: row for row in rows.order_by("pk") if row.continues_id is not None}


def degrees_ending(user: User, today: date, *, worker: User) -> list[tuple[Stay, date, str]]:
    """Stays of ``worker`` whose resident's degree of disability ends before the stay does, within sixty days or past:
    the stay, that day, the address of its page.
    """
    most = max(usual_reminders())
    stays = visible_to(user).filter(
        ended_on__isnull=True, application__worker=worker, application__disability_until__lte=today + most * DAY
    )
    found = []
    for row in rows_of(stays, today):
        until = row.stay.application.disability_until
        over = row.last is not None and row.last < today
        if until is not None and row.first is not None and not over and (row.last is None or until < row.last):
            found.append((row.stay, until, stay_url(row.stay.pk)))
    return sorted(found, key=lambda one: (one[1], one[0].pk))


@dataclass(frozen=True)
class Extension:
    """What an application to prolong goes on from: the former case, its last day and place; what to look at."""

    former: Application
    former_url: str
    ends_on: date | None
    place: Occupancy | None
    late: bool
    sentences: tuple[str, ...]


def extension_of(application: Application) -> Extension | None:
    """What ``application`` prolongs; ``None`` for one that asks for support anew."""
    former = application.continues
    if former is None:
        return None
    places = granted_places(former)
    place = places[-1] if places else None
    ends_on = place.period_to if place else None
    late = bool(ends_on and application.received_on and application.received_on > ends_on)
    return Extension(
        former=former,
        former_url=reverse("desk:case", args=[former.pk]),
        ends_on=ends_on,
        place=place,
        late=late,
        sentences=tuple(_sentences(application, ends_on, late=late)) if ends_on else (),
    )


def _sentences(application: Application, ends_on: date, *, late: bool) -> list[str]:
    found = []
    if late and application.received_on is not None:
        found.append(
            f"Wniosek po czasie: wpłynął {short_day(application.received_on)}, a dotychczasowy okres skończył się "
            f"{short_day(ends_on)}{_by_rule(application)}. Pobytu nie można przyznać wstecz bez przerwy."
        )
    elif application.received_on is not None:
        found.append(f"Wniosek wpłynął na czas: {short_day(application.received_on)}.")
    since = application.stay_from
    if since is not None and since > ends_on + DAY:
        gap = (since - ends_on).days - 1
        found.append(
            f"Między pobytami jest przerwa: {gap} {plural(gap, 'dzień', 'dni', 'dni')}. Żeby jej nie było, nowy pobyt "
            f"zaczyna się {day(ends_on + DAY)}"
        )
    if since is not None and since <= ends_on:
        found.append(f"Nowy pobyt zaczyna się przed końcem dotychczasowego. Zmień początek na {day(ends_on + DAY)}")
    return found


def _by_rule(application: Application) -> str:
    """Where the programme says that a stay is prolonged by an application before its end."""
    terms = terms_of(application.programme, application.received_on or date.max)
    if terms is None or not terms.renewal_by_application:
        return ""
    return f" (wniosek składa się przed końcem: {', '.join(part for part in (terms.stay_place, terms.source) if part)})"
