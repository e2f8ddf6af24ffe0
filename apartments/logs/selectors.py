"""Reads of the log of stays, each entry in words. The number of queries does not grow with the entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from apartments.logs.access import readable
from apartments.logs.rules import Notice, absence_notice, visit_notice
from apartments.logs.words import Told, told
from apartments.models import (
    DETAILS,
    Absence,
    AbsenceStep,
    Handover,
    HandoverLine,
    LineKind,
    LogEntry,
    LogKind,
    Stay,
    UtilityContract,
    Visit,
)
from apartments.stays import selectors as stays
from applications.models import Application, ProgrammeTerms, RulePoint
from applications.programmes.selectors import house_rules
from office import clock
from office.models import User


@dataclass(frozen=True)
class LogRow:
    """One entry as lists show it; ``notice`` says whether it was reported as the programme asks."""

    entry: LogEntry
    told: Told
    notice: Notice | None
    struck: str

    @property
    def may_go_on(self) -> bool:
        """Whether the entry is an absence that still runs."""
        return self.told.runs and not self.struck


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for the loss of the right to stay: the day, the rule broken, what is known, its entry."""

    entry: int
    day: date
    rule: str
    words: str
    restricted: bool

    @property
    def with_rule(self) -> str:
        """What is known and what it broke, in one line."""
        return f"{self.words} Naruszono: {self.rule}" if self.rule else self.words


# --- entries ---------------------------------------------------------------------------------------------------------


def visible_to(user: User) -> QuerySet[LogEntry]:
    """The entries of the own office that ``user`` may read."""
    return (
        LogEntry.objects.filter(stay__in=stays.visible_to(user).values("pk"))
        .filter(readable(user))
        .select_related(
            "stay__application__person", "stay__application__office", "stay__application__programme", "made_by",
            "correction__made_by",
        )
    )  # fmt: skip


def detail(entry: LogEntry) -> LogEntry:
    """The row that holds what ``entry`` says."""
    return DETAILS[entry.kind].objects.select_related("stay__application__office", "correction").get(pk=entry.pk)


def steps_of(absence: Absence) -> list[AbsenceStep]:
    """The steps of an absence that stand, in order."""
    return list(absence.steps.filter(correction__isnull=True).order_by("pk"))


def rows_of(entries: Iterable[LogEntry], now: datetime | None = None) -> list[LogRow]:
    """``entries`` in words, judged by the conditions that held on their days."""
    listed, now = list(entries), now or clock.now()
    details = {
        row.pk: row
        for kind, model in DETAILS.items()
        for row in model.objects.filter(pk__in=[one.pk for one in listed if one.kind == kind])
    }
    steps: dict[int, list[AbsenceStep]] = {}
    for step in AbsenceStep.objects.filter(
        of_absence__in=[one.pk for one in listed if one.kind == LogKind.ABSENCE], correction__isnull=True
    ).order_by("pk"):
        steps.setdefault(step.of_absence_id, []).append(step)
    terms = _terms(listed)
    return [_row(entry, details[entry.pk], steps.get(entry.pk, []), terms, now) for entry in listed]


def _terms(entries: Sequence[LogEntry]) -> Mapping[int, list[ProgrammeTerms]]:
    found: dict[int, list[ProgrammeTerms]] = {}
    programmes = {one.stay.application.programme_id for one in entries}
    for row in ProgrammeTerms.objects.filter(programme__in=programmes).order_by("-valid_from"):
        found.setdefault(row.programme_id, []).append(row)
    return found


def _row(
    entry: LogEntry,
    known: LogEntry,
    steps: Sequence[AbsenceStep],
    terms: Mapping[int, list[ProgrammeTerms]],
    now: datetime,
) -> LogRow:
    versions = terms.get(entry.stay.application.programme_id or 0, [])
    held = next(
        (
            row
            for row in versions
            if row.valid_from <= entry.day and (row.valid_to is None or entry.day <= row.valid_to)
        ),
        None,
    )
    notice = None
    if isinstance(known, Absence):
        notice = absence_notice(known, steps, held, now)
    elif isinstance(known, Visit):
        notice = visit_notice(known, held, now)
    correction = getattr(entry, "correction", None)
    struck = f"{correction.reason} ({correction.made_by})" if correction else ""
    return LogRow(entry, told(known, steps), notice, struck)


