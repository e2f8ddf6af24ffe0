"""The calendar of places: what is free, held, granted and out of service on the days of a window.

Everything is read in a constant number of queries, whatever the number of places and days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import QuerySet

from apartments import access
from apartments.models import Apartment, Occupancy, Outage, Place, Regime
from apartments.selectors.places import name_for, outages_in, overlapping
from apartments.states import OccupancyState
from applications.models import HousingKind
from office import polish
from office.models import User

FREE, OUT, MIXED = "free", "out", "mixed"
GRANTED, HELD = OccupancyState.GRANTED.value, OccupancyState.HELD.value
STATES = {
    FREE: "wolne",
    HELD: "zarezerwowane",
    GRANTED: "przyznane",
    OUT: "wyłączone z użytku",
    MIXED: "częściowo wolne",
}
ICONS = {FREE: "ring", HELD: "clock", GRANTED: "dot", OUT: "cross", MIXED: "info"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Days in a row (both included, cut to the window) on which one place stands the same way."""

    state: str
    first: date
    last: date
    occupancy: Occupancy | None = None
    outage: Outage | None = None

    @property
    def days(self) -> int:
        """How many days it has within the window."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Line:
    """One place through the window."""

    place: Place
    apartment: str
    kind: str
    stretches: Sequence[Stretch]

    def days_of(self, state: str) -> int:
        """On how many days of the window it stands in ``state``."""
        return sum(stretch.days for stretch in self.stretches if stretch.state == state)


@dataclass(frozen=True)
class Board:
    """All places through the days ``first`` to ``last``; ``names`` says whether the reader may see residents."""

    first: date
    last: date
    lines: Sequence[Line]
    names: bool

    @property
    def days(self) -> int:
        """The length of the window."""
        return (self.last - self.first).days + 1

    def words(self, stretch: Stretch) -> str:
        """A stretch in words, with the person for those who may see it."""
        days = f"{polish.short_day(stretch.first)}–{polish.short_day(stretch.last)}"
        who = f", {stretch.occupancy.application.person}" if stretch.occupancy and self.names else ""
        why = f": {stretch.outage.reason}" if stretch.outage else ""
        return f"{STATES[stretch.state]}{who}{why} ({days})"


def places_by_decision(apartments: QuerySet[Apartment]) -> QuerySet[Place]:
    """The places of ``apartments`` that the office grants, in the order of the calendar."""
    return (
        Place.objects.filter(apartment__in=apartments.order_by().values("pk"))
        .exclude(apartment__regime=Regime.CIVIL)
        .select_related("apartment__office", "room")
        .order_by("apartment__street", "apartment__code", "room__label", "pk")
    )


_Part = tuple[date, date, str, Occupancy | None, Outage | None]


def _cut(parts: Iterable[_Part], first: date, last: date) -> Iterator[Stretch]:
    """The window cut into stretches, free days between them; of parts that overlap (outages) the earlier one counts."""
    day = first
    for start, end, state, occupancy, outage in sorted(parts, key=lambda part: part[0]):
        begin, finish = max(start, day), min(end, last)
        if finish < begin:
            continue
        if begin > day:
            yield Stretch(FREE, day, begin - DAY)
        yield Stretch(state, begin, finish, occupancy, outage)
        day = finish + DAY
    if day <= last:
        yield Stretch(FREE, day, last)


def _kind(apartment: Apartment) -> str:
    return HousingKind(apartment.kind).label if apartment.kind else "rodzaj zależy od pobytu"


def board(user: User, places: QuerySet[Place], first: date, last: date) -> Board:
    """``places`` from ``first`` to ``last`` for one reader: three queries, and one for the reader's roles."""
    rows = list(places)
    names = bool(rows) and access.see_residents(user, rows[0].apartment).allowed
    taken = Occupancy.objects.filter(
        overlapping(first, last), state__in=Occupancy.TAKING, place__in=places.order_by().values("pk")
    )
    if names:
        taken = taken.select_related("application__person")
    parts: dict[int, list[_Part]] = defaultdict(list)
    for row in taken:
        parts[row.place_id].append((row.period_from, row.period_to or date.max, row.state, row, None))
    whole: dict[int, list[_Part]] = defaultdict(list)
    for out in outages_in(first, last).filter(apartment__in=places.order_by().values("apartment")):
        part: _Part = (out.period_from, out.period_to or date.max, OUT, None, out)
        if out.place_id:
            parts[out.place_id].append(part)
        else:
            whole[out.apartment_id].append(part)
    called: dict[int, tuple[str, str]] = {}
    lines = []
    for place in rows:
        flat = place.apartment
        if flat.pk not in called:
            called[flat.pk] = (name_for(user, flat), _kind(flat))
        lines.append(Line(place, *called[flat.pk], list(_cut([*parts[place.pk], *whole[flat.pk]], first, last))))
    return Board(first, last, lines, names)


