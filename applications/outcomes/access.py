"""Who may end a case without a decision on support. Every answer carries its reason."""

from applications.models import Application
from applications.states import ApplicationState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User

_OPEN = (ApplicationState.DRAFT, ApplicationState.SUBMITTED)


def _open(user: User, application: Application) -> Verdict:
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if verdict and application.state not in _OPEN:
        return refused(f"Ta sprawa jest już zakończona („{application.get_state_display()}”).")
    return verdict


def may_transfer(user: User, application: Application) -> Verdict:
    """Whether the application may be sent to another authority: at any time before it is decided."""
    verdict = _open(user, application)
    if verdict and application.received_on is None:
        return refused("Wpisz najpierw datę wpływu wniosku: bez niej sprawa nie dostanie znaku.")
    return verdict


def may_withdraw(user: User, application: Application) -> Verdict:
    """Whether a withdrawal may be entered: of an accepted application, because a decision ends it."""
    verdict = _open(user, application)
    if verdict and application.state == ApplicationState.DRAFT:
        return refused(
            "Wniosek nie jest jeszcze przyjęty. Przyjmij go, wtedy cofnięcie zakończy sprawę decyzją o umorzeniu; "
            "niekompletnego, którego nikt nie uzupełni, nie rozpoznaje się po wezwaniu."
        )
    return verdict


def may_start_anew(user: User, application: Application) -> Verdict:
    """Whether a new application may begin from the data of an ended one."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if verdict and application.state in _OPEN:
        return refused("Ta sprawa jeszcze trwa: uzupełnij ten wniosek zamiast zaczynać nowy.")
    return ALLOWED if verdict else verdict


def may_extend(user: User, application: Application) -> Verdict:
    """Whether an application to prolong the granted stay may begin."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if verdict and application.state != ApplicationState.GRANTED:
        return refused("Przedłuża się pobyt przyznany decyzją. W tej sprawie wsparcia nie przyznano.")
    return verdict
