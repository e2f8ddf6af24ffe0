"""Who may see and change which term."""

from office.access import Verdict, refused, works_as
from office.deadlines.states import MACHINE
from office.models import Deadline, Office, Role, User


def may_handle(user: User, office: Office, *, of_case: bool) -> Verdict:
    """Terms of a person's case are for those who run cases; the office's own terms for every role."""
    if of_case:
        return works_as(user, office, Role.SOCIAL_WORKER, Role.DIRECTOR)
    return works_as(user, office, Role.SOCIAL_WORKER, Role.DIRECTOR, Role.ADMINISTRATOR)


def may_change(user: User, deadline: Deadline) -> Verdict:
    """Whether ``user`` may close ``deadline``, take it off, stop it or put it off."""
    return may_handle(user, deadline.office, of_case=deadline.case is not None)


def may_do(user: User, deadline: Deadline, action: str) -> Verdict:
    """``may_change``, and whether the term's state knows ``action``."""
    verdict = may_change(user, deadline)
    if not verdict:
        return verdict
    if not MACHINE.allows(deadline.state, action):
        return refused(f"Ten termin jest w stanie „{deadline.get_state_display()}”.")
    if action == "exclude" and deadline.extensions.exists():
        return refused("Ten termin wyznaczyło zawiadomienie: gdy nie wystarcza, sporządź kolejne.")
    return verdict
