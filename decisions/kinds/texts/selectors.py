"""Reads of paragraphs of justification for those who keep them."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.registry import DecisionKind
from decisions.kinds.texts.samples import KEPT
from decisions.kinds.topics import topics_of
from office.letters.selectors import Line, line_difference
from office.models import Office, User

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def reasons_seen_by(user: User) -> QuerySet[Reason]:
    """The versions that an administrator sees: the general ones and those of the own office."""
    return Reason.objects.filter(Q(office=user.office_id) | Q(office__isnull=True)).select_related("office")


def in_force(office: Office, code: str, day: date) -> Reason | None:
    """The version of ``code`` offered on ``day``: the office's own, else the general one."""
    rows = Reason.objects.on(day).filter(code=code, state=ReasonState.PUBLISHED)
    return rows.filter(office=office).first() or rows.filter(office__isnull=True).first()


def mark_of(reason: Reason) -> str:
    """What tells whether somebody has saved a draft since it was opened."""
    words = "\n".join((reason.title, reason.text, reason.source))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def difference(former: Reason | None, new: Reason) -> list[Line]:
    """The sentences of ``new`` against those of ``former``, the name first."""
    before = [former.title, *_SENTENCE.split(former.text)] if former else []
    return line_difference(before, [new.title, *_SENTENCE.split(new.text)])


@dataclass(frozen=True)
class ReasonRow:
    """One paragraph on the list: what is offered today, the draft, the next version."""

    code: str
    title: str
    current: Reason | None
    draft: Reason | None
    coming: Reason | None


@dataclass(frozen=True)
class GroundRows:
    """The paragraphs of one ground."""

    ground: str
    label: str
    rows: tuple[ReasonRow, ...]


@dataclass(frozen=True)
class KindRows:
    """The grounds of one kind of decision."""

    kind: str
    label: str
    grounds: tuple[GroundRows, ...]

    @property
    def count(self) -> int:
        """How many paragraphs the kind has."""
        return sum(len(ground.rows) for ground in self.grounds)


def kinds_with_reasons(office: Office, today: date) -> list[KindRows]:
    """Every kind with what its paragraphs may be about, each with its paragraphs."""
    seen = Q(office=office) | Q(office__isnull=True)
    rows = list(Reason.objects.filter(seen).order_by("code", "version", "pk"))
    return [
        KindRows(
            kind,
            DecisionKind(kind).label,
            tuple(
                GroundRows(code, label, tuple(_rows(rows, kind, code, today)))
                for code, label in topics_of(kind).items()
            ),
        )
        for kind in KEPT
    ]


def _rows(rows: list[Reason], kind: str, ground: str, today: date) -> list[ReasonRow]:
    about = [row for row in rows if (row.kind, row.ground) == (kind, ground)]
    return [_row([row for row in about if row.code == code], today) for code in dict.fromkeys(r.code for r in about)]


def _row(rows: list[Reason], today: date) -> ReasonRow:
    published = [row for row in rows if row.state == ReasonState.PUBLISHED]
    on_day = [row for row in published if row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)]
    own = [row for row in on_day if row.office_id is not None]
    current = next(iter(own or on_day), None)
    return ReasonRow(
        code=rows[0].code,
        title=(current or rows[-1]).title,
        current=current,
        draft=next((row for row in rows if row.state == ReasonState.DRAFT), None),
        coming=next((row for row in published if row.valid_from > today), None),
    )
