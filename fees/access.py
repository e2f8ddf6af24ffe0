"""Who may see, load and compute what about fees. Every answer carries its reason."""

from applications.models import Application
from applications.states import ApplicationState
from fees.models import Resolution, ResolutionState
from office.access import ALLOWED, Verdict, refused, works_as
from office.errors import DomainError
from office.models import Municipality, Office, Role, User

_NO_OFFICE = "Twoje konto nie należy do żadnego ośrodka. Poproś administratora o przypisanie do ośrodka."


def office_of(user: User) -> Office:
    """The office that ``user`` works in. Raises ``DomainError`` for an account without one."""
    if user.office is None:
        raise DomainError("not_allowed", _NO_OFFICE)
    return user.office


def may_view(user: User) -> Verdict:
    """Whether ``user`` may read the rules of the own municipality: everybody who works in an office."""
    return ALLOWED if user.office is not None else refused(_NO_OFFICE)


def may_see_cases(user: User) -> Verdict:
    """Whether ``user`` may see whose fees rest on old rules: who runs the cases of the office."""
    return works_as(user, user.office, Role.SOCIAL_WORKER, Role.DIRECTOR) if user.office else refused(_NO_OFFICE)


def may_change_rules(user: User) -> Verdict:
    """Whether ``user`` may load resolutions and add criteria and cost orders: an administrator of an office."""
    if user.office is None:
        return refused(_NO_OFFICE)
    return works_as(user, user.office, Role.ADMINISTRATOR)


def may_load(user: User, municipality: Municipality) -> Verdict:
    """Whether ``user`` may load a resolution of ``municipality``: an administrator, for the own municipality only."""
    verdict = may_change_rules(user)
    if verdict and user.office is not None and user.office.municipality_id != municipality.pk:
        return refused(f"Uchwały gminy {municipality} wczytuje jej własny ośrodek.")
    return verdict


def may_check(user: User, resolution: Resolution) -> Verdict:
    """Whether ``user`` may confirm what another person loaded: an administrator or the director of the office."""
    if user.office is None:
        return refused(_NO_OFFICE)
    if user.office.municipality_id != resolution.municipality_id:
        return refused(f"Uchwały gminy {resolution.municipality} sprawdza jej własny ośrodek.")
    verdict = works_as(user, user.office, Role.ADMINISTRATOR, Role.DIRECTOR)
    if not verdict:
        return verdict
    if resolution.state != ResolutionState.DRAFT:
        return refused("Ta wersja uchwały jest już sprawdzona.")
    if resolution.loaded_by_id == user.pk:
        return refused(
            "Treść wczytało to samo konto. Sprawdza ją druga osoba: inny administrator danych merytorycznych "
            "albo dyrektor."
        )
    return ALLOWED


def may_discard(user: User, resolution: Resolution) -> Verdict:
    """Whether ``user`` may throw a draft away: who loaded it, or who might check it."""
    if resolution.state == ResolutionState.DRAFT and resolution.loaded_by_id == user.pk:
        return may_change_rules(user)
    return may_check(user, resolution)


def may_end(user: User, resolution: Resolution) -> Verdict:
    """Whether ``user`` may note a repeal or an annulment of a checked act of the own municipality."""
    verdict = may_load(user, resolution.municipality)
    if verdict and resolution.state != ResolutionState.CHECKED:
        return refused("Ta uchwała nie jest jeszcze sprawdzona: zamiast ją kończyć, odrzuć wczytaną treść.")
    return verdict


def may_assess(user: User, application: Application) -> Verdict:
    """Whether ``user`` may compute the fee of a case: a social worker of its office, while the case is open."""
    verdict = works_as(user, application.office, Role.SOCIAL_WORKER)
    if not verdict:
        return verdict
    if application.state == ApplicationState.DRAFT:
        return refused("Odpłatność oblicza się dla złożonego wniosku. Uzupełnij wniosek i złóż go.")
    if application.state != ApplicationState.SUBMITTED:
        return refused("Sprawa jest zakończona decyzją, dlatego odpłatności nie oblicza się w niej ponownie.")
    return ALLOWED
