"""Who may do what to a programme and to a case's conditions."""

from applications.models import Application
from applications.states import ApplicationState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User


def may_waive(user: User, application: Application) -> Verdict:
    """Whether ``user`` may let a condition go, or take that back: the director, while the case is open."""
    verdict = works_as(user, application.office, Role.DIRECTOR)
    if not verdict:
        return verdict
    if application.state not in (ApplicationState.DRAFT, ApplicationState.SUBMITTED):
        return refused("Sprawa jest zakończona, dlatego o warunkach programu już się w niej nie rozstrzyga.")
    return ALLOWED


def may_record_leaving(user: User, application: Application) -> Verdict:
    """Whether ``user`` may write down that a person left: who runs cases or keeps apartments, and the director."""
    return works_as(user, application.office, Role.SOCIAL_WORKER, Role.KEEPER, Role.DIRECTOR)


def may_review(user: User, application: Application) -> Verdict:
    """Whether ``user`` may write down what the team found of its recommendations."""
    return works_as(user, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR)


def may_set(user: User) -> Verdict:
    """Whether ``user`` may enter programmes and their conditions: an administrator of an office."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka. Poproś administratora o przypisanie do ośrodka.")
    return works_as(user, user.office, Role.ADMINISTRATOR)
