"""Time that does not count towards settling a case (art. 35 § 5 KPA)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from office import clock
from office.access import demand
from office.deadlines import access
from office.deadlines.services.acting import advance_term, end_open_pause
from office.deadlines.terms import Uncounted, counted
from office.errors import DomainError
from office.models import Deadline, DeadlinePause, PauseGround, User
from office.polish import short_day


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
    return advance_term(deadline, "exclude" if until else "suspend", actor, possible, paused, note)


def resume(*, actor: User, deadline: Deadline, until: date) -> Deadline:
    """End a suspension: ``until`` is its last day; the term's last day moves by the days left out."""

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))
        since = fresh.pauses.get(until__isnull=True).since
        if not since <= until <= clock.today():
            raise DomainError("day_outside", f"Wpisz dzień od {short_day(since)} do dzisiaj.", "until")

    def resumed(fresh: Deadline) -> Mapping[str, Any]:
        end_open_pause(fresh, until)
        return _recounted(fresh)

    note = f"{deadline.kind}: ostatni dzień zawieszenia {short_day(until)}."
    return advance_term(deadline, "resume", actor, possible, resumed, note)


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
