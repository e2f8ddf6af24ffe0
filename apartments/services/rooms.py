"""Rooms, equipment, accessibility, and by whose rules an apartment is run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from apartments import access
from apartments.models import Apartment, Equipment, Item, Occupancy, Place, Regime, Room
from apartments.selectors import overlapping
from apartments.services.words import log_name
from office import clock, polish
from office.access import demand
from office.deadlines.services import register_changed
from office.errors import DomainError
from office.models import User
from office.services import record


@dataclass(frozen=True)
class RoomFacts:
    """One room as typed: ``pk`` of a standing room or ``None`` for a new one; an empty label removes it."""

    pk: int | None
    label: str
    area: Decimal | None
    common: bool
    field: str = ""


def _mine(actor: User, apartment: Apartment) -> Apartment:
    fresh = Apartment.objects.select_for_update().get(pk=apartment.pk)
    demand(access.edit(actor, fresh))
    return fresh


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def _remove(room: Room, field: str) -> None:
    if room.places.exists() or room.equipment.exists():
        raise DomainError(
            "room_in_use",
            f"Pokoju „{room.label}” nie można usunąć: są w nim miejsca lub wyposażenie. Najpierw je przenieś.",
            field,
        )
    room.delete()


def _keep_room(apartment: Apartment, facts: RoomFacts, standing: Mapping[int, Room]) -> None:
    room = standing.get(facts.pk) if facts.pk else Room(apartment=apartment)
    if room is None:
        raise DomainError("room_unknown", "Tego pokoju nie ma już w mieszkaniu. Odśwież stronę.")
    if not facts.label:
        if room.pk:
            _remove(room, facts.field)
        return
    if apartment.room_list.filter(label=facts.label).exclude(pk=room.pk).exists():
        raise DomainError("room_twice", f"Pokój „{facts.label}” już jest. Nadaj inne oznaczenie.", facts.field)
    if facts.common and room.pk and room.places.exists():
        raise DomainError(
            "room_lived_in", f"W pokoju „{room.label}” są miejsca, więc nie może być do wspólnego użytku.", facts.field
        )
    room.label, room.area, room.common = facts.label, facts.area, facts.common
    room.save()


@transaction.atomic
def set_rooms(
    *,
    actor: User,
    apartment: Apartment,
    usable_area: Decimal | None,
    rooms: Sequence[RoomFacts],
    places: Mapping[Place, Room | None],
) -> Apartment:
    """Record the usable area (m²), the rooms, and in which room each place is."""
    fresh = _mine(actor, apartment)
    standing = {room.pk: room for room in fresh.room_list.all()}
    fresh.usable_area = usable_area
    fresh.save(update_fields=["usable_area"])
    for place, room in places.items():
        if place.apartment_id != fresh.pk or (room is not None and (room.pk not in standing or room.common)):
            raise DomainError("room_of_other_apartment", "Wybierz pokój mieszkalny tego samego mieszkania.")
        Place.objects.filter(pk=place.pk).update(room=room)
    for facts in rooms:
        _keep_room(fresh, facts, standing)
    count = fresh.room_list.count()
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.apartment.set_rooms",
        sentence=(
            f"Opisano pokoje: {log_name(fresh)}, {count} {polish.plural(count, 'pokój', 'pokoje', 'pokoi')}"
            f"{f', powierzchnia użytkowa {polish.number(usable_area)} m²' if usable_area else ''}."
        ),
        subject=fresh,
        detail={"rooms": [[room.label, _plain(room.area), room.common] for room in fresh.room_list.all()]},
    )
    return fresh


@transaction.atomic
def set_equipment(
    *, actor: User, apartment: Apartment, checked_on: date, counts: Mapping[tuple[Room | None, Item], int]
) -> Apartment:
    """Record what was found in an apartment on ``checked_on``; what is not in ``counts`` is not there."""
    fresh = _mine(actor, apartment)
    if checked_on > clock.today():
        raise DomainError("checked_later", "Wyposażenie sprawdza się dziś albo wcześniej.", "checked_on")
    if any(room is not None and room.apartment_id != fresh.pk for room, _ in counts):
        raise DomainError("room_of_other_apartment", "Ten pokój należy do innego mieszkania.")
    fresh.equipment.all().delete()
    Equipment.objects.bulk_create(
        Equipment(apartment=fresh, room=room, item=item, count=count) for (room, item), count in counts.items() if count
    )
    fresh.equipment_checked_on = checked_on
    fresh.save(update_fields=["equipment_checked_on"])
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.apartment.set_equipment",
        sentence=f"Sprawdzono wyposażenie ({polish.short_day(checked_on)}): {log_name(fresh)}.",
        subject=fresh,
        detail={
            "things": [[room.label if room else "", item, count] for (room, item), count in counts.items() if count]
        },
    )
    return fresh


@dataclass(frozen=True)
class Running:
    """By whose rules an apartment is run, for whom it is accessible, and what it was before November 2023."""

    regime: str
    operator: str
    regime_note: str
    barrier_free: bool | None
    adapted: bool | None
    accessibility_note: str
    old_name: str
    conversion_act: str
    converted_by_act_of: date | None


def _nobody_by_decision(apartment: Apartment) -> None:
    today = clock.today()
    rows = Occupancy.objects.filter(
        overlapping(today, None), state__in=Occupancy.TAKING, place__apartment=apartment
    ).count()
    if rows:
        raise DomainError(
            "taken_by_decision",
            "W tym mieszkaniu są miejsca zarezerwowane lub przyznane decyzją. Umowy cywilnoprawne innego podmiotu "
            "można wpisać dopiero, gdy te pobyty się skończą.",
            "regime",
        )


@transaction.atomic
def describe_running(*, actor: User, apartment: Apartment, running: Running) -> Apartment:
    """Record operator, regime, accessibility and conversion.

    An operator with civil-law contracts takes an apartment out of the decisions of the office, so nobody may hold or
    have been granted a place there from today on (``taken_by_decision``).
    """
    fresh = _mine(actor, apartment)
    new = {name: getattr(running, name) for name in Running.__dataclass_fields__}
    old = {name: getattr(fresh, name) for name in new}
    if new == old:
        return fresh
    if running.regime in (Regime.COMMISSIONED, Regime.CIVIL) and not running.operator.strip():
        raise DomainError("operator_missing", "Wpisz nazwę podmiotu, który prowadzi mieszkanie.", "operator")
    if running.regime == Regime.CIVIL and fresh.regime != Regime.CIVIL:
        _nobody_by_decision(fresh)
    for name, value in new.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(new))
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.apartment.describe_running",
        sentence=f"Zmieniono opis prowadzenia i dostępności mieszkania: {log_name(fresh)}.",
        subject=fresh,
        detail={name: [_plain(old[name]), _plain(new[name])] for name in new if old[name] != new[name]},
    )
    if new["operator"] != old["operator"]:
        # Who runs an apartment stands in the voivode's register.
        register_changed(actor=actor, office=fresh.office, about=log_name(fresh), arisen_on=clock.today())
    return fresh
