"""Who may write a plan. It belongs to the stay, so it goes on after the decision."""

from applications.models import Application
from applications.states import ApplicationState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User


def may_plan(user: User, application: Application) -> Verdict:
    """Whether ``user`` may write the plan of a case."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    if application.state == ApplicationState.DRAFT or not application.kind:
        return refused("Najpierw przyjmij wniosek: od rodzaju mieszkania zależy, jaki to program.")
    return ALLOWED
