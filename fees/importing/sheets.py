"""A file that somebody uploaded becomes rows of text, or is refused with a sentence. Nothing in it is ever run.

Formulas are refused rather than read: what they show depends on the program that saved the file last.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from odf import opendocument, table, teletype
from odf.namespaces import OFFICENS, TABLENS

MOST_BYTES = 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 40
SHEET_NAME = "Uchwała"

_XLSX_PART, _ODS_PART = "xl/workbook.xml", "content.xml"


class FileRefused(Exception):
    """The file as a whole cannot be read; the message is Polish and says what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as text, row by row; the first row has number 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_file(name: str, content: bytes) -> Sheet:
    """The sheet with a resolution from a CSV, XLSX or ODS file. Raises ``FileRefused``.

    The content decides, not the name: a file whose content is another than its name says is refused.
    """
    if not content:
        raise FileRefused("Plik jest pusty. Wybierz plik z wypełnionym arkuszem uchwały.")
    if len(content) > MOST_BYTES:
        raise FileRefused(
            "Plik jest większy niż 1 MB. Arkusz uchwały ma kilkadziesiąt wierszy: usuń obrazy i inne arkusze."
        )
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    readers = {"csv": _read_csv, "xlsx": _read_xlsx, "ods": _read_ods}
    if ending not in readers:
        raise FileRefused(f"Pliku „{name}” program nie czyta. Zapisz arkusz jako XLSX, ODS albo CSV.")
    return readers[ending](content)


def _read_csv(content: bytes) -> Sheet:
    if content.startswith(b"PK") or b"\x00" in content:
        raise FileRefused(
            "Plik ma nazwę CSV, ale nie jest tekstem. Zapisz arkusz jako CSV (UTF-8) albo wyślij XLSX lub ODS."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Older spreadsheets write Polish letters in this way.
        text = content.decode("cp1250", errors="replace")
    # The row that every resolution has shows what stands between two cells.
    found = re.search(r'^"?numer"?([;,\t])', text, re.MULTILINE | re.IGNORECASE)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=found[1] if found else ";", strict=True))
    except csv.Error as error:
        raise FileRefused("Pliku CSV nie da się podzielić na komórki: sprawdź cudzysłowy.") from error
    return _sheet("CSV", rows)


def _read_xlsx(content: bytes) -> Sheet:
    _refuse_bomb(content, _XLSX_PART)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=False, data_only=False, keep_links=False)
    except Exception as error:  # the library raises whatever the broken part of the file provokes
        raise FileRefused("Pliku XLSX nie da się otworzyć. Zapisz go jeszcze raz w arkuszu kalkulacyjnym.") from error
    page = book[_chosen([sheet.title for sheet in book.worksheets])]
    if page.max_row > MOST_ROWS or page.max_column > MOST_COLUMNS:
        _refuse_size(page.max_row)
    return _sheet(page.title, [[_xlsx_text(cell) for cell in row] for row in page.iter_rows()])


def _xlsx_text(cell: Any) -> str:
    if cell.data_type == "f":
        _refuse_formula(f"{cell.column_letter}{cell.row}")
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and "%" in (cell.number_format or ""):
        return f"{_plain(Decimal(repr(cell.value)) * 100)}%"
    return _text(cell.value)


def _read_ods(content: bytes) -> Sheet:
    _refuse_bomb(content, _ODS_PART)
    try:
        document = opendocument.load(io.BytesIO(content))
    except Exception as error:  # as above
        raise FileRefused("Pliku ODS nie da się otworzyć. Zapisz go jeszcze raz w arkuszu kalkulacyjnym.") from error
    pages = {page.getAttribute("name"): page for page in document.getElementsByType(table.Table)}
    name = _chosen(list(pages))
    try:
        return _sheet(name, _ods_rows(pages[name]))
    except (KeyError, ValueError, ArithmeticError) as error:  # a cell that says it is a number and holds none
        raise FileRefused(
            "W pliku ODS jest komórka, której nie da się odczytać. Zapisz go jeszcze raz w arkuszu kalkulacyjnym."
        ) from error


