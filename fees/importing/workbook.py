"""The workbook that an administrator fills in: an empty sheet with help and drop-downs, an example, explanations.

It is made from the layout itself, so that the help cannot name a row that the importer does not know.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from fees.importing.export import BAND_HEADER, template_rows
from fees.importing.rows import ACT_ROWS, TABLE_ROWS, RowKind
from fees.importing.sheets import SHEET_NAME
from fees.models import Resolution

EXAMPLE_SHEET, HELP_SHEET, LISTS_SHEET = "Przykład", "Pomoc", "Listy"
SPARE_TABLES = 3
ROWS_FOR_BANDS = 16
_BOLD, _MUTED = Font(bold=True), Font(italic=True, color="555555")
_FILL = PatternFill("solid", fgColor="EFEFEF")
_WRAP = Alignment(wrap_text=True, vertical="top")
_WIDTHS = (34, 44, 44, 34, 34)
_LONGEST_PROMPT = 250

EXAMPLE = (
    ("Uchwała",),
    ("gmina", "przykladowo"),
    ("numer", "I/1/2026"),
    ("z dnia", "29.01.2026"),
    ("w sprawie", "szczegółowych zasad ponoszenia odpłatności za pobyt w mieszkaniach (przykład zmyślony)"),
    ("obowiązuje od", "01.03.2026"),
    ("pewność dnia wejścia w życie", "potwierdzone w źródle"),
    ("miejsce publikacji", "dziennik urzędowy zmyślony, poz. 1"),
    ("Tabela",),
    ("kod", "zalacznik-1"),
    ("tytuł", "załącznik nr 1"),
    ("rodzaj mieszkania", "mieszkanie treningowe"),
    ("podstawa", "miesięczny koszt pobytu"),
    ("progi", "% kryterium dochodowego"),
    ("ulgi", "§ 4: dyrektor może zwolnić z opłaty w całości lub części, na wniosek osoby lub pracownika socjalnego"),
    ("zaokrąglenie do", "0,01 zł"),
    ("zaokrąglenie sposób", "połowa w górę"),
    ("zaokrąglenie skąd", "ustawienie ośrodka – uchwała milczy"),
    ("niepełny miesiąc", "za dni pobytu w danym miesiącu"),
    ("niepełny miesiąc skąd", "§ 3 uchwały"),
    ("dzień płatności", "15"),
    BAND_HEADER[:3],
    ("do 100%", "nieodpłatnie", "nieodpłatnie"),
    ("powyżej 100% do 150%", "20%", "15%"),
    ("powyżej 150%", "40%", "30%"),
    ("Tabela",),
    ("kod", "zalacznik-2"),
    ("tytuł", "załącznik nr 2"),
    ("rodzaj mieszkania", "mieszkanie wspomagane"),
    ("podstawa", "stała kwota miesięczna w każdym progu"),
    ("progi", "złote"),
    ("progi od", "dochód na osobę"),
    ("kryterium progów", "1010 / 823"),
    ("najwyższa opłata", "600 zł"),
    ("zaokrąglenie do", "1 zł"),
    ("zaokrąglenie sposób", "w dół"),
    ("zaokrąglenie skąd", "§ 3 uchwały"),
    ("niepełny miesiąc", "po 1/30 za każdy dzień"),
    ("niepełny miesiąc skąd", "§ 3 uchwały"),
    BAND_HEADER[:3],
    ("do 1010 zł", "nieodpłatnie", "nieodpłatnie"),
    ("powyżej 1010 zł do 1600 zł", "250 zł", "200 zł"),
    ("powyżej 1600 zł", "od 400 zł do 500 zł", "350 zł"),
)
"""An invented act that uses many rows. Nothing of it belongs to a real municipality."""

_SHAPES = (
    ("procent kosztu pobytu", "podstawa: „miesięczny koszt pobytu”; kwotę podaje zarządzenie o koszcie"),
    ("procent własnego dochodu", "podstawa: „własny dochód osoby”"),
    ("procent dochodu na osobę w rodzinie", "podstawa: „dochód na osobę w rodzinie”"),
    ("jeden procent dochodu, bez progów", "„własny dochód osoby” i dwa progi: „do 100%” i „powyżej 100%”"),
    ("procent samej nadwyżki dochodu", "podstawa: „nadwyżka dochodu ponad granicę zwolnienia”"),
    ("procent kryterium dochodowego", "podstawa: „kryterium dochodowe”"),
    ("stała kwota w progu", "podstawa: „stała kwota miesięczna w każdym progu”; stawki w złotych"),
    ("procent kwoty ustalonej w uchwale", "podstawa: „kwota miesięczna z uchwały” i oba wiersze „kwota: …”"),
    ("stawka dzienna razy dni pobytu", "podstawa: „stawka dzienna…”; stawka w wierszach „kwota: …” albo w zarządzeniu"),
    ("stała kwota za dzień", "podstawa: „stała kwota dzienna w każdym progu”"),
    ("przedział stawek („od 60% do 70%”)", "wpisz przedział tak, jak w uchwale; stawkę wybierze i uzasadni pracownik"),
    ("koszt mieszkania i przyznane usługi", "podstawa: „suma składników…”; składniki podaje zarządzenie o koszcie"),
    ("media według liczników", "nigdy nie wchodzą do opłaty: nie wpisuje się ich tutaj"),
)
_STYLES = (
    ("progi w procentach", "„do 100%”, „do 100% włącznie”, „powyżej 100%-130%”, „powyżej 100% do 130%”, „ponad 350%”"),
    ("progi w złotych", "„do 776 zł”, „powyżej 776 zł do 1 008,80 zł”, „Powyżej 1008,8-1164”, „powyżej 2716 zł”"),
    ("stawki", "„10%”, „12,5 %”, „0,1” (gdy cała tabela jest w ułamkach), „nieodpłatnie”, „bezpłatnie”, „250 zł”"),
    ("górna granica", "należy do progu: „do 130%” obejmuje równo 130%; dolna granica należy do progu niżej"),
    ("pusta komórka albo kreska", "ten próg nie dotyczy tego gospodarstwa: oba mogą mieć inne granice"),
    ("kolejność", "progi można wpisać od najniższego albo od najwyższego; wiersze w części – w dowolnej kolejności"),
    ("kilka tabel", "każda tabela to osobna część „Tabela”; puste części są pomijane"),
    ("kto sprawdza", "wczytaną treść sprawdza druga osoba; dopóki tego nie zrobi, program według niej nie liczy"),
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code that may stand in the sheet, of which row, and what it means."""

    row: str
    code: str
    meaning: str


