"""Who may ask for an opinion, give one, and write the team's card."""

from applications.access import may_see_health
from applications.models import Application, Referral
from applications.opinions.states import ReferralState
from applications.states import ApplicationState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User

_OPEN = frozenset({ApplicationState.DRAFT, ApplicationState.SUBMITTED})
_ENDED = "Sprawa jest zakończona, więc nie zbiera się już w niej opinii."


def may_collect(user: User, application: Application) -> Verdict:
    """Whether ``user`` may refer the case to a consultant, enter an opinion or a card: the worker who runs it."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    verdict = may_see_health(user, application)
    if not verdict:
        return verdict
    return ALLOWED if application.state in _OPEN else refused(_ENDED)


def may_answer(user: User, referral: Referral) -> Verdict:
    """Whether ``user`` may give the opinion that ``referral`` asks for: the consultant it names, while it is open."""
    verdict = works_as(user, referral.application.office, Role.CONSULTANT)
    if not verdict:
        return verdict
    if referral.consultant_id != user.pk:
        return refused("Opinię wydaje konsultant, do którego skierowano sprawę.")
    if referral.state == ReferralState.ANSWERED:
        return refused("Opinia jest już wydana. Nowej udziela się na nowe skierowanie.")
    if referral.state == ReferralState.WITHDRAWN:
        return refused("Skierowanie cofnięto, więc opinii już się nie wydaje.")
    return ALLOWED if referral.application.state in _OPEN else refused(_ENDED)
