from decisions.access import may_sign
from decisions.kinds import DecisionKind
from fees.changes.access import may_see
from fees.changes.models import ChangeRun, RunKind
from office import clock
from office.access import Verdict, refused, works_as
from office.models import Role, User
from office.second_factor.services import has_device


def may_prepare_from(user: User, run: ChangeRun) -> Verdict:
    """Whether ``user`` may make decisions of the drafts of ``run``."""
    verdict = works_as(user, run.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    verdict = may_see(user, run)
    if verdict and (run.kind != RunKind.REVIEW or run.drafted_at is None):
        return refused("Najpierw utwórz z zestawienia projekty obliczeń.")
    if verdict and run.on <= clock.today():
        return refused("Dzień zmiany już nadszedł. Policz nowe zestawienie na dzień późniejszy.")
    return verdict


def may_approve_lists(user: User) -> Verdict:
    """Whether ``user`` may approve many decisions at once: an authorised director."""
    verdict = works_as(user, user.office, Role.DIRECTOR)
    if not verdict or user.office is None:
        return verdict or refused("Twoje konto nie należy do żadnego ośrodka.")
    return may_sign(user, user.office, DecisionKind.FEE_CHANGE)


def may_confirm(user: User) -> Verdict:
    """Whether ``user`` can confirm a list now: needs a second factor."""
    verdict = may_approve_lists(user)
    if verdict and not has_device(user):
        return refused("Wspólne zatwierdzenie potwierdza się kodem z telefonu. Najpierw ustaw drugi składnik.")
    return verdict
