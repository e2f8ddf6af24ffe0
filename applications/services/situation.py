from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from applications.models import Application, Cause, DisabilityDegree, Group
from applications.services.edit import assign, open_for_change, save_and_note
from office.errors import DomainError
from office.models import User

# Health and the story of a life: the log says that they changed, never what they say.
_PRIVATE = frozenset({"causes", "groups", "situation", "needs_full_time_care", "disability_degree", "disability_until"})


@transaction.atomic
def save_situation(
    *,
    actor: User,
    application: Application,
    causes: Sequence[str] = (),
    groups: Sequence[str] = (),
    situation: str = "",
    needs_full_time_care: bool | None = None,
    disability_degree: str = "",
    disability_until: date | None = None,
    seen: datetime | None = None,
) -> Application:
    """Change the person's situation and the grounds of art. 53 ust. 1. Anything may be missing in a draft."""
    fresh = open_for_change(actor=actor, application=application, seen=seen)
    if disability_degree and disability_degree not in DisabilityDegree.values:
        raise DomainError("degree_unknown", "Nie ma takiego stopnia niepełnosprawności.", "disability_degree")
    changes = assign(
        fresh,
        {
            "causes": _known(causes, Cause.values, "causes"),
            "groups": _known(groups, Group.values, "groups"),
            "situation": situation.strip(),
            "needs_full_time_care": needs_full_time_care,
            "disability_degree": disability_degree,
            "disability_until": disability_until,
        },
        private=_PRIVATE,
    )
    return save_and_note(
        actor=actor, application=fresh, verb="save_situation", what="Zmieniono opis sytuacji", changes=changes
    )


def _known(chosen: Sequence[str], choices: Sequence[str], field: str) -> list[str]:
    """The chosen codes once each, in the order of the list. Raises ``DomainError`` for a code that is none."""
    if not set(chosen) <= set(choices):
        raise DomainError(f"{field}_unknown", "Wybierz tylko pozycje z listy.", field)
    return [choice for choice in choices if choice in chosen]
