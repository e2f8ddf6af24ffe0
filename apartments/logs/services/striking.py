"""A wrong entry is struck, never changed."""

from django.db import transaction

from apartments.logs import access
from apartments.models import LogCorrection, LogEntry
from applications.services import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record


@transaction.atomic
def strike(*, actor: User, entry: LogEntry, reason: str) -> LogCorrection:
    """Strike a wrong entry with the reason; what is right is entered anew. The entry stays readable."""
    locked(entry.stay.application)
    demand(access.correct(actor, entry))
    if LogCorrection.objects.filter(entry=entry).exists():
        raise DomainError("struck", "Ten wpis jest już skreślony. Odśwież stronę.")
    if not reason.strip():
        raise DomainError("reason", "Napisz, co we wpisie jest błędne.", "reason")
    correction = LogCorrection.objects.create(
        entry_id=entry.pk, reason=reason.strip(), made_by=actor, made_at=clock.now()
    )
    record(
        actor=actor,
        office=entry.stay.application.office,
        verb="apartments.log.strike",
        sentence=f"Skreślono błędny wpis w dzienniku pobytu z {short_day(entry.day)}.",
        subject=correction,
        case=entry.stay.application_id,
    )
    return correction
