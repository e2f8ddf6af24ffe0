"""Terms on the board that follow a decision: the entries after approval open and close them."""

from datetime import date
from typing import NamedTuple

from decisions.after.selectors import Aftermath, aftermath
from decisions.kinds.registry import Remedy
from decisions.models import Decision
from office import clock
from office.deadlines.services import cancel, close, open_deadline
from office.models import Deadline, DeadlineState, User

OF_REMEDY = {Remedy.APPEAL: "appeal", Remedy.COMPLAINT: "complaint"}
FORWARD = "appeal-forward"


class Wanted(NamedTuple):
    """A term that should run: its kind and the day from which it is counted."""

    kind: str
    event_on: date


def keep_terms(*, actor: User, decision: Decision) -> None:
    """Bring the terms of ``decision`` in line with what is entered (art. 129, 141 and 133 KPA).

    The party's for its remedy, the office's for sending an appeal on: what was done closes its term, a struck entry
    takes its term off.
    """
    after = aftermath(decision, clock.today())
    wanted = _wanted(after)
    known = list(
        Deadline.objects.filter(
            office=decision.office_id,
            case=decision.application_id,
            about=_about(decision),
            kind__code__in=(*OF_REMEDY.values(), FORWARD),
        ).select_related("kind", "office")
    )
    for deadline in known:
        if deadline.state == DeadlineState.OPEN and Wanted(deadline.kind.code, deadline.event_on) not in wanted:
            _end(actor, after, deadline)
    standing = {
        Wanted(one.kind.code, one.event_on) for one in known if one.state in (DeadlineState.OPEN, DeadlineState.DONE)
    }
    for one in wanted:
        if one not in standing:
            open_deadline(
                actor=actor,
                office=decision.office,
                kind=one.kind,
                event_on=one.event_on,
                case=decision.application_id,
                about=_about(decision),
            )


def _about(decision: Decision) -> str:
    return f"{decision.noun.lower()} nr {decision.number}"


def _wanted(after: Aftermath) -> list[Wanted]:
    if after.appeal is not None:
        handled = after.forwarded or after.self_review or after.ruling
        return [] if handled else [Wanted(FORWARD, after.appeal.arrived_on)]
    term = after.finality.term
    if after.delivery is None or after.waiver is not None or term is None or term.last_day < after.today:
        return []
    kind = OF_REMEDY.get(Remedy(after.remedy))
    return [Wanted(kind, after.counted_from or after.delivery.delivered_on)] if kind else []


def _end(actor: User, after: Aftermath, deadline: Deadline) -> None:
    done_on, how = _done(after, deadline.kind.code)
    if done_on is None:
        cancel(actor=actor, deadline=deadline, why=how)
    else:
        close(actor=actor, deadline=deadline, closed_on=max(done_on, deadline.event_on), how=how)


def _done(after: Aftermath, kind: str) -> tuple[date | None, str]:
    if kind == FORWARD:
        act = after.forwarded or after.self_review or after.ruling
        return (act.done_on, str(act.get_step_display())) if act else (None, "Skreślono wpis o odwołaniu.")
    if after.appeal is not None:
        return after.appeal.lodged_on, "Wniesiono odwołanie"
    if after.waiver is not None:
        return after.waiver.arrived_on, "Strona zrzekła się odwołania"
    return None, "Zmieniono wpisy o doręczeniu."
