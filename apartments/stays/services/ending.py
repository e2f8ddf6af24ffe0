"""The end of a stay: by the protocol of moving out, or without one."""

from datetime import date

from django.db import transaction

from apartments.models import EndKind, Stay
from apartments.stays import access
from apartments.stays.selectors import granted_places, moved_in_on
from applications.programmes.models import LeavingRecord
from applications.programmes.services import record_leaving
from applications.services import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record


def fresh_stay(stay: Stay) -> Stay:
    """The stay read anew and locked, after its case; refuses one that has ended."""
    locked(stay.application)
    fresh = Stay.objects.select_for_update(of=("self",)).select_related("application__office").get(pk=stay.pk)
    if fresh.ended_on is not None:
        raise DomainError("ended", f"Ten pobyt zakończył się {short_day(fresh.ended_on)}.")
    return fresh


def end(actor: User, stay: Stay, day: date, kind: EndKind, note: str = "") -> None:
    """Write the end of a locked stay and tell it."""
    stay.ended_on, stay.end_kind, stay.end_note = day, kind, note.strip()
    stay.save(update_fields=["ended_on", "end_kind", "end_note"])
    record(
        actor=actor,
        office=stay.application.office,
        verb="apartments.stay.end",
        sentence=f"Zakończono pobyt {short_day(day)}: {kind.label}.",
        subject=stay,
        case=stay.application_id,
    )
    since = moved_in_on(stay)
    # Who applies again is asked how long the earlier stay was and when it ended. Somebody may have written it by hand.
    if (
        since is not None
        and day >= since
        and not LeavingRecord.objects.filter(application=stay.application_id).exists()
    ):
        record_leaving(actor=actor, application=stay.application, moved_in_on=since, left_on=day)


def end_kind_of(stay: Stay, day: date) -> EndKind:
    """Whether who moves out on ``day`` stayed to the last granted day."""
    places = granted_places(stay.application)
    last = places[-1].period_to if places else None
    return EndKind.LAPSE if last is not None and day >= last else EndKind.LEFT


_WITHOUT_HANDOVER = (EndKind.NEVER, EndKind.DIED, EndKind.LEFT, EndKind.LAPSE, EndKind.DECISION)


@transaction.atomic
def end_without_handover(*, actor: User, stay: Stay, day: date, kind: str, note: str) -> Stay:
    """End a stay where nobody is there to sign: the person never came, left without a word, or died.

    ``note`` (Polish) says what is known and is kept. The granted place stays granted until ``end_stay`` frees it.
    """
    fresh = fresh_stay(stay)
    demand(access.finish(actor, fresh))
    since = moved_in_on(fresh)
    if kind not in _WITHOUT_HANDOVER:
        raise DomainError("kind", "Wybierz z listy, jak zakończył się pobyt.", "kind")
    if not note.strip():
        raise DomainError("note", "Napisz, co wiadomo: kto i kiedy to ustalił.", "note")
    if day > clock.today():
        raise DomainError("in_the_future", "Koniec pobytu zapisuje się, gdy już nastąpił. Popraw datę.", "day")
    if kind == EndKind.NEVER and since is not None:
        raise DomainError("moved_in", f"Ta osoba wprowadziła się {short_day(since)}. Wybierz inną przyczynę.", "kind")
    if kind != EndKind.NEVER and since is None:
        raise DomainError("not_moved_in", "Nie ma protokołu wprowadzenia: wybierz „osoba nie wprowadziła się”.", "kind")
    if since is not None and day < since:
        raise DomainError("before_moving_in", f"Ta osoba wprowadziła się {short_day(since)}. Popraw datę.", "day")
    end(actor, fresh, day, EndKind(kind), note)
    return fresh
