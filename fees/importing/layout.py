"""The layout of a resolution sheet: rows "name | value", and under each table its bands as the council prints them.

``docs/resolutions.md`` describes it for whoever fills it in. Names of rows are matched without regard to case.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from applications.models import HouseholdType
from fees.importing import cells
from fees.importing.draft import BandDraft, Defect, ResolutionDraft, TableDraft
from fees.importing.sheets import Sheet
from fees.models import Base, Proration, RoundingMode
from office.models import Certainty

ACT_SECTION, TABLE_SECTION, BANDS_HEADER = "uchwała", "tabela", "dochód"
ALL_PROGRAMMES = "wszystkie"
PERCENT_LIMITS = "% kryterium dochodowego"

Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class RowKind:
    """One named row: the name people see, the field it fills, how it is read, whether it must be there."""

    label: str
    name: str
    read: Reader = str
    required: bool = False
    longest: int = 5000


def _choice(choices: Iterable[tuple[Any, Any]]) -> Reader:
    values = {cells.tidy(str(label)).lower(): str(value) for value, label in choices}
    expected = "jedno z: " + ", ".join(f"„{label}”" for _, label in choices)

    def read(text: str) -> str:
        try:
            return values[cells.tidy(text).lower()]
        except KeyError as error:
            raise ValueError(expected) from error

    return read


def _certainty(text: str) -> str:
    by_word = {str(label).split(" ")[0]: value for value, label in Certainty.choices}
    first = cells.tidy(text).lower().split(" ")[0]
    if first not in by_word:
        raise ValueError("jedno z: " + ", ".join(f"„{label}”" for label in Certainty.labels))
    return by_word[first]


def _programmes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(",", ";").split(";") if part.strip())


def _limits_in_percent(text: str) -> str:
    if "%" not in text:
        raise ValueError(f"„{PERCENT_LIMITS}”: progów w złotych program jeszcze nie wczytuje")
    return text


ACT_ROWS = (
    RowKind("gmina", "municipality", required=True),
    RowKind("numer", "number", required=True, longest=60),
    RowKind("z dnia", "adopted_on", cells.day, required=True),
    RowKind("w sprawie", "title", required=True, longest=400),
    RowKind("obowiązuje od", "valid_from", cells.day, required=True),
    RowKind("obowiązuje do", "valid_to", cells.day),
    RowKind("pewność dnia wejścia w życie", "valid_from_certainty", _certainty, required=True),
    RowKind("zastępuje", "replaces", longest=60),
    RowKind("miejsce publikacji", "journal", longest=150),
    RowKind("uwagi", "notes"),
    RowKind("źródło", "source", longest=300),
)
TABLE_ROWS = (
    RowKind("kod", "code", cells.slug, required=True),
    RowKind("tytuł", "title", required=True, longest=300),
    RowKind("programy", "programmes", _programmes, required=True),
    RowKind("podstawa", "base", _choice(Base.choices), required=True),
    RowKind("progi", "limits", _limits_in_percent, required=True),
    RowKind("zaokrąglenie do", "rounding_step", cells.money, required=True),
    RowKind("zaokrąglenie sposób", "rounding_mode", _choice(RoundingMode.choices), required=True),
    RowKind("zaokrąglenie skąd", "rounding_source", required=True, longest=200),
    RowKind("niepełny miesiąc", "proration", _choice(Proration.choices), required=True),
    RowKind("niepełny miesiąc skąd", "proration_source", required=True, longest=200),
    RowKind("dzień płatności", "payment_day", cells.day_of_month),
    RowKind("płatność słowa", "payment_words", longest=200),
    RowKind("płatność skąd", "payment_source", longest=200),
    RowKind("uwagi", "notes"),
)
BAND_COLUMNS = {
    "osoba samotnie gospodarująca": ("rate", HouseholdType.SINGLE.value),
    "osoba w rodzinie": ("rate", HouseholdType.FAMILY.value),
    "uwaga: osoba samotnie gospodarująca": ("note", HouseholdType.SINGLE.value),
    "uwaga: osoba w rodzinie": ("note", HouseholdType.FAMILY.value),
}
_PLURALS = {"osoby samotnie gospodarujące": "osoba samotnie gospodarująca", "osoby w rodzinie": "osoba w rodzinie"}
_NEEDED = frozenset({("rate", HouseholdType.SINGLE.value), ("rate", HouseholdType.FAMILY.value)})


@dataclass(slots=True)
class _Section:
    """The rows between two section names: what was read, from which row, and what is wrong."""

    row: int
    kinds: Mapping[str, RowKind]
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    header_row: int = 0
    columns: dict[int, tuple[str, str]] = field(default_factory=dict)
    lines: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)


class _Reader:
    """Reads one sheet and collects everything that is wrong instead of stopping at the first."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.defects: list[Defect] = []

    def wrong(self, row: int, column: str, found: str, expected: str) -> None:
        self.defects.append(Defect(self.sheet.name, row, column, found or "pusta komórka", expected))

    def sections(self) -> tuple[_Section | None, list[_Section]]:
        act: _Section | None = None
        tables: list[_Section] = []
        current: _Section | None = None
        for number, row in enumerate(self.sheet.rows, start=1):
            if not any(row):
                continue
            name = cells.tidy(row[0]).lower().rstrip(":")
            if name == ACT_SECTION and act is None:
                act = current = _Section(number, {kind.label: kind for kind in ACT_ROWS})
            elif name == TABLE_SECTION:
                current = _Section(number, {kind.label: kind for kind in TABLE_ROWS})
                tables.append(current)
            elif current is None:
                self.wrong(number, "A", row[0], "na początku arkusza słowo „Uchwała”, a pod nim dane uchwały")
                return None, []
            else:
                self.row(current, number, row, name)
        return act, tables

    def row(self, section: _Section, number: int, row: tuple[str, ...], name: str) -> None:
        if section.header_row:
            section.lines.append((number, row))
        elif name.startswith(BANDS_HEADER) and len([cell for cell in row if cell]) > 1 and section.kinds.get("kod"):
            self.header(section, number, row)
        elif name not in section.kinds:
            expected = ", ".join(f"„{label}”" for label in section.kinds)
            self.wrong(number, "A", row[0], f"nazwa wiersza: {expected}")
        elif name in section.rows:
            self.wrong(
                number, "A", row[0], f"wiersz „{name}” tylko raz (pierwszy raz stoi w wierszu {section.rows[name]})"
            )
        else:
            self.value(section, number, section.kinds[name], row[1] if len(row) > 1 else "")

    def value(self, section: _Section, number: int, kind: RowKind, text: str) -> None:
        section.rows[kind.label] = number
        if not text:
            return
        if len(text) > kind.longest:
            self.wrong(number, "B", f"{text[:40]}… ({len(text)} znaków)", f"najwyżej {kind.longest} znaków")
            return
        try:
            section.values[kind.name] = kind.read(text)
        except ValueError as error:
            self.wrong(number, "B", text, str(error))

    def header(self, section: _Section, number: int, row: tuple[str, ...]) -> None:
        section.header_row = number
        for index, cell in enumerate(row[1:], start=1):
            name = cells.tidy(cell).lower()
            column = BAND_COLUMNS.get(_PLURALS.get(name, name))
            if column is not None:
                section.columns[index] = column
            elif name:
                expected = ", ".join(f"„{label}”" for label in BAND_COLUMNS)
                self.wrong(number, letter(index), cell, f"nazwa kolumny: {expected}")
        if not _NEEDED.issubset(section.columns.values()):
            self.wrong(
                number, "A", " | ".join(row), "kolumny „osoba samotnie gospodarująca” i „osoba w rodzinie” (obie)"
            )

    def required(self, section: _Section) -> None:
        for kind in section.kinds.values():
            if kind.required and kind.name not in section.values:
                row = section.rows.get(kind.label)
                if row is None:
                    self.wrong(section.row, "A", f"brak wiersza „{kind.label}”", f"wiersz „{kind.label}” w tej części")
                elif not any(defect.row == row for defect in self.defects):
                    self.wrong(row, "B", "", f"wypełniony wiersz „{kind.label}”")

    def bands(self, section: _Section) -> tuple[BandDraft, ...]:
        if not section.header_row:
            self.wrong(section.row, "A", "brak progów", "wiersz „dochód” z nazwami kolumn, a pod nim progi")
            return ()
        if not section.lines:
            self.wrong(section.header_row, "A", "brak progów", "pod tym wierszem progi, np. „do 100%”")
        bands = []
        self.refuse_mixed_rates(section)
        fractions = self.fractions(section)
        for number, row in section.lines:
            bands += list(self.band(section, number, row, fractions=fractions))
        return tuple(bands)

    def band(self, section: _Section, number: int, row: tuple[str, ...], *, fractions: bool) -> Iterator[BandDraft]:
        try:
            above, up_to = cells.limits(row[0])
        except ValueError as error:
            self.wrong(number, "A", row[0], str(error))
            return
        notes = {who: row[at] for at, (what, who) in section.columns.items() if what == "note" and at < len(row)}
        for at, (what, household) in section.columns.items():
            if what != "rate" or at >= len(row):
                continue
            try:
                rate = cells.rate(row[at])
            except ValueError as error:
                self.wrong(number, letter(at), row[at], str(error))
                continue
            if rate is not None:
                value = rate.value * 100 if rate.bare and fractions else rate.value
                note = notes.get(household, "")
                if self.fits(number, at, row[at], value) and self.note_fits(number, note):
                    yield BandDraft(number, household, above, up_to, _whole(value), note)

    def fits(self, number: int, at: int, text: str, value: Decimal) -> bool:
        if value != round(value, 2):
            self.wrong(number, letter(at), text, "stawka z najwyżej dwoma miejscami po przecinku")
            return False
        if value > 100:
            self.wrong(number, letter(at), text, "stawka od 0% do 100%")
            return False
        return True

    def note_fits(self, number: int, note: str) -> bool:
        if len(note) > 300:
            self.wrong(number, "uwaga", f"{note[:40]}…", "uwaga najwyżej 300 znaków")
            return False
        return True

    def bare_rates(self, section: _Section) -> Iterator[tuple[int, int, str, Decimal]]:
        for number, row in section.lines:
            for at, (what, _) in section.columns.items():
                if what != "rate" or at >= len(row):
                    continue
                try:
                    rate = cells.rate(row[at])
                except ValueError:
                    continue
                if rate is not None and rate.bare and rate.value:
                    yield number, at, row[at], rate.value

    def fractions(self, section: _Section) -> bool:
        """Whether bare numbers are parts of one: 0,1 for 10%. They are when none of them is above one."""
        return all(value <= 1 for *_, value in self.bare_rates(section))

    def refuse_mixed_rates(self, section: _Section) -> None:
        if self.fractions(section):
            return
        for number, at, text, value in self.bare_rates(section):
            if value <= 1:
                self.wrong(
                    number,
                    letter(at),
                    text,
                    "stawka ze znakiem %: inne stawki tej tabeli są większe niż 1, więc nie wiadomo, czy to ułamek",
                )


