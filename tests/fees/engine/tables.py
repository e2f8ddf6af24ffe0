"""The tests' own rules: tables from ``tests/fees/cases/tables.toml``, and builders for what a test leaves out."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from fees.engine import Band, Base, Cost, Criterion, Facts, HouseholdType, Income, Rounding, Rules, Schedule

CASES = Path(__file__).parent.parent / "cases"
TODAY = date(2026, 11, 21)

ACT = "ustawy o pomocy społecznej"
PROVISIONS = {
    "ups.6.4": f"art. 6 pkt 4 {ACT}",
    "ups.6.10": f"art. 6 pkt 10 {ACT}",
    "ups.6.14": f"art. 6 pkt 14 {ACT}",
    "ups.8.1.1": f"art. 8 ust. 1 pkt 1 {ACT}",
    "ups.8.1.2": f"art. 8 ust. 1 pkt 2 {ACT}",
    "ups.8.1.3": f"art. 8 ust. 1 pkt 3 {ACT}",
    "ups.8.3": f"art. 8 ust. 3 {ACT}",
    "ups.8.4": f"art. 8 ust. 4 {ACT}",
    "ups.97.1": f"art. 97 ust. 1 {ACT}",
    "ups.97.5": f"art. 97 ust. 5 {ACT}",
}
ROUNDING = Rounding("ustawienie urzędu: do grosza")
ORDER = "fikcyjne zarządzenie o koszcie pobytu"
TABLES = tomllib.loads((CASES / "tables.toml").read_text(encoding="utf-8"))


def rows(municipality: str) -> Iterator[dict[str, str]]:
    with (CASES / f"{municipality}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def bands(*limits_and_rates: tuple[str, str, str]) -> tuple[Band, ...]:
    return tuple(
        Band(Decimal(above), Decimal(up_to) if up_to else None, Decimal(rate))
        for above, up_to, rate in limits_and_rates
    )


def schedule(table: str, rounding: Rounding = ROUNDING) -> Schedule:
    data = TABLES[table]
    return Schedule(
        code=table,
        title=data["title"],
        base=Base(data["base"]),
        bands=bands(*data["bands"]),
        rounding=rounding,
        source=data["source"],
        resolution=data["resolution"],
    )


def rules(
    table: str | Schedule,
    household: HouseholdType = HouseholdType.SINGLE,
    *,
    criterion: str | None = None,
    cost: str | None = "1200.00",
    on: date = TODAY,
) -> Rules:
    per_person = criterion or ("1010" if household is HouseholdType.SINGLE else "823")
    return Rules(
        household=household,
        criterion=Criterion(Decimal(per_person), on.replace(month=1, day=1), "§ 1 rozporządzenia o kryteriach"),
        schedule=schedule(table) if isinstance(table, str) else table,
        provisions=PROVISIONS,
        cost=Cost(Decimal(cost), ORDER) if cost else None,
    )


def single(income: str, on: date = TODAY) -> Facts:
    return Facts(on, HouseholdType.SINGLE, 1, (Income("renta socjalna", Decimal(income)),))


def family(persons: int, income: str, own: str, on: date = TODAY) -> Facts:
    """A family with ``income`` altogether, of which ``own`` belongs to the person who pays."""
    mine = Income("renta socjalna", Decimal(own))
    rest = Income("wynagrodzenie", Decimal(income) - Decimal(own), own=False)
    return Facts(on, HouseholdType.FAMILY, persons, (mine, rest))
