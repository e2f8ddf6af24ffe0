"""What may happen to a granted place: an earlier end, a later one, another place from a day on.

Each act first writes why (``OccupancyChange``), then changes the days: the database allows it in no other order.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from apartments.models import Apartment, ChangeAct, Occupancy, OccupancyChange, Place
from apartments.selectors import broken_by_stay, waivers_of
from apartments.services.occupancies import Basis, check_place, check_standards, database_refusals
from apartments.services.words import days, log_name
from apartments.states import MACHINE, OccupancyState
from apartments.stays.length import last_day_allowed
from applications.models import Application, HousingKind
from applications.programmes.selectors import terms_of
from applications.services import locked
from office import clock
from office.access import demand, works_as
from office.errors import DomainError
from office.models import Role, User
from office.polish import short_day
from office.services import advance, record

DAY = timedelta(days=1)
# The condition of a programme that the director may let go (``applications.programmes.conditions``).
STAY_TOTAL = "stay_total"


@dataclass(frozen=True)
class _Why:
    """The decision, or the reason where none is needed."""

    basis: Basis | None
    reason: str = ""

    @property
    def words(self) -> str:
        return f"decyzja {self.basis.number}" if self.basis else self.reason


def _lock_places(*places: Place) -> None:
    """Always in the order of their keys, so that two acts never wait for each other."""
    list(Apartment.objects.select_for_update().filter(pk__in={place.apartment_id for place in places}).order_by("pk"))
    list(Place.objects.select_for_update().filter(pk__in={place.pk for place in places}).order_by("pk"))


def granted_rows(application: Application) -> list[Occupancy]:
    """The granted places of a case in the order of their days."""
    return list(
        application.occupancies.select_for_update(of=("self",))
        .filter(state=OccupancyState.GRANTED)
        .select_related("place__apartment")
        .order_by("period_from")
    )


def _current(occupancy: Occupancy, application: Application) -> tuple[list[Occupancy], Occupancy]:
    rows = granted_rows(application)
    for row in rows:
        if row.pk == occupancy.pk:
            return rows, row
    raise DomainError(
        "not_granted",
        "To miejsce nie jest już przyznane decyzją. Odśwież stronę: ktoś mógł przed chwilą zmienić pobyt.",
    )


def _write(actor: User, occupancy: Occupancy, act: ChangeAct, now_to: date | None, why: _Why) -> OccupancyChange:
    return OccupancyChange.objects.create(
        occupancy=occupancy,
        act=act,
        was_to=occupancy.period_to,
        now_to=now_to,
        basis_number=why.basis.number if why.basis else "",
        basis_date=why.basis.date if why.basis else None,
        reason=why.reason,
        made_by=actor,
    )


def _set_end(actor: User, occupancy: Occupancy, act: ChangeAct, last_day: date | None, why: _Why) -> OccupancyChange:
    change = _write(actor, occupancy, act, last_day, why)
    occupancy.period_to = last_day
    occupancy.save(update_fields=["period_to"])
    return change


def _annul(actor: User, occupancy: Occupancy, why: _Why) -> None:
    change = _write(actor, occupancy, ChangeAct.ANNUL, occupancy.period_to, why)
    advance(
        occupancy,
        MACHINE,
        "annul",
        actor=actor,
        office=occupancy.application.office,
        case=occupancy.application_id,
        changes={"release_reason": why.words[:300]},
        note=f"{log_name(occupancy.place.apartment)}, {occupancy.place.label} ({why.words}).",
        seals=(change,),
    )


def annul_all(*, actor: User, rows: list[Occupancy], why: str, basis: Basis | None = None) -> None:
    """Take back whole the granted ``rows`` of one case: by the decision ``basis``, or for the reason ``why``."""
    for row in rows:
        _annul(actor, row, _Why(basis, "" if basis else why))


def _told(actor: User, occupancy: Occupancy, act: str, sentence: str, *changes: OccupancyChange) -> None:
    record(
        actor=actor,
        office=occupancy.application.office,
        verb=f"apartments.occupancy.{act}",
        sentence=sentence,
        subject=occupancy,
        case=occupancy.application_id,
        seals=changes,
    )


def _checked_basis(actor: User, application: Application, basis: Basis) -> _Why:
    by_anyone = basis.by_appeal_body or basis.carried_out
    roles = (Role.SOCIAL_WORKER, Role.DIRECTOR) if by_anyone else (Role.DIRECTOR,)
    demand(works_as(actor, application.office, *roles))
    if not basis.number.strip():
        raise DomainError("basis_missing", "Przyznane miejsce zmienia decyzja: brak jej numeru.")
    return _Why(basis)


@transaction.atomic
def end_stay(
    *, actor: User, occupancy: Occupancy, last_day: date, basis: Basis | None = None, reason: str = ""
) -> Occupancy:
    """Make ``last_day`` the last day of the stay that ``occupancy`` belongs to; later places of the case go back.

    By a decision (``basis``, the director) or, where the person has already left for good, for a written ``reason``
    (social worker or director). A last day before the stay begins takes the grant back whole. Returns the occupancy,
    fresh. Raises ``DomainError`` where the stay ends by then anyway (``ends_already``) or nothing says why.
    """
    application = locked(occupancy.application)
    if basis is not None:
        why = _checked_basis(actor, application, basis)
    else:
        demand(works_as(actor, application.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
        why = _Why(None, reason.strip())
        if not why.reason:
            raise DomainError("reason", "Napisz, dlaczego pobyt kończy się wcześniej.", "reason")
    rows, _ = _current(occupancy, application)
    ends = rows[-1].period_to
    if ends is not None and last_day >= ends:
        raise DomainError("ends_already", f"Pobyt kończy się {short_day(ends)}. Wpisz wcześniejszy dzień.", "last_day")
    for row in rows:
        if row.period_from > last_day:
            _annul(actor, row, why)
        elif row.period_to is None or row.period_to > last_day:
            change = _set_end(actor, row, ChangeAct.END, last_day, why)
            _told(actor, row, "end", f"Skrócono pobyt: ostatni dzień {short_day(last_day)} ({why.words}).", change)
    return Occupancy.objects.get(pk=occupancy.pk)


def _check_standards_beyond(application: Application, last: Occupancy, last_day: date | None) -> None:
    """What the director has consented to for this person and place goes on; anything new is refused."""
    if last.period_to is None:
        return
    consented = {code for waiver in waivers_of(application).filter(place=last.place) for code in waiver.broken}
    broken = broken_by_stay([last.place], last.period_to + DAY, last_day, leaving_out=application)[last.place_id]
    if {standard.code for standard in broken} - consented:
        raise DomainError(
            "standard_broken",
            "Przedłużenie naruszyłoby standard mieszkania. "
            + " ".join(standard.sentence for standard in broken if standard.code not in consented)
            + " Wybierz inne miejsce albo krótszy okres.",
            "last_day",
        )


def _check_longest(application: Application, first: date, last_day: date | None) -> None:
    """The programme's longest stay, all stays of the person together, unless the director let that condition go."""
    allowed = last_day_allowed(application, first, clock.today())
    if allowed is None or (last_day is not None and last_day <= allowed):
        return
    waiver = application.condition_waivers.filter(code=STAY_TOTAL).order_by("pk").last()
    if waiver is not None and waiver.granted:
        return
    terms = terms_of(application.programme, clock.today())
    raise DomainError(
        "too_long",
        f"Zasady programu pozwalają na ten pobyt najdłużej do {short_day(allowed)}, licząc wszystkie pobyty tej osoby "
        f"({terms.source if terms else ''}). Wpisz wcześniejszy dzień.",
        "last_day",
    )


