"""Reads of notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from applications.models import Application
from applications.notes import access
from applications.notes.models import CaseNote
from office.access import Verdict
from office.models import User


@dataclass(frozen=True)
class NoteList:
    """The notes that ``user`` may read, the newest first, and how many restricted ones there are besides."""

    notes: Sequence[CaseNote]
    hidden: int
    shows_restricted: bool
    may_write: Verdict
    may_read_restricted: Verdict


def notes_of(application: Application, user: User) -> NoteList:
    """One query; of restricted notes that the user may not read only their number is told."""
    readable = access.may_read_restricted(user, application)
    rows = list(CaseNote.objects.filter(application=application).select_related("author", "corrects", "correction"))
    shown = [note for note in rows if readable or not note.restricted]
    return NoteList(
        notes=shown,
        hidden=len(rows) - len(shown),
        shows_restricted=any(note.restricted for note in shown),
        may_write=access.may_write(user, application),
        may_read_restricted=readable,
    )
