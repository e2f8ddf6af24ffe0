"""What the page of a decision shows for its approval: the check, the text by paragraphs with notes, what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from decisions.approval.models import NoteSettled
from decisions.approval.report import Report, report
from decisions.approval.selectors import (
    Compared,
    signers_words,
    signing_words,
    since_last_submission,
    since_previous_decision,
    text_of,
)
from decisions.models import Decision, ReviewNote
from decisions.states import OPEN, DecisionState
from office.errors import DomainError
from office.models import User


@dataclass(frozen=True)
class ShownNote:
    """A note of the director: at which paragraph now (None: at none), whether its words changed, whether it is done."""

    note: ReviewNote
    settled: NoteSettled | None
    number: int | None = None
    now: str = ""
    """What the paragraph says now; empty where it is gone or the note is on the whole."""

    @property
    def is_gone(self) -> bool:
        """Whether the paragraph of the note is no longer there."""
        return self.note.paragraph is not None and not self.now


@dataclass(frozen=True)
class NumberedParagraph:
    """One paragraph with its number (from 1) and the director's notes at it."""

    number: int
    text: str
    notes: Sequence[ShownNote]


@dataclass(frozen=True)
class ApprovalPart:
    """The part of the page about approval; empty for a decision that is not being worked on."""

    report: Report | None = None
    paragraphs: Sequence[NumberedParagraph] = ()
    compared: Sequence[Compared] = ()
    signing: str = ""
    signers: str = ""
    notes: Sequence[ShownNote] = field(default=())

    @property
    def open_notes(self) -> Sequence[ShownNote]:
        """The notes that nobody has seen to yet."""
        return [row for row in self.notes if row.settled is None]

    @property
    def settled_notes(self) -> Sequence[ShownNote]:
        """The notes that were seen to."""
        return [row for row in self.notes if row.settled is not None]


def approval_part(decision: Decision, user: User, day: date) -> ApprovalPart:
    """Everything for approving ``decision`` on ``day``, for ``user``."""
    if decision.state not in OPEN:
        return ApprovalPart(notes=shown_notes(decision, ()))
    try:
        text = text_of(decision)
    except DomainError:
        # What cannot be composed yet stands among the findings of the check.
        text = []
    notes = shown_notes(decision, text)
    at: dict[int | None, list[ShownNote]] = {}
    for note in notes:
        at.setdefault(note.number, []).append(note)
    compared = [since_last_submission(decision, text), since_previous_decision(decision, text)] if text else []
    return ApprovalPart(
        report=report(decision, day),
        paragraphs=[NumberedParagraph(n, words, at.get(n, ())) for n, words in enumerate(text, start=1)],
        compared=[row for row in compared if row is not None],
        signing=signing_words(user, decision) if decision.state == DecisionState.SUBMITTED else "",
        signers=signers_words(decision),
        notes=notes,
    )


def open_notes(decision: Decision) -> list[ShownNote]:
    """The notes of the director that nobody has seen to yet, by the text as it stands now."""
    try:
        text = text_of(decision)
    except DomainError:
        text = []
    return [row for row in shown_notes(decision, text) if row.settled is None]


def shown_notes(decision: Decision, text: Sequence[str]) -> list[ShownNote]:
    """All notes, the newest first, each at the paragraph of ``text`` where it stands now.

    A note follows its words; where the words have changed it stays at its number.
    """
    rows = decision.review_notes.select_related("author")
    settled = {row.note_id: row for row in NoteSettled.objects.filter(note__in=rows).select_related("author")}
    return [_placed(note, settled.get(note.pk), text) for note in rows]


def _placed(note: ReviewNote, settled: NoteSettled | None, text: Sequence[str]) -> ShownNote:
    if note.paragraph is None:
        return ShownNote(note, settled)
    number = text.index(note.quote) + 1 if note.quote in text else note.paragraph
    if number > len(text):
        return ShownNote(note, settled)
    return ShownNote(note, settled, number, text[number - 1])
