"""What a row of a run says in Polish: on the page, in the spreadsheet and in the terminal alike."""

from decimal import Decimal
from typing import Any

from fees.changes.models import Cause, ChangeRow, TenPercent
from office.polish import zloty

_AND_MORE = {
    TenPercent.NO_EFFECT: "Zmiana nie przekracza tej granicy, dlatego nie wpływa na opłatę.",
    TenPercent.EFFECT: "Zmiana przekracza tę granicę, dlatego wpływa na opłatę.",
    TenPercent.UNDECIDED: "Przepis nie mówi, którą z tych zmian się porównuje, a opłata od tego zależy.",
}


def causes_in_words(causes: list[dict[str, Any]]) -> str:
    """``kryterium dochodowe (samo: 124,00 zł), dochód (samo: 248,00 zł)``; with one cause just its name."""
    if len(causes) == 1:
        return str(Cause(causes[0]["cause"]).label)
    return ", ".join(
        str(Cause(item["cause"]).label)
        + (f" (tylko ta zmiana: {zloty(Decimal(item['alone']))})" if item["alone"] else "")
        for item in causes
    )


def small_change_in_words(row: ChangeRow, place: str) -> str:
    """The figures of the rule on small changes of income; ``place`` is the provision as printed."""
    figures = row.ten_percent_figures
    if not figures:
        return ""
    change, limit = _signed(figures["change"]), zloty(Decimal(figures["limit"]))
    if figures["household_changed"]:
        return f"Dochód: {change}. Zmieniło się też gospodarstwo, dlatego {place} nie stosuje się."
    if row.household == "family":
        change = f"rodziny {change}, na osobę {_signed(figures['change_per_person'])}"
    settled = f" Rozstrzygnięto: {row.get_reading_display()}." if row.reading else ""
    return f"Zmiana dochodu: {change}; granica z {place}: {limit}. {_AND_MORE[TenPercent(row.ten_percent)]}{settled}"


def _signed(text: str) -> str:
    amount = Decimal(text)
    return ("+" if amount > 0 else "") + zloty(amount)
