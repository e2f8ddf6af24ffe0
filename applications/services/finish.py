from datetime import date

from django.db import transaction

from applications import access, checks
from applications.models import Application
from applications.search import index
from applications.services.locking import locked
from applications.states import MACHINE
from office import clock
from office.access import demand
from office.deadlines.services import begin_settling
from office.errors import DomainError, Incomplete
from office.models import Office, User
from office.services import advance, next_number, record


@transaction.atomic
def submit(*, actor: User, application: Application) -> Application:
    """Accept the application as complete: it gets its case number and goes on to the place.

    Raises ``Incomplete`` with every problem at once (``field`` is ``"part.field"``), or ``DomainError`` when ``actor``
    may not or the application is past this act.
    """
    fresh = locked(application)
    MACHINE.find(fresh.state, "submit")
    demand(access.may_submit(actor, fresh))
    problems = checks.problems(fresh)
    if problems:
        raise Incomplete(problems)
    registered = bool(fresh.case_number)
    number = fresh.case_number or _next_case_number(fresh)
    accepted = advance(
        fresh,
        MACHINE,
        "submit",
        actor=actor,
        office=fresh.office,
        case=fresh.pk,
        changes={"case_number": number, "submitted_at": clock.now()},
        note=f"Znak sprawy: {number}.",
    )
    index([accepted])
    if not registered:
        begin_settling(actor=actor, office=fresh.office, case=fresh.pk, received_on=_received_on(fresh))
    return accepted


@transaction.atomic
def register(*, actor: User, application: Application) -> Application:
    """Give a received but incomplete application its case number: a letter about it needs one, and its month runs.

    An application that has a number keeps it. Raises ``DomainError`` without the day of receipt.
    """
    fresh = locked(application)
    demand(access.may_edit(actor, fresh))
    if fresh.case_number:
        return fresh
    if fresh.received_on is None:
        raise DomainError(
            "received_on_missing", "Wpisz najpierw datę wpływu wniosku: od niej zależą numer sprawy i terminy."
        )
    fresh.case_number = _next_case_number(fresh)
    fresh.save()
    index([fresh])
    record(
        actor=actor,
        office=fresh.office,
        verb="applications.application.register",
        sentence=f"Zarejestrowano sprawę. Znak sprawy: {fresh.case_number}.",
        subject=fresh,
        case=fresh.pk,
    )
    begin_settling(actor=actor, office=fresh.office, case=fresh.pk, received_on=fresh.received_on)
    return fresh


def grant(*, actor: User, application: Application) -> Application:
    """End the case by a decision that grants support; called in the transaction of the decision's approval."""
    return advance(application, MACHINE, "grant", actor=actor, office=application.office, case=application.pk)


def refuse(*, actor: User, application: Application) -> Application:
    """End the case by a decision that refuses support; called in the transaction of the decision's approval."""
    return advance(application, MACHINE, "refuse", actor=actor, office=application.office, case=application.pk)


def discontinue(*, actor: User, application: Application) -> Application:
    """End the case by a decision that discontinues the proceedings (art. 105 KPA); called at its approval."""
    return advance(application, MACHINE, "discontinue", actor=actor, office=application.office, case=application.pk)


def reopen(*, actor: User, application: Application, why: str) -> Application:
    """Take a decided case up again, under its number: its decision was annulled, or is being reviewed by the office."""
    return advance(
        application, MACHINE, "reopen", actor=actor, office=application.office, case=application.pk, note=why
    )


def back_to(*, actor: User, application: Application, state: str, why: str) -> Application:
    """Leave a case ended as it was (``state``) before the office began to review its own decision."""
    action = f"back_to_{state}"
    return advance(application, MACHINE, action, actor=actor, office=application.office, case=application.pk, note=why)


def end_on_appeal(*, actor: User, application: Application, why: str) -> Application:
    """End the case because the appeal body annulled its decision and discontinued the proceedings."""
    return advance(
        application, MACHINE, "end_on_appeal", actor=actor, office=application.office, case=application.pk, note=why
    )


def _next_case_number(application: Application) -> str:
    """The next number of the office's class in the year of receipt, in the office's pattern; without gaps."""
    office, received_on = application.office, _received_on(application)
    number = next_number(office=office, series=f"{office.case_cell}.{office.case_class}", year=received_on.year)
    return _by_pattern(office, number=number, year=received_on.year, worker=application.worker)


def _received_on(application: Application) -> date:
    if application.received_on is None:
        raise ValueError("an application without a day of receipt is not complete")
    return application.received_on


def _by_pattern(office: Office, *, number: int, year: int, worker: User) -> str:
    initials = "".join(name[:1] for name in (worker.first_name, worker.last_name)).upper()
    try:
        return office.case_number_pattern.format(
            cell=office.case_cell, jrwa=office.case_class, number=number, year=year, initials=initials
        )
    except (KeyError, IndexError, ValueError) as error:
        raise DomainError(
            "case_number_pattern",
            f"Wzór znaku sprawy „{office.case_number_pattern}” jest błędny. Poprawia go administrator w Ustawieniach.",
        ) from error