def template_workbook(*, municipality: str, codes: Sequence[Code], act: Resolution | None = None) -> bytes:
    """The workbook as a file; ``act``: one that is registered without content, whose own data are filled in."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = SHEET_NAME
    lists = book.create_sheet(LISTS_SHEET)
    lists.sheet_state = "hidden"
    known = {row[0]: row[1] for row in template_rows(act)[1:12]} if act else {"gmina": municipality}
    _form(page, _Lists(lists), known)
    _example(book.create_sheet(EXAMPLE_SHEET))
    _help(book.create_sheet(HELP_SHEET), codes)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class _Lists:
    """The values of the drop-downs, on a sheet of their own: a validation may hold no more than 255 characters."""

    def __init__(self, page: Any) -> None:
        self.page, self.column = page, 0

    def reference(self, values: Sequence[str]) -> str:
        self.column += 1
        for row, value in enumerate(values, start=1):
            self.page.cell(row, self.column, value)
        letter = openpyxl.utils.get_column_letter(self.column)
        return f"{LISTS_SHEET}!${letter}$1:${letter}${len(values)}"


def _form(page: Any, lists: _Lists, known: dict[str, str]) -> None:
    for index, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[openpyxl.utils.get_column_letter(index)].width = width
    validations = {kind.label: _validation(kind, lists) for kind in (*ACT_ROWS, *TABLE_ROWS)}
    _section(page, "Uchwała", ACT_ROWS, validations, known)
    for number in range(1, SPARE_TABLES + 1):
        _section(page, "Tabela", TABLE_ROWS, validations, {})
        if number == 1:
            page.cell(page.max_row, 3).value = "Wątpliwości co do tej tabeli. Pod spodem progi, po jednym w wierszu."
        _header(page)
    for validation in validations.values():
        page.add_data_validation(validation)
    page.freeze_panes = "B1"


def _section(
    page: Any, name: str, kinds: Iterable[RowKind], validations: dict[str, DataValidation], known: dict[str, str]
) -> None:
    row = page.max_row + (1 if page.cell(1, 1).value else 0)
    page.cell(row, 1, name).font = _BOLD
    for kind in kinds:
        row += 1
        page.cell(row, 1, kind.label).font = _BOLD if kind.required else Font()
        cell = page.cell(row, 2, known.get(kind.label) or None)
        cell.fill, cell.alignment, cell.number_format = _FILL, _WRAP, "@" if not kind.choices else "General"
        needed = "Wymagane. " if kind.required else ""
        hint = page.cell(row, 3, needed + kind.hint)
        hint.font, hint.alignment = _MUTED, _WRAP
        validations[kind.label].add(cell)


def _validation(kind: RowKind, lists: _Lists) -> DataValidation:
    choices = {"type": "list", "formula1": lists.reference(kind.choices)} if kind.choices else {}
    made = DataValidation(allow_blank=True, showErrorMessage=bool(kind.choices), showInputMessage=True, **choices)
    made.promptTitle, made.prompt = kind.label[:32], kind.hint[:_LONGEST_PROMPT]
    made.errorTitle, made.error = "Wybierz z listy", "Wybierz jedną z wartości listy albo zostaw pustą komórkę."
    return made


def _header(page: Any) -> None:
    row = page.max_row + 1
    for column, name in enumerate(BAND_HEADER, start=1):
        page.cell(row, column, name).font = _BOLD
    for empty in range(row + 1, row + ROWS_FOR_BANDS + 1):
        for column in range(1, len(BAND_HEADER) + 1):
            page.cell(empty, column).fill = _FILL


def _example(page: Any) -> None:
    for index, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[openpyxl.utils.get_column_letter(index)].width = width
    for row in EXAMPLE:
        page.append(list(row))
        page.cell(page.max_row, 1).font = _BOLD if len(row) == 1 or row[0] == BAND_HEADER[0] else Font()


def _help(page: Any, codes: Sequence[Code]) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 44, 100
    _block(page, "Jak wpisać zasadę z uchwały", _SHAPES)
    _block(page, "Jak wpisać progi i stawki", _STYLES)
    for title, kinds in (("Wiersze części „Uchwała”", ACT_ROWS), ("Wiersze części „Tabela”", TABLE_ROWS)):
        _block(page, title, [(kind.label, _whole_hint(kind)) for kind in kinds])
    _block(page, "Kody w tej gminie", [(f"{item.row}: {item.code}", item.meaning) for item in codes])


def _whole_hint(kind: RowKind) -> str:
    needed = "Wymagane. " if kind.required else ""
    choices = f" Do wyboru: {', '.join(f'„{choice}”' for choice in kind.choices)}." if kind.choices else ""
    return needed + kind.hint + choices


def _block(page: Any, title: str, rows: Iterable[tuple[str, str]]) -> None:
    page.append([title])
    page.cell(page.max_row, 1).font = Font(bold=True, size=13)
    for name, text in rows:
        page.append([name, text])
        page.cell(page.max_row, 1).alignment = page.cell(page.max_row, 2).alignment = _WRAP
    page.append([])
