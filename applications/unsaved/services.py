"""Keeping what is typed: one form of one user, until it is saved or thrown away.

This is no act in the case and no event: nobody else sees it, and nothing rests on it.
"""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict

from applications import access
from applications.models import Application
from applications.unsaved.models import UnsavedForm
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User

_KEPT_FOR = timedelta(days=30)
_LONGEST = 200_000  # characters; a page with all its rows has some thousands
_NOT_TYPED = ("csrfmiddlewaretoken", "act", "theirs")
PARTS = frozenset({"person", "party", "request", "situation", "conditions", "household"})


@transaction.atomic
def keep(*, actor: User, application: Application, part: str, data: QueryDict) -> UnsavedForm:
    """Keep what ``actor`` has typed so far in ``part``. Raises ``DomainError``: not allowed, unknown part, too long."""
    demand(access.may_edit(actor, application))
    if part not in PARTS:
        raise DomainError("part_unknown", "Nie ma takiej części wniosku.")
    typed = data.copy()
    for name in _NOT_TYPED:
        typed.pop(name, None)
    text = typed.urlencode()
    if len(text) > _LONGEST:
        raise DomainError("too_long", "Formularz jest za długi, żeby zachować go sam. Zapisz szkic.")
    now = clock.now()
    UnsavedForm.objects.filter(user=actor, saved_at__lt=now - _KEPT_FOR).delete()
    row, _ = UnsavedForm.objects.update_or_create(
        user=actor, application=application, part=part, defaults={"data": text, "saved_at": now}
    )
    return row


def forget(*, actor: User, application: Application, part: str) -> None:
    """Throw away what ``actor`` typed in ``part`` and did not save."""
    UnsavedForm.objects.filter(user=actor, application=application, part=part).delete()


def kept(user: User, application: Application, part: str) -> tuple[QueryDict, UnsavedForm] | None:
    """What ``user`` typed in ``part`` and did not save, as a browser would send it; none where there is nothing."""
    row = UnsavedForm.objects.filter(user=user, application=application, part=part).first()
    return (QueryDict(row.data), row) if row else None
