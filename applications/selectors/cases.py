"""Which applications a person may open, and finding one."""

import re

from django.db.models import Q, QuerySet

from applications.folding import pattern
from applications.models import Application, Programme
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
    """At most 20 applications that ``user`` may open, newest first, by part of the name, PESEL or case number.

    Every word of ``text`` must be somewhere in the name, in any order, without regard to capitals and diacritics. For
    less than two characters: nothing.
    """
    wanted = text.strip()
    if len(wanted) < _SHORTEST_SEARCH:
        return []
    named = Q()
    for word in wanted.split():
        like = pattern(word)
        named &= Q(person__last_name__regex=like) | Q(person__first_name__regex=like)
    digits = re.sub(r"[\s-]", "", wanted)
    numbered = Q(person__pesel__startswith=digits) if digits.isdecimal() else Q()
    rows = visible_to(user).filter(named | numbered | Q(case_number__icontains=wanted)).order_by("-pk")
    return list(rows[:_FOUND_AT_MOST])
