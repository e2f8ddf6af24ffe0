"""What every entry of the log has in common: who, when, within which days, and that it is stored."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone

from apartments.logs import access
from apartments.models import LogEntry, LogKind, Stay
from apartments.stays.selectors import moved_in_on
from applications.services import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record

E = TypeVar("E", bound=LogEntry)


def begin(actor: User, stay: Stay) -> Stay:
    """The stay anew, its case locked, and the right to write demanded."""
    locked(stay.application)
    fresh = Stay.objects.select_related("application__office", "application__programme", "continues").get(pk=stay.pk)
    demand(access.keep(actor, fresh))
    return fresh


def check_moment(stay: Stay, moment: datetime, field: str) -> None:
    """``moment`` is past, and within the days that the person lives here."""
    if moment > clock.now():
        raise DomainError("in_the_future", "Wpisz chwilę, która już była.", field)
    check_day(stay, timezone.localtime(moment).date(), field)


def check_day(stay: Stay, day: date, field: str) -> None:
    """``day`` is within the days that the person lives here."""
    since = moved_in_on(stay)
    if since is None:
        raise DomainError("not_moved_in", "Ta osoba jeszcze się nie wprowadziła: najpierw podpisz protokół.", field)
    if day < since:
        raise DomainError("before_moving_in", f"Ta osoba wprowadziła się {short_day(since)}. Popraw datę.", field)
    if stay.ended_on is not None and day > stay.ended_on:
        raise DomainError("after_the_end", f"Pobyt zakończył się {short_day(stay.ended_on)}. Popraw datę.", field)


def check_order(moment: datetime | None, first: datetime, field: str, what: str) -> None:
    """``moment`` comes after ``first``, which ``what`` names."""
    if moment is not None and moment <= first:
        raise DomainError("order", f"Wpisz chwilę późniejszą niż {what}.", field)


def check_report(reported_at: datetime | None, way: str) -> None:
    """A report has both its moment and its way, or neither, and is past."""
    if (reported_at is None) != (not way):
        field = "way" if reported_at else "reported_at"
        raise DomainError("report", "Zgłoszenie wymaga i chwili, i sposobu. Gdy go nie było, zostaw oba puste.", field)
    if reported_at is not None and reported_at > clock.now():
        raise DomainError("in_the_future", "Wpisz chwilę zgłoszenia, która już była.", "reported_at")


def store(model: type[E], kind: LogKind, actor: User, stay: Stay, day: date, words: str, **values: Any) -> E:
    """Store one entry and its event, which tells nothing of a restricted one."""
    entry = model(stay=stay, kind=kind, day=day, made_by=actor, made_at=clock.now(), **values)
    entry.save()
    # The course of a case is read by more people than a restricted entry is.
    hidden = "Dopisano do dziennika pobytu wpis o ograniczonym dostępie."
    record(
        actor=actor,
        office=stay.application.office,
        verb="apartments.log.write",
        sentence=hidden if entry.restricted else f"{words} ({short_day(day)}).",
        subject=entry,
        case=stay.application_id,
    )
    return entry


def day_of(moment: datetime) -> date:
    """The day of a moment in Poland."""
    return timezone.localtime(moment).date()
