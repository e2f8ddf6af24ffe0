"""Each entry of the log in words, for lists, sheets and papers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from apartments.logs.rules import end_of
from apartments.models import (
    Absence,
    AbsenceAct,
    AbsenceStep,
    AbsentEntry,
    AlcoholTest,
    BreathOutcome,
    Incident,
    LogEntry,
    LogKind,
    UtilityContract,
    Visit,
)
from office.polish import number, short_day, zloty


@dataclass(frozen=True)
class Told:
    """What an entry says; ``rule``: on what it rests or what it breaks; ``against``: it is evidence by itself.

    ``facts`` is the part that a letter or decision repeats: without witnesses and talks, which stay in the file.
    """

    words: str
    rule: str = ""
    against: bool = False
    runs: bool = False
    facts: str = ""


def moment(value: datetime) -> str:
    """A moment by the clock of the office: ``05.12.2026, 14.30``."""
    here = timezone.localtime(value)
    return f"{short_day(here.date())}, {here:%H.%M}"


def _sentences(*parts: str) -> str:
    said = [part.strip().rstrip(".") for part in parts if part.strip()]
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in said)


def _absence(row: Absence, steps: Sequence[AbsenceStep]) -> Told:
    end = end_of(row, steps)
    returned = any(step.act == AbsenceAct.RETURN for step in steps)
    reported = f"zgłoszono {moment(row.reported_at)}, {row.get_way_display()}" if row.reported_at else ""
    extended = [
        f"przedłużono do {moment(step.moment)} (zgłoszono {moment(step.reported_at)}, {step.get_way_display()})"
        for step in steps
        if step.act == AbsenceAct.EXTENSION and step.reported_at
    ]
    known = f" do {moment(end)}" if end else ", powrót nieznany"
    return Told(
        _sentences(
            f"Od {moment(row.left_at)}{known}",
            "Uzgodniona w kontrakcie" if row.in_contract else "",
            "Praca na zmiany" if row.shift_work else "",
            reported,
            *extended,
            row.note,
        ),
        runs=not returned,
    )


def _step(row: AbsenceStep, _: Sequence[AbsenceStep]) -> Told:
    if row.act == AbsenceAct.RETURN or row.reported_at is None:
        return Told(_sentences(f"Powrót {moment(row.moment)}", row.note))
    how = f"zgłoszono {moment(row.reported_at)}, {row.get_way_display()}"
    return Told(_sentences(f"Przedłużono do {moment(row.moment)}", how, row.note))


def _visit(row: Visit, _: Sequence[AbsenceStep]) -> Told:
    until = f" do {moment(row.left_at)}" if row.left_at else ", bez wpisanego końca"
    reported = f"kierownikowi zgłoszono {moment(row.reported_at)}" if row.reported_at else ""
    return Told(_sentences(f"{row.visitor}: od {moment(row.came_at)}{until}", reported, row.note))


def _incident(row: Incident, _: Sequence[AbsenceStep]) -> Told:
    owed = ""
    if row.amount is not None and row.due_from and row.due_to:
        owed = f"Zaległość {zloty(row.amount)} za okres od {short_day(row.due_from)} do {short_day(row.due_to)}"
    return Told(
        _sentences(
            row.what,
            owed,
            f"Kto widział albo ustalił: {row.seen_by}",
            f"Świadkowie: {row.witnesses}" if row.witnesses else "",
            f"Rozmowa z mieszkańcem: {row.talk}" if row.talk else "",
        ),
        rule=row.rule,
        against=row.point_id is not None,
        facts=_sentences(row.what, owed),
    )


def _test(row: AlcoholTest, _: Sequence[AbsenceStep]) -> Told:
    level = f" ({number(row.level, 2)} mg/dm³)" if row.level is not None else ""
    words = f"{row.get_outcome_display()}{level}"
    return Told(
        _sentences(f"{moment(row.tested_at)}: {words}", row.note), row.rule, against=row.outcome != BreathOutcome.CLEAR
    )


def _entry(row: AbsentEntry, _: Sequence[AbsenceStep]) -> Told:
    ground = f"Podstawa: {row.ground}" if row.ground else "Źródło zasad programu nie mówi, kiedy wolno wejść"
    told_on = f"Mieszkańca powiadomiono {short_day(row.told_on)}" if row.told_on else "Mieszkańca nie powiadomiono"
    return Told(
        _sentences(f"{moment(row.entered_at)}, wszedł: {row.entered_by}", row.reason, ground, told_on, row.note),
        rule=row.rule,
    )


def _utility(row: UtilityContract, _: Sequence[AbsenceStep]) -> Told:
    return Told(
        _sentences(
            f"{row.party}, {f'nr {row.number}' if row.number else 'bez numeru'}, z {short_day(row.day)}: {row.media}",
            f"Liczniki: {row.meters}" if row.meters else "",
            f"Do {short_day(row.ends_on)}" if row.ends_on else "",
            row.note,
        )
    )


_TELL: dict[str, Callable[[Any, Sequence[AbsenceStep]], Told]] = {
    LogKind.ABSENCE: _absence,
    LogKind.ABSENCE_STEP: _step,
    LogKind.VISIT: _visit,
    LogKind.INCIDENT: _incident,
    LogKind.TEST: _test,
    LogKind.ENTRY: _entry,
    LogKind.UTILITY: _utility,
}


def told(row: LogEntry, steps: Sequence[AbsenceStep] = ()) -> Told:
    """``row`` (with its details) in words; ``steps`` are those of an absence."""
    return _TELL[row.kind](row, steps)
