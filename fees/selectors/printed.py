"""A table as the council printed it, and beside the printed limits złoty for the criterion of a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from applications.models import HouseholdType, HousingKind
from fees.importing import TableDraft
from fees.importing.export import limits_text, rate_text
from fees.models import Base, FeeTable, IncomeCriterion, LimitsOn, LimitUnit
from office.polish import NBSP, number, percent, zloty

_GROSZ = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row: the limits as printed; for single and family the limits in złoty and the rate in words."""

    limits: str
    single_zloty: str
    single_rate: str
    family_zloty: str
    family_rate: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table with what is said about it. ``in_zloty``: its limits are złoty, which no criterion moves."""

    code: str
    title: str
    base: str
    programmes: str
    facts: tuple[tuple[str, str], ...]
    notes: str
    rows: tuple[PrintedRow, ...]
    in_zloty: bool = False
    stale: str = ""


def as_printed(table: FeeTable, criterion: IncomeCriterion | None) -> PrintedTable:
    """A stored table; without a criterion the złoty are left out."""
    programmes = [programme.name for programme in table.programmes.all()]
    apartments = [apartment.code for apartment in table.apartments.all()]
    return _printed(table, _scope(table, programmes, apartments), table.bands.all(), criterion)


def draft_as_printed(table: TableDraft, names: dict[str, str], criterion: IncomeCriterion | None) -> PrintedTable:
    """A table that is not stored yet; ``names`` gives each programme's name by its code."""
    programmes = [names.get(code, code) for code in table.programmes]
    return _printed(table, _scope(table, programmes, list(table.apartments)), table.bands, criterion)


def _scope(table: Any, programmes: list[str], apartments: list[str]) -> str:
    parts = ["wszystkie mieszkania"] if table.all_programmes else []
    if programmes:
        parts.append(", ".join(programmes))
    if table.kind:
        parts.append(str(HousingKind(table.kind).label))
    if table.target_group:
        parts.append(f"dla: {table.target_group}")
    if apartments:
        parts.append(f"mieszkania: {', '.join(apartments)}")
    return "; ".join(parts)


def _printed(table: Any, scope: str, bands: Iterable[Any], criterion: IncomeCriterion | None) -> PrintedTable:
    base = str(Base(table.base).label)
    facts = (
        ("Podstawa", base),
        ("Czego dotyczy", scope),
        *_amounts(table),
        *_bounds(table),
        ("Zaokrąglenie", f"do {number(table.rounding_step, 2)}{NBSP}zł, {_rounding(table)} ({table.rounding_source})"),
        ("Niepełny miesiąc", f"{_proration(table)} ({table.proration_source})"),
        ("Płatność", _payment(table)),
    )
    in_zloty = table.limit_unit == LimitUnit.ZLOTY
    rows = _rows(table, bands, criterion)
    stale = _stale(table, criterion)
    return PrintedTable(table.code, table.title, base, scope, facts, table.notes, rows, in_zloty, stale)


def _payment(table: Any) -> str:
    payment = f"{table.payment_day}. dnia miesiąca" if table.payment_day else "nie podano"
    words = f" – „{table.payment_words}”" if table.payment_words else ""
    return payment + words + (f" ({table.payment_source})" if table.payment_source else "")


def _amounts(table: Any) -> list[tuple[str, str]]:
    if table.amount_single is None or table.amount_family is None:
        return []
    period = "za dzień" if table.base == Base.DAILY_RATE else "miesięcznie"
    words = f"{zloty(table.amount_single)} (osoba samotnie gospodarująca), {zloty(table.amount_family)} (w rodzinie)"
    return [("Kwota z uchwały", f"{words}, {period}")]


