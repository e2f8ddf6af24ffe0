"""Who may do what with a housing contract."""

from applications.models import Application
from applications.states import ENDED, ApplicationState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User


def may_write(user: User, application: Application) -> Verdict:
    """Whether ``user`` writes contracts of this office at all, whatever became of the case meanwhile."""
    return works_as(user, application.office, Role.SOCIAL_WORKER)


def may_draft(user: User, application: Application) -> Verdict:
    """Whether ``user`` may write or change the contract of ``application``."""
    verdict = may_write(user, application)
    if not verdict:
        return verdict
    if application.state == ApplicationState.DRAFT:
        return refused("Najpierw przyjmij wniosek jako kompletny: kontrakt powstaje z jego danych.")
    if application.state in ENDED:
        return refused("Sprawę zakończono decyzją. Zmianę kontraktu wprowadza aneks.")
    return ALLOWED


def may_read(user: User, application: Application) -> Verdict:
    """Whether ``user`` may read the contract."""
    return works_as(user, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR)
