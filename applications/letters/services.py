"""Issue letters of a case, and enter how they went out. Every act locks the case first."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from applications.access import may_see
from applications.letters.filling import COMPLETION, days_among, days_in_words, initial, recipient_of
from applications.models import Application
from applications.services.locking import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.letters import services
from office.letters.content import LetterContent, Recipient
from office.letters.selectors import template_on
from office.models import Letter, LetterEntry, User
from office.polish import short_day
from office.selectors import cited, days_of

NO_NUMBER_YET = "jeszcze nienadany"


@transaction.atomic
def issue_letter(
    *,
    actor: User,
    application: Application,
    code: str,
    values: Mapping[str, object] | None = None,
    recipient: Recipient | None = None,
) -> Letter:
    """Issue the letter ``code`` (of ``office.letters.slots.LETTERS``) in a case, dated today.

    What ``values`` leaves out is filled from the case; without ``recipient`` it goes to the person. Raises
    ``DomainError`` naming each slot that stays empty (``field`` is the slot).
    """
    fresh = locked(application)
    demand(may_see(actor, fresh))
    return services.issue(
        actor=actor,
        office=fresh.office,
        case=fresh.pk,
        code=code,
        recipient=recipient or recipient_of(fresh),
        values=_values(fresh, code, values or {}),
        case_number=fresh.case_number or NO_NUMBER_YET,
    )


def preview(
    *, actor: User, application: Application, code: str, values: Mapping[str, object], recipient: Recipient
) -> LetterContent:
    """The letter as it would be issued now; writes nothing. Raises ``DomainError`` as issuing does."""
    demand(may_see(actor, application))
    today = clock.today()
    content, _ = services.compose(
        template_on(application.office, code, today),
        office=application.office,
        actor=actor,
        recipient=recipient,
        values=_values(application, code, values),
        case_number=application.case_number or NO_NUMBER_YET,
        on=today,
    )
    return content


def _values(application: Application, code: str, values: Mapping[str, object]) -> dict[str, object]:
    worker = application.worker
    handled_by = f"{worker}, {worker.post}".rstrip(", ")
    filled = {"prowadzi": handled_by} | initial(application, code) | dict(values)
    if code == "completion":
        _long_enough(str(filled.get("dni", "")))
    if code == "unconsidered":
        _passed(filled.get("termin"))
    return filled


def _long_enough(words: str) -> None:
    days, today = days_among(words), clock.today()
    if days is None:
        raise DomainError("term_missing", "Wpisz, ile dni jest na uzupełnienie, np. 7 dni.", "dni")
    least = days_of(COMPLETION, today)
    if days < least:
        place = cited([COMPLETION], today)[COMPLETION]
        raise DomainError(
            "term_too_short",
            f"Na uzupełnienie braków daje się co najmniej {days_in_words(least)} ({place}). Wpisz dłuższy termin.",
            "dni",
        )


def _passed(last_day: object) -> None:
    if isinstance(last_day, date) and last_day >= clock.today():
        raise DomainError(
            "term_runs",
            f"Termin na uzupełnienie braków biegnie do {short_day(last_day)}. Bez rozpoznania zostawia się wniosek "
            "dopiero po tym dniu.",
            "termin",
        )


@transaction.atomic
def mark_sent(
    *, actor: User, application: Application, letter: Letter, way: str, on: date, note: str = ""
) -> LetterEntry:
    """Enter how and when a letter of the case was sent."""
    demand(may_see(actor, locked(application)))
    return services.mark_sent(actor=actor, letter=letter, way=way, on=on, note=note)


@transaction.atomic
def mark_delivered(*, actor: User, application: Application, letter: Letter, on: date, note: str = "") -> LetterEntry:
    """Enter the day on which a letter of the case was delivered: terms run from it."""
    demand(may_see(actor, locked(application)))
    return services.mark_delivered(actor=actor, letter=letter, on=on, note=note)


@transaction.atomic
def strike_entry(*, actor: User, application: Application, entry: LetterEntry, reason: str) -> LetterEntry:
    """Strike the last entry about a letter of the case, with the reason."""
    demand(may_see(actor, locked(application)))
    return services.strike_entry(actor=actor, entry=entry, reason=reason)
