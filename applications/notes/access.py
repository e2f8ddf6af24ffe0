"""Who may read and write notes of a case."""

from applications.access import may_see_health
from applications.models import Application
from office.access import Verdict, works_as
from office.models import Role, User


def may_read_restricted(user: User, application: Application) -> Verdict:
    """Notes about health, addiction or violence: who runs the case, and the director, as for the opinions."""
    return may_see_health(user, application)


def may_write(user: User, application: Application) -> Verdict:
    """A social worker of the office, also after the case has ended: talks go on."""
    return works_as(user, application.office, Role.SOCIAL_WORKER)
