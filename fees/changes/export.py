"""A run as a spreadsheet: amounts are numbers, texts are never formulas, and a chart shows how fees are spread."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from fees.changes.models import Cause, ChangeRow, ChangeRun
from fees.changes.selectors import FILTERS, Bin, Totals
from fees.changes.words import causes_in_words, small_change_in_words
from office.polish import short_day
from office.sheets import Value, as_bytes, put

_MONEY = "#,##0.00"
_HEADER = (
    "Osoba", "Sprawa", "Program", "Gospodarstwo", "Osób", "Dochód z decyzji", "Dochód teraz", "Opłata teraz",
    "Nowa opłata", "Różnica", "Przyczyna", "Mała zmiana dochodu", "Przeszkoda",
)  # fmt: skip
_WIDTHS = (28, 22, 34, 26, 8, 16, 16, 14, 14, 14, 40, 60, 60)


def as_xlsx(
    run: ChangeRun, rows: Iterable[ChangeRow], sums: Totals, bins: Sequence[Bin], *, names: bool, place: str
) -> bytes:
    """The workbook. Without ``names`` nobody can be told from it; ``place`` is the rule on small changes as printed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Zestawienie"
    _line(sheet, 1, _HEADER, bold=True)
    for number, row in enumerate(rows, start=2):
        _line(sheet, number, _cells(row, names=names, place=place))
    for column, width in zip(sheet.columns, _WIDTHS, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
    sheet.freeze_panes = "B2"
    _summary(book.create_sheet("Podsumowanie"), run, sums)
    _distribution(book.create_sheet("Rozkład opłat"), bins)
    return as_bytes(book)


def _cells(row: ChangeRow, *, names: bool, place: str) -> Sequence[Value]:
    application = row.application
    known = names and application is not None
    return (
        application.person.full_name if known and application else f"pozycja {row.line}",
        str(application) if known and application else "",
        str(application.programme) if application else "",
        row.get_household_display(),
        row.persons,
        row.income_before,
        row.income_after,
        row.old_amount,
        row.new_amount,
        row.difference,
        causes_in_words(row.causes),
        small_change_in_words(row, place),
        row.problem,
    )


def _summary(sheet: Worksheet, run: ChangeRun, sums: Totals) -> None:
    lines: list[tuple[Value, ...]] = [
        ("Zestawienie", str(run)),
        ("Sporządzono", short_day(run.made_at.date())),
        ("Uchwała w symulacji", str(run.resolution) if run.resolution else ""),
        ("Pozycji", run.total),
        ("Opłaty teraz, razem miesięcznie", sums.old),
        ("Nowe opłaty, razem miesięcznie", sums.new),
        ("Różnica", sums.difference),
        *((words.capitalize(), sums.counts[name]) for name, (words, _) in FILTERS.items()),
        *((f"Przyczyna: {label}", sums.causes[cause]) for cause, label in Cause.choices),
    ]
    for number, line in enumerate(lines, start=1):
        _line(sheet, number, line)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 60


def _distribution(sheet: Worksheet, bins: Sequence[Bin]) -> None:
    _line(sheet, 1, ("Opłata miesięczna", "Osób teraz", "Osób po zmianie"), bold=True)
    for number, part in enumerate(bins, start=2):
        _line(sheet, number, (part.label, part.old, part.new))
    sheet.column_dimensions["A"].width = 22
    chart = BarChart()
    chart.type, chart.title = "col", "Rozkład opłat przed zmianą i po zmianie"
    chart.x_axis.title, chart.y_axis.title = "opłata miesięczna", "osób"
    chart.x_axis.delete = chart.y_axis.delete = False
    last = len(bins) + 1
    chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    chart.width, chart.height = 24, 11
    sheet.add_chart(chart, "E2")


def _line(sheet: Worksheet, row: int, values: Sequence[Value], *, bold: bool = False) -> None:
    for column, value in enumerate(values, start=1):
        if value is None or value == "":
            continue
        cell = sheet.cell(row=row, column=column)
        put(cell, value)
        if isinstance(value, Decimal):
            cell.number_format = _MONEY
        if bold:
            cell.font = Font(bold=True)