def taken_stretches(board: Board) -> list[tuple[Line, Stretch]]:
    """What is not free, place by place: the calendar as a list."""
    return [(line, stretch) for line in board.lines for stretch in line.stretches if stretch.state != FREE]


# --- as a grid ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """Columns in a row that say the same."""

    span: int
    state: str
    words: str

    @property
    def icon(self) -> str:
        """The drawing that repeats the state."""
        return ICONS[self.state]


@dataclass(frozen=True)
class GridRow:
    """One place and its cells."""

    line: Line
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """One day or one week of the grid."""

    label: str
    words: str
    first: date
    last: date


def day_columns(first: date, last: date) -> list[Column]:
    """A column for each day."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Column(str(day.day), f"{polish.WEEKDAYS[day.weekday()]}, {polish.day(day)}", day, day) for day in days]


def week_columns(first: date, last: date) -> list[Column]:
    """A column for each week (Monday to Sunday), cut to the window."""
    columns, day = [], first
    while day <= last:
        end = min(day + timedelta(days=6 - day.weekday()), last)
        words = f"od {polish.short_day(day)} do {polish.short_day(end)}"
        columns.append(Column(f"{day:%d.%m}", words, day, end))
        day = end + DAY
    return columns


def _mixed_words(column: Column, inside: Sequence[Stretch]) -> str:
    """A week of several states: how many days of each."""
    counts: dict[str, int] = defaultdict(int)
    for stretch in inside:
        counts[stretch.state] += (min(stretch.last, column.last) - max(stretch.first, column.first)).days + 1
    return f"{', '.join(f'{STATES[state]} {days}' for state, days in counts.items())} (dni, {column.words})"


def _cells(board: Board, line: Line, columns: Sequence[Column]) -> Iterator[Cell]:
    at, run, span = 0, None, 0
    for column in columns:
        while line.stretches[at].last < column.first:
            at += 1
        stretch = line.stretches[at]
        if stretch.last >= column.last:
            if stretch is run:
                span += 1
                continue
            if run is not None:
                yield Cell(span, run.state, board.words(run))
            run, span = stretch, 1
            continue
        if run is not None:
            yield Cell(span, run.state, board.words(run))
        run, span = None, 0
        inside = [row for row in line.stretches[at:] if row.first <= column.last]
        same = {row.state for row in inside}
        yield Cell(1, inside[0].state if len(same) == 1 else MIXED, _mixed_words(column, inside))
    if run is not None:
        yield Cell(span, run.state, board.words(run))


def grid(board: Board, columns: Sequence[Column]) -> list[GridRow]:
    """The board under ``columns`` that lie one after the other within its window."""
    return [GridRow(line, list(_cells(board, line, columns))) for line in board.lines]


# --- in figures -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """Places of one kind and group: on how many place-days they were free, held, granted, out of service."""

    kind: str
    group: str
    places: int
    free: int
    held: int
    granted: int
    out: int

    @property
    def in_service(self) -> int:
        """Place-days in service."""
        return self.free + self.held + self.granted

    @property
    def rate(self) -> Decimal | None:
        """Granted place-days in percent of those in service, rounded to a tenth; ``None`` where none was in service."""
        if not self.in_service:
            return None
        exact = Decimal(100 * self.granted) / self.in_service
        return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _share(kind: str, group: str, lines: Sequence[Line]) -> Share:
    free, held, granted, out = (sum(line.days_of(state) for line in lines) for state in (FREE, HELD, GRANTED, OUT))
    return Share(kind, group, len(lines), free, held, granted, out)


def shares(board: Board) -> list[Share]:
    """The board by kind and target group, and the sum of all last."""
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in board.lines:
        groups[line.kind, line.place.apartment.target_group].append(line)
    return [_share(*key, groups[key]) for key in sorted(groups)] + [_share("razem", "", board.lines)]
