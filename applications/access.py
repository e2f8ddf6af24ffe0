"""Who may do what with an application. Every answer carries its reason."""

from applications.models import Application
from applications.states import MACHINE, ApplicationState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User

_OPEN = frozenset({ApplicationState.DRAFT, ApplicationState.SUBMITTED})


def may_start(user: User) -> Verdict:
    """Whether ``user`` may enter a new application."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka. Poproś administratora o przypisanie do ośrodka.")
    return works_as(user, user.office, Role.SOCIAL_WORKER)


def may_see(user: User, application: Application) -> Verdict:
    """Whether ``user`` may open the file: social workers and the director of the office."""
    return works_as(user, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR)


def may_edit(user: User, application: Application) -> Verdict:
    """Whether ``user`` may change the facts of the application: a social worker, while the case is open."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    if application.state not in _OPEN:
        return refused(
            "Sprawa jest zakończona decyzją, dlatego danych wniosku nie można już zmienić. "
            "Zmianę obejmuje nowy wniosek."
        )
    return ALLOWED


def may_submit(user: User, application: Application) -> Verdict:
    """Whether ``user`` may accept the application as complete; what is still missing is for ``checks`` to say."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    if not MACHINE.allows(application.state, "submit"):
        return refused(f"Ten wniosek jest już przyjęty jako kompletny (znak sprawy {application.case_number}).")
    return ALLOWED


def may_change_kinds(user: User) -> Verdict:
    """Whether ``user`` may add to the dictionary of income kinds: an administrator of an office."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka. Poproś administratora o przypisanie do ośrodka.")
    return works_as(user, user.office, Role.ADMINISTRATOR)
