"""A cost order from a spreadsheet: rows "name | value", then one line for each programme or component."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from fees.costs import ComponentData, CostData, by_formula
from fees.importing import cells
from fees.importing.draft import Defect
from fees.importing.layout import letter
from fees.importing.sheets import Sheet
from fees.models import CostUnit
from office.errors import DomainError

_CHARGEABLE = {"odpłatny": True, "odpłatna": True, "tak": True, "": True}
_FREE = {"nieodpłatny": False, "nieodpłatna": False, "bezpłatny": False, "bezpłatna": False, "nie": False}
_ACT: dict[str, tuple[str, Callable[[str], Any]]] = {
    "numer": ("number", str),
    "z dnia": ("issued_on", cells.day),
    "w sprawie": ("title", str),
    "obowiązuje od": ("valid_from", cells.day),
    "obowiązuje do": ("valid_to", cells.day),
}
_OPTIONAL = frozenset({"valid_to"})
COLUMNS = (
    "program", "koszt", "koszt czego", "składnik", "kwota składnika", "odpłatny", "usługa", "jednostka",
    "wydatki za rok", "miejsca", "średnio dni w miesiącu",
)  # fmt: skip


@dataclass(slots=True)
class CostOrderDraft:
    """An order as read: its own data, and the cost of each programme by its code."""

    number: str = ""
    issued_on: date | None = None
    title: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    amounts: dict[str, CostData] = field(default_factory=dict)


def component_from(parts: Sequence[str]) -> ComponentData:
    """A component from its cells: name, amount, chargeable or free, code of a service, unit. Raises ``ValueError``."""
    label, amount, chargeable, service, unit = (part.strip() for part in [*parts, *[""] * 5][:5])
    if not label or not amount:
        raise ValueError("składnik ma nazwę i kwotę, np. „czynsz; 600; odpłatny”")
    word = chargeable.lower()
    if word not in _CHARGEABLE and word not in _FREE:
        raise ValueError(f"„{chargeable}”: wpisz „odpłatny” albo „nieodpłatny”")
    if unit and not service:
        raise ValueError(f"składnik „{label}” ma jednostkę, więc musi mieć kod usługi, którą się przyznaje")
    return ComponentData(label, cells.money(amount), _CHARGEABLE.get(word, False), service, unit)


def read_cost_order(sheet: Sheet) -> tuple[CostOrderDraft | None, list[Defect]]:
    """The order that the sheet describes, or everything that is wrong with it by row and column."""
    reader = _Reader(sheet)
    reader.read()
    return (None, reader.defects) if reader.defects else (reader.draft, [])


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.draft, self.defects = sheet, CostOrderDraft(), list[Defect]()
        self.columns: dict[str, int] = {}
        self.parts: dict[str, list[ComponentData]] = {}

    def wrong(self, row: int, column: str, found: str, expected: str) -> None:
        self.defects.append(Defect(self.sheet.name, row, column, found or "pusta komórka", expected))

    def read(self) -> None:
        for number, row in enumerate(self.sheet.rows, start=1):
            name = cells.tidy(row[0]).lower() if row else ""
            if not any(row):
                continue
            if self.columns:
                self.line(number, row)
            elif name == COLUMNS[0]:
                self.header(number, row)
            elif name in _ACT:
                self.act_row(number, name, row[1] if len(row) > 1 else "")
            else:
                self.wrong(number, "A", row[0], f"nazwa wiersza: {', '.join(_ACT)} albo „{COLUMNS[0]}”")
        for label, (attribute, _) in _ACT.items():
            if attribute not in _OPTIONAL and not getattr(self.draft, attribute):
                self.wrong(1, "A", f"brak wiersza „{label}”", f"wypełniony wiersz „{label}”")
        if not self.columns:
            self.wrong(len(self.sheet.rows), "A", "brak kosztów", f"wiersz z nazwami kolumn: {', '.join(COLUMNS)}")
        for code, parts in self.parts.items():
            given = self.draft.amounts[code]
            self.draft.amounts[code] = CostData(given.amount, given.unit, given.formula, tuple(parts))

    def act_row(self, number: int, name: str, text: str) -> None:
        attribute, read = _ACT[name]
        if not text:
            return
        try:
            setattr(self.draft, attribute, read(text))
        except ValueError as error:
            self.wrong(number, "B", text, str(error))

    def header(self, number: int, row: tuple[str, ...]) -> None:
        for index, cell in enumerate(row):
            name = cells.tidy(cell).lower()
            if name in COLUMNS:
                self.columns[name] = index
            elif name:
                self.wrong(number, letter(index), cell, f"nazwa kolumny: {', '.join(COLUMNS)}")

    def cell(self, row: tuple[str, ...], name: str) -> str:
        index = self.columns.get(name)
        return row[index] if index is not None and index < len(row) else ""

    def line(self, number: int, row: tuple[str, ...]) -> None:
        code = self.cell(row, "program")
        if not code:
            self.wrong(number, "A", "", "kod programu")
            return
        try:
            if self.cell(row, "składnik"):
                self.component(code, row)
            elif code in self.draft.amounts and code not in self.parts:
                self.wrong(number, "A", code, "program tylko w jednym wierszu kosztu")
            else:
                self.whole(code, row)
        except DomainError as error:
            self.wrong(number, "A", code, error.message)
        except ValueError as error:
            self.wrong(number, "A", " | ".join(cell for cell in row if cell), str(error))

    def component(self, code: str, row: tuple[str, ...]) -> None:
        names = ("składnik", "kwota składnika", "odpłatny", "usługa", "jednostka")
        self.draft.amounts.setdefault(code, CostData(unit=self.unit(row)))
        self.parts.setdefault(code, []).append(component_from([self.cell(row, name) for name in names]))

    def whole(self, code: str, row: tuple[str, ...]) -> None:
        text, spending = self.cell(row, "koszt"), self.cell(row, "wydatki za rok")
        amount: Decimal | None = cells.money(text) if text else None
        formula = ""
        if spending:
            places, days = self.cell(row, "miejsca"), self.cell(row, "średnio dni w miesiącu")
            if not places.isdecimal():
                raise ValueError("w kolumnie „miejsca” liczba miejsc")
            average = cells.plain(days) if days else None
            amount, formula = by_formula(
                spending=cells.money(spending), places=int(places), average_days=average, amount=amount
            )
        if amount is None:
            raise ValueError("w kolumnie „koszt” kwota w złotych, np. „1240,00”")
        self.draft.amounts[code] = CostData(amount, self.unit(row), formula)

    def unit(self, row: tuple[str, ...]) -> str:
        text = cells.tidy(self.cell(row, "koszt czego")).lower()
        if not text:
            return CostUnit.PLACE.value
        for unit in CostUnit:
            if text == str(unit.label):
                return unit.value
        raise ValueError("w kolumnie „koszt czego” jedno z: " + ", ".join(f"„{unit.label}”" for unit in CostUnit))
