"""What the shell of every page needs: where this person may go, whose office it is, who is at the keyboard."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from office.models import Role, User

_CASE_STAFF = frozenset({Role.SOCIAL_WORKER, Role.DIRECTOR})
_EVERYONE = frozenset(Role)
_DEALS_WITH_TERMS = _CASE_STAFF | {Role.ADMINISTRATOR}
# An administrator sets up rules and flats and sees no personal data, hence neither cases nor decisions nor search.
_NAVIGATION: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("Biurko", "desk:desk", _EVERYONE),
    ("Sprawy", "desk:cases", _CASE_STAFF),
    ("Opinie", "opinions:mine", frozenset({Role.CONSULTANT})),
    ("Terminy", "desk:board", _DEALS_WITH_TERMS),
    ("Mieszkania", "apartments:list", _EVERYONE),
    ("Mieszkańcy", "stays:residents", _CASE_STAFF | {Role.KEEPER}),
    ("Decyzje", "decisions:list", _CASE_STAFF),
    ("Opłaty i uchwały", "fees:home", _DEALS_WITH_TERMS),
    ("Ustawienia", "office:settings", frozenset({Role.ADMINISTRATOR})),
)

_CASE_PAGES = ("/wnioski/", "/kontrakty/", "/pisma/", "/osoby/")


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the main navigation; ``current`` when the page lies under it."""

    label: str
    url: str
    current: bool


def _address(name: str) -> str:
    """The address of a named page, or an empty text where no such page is installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _belongs_to_a_case(path: str) -> bool:
    """Whether a page is one of a case's own, whichever app serves it: the breadcrumb there begins with "Sprawy"."""
    return "/sprawa/" in path or path.startswith(_CASE_PAGES)


def _navigation(user: User, path: str) -> list[NavigationItem]:
    entries = [(label, _address(name)) for label, name, roles in _NAVIGATION if user.has_role(*roles)]
    entries = [(label, url) for label, url in entries if url]
    # The desk may stand at "/", under which everything lies: the longest address that fits is the current one.
    root = reverse("desk:desk") if any(label == "Biurko" for label, _ in entries) else ""
    under = [url for _, url in entries if path == url or (url != root and path.startswith(url))]
    current = max(under, key=len, default="")
    if _belongs_to_a_case(path):
        current = _address("desk:cases")
    return [NavigationItem(label, url, url == current) for label, url in entries]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``nav``, ``office_name``, ``who``, ``roles_text``, ``search_url``, ``suggest_url``, ``demo`` …

    For a visitor who has not logged in, and on error pages, everything is there and empty.
    """
    context: dict[str, Any] = {
        "nav": [],
        "office_name": "",
        "who": "",
        "roles_text": "",
        "search_url": "",
        "suggest_url": "",
        "second_factor_url": "",
        "demo": settings.DEMO,
        "calculator_url": _address("calculator:page") if settings.CALCULATOR else "",
    }
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return context
    return context | {
        "nav": _navigation(user, request.path),
        "office_name": user.office.name if user.office else "",
        "who": str(user),
        "roles_text": ", ".join(role.label for role in Role if role in user.roles),
        "search_url": _address("desk:search") if user.has_role(*_CASE_STAFF) else "",
        "suggest_url": _address("desk:suggest"),
        "second_factor_url": _address("office:second_factor") if user.has_role(Role.DIRECTOR) else "",
    }
