"""The layout of a resolution sheet: rows "name | value", and under each table its bands as the council prints them.

``docs/resolutions.md`` describes it for whoever fills it in. Names of rows are matched without regard to case.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from fees.importing import cells
from fees.importing.draft import BandDraft, Defect, ResolutionDraft, TableDraft
from fees.importing.rows import ACT_ROWS, BAND_COLUMNS, NEEDED, PLURALS, TABLE_ROWS, RowKind
from fees.importing.sheets import Sheet
from fees.models import Base, LimitUnit

ACT_SECTION, TABLE_SECTION, BANDS_HEADER = "uchwała", "tabela", "dochód"
ALL_PROGRAMMES = "wszystkie"
IN_ZLOTY = frozenset({Base.FIXED.value, Base.FIXED_DAILY.value})
_MAY_EXCEED_THE_WHOLE = frozenset({Base.CRITERION.value, Base.FLAT_AMOUNT.value, Base.DAILY_RATE.value})
_HIGHEST_RATE = 1000


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

    @property
    def in_zloty(self) -> bool:
        """Whether the bands give złoty instead of percents."""
        return self.values.get("base") in IN_ZLOTY

    @property
    def blank(self) -> bool:
        """Whether nobody filled anything in: a spare part of the template."""
        return not self.values and not self.lines


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
            column = BAND_COLUMNS.get(PLURALS.get(name, name))
            if column is not None:
                section.columns[index] = column
            elif name:
                expected = ", ".join(f"„{label}”" for label in BAND_COLUMNS)
                self.wrong(number, letter(index), cell, f"nazwa kolumny: {expected}")
        if not NEEDED.issubset(section.columns.values()):
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

    def scope(self, section: _Section) -> None:
        if not section.values.keys() & {"programmes", "kind", "target_group", "apartments"}:
            self.wrong(
                section.rows.get("programy", section.row),
                "B",
                "",
                "czego dotyczy tabela: „programy” (kody albo „wszystkie”), „rodzaj mieszkania”, „grupa docelowa” "
                "albo „mieszkania”",
            )

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
            above, up_to = cells.limits(row[0], zloty=section.values.get("limit_unit") == LimitUnit.ZLOTY)
        except ValueError as error:
            self.wrong(number, "A", row[0], str(error))
            return
        notes = {who: row[at] for at, (what, who) in section.columns.items() if what == "note" and at < len(row)}
        for at, (what, household) in section.columns.items():
            if what != "rate" or at >= len(row):
                continue
            try:
                rate = cells.rate(row[at], zloty=section.in_zloty)
            except ValueError as error:
                self.wrong(number, letter(at), row[at], str(error))
                continue
            if rate is not None:
                times = 100 if rate.bare and fractions else 1
                value, to = rate.value * times, None if rate.to is None else rate.to * times
                note = notes.get(household, "")
                if self.fits(section, number, at, row[at], value, to) and self.note_fits(number, note):
                    yield BandDraft(number, household, above, up_to, _whole(value), note, to and _whole(to))

    def fits(self, section: _Section, number: int, at: int, text: str, value: Decimal, to: Decimal | None) -> bool:
        highest = to or value
        if value != round(value, 2) or highest != round(highest, 2):
            self.wrong(number, letter(at), text, "stawka z najwyżej dwoma miejscami po przecinku")
            return False
        most = _HIGHEST_RATE if section.values.get("base") in _MAY_EXCEED_THE_WHOLE else 100
        if not section.in_zloty and highest > most:
            self.wrong(number, letter(at), text, f"stawka od 0% do {most}%")
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
                    rate = cells.rate(row[at], zloty=section.in_zloty)
                except ValueError:
                    continue
                if rate is not None and rate.bare and rate.value:
                    yield number, at, row[at], rate.to or rate.value

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
    for section in [section for section in sections if not section.blank]:
        reader.required(section)
        reader.scope(section)
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
        amends=values.get("amends", ""),
        journal=values.get("journal", ""),
        notes=values.get("notes", ""),
        source=values.get("source", ""),
        tables=tables,
        rows=dict(section.rows),
    )


_OPTIONAL = (
    "kind", "target_group", "apartments", "limits_on", "amount_single", "amount_family", "local_list", "floor", "cap",
    "cap_cost", "cap_income", "minor_percent", "relief", "first_month_free", "payment_day", "payment_words",
    "payment_source", "notes",
)  # fmt: skip


_DEFAULTS = {"payment_day": None, "payment_words": "", "payment_source": "", "notes": ""}


def _table(section: _Section, bands: tuple[BandDraft, ...]) -> TableDraft:
    values = section.values
    programmes = values.get("programmes", ())
    every = programmes == (ALL_PROGRAMMES,)
    single, family = values.get("limits_criterion", (None, None))
    left, left_of_criterion = values.get("left_both", (None, None))
    given = {name: values[name] for name in _OPTIONAL if name in values}
    return TableDraft(
        row=section.row,
        code=values["code"],
        title=values["title"],
        base=values["base"],
        programmes=() if every else programmes,
        all_programmes=every,
        limit_unit=values["limit_unit"],
        limits_single=single,
        limits_family=family,
        left=left,
        left_of_criterion=left_of_criterion,
        rounding_step=values["rounding_step"],
        rounding_mode=values["rounding_mode"],
        rounding_source=values["rounding_source"],
        proration=values["proration"],
        proration_source=values["proration_source"],
        bands=bands,
        rows=dict(section.rows),
        **(_DEFAULTS | given),
    )


def letter(index: int) -> str:
    """The name of a column, the first being A."""
    return chr(ord("A") + index)


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))
