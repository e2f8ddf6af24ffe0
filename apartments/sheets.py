"""The calendar as a spreadsheet."""

from openpyxl import Workbook

from apartments.selectors.calendar import STATES, Board, Line, Stretch, shares
from office.sheets import Value, as_bytes, fill

_COLUMNS = (
    "Mieszkanie",
    "Pokój",
    "Miejsce",
    "Rodzaj",
    "Dla kogo",
    "Stan",
    "Od w okresie",
    "Do w okresie",
    "Dni w okresie",
    "Powód wyłączenia",
)
_PERSONAL = ("Osoba", "Znak sprawy", "Numer decyzji")
_SHARES = (
    "Rodzaj",
    "Dla kogo",
    "Miejsca",
    "Dni wolne",
    "Dni zarezerwowane",
    "Dni przyznane",
    "Dni wyłączone",
    "Obłożenie w procentach",
)


def _row(board: Board, line: Line, stretch: Stretch) -> list[Value]:
    place = line.place
    row: list[Value] = [
        line.apartment,
        place.room.label if place.room else "",
        place.label,
        line.kind,
        place.apartment.target_group,
        STATES[stretch.state],
        stretch.first,
        stretch.last,
        stretch.days,
        stretch.outage.reason if stretch.outage else "",
    ]
    if board.names:
        taken = stretch.occupancy
        row += [str(taken.application.person), taken.application.case_number, taken.basis_number] if taken else [""] * 3
    return row


def workbook(board: Board) -> bytes:
    """The board as XLSX: every stretch of days, and the occupancy by kind and group. Persons only where ``names``."""
    book = Workbook()
    listed = [_row(board, line, stretch) for line in board.lines for stretch in line.stretches]
    calendar, occupancy = book.active, book.create_sheet("Obłożenie")
    calendar.title = "Kalendarz"
    fill(calendar, _COLUMNS + (_PERSONAL if board.names else ()), listed)
    counted = [(s.kind, s.group, s.places, s.free, s.held, s.granted, s.out, s.rate) for s in shares(board)]
    fill(occupancy, _SHARES, counted)
    return as_bytes(book)
