"""Write the log of a stay. Every act locks the case first; nothing written is ever changed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from apartments.logs import access
from apartments.logs.selectors import steps_of
from apartments.models import (
    Absence,
    AbsenceAct,
    AbsenceStep,
    AbsentEntry,
    AlcoholTest,
    BreathOutcome,
    Incident,
    LogCorrection,
    LogEntry,
    LogKind,
    Stay,
    UtilityContract,
    Visit,
)
from apartments.stays.selectors import moved_in_on
from applications.models import RulePoint
from applications.programmes.selectors import terms_of
from applications.services import locked
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.services import record

E = TypeVar("E", bound=LogEntry)


@dataclass(frozen=True)
class Arrears:
    """An overdue payment, entered by hand: złoty, and for which days (inclusive)."""

    amount: Decimal
    due_from: date
    due_to: date


def _begin(actor: User, stay: Stay) -> Stay:
    locked(stay.application)
    fresh = Stay.objects.select_related("application__office", "application__programme", "continues").get(pk=stay.pk)
    demand(access.keep(actor, fresh))
    return fresh


def _happened(stay: Stay, moment: datetime, field: str) -> None:
    """``moment`` is past, and within the days that the person lives here."""
    if moment > clock.now():
        raise DomainError("in_the_future", "Wpisz chwilę, która już była.", field)
    _during(stay, timezone.localtime(moment).date(), field)


def _during(stay: Stay, day: date, field: str) -> None:
    since = moved_in_on(stay)
    if since is None:
        raise DomainError("not_moved_in", "Ta osoba jeszcze się nie wprowadziła: najpierw podpisz protokół.", field)
    if day < since:
        raise DomainError("before_moving_in", f"Ta osoba wprowadziła się {short_day(since)}. Popraw datę.", field)
    if stay.ended_on is not None and day > stay.ended_on:
        raise DomainError("after_the_end", f"Pobyt zakończył się {short_day(stay.ended_on)}. Popraw datę.", field)


def _not_before(moment: datetime | None, first: datetime, field: str, what: str) -> None:
    if moment is not None and moment <= first:
        raise DomainError("order", f"Wpisz chwilę późniejszą niż {what}.", field)


def _report(reported_at: datetime | None, way: str) -> None:
    if (reported_at is None) != (not way):
        field = "way" if reported_at else "reported_at"
        raise DomainError("report", "Zgłoszenie wymaga i chwili, i sposobu. Gdy go nie było, zostaw oba puste.", field)
    if reported_at is not None and reported_at > clock.now():
        raise DomainError("in_the_future", "Wpisz chwilę zgłoszenia, która już była.", "reported_at")


def _store(model: type[E], kind: LogKind, actor: User, stay: Stay, day: date, words: str, **values: Any) -> E:
    entry = model(stay=stay, kind=kind, day=day, made_by=actor, made_at=clock.now(), **values)
    entry.save()
    # The course of a case is read by more people than a restricted entry is.
    hidden = "Dopisano do dziennika pobytu wpis o ograniczonym dostępie."
    record(
        actor=actor,
        office=stay.application.office,
        verb="apartments.log.write",
        sentence=hidden if entry.restricted else f"{words} ({short_day(day)}).",
        subject=entry,
        case=stay.application_id,
    )
    return entry


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


@transaction.atomic
def note_absence(
    *,
    actor: User,
    stay: Stay,
    left_at: datetime,
    until: datetime | None = None,
    reported_at: datetime | None = None,
    way: str = "",
    in_contract: bool = False,
    shift_work: bool = False,
    note: str = "",
) -> Absence:
    """Note that a resident is away or will be; ``until`` as reported. Whether it was in time, ``logs.rules`` says."""
    fresh = _begin(actor, stay)
    _during(fresh, _day(left_at), "left_at")
    _not_before(until, left_at, "until", "wyjście")
    _report(reported_at, way)
    return _store(
        Absence,
        LogKind.ABSENCE,
        actor,
        fresh,
        _day(left_at),
        "Zapisano nieobecność mieszkańca",
        left_at=left_at,
        until=until,
        reported_at=reported_at,
        way=way,
        in_contract=in_contract,
        shift_work=shift_work,
        note=note.strip(),
    )


@transaction.atomic
def continue_absence(
    *,
    actor: User,
    absence: Absence,
    act: str,
    moment: datetime,
    reported_at: datetime | None = None,
    way: str = "",
    note: str = "",
) -> AbsenceStep:
    """Note the return from an absence, or its extension until ``moment`` with when and how it was reported."""
    fresh = _begin(actor, absence.stay)
    steps = steps_of(absence)
    if hasattr(absence, "correction") or any(step.act == AbsenceAct.RETURN for step in steps):
        raise DomainError("absence_ended", "Ta nieobecność jest już zakończona albo skreślona. Odśwież stronę.")
    last = steps[-1].moment if steps else absence.until
    if act == AbsenceAct.RETURN:
        _happened(fresh, moment, "moment")
        _not_before(moment, absence.left_at, "moment", "wyjście")
        reported_at, way = None, ""
    else:
        _not_before(moment, last or absence.left_at, "moment", "dotychczasowy koniec nieobecności")
        if reported_at is None:
            raise DomainError("report", "Wpisz, kiedy zgłoszono przedłużenie.", "reported_at")
        _report(reported_at, way)
    words = "Zapisano powrót mieszkańca" if act == AbsenceAct.RETURN else "Zapisano przedłużenie nieobecności"
    return _store(
        AbsenceStep,
        LogKind.ABSENCE_STEP,
        actor,
        fresh,
        _day(moment),
        words,
        of_absence=absence,
        act=act,
        moment=moment,
        reported_at=reported_at,
        way=way,
        note=note.strip(),
    )


@transaction.atomic
def note_visit(
    *,
    actor: User,
    stay: Stay,
    visitor: str,
    came_at: datetime,
    left_at: datetime | None = None,
    reported_at: datetime | None = None,
    note: str = "",
) -> Visit:
    """Note a long visit, also one that is reported ahead."""
    fresh = _begin(actor, stay)
    _during(fresh, _day(came_at), "came_at")
    _not_before(left_at, came_at, "left_at", "przyjście gościa")
    return _store(
        Visit,
        LogKind.VISIT,
        actor,
        fresh,
        _day(came_at),
        "Zapisano odwiedziny",
        visitor=visitor.strip(),
        came_at=came_at,
        left_at=left_at,
        reported_at=reported_at,
        note=note.strip(),
    )


def rule_words(point: RulePoint) -> str:
    """A point of the house rules as an entry keeps it: its place, its words, and the version."""
    return f"{point.point}: {point.text} ({point.rules.title}, wersja {point.rules.version})"


def _own_point(stay: Stay, point: RulePoint) -> None:
    if point.rules.programme_id != stay.application.programme_id:
        raise DomainError("other_rules", "Wybierz punkt z regulaminu tego programu.", "point")


@transaction.atomic
def note_incident(
    *,
    actor: User,
    stay: Stay,
    happened_at: datetime,
    what: str,
    seen_by: str,
    point: RulePoint | None = None,
    witnesses: str = "",
    talk: str = "",
    restricted: bool = False,
    arrears: Arrears | None = None,
) -> Incident:
    """Note what happened, also after the end of a stay; with ``point`` it is a breach and evidence for a decision."""
    fresh = _begin(actor, stay)
    _happened(fresh, happened_at, "happened_at")
    if not what.strip():
        raise DomainError("what", "Napisz, co się stało.", "what")
    if not seen_by.strip():
        raise DomainError("seen_by", "Napisz, kto to widział albo ustalił.", "seen_by")
    if point is not None:
        _own_point(fresh, point)
    if arrears is not None and (arrears.amount <= 0 or arrears.due_to < arrears.due_from):
        raise DomainError("arrears", "Zaległość to kwota większa od zera za dni od … do …", "amount")
    words = "Zapisano naruszenie zasad pobytu" if point else "Zapisano zdarzenie w mieszkaniu"
    return _store(
        Incident,
        LogKind.INCIDENT,
        actor,
        fresh,
        _day(happened_at),
        words,
        happened_at=happened_at,
        point=point,
        rule=rule_words(point) if point else "",
        what=what.strip(),
        seen_by=seen_by.strip(),
        witnesses=witnesses.strip(),
        talk=talk.strip(),
        restricted=restricted,
        **(vars(arrears) if arrears else {}),
    )


@transaction.atomic
def note_test(
    *,
    actor: User,
    stay: Stay,
    tested_at: datetime,
    point: RulePoint | None,
    outcome: str,
    level: Decimal | None = None,
    note: str = "",
) -> AlcoholTest:
    """Note a breath test; always restricted. Without a point of the house rules that asks for it, it is refused."""
    fresh = _begin(actor, stay)
    _happened(fresh, tested_at, "tested_at")
    if point is None:
        raise DomainError(
            "no_rule",
            "Badanie musi wynikać z regulaminu, z którym mieszkaniec się zapoznał. Wskaż punkt, który je przewiduje; "
            "jeżeli takiego nie ma, badań się nie prowadzi.",
            "point",
        )
    _own_point(fresh, point)
    if level is not None and outcome != BreathOutcome.ALCOHOL:
        raise DomainError("level", "Wynik w mg/dm³ wpisuje się tylko, gdy wykryto alkohol.", "level")
    return _store(
        AlcoholTest,
        LogKind.TEST,
        actor,
        fresh,
        _day(tested_at),
        "",
        tested_at=tested_at,
        rule=rule_words(point),
        outcome=BreathOutcome(outcome),
        level=level,
        note=note.strip(),
        restricted=True,
    )


@transaction.atomic
def note_entry(
    *,
    actor: User,
    stay: Stay,
    entered_at: datetime,
    on_ground: bool,
    reason: str,
    entered_by: str,
    told_on: date | None = None,
    note: str = "",
) -> AbsentEntry:
    """Note that staff went in while the resident was away.

    ``on_ground`` says that the ground of the programme held. Where the programme names one, any other is refused.
    """
    fresh = _begin(actor, stay)
    _happened(fresh, entered_at, "entered_at")
    terms = terms_of(fresh.application.programme, _day(entered_at))
    ground = terms.entry_ground if terms else ""
    source = ", ".join(part for part in (terms.entry_place, terms.source) if part) if terms and ground else ""
    if ground and not on_ground:
        raise DomainError(
            "ground",
            f"Zasady programu pozwalają wejść tylko wtedy: {ground} ({source}). Z innego powodu wejść nie wolno. "
            "Jeżeli do wejścia już doszło, zapisz je jako zdarzenie i powiadom dyrektora.",
            "ground",
        )
    if not reason.strip() or not entered_by.strip():
        raise DomainError("reason", "Napisz, dlaczego i kto wszedł.", "entered_by" if reason.strip() else "reason")
    if told_on is not None and not _day(entered_at) <= told_on <= clock.today():
        raise DomainError("told_on", "Wpisz dzień od wejścia do dzisiaj.", "told_on")
    return _store(
        AbsentEntry,
        LogKind.ENTRY,
        actor,
        fresh,
        _day(entered_at),
        "Zapisano wejście do mieszkania podczas nieobecności mieszkańca",
        entered_at=entered_at,
        ground=ground,
        rule=source,
        reason=reason.strip(),
        entered_by=entered_by.strip(),
        told_on=told_on,
        note=note.strip(),
    )


@transaction.atomic
def note_utility_contract(
    *,
    actor: User,
    stay: Stay,
    signed_on: date,
    party: str,
    media: str,
    number: str = "",
    meters: str = "",
    ends_on: date | None = None,
    note: str = "",
) -> UtilityContract:
    """Note the resident's own contract for media: civil law, apart from fee, housing contract and decision."""
    fresh = _begin(actor, stay)
    if signed_on > clock.today():
        raise DomainError("in_the_future", "Wpisz dzień, w którym umowę już zawarto.", "signed_on")
    if ends_on is not None and ends_on < signed_on:
        raise DomainError("ends_on", "Umowa nie może się skończyć, zanim ją zawarto.", "ends_on")
    if not party.strip() or not media.strip():
        raise DomainError("party", "Napisz, z kim i na co jest umowa.", "supplies" if party.strip() else "party")
    return _store(
        UtilityContract,
        LogKind.UTILITY,
        actor,
        fresh,
        signed_on,
        "Zapisano umowę mieszkańca o media",
        party=party.strip(),
        media=media.strip(),
        number=number.strip(),
        meters=meters.strip(),
        ends_on=ends_on,
        note=note.strip(),
    )


@transaction.atomic
def strike(*, actor: User, entry: LogEntry, reason: str) -> LogCorrection:
    """Strike a wrong entry with the reason; what is right is entered anew. The entry stays readable."""
    locked(entry.stay.application)
    demand(access.correct(actor, entry))
    if LogCorrection.objects.filter(entry=entry).exists():
        raise DomainError("struck", "Ten wpis jest już skreślony. Odśwież stronę.")
    if not reason.strip():
        raise DomainError("reason", "Napisz, co we wpisie jest błędne.", "reason")
    correction = LogCorrection.objects.create(
        entry_id=entry.pk, reason=reason.strip(), made_by=actor, made_at=clock.now()
    )
    record(
        actor=actor,
        office=entry.stay.application.office,
        verb="apartments.log.strike",
        sentence=f"Skreślono błędny wpis w dzienniku pobytu z {short_day(entry.day)}.",
        subject=correction,
        case=entry.stay.application_id,
    )
    return correction
