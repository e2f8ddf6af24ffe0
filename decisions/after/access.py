"""Who may enter what followed a decision."""

from decisions.models import Decision
from decisions.states import DecisionState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User


def may_record(user: User, decision: Decision) -> Verdict:
    """Whether ``user`` may enter delivery, waiver and appeal of ``decision``, or strike an entry."""
    verdict = works_as(user, decision.office, Role.SOCIAL_WORKER, Role.DIRECTOR)
    if not verdict:
        return verdict
    if decision.state != DecisionState.APPROVED:
        return refused("Doręcza się decyzję zatwierdzoną. Ta jest jeszcze projektem.")
    return ALLOWED
