"""Who may see the waiting list, change it, offer places and set the rules of order."""

from apartments.access import works_as_in_open_case
from applications.models import Application
from office.access import Verdict, refused, works_as
from office.models import Role, User


def see_list(user: User) -> Verdict:
    """The list holds personal data: it is for those who run the cases."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka, a lista oczekujących jest listą ośrodka.")
    return works_as(user, user.office, Role.SOCIAL_WORKER, Role.DIRECTOR)


def keep(user: User, application: Application) -> Verdict:
    """Put a case on the list, change its criteria, note a contact: a social worker, while the case is open."""
    return works_as_in_open_case(user, application, Role.SOCIAL_WORKER)


def prefer(user: User, application: Application) -> Verdict:
    """Put somebody first out of order: the director, while the case is open."""
    return works_as_in_open_case(user, application, Role.DIRECTOR)


def remove(user: User, application: Application) -> Verdict:
    """Take a case off the list, or an offer back: who runs cases, whatever became of the case."""
    return works_as(user, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR)


def set_rules(user: User) -> Verdict:
    """Set the rules of order: an administrator of the office."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka. Poproś administratora o przypisanie do ośrodka.")
    return works_as(user, user.office, Role.ADMINISTRATOR)


def see_rules(user: User) -> Verdict:
    """Read the rules of order: they hold no personal data."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka, a zasady są zasadami ośrodka.")
    return works_as(user, user.office, Role.SOCIAL_WORKER, Role.DIRECTOR, Role.ADMINISTRATOR)