def of_stay(user: User, stay: Stay) -> list[LogRow]:
    """The log of one stay as ``user`` may read it, the newest first."""
    return rows_of(visible_to(user).filter(stay=stay))


def hidden_in(user: User, stay: Stay) -> int:
    """How many entries of ``stay`` its reader may not see."""
    return LogEntry.objects.filter(stay=stay).count() - visible_to(user).filter(stay=stay).count()


def listed(
    user: User, *, first: date | None = None, last: date | None = None, kind: str = "", apartment: int | None = None
) -> QuerySet[LogEntry]:
    """The office's entries by day, kind and apartment (of any place granted in the stay)."""
    rows = visible_to(user)
    if first is not None:
        rows = rows.filter(day__gte=first)
    if last is not None:
        rows = rows.filter(day__lte=last)
    if kind:
        rows = rows.filter(kind=kind)
    if apartment is not None:
        living = Stay.objects.filter(application__occupancies__place__apartment=apartment).values("pk")
        rows = rows.filter(stay__in=living)
    return rows


def points_of(stay: Stay, *kinds: str) -> QuerySet[RulePoint]:
    """The points of the house rules in force today that speak of duties, bans and the loss of the right."""
    programme = stay.application.programme
    rules = house_rules(programme, clock.today()) if programme else None
    if rules is None:
        return RulePoint.objects.none()
    rows = RulePoint.objects.filter(rules=rules).select_related("rules").order_by("order", "pk")
    return rows.filter(kind__in=kinds) if kinds else rows


# --- evidence --------------------------------------------------------------------------------------------------------


def evidence(application: Application) -> list[Evidence]:
    """What the log of a case holds against the resident, the oldest first; nothing that was struck.

    Breaches of a point, absences and visits not reported as the programme asks, and breath tests that found alcohol
    or were refused. The caller asks ``may_see_health`` before it shows what is ``restricted``.
    """
    entries = (
        LogEntry.objects.filter(stay__application=application, correction__isnull=True)
        .select_related("stay__application__programme", "made_by")
        .order_by("day", "pk")
    )
    return [
        Evidence(row.entry.pk, row.entry.day, row.told.rule or (row.notice.source if row.notice else ""),
                 _accused(row), row.entry.restricted)
        for row in rows_of(entries)
        if row.told.against or (row.notice is not None and row.notice.broken)
    ]  # fmt: skip


def _accused(row: LogRow) -> str:
    if row.notice:
        return f"{row.entry.get_kind_display().capitalize()}: {row.notice.words}. {row.told.words}"
    return row.told.facts or row.told.words


# --- media -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Media:
    """A resident's own costs beside the fee: what the programme says, contracts that stand, meters of the protocols."""

    note: str
    contracts: Sequence[UtilityContract]
    readings: Sequence[HandoverLine]

    @property
    def missing(self) -> bool:
        """Whether the programme asks for a contract and none is noted."""
        return bool(self.note) and not self.contracts


def media_of(stay: Stay) -> Media:
    """The civil record of media of one stay."""
    programme = stay.application.programme
    papers = Handover.objects.filter(stay=stay, signed_on__isnull=False).values("pk")
    return Media(
        note=programme.utilities_note if programme else "",
        contracts=list(UtilityContract.objects.filter(stay=stay, correction__isnull=True).order_by("day", "pk")),
        readings=list(
            HandoverLine.objects.filter(handover__in=papers, kind=LineKind.METER)
            .select_related("handover")
            .order_by("handover__day", "pk")
        ),
    )


def media_missing(stay: Stay) -> bool:
    """Whether the programme asks the resident for a contract for media and none is noted."""
    programme = stay.application.programme
    if programme is None or not programme.utilities_note:
        return False
    return not UtilityContract.objects.filter(stay=stay, correction__isnull=True).exists()
