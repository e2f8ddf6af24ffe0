"""The calendar as a spreadsheet: real dates and numbers, and no text that a spreadsheet would run as a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from apartments.selectors.calendar import STATES, Board, Line, Stretch, shares

Value = str | int | Decimal | date | None
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


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        # Marked as text: what begins with "=", "+", "-" or "@" is shown and never run.
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t", "\r")
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"


def fill(sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """A bold header that stays in view, then the rows; texts are texts, whatever they begin with."""
    for number, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(row=number, column=column), value)
    for column, name in enumerate(header, start=1):
        sheet.cell(row=1, column=column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = max(14, len(name) + 2)
    sheet.freeze_panes = "A2"


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
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def one_sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One list as XLSX."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    fill(sheet, header, rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
