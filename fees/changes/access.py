"""Who may see, start and finish runs of what changes. Every answer carries its reason."""

from applications.models import Application
from applications.states import ApplicationState
from fees.changes.models import ChangeRun, RunKind
from office.access import Verdict, refused, works_as
from office.models import Role, User

_NO_OFFICE = "Twoje konto nie należy do żadnego ośrodka. Poproś administratora o przypisanie do ośrodka."


def _as(user: User, *roles: Role) -> Verdict:
    return works_as(user, user.office, *roles) if user.office is not None else refused(_NO_OFFICE)


def may_open(user: User) -> Verdict:
    """Whether ``user`` may open the pages: everybody with a role; what is on them depends on the role."""
    return _as(user, Role.SOCIAL_WORKER, Role.DIRECTOR, Role.ADMINISTRATOR)


def may_see_persons(user: User) -> Verdict:
    """Whether ``user`` may see whose fee it is: who runs the cases of the office."""
    return _as(user, Role.SOCIAL_WORKER, Role.DIRECTOR)


def may_review(user: User) -> Verdict:
    """Whether ``user`` may run a review that leads to drafts: a social worker or the director."""
    return may_see_persons(user)


def may_simulate(user: User) -> Verdict:
    """Whether ``user`` may ask what would be: also an administrator, who then sees no person."""
    return may_open(user)


def may_see(user: User, run: ChangeRun) -> Verdict:
    """Whether ``user`` may read ``run``: reviews are for those who run the cases, simulations for all roles."""
    if user.office_id != run.office_id:
        return refused("To zestawienie należy do innego ośrodka.")
    return may_see_persons(user) if run.kind == RunKind.REVIEW else may_simulate(user)


def may_make_drafts(user: User, run: ChangeRun) -> Verdict:
    """Whether ``user`` may turn ``run`` into drafts of assessments."""
    if run.kind != RunKind.REVIEW:
        return refused("Symulacja nie prowadzi do projektów: pokazuje tylko, co by było.")
    verdict = may_review(user)
    if verdict and run.counted_at is None:
        return refused("Najpierw trzeba dokończyć liczenie zestawienia.")
    return verdict


def may_review_income(user: User, application: Application) -> Verdict:
    """Whether ``user`` may enter a new income of a running stay: a social worker, once the decision was issued."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if verdict and application.state != ApplicationState.GRANTED:
        return refused("Przegląd dochodu dotyczy trwającego pobytu. W otwartej sprawie zmień dochód we wniosku.")
    return verdict
