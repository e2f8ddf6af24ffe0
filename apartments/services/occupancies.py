"""Holding a place for a case, letting it go, granting it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from apartments import access, guards
from apartments.allocation.expiry import expire_overdue
from apartments.allocation.guards import OFFER
from apartments.allocation.states import OfferState
from apartments.allocation.suitability import NO, sex_of_apartment
from apartments.models import Apartment, Occupancy, Place, Stay
from apartments.selectors import broken_by_stay, same_days, waived
from apartments.services.words import days, log_name
from apartments.states import MACHINE, OccupancyState
from applications.models import Application
from office import clock
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.services import advance, record


@dataclass(frozen=True)
class Basis:
    """The decision by which a place is granted, kept as a value: its number and the day it was issued.

    ``by_appeal_body``: the appeal body ruled so; a social worker of the office may bring the days in line with it.
    ``carried_out``: it was issued before and is carried out now, which whoever runs the case may do.
    """

    number: str
    date: date
    by_appeal_body: bool = False
    carried_out: bool = False


def stay_of(application: Application) -> tuple[date, date | None]:
    """The days that the application asks for; raises ``DomainError`` where it does not say them."""
    if application.stay_from is None or (application.stay_to is None and not application.indefinite):
        raise DomainError(
            "stay_missing",
            "We wniosku nie ma okresu pobytu. Wpisz go we wniosku: od kiedy i do kiedy albo „na czas nieokreślony”.",
        )
    return application.stay_from, application.stay_to


def check_place(application: Application, place: Place) -> None:
    """Refuse a place that this case cannot have: of another operator, office or programme."""
    if not place.apartment.by_decision:
        raise DomainError(
            "no_decision_here",
            "To mieszkanie prowadzi inny podmiot, który zawiera umowy cywilnoprawne: ośrodek nie przyznaje w nim "
            "miejsc decyzją. Wybierz miejsce z listy.",
            "place",
        )
    if place.apartment.office_id != application.office_id:
        raise DomainError(
            "place_of_other_office", "To miejsce należy do innego ośrodka. Wybierz miejsce z listy.", "place"
        )
    if application.programme not in place.apartment.programmes.all():
        raise DomainError(
            "place_of_other_programme",
            f"To miejsce nie jest przeznaczone dla programu „{application.programme}”. Wybierz miejsce z listy.",
            "place",
        )
    sex = sex_of_apartment(place, application.person)
    if sex.outcome == NO:
        raise DomainError("place_of_other_sex", f"{sex.sentence} Wybierz inne miejsce z listy.", "place")


def _check_offers(application: Application, place: Place) -> None:
    """A person who thinks about an offer answers it first; a place of the reserve is taken only by way of an offer."""
    if application.offers.filter(state=OfferState.OPEN, answer_by__gte=clock.today()).exists():
        raise DomainError(
            "offer_waits",
            "Tej osobie zaproponowano miejsce. Najpierw wpisz jej odpowiedź albo wycofaj propozycję (lista "
            "oczekujących).",
            "place",
        )
    if place.reserve and not place.offers.filter(application=application, state=OfferState.ACCEPTED).exists():
        raise DomainError(
            "reserve",
            "To miejsce jest rezerwą na nagłe sytuacje: proponuje się je z listy oczekujących, z podaniem powodu.",
            "place",
        )


_REFUSALS = (
    (
        OFFER,
        "place_promised",
        "To miejsce zaproponowano w tych dniach innej osobie, która ma jeszcze czas na odpowiedź. Wybierz inne "
        "miejsce z listy.",
    ),
    (
        guards.NAME,
        "place_taken",
        "To miejsce zajęto przed chwilą w tych dniach dla innej osoby. Wybierz inne miejsce z listy.",
    ),
    (
        guards.OUTAGE,
        "place_out_of_service",
        "To miejsce jest w tych dniach wyłączone z użytku. Wybierz inne miejsce z listy.",
    ),
)


@contextmanager
def database_refusals() -> Iterator[None]:
    """What the database refuses about days and places, said as a ``DomainError``."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        # SQLite's trigger puts the guard's name into its message, PostgreSQL names the constraint or says the message.
        for name, code, message in _REFUSALS:
            if name in str(error):
                raise DomainError(code, message, "place") from error
        raise


def _store_hold(application: Application, place: Place, period_from: date, period_to: date | None) -> Occupancy:
    with database_refusals():
        return Occupancy.objects.create(
            place=place, application=application, period_from=period_from, period_to=period_to
        )