def _bounds(table: Any) -> list[tuple[str, str]]:
    """What the table says beyond rates: only what it does say."""
    said = (
        ("Dochody", table.local_list, lambda: "opłatę liczy się tylko od dochodów z listy uchwały"),
        ("Najniższa opłata", table.floor, lambda: zloty(table.floor)),
        ("Najwyższa opłata", table.cap, lambda: zloty(table.cap)),
        ("Nie więcej niż", table.cap_cost, lambda: "pełny koszt pobytu"),
        ("Nie więcej niż", table.cap_income, lambda: f"{percent(table.cap_income)} własnego dochodu osoby"),
        ("Osobie pozostaje", table.left, lambda: f"co najmniej {zloty(table.left)}"),
        ("Kryterium dla osoby", table.left_of_criterion, lambda: f"pozostaje {percent(table.left_of_criterion)}"),
        ("Małoletni", table.minor_percent, lambda: f"{percent(table.minor_percent)} opłaty osoby, z którą mieszka"),
        ("Ulgi", table.relief, lambda: str(table.relief)),
        ("Pierwszy miesiąc", table.first_month_free, lambda: "bez opłaty"),
    )
    return [(label, words()) for label, value, words in said if value]


def _stale(table: Any, criterion: IncomeCriterion | None) -> str:
    """That limits in złoty were computed from another criterion than today's."""
    if table.limit_unit != LimitUnit.ZLOTY or criterion is None:
        return ""
    was = (table.limits_single, table.limits_family)
    if None in was or was == (criterion.single, criterion.family):
        return ""
    return (
        f"Tabela liczona od {number(was[0])}/{number(was[1])}, a dziś obowiązuje kryterium "
        f"{number(criterion.single)}/{number(criterion.family)}. Progi w złotych się nie zmieniły; kto ma dochód "
        "do kryterium, nie płaci z mocy ustawy."
    )


def _rounding(table: Any) -> str:
    return str(FeeTable(rounding_mode=table.rounding_mode).get_rounding_mode_display())


def _proration(table: Any) -> str:
    return str(FeeTable(proration=table.proration).get_proration_display())


def _rows(table: Any, bands: Iterable[Any], criterion: IncomeCriterion | None) -> tuple[PrintedRow, ...]:
    by_limits: dict[tuple[Decimal, Decimal | None], dict[str, Any]] = defaultdict(dict)
    for band in sorted(bands, key=lambda band: (band.above, band.up_to is None, band.up_to or 0)):
        by_limits[(band.above, band.up_to)][band.household] = band
    single, family = (criterion.single, criterion.family) if criterion else (None, None)
    rows = []
    for (above, up_to), pair in by_limits.items():
        one, many = pair.get(HouseholdType.SINGLE), pair.get(HouseholdType.FAMILY)
        rows.append(
            PrintedRow(
                limits=limits_text(above, up_to, table.limit_unit),
                single_zloty=_zloty(table, above, up_to, single) if one else "",
                single_rate=_rate(one, table.base),
                family_zloty=_zloty(table, above, up_to, family) if many else "",
                family_rate=_rate(many, table.base),
                notes=tuple(dict.fromkeys(band.note for band in (one, many) if band and band.note)),
            )
        )
    return tuple(rows)


def _zloty(table: Any, above: Decimal, up_to: Decimal | None, criterion: Decimal | None) -> str:
    if table.limit_unit == LimitUnit.ZLOTY:
        whose = " (dochód całej rodziny)" if table.limits_on == LimitsOn.FAMILY else ""
        return _between(number(above, 2), None if up_to is None else number(up_to, 2), bool(above)) + whose
    if criterion is None:
        return ""
    return _between(_limit(above, criterion), None if up_to is None else _limit(up_to, criterion), bool(above))


def _between(lower: str, upper: str | None, above_zero: bool) -> str:
    if not above_zero:
        return f"do {upper}" if upper else "każdy dochód"
    return f"powyżej {lower}" + (f" do {upper}" if upper else "")


def _limit(value: Decimal, criterion: Decimal) -> str:
    return number((value * criterion / 100).quantize(_GROSZ, ROUND_FLOOR), 2)


def _rate(band: Any, base: str) -> str:
    return "–" if band is None else rate_text(band.rate, band.rate_to, base)
