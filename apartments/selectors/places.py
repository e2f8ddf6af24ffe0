"""Which apartments a reader sees, how they are called, and which places are free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from apartments import access
from apartments.allocation.states import OfferState
from apartments.models import Apartment, Occupancy, Outage, Place, PlaceOffer, Regime
from apartments.states import OccupancyState
from applications.models import Application, Programme
from office import clock
from office.models import User

PROTECTED_ADDRESS = "adres chroniony"


def visible_to(user: User) -> QuerySet[Apartment]:
    """The apartments of the user's own office."""
    rows = Apartment.objects.select_related("office")
    return rows.none() if user.office_id is None else rows.filter(office_id=user.office_id)


def address_for(user: User, apartment: Apartment) -> str:
    """The address, or "adres chroniony" for whoever need not know it."""
    return apartment.address if access.see_address(user, apartment) else PROTECTED_ADDRESS


def name_for(user: User, apartment: Apartment) -> str:
    """What an apartment is called on pages: its street, or "adres chroniony" with a number (codes tell addresses)."""
    return (
        apartment.street
        if access.see_address(user, apartment)
        else f"{PROTECTED_ADDRESS} (mieszkanie nr {apartment.pk})"
    )


def overlapping(period_from: date, period_to: date | None) -> Q:
    """Occupancies that share at least one day with the period; no end means for good. Both ends are inclusive."""
    shared = Q(period_to__isnull=True) | Q(period_to__gte=period_from)
    return shared if period_to is None else shared & Q(period_from__lte=period_to)


def _taking(period_from: date, period_to: date | None, leaving_out: Application | None = None) -> QuerySet[Occupancy]:
    taking = Occupancy.objects.filter(overlapping(period_from, period_to), state__in=Occupancy.TAKING)
    if leaving_out is not None:
        taking = taking.exclude(application=leaving_out, state=OccupancyState.HELD)
    return taking


def _promised(period_from: date, period_to: date | None, leaving_out: Application | None) -> QuerySet[PlaceOffer]:
    """Open offers to others that may still be answered in time."""
    rows = PlaceOffer.objects.filter(
        overlapping(period_from, period_to), state=OfferState.OPEN, answer_by__gte=clock.today()
    )
    return rows if leaving_out is None else rows.exclude(application=leaving_out)


def outages_in(period_from: date, period_to: date | None) -> QuerySet[Outage]:
    """The outages, not withdrawn, that share a day with the period."""
    return Outage.objects.filter(overlapping(period_from, period_to), withdrawn=False)


def _offered(programme: Programme) -> QuerySet[Place]:
    """The places of ``programme`` that the office grants by decision."""
    return (
        Place.objects.filter(apartment__programmes=programme)
        .exclude(apartment__regime=Regime.CIVIL)
        .select_related("apartment__office", "room")
        .order_by("apartment__street", "apartment__code", "pk")
    )


def free_places(
    programme: Programme, period_from: date, period_to: date | None, *, leaving_out: Application | None = None
) -> QuerySet[Place]:
    """The places of ``programme`` that nobody holds or lives in on any day of the period (both ends included).

    ``period_to=None`` asks for good. Places promised to somebody else by an offer that still waits for its answer and
    places out of service on any of the days are left out, and those of operators who
    let people in by a civil-law contract. The hold of ``leaving_out`` does not count: it would be given up.
    """
    outages = outages_in(period_from, period_to)
    return (
        _offered(programme)
        .exclude(pk__in=_taking(period_from, period_to, leaving_out).values("place"))
        .exclude(pk__in=_promised(period_from, period_to, leaving_out).values("place"))
        .exclude(pk__in=outages.filter(place__isnull=False).values("place"))
        .exclude(apartment__in=outages.filter(place__isnull=True).values("apartment"))
    )


@dataclass(frozen=True)
class FreeFrom:
    """The earliest day from which a place is free for as long as was asked."""

    place: Place
    day: date


_Days = tuple[date, date | None]


def _first_free_day(taken: Iterable[_Days], start: date, days: int | None) -> date | None:
    """The first day from ``start`` on with ``days`` free days in a row (``None``: for good)."""
    for first, last in sorted(taken, key=lambda period: period[0]):
        if last is not None and last < start:
            continue
        if days is not None and (first - start).days >= days:
            return start
        if last is None:
            return None
        start = last + timedelta(days=1)
    return start


def _not_free(place: Place) -> list[_Days]:
    """The days on which ``place``, fetched with what takes it, is taken or out of service."""
    outages = [*place.out, *place.apartment.all_out]  # type: ignore[attr-defined]
    return [(row.period_from, row.period_to) for row in [*place.taken, *outages]]  # type: ignore[attr-defined]


def next_free(programme: Programme, period_from: date, period_to: date | None) -> FreeFrom | None:
    """Which place of ``programme`` is the next to be free for a stay of the same length, and from when.

    None where the programme has no place, or every place is taken for good.
    """
    days = None if period_to is None else (period_to - period_from).days + 1
    taking = Occupancy.objects.filter(overlapping(period_from, None), state__in=Occupancy.TAKING)
    out = outages_in(period_from, None)
    places = _offered(programme).prefetch_related(
        Prefetch("occupancies", queryset=taking, to_attr="taken"),
        Prefetch("outages", queryset=out, to_attr="out"),
        Prefetch("apartment__outages", queryset=out.filter(place__isnull=True), to_attr="all_out"),
    )
    found = [
        FreeFrom(place, day)
        for place in places
        if (day := _first_free_day(_not_free(place), period_from, days)) is not None
    ]
    return min(found, key=lambda free: free.day, default=None)