def read_layout(sheet: Sheet) -> tuple[ResolutionDraft | None, list[Defect]]:
    """The draft that the sheet describes and all defects of its cells; no draft where a cell that it needs is wrong."""
    reader = _Reader(sheet)
    act, sections = reader.sections()
    if act is None:
        if not reader.defects:
            reader.wrong(1, "A", "", "na początku arkusza słowo „Uchwała”, a pod nim dane uchwały")
        return None, reader.defects
    reader.required(act)
    tables = []
    for section in sections:
        reader.required(section)
        bands = reader.bands(section)
        if not reader.defects:
            tables.append(_table(section, bands))
    if reader.defects:
        return None, reader.defects
    return _act(sheet.name, act, tuple(tables)), []


def _act(sheet: str, section: _Section, tables: tuple[TableDraft, ...]) -> ResolutionDraft:
    values = section.values
    valid_to: date | None = values.get("valid_to")
    return ResolutionDraft(
        sheet=sheet,
        municipality=values["municipality"],
        number=values["number"],
        adopted_on=values["adopted_on"],
        title=values["title"],
        valid_from=values["valid_from"],
        valid_to=valid_to,
        valid_from_certainty=values["valid_from_certainty"],
        replaces=values.get("replaces", ""),
        journal=values.get("journal", ""),
        notes=values.get("notes", ""),
        source=values.get("source", ""),
        tables=tables,
        rows=dict(section.rows),
    )


def _table(section: _Section, bands: tuple[BandDraft, ...]) -> TableDraft:
    values = section.values
    every = values["programmes"] == (ALL_PROGRAMMES,)
    return TableDraft(
        row=section.row,
        code=values["code"],
        title=values["title"],
        base=values["base"],
        programmes=() if every else values["programmes"],
        all_programmes=every,
        rounding_step=values["rounding_step"],
        rounding_mode=values["rounding_mode"],
        rounding_source=values["rounding_source"],
        proration=values["proration"],
        proration_source=values["proration_source"],
        payment_day=values.get("payment_day"),
        payment_words=values.get("payment_words", ""),
        payment_source=values.get("payment_source", ""),
        notes=values.get("notes", ""),
        bands=bands,
        rows=dict(section.rows),
    )


def letter(index: int) -> str:
    """The name of a column, the first being A."""
    return chr(ord("A") + index)


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))
