"""Who may carry a decision out."""

from apartments.models import Stay
from decisions.kinds.registry import REFUSES, STAY, DecisionKind
from decisions.models import Decision, Execution
from decisions.states import DecisionState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User
from office.polish import day


def may_carry_out(user: User, decision: Decision) -> Verdict:
    """Whether ``user`` may carry ``decision`` out at all: in which role, and whether anything is left to do."""
    verdict = works_as(user, decision.office, Role.SOCIAL_WORKER, Role.DIRECTOR)
    if not verdict:
        return verdict
    if decision.state != DecisionState.APPROVED:
        return refused("Wykonuje się decyzję zatwierdzoną. Ta jest jeszcze projektem.")
    if not decision.rules.effect.by_act:
        return refused(
            f"{decision.noun} tego rodzaju ({DecisionKind(decision.kind).label}) nie wymaga osobnego wykonania."
        )
    done = Execution.objects.filter(decision=decision).first()
    if done is not None and not is_stopped(decision):
        return refused(f"Tę decyzję wykonano już {day(done.done_on)} Wykonuje się ją tylko raz.")
    return ALLOWED


def is_stopped(decision: Decision) -> bool:
    """Whether a grant was carried out and an appeal has stopped it since, before the person moved in."""
    if decision.kind not in STAY or getattr(decision, "execution", None) is None:
        return False
    stay: Stay | None = getattr(decision.application, "stay", None)
    return stay is not None and stay.open_from is None and stay.ended_on is None


def may_release(user: User, decision: Decision) -> Verdict:
    """Whether ``user`` may give back the held place of a case that ended without a grant before that is final."""
    verdict = may_carry_out(user, decision)
    if not verdict:
        return verdict
    if decision.kind not in REFUSES:
        return refused("Wcześniej zwalnia się tylko miejsce zarezerwowane w sprawie zakończonej bez przyznania.")
    return ALLOWED


def may_see_list(user: User) -> Verdict:
    """Open the list of decisions that are still to be carried out."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka, a decyzje są decyzjami ośrodka.")
    return works_as(user, user.office, Role.SOCIAL_WORKER, Role.DIRECTOR)
