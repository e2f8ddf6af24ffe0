"""How a monthly amount of income came about, in Polish: for the page, the decision's reasons and the event log.

The figures are those of ``applications.income``; nothing is computed here.
"""

from datetime import date
from decimal import Decimal

from applications.income import (
    ZERO,
    BusinessDeclared,
    BusinessReturn,
    Farm,
    Foreign,
    Frame,
    Gross,
    LumpSum,
    Monthly,
    OneOff,
    Period,
    Source,
    equal_parts,
)
from office import polish
from office.periods import add_months

RULE_OF = {
    Gross: "ups.8.3",
    BusinessReturn: "ups.8.5.1",
    BusinessDeclared: "ups.8.5.1",
    LumpSum: "ups.8.5.2",
    Farm: "ups.8.9",
    OneOff: "ups.8.11",
    Period: "ups.8.12",
    Foreign: "ups.8.13",
}
"""The provision by which each source's amount is determined; a net amount needs none."""
_DEDUCTIONS = (
    ("tax", "podatek"),
    ("costs", "koszty uzyskania"),
    ("health", "składka zdrowotna"),
    ("social", "składki społeczne"),
)


def working(source: Source, monthly: Monthly, frame: Frame) -> str:
    """The arithmetic from what was entered to what counts: ``2 100,00 zł − podatek 120,00 zł − … = 1 490,00 zł``.

    Empty for a net amount: there is nothing to explain.
    """
    match source:
        case Gross():
            return f"{polish.zloty(source.amount)}{_less(source)} = {polish.zloty(monthly.amount)}"
        case BusinessReturn():
            return _business(source, monthly, frame)
        case BusinessDeclared() | LumpSum():
            return f"{polish.zloty(source.amount)} – kwota z oświadczenia osoby"
        case Farm():
            return _farm(source, monthly, frame)
        case OneOff():
            return _one_off(source, monthly, frame)
        case Period():
            return _period(source, monthly, frame)
        case Foreign():
            return _foreign(source, monthly)
        case _:
            return ""


def less_alimony_words(before: str, amount: Decimal, alimony: Decimal) -> str:
    """The same with alimony taken off; ``amount`` is what remains."""
    start = before or polish.zloty(amount + alimony)
    return f"{start} − alimenty płacone innym osobom {polish.zloty(alimony)} = {polish.zloty(amount)}"


def _less(source: Gross | BusinessReturn) -> str:
    taken = ((words, getattr(source, name)) for name, words in _DEDUCTIONS)
    return "".join(f" − {words} {polish.zloty(amount)}" for words, amount in taken if amount)


def _rounded(monthly: Monthly) -> str:
    return polish.zloty(monthly.amount) + ("" if monthly.exact else " (zaokrąglono do grosza)")


def _business(source: BusinessReturn, monthly: Monthly, frame: Frame) -> str:
    year = frame.application_month.year - 1
    months = f"{source.months_run} {polish.plural(source.months_run, 'miesiąc', 'miesiące', 'miesięcy')} działalności"
    start = f"zeznanie za {year} r.: {polish.zloty(source.amount)}{_less(source)}"
    if source.year_income == ZERO:
        return f"{start}: strata albo zero, więc dochód wynosi {polish.zloty(ZERO)}"
    return f"{start} = {polish.zloty(source.year_income)}; ÷ {months} = {_rounded(monthly)}"


def _farm(source: Farm, monthly: Monthly, frame: Frame) -> str:
    area = f"{polish.number(source.hectares)} ha przeliczeniowego"
    if not monthly.counted:
        return f"{area}: mniej niż {polish.number(frame.farm_from)} ha, nie wlicza się"
    return f"{polish.number(source.hectares)} ha przel. × {polish.zloty(frame.hectare)} = {_rounded(monthly)}"


def _one_off(source: OneOff, monthly: Monthly, frame: Frame) -> str:
    limit = f"{frame.times} × {polish.zloty(frame.criterion)} = {polish.zloty(frame.one_off_limit)}"
    start = f"{polish.zloty(source.amount)} wypłacono w miesiącu: {polish.month(source.month)};"
    if source.is_spread(frame):
        return (
            f"{start} to więcej niż {limit}, więc liczy się w {frame.spread_months} równych częściach, "
            f"{_months(source.month, frame.spread_months)}{_which(source.amount, monthly, frame)}"
        )
    why = (
        f"to nie więcej niż {limit}"
        if source.amount <= frame.one_off_limit
        else f"wypłata nie przypada na {frame.spread_months} miesięcy przed miesiącem złożenia wniosku"
    )
    counts = "i ten miesiąc się liczy" if source.month == frame.month else "a liczy się inny miesiąc"
    return f"{start} {why}, więc liczy się w całości w miesiącu wypłaty, {counts}: {polish.zloty(monthly.amount)}"


def _period(source: Period, monthly: Monthly, frame: Frame) -> str:
    span = _months(source.period_from, monthly.parts)
    return f"{polish.zloty(source.amount)} należne za okres {span}{_which(source.amount, monthly, frame)}"


def _months(first: date, count: int) -> str:
    if count == 1:
        return polish.month(first)
    return f"{polish.month(first)} – {polish.month(add_months(first, count - 1))}"


def _which(amount: Decimal, monthly: Monthly, frame: Frame) -> str:
    parts = equal_parts(amount, monthly.parts)
    usual = f" (po {polish.zloty(parts[0])}" + (
        f", ostatnia {polish.zloty(parts[-1])})" if parts[-1] != parts[0] else ")"
    )
    if not monthly.part:
        return f"{usual}; {polish.month(frame.month)} nie należy do tych miesięcy: {polish.zloty(ZERO)}"
    share = polish.zloty(monthly.amount)
    return f"{usual}; na miesiąc {polish.month(frame.month)} przypada {monthly.part}. część: {share}"


def _foreign(source: Foreign, monthly: Monthly) -> str:
    units = "" if source.rate_units == 1 else f" za {source.rate_units} {source.currency}"
    rate = f"{polish.number(source.rate)} zł{units}"
    table = f"średni kurs NBP, tabela nr {source.rate_table} z {polish.short_day(source.rate_date)}"
    return f"{polish.number(source.amount, 2)} {source.currency} × {rate} ({table}) = {_rounded(monthly)}"