@transaction.atomic
def extend_stay(*, actor: User, occupancy: Occupancy, last_day: date | None, basis: Basis) -> Occupancy:
    """Let the stay go on in its last place until ``last_day`` (``None``: for good), by the decision ``basis``.

    Refuses a day that is not later, a training stay without end (art. 53 ust. 8), days on which the place is taken or
    out of service, and a standard that would be broken.
    """
    application = locked(occupancy.application)
    why = _checked_basis(actor, application, basis)
    rows, _ = _current(occupancy, application)
    last = rows[-1]
    _lock_places(last.place)
    if last.period_to is None or (last_day is not None and last_day <= last.period_to):
        until = "jest na czas nieokreślony" if last.period_to is None else f"trwa do {short_day(last.period_to)}"
        raise DomainError("not_longer", f"Pobyt {until}. Przedłużenie musi sięgać dalej.", "last_day")
    if last_day is None and application.kind == HousingKind.TRAINING:
        raise DomainError(
            "training_without_end",
            "Pobyt w mieszkaniu treningowym przyznaje się tylko na czas określony (art. 53 ust. 8 u.p.s.). "
            "Wpisz ostatni dzień.",
            "last_day",
        )
    _check_longest(application, rows[0].period_from, last_day)
    _check_standards_beyond(application, last, last_day)
    with database_refusals():
        change = _set_end(actor, last, ChangeAct.EXTEND, last_day, why)
    _told(
        actor,
        last,
        "extend",
        f"Przedłużono pobyt: {days(last.period_from, last_day)} ({why.words}).",
        change,
    )
    return last


@transaction.atomic
def change_place(*, actor: User, occupancy: Occupancy, place: Place, from_day: date, basis: Basis) -> Occupancy:
    """Move the resident to ``place`` from ``from_day`` on, by the decision ``basis``; returns the new occupancy.

    The old place ends on the day before, the new one ends when the old one would have: no day is lost or counted twice.
    Refuses the same place, a day outside of the occupancy, a place of another office, operator or programme, one that
    is taken or out of service on any of the days, and a standard that would be broken.
    """
    application = locked(occupancy.application)
    why = _checked_basis(actor, application, basis)
    _, row = _current(occupancy, application)
    until = row.period_to
    if place.pk == row.place_id:
        raise DomainError("same_place", "To jest obecne miejsce tej osoby. Wybierz inne.", "place")
    if from_day < row.period_from or (until is not None and from_day > until):
        raise DomainError(
            "day_outside", f"Wybierz dzień z okresu pobytu w tym miejscu ({days(row.period_from, until)}).", "from_day"
        )
    _lock_places(row.place, place)
    place = Place.objects.select_related("apartment").get(pk=place.pk)
    check_place(application, place)
    changes = []
    if from_day == row.period_from:
        _annul(actor, row, why)
    else:
        changes = [_set_end(actor, row, ChangeAct.MOVE, from_day - DAY, why)]
    check_standards(application, place, from_day, until)
    with database_refusals():
        moved = Occupancy.objects.create(
            place=place,
            application=application,
            state=OccupancyState.GRANTED,
            period_from=from_day,
            period_to=until,
            basis_number=basis.number,
            basis_date=basis.date,
        )
    _told(
        actor,
        moved,
        "move",
        f"Zmieniono miejsce od {short_day(from_day)}: było {log_name(row.place.apartment)}, {row.place.label}, "
        f"jest {log_name(place.apartment)}, {place.label} ({why.words}).",
        *changes,
    )
    return moved
