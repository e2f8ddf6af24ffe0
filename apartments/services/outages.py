"""Taking places out of service, and back."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from apartments import access, guards
from apartments.models import Apartment, Occupancy, Outage, Place
from apartments.selectors import overlapping
from apartments.services.words import days, log_name
from office import polish
from office.access import demand
from office.errors import DomainError
from office.models import User
from office.services import record


def _in_the_way(
    apartment: Apartment, places: Sequence[Place], period_from: date, period_to: date | None
) -> list[Occupancy]:
    """What is held or granted there on these days."""
    rows = Occupancy.objects.filter(
        overlapping(period_from, period_to), state__in=Occupancy.TAKING, place__apartment=apartment
    )
    if places:
        rows = rows.filter(place__in=places)
    return list(rows.select_related("application__person", "place").order_by("period_from", "pk"))


def _who(actor: User, apartment: Apartment, rows: Sequence[Occupancy]) -> str:
    """Who takes the places: names for those who may see them, else how many."""
    if not access.see_residents(actor, apartment):
        return f"{len(rows)} {polish.plural(len(rows), 'zajęcie', 'zajęcia', 'zajęć')} w tych dniach"
    return "; ".join(
        f"{row.application.person} ({row.place.label}, {row.get_state_display()} "
        f"{days(row.period_from, row.period_to)})"
        for row in rows
    )


def _refuse_over_people(
    actor: User, apartment: Apartment, places: Sequence[Place], period_from: date, period_to: date | None, field: str
) -> None:
    rows = _in_the_way(apartment, places, period_from, period_to)
    if rows:
        raise DomainError(
            "outage_over_people",
            f"Nie można wyłączyć z użytku miejsca, które ktoś w tych dniach zajmuje: {_who(actor, apartment, rows)}. "
            "Najpierw zmień lub zakończ te pobyty albo wybierz inne dni.",
            field,
        )


def _store(outage: Outage, actor: User, places: Sequence[Place]) -> Outage:
    try:
        with transaction.atomic():
            outage.save()
    except IntegrityError as error:
        if guards.OUTAGE not in str(error):
            raise
        # Somebody took a place between the look above and the write.
        _refuse_over_people(actor, outage.apartment, places, outage.period_from, outage.period_to, "period_from")
        raise
    return outage


def _order(period_from: date, period_to: date | None) -> None:
    if period_to is not None and period_to < period_from:
        raise DomainError("outage_days", "Ostatni dzień wyłączenia nie może być przed pierwszym.", "period_to")


def _said(reason: str) -> str:
    if not reason.strip():
        raise DomainError("reason_missing", "Napisz, dlaczego. Powód zostaje w aktach mieszkania.", "reason")
    return reason.strip()


@transaction.atomic
def take_out_of_service(
    *,
    actor: User,
    apartment: Apartment,
    places: Sequence[Place] = (),
    period_from: date,
    period_to: date | None,
    reason: str,
) -> list[Outage]:
    """Take ``places`` (none: the whole apartment) out of service; no end means until further notice.

    Refused over any hold or grant (``outage_over_people``), naming who lives there to those who may see it.
    """
    fresh = Apartment.objects.select_for_update().get(pk=apartment.pk)
    demand(access.edit(actor, fresh))
    why = _said(reason)
    _order(period_from, period_to)
    if any(place.apartment_id != fresh.pk for place in places):
        raise DomainError("place_of_other_apartment", "To miejsce należy do innego mieszkania.", "what")
    _refuse_over_people(actor, fresh, places, period_from, period_to, "period_from")
    each: list[Place | None] = [*places] or [None]
    made = [
        _store(
            Outage(apartment=fresh, place=place, period_from=period_from, period_to=period_to, reason=why),
            actor,
            places,
        )
        for place in each
    ]
    what = ", ".join(place.label for place in places) or "całe mieszkanie"
    record(
        actor=actor,
        office=fresh.office,
        verb="apartments.outage.begin",
        sentence=(
            f"Wyłączono z użytku: {log_name(fresh)}, {what}, {days(period_from, period_to, 'do odwołania')}. "
            f"Powód: {why}"
        ),
        subject=made[0],
        detail={"outages": [row.pk for row in made]},
    )
    return made


def _locked(actor: User, outage: Outage) -> Outage:
    fresh = (
        Outage.objects.select_for_update(of=("self",)).select_related("apartment__office", "place").get(pk=outage.pk)
    )
    demand(access.edit(actor, fresh.apartment))
    if fresh.withdrawn:
        raise DomainError("outage_withdrawn", "To wyłączenie już odwołano.")
    return fresh


def _what(outage: Outage) -> str:
    return outage.place.label if outage.place else "całe mieszkanie"


@transaction.atomic
def end_outage(*, actor: User, outage: Outage, last_day: date | None) -> Outage:
    """Set the last day out of service (``None``: until further notice); a later one is refused over a hold or grant."""
    fresh = _locked(actor, outage)
    _order(fresh.period_from, last_day)
    if fresh.period_to == last_day:
        return fresh
    before, fresh.period_to = fresh.period_to, last_day
    places = [fresh.place] if fresh.place else []
    _refuse_over_people(actor, fresh.apartment, places, fresh.period_from, last_day, "period_to")
    _store(fresh, actor, places)
    record(
        actor=actor,
        office=fresh.apartment.office,
        verb="apartments.outage.end",
        sentence=(
            f"Zmieniono koniec wyłączenia z użytku: {log_name(fresh.apartment)}, {_what(fresh)}, "
            f"{days(fresh.period_from, last_day, 'do odwołania')}."
        ),
        subject=fresh,
        detail={"before": before.isoformat() if before else None},
    )
    return fresh


@transaction.atomic
def withdraw_outage(*, actor: User, outage: Outage, reason: str) -> Outage:
    """Take an outage back as if it had not been (it was entered by mistake, or did not come about)."""
    fresh = _locked(actor, outage)
    fresh.withdrawn, fresh.withdrawn_reason = True, _said(reason)
    fresh.save(update_fields=["withdrawn", "withdrawn_reason"])
    record(
        actor=actor,
        office=fresh.apartment.office,
        verb="apartments.outage.withdraw",
        sentence=(
            f"Odwołano wyłączenie z użytku: {log_name(fresh.apartment)}, {_what(fresh)}, "
            f"{days(fresh.period_from, fresh.period_to, 'do odwołania')}. Powód: {fresh.withdrawn_reason}"
        ),
        subject=fresh,
    )
    return fresh
