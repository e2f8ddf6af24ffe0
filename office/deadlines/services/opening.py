"""Terms that an act of a case opens: counted from a rule, or set for a day."""

from datetime import date

from django.db import transaction

from office import clock
from office.access import demand
from office.calendar import in_words
from office.deadlines import access
from office.deadlines.services.closing import cancel, close
from office.deadlines.terms import counted
from office.errors import DomainError
from office.models import Deadline, DeadlineKind, DeadlineState, Office, TermUnit, User
from office.polish import short_day
from office.selectors import days_of
from office.services.events import record

SETTLE = "settle"
REGISTER_CHANGE = "register-change"


@transaction.atomic
def open_deadline(
    *,
    actor: User,
    office: Office,
    kind: str,
    event_on: date,
    case: int | None = None,
    about: str = "",
    count: int | None = None,
) -> Deadline:
    """Begin a term of ``kind`` (a code) counted from ``event_on``, for a case (the application's key) or the office.

    The rule is the one in force on that day; ``count`` is a longer term that the office set, in its units
    (any term, where the rule rests on no provision and is the office's own).
    A term for settling takes the place of the case's former one. Raises ``DomainError`` for a kind without a rule, a
    day in the future, a ``count`` below the rule's, a kind that does not belong to a case, or to one.
    """
    demand(access.may_handle(actor, office, of_case=case is not None))
    rule = _rule(kind, event_on)
    if rule.of_case != (case is not None):
        raise DomainError(
            "kind_of_other_thing",
            f"Termin „{rule}” {'dotyczy sprawy osoby' if rule.of_case else 'nie dotyczy sprawy osoby'}.",
            "kind",
        )
    if event_on > clock.today():
        raise DomainError("in_the_future", "Termin liczy się od dnia, który już był. Popraw datę.", "event_on")
    count = _count(rule, event_on, count)
    term = counted(rule.unit, event_on, count)
    if rule.settles_case and case is not None:
        _replace_settling(actor, office, case, rule)
    deadline = Deadline.objects.create(
        office=office,
        case=case,
        kind=rule,
        about=about.strip(),
        event_on=event_on,
        unit=rule.unit,
        count=count,
        due_on=term.last_day,
        explanation=list(term.explanation),
        provisions=[*([rule.provision] if rule.provision else []), *term.provisions],
    )
    what = f"{rule} – {about.strip()}" if about.strip() else str(rule)
    record(
        actor=actor,
        office=office,
        verb="office.deadline.open",
        sentence=f"Zapisano termin: {what}, do {short_day(term.last_day)}."[:600],
        subject=deadline,
        case=case,
    )
    return deadline


@transaction.atomic
def set_day(*, actor: User, office: Office, kind: str, due_on: date, case: int, about: str = "") -> Deadline:
    """A term whose last day the office set itself (to sign, to review): counted from today up to ``due_on``.

    A running term of the same kind, case and ``about`` is taken off. Raises ``DomainError`` for a day that is not in
    the future.
    """
    demand(access.may_handle(actor, office, of_case=True))
    today = clock.today()
    if due_on <= today:
        raise DomainError("not_later", f"Wyznacz dzień po {short_day(today)}.", "due_on")
    rule = _rule(kind, today)
    end_set_day(actor=actor, office=office, kind=kind, case=case, about=about, why="Wyznaczono inny dzień.")
    deadline = Deadline.objects.create(
        office=office,
        case=case,
        kind=rule,
        about=about.strip(),
        event_on=today,
        unit=TermUnit.DAYS,
        count=(due_on - today).days,
        due_on=due_on,
        explanation=[f"Dzień wyznaczył ośrodek: {in_words(due_on)}"],
        provisions=[rule.provision],
    )
    record(
        actor=actor,
        office=office,
        verb="office.deadline.open",
        sentence=f"Wyznaczono termin: {rule}, do {short_day(due_on)}.",
        subject=deadline,
        case=case,
    )
    return deadline


@transaction.atomic
def end_set_day(
    *, actor: User, office: Office, kind: str, case: int, about: str = "", done_on: date | None = None, why: str
) -> None:
    """Close the running terms that ``set_day`` opened: done on ``done_on``, or not needed (``None``) and ``why``."""
    running = Deadline.objects.filter(
        office=office, case=case, kind__code=kind, about=about.strip(), state=DeadlineState.OPEN
    )
    for deadline in running:
        if done_on is None:
            cancel(actor=actor, deadline=deadline, why=why)
        else:
            close(actor=actor, deadline=deadline, closed_on=max(done_on, deadline.event_on), how=why)


def _at_least(shortest: int, wanted: int | None) -> int:
    if wanted is not None and wanted < shortest:
        raise DomainError("too_short", f"Ten termin nie może być krótszy niż {shortest}.", "days")
    return shortest if wanted is None else wanted


def _count(rule: DeadlineKind, event_on: date, asked: int | None) -> int:
    if not rule.provision:
        return asked or rule.count or 1
    return _at_least(rule.count or days_of(rule.provision, event_on), asked)


def _rule(kind: str, day_of_event: date) -> DeadlineKind:
    rule = DeadlineKind.objects.on(day_of_event).filter(code=kind).first()
    if rule is None:
        raise DomainError(
            "no_rule",
            f"W tabeli terminów nie ma na dzień {short_day(day_of_event)} terminu „{kind}”. "
            "Uzupełnia ją administrator programu.",
            "event_on",
        )
    return rule


def _settling(office: Office, case: int) -> list[Deadline]:
    return list(Deadline.objects.filter(office=office, case=case, kind__settles_case=True, state__in=Deadline.LIVE))


def _replace_settling(actor: User, office: Office, case: int, rule: DeadlineKind) -> None:
    for former in _settling(office, case):
        cancel(actor=actor, deadline=former, why=f"Zastąpił go termin: {rule}.")


def begin_settling(*, actor: User, office: Office, case: int, received_on: date) -> Deadline:
    """The month of art. 35 § 3 from the day the application reached the office; called when a case is accepted."""
    return open_deadline(actor=actor, office=office, kind=SETTLE, event_on=received_on, case=case)


@transaction.atomic
def case_settled(*, actor: User, office: Office, case: int, settled_on: date, how: str) -> None:
    """Close the case's terms for settling; called in the transaction of the act that ends the case."""
    for deadline in _settling(office, case):
        close(actor=actor, deadline=deadline, closed_on=settled_on, how=how)


@transaction.atomic
def register_changed(*, actor: User, office: Office, about: str, arisen_on: date) -> Deadline:
    """The days for telling the voivode of a change in the register (art. 53 ust. 19 u.p.s.).

    Several changes of the same thing on one day are one notice: the running term is given back.
    """
    running = Deadline.objects.filter(
        office=office, kind__code=REGISTER_CHANGE, about=about, event_on=arisen_on, state=DeadlineState.OPEN
    ).first()
    return running or open_deadline(actor=actor, office=office, kind=REGISTER_CHANGE, event_on=arisen_on, about=about)
