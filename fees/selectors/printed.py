"""A table as the council printed it: percents, and beside them złoty for the criterion of a day, single and family."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from applications.models import HouseholdType
from fees.importing import TableDraft
from fees.importing.export import limits_text
from fees.models import Base, FeeTable, IncomeCriterion
from office.polish import NBSP, number, percent

_GROSZ = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row: the limits in percent; for single and family the limits in złoty (per person) and the rate in words."""

    limits: str
    single_zloty: str
    single_rate: str
    family_zloty: str
    family_rate: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table with what is said about it."""

    code: str
    title: str
    base: str
    programmes: str
    facts: tuple[tuple[str, str], ...]
    notes: str
    rows: tuple[PrintedRow, ...]


def as_printed(table: FeeTable, criterion: IncomeCriterion | None) -> PrintedTable:
    """A stored table; without a criterion the złoty are left out."""
    names = "wszystkie" if table.all_programmes else ", ".join(programme.name for programme in table.programmes.all())
    return _printed(table, names, str(table.get_base_display()), table.bands.all(), criterion)


def draft_as_printed(table: TableDraft, names: dict[str, str], criterion: IncomeCriterion | None) -> PrintedTable:
    """A table that is not stored yet; ``names`` gives each programme's name by its code."""
    programmes = "wszystkie" if table.all_programmes else ", ".join(names.get(code, code) for code in table.programmes)
    return _printed(table, programmes, str(Base(table.base).label), table.bands, criterion)


def _printed(
    table: Any, programmes: str, base: str, bands: Iterable[Any], criterion: IncomeCriterion | None
) -> PrintedTable:
    payment = f"{table.payment_day}. dnia miesiąca" if table.payment_day else "nie podano"
    words = f" – „{table.payment_words}”" if table.payment_words else ""
    source = f" ({table.payment_source})" if table.payment_source else ""
    facts = (
        ("Stawka jest procentem", base),
        ("Dotyczy programów", programmes),
        ("Zaokrąglenie", f"do {number(table.rounding_step, 2)}{NBSP}zł, {_rounding(table)} ({table.rounding_source})"),
        ("Niepełny miesiąc", f"{_proration(table)} ({table.proration_source})"),
        ("Płatność", payment + words + source),
    )
    return PrintedTable(table.code, table.title, base, programmes, facts, table.notes, _rows(bands, criterion))


def _rounding(table: Any) -> str:
    return str(FeeTable(rounding_mode=table.rounding_mode).get_rounding_mode_display())


def _proration(table: Any) -> str:
    return str(FeeTable(proration=table.proration).get_proration_display())


def _rows(bands: Iterable[Any], criterion: IncomeCriterion | None) -> tuple[PrintedRow, ...]:
    by_limits: dict[tuple[Decimal, Decimal | None], dict[str, Any]] = defaultdict(dict)
    for band in sorted(bands, key=lambda band: (band.above, band.up_to is None, band.up_to or 0)):
        by_limits[(band.above, band.up_to)][band.household] = band
    single, family = (criterion.single, criterion.family) if criterion else (None, None)
    rows = []
    for (above, up_to), pair in by_limits.items():
        one, many = pair.get(HouseholdType.SINGLE), pair.get(HouseholdType.FAMILY)
        rows.append(
            PrintedRow(
                limits=limits_text(above, up_to),
                single_zloty=_zloty(above, up_to, single) if one else "",
                single_rate=_rate(one),
                family_zloty=_zloty(above, up_to, family) if many else "",
                family_rate=_rate(many),
                notes=tuple(dict.fromkeys(band.note for band in (one, many) if band and band.note)),
            )
        )
    return tuple(rows)


def _zloty(above: Decimal, up_to: Decimal | None, criterion: Decimal | None) -> str:
    if criterion is None:
        return ""
    lower, upper = _limit(above, criterion), None if up_to is None else _limit(up_to, criterion)
    if not above:
        return f"do {upper}" if upper else "każdy dochód"
    return f"powyżej {lower}" + (f" do {upper}" if upper else "")


def _limit(value: Decimal, criterion: Decimal) -> str:
    return number((value * criterion / 100).quantize(_GROSZ, ROUND_FLOOR), 2)


def _rate(band: Any) -> str:
    if band is None:
        return "–"
    return percent(band.rate) if band.rate else "nieodpłatnie"
