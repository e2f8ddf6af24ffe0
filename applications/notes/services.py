"""Writing a note and correcting it."""

from datetime import date

from django.db import transaction

from applications.models import Application
from applications.notes import access
from applications.notes.models import CaseNote, NoteKind
from applications.services.locking import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record


@transaction.atomic
def write_note(
    *,
    actor: User,
    application: Application,
    kind: str,
    happened_on: date,
    text: str,
    restricted: bool = False,
    corrects: CaseNote | None = None,
) -> CaseNote:
    """Note a talk, a visit or a call; ``corrects`` takes the place of an earlier note, which stays in sight, struck.

    Raises ``DomainError`` for a day in the future, no text, and a note that was corrected already. A correction of a
    restricted note is restricted.
    """
    fresh = locked(application)
    demand(access.may_write(actor, fresh))
    _whole(kind, happened_on, text)
    if corrects is not None:
        _may_be_corrected(actor, fresh, corrects)
    hidden = restricted or (corrects is not None and corrects.restricted)
    if hidden:
        demand(access.may_read_restricted(actor, fresh))
    note = CaseNote.objects.create(
        application=fresh,
        kind=kind,
        happened_on=happened_on,
        text=text.strip(),
        restricted=hidden,
        corrects=corrects,
        author=actor,
        at=clock.now(),
    )
    what = "Poprawiono notatkę" if corrects else "Dodano notatkę"
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.casenote.write",
        sentence=f"{what}: {NoteKind(kind).label}, {short_day(happened_on)}.",
        subject=note,
        case=fresh.pk,
    )
    return note


def _whole(kind: str, happened_on: date, text: str) -> None:
    if kind not in NoteKind.values:
        raise DomainError("kind", "Wybierz z listy: rozmowa, wizyta albo telefon.", "kind")
    if happened_on > clock.today():
        raise DomainError("in_the_future", "Ten dzień jeszcze nie nadszedł. Popraw datę.", "happened_on")
    if not text.strip():
        raise DomainError("text_missing", "Napisz, co ustalono.", "text")


def _may_be_corrected(actor: User, application: Application, note: CaseNote) -> None:
    if note.application_id != application.pk:
        raise DomainError("note_of_another_case", "Ta notatka należy do innej sprawy.")
    if CaseNote.objects.filter(corrects=note).exists():
        raise DomainError("corrected_already", "Tę notatkę ktoś już poprawił. Odśwież stronę i popraw tę nowszą.")
