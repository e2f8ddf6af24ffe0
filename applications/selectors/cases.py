"""Which applications a person may open, and finding one."""

from django.db.models import QuerySet

from applications.models import Application, Programme
from applications.search import found
from office.models import Office, Role, User

_FOUND_AT_MOST = 20
_SHORTEST_SEARCH = 2


def visible_to(user: User) -> QuerySet[Application]:
    """The applications that ``user`` may open: of the own office, for social workers and the director; else none."""
    rows = Application.objects.select_related("office", "person", "programme", "worker")
    if user.office_id is None or not user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR):
        return rows.none()
    return rows.filter(office_id=user.office_id)


def other_cases(application: Application) -> list[Application]:
    """The person's other applications, newest first."""
    return list(application.person.applications.exclude(pk=application.pk).order_by("-pk"))


def programmes_of(office: Office) -> QuerySet[Programme]:
    """The programmes that an application of ``office`` may ask for."""
    return Programme.objects.filter(office=office).order_by("kind", "name")


def search(user: User, text: str) -> list[Application]:
    """At most 20 applications that ``user`` may open, newest first, by beginnings of words.

    Every word of ``text`` must begin a word of the name, address, PESEL or case number, in any order, without regard
    to capitals and diacritics. For less than two characters: nothing.
    """
    if len(text.strip()) < _SHORTEST_SEARCH or user.office_id is None:
        return []
    return list(visible_to(user).filter(pk__in=found(user.office_id, text, _FOUND_AT_MOST)).order_by("-pk"))
