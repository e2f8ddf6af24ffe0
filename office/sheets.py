"""Lists as spreadsheets: real dates and numbers, and no text that a spreadsheet would run as a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | date | None
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def put(cell: Cell, value: Value) -> None:
    """Write one value; a text is a text whatever it begins with, here and when the cell is typed over."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_LIKE_A_FORMULA)
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"


def fill(sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """A bold header that stays in view, then the rows."""
    for number, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            put(sheet.cell(row=number, column=column), value)
    for column, name in enumerate(header, start=1):
        sheet.cell(row=1, column=column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = max(14, len(name) + 2)
    sheet.freeze_panes = "A2"


def one_sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One list as XLSX."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    fill(sheet, header, rows)
    return as_bytes(book)


def as_bytes(book: Workbook) -> bytes:
    """The workbook as the content of a file."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def xlsx_response(content: bytes, name: str) -> HttpResponse:
    """A workbook called ``name`` (without its ending), saved as a file."""
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx") or "attachment"
    return HttpResponse(content, content_type=_CONTENT_TYPE, headers={"Content-Disposition": disposition})
