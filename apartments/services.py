"""Acts on apartments and places: capacity, holding a place for a case, letting it go, granting it."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from apartments import access, guards
from apartments.models import Apartment, Occupancy, Place
from apartments.selectors import same_days
from apartments.states import MACHINE, OccupancyState
from applications.models import Application
from office import polish
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.services import advance, record

MOST_PLACES = 200  # A slip of the keyboard, not a rule of law.


@dataclass(frozen=True)
class Basis:
    """The decision by which a place is granted, kept as a value: its number and the day it was issued."""

    number: str
    date: date


def _log_name(apartment: Apartment) -> str:
    """What the event log calls an apartment: never a restricted address, because logs are printed and exported."""
    return f"mieszkanie nr {apartment.pk} o adresie chronionym" if apartment.restricted_address else apartment.street


def _days(occupancy: Occupancy) -> str:
    if occupancy.period_to is None:
        return f"od {polish.short_day(occupancy.period_from)} na czas nieokreślony"
    return f"od {polish.short_day(occupancy.period_from)} do {polish.short_day(occupancy.period_to)}"


# --- capacity -------------------------------------------------------------------------------------------------------


def _add_places(apartment: Apartment, count: int) -> None:
    labels = set(apartment.places.values_list("label", flat=True))
    number = 0
    while count:
        number += 1
        label = f"miejsce {number}"
        if label not in labels:
            Place.objects.create(apartment=apartment, label=label)
            count -= 1


def _remove_places(apartment: Apartment, count: int) -> None:
    never_used = apartment.places.filter(occupancies__isnull=True).order_by("-pk")
    removable = list(never_used.values_list("pk", flat=True)[:count])
    if len(removable) < count:
        used = apartment.places.count() - never_used.count()
        raise DomainError(
            "places_used",
            f"W tym mieszkaniu {polish.plural(used, 'jest', 'są', 'jest')} {used} "
            f"{polish.plural(used, 'miejsce', 'miejsca', 'miejsc')}, które ktoś zajmuje, zajmował lub miał "
            f"zarezerwowane. Historii miejsca nie usuwa się: wpisz co najmniej {used}.",
            "count",
        )
    Place.objects.filter(pk__in=removable).delete()


@transaction.atomic
def set_places(*, actor: User, apartment: Apartment, count: int, confirmed: bool) -> Apartment:
    """Give ``apartment`` exactly ``count`` places; ``confirmed`` says that the office stands by the number.

    Adds places, or removes such as were never held or lived in; refuses (``places_used``) to remove any other.
    """
    fresh = Apartment.objects.select_for_update().get(pk=apartment.pk)
    demand(access.edit(actor, fresh))
    if not 0 <= count <= MOST_PLACES:
        raise DomainError("places_count", f"Liczba miejsc: wpisz liczbę od 0 do {MOST_PLACES}.", "count")
    before = fresh.places.count()
    if (before, fresh.capacity_published) == (count, confirmed):
        return fresh
    if count > before:
        _add_places(fresh, count - before)
    elif count < before:
        _remove_places(fresh, before - count)
    fresh.capacity_published = confirmed
    fresh.save(update_fields=["capacity_published"])
    certainty = "potwierdzona" if confirmed else "niepotwierdzona"
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.apartment.set_places",
        sentence=f"Ustalono liczbę miejsc: {_log_name(fresh)}, było {before}, jest {count} ({certainty}).",
        subject=fresh,
        detail={"before": before, "after": count, "confirmed": confirmed},
    )
    return fresh


@transaction.atomic
def describe(*, actor: User, apartment: Apartment, target_group: str, note: str) -> Apartment:
    """Say for whom ``apartment`` is, and what there is to know about its number of places."""
    fresh = Apartment.objects.select_for_update().get(pk=apartment.pk)
    demand(access.edit(actor, fresh))
    if (fresh.target_group, fresh.capacity_note) == (target_group, note):
        return fresh
    before = {"target_group": fresh.target_group, "note": fresh.capacity_note}
    fresh.target_group, fresh.capacity_note = target_group, note
    fresh.save(update_fields=["target_group", "capacity_note"])
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.apartment.describe",
        sentence=f"Zmieniono opis mieszkania: {_log_name(fresh)}.",
        subject=fresh,
        detail={"before": before, "after": {"target_group": target_group, "note": note}},
    )
    return fresh


@transaction.atomic
def edit_apartment(
    *, actor: User, apartment: Apartment, count: int, confirmed: bool, target_group: str, note: str
) -> Apartment:
    """``set_places`` and ``describe`` as one act: both are stored, or nothing is."""
    set_places(actor=actor, apartment=apartment, count=count, confirmed=confirmed)
    return describe(actor=actor, apartment=apartment, target_group=target_group, note=note)


# --- places for cases -----------------------------------------------------------------------------------------------


def _stay_of(application: Application) -> tuple[date, date | None]:
    """The days that the application asks for; raises ``DomainError`` where it does not say them."""
    if application.stay_from is None or (application.stay_to is None and not application.indefinite):
        raise DomainError(
            "stay_missing",
            "We wniosku nie ma okresu pobytu. Wpisz go we wniosku: od kiedy i do kiedy albo „na czas nieokreślony”.",
        )
    return application.stay_from, application.stay_to


def _check_place(application: Application, place: Place) -> None:
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


def _store_hold(application: Application, place: Place, period_from: date, period_to: date | None) -> Occupancy:
    try:
        with transaction.atomic():
            return Occupancy.objects.create(
                place=place, application=application, period_from=period_from, period_to=period_to
            )
    except IntegrityError as error:
        # SQLite's trigger puts the guard's name into its message, PostgreSQL names the constraint.
        if guards.NAME not in str(error):
            raise
        raise DomainError(
            "place_taken",
            "To miejsce zajęto przed chwilą w tych dniach dla innej osoby. Wybierz inne miejsce z listy.",
            "place",
        ) from error


@transaction.atomic
def hold_place(*, actor: User, application: Application, place: Place) -> Occupancy:
    """Keep ``place`` for the days of stay that ``application`` asks for. An earlier hold of the case is let go for it.

    Refuses a place of another office or programme, a case that is not being dealt with, and a place that is taken on
    any of the days (``place_taken``); then the earlier hold stays as it was.
    """
    fresh = Application.objects.select_for_update().get(pk=application.pk)
    demand(access.offer(actor, fresh))
    period_from, period_to = _stay_of(fresh)
    # One after the other for one place: two at once would deadlock on PostgreSQL's exclusion constraint.
    locked = Place.objects.select_for_update().get(pk=place.pk)
    _check_place(fresh, locked)
    for earlier in fresh.occupancies.filter(state=OccupancyState.HELD):
        release_place(actor=actor, occupancy=earlier, reason="rezerwację zastąpiono nową.")
    occupancy = _store_hold(fresh, locked, period_from, period_to)
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.occupancy.hold",
        sentence=f"Zarezerwowano miejsce: {_log_name(locked.apartment)}, {locked.label}, {_days(occupancy)}.",
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


def begin_stay(*, actor: User, occupancy: Occupancy, basis: Basis) -> Occupancy:
    """Turn a held place into a granted one, on the approval of the decision that ``basis`` names."""
    if not basis.number.strip():
        raise DomainError("basis_missing", "Miejsce przyznaje decyzja: brak jej numeru.")
    place = occupancy.place
    return advance(
        occupancy,
        MACHINE,
        "begin_stay",
        actor=actor,
        office=occupancy.application.office,
        case=occupancy.application_id,
        guard=_for_the_stay,
        changes={"basis_number": basis.number, "basis_date": basis.date},
        note=f"{_log_name(place.apartment)}, {place.label}, {_days(occupancy)} (decyzja {basis.number}).",
    )
