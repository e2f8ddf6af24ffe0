"""Terms that are done, or not needed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from office import clock
from office.access import demand
from office.deadlines import access
from office.deadlines.services.acting import advance_term, check_day, end_open_pause
from office.models import Deadline, User
from office.polish import short_day


def close(*, actor: User, deadline: Deadline, closed_on: date, how: str = "") -> Deadline:
    """Say that what the term is for was done on ``closed_on``; also after the term, which then stays late on record."""

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))
        check_day(fresh, closed_on, "closed_on")

    def closed(fresh: Deadline) -> Mapping[str, Any]:
        end_open_pause(fresh, closed_on)
        words = how.strip() or f"{fresh.kind.done_words} dnia {short_day(closed_on)}."
        return {"closed_on": closed_on, "closed_why": words}

    words = f"{deadline.kind}: {how.strip().rstrip('.') or deadline.kind.done_words}, {short_day(closed_on)}."
    return advance_term(deadline, "close", actor, possible, closed, words)


def cancel(*, actor: User, deadline: Deadline, why: str) -> Deadline:
    """Take a term off that is not needed, with the reason."""

    def possible(fresh: Deadline) -> None:
        demand(access.may_change(actor, fresh))

    def cancelled(fresh: Deadline) -> Mapping[str, Any]:
        end_open_pause(fresh, clock.today())
        return {"closed_on": clock.today(), "closed_why": why.strip()}

    note = f"{deadline.kind}: {why.strip()}" if why.strip() else ""
    return advance_term(deadline, "cancel", actor, possible, cancelled, note)
