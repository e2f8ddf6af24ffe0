from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from office import clock
from office.chain.links import link
from office.chain.rows import marks_of
from office.models import Event, Office, ReadEntry, User


def record(
    *,
    actor: User | None,
    office: Office | None,
    verb: str,
    sentence: str,
    subject: models.Model,
    case: int | None = None,
    detail: dict[str, Any] | None = None,
    seals: Sequence[models.Model] = (),
) -> Event:
    """Write one event of the log, in the caller's transaction, at the end of its chain.

    ``sentence`` is Polish and says what was done ("Złożono wniosek."); ``case`` is the application's key. What is too
    long for the log is cut there: a note stays whole where it belongs. ``seals``: rows beside ``subject`` that were
    written with it and never change; the event keeps their fingerprints (``office.chain.rows``).
    """
    event = Event(
        office=office,
        actor=actor,
        actor_name=_short("actor_name", f"{actor}, {actor.post}".rstrip(", ")) if actor else "program",
        at=clock.now(),
        verb=verb,
        sentence=_short("sentence", sentence),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        case=case,
        detail=detail or {},
        sealed=marks_of((subject, *seals)),
    )
    with transaction.atomic(savepoint=False):
        link(event)
        event.save(force_insert=True)
    return event


def _short(field: str, text: str) -> str:
    longest = getattr(Event._meta.get_field(field), "max_length", None) or len(text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def log_read(*, reader: User, office: Office, page: str, case: int) -> None:
    """Note that ``reader`` opened a person's file: the one write that a page view makes."""
    ReadEntry.objects.create(office=office, reader=reader, at=clock.now(), page=page, case=case)
