"""Invented incomes for a simulation: read from a file, or made as an even row. No person stands behind them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from applications.models import HouseholdType
from fees.importing import FileRefused, read_file
from office.errors import DomainError
from office.polish import parse_money

HEADER = ("gospodarstwo", "osoby", "dochód", "dochód własny")
_HOUSEHOLDS = {
    "single": HouseholdType.SINGLE,
    "samotna": HouseholdType.SINGLE,
    "osoba samotnie gospodarująca": HouseholdType.SINGLE,
    "family": HouseholdType.FAMILY,
    "rodzina": HouseholdType.FAMILY,
    "osoba w rodzinie": HouseholdType.FAMILY,
}
_MOST_PERSONS = 99
_TOO_MUCH = Decimal(10) ** 8
Invented = tuple[str, int, Decimal, Decimal | None]


def from_file(name: str, content: bytes) -> list[Invented]:
    """The incomes of a CSV, XLSX or ODS with the columns of ``HEADER``; złoty a month, the family's as a whole.

    Raises ``DomainError`` naming the row, what was found and what was expected.
    """
    try:
        sheet = read_file(name, content)
    except FileRefused as refusal:
        raise DomainError("file", str(refusal), "file") from refusal
    rows = [(number, row) for number, row in enumerate(sheet.rows, start=1) if any(cell.strip() for cell in row)]
    if not rows or tuple(cell.strip().lower() for cell in rows[0][1][: len(HEADER)]) != HEADER:
        raise DomainError("file", f"Pierwszy wiersz pliku ma nazwy kolumn: {', '.join(HEADER)}.", "file")
    return [_income(number, row) for number, row in rows[1:]]


def _income(number: int, row: Sequence[str]) -> Invented:
    cells = [cell.strip() for cell in row] + [""] * len(HEADER)
    household = _HOUSEHOLDS.get(cells[0].lower())
    if household is None:
        raise _wrong(number, HEADER[0], cells[0], "„samotna” albo „rodzina”")
    persons = int(cells[1]) if cells[1].isdecimal() else 0
    if household == HouseholdType.SINGLE and not cells[1]:
        persons = 1
    fits = persons == 1 if household == HouseholdType.SINGLE else 2 <= persons <= _MOST_PERSONS
    if not fits:
        raise _wrong(number, HEADER[1], cells[1], "1 dla osoby samotnej, od 2 dla rodziny")
    income = _money(number, 2, cells[2])
    own = _money(number, 3, cells[3]) if cells[3] else None
    if own is not None and (own > income or (household == HouseholdType.SINGLE and own != income)):
        raise _wrong(number, HEADER[3], cells[3], "nie więcej niż dochód; dla osoby samotnej puste")
    return household.value, persons, income, None if household == HouseholdType.SINGLE else own


def _money(number: int, column: int, text: str) -> Decimal:
    try:
        amount = parse_money(text)
    except ValueError as error:
        raise _wrong(number, HEADER[column], text, "kwota, np. 1350,00") from error
    if not 0 <= amount < _TOO_MUCH:
        raise _wrong(number, HEADER[column], text, "kwota od 0 zł")
    return amount


def _wrong(number: int, column: str, found: str, expected: str) -> DomainError:
    return DomainError("file", f"Wiersz {number}, „{column}”: jest „{found}”, powinno być: {expected}.", "file")


def grid(
    *, household: str, persons: int, lowest: Decimal, highest: Decimal, step: Decimal, most: int
) -> list[Invented]:
    """Incomes from ``lowest`` to ``highest`` złoty in equal steps; in a family all of it counts as the person's own.

    Raises ``DomainError`` where the household has no such number of persons, or there would be more than ``most``.
    """
    if (household == HouseholdType.SINGLE) != (persons == 1):
        raise DomainError("persons", "Osoba samotna to jedna osoba, a rodzina – co najmniej dwie.", "persons")
    if step <= 0:
        raise DomainError("step", "Krok musi być większy niż 0 zł.", "step")
    if highest < lowest:
        raise DomainError("highest", "Najwyższy dochód nie może być niższy niż najniższy.", "highest")
    if (highest - lowest) / step >= most:
        raise DomainError("step", f"To więcej niż {most} dochodów. Wpisz większy krok.", "step")
    own = household != HouseholdType.SINGLE
    return [(household, persons, income, income if own else None) for income in _steps(lowest, highest, step)]


def _steps(lowest: Decimal, highest: Decimal, step: Decimal) -> Iterator[Decimal]:
    while lowest <= highest:
        yield lowest
        lowest += step