def _ods_rows(page: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in page.getElementsByType(table.TableRow):
        cells = list(_ods_cells(row, len(rows) + 1))
        repeated = int(row.getAttribute("numberrowsrepeated") or 1)
        # Spreadsheets end a sheet with one empty row repeated a million times.
        if any(cells) or repeated < MOST_ROWS:
            if len(rows) + repeated > MOST_ROWS:
                _refuse_size(len(rows) + repeated)
            rows += [cells] * repeated
    return rows


def _ods_cells(row: Any, number: int) -> Iterator[str]:
    column = 0
    for cell in row.childNodes:
        if cell.qname[1] not in ("table-cell", "covered-table-cell"):
            continue
        if cell.attributes.get((TABLENS, "formula")):
            _refuse_formula(f"wiersz {number}, kolumna {column + 1}")
        repeated = int(cell.attributes.get((TABLENS, "number-columns-repeated")) or 1)
        text = _ods_text(cell)
        # Of a cell repeated a milliard times one too many is enough: the sheet is then refused as too wide.
        for _ in range(min(repeated, MOST_COLUMNS - column + bool(text))):
            column += 1
            yield text


def _ods_text(cell: Any) -> str:
    kind, attributes = cell.attributes.get((OFFICENS, "value-type")), cell.attributes
    if kind == "percentage":
        return f"{_plain(Decimal(attributes[(OFFICENS, 'value')]) * 100)}%"
    if kind in ("float", "currency"):
        return _plain(Decimal(attributes[(OFFICENS, "value")]))
    if kind == "date":
        return str(attributes[(OFFICENS, "date-value")])[:10]
    return "\n".join(teletype.extractText(part) for part in cell.childNodes if part.qname[1] == "p").strip()


def _refuse_bomb(content: bytes, part: str) -> None:
    """A small file that unpacks to gigabytes must be refused before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise FileRefused(
            "Zawartość pliku nie pasuje do jego nazwy. Zapisz arkusz jeszcze raz jako XLSX, ODS albo CSV."
        ) from error
    if part not in {entry.filename for entry in entries}:
        raise FileRefused(
            "Zawartość pliku nie pasuje do jego nazwy. Zapisz arkusz jeszcze raz jako XLSX, ODS albo CSV."
        )
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or len(entries) > 500:
        raise FileRefused("Plik po rozpakowaniu jest za duży. Zapisz sam arkusz uchwały do nowego pliku.")


def _chosen(names: list[str]) -> str:
    if SHEET_NAME in names:
        return SHEET_NAME
    if len(names) == 1:
        return names[0]
    raise FileRefused(
        f"Plik ma kilka arkuszy ({', '.join(names)}), a żaden nie nazywa się „{SHEET_NAME}”. "
        "Nadaj tę nazwę arkuszowi z uchwałą."
    )


def _refuse_formula(where: str) -> None:
    raise FileRefused(
        f"Komórka {where} zawiera formułę. Wklej w jej miejsce samą wartość: wynik formuły zależy od programu, "
        "który zapisał plik."
    )


def _refuse_size(rows: int) -> None:
    raise FileRefused(
        f"Arkusz jest za duży ({rows} wierszy). Arkusz uchwały może mieć najwyżej {MOST_ROWS} wierszy "
        f"i {MOST_COLUMNS} kolumn."
    )


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]) for row in rows):
        _refuse_size(len(rows))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell.startswith("=") and len(cell) > 1:
                _refuse_formula(f"{chr(65 + column % 26)}{number}")
    return Sheet(name, tuple(tuple(cell.strip() for cell in row) for row in rows))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "tak" if value else "nie"
        case dt.datetime():
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case int() | float():
            return _plain(Decimal(repr(value)))
    return str(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
