"""The door through which every act on a running term goes."""

from datetime import date
from typing import Any

from office import clock
from office.deadlines.states import MACHINE
from office.errors import DomainError
from office.models import Deadline, User
from office.polish import short_day
from office.services.workflow import advance


def end_open_pause(deadline: Deadline, last_day: date) -> None:
    """A suspension that still runs ends with the term, on ``last_day``."""
    for pause in deadline.pauses.filter(until__isnull=True):
        pause.until = max(pause.since, last_day)
        pause.save(update_fields=["until"])


def check_day(deadline: Deadline, value: date, field: str) -> None:
    """``value`` is a day on which the term ran already."""
    if not deadline.event_on <= value <= clock.today():
        raise DomainError(
            "day_outside",
            f"Wpisz dzień od {short_day(deadline.event_on)} (od niego liczy się termin) do dzisiaj.",
            field,
        )


def advance_term(deadline: Deadline, action: str, actor: User, guard: Any, changes: Any, note: str) -> Deadline:
    """Change a term through ``office.services.advance``, as an act of its case."""
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
