"""The steps after the product: rounding, lowest and highest fee, minors, relief, the amount.

Each writer gives heading, sentence and calculation.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from fees.engine import Assessment, CapKind, RoundingMode, Step, Verdict
from fees.explanation.figures import day_word, decimal, exact_zloty, figure, money, shortened
from office.polish import day, number, percent, plural, zloty

_WHOLE = Decimal(100)
_ROUNDING_UNIT = {
    Decimal("0.01"): "pełnych groszy",
    Decimal("0.1"): "pełnych dziesięciu groszy",
    Decimal(1): "pełnych złotych",
}
_ROUNDING_MODE = {
    RoundingMode.HALF_UP: "końcówkę równą połowie lub większą w górę",
    RoundingMode.DOWN: "zawsze w dół",
    RoundingMode.UP: "zawsze w górę",
}


def rounding_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """What the amount is rounded to, and how."""
    unit, mode = _ROUNDING_UNIT[figure(step, "step")], _ROUNDING_MODE[RoundingMode(step.words["mode"])]
    before, after = figure(step, "amount"), decimal(step.result)
    calculation = "" if before == after else f"{exact_zloty(shortened(before))} ≈ {zloty(after)}"
    if before == after:
        return "Zaokrąglenie", f"Kwotę zaokrągla się do {unit}; tu zaokrąglenie niczego nie zmienia.", calculation
    return "Zaokrąglenie", f"Kwotę zaokrągla się do {unit}, {mode}.", calculation


def floor_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The lowest fee of the act."""
    return "Najniższa opłata", f"Uchwała ustala najniższą opłatę: {zloty(decimal(step.result))}.", ""


def cap_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """A limit that the fee must not exceed."""
    return "Granica opłaty", _CAPS[CapKind(step.words["cap"])](step, zloty(decimal(step.result))), _cap_sum(step)


def _cap_sum(step: Step) -> str:
    kind, result = CapKind(step.words["cap"]), zloty(decimal(step.result))
    if kind in (CapKind.INCOME, CapKind.FORMER_DPS):
        exact = figure(step, "own") * figure(step, "percent") == decimal(step.result) * 100
        sign = "=" if exact else "≈"
        return f"{money(step, 'own')} × {number(figure(step, 'percent'))} : 100 {sign} {result}"
    if kind in (CapKind.LEFT, CapKind.LEFT_OF_CRITERION):
        return f"{money(step, 'own')} - {money(step, 'left')} = {result}" if decimal(step.result) else ""
    return ""


_CAPS: dict[CapKind, Callable[[Step, str], str]] = {
    CapKind.COST: lambda step, result: f"Opłata nie może przekroczyć pełnego kosztu pobytu: {result}.",
    CapKind.AMOUNT: lambda step, result: f"Uchwała ustala najwyższą opłatę: {result}.",
    CapKind.INCOME: lambda step, result: (
        f"Według uchwały opłata nie może przekroczyć {percent(figure(step, 'percent'))} "
        f"własnego dochodu osoby: {result}."
    ),
    CapKind.LEFT: lambda step, result: (
        f"Według uchwały osobie pozostaje z jej dochodu co najmniej {money(step, 'left')}, "
        f"dlatego opłata nie może przekroczyć {result}."
    ),
    CapKind.LEFT_OF_CRITERION: lambda step, result: (
        f"Według uchwały osobie pozostaje z jej dochodu co najmniej {percent(figure(step, 'percent'))} kryterium "
        f"dochodowego ({money(step, 'left')}), dlatego opłata nie może przekroczyć {result}."
    ),
    CapKind.FORMER_DPS: lambda step, result: (
        f"Osoba zrezygnowała z miejsca w domu pomocy społecznej, dlatego jej opłata nie może przekroczyć "
        f"{percent(figure(step, 'percent'))} jej dochodu: {result}."
    ),
}


def minors_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """The share for children who live with the person."""
    minors = int(step.numbers["minors"])
    who = f"{minors} {plural(minors, 'małoletnie dziecko', 'małoletnich dzieci', 'małoletnich dzieci')}"
    sentence = (
        f"Za każde małoletnie dziecko, które mieszka z osobą, należy się {percent(figure(step, 'percent'))} "
        f"jej opłaty: {money(step, 'each')}. Razem za osobę i {who}: {zloty(decimal(step.result))}."
    )
    calculation = f"{money(step, 'amount')} + {minors} × {money(step, 'each')} = {zloty(decimal(step.result))}"
    return "Małoletni", sentence, calculation


def relief_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """A relief granted, with its reason and rule."""
    after, words = zloty(decimal(step.result)), step.words
    if "percent" not in step.numbers:
        size = f"opłatę obniżono o {money(step, 'off')}"
    elif figure(step, "percent") == _WHOLE:
        size = "osobę zwolniono z całej opłaty"
    else:
        size = f"opłatę obniżono o {percent(figure(step, 'percent'))}"
    until = f" do {day(date.fromisoformat(words['until']))}" if "until" in words else ""
    sentence = (
        f"Rozstrzygnięciem {words['decision']} {size}{until}, na wniosek: {words['asked_by']}. "
        f"Powód: {words['ground'].strip().rstrip('.')}. Po uldze opłata wynosi {after}. "
        f"Uchwała: „{words['rule'].strip()}”"
    )
    return "Ulga", sentence if sentence.endswith(".”") else f"{sentence}.", ""


def amount_line(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    """What is to be paid."""
    amount = money(step, "amount")
    if step.words["verdict"] == Verdict.FEE_DUE:
        if "days" in step.numbers:
            days = int(step.numbers["days"])
            return "Opłata", f"Opłata za {days} {day_word(days)} pobytu w miesiącu wynosi {amount}.", ""
        return "Opłata", f"Opłata za pełny miesiąc wynosi {amount}.", ""
    return "Opłata", f"Pobyt jest nieodpłatny: opłata wynosi {amount}.", ""
