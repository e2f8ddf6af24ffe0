"""Apartments with their places as the list and their pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from apartments.models import Apartment, Occupancy, Outage, Place, Room
from apartments.selectors.places import address_for, name_for, outages_in, overlapping
from apartments.states import OccupancyState
from applications.models import HousingKind, Programme
from office.models import User

UNCONFIRMED = "liczba miejsc niepotwierdzona przez źródło"


@dataclass(frozen=True)
class PlaceRow:
    """One place today: what takes it now or keeps it out of service, and what comes later."""

    place: Place
    now: Occupancy | None
    later: Sequence[Occupancy]
    outage: Outage | None = None

    @property
    def free(self) -> bool:
        """Whether nobody holds or lives in it today and it is in service."""
        return self.now is None and self.outage is None


@dataclass(frozen=True)
class ApartmentRow:
    """One apartment as the list and its page show it, for one reader and one day."""

    apartment: Apartment
    name: str
    address: str
    kind: str
    programmes: Sequence[Programme]
    places: Sequence[PlaceRow]
    outages: Sequence[Outage]

    @property
    def free(self) -> int:
        """Places in service that nobody holds or lives in today."""
        return sum(row.free for row in self.places)

    @property
    def out_of_service(self) -> int:
        """Places out of service today."""
        return sum(row.outage is not None for row in self.places)

    @property
    def reserved_later(self) -> int:
        """Of the free places, those that somebody takes on a later day."""
        return sum(row.free and bool(row.later) for row in self.places)

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


def _place_row(place: Place, outages: Sequence[Outage], today: date) -> PlaceRow:
    taken: Sequence[Occupancy] = place.taken  # type: ignore[attr-defined]
    now = next((row for row in taken if row.period_from <= today), None)
    outage = next((o for o in outages if o.place_id in (None, place.pk) and o.period_from <= today), None)
    return PlaceRow(place, now, [row for row in taken if row is not now], outage)


def _kind(apartment: Apartment) -> str:
    return HousingKind(apartment.kind).label if apartment.kind else "rodzaj zależy od pobytu"


def _row(user: User, apartment: Apartment, today: date) -> ApartmentRow:
    return ApartmentRow(
        apartment=apartment,
        name=name_for(user, apartment),
        address=address_for(user, apartment),
        kind=_kind(apartment),
        programmes=list(apartment.programmes.all()),
        places=[_place_row(place, apartment.out, today) for place in apartment.places.all()],  # type: ignore[attr-defined]
        outages=apartment.out,  # type: ignore[attr-defined]
    )


def apartment_rows(user: User, apartments: QuerySet[Apartment], today: date) -> list[ApartmentRow]:
    """Each of ``apartments`` with its places as of ``today``, in a constant number of queries."""
    taking = (
        Occupancy.objects.filter(overlapping(today, None), state__in=Occupancy.TAKING)
        .select_related("application__person")
        .order_by("period_from")
    )
    places = (
        Place.objects.order_by("pk")
        .select_related("room")
        .prefetch_related(Prefetch("occupancies", queryset=taking, to_attr="taken"))
    )
    outages = outages_in(today, None).select_related("place").order_by("period_from", "pk")
    whole = apartments.prefetch_related(
        "programmes", Prefetch("places", queryset=places), Prefetch("outages", queryset=outages, to_attr="out")
    )
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
    out_of_service: int = 0


def totals(rows: Sequence[ApartmentRow]) -> Totals:
    """The sums over ``rows``."""
    return Totals(
        apartments=len(rows),
        places=sum(len(row.places) for row in rows),
        free=sum(row.free for row in rows),
        held=sum(len(row.held) for row in rows),
        granted=sum(len(row.granted) for row in rows),
        out_of_service=sum(row.out_of_service for row in rows),
    )


@dataclass(frozen=True)
class RoomLine:
    """One room and its places."""

    room: Room
    places: Sequence[Place]


def room_lines(apartment: Apartment) -> list[RoomLine]:
    """The rooms of ``apartment`` in their order, each with its places."""
    places = list(apartment.places.all())
    return [RoomLine(room, [p for p in places if p.room_id == room.pk]) for room in apartment.room_list.all()]


def equipment_lines(apartment: Apartment) -> list[tuple[str, list[str]]]:
    """What there is, under the room it is in; the common part first."""
    found: dict[str, list[str]] = {}
    for line in apartment.equipment.select_related("room").order_by(F("room__label").asc(nulls_first=True), "pk"):
        where = line.room.label if line.room else "część wspólna"
        found.setdefault(where, []).append(f"{line.get_item_display()}: {line.count}")
    return list(found.items())
