"""What the page of a decision shows for its approval: the check, the text by paragraphs with notes, what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

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
class NumberedParagraph:
    """One paragraph with its number (from 1) and the director's notes at it."""

    number: int
    text: str
    notes: Sequence[ReviewNote]


@dataclass(frozen=True)
class ApprovalPart:
    """The part of the page about approval; empty for a decision that is not being worked on."""

    report: Report | None = None
    paragraphs: Sequence[NumberedParagraph] = ()
    compared: Sequence[Compared] = ()
    signing: str = ""
    signers: str = ""
    general_notes: Sequence[ReviewNote] = field(default=())
    lost_notes: Sequence[ReviewNote] = field(default=())

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The paragraphs as choices of a form."""
        return [(str(row.number), f"{row.number}. {_short(row.text)}") for row in self.paragraphs]


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89]}…"


def approval_part(decision: Decision, user: User, day: date) -> ApprovalPart:
    """Everything for approving ``decision`` on ``day``, for ``user``."""
    notes = list(decision.review_notes.select_related("author"))
    if decision.state not in OPEN:
        return ApprovalPart(general_notes=notes)
    try:
        text = text_of(decision)
    except DomainError:
        # What cannot be composed yet stands among the findings of the check.
        text = []
    at, lost = _placed(notes, text)
    compared = [since_last_submission(decision, text), since_previous_decision(decision, text)] if text else []
    return ApprovalPart(
        report=report(decision, day),
        paragraphs=[NumberedParagraph(n, words, at.get(n, ())) for n, words in enumerate(text, start=1)],
        compared=[row for row in compared if row is not None],
        signing=signing_words(user, decision) if decision.state == DecisionState.SUBMITTED else "",
        signers=signers_words(decision),
        general_notes=[note for note in notes if note.paragraph is None],
        lost_notes=lost,
    )


def _placed(notes: Sequence[ReviewNote], text: Sequence[str]) -> tuple[dict[int, list[ReviewNote]], list[ReviewNote]]:
    """The notes by the number of the paragraph where they stand now; those whose paragraph is gone apart.

    A note follows its words; where the words have changed it stays at its number.
    """
    at: dict[int, list[ReviewNote]] = {}
    lost: list[ReviewNote] = []
    for note in notes:
        if note.paragraph is None:
            continue
        number = text.index(note.quote) + 1 if note.quote in text else note.paragraph
        if number <= len(text):
            at.setdefault(number, []).append(note)
        else:
            lost.append(note)
    return at, lost
