"""Who may do what. Every answer carries its reason, so that a page can say why something is not possible."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from office.errors import DomainError
from office.models import Office, Role, User


@dataclass(frozen=True)
class Verdict:
    """Yes or no, and in the latter case a Polish sentence that says why and what to do."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(allowed=True)


def refused(reason: str) -> Verdict:
    """A no with its reason."""
    return Verdict(allowed=False, reason=reason)


def works_as(user: User, office: Office | None, *roles: Role) -> Verdict:
    """Whether ``user`` has one of ``roles`` in ``office``."""
    if office is not None and user.office_id != office.pk:
        return refused("Ta sprawa należy do innego ośrodka.")
    if not user.has_role(*roles):
        names = " albo ".join(role.label for role in roles)
        return refused(f"Tę czynność wykonuje {names}. Twoje konto nie ma tej roli – poproś o to osobę z taką rolą.")
    return ALLOWED


def require(verdict: Verdict) -> None:
    """For views: a refused page becomes a 403 that shows the reason."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def demand(verdict: Verdict) -> None:
    """For services: a refused act becomes a ``DomainError`` that shows the reason."""
    if not verdict:
        raise DomainError("not_allowed", verdict.reason)