def check_standards(application: Application, place: Place, period_from: date, period_to: date | None) -> None:
    """Refuse a stay that breaks a standard of § 6 there, unless the director has consented."""
    broken = broken_by_stay([place], period_from, period_to, leaving_out=application)[place.pk]
    if broken and not waived(application, place, period_from, period_to, broken):
        raise DomainError(
            "standard_broken",
            "Ten pobyt naruszyłby standard mieszkania. "
            + " ".join(standard.sentence for standard in broken)
            + " Wybierz inne miejsce albo poproś dyrektora o zgodę z uzasadnieniem.",
            "place",
        )


@transaction.atomic
def hold_place(*, actor: User, application: Application, place: Place) -> Occupancy:
    """Keep ``place`` for the days of stay that ``application`` asks for. An earlier hold of the case is let go for it.

    Refuses a place of another office or programme, one whose operator makes civil-law contracts, a case that is not
    being dealt with, a place that is taken (``place_taken``) or out of service (``place_out_of_service``) on any of the
    days, and one where the stay would break a standard of § 6 of the regulation (``standard_broken``) without the
    director's consent; then the earlier hold stays as it was.
    """
    fresh = Application.objects.select_for_update().get(pk=application.pk)
    demand(access.offer(actor, fresh))
    period_from, period_to = stay_of(fresh)
    # One after the other for one place: two at once would deadlock on PostgreSQL's exclusion constraint.
    # And for one apartment, because a standard counts the persons in all of its places.
    Apartment.objects.select_for_update().get(pk=place.apartment_id)
    locked = Place.objects.select_for_update().get(pk=place.pk)
    expire_overdue(actor=actor, place=locked)
    check_place(fresh, locked)
    _check_offers(fresh, locked)
    check_standards(fresh, locked, period_from, period_to)
    for earlier in fresh.occupancies.filter(state=OccupancyState.HELD):
        release_place(actor=actor, occupancy=earlier, reason="rezerwację zastąpiono nową.")
    occupancy = _store_hold(fresh, locked, period_from, period_to)
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.occupancy.hold",
        sentence=(
            f"Zarezerwowano miejsce: {log_name(locked.apartment)}, {locked.label}, {days(period_from, period_to)}."
        ),
        subject=occupancy,
        case=fresh.pk,
    )
    return occupancy


@transaction.atomic
def release_place(*, actor: User, occupancy: Occupancy, reason: str) -> Occupancy:
    """Let a held place go; ``reason`` (Polish) is kept. A granted place ends by a decision, never here."""
    demand(access.offer(actor, occupancy.application))
    return advance(
        occupancy,
        MACHINE,
        "release",
        actor=actor,
        office=occupancy.application.office,
        case=occupancy.application_id,
        changes={"release_reason": reason.strip()},
        note=reason.strip(),
    )


def _for_the_stay(occupancy: Occupancy) -> None:
    if not same_days(occupancy, occupancy.application):
        raise DomainError(
            "hold_differs",
            "Okres rezerwacji miejsca różni się od okresu pobytu we wniosku. Zarezerwuj miejsce ponownie.",
        )


@transaction.atomic
def begin_stay(*, actor: User, occupancy: Occupancy, basis: Basis) -> Occupancy:
    """Turn a held place into a granted one, on the approval of the decision that ``basis`` names.

    With it the stay begins its life: it waits for moving in, or goes on where an earlier stay of the person ends the
    day before.
    """
    if not basis.number.strip():
        raise DomainError("basis_missing", "Miejsce przyznaje decyzja: brak jej numeru.")
    place = occupancy.place
    granted = advance(
        occupancy,
        MACHINE,
        "begin_stay",
        actor=actor,
        office=occupancy.application.office,
        case=occupancy.application_id,
        guard=_for_the_stay,
        changes={"basis_number": basis.number, "basis_date": basis.date},
        note=(
            f"{log_name(place.apartment)}, {place.label}, {days(occupancy.period_from, occupancy.period_to)} "
            f"(decyzja {basis.number})."
        ),
    )
    # A case decided anew has its stay already: it goes on, in the place that the new decision grants.
    if not Stay.objects.filter(application=granted.application).exists():
        Stay.objects.create(application=granted.application, continues=_runs_up_to(granted))
    return granted


def _runs_up_to(granted: Occupancy) -> Stay | None:
    """The person's stay that ends on the day before ``granted`` begins, where nothing continues it yet."""
    return Stay.objects.filter(
        ended_on__isnull=True,
        continued_by__isnull=True,
        application__person=granted.application.person_id,
        application__occupancies__state=OccupancyState.GRANTED,
        application__occupancies__period_to=granted.period_from - timedelta(days=1),
    ).first()
