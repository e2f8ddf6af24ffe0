"""Reads of letters and of their texts."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import Q, QuerySet

from office.documents import render_pdf
from office.errors import DomainError
from office.letters.slots import LETTERS
from office.letters.wordings import TEXTS
from office.models import Letter, LetterEntry, LetterSettings, LetterTemplate, Office, TemplateState, User
from office.polish import short_day


def letters_of(case: int) -> QuerySet[Letter]:
    """The letters of one case, the newest first, each with its entries."""
    return (
        Letter.objects.filter(case=case)
        .select_related("author", "office")
        .prefetch_related("entries__struck_by", "entries__actor")
        .order_by("-number")
    )


def pdf(letter: Letter) -> bytes:
    """The letter as PDF, from its frozen page alone."""
    return render_pdf(letter.html, created=letter.issued_at.astimezone(UTC))


def standing_entries(letter: Letter) -> list[LetterEntry]:
    """What was entered about the letter and not struck, in its order."""
    entries = list(letter.entries.all())
    struck = {entry.strikes_id for entry in entries}
    return [entry for entry in entries if entry.step != LetterEntry.Step.STRUCK and entry.pk not in struck]


def template_on(office: Office, code: str, day: date) -> LetterTemplate:
    """The text of ``code`` in force on ``day``: the office's own, else the general one.

    Raises ``DomainError`` where there is none.
    """
    rows = LetterTemplate.objects.on(day).filter(code=code, state=TemplateState.PUBLISHED)
    found = rows.filter(office=office).first() or rows.filter(office__isnull=True).first()
    if found is None:
        raise DomainError(
            "no_template",
            f"Na dzień {short_day(day)} nie ma tekstu pisma „{TEXTS[code].title}”. "
            "Publikuje go administrator w Ustawieniach (Wzory pism).",
        )
    return found


def settings_on(office: Office, day: date) -> LetterSettings | None:
    """What the office's letters say of data protection and envelopes on ``day``, if it was entered."""
    return LetterSettings.objects.on(day).filter(office=office).first()


def templates_for(user: User) -> QuerySet[LetterTemplate]:
    """The versions that an administrator sees: the general ones and those of the own office."""
    return LetterTemplate.objects.filter(Q(office=user.office_id) | Q(office__isnull=True)).select_related("office")


@dataclass(frozen=True)
class TextRow:
    """One kind of letter on the list of texts: what is in force, and the draft if there is one."""

    code: str
    title: str
    purpose: str
    current: LetterTemplate | None
    draft: LetterTemplate | None
    coming: LetterTemplate | None


def text_rows(office: Office, today: date, codes: Iterable[str] = LETTERS) -> list[TextRow]:
    """Every kind of letter (or the texts ``codes``) with its text today, the draft and the next published version."""
    rows = list(
        LetterTemplate.objects.filter(Q(office=office) | Q(office__isnull=True)).select_related("office").order_by("pk")
    )
    return [_text_row(code, [row for row in rows if row.code == code], today) for code in codes]


def _text_row(code: str, rows: Iterable[LetterTemplate], today: date) -> TextRow:
    published = [(row, row.valid_from) for row in rows if row.valid_from is not None]
    on_day = [row for row, begins in published if begins <= today and (row.valid_to is None or row.valid_to >= today)]
    own = [row for row in on_day if row.office_id is not None]
    drafts = [row for row in rows if row.state == TemplateState.DRAFT]
    coming = [row for row, begins in published if begins > today]
    return TextRow(
        code=code,
        title=TEXTS[code].title,
        purpose=TEXTS[code].purpose,
        current=next(iter(own or on_day), None),
        draft=next(iter(drafts), None),
        coming=next(iter(coming), None),
    )


@dataclass(frozen=True)
class Line:
    """One line of a comparison: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def difference(former: LetterTemplate, new: LetterTemplate) -> list[Line]:
    """The lines of ``new`` against ``former``, the title first; empty where nothing differs."""
    before, after = ([row.title, *row.body.splitlines()] for row in (former, new))
    return line_difference(before, after)


def line_difference(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Each line of both, told whether it is the same, gone or new; empty where nothing differs."""
    if list(before) == list(after):
        return []
    kinds = {" ": "same", "-": "gone", "+": "new"}
    return [Line(kinds[row[0]], row[2:]) for row in difflib.ndiff(before, after) if row[0] in kinds]
