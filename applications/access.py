"""Who may do what with an application. Every answer carries its reason."""

from applications.models import Application, Referral
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
    if application.state in (ApplicationState.LEFT, ApplicationState.TRANSFERRED):
        return refused(
            f"Sprawa jest zakończona („{application.get_state_display()}”), dlatego nic w niej nie można już zmienić. "
            "Można zacząć nowy wniosek z jej danych."
        )
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


def may_see_health(user: User, application: Application) -> Verdict:
    """Whether ``user`` may open what is kept of health, addiction and violence in this case, and the opinions on it.

    The social worker who runs the case, the director, and a consultant to whom the case is referred, for as long as
    it is open (art. 9 RODO: who need not know does not see). Every opening is logged by the page.
    """
    if user.office_id != application.office_id:
        return refused("Ta sprawa należy do innego ośrodka.")
    if user.has_role(Role.DIRECTOR):
        return ALLOWED
    if user.has_role(Role.SOCIAL_WORKER) and application.worker_id == user.pk:
        return ALLOWED
    if user.has_role(Role.CONSULTANT) and application.state in _OPEN and _is_referred(user, application):
        return ALLOWED
    return refused(
        "Opinie i dane o zdrowiu widzą tylko: pracownik socjalny prowadzący tę sprawę, dyrektor i konsultant, "
        "do którego sprawę skierowano."
    )


def _is_referred(user: User, application: Application) -> bool:
    return Referral.objects.filter(application=application, consultant=user, state__in=Referral.OPENING).exists()


def may_change_kinds(user: User) -> Verdict:
    """Whether ``user`` may add to the dictionary of income kinds: an administrator of an office."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka. Poproś administratora o przypisanie do ośrodka.")
    return works_as(user, user.office, Role.ADMINISTRATOR)
