"""Acts on terms: open, close, take off, leave days out, suspend and resume, put off by notice to the party."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from office import clock
from office.access import demand
from office.calendar import in_words, may_end
from office.deadlines import access
from office.deadlines.content import PROVISIONS, TEMPLATE, TEMPLATE_VERSION, Letter, NoticeOfDelay
from office.deadlines.states import MACHINE
from office.deadlines.terms import Uncounted, counted
from office.documents import render_html
from office.errors import DomainError
from office.models import (
    Deadline,
    DeadlineExtension,
    DeadlineKind,
    DeadlinePause,
    DeadlineState,
    Office,
    PauseGround,
    TermUnit,
    User,
)
from office.polish import day, short_day
from office.selectors import cited, days_of, signatory_on
from office.services.events import record
from office.services.workflow import advance

SETTLE = "settle"
REGISTER_CHANGE = "register-change"


# --- opening ----------------------------------------------------------------------------------------------------------


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


# --- closing ----------------------------------------------------------------------------------------------------------


def close(*, actor: User, deadline: Deadline, closed_on: date, how: str = "") -> Deadline:
    """Say that what the term is for was done on ``closed_on``; also after the term, which then stays late on record."""

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))
        _within(fresh, closed_on, "closed_on")

    def closed(fresh: Deadline) -> Mapping[str, Any]:
        _end_open_pause(fresh, closed_on)
        words = how.strip() or f"{fresh.kind.done_words} dnia {short_day(closed_on)}."
        return {"closed_on": closed_on, "closed_why": words}

    words = f"{deadline.kind}: {how.strip().rstrip('.') or deadline.kind.done_words}, {short_day(closed_on)}."
    return _advance(deadline, "close", actor, possible, closed, words)


def cancel(*, actor: User, deadline: Deadline, why: str) -> Deadline:
    """Take a term off that is not needed, with the reason."""

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))

    def cancelled(fresh: Deadline) -> Mapping[str, Any]:
        _end_open_pause(fresh, clock.today())
        return {"closed_on": clock.today(), "closed_why": why.strip()}

    note = f"{deadline.kind}: {why.strip()}" if why.strip() else ""
    return _advance(deadline, "cancel", actor, possible, cancelled, note)


def _end_open_pause(deadline: Deadline, last_day: date) -> None:
    for pause in deadline.pauses.filter(until__isnull=True):
        pause.until = max(pause.since, last_day)
        pause.save(update_fields=["until"])


def _within(deadline: Deadline, value: date, field: str) -> None:
    if not deadline.event_on <= value <= clock.today():
        raise DomainError(
            "day_outside",
            f"Wpisz dzień od {short_day(deadline.event_on)} (od niego liczy się termin) do dzisiaj.",
            field,
        )


# --- time that is not counted -----------------------------------------------------------------------------------------


def exclude_time(
    *, actor: User, deadline: Deadline, ground: str, since: date, until: date | None, reason: str
) -> Deadline:
    """Leave the days from ``since`` to ``until`` out of a term for settling (art. 35 § 5 KPA); its last day moves.

    Without ``until`` the term is suspended until ``resume``. Raises ``DomainError`` for another kind of term, days
    out of order or outside the term, days that are already left out, and a term set by a notice of delay.
    """

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))
        _only_settling(fresh)
        _days_fit(fresh, since, until)
        if ground not in PauseGround.values:
            raise DomainError("ground", "Wybierz podstawę z listy.", "ground")
        if not reason.strip():
            raise DomainError("reason", "Napisz, co się stało: to zdanie tłumaczy termin.", "reason")

    def paused(fresh: Deadline) -> Mapping[str, Any]:
        DeadlinePause.objects.create(deadline=fresh, ground=ground, since=since, until=until, reason=reason.strip())
        return _recounted(fresh)

    days = f"od {short_day(since)}" + (f" do {short_day(until)}" if until else "")
    # The log names the ground only: what happened may be about health.
    label = PauseGround(ground).label if ground in PauseGround.values else ""
    note = f"{deadline.kind}: {days}, {label}."
    return _advance(deadline, "exclude" if until else "suspend", actor, possible, paused, note)


def resume(*, actor: User, deadline: Deadline, until: date) -> Deadline:
    """End a suspension: ``until`` is its last day; the term's last day moves by the days left out."""

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))
        since = fresh.pauses.get(until__isnull=True).since
        if not since <= until <= clock.today():
            raise DomainError("day_outside", f"Wpisz dzień od {short_day(since)} do dzisiaj.", "until")

    def resumed(fresh: Deadline) -> Mapping[str, Any]:
        _end_open_pause(fresh, until)
        return _recounted(fresh)

    note = f"{deadline.kind}: ostatni dzień zawieszenia {short_day(until)}."
    return _advance(deadline, "resume", actor, possible, resumed, note)


def _only_settling(deadline: Deadline) -> None:
    if not deadline.kind.settles_case:
        raise DomainError("not_settling", "Ta czynność dotyczy tylko terminu załatwienia sprawy.")
    if deadline.extensions.exists():
        raise DomainError(
            "set_by_notice",
            "Ten termin wyznaczyło zawiadomienie do strony, więc nie dolicza się do niego dni. Gdy nie wystarcza, "
            "sporządź kolejne zawiadomienie z nowym terminem.",
        )


def _days_fit(deadline: Deadline, since: date, until: date | None) -> None:
    if not deadline.event_on < since <= deadline.due_on:
        raise DomainError(
            "day_outside",
            f"Wpisz dzień po {short_day(deadline.event_on)} i najpóźniej {short_day(deadline.due_on)}: "
            "tylko wtedy termin biegnie.",
            "since",
        )
    if until is None and since > clock.today():
        raise DomainError("in_the_future", "Zawieszenie zaczyna się dziś albo wcześniej.", "since")
    if until is not None and until < since:
        raise DomainError("ends_before", "Ostatni dzień jest przed pierwszym. Popraw jedną z tych dat.", "until")
    last = until or date.max
    if deadline.pauses.filter(since__lte=last, until__gte=since).exists():
        raise DomainError(
            "counted_twice", "Część tych dni jest już zapisana jako czas, którego się nie wlicza.", "since"
        )


def _recounted(deadline: Deadline) -> dict[str, Any]:
    """The term with the days left out so far. Days of an open suspension come in when it ends."""
    stretches = [
        Uncounted(pause.since, pause.until, pause.get_ground_display())
        for pause in deadline.pauses.all()
        if pause.until is not None
    ]
    term = counted(deadline.unit, deadline.event_on, deadline.count, stretches)
    return {
        "due_on": term.last_day,
        "explanation": list(term.explanation),
        "provisions": [deadline.kind.provision, *term.provisions],
    }


# --- putting off by notice --------------------------------------------------------------------------------------------


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
    fresh = _advance(deadline, "extend", actor, possible, lambda _: changes, note)
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


def _advance(deadline: Deadline, action: str, actor: User, guard: Any, changes: Any, note: str) -> Deadline:
    return advance(
        deadline,
        MACHINE,
        action,
        actor=actor,
        office=deadline.office,
        case=deadline.case,
        guard=guard,
        changes=changes,
        note=note[:480],
    )
