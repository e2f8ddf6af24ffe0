"""What the pages of a case's letters show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from applications.access import may_see
from applications.models import Application
from applications.selectors import visible_to
from office.access import Verdict
from office.letters.selectors import letters_of, standing_entries
from office.letters.slots import LETTERS
from office.models import DeadlineExtension, Letter, LetterEntry, User
from office.polish import short_day

SHOWN_ON_CASE_PAGE = 5


@dataclass(frozen=True)
class LetterRow:
    """One letter in a list, with what became of it in words."""

    letter: Letter
    sent: str
    delivered: str


@dataclass(frozen=True)
class Offered:
    """One kind of letter that may be made: what it is for, and when it was made last in this case."""

    code: str
    title: str
    purpose: str
    last: date | None


@dataclass(frozen=True)
class CaseLetters:
    """The letters of one case: those issued (the newest first), the notices of delay, and those that can be made."""

    rows: Sequence[LetterRow]
    notices: Sequence[DeadlineExtension]
    offered: Sequence[Offered]
    may_issue: Verdict


def visible_letters(user: User) -> QuerySet[Letter]:
    """The letters of the cases that ``user`` may open."""
    cases = visible_to(user).values("pk")
    return Letter.objects.filter(case__in=cases).select_related("office", "author", "template")


def row_of(letter: Letter) -> LetterRow:
    """What became of a letter."""
    entries = {entry.step: entry for entry in standing_entries(letter)}
    sent, delivered = entries.get(LetterEntry.Step.SENT), entries.get(LetterEntry.Step.DELIVERED)
    return LetterRow(
        letter,
        f"{short_day(sent.on)}, {sent.get_way_display()}" if sent else "",
        short_day(delivered.on) if delivered else "",
    )


def latest_letters(application: Application) -> list[LetterRow]:
    """The newest letters of a case, as many as the case page shows."""
    return [row_of(letter) for letter in letters_of(application.pk)[:SHOWN_ON_CASE_PAGE]]


def case_letters(application: Application, user: User) -> CaseLetters:
    """The letters of a case as its page shows them; a constant number of queries."""
    rows = [row_of(letter) for letter in letters_of(application.pk)]
    last: dict[str, date] = {}
    for row in rows:
        last.setdefault(row.letter.code, row.letter.issued_on)
    notices = DeadlineExtension.objects.filter(deadline__office=application.office_id, deadline__case=application.pk)
    return CaseLetters(
        rows=rows,
        notices=list(notices.select_related("author").order_by("-pk")),
        offered=[Offered(code, kind.title, kind.purpose, last.get(code)) for code, kind in LETTERS.items()],
        may_issue=may_see(user, application),
    )
