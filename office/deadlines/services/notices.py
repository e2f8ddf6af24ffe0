"""A case that is not settled in time: the notice with a new last day (art. 36 KPA)."""

from datetime import date, timedelta

from django.db import transaction

from office import clock
from office.access import demand
from office.calendar import in_words, may_end
from office.deadlines import access
from office.deadlines.content import PROVISIONS, TEMPLATE, TEMPLATE_VERSION, Letter, NoticeOfDelay
from office.deadlines.services.acting import advance_term
from office.documents import render_html
from office.errors import DomainError
from office.models import Deadline, DeadlineExtension, User
from office.polish import day, short_day
from office.selectors import cited, signatory_on
from office.services.events import record


@transaction.atomic
def extend(*, actor: User, deadline: Deadline, reason: str, new_due: date, letter: Letter) -> DeadlineExtension:
    """Make the notice of art. 36 KPA: the case is not settled in time, why, and the new last day ``new_due``.

    The letter is frozen as made. Raises ``DomainError`` for a day that is not later, in the past or off, and without
    a reason.
    """
    before = Deadline.objects.select_for_update().get(pk=deadline.pk).due_on

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))
        if not fresh.kind.settles_case:
            raise DomainError("not_settling", "Zawiadomieniem przedłuża się tylko termin załatwienia sprawy.")
        _new_day_fits(before, new_due)
        if not reason.strip():
            raise DomainError("reason", "Napisz przyczyny: zawiadomienie bez nich jest wadliwe.", "reason")

    steps = [
        f"Zawiadomieniem z dnia {day(clock.today())} wyznaczono nowy termin: {in_words(new_due)}",
        f"Wcześniejszy termin: {in_words(before)}",
    ]
    changes = {"due_on": new_due, "explanation": steps, "provisions": ["kpa.36"]}
    note = f"Nowy termin: {short_day(new_due)}."
    fresh = advance_term(deadline, "extend", actor, possible, lambda _: changes, note)
    content = _notice(fresh, before, reason.strip(), letter)
    extension = DeadlineExtension.objects.create(
        deadline=fresh,
        author=actor,
        made_at=clock.now(),
        made_on=clock.today(),
        due_before=before,
        due_on=new_due,
        reason=reason.strip(),
        html=render_html(TEMPLATE, content, draft=False),
    )
    record(
        actor=actor,
        office=fresh.office,
        verb="office.deadlineextension.make",
        sentence=f"Sporządzono zawiadomienie o niezałatwieniu sprawy w terminie, nowy termin {short_day(new_due)}.",
        subject=extension,
        case=fresh.case,
    )
    return extension


def _new_day_fits(before: date, new_due: date) -> None:
    if new_due <= max(before, clock.today()):
        raise DomainError(
            "not_later", f"Nowy termin musi być po {short_day(max(before, clock.today()))}. Popraw datę.", "new_due"
        )
    if not may_end(new_due):
        following = new_due
        while not may_end(following):
            following += timedelta(days=1)
        raise DomainError(
            "day_off",
            f"Termin nie może się skończyć w taki dzień: {in_words(new_due)}, najbliższy odpowiedni to "
            f"{short_day(following)}.",
            "new_due",
        )


def _notice(deadline: Deadline, before: date, reason: str, letter: Letter) -> NoticeOfDelay:
    office, today = deadline.office, clock.today()
    return NoticeOfDelay(
        template_version=TEMPLATE_VERSION,
        letterhead=letter.letterhead,
        party=letter.party,
        subject=letter.subject,
        received_on=deadline.event_on,
        due_before=before,
        due_on=deadline.due_on,
        reason=reason,
        appeal_body=office.appeal_body,
        appeal_through=office.authority_genitive,
        provisions=cited(PROVISIONS, today),
        signatory=signatory_on(office, today),
        handled_by=letter.handled_by,
    )
