"""Who may see and do what with apartments and places."""

from apartments.models import Apartment
from applications.models import Application
from applications.states import ApplicationState
from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User


def see_address(user: User, apartment: Apartment) -> Verdict:
    """A restricted address is for those who run the cases or keep the apartments: it protects who lives there."""
    if not apartment.restricted_address:
        return ALLOWED
    if works_as(user, apartment.office, Role.SOCIAL_WORKER, Role.DIRECTOR, Role.KEEPER):
        return ALLOWED
    return refused("Adres chroniony: widzą go tylko pracownicy socjalni, opiekun mieszkań i dyrektor ośrodka.")


def see_residents(user: User, apartment: Apartment) -> Verdict:
    """Names of those who hold or live in a place: personal data, which an administrator of rules does not see."""
    return works_as(user, apartment.office, Role.SOCIAL_WORKER, Role.DIRECTOR, Role.KEEPER)


def edit(user: User, apartment: Apartment) -> Verdict:
    """Change what is recorded of an apartment, and take it or its places out of service."""
    return works_as(user, apartment.office, Role.ADMINISTRATOR, Role.DIRECTOR)


def offer(user: User, application: Application) -> Verdict:
    """Hold a place for a case, or let it go again: only while the application is being dealt with."""
    return works_as_in_open_case(user, application, Role.SOCIAL_WORKER)


def waive(user: User, application: Application) -> Verdict:
    """Consent to a place that breaks a standard: the director, while the application is being dealt with."""
    return works_as_in_open_case(user, application, Role.DIRECTOR)


def works_as_in_open_case(user: User, application: Application, role: Role) -> Verdict:
    """Whether ``user`` has ``role`` in the office of a case that is being dealt with."""
    who = works_as(user, application.office, role)
    if not who:
        return who
    if application.state == ApplicationState.DRAFT:
        return refused("Miejsce rezerwuje się dla złożonego wniosku. Uzupełnij wniosek i złóż go.")
    if application.state != ApplicationState.SUBMITTED:
        return refused("Sprawa jest zakończona: miejsca nie można już w niej rezerwować ani zwalniać.")
    return ALLOWED
