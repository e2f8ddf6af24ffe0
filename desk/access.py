"""Who may open the pages that look across."""

from office.access import ALLOWED, Verdict, refused, works_as
from office.models import Role, User


def read_cases(user: User) -> Verdict:
    """Cases hold personal data: they are for those who run them, not for an administrator of rules."""
    if user.office is None:
        return refused("Twoje konto nie należy do żadnego ośrodka, a sprawy są sprawami ośrodka.")
    if works_as(user, user.office, Role.SOCIAL_WORKER, Role.DIRECTOR):
        return ALLOWED
    return refused("Sprawy zawierają dane osób. Otwierają je pracownik socjalny i dyrektor ośrodka, nie administrator.")
