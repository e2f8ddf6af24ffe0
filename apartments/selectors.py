"""What can be read about apartments, places and who holds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from apartments import access
from apartments.models import Apartment, Occupancy, Place
from apartments.states import OccupancyState
from applications.models import Application, HousingKind, Programme
from applications.states import ApplicationState
from office.access import Verdict
from office.case import NextStep
from office.models import User

PROTECTED_ADDRESS = "adres chroniony"
UNCONFIRMED = "liczba miejsc niepotwierdzona przez źródło"


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


def free_places(
    programme: Programme, period_from: date, period_to: date | None, *, leaving_out: Application | None = None
) -> QuerySet[Place]:
    """The places of ``programme`` that nobody holds or lives in on any day of the period (both ends included).

    ``period_to=None`` asks for good. The hold of ``leaving_out`` does not count: it would be given up for the new one.
    """
    return (
        Place.objects.filter(apartment__programmes=programme)
        .exclude(pk__in=_taking(period_from, period_to, leaving_out).values("place"))
        .select_related("apartment__office")
        .order_by("apartment__street", "apartment__code", "pk")
    )


@dataclass(frozen=True)
class FreeFrom:
    """The earliest day from which a place is free for as long as was asked."""

    place: Place
    day: date


def _first_free_day(taken: Iterable[Occupancy], start: date, days: int | None) -> date | None:
    """The first day from ``start`` on with ``days`` free days in a row (``None``: for good)."""
    for occupancy in sorted(taken, key=lambda row: row.period_from):
        if occupancy.period_to is not None and occupancy.period_to < start:
            continue
        if days is not None and (occupancy.period_from - start).days >= days:
            return start
        if occupancy.period_to is None:
            return None
        start = occupancy.period_to + timedelta(days=1)
    return start


def next_free(programme: Programme, period_from: date, period_to: date | None) -> FreeFrom | None:
    """Which place of ``programme`` is the next to be free for a stay of the same length, and from when.

    None where the programme has no place, or every place is taken for good.
    """
    days = None if period_to is None else (period_to - period_from).days + 1
    taking = Occupancy.objects.filter(overlapping(period_from, None), state__in=Occupancy.TAKING)
    places = (
        Place.objects.filter(apartment__programmes=programme)
        .select_related("apartment__office")
        .prefetch_related(Prefetch("occupancies", queryset=taking, to_attr="taken"))
        .order_by("apartment__street", "apartment__code", "pk")
    )
    found = [
        FreeFrom(place, day) for place in places if (day := _first_free_day(place.taken, period_from, days)) is not None
    ]
    return min(found, key=lambda free: free.day, default=None)


# --- the list and the page of an apartment --------------------------------------------------------------------------


@dataclass(frozen=True)
class PlaceRow:
    """One place today: what takes it now, and what comes later."""

    place: Place
    now: Occupancy | None
    later: Sequence[Occupancy]


@dataclass(frozen=True)
class ApartmentRow:
    """One apartment as the list and its page show it, for one reader and one day."""

    apartment: Apartment
    name: str
    address: str
    kind: str
    programmes: Sequence[Programme]
    places: Sequence[PlaceRow]

    @property
    def free(self) -> int:
        """Places that nobody holds or lives in today."""
        return sum(row.now is None for row in self.places)

    @property
    def reserved_later(self) -> int:
        """Of the free places, those that somebody takes on a later day."""
        return sum(row.now is None and bool(row.later) for row in self.places)

    @property
    def held(self) -> Sequence[Occupancy]:
        """What is held today."""
        return [row.now for row in self.places if row.now and row.now.state == OccupancyState.HELD]

    @property
    def granted(self) -> Sequence[Occupancy]:
        """What is granted by decision today."""
        return [row.now for row in self.places if row.now and row.now.state == OccupancyState.GRANTED]

    @property
    def capacity_words(self) -> str:
        """What to say about the number of places where the source does not give it; else empty."""
        return "" if self.apartment.capacity_published else UNCONFIRMED


def _place_row(place: Place, taken: Sequence[Occupancy], today: date) -> PlaceRow:
    now = next((row for row in taken if row.period_from <= today), None)
    return PlaceRow(place, now, [row for row in taken if row is not now])


def _kind(apartment: Apartment) -> str:
    return HousingKind(apartment.kind).label if apartment.kind else "rodzaj zależy od pobytu"


def _row(user: User, apartment: Apartment, today: date) -> ApartmentRow:
    return ApartmentRow(
        apartment=apartment,
        name=name_for(user, apartment),
        address=address_for(user, apartment),
        kind=_kind(apartment),
        programmes=list(apartment.programmes.all()),
        places=[_place_row(place, place.taken, today) for place in apartment.places.all()],  # type: ignore[attr-defined]
    )


def apartment_rows(user: User, apartments: QuerySet[Apartment], today: date) -> list[ApartmentRow]:
    """Each of ``apartments`` with its places as of ``today``, in a constant number of queries."""
    taking = (
        Occupancy.objects.filter(overlapping(today, None), state__in=Occupancy.TAKING)
        .select_related("application__person")
        .order_by("period_from")
    )
    places = Place.objects.order_by("pk").prefetch_related(Prefetch("occupancies", queryset=taking, to_attr="taken"))
    whole = apartments.prefetch_related("programmes", Prefetch("places", queryset=places))
    return [_row(user, apartment, today) for apartment in whole]


@dataclass(frozen=True)
class ApartmentGroup:
    """Apartments that serve the same programmes."""

    heading: str
    rows: Sequence[ApartmentRow]


def grouped(rows: Iterable[ApartmentRow]) -> list[ApartmentGroup]:
    """The rows under the names of the programmes they serve; those of no programme come last."""
    groups: dict[str, list[ApartmentRow]] = {}
    for row in rows:
        heading = " / ".join(sorted(programme.name for programme in row.programmes))
        groups.setdefault(heading, []).append(row)
    return [
        ApartmentGroup(heading or "Bez programu", groups[heading])
        for heading in sorted(groups, key=lambda h: (not h, h))
    ]


@dataclass(frozen=True)
class Totals:
    """How many apartments and places there are, and how the places stand today."""

    apartments: int
    places: int
    free: int
    held: int
    granted: int


def totals(rows: Sequence[ApartmentRow]) -> Totals:
    """The sums over ``rows``."""
    return Totals(
        apartments=len(rows),
        places=sum(len(row.places) for row in rows),
        free=sum(row.free for row in rows),
        held=sum(len(row.held) for row in rows),
        granted=sum(len(row.granted) for row in rows),
    )


# --- the case page --------------------------------------------------------------------------------------------------


def current_occupancy(application: Application) -> Occupancy | None:
    """The place that is held for or granted to ``application``; the hold before an earlier grant."""
    return (
        Occupancy.objects.filter(application=application, state__in=Occupancy.TAKING)
        .select_related("place__apartment__office")
        .order_by("-state", "-pk")
        .first()
    )


def same_days(occupancy: Occupancy, application: Application) -> bool:
    """Whether the place is taken for exactly the stay that the application asks for."""
    return (occupancy.period_from, occupancy.period_to) == (application.stay_from, application.stay_to)


@dataclass(frozen=True)
class ApartmentsSection:
    """The stretch "miejsce" of the case page."""

    done: bool
    next_step: NextStep | None
    application: Application
    occupancy: Occupancy | None
    apartment_name: str
    differs: bool
    waits: bool
    may_offer: Verdict
    offer_url: str


def _next_step(application: Application, occupancy: Occupancy | None, *, done: bool, url: str) -> NextStep | None:
    if done or application.state != ApplicationState.SUBMITTED:
        return None
    who = str(application.worker)
    if occupancy is None:
        return NextStep("Wybierz wolne miejsce i zarezerwuj je dla tej osoby.", who, "Wybierz miejsce", url)
    sentence = "Okres rezerwacji różni się od wniosku – zarezerwuj ponownie."
    return NextStep(sentence, who, "Zarezerwuj ponownie", url)


def case_section(application: Application, user: User) -> ApartmentsSection:
    """What the case page shows about the place, and what to do next about it."""
    occupancy = current_occupancy(application)
    differs = occupancy is not None and not same_days(occupancy, application)
    done = occupancy is not None and not (differs and occupancy.state == OccupancyState.HELD)
    url = reverse("apartments:offer", args=[application.pk])
    return ApartmentsSection(
        done=done,
        next_step=_next_step(application, occupancy, done=done, url=url),
        application=application,
        occupancy=occupancy,
        apartment_name=name_for(user, occupancy.place.apartment) if occupancy else "",
        differs=differs and not done,
        waits=application.state == ApplicationState.DRAFT,
        may_offer=access.offer(user, application),
        offer_url=url,
    )
