"""How many places an apartment has and for whom it is."""

from django.db import transaction

from apartments import access
from apartments.models import Apartment, Place
from apartments.services.words import log_name
from office import clock, polish
from office.access import demand
from office.deadlines.services import register_changed
from office.errors import DomainError
from office.models import User
from office.services import record

MOST_PLACES = 200  # A slip of the keyboard, not a rule of law.


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
    unused = {"occupancies__isnull": True, "outages__isnull": True, "standards_waivers__isnull": True}
    never_used = apartment.places.filter(**unused).order_by("-pk")
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
        sentence=f"Ustalono liczbę miejsc: {log_name(fresh)}, było {before}, jest {count} ({certainty}).",
        subject=fresh,
        detail={"before": before, "after": count, "confirmed": confirmed},
    )
    if count != before:
        # The number of places stands in the voivode's register.
        register_changed(actor=actor, office=fresh.office, about=log_name(fresh), arisen_on=clock.today())
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
        sentence=f"Zmieniono opis mieszkania: {log_name(fresh)}.",
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
