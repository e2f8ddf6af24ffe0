from office.access import Verdict, works_as
from office.models import Role, User


def may_enrol(user: User) -> Verdict:
    """Whether ``user`` may have a second factor: who approves decisions."""
    return works_as(user, user.office, Role.DIRECTOR)
