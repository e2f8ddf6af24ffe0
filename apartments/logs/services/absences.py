"""Absences and visits, which a resident has to report."""

from datetime import datetime

from django.db import transaction

from apartments.logs.selectors import steps_of
from apartments.logs.services.storing import begin, check_day, check_moment, check_order, check_report, day_of, store
from apartments.models import Absence, AbsenceAct, AbsenceStep, LogKind, Stay, Visit
from office.errors import DomainError
from office.models import User


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
    fresh = begin(actor, stay)
    check_day(fresh, day_of(left_at), "left_at")
    check_order(until, left_at, "until", "wyjście")
    check_report(reported_at, way)
    return store(
        Absence,
        LogKind.ABSENCE,
        actor,
        fresh,
        day_of(left_at),
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
    fresh = begin(actor, absence.stay)
    steps = steps_of(absence)
    if hasattr(absence, "correction") or any(step.act == AbsenceAct.RETURN for step in steps):
        raise DomainError("absence_ended", "Ta nieobecność jest już zakończona albo skreślona. Odśwież stronę.")
    last = steps[-1].moment if steps else absence.until
    if act == AbsenceAct.RETURN:
        check_moment(fresh, moment, "moment")
        check_order(moment, absence.left_at, "moment", "wyjście")
        reported_at, way = None, ""
    else:
        check_order(moment, last or absence.left_at, "moment", "dotychczasowy koniec nieobecności")
        if reported_at is None:
            raise DomainError("report", "Wpisz, kiedy zgłoszono przedłużenie.", "reported_at")
        check_report(reported_at, way)
    words = "Zapisano powrót mieszkańca" if act == AbsenceAct.RETURN else "Zapisano przedłużenie nieobecności"
    return store(
        AbsenceStep,
        LogKind.ABSENCE_STEP,
        actor,
        fresh,
        day_of(moment),
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
    fresh = begin(actor, stay)
    check_day(fresh, day_of(came_at), "came_at")
    check_order(left_at, came_at, "left_at", "przyjście gościa")
    return store(
        Visit,
        LogKind.VISIT,
        actor,
        fresh,
        day_of(came_at),
        "Zapisano odwiedziny",
        visitor=visitor.strip(),
        came_at=came_at,
        left_at=left_at,
        reported_at=reported_at,
        note=note.strip(),
    )
