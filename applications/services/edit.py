"""What every change of an application's facts shares: locking, permission, "changed meanwhile", and the event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from applications import access
from applications.models import Application
from applications.services.locking import locked
from office import polish
from office.access import demand
from office.errors import DomainError
from office.models import Event, User
from office.selectors import history
from office.services import record

_SENTENCE_LIMIT = 600
NOTHING = "brak"


@dataclass(frozen=True)
class Change:
    """One fact that changed. Of a private one (health, situation) the log says only that it changed."""

    field: str
    label: str
    old: str
    new: str
    private: bool = False

    @property
    def words(self) -> str:
        """As the event's sentence says it."""
        if self.private:
            return self.label
        return f"{self.label}: {self.new}" if self.old == NOTHING else f"{self.label}: {self.old} → {self.new}"

    @property
    def detail(self) -> dict[str, str]:
        """As the event's detail keeps it."""
        return {"field": self.field} if self.private else {"field": self.field, "old": self.old, "new": self.new}


def open_for_change(*, actor: User, application: Application, seen: datetime | None) -> Application:
    """Lock and re-read the application; must run in the transaction that writes.

    ``seen`` is the ``updated_at`` that the person saw when the form was opened. Raises ``DomainError`` when ``actor``
    may not change it, or when somebody changed it since ``seen``.
    """
    fresh = locked(application)
    demand(access.may_edit(actor, fresh))
    if seen is not None and fresh.updated_at != seen:
        raise DomainError("changed_meanwhile", _what_happened(fresh, seen))
    return fresh


def _what_happened(application: Application, seen: datetime) -> str:
    log = history(application.pk)
    events = list(log.filter(at__gt=seen)) or [event for event in [log.last()] if event]
    told = " ".join(f"{_moment(event)} {event.actor_name}: {event.sentence}" for event in events)
    return (
        f"Kiedy ten formularz był otwarty, ktoś zmienił tę sprawę. {told} "
        "To, co jest na tej stronie, nie jest jeszcze zapisane. Sprawdź to i zapisz jeszcze raz: zastąpi tamtą zmianę."
    )


def _moment(event: Event) -> str:
    return f"{timezone.localtime(event.at):%d.%m.%Y %H:%M}"


def assign(row: models.Model, values: Mapping[str, Any], private: frozenset[str] = frozenset()) -> list[Change]:
    """Set ``values`` on ``row`` (unsaved) and say what changed by it."""
    changes: list[Change] = []
    for name, value in values.items():
        if getattr(row, name) == value:
            continue
        old = shown(row, name)
        setattr(row, name, value)
        label = str(getattr(row._meta.get_field(name), "verbose_name", name))
        changes.append(Change(name, label, old, shown(row, name), name in private))
    return changes


def shown(row: models.Model, name: str) -> str:
    """The value of a field as people read it."""
    value = getattr(row, name)
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, date):
        return polish.short_day(value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)


def save_and_note(
    *, actor: User, application: Application, verb: str, what: str, changes: Sequence[Change]
) -> Application:
    """Save ``application`` and write the event that says ``what`` changed; without changes nothing is written."""
    if changes:
        # The event comes before the save: what is in the log after an ``updated_at`` happened after it.
        record(
            actor=actor,
            office=application.office,
            verb=f"applications.application.{verb}",
            sentence=_sentence(what, changes),
            subject=application,
            case=application.pk,
            detail={"changes": [change.detail for change in changes]},
        )
        application.save()
    return application


def _sentence(what: str, changes: Sequence[Change]) -> str:
    full = f"{what}: {'; '.join(change.words for change in changes)}."
    if len(full) <= _SENTENCE_LIMIT:
        return full
    short = f"{what}: {', '.join(dict.fromkeys(change.label for change in changes))}."
    return short if len(short) <= _SENTENCE_LIMIT else short[: _SENTENCE_LIMIT - 1] + "…"
