"""The standards of § 6 of the regulation on these apartments: whether one meets them, and what a stay would break.

Every number comes from the law tables (``Provision.figure``); what is not recorded is "not known", never "met".
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from apartments.models import PERSONAL, Apartment, Equipment, Item, Occupancy, Place, Room, StandardsWaiver
from apartments.selectors.places import overlapping
from apartments.states import OccupancyState
from applications.models import Application
from office import clock, polish
from office.selectors import cited, figure_of

MET, BROKEN, UNKNOWN = "met", "broken", "unknown"
WORDS = {MET: "spełnione", BROKEN: "naruszone", UNKNOWN: "nie wiadomo"}
AREA, IN_APARTMENT, IN_ROOM = "reg.6.1.area", "reg.6.1.apartment", "reg.6.1.room"
SPACES, SHARED_KITCHENETTE, ADAPTED = "reg.6.2", "reg.6.3", "reg.6.5"
FURNITURE, KITCHEN, BATHROOM, TOILET, COMMON = "reg.6.6", "reg.6.7", "reg.6.8", "reg.6.9", "reg.6.10"
PROVISIONS = (
    "reg.6.1.area",
    "reg.6.1.apartment",
    "reg.6.1.room",
    "reg.6.2",
    "reg.6.3",
    "reg.6.5",
    "reg.6.6",
    "reg.6.7",
    "reg.6.8",
    "reg.6.9",
    "reg.6.10",
)


@dataclass(frozen=True)
class Standard:
    """One standard with its paragraph: ``outcome`` is ``met``, ``broken`` or ``unknown``; ``sentence`` says why."""

    code: str
    title: str
    outcome: str
    sentence: str
    paragraph: str = ""

    @property
    def words(self) -> str:
        """The outcome in a word."""
        return WORDS[self.outcome]


@dataclass(frozen=True)
class Figures:
    """The numbers of § 6 ust. 1 on one day: m² for each person, most persons in an apartment and in a room."""

    area: Decimal
    in_apartment: int
    in_room: int


def figures_on(day: date) -> Figures:
    """The numbers in force on ``day``; raises ``DomainError`` where the law tables lack one."""
    return Figures(figure_of(AREA, day), int(figure_of(IN_APARTMENT, day)), int(figure_of(IN_ROOM, day)))


@dataclass(frozen=True)
class Stock:
    """What is in an apartment: things by room (``None``: the common part), or unknown where nobody has looked."""

    known: bool
    rooms: Sequence[Room]
    things: Mapping[int | None, Mapping[str, int]]

    def has(self, *items: str) -> bool:
        """Whether at least one of ``items`` is anywhere."""
        return any(here.get(item, 0) for here in self.things.values() for item in items)

    def lacking(self, items: Iterable[Item]) -> list[str]:
        """The names of those of ``items`` that are nowhere."""
        return [item.label for item in items if not self.has(item)]

    def count(self, item: str, room: int | None) -> int:
        """How many there are in ``room``."""
        return self.things.get(room, {}).get(item, 0)


def _stock(apartment: Apartment, rooms: Sequence[Room], lines: Iterable[Equipment]) -> Stock:
    things: dict[int | None, dict[str, int]] = defaultdict(dict)
    for line in lines:
        things[line.room_id][line.item] = line.count
    return Stock(apartment.equipment_checked_on is not None, rooms, things)


def stock_of(apartment: Apartment) -> Stock:
    """What is recorded of the things in ``apartment``."""
    return _stock(apartment, list(apartment.room_list.all()), apartment.equipment.all())


# --- how many persons ------------------------------------------------------------------------------------------------


def _persons(count: int) -> str:
    return f"{count} {polish.plural(count, 'osoba', 'osoby', 'osób')}"


def _in_apartment(figures: Figures, persons: int) -> Standard:
    outcome = MET if persons <= figures.in_apartment else BROKEN
    sentence = f"W mieszkaniu {_persons(persons)}, najwyżej może być {figures.in_apartment}."
    return Standard(IN_APARTMENT, "Liczba osób w mieszkaniu", outcome, sentence)


def _area(figures: Figures, apartment: Apartment, persons: int) -> Standard:
    title, least = "Powierzchnia na osobę", f"co najmniej {polish.number(figures.area)} m²"
    if apartment.usable_area is None or not persons:
        missing = "powierzchni użytkowej mieszkania" if persons else "żadnego miejsca"
        return Standard(AREA, title, UNKNOWN, f"Nie wpisano {missing} (na osobę {least}).")
    each = (apartment.usable_area / persons).quantize(Decimal("0.01"))
    whole = f"{polish.number(apartment.usable_area)} m² na {_persons(persons)}: {polish.number(each)} m²"
    # Compared unrounded: 11,996 m² is not 12.
    outcome = MET if apartment.usable_area >= figures.area * persons else BROKEN
    return Standard(AREA, title, outcome, f"{whole} na osobę, powinno być {least}.")


def _crowded(figures: Figures, rooms: Mapping[Room, int]) -> list[str]:
    return [f"{room.label}: {_persons(persons)}" for room, persons in rooms.items() if persons > figures.in_room]


def _in_rooms(figures: Figures, rooms: Mapping[Room, int], without_room: int) -> Standard:
    title = "Liczba osób w pokoju"
    crowded = _crowded(figures, rooms)
    if crowded:
        sentence = f"{'; '.join(crowded)}. W jednym pokoju najwyżej {figures.in_room}."
        return Standard(IN_ROOM, title, BROKEN, sentence)
    if without_room or not rooms:
        return Standard(
            IN_ROOM,
            title,
            UNKNOWN,
            f"Nie wszystkie miejsca mają pokój (w jednym najwyżej {_persons(figures.in_room)}).",
        )
    return Standard(IN_ROOM, title, MET, f"W żadnym pokoju nie ma więcej osób niż {figures.in_room}.")


def _furniture_lacks(stock: Stock, persons: Mapping[int | None, int]) -> list[str]:
    labels = {room.pk: room.label for room in stock.rooms}
    return [
        f"{labels.get(room, 'mieszkanie') if room else 'mieszkanie'}: {item.label} {stock.count(item, room)} "
        f"na {_persons(count)}"
        for room, count in persons.items()
        for item in PERSONAL
        if stock.count(item, room) < count
    ]


# --- the standards of one apartment ----------------------------------------------------------------------------------


def _listed(code: str, title: str, stock: Stock, lacking: Callable[[], Sequence[str]]) -> Standard:
    """A standard about things: unknown until somebody has looked."""
    if not stock.known:
        return Standard(code, title, UNKNOWN, "Nie sprawdzono jeszcze wyposażenia.")
    lacks = lacking()
    if lacks:
        return Standard(code, title, BROKEN, f"Brakuje: {', '.join(lacks)}.")
    return Standard(code, title, MET, "Nic nie brakuje.")


def _spaces(stock: Stock) -> list[str]:
    lacks = [] if stock.has(Item.KITCHEN, Item.KITCHENETTE) else ["kuchnia lub aneks kuchenny"]
    lacks += stock.lacking([Item.BATHROOM, Item.HALL])
    return lacks if stock.has(Item.TOILET_ROOM, Item.TOILET) else [*lacks, "ustęp albo miska ustępowa w łazience"]


def _kitchenette_in_a_private_room(stock: Stock) -> list[str]:
    kitchenettes = sum(stock.count(Item.KITCHENETTE, room) for room in stock.things)
    lived_in = [room for room in stock.rooms if not room.common]
    if kitchenettes != 1 or len(lived_in) < 2 or stock.has(Item.KITCHEN):
        return []
    private = [room.label for room in lived_in if stock.count(Item.KITCHENETTE, room.pk)]
    return [f"jedyny aneks jest w pokoju mieszkalnym ({private[0]}) zamiast w części wspólnej"] if private else []


def _bathroom(stock: Stock) -> list[str]:
    wanted = [Item.BATH, Item.WASHBASIN] + ([] if stock.has(Item.TOILET_ROOM) else [Item.TOILET])
    return stock.lacking(wanted)


def _toilet(stock: Stock) -> list[str]:
    return stock.lacking([Item.TOILET_WASHBASIN]) if stock.has(Item.TOILET_ROOM) else []


def _common(stock: Stock) -> list[str]:
    lacks = stock.lacking([Item.WASHING_MACHINE])
    shared = [None, *(room.pk for room in stock.rooms if room.common)]
    lived_in = [room.pk for room in stock.rooms if not room.common]
    screens = any(stock.count(Item.SCREEN, room) for room in shared) or (
        bool(lived_in) and all(stock.count(Item.SCREEN, room) for room in lived_in)
    )
    return lacks if screens else [*lacks, "telewizor albo komputer z internetem w części wspólnej lub w każdym pokoju"]


def _adapted(apartment: Apartment, stock: Stock) -> Standard:
    title = "Przystosowanie do niepełnosprawności"
    if apartment.adapted is None or apartment.barrier_free is None:
        return Standard(ADAPTED, title, UNKNOWN, "Nie wpisano, czy mieszkanie jest przystosowane i bez barier.")
    lacks = [] if apartment.adapted else ["nie jest przystosowane dla osób z niepełnosprawnościami"]
    lacks += [] if apartment.barrier_free else ["ma bariery architektoniczne"]
    if stock.known and not stock.has(Item.GRIPS):
        lacks.append("w łazience nie ma uchwytów i siedzisk")
    if not lacks:
        return Standard(ADAPTED, title, MET, "Przystosowane i bez barier.")
    # Whether it must be depends on who lives there: a question for people, not a violation.
    return Standard(
        ADAPTED,
        title,
        UNKNOWN,
        f"Mieszkanie {', '.join(lacks)}: sprawdź, zanim zamieszka w nim osoba, która tego potrzebuje.",
    )


def standards_of(apartment: Apartment, day: date) -> list[Standard]:
    """Every standard of § 6 as ``apartment`` stands with all its places filled, by the law of ``day``."""
    figures, stock = figures_on(day), stock_of(apartment)
    places = list(apartment.places.all())
    in_rooms = Counter(place.room_id for place in places)
    rooms = {room: in_rooms[room.pk] for room in stock.rooms if in_rooms[room.pk]}
    furniture = dict(in_rooms)
    rows = [
        _in_apartment(figures, len(places)),
        _in_rooms(figures, rooms, in_rooms[None]),
        _area(figures, apartment, len(places)),
        _listed(SPACES, "Pomieszczenia", stock, lambda: _spaces(stock)),
        _listed(SHARED_KITCHENETTE, "Wspólny aneks", stock, lambda: _kitchenette_in_a_private_room(stock)),
        _adapted(apartment, stock),
        _listed(FURNITURE, "Meble każdej osoby", stock, lambda: _furniture_lacks(stock, furniture)),
        _listed(KITCHEN, "Kuchnia", stock, lambda: stock.lacking(_KITCHEN)),
        _listed(BATHROOM, "Łazienka", stock, lambda: _bathroom(stock)),
        _listed(TOILET, "Osobny ustęp", stock, lambda: _toilet(stock)),
        _listed(COMMON, "Pralka, telewizor lub komputer", stock, lambda: _common(stock)),
    ]
    return _with_paragraphs(rows, day)


_KITCHEN = (Item.COOKER, Item.SINK, Item.FRIDGE, Item.KITCHEN_SET)


def _with_paragraphs(rows: Sequence[Standard], day: date) -> list[Standard]:
    places = cited({row.code for row in rows}, day) if rows else {}
    return [Standard(row.code, row.title, row.outcome, row.sentence, places[row.code]) for row in rows]


# --- what one more stay would break ----------------------------------------------------------------------------------


def _most_at_once(rows: Iterable[Occupancy], period_from: date, period_to: date | None) -> int:
    """The most of ``rows`` that share one day of the period: it is reached on a first day."""
    rows = list(rows)
    starts = {max(row.period_from, period_from) for row in rows}
    return max(
        (
            sum(row.period_from <= day and (row.period_to is None or row.period_to >= day) for row in rows)
            for day in starts
            if period_to is None or day <= period_to
        ),
        default=0,
    )


def _taken(
    apartments: set[int], period_from: date, period_to: date | None, leaving_out: Application
) -> QuerySet[Occupancy]:
    mine = Q(application=leaving_out, state=OccupancyState.HELD)
    return (
        Occupancy.objects.filter(
            overlapping(period_from, period_to), state__in=Occupancy.TAKING, place__apartment__in=apartments
        )
        .exclude(mine)
        .select_related("place")
    )


def _broken_by(
    place: Place, figures: Figures, stock: Stock, beside: Sequence[Occupancy], period: tuple[date, date | None]
) -> list[Standard]:
    persons = _most_at_once(beside, *period) + 1
    in_room = _most_at_once((row for row in beside if row.place.room_id == place.room_id), *period) + 1
    rows = [_in_apartment(figures, persons), _area(figures, place.apartment, persons)]
    if place.room is not None:
        rows.append(_in_rooms(figures, {place.room: in_room}, 0))
    if stock.known:
        in_it = in_room if place.room_id else persons
        rows.append(
            _listed(FURNITURE, "Meble każdej osoby", stock, lambda: _furniture_lacks(stock, {place.room_id: in_it}))
        )
    return [row for row in rows if row.outcome == BROKEN]


def broken_by_stay(
    places: Sequence[Place], period_from: date, period_to: date | None, *, leaving_out: Application
) -> dict[int, list[Standard]]:
    """For each of ``places`` (by key), the standards that one more person there on these days would break.

    Counted are those who hold or live in places of the same apartment on the same days; the hold of ``leaving_out`` is
    not, because it would be given up. What is not recorded (area, rooms, equipment) breaks nothing. A constant number
    of queries for any number of places.
    """
    if not places:
        return {}
    day = clock.today()
    figures, apartments = figures_on(day), {place.apartment_id for place in places}
    beside, things, rooms = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in _taken(apartments, period_from, period_to, leaving_out):
        beside[row.place.apartment_id].append(row)
    for line in Equipment.objects.filter(apartment__in=apartments):
        things[line.apartment_id].append(line)
    for room in Room.objects.filter(apartment__in=apartments):
        rooms[room.apartment_id].append(room)
    found = {}
    for place in places:
        stock = _stock(place.apartment, rooms[place.apartment_id], things[place.apartment_id])
        found[place.pk] = _broken_by(place, figures, stock, beside[place.apartment_id], (period_from, period_to))
    known = {row.code for rows in found.values() for row in rows}
    paragraphs = cited(known, day) if known else {}
    return {
        key: [Standard(r.code, r.title, r.outcome, f"{r.sentence[:-1]} ({paragraphs[r.code]}).") for r in rows]
        for key, rows in found.items()
    }


def waivers_of(application: Application) -> QuerySet[StandardsWaiver]:
    """The director's consents for a case, newest first."""
    return StandardsWaiver.objects.filter(application=application).select_related(
        "place__apartment__office", "given_by"
    )


def waived(
    application: Application, place: Place, period_from: date, period_to: date | None, broken: Iterable[Standard]
) -> bool:
    """Whether the director has consented to all of ``broken`` for this case, place and days."""
    given = StandardsWaiver.objects.filter(
        application=application, place=place, period_from=period_from, period_to=period_to
    )
    covered = {code for waiver in given for code in waiver.broken}
    return {standard.code for standard in broken} <= covered
