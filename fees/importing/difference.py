"""What a new text of the rules changes: band by band against the act, or the version, that is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from applications.models import HouseholdType
from fees.importing.draft import ResolutionDraft
from fees.importing.export import limits_text, rate_text
from fees.models import Base, FeeTable, LimitUnit, Proration, Resolution, RoundingMode
from office.polish import zloty

_NOTHING = "–"
_LABELS: tuple[tuple[str, str, Any], ...] = (
    ("base", "podstawa", lambda value: str(Base(value).label)),
    ("limit_unit", "progi", lambda value: str(LimitUnit(value).label)),
    ("rounding_step", "zaokrąglenie do", zloty),
    ("rounding_mode", "zaokrąglenie sposób", lambda value: str(RoundingMode(value).label)),
    ("proration", "niepełny miesiąc", lambda value: str(Proration(value).label)),
    ("payment_day", "dzień płatności", str),
    ("amount_single", "kwota: osoba samotnie gospodarująca", zloty),
    ("amount_family", "kwota: osoba w rodzinie", zloty),
    ("floor", "najniższa opłata", zloty),
    ("cap", "najwyższa opłata", zloty),
    ("cap_cost", "nie więcej niż koszt", lambda value: "tak" if value else "nie"),
    ("cap_income", "nie więcej niż % dochodu", lambda value: f"{value.normalize():f}%"),
    ("left", "zostaje osobie", zloty),
    ("left_of_criterion", "zostaje osobie, % kryterium", lambda value: f"{value.normalize():f}%"),
    ("minor_percent", "małoletni", lambda value: f"{value.normalize():f}%"),
    ("relief", "ulgi", str),
    ("first_month_free", "pierwszy miesiąc", lambda value: "bez opłaty" if value else "płatny"),
    ("local_list", "lista dochodów", lambda value: "tak" if value else "nie"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changes: in which table, what, what it was and what it will be (a dash: nothing)."""

    table: str
    what: str
    before: str
    after: str


def differences(draft: ResolutionDraft, before: Iterable[FeeTable]) -> list[Difference]:
    """Everything in which ``draft`` differs from the tables in force; tables are the same where their code is."""
    old = {table.code: table for table in before}
    found: list[Difference] = []
    for table in draft.tables:
        known = old.pop(table.code, None)
        if known is None:
            found.append(Difference(table.title, "cała tabela", _NOTHING, "nowa tabela"))
        found += _of_table(table, known)
    if not draft.amends:
        found += [Difference(table.title, "cała tabela", "jest", "znika") for table in old.values()]
    return found


def _of_table(table: Any, known: FeeTable | None) -> Iterable[Difference]:
    if known is not None:
        for name, label, write in _LABELS:
            was, now = getattr(known, name), getattr(table, name)
            if (was or None) != (now or None):
                yield Difference(table.title, label, write(was) if was else _NOTHING, write(now) if now else _NOTHING)
    was_bands = _bands(known, known.bands.all()) if known else {}
    now_bands = _bands(table, table.bands)
    for household in HouseholdType:
        keys = sorted({key for key in (*was_bands, *now_bands) if key[0] == household.value}, key=_order)
        for key in keys:
            was, now = was_bands.get(key, _NOTHING), now_bands.get(key, _NOTHING)
            if was != now:
                limits = limits_text(key[1], key[2], table.limit_unit)
                yield Difference(table.title, f"{household.label}, {limits}", was, now)


def _bands(table: Any, bands: Iterable[Any]) -> dict[tuple[str, Any, Any], str]:
    return {(band.household, band.above, band.up_to): rate_text(band.rate, band.rate_to, table.base) for band in bands}


def _order(key: tuple[str, Any, Any]) -> tuple[Any, bool, Any]:
    return key[1], key[2] is None, key[2] or 0


def reference_of(draft: ResolutionDraft, acts: Iterable[Resolution]) -> Resolution | None:
    """The act that ``draft`` is compared with: its own earlier version, else what it replaces or amends."""
    by_number = {act.number: act for act in acts if act.content_loaded}
    for number in (draft.number, draft.replaces, draft.amends):
        if number in by_number:
            return by_number[number]
    return None
