"""The engine's steps in plain Polish: the same lines for the page, the decision, the contract and the export.

Nothing is computed here that the engine has not computed, except figures that only point at a neighbouring band.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from fees.engine import (
    Assessment,
    Base,
    CannotAssess,
    Facts,
    HouseholdType,
    Income,
    RoundingMode,
    Rules,
    Schedule,
    Step,
    StepCode,
    Verdict,
    assess,
)
from office.polish import day, number, percent, plural, zloty

_GROSZ = Decimal("0.01")
_NOTHING = Decimal("0.00")

BASE_OF = {Base.COST: "miesięcznego kosztu pobytu", Base.OWN_INCOME: "własnego dochodu osoby"}
"""What a rate is taken of, in the genitive: "15% miesięcznego kosztu pobytu"."""

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


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered step in Polish: what it is about, a sentence, the sum in figures (may be empty), the basis."""

    number: int
    heading: str
    sentence: str
    calculation: str
    basis: str


@dataclass(frozen=True, slots=True)
class Change:
    """The nearest income at which another band begins: złoty a month, how far away, and the fee and rate there.

    ``amount`` is None where the fee there cannot be told (no cost order).
    """

    income: Decimal
    difference: Decimal
    rate_percent: Decimal
    amount: Decimal | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Stair:
    """One band for the drawing: limits in percent and in złoty of the compared income, rate, and the fee if fixed."""

    above_percent: Decimal
    up_to_percent: Decimal | None
    above: Decimal
    up_to: Decimal | None
    rate_percent: Decimal
    amount: Decimal | None
    is_here: bool


def explain(assessment: Assessment, provisions: Mapping[str, str]) -> list[Line]:
    """The steps of ``assessment`` as lines; ``provisions`` gives the printed text of every code that a step cites."""
    lines = []
    for position, step in enumerate(assessment.steps, start=1):
        heading, sentence, calculation = _WRITERS[step.code](step, assessment)
        basis = "; ".join([*(provisions[code] for code in step.provisions), *filter(None, step.sources)])
        lines.append(Line(position, heading, sentence, calculation, basis))
    return lines


def what_would_change(facts: Facts, rules: Rules) -> tuple[Change | None, Change | None]:
    """The nearest incomes, below and above, at which another rate applies: "Co zmieni wynik".

    None where there is no such income. In a family the difference is taken to be in the person's own income.
    """
    schedule = rules.schedule
    if not isinstance(schedule, Schedule):
        return None, None
    stairs = _stairs_of_different_rate(staircase(rules, facts.persons, facts.income))
    here = next(stair for stair in stairs if stair.is_here)
    down = up = None
    if here.above:
        down = _change_at(facts, rules, schedule, here.above.quantize(_GROSZ, ROUND_FLOOR))
    if here.up_to is not None:
        up = _change_at(facts, rules, schedule, here.up_to.quantize(_GROSZ, ROUND_FLOOR) + _GROSZ)
    return down, up


def staircase(rules: Rules, persons: int, income: Decimal | None = None) -> list[Stair]:
    """The table as stairs in złoty for the criterion of ``rules``; ``income`` (of the family) marks the stair it is on.

    Empty where the table is not loaded.
    """
    schedule = rules.schedule
    if not isinstance(schedule, Schedule):
        return []
    threshold = rules.criterion.amount * persons
    here = None if income is None else schedule.band_for(income, threshold)
    return [
        Stair(
            above_percent=band.above,
            up_to_percent=band.up_to,
            above=schedule.limit_in_zloty(band.above, threshold),
            up_to=None if band.up_to is None else schedule.limit_in_zloty(band.up_to, threshold),
            rate_percent=band.rate,
            amount=_fixed_amount(rules, schedule, band.rate),
            is_here=band is here,
        )
        for band in schedule.bands
    ]


def _fixed_amount(rules: Rules, schedule: Schedule, rate: Decimal) -> Decimal | None:
    if not rate:
        return _NOTHING
    if schedule.base is Base.COST and rules.cost is not None:
        return min(schedule.rounding.apply(rules.cost.amount * rate / 100), rules.cost.amount)
    return None


def _stairs_of_different_rate(stairs: list[Stair]) -> list[Stair]:
    joined: list[Stair] = []
    for stair in stairs:
        if joined and joined[-1].rate_percent == stair.rate_percent:
            wider = replace(joined[-1], up_to=stair.up_to, up_to_percent=stair.up_to_percent)
            joined[-1] = replace(wider, is_here=wider.is_here or stair.is_here)
        else:
            joined.append(stair)
    return joined


def _change_at(facts: Facts, rules: Rules, schedule: Schedule, income: Decimal) -> Change:
    """What would be charged if the compared income were ``income``."""
    difference = income - facts.income
    moved = _with_income(facts, income)
    rate = schedule.band_for(income, rules.criterion.amount * facts.persons).rate
    try:
        amount: Decimal | None = assess(moved, rules).amount
    except CannotAssess:
        amount = None
    whose = "dochodzie rodziny" if facts.household is HouseholdType.FAMILY else "dochodzie"
    way = "więcej" if difference > 0 else "mniej"
    result = _fee_in_words(amount, rate, schedule.base)
    return Change(
        income, difference, rate, amount, f"Przy {whose} {zloty(income)} (o {zloty(abs(difference))} {way}) {result}."
    )


def _fee_in_words(amount: Decimal | None, rate: Decimal, base: Base) -> str:
    if not rate:
        return "pobyt byłby nieodpłatny"
    if amount is None:
        return f"opłata wyniosłaby {percent(rate)} {BASE_OF[base]}"
    return f"opłata wyniosłaby {zloty(amount)} ({percent(rate)} {BASE_OF[base]})"


def _with_income(facts: Facts, income: Decimal) -> Facts:
    """The same household with another compared income; the person's own income takes up the difference."""
    own = max(_NOTHING, facts.own_income + income - facts.income)
    items = [Income("dochód własny", own)] if facts.own_income_known else []
    if facts.household is HouseholdType.FAMILY:
        items.append(Income("pozostały dochód rodziny", income - own if items else income, own=False))
    return replace(facts, incomes=tuple(items))


# One writer for each kind of step: heading, sentence, calculation.


def _income_counted(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    return "Dochód wliczany", f"{_item(step, assessment)} wlicza się do dochodu{_reason(step)}.", ""


def _income_left_out(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    return "Przychód pominięty", f"{_item(step, assessment)} nie wlicza się do dochodu{_reason(step)}.", ""


def _item(step: Step, assessment: Assessment) -> str:
    whose = ""
    if assessment.household is HouseholdType.FAMILY:
        whose = " (dochód własny osoby)" if step.words["whose"] == "own" else " (dochód innej osoby w rodzinie)"
    return f"{_capital(step.words['label'])}{whose}: kwotę {_money(step, 'amount')}"


def _reason(step: Step) -> str:
    reason = step.words["reason"].strip().rstrip(".")
    return f" – {reason}" if reason else ""


def _income_sum(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    counted = [item for item in assessment.steps if item.code is StepCode.INCOME_COUNTED]
    total = zloty(_decimal(step.result))
    calculation = f"{' + '.join(_money(item, 'amount') for item in counted)} = {total}" if len(counted) > 1 else ""
    if assessment.household is HouseholdType.SINGLE:
        sentence = f"Miesięczny dochód osoby samotnie gospodarującej wynosi {total}."
        return "Dochód", sentence, calculation
    persons = assessment.persons
    sentence = f"Miesięczny dochód rodziny liczącej {_people(persons)} wynosi {total}"
    items = (StepCode.INCOME_COUNTED, StepCode.INCOME_LEFT_OUT)
    if any(item.words["whose"] == "own" for item in assessment.steps if item.code in items):
        sentence += f", w tym własny dochód osoby {_money(step, 'own')}"
    per_person = _decimal(step.result) / persons
    sum_by_person = f"{total} : {persons} {_equals(per_person, 2, 4)} na osobę"
    return "Dochód rodziny", sentence + ".", "; ".join(filter(None, [calculation, sum_by_person]))


def _criterion(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    amount, persons = _money(step, "criterion"), assessment.persons
    today = day(assessment.on)
    if assessment.household is HouseholdType.SINGLE:
        sentence = f"W dniu {today} kryterium dochodowe dla osoby samotnie gospodarującej wynosi {amount}."
        return "Kryterium dochodowe", sentence, ""
    total = zloty(_decimal(step.result))
    sentence = (
        f"W dniu {today} kryterium dochodowe na osobę w rodzinie wynosi {amount}, "
        f"a dla rodziny liczącej {_people(persons)} – {total}."
    )
    return "Kryterium dochodowe", sentence, f"{amount} × {persons} = {total}"


def _statutory_test(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    single = assessment.household is HouseholdType.SINGLE
    whose, of_whom = ("Dochód", "") if single else ("Dochód rodziny", " rodziny")
    income, threshold = _money(step, "income"), _money(step, "threshold")
    if step.result == Verdict.FREE_BY_STATUTE:
        sentence = (
            f"{whose} nie przekracza kryterium dochodowego{of_whom}, dlatego pobyt jest z mocy ustawy nieodpłatny."
        )
        return "Zwolnienie z mocy ustawy", sentence, f"{income} ≤ {threshold}"
    sentence = (
        f"{whose} przekracza kryterium dochodowe{of_whom}, dlatego ustawowe zwolnienie z opłaty nie przysługuje, "
        "a o opłacie rozstrzyga uchwała."
    )
    return "Zwolnienie z mocy ustawy", sentence, f"{income} > {threshold}"


def _share(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    single = assessment.household is HouseholdType.SINGLE
    whose = "Dochód stanowi" if single else "Dochód rodziny stanowi"
    income, threshold, share = _figure(step, "income"), _figure(step, "threshold"), _decimal(step.result)
    exact = share * threshold == income * 100
    sentence = f"{whose} {'' if exact else 'około '}{percent(share)} kryterium dochodowego."
    calculation = f"{zloty(income)} × 100 : {zloty(threshold)} {'=' if exact else '≈'} {percent(share)}"
    return "Dochód w procentach kryterium", sentence, calculation


def _band(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    in_percent = _between(step, "above", "up_to", percent)
    in_zloty = _between(step, "above_zloty", "up_to_zloty", _exact_zloty)
    whose = "Dochód" if assessment.household is HouseholdType.SINGLE else "Dochód rodziny"
    sentence = f"{whose} należy do przedziału {in_percent} kryterium dochodowego, czyli {in_zloty}."
    return "Przedział dochodu", sentence, ""


def _between(step: Step, above: str, up_to: str, write: Callable[[Decimal], str]) -> str:
    lower, upper = _figure(step, above), step.numbers.get(up_to)
    parts = [f"powyżej {write(lower)}"] if lower or upper is None else []
    if upper is not None:
        parts.append(f"do {write(Decimal(upper))}{'' if lower else ' włącznie'}")
    return " ".join(parts)


def _rate(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    rate = _figure(step, "rate")
    if not rate:
        return "Stawka", "Dla tego przedziału uchwała nie przewiduje opłaty.", ""
    sentence = f"Dla tego przedziału uchwała ustala opłatę w wysokości {percent(rate)} {_base_words(step)}."
    return "Stawka", sentence, ""


def _base(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    amount = zloty(_decimal(step.result))
    if step.words["base"] == Base.COST:
        return "Podstawa opłaty", f"Miesięczny koszt pobytu wynosi {amount}.", ""
    return "Podstawa opłaty", f"Opłatę liczy się od własnego dochodu osoby: {amount}.", ""


def _product(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    rate, base = percent(_figure(step, "rate")), _money(step, "base")
    exact = _exact_zloty(_decimal(step.result))
    calculation = f"{base} × {number(_figure(step, 'rate'))} : 100 = {exact}"
    return "Obliczenie", f"{rate} z kwoty {base} to {exact}.", calculation


def _rounding(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    unit, mode = _ROUNDING_UNIT[_figure(step, "step")], _ROUNDING_MODE[RoundingMode(step.words["mode"])]
    before, after = _figure(step, "amount"), _decimal(step.result)
    calculation = "" if before == after else f"{_exact_zloty(before)} ≈ {zloty(after)}"
    if before == after:
        return "Zaokrąglenie", f"Kwotę zaokrągla się do {unit}; tu zaokrąglenie niczego nie zmienia.", calculation
    return "Zaokrąglenie", f"Kwotę zaokrągla się do {unit}, {mode}.", calculation


def _cap(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    cost = zloty(_decimal(step.result))
    return "Granica opłaty", f"Opłata nie może przekroczyć pełnego kosztu pobytu: {cost}.", ""


def _amount(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    if step.words["verdict"] == Verdict.FEE_DUE:
        return "Opłata", f"Opłata za pełny miesiąc wynosi {_money(step, 'amount')}.", ""
    return "Opłata", f"Pobyt jest nieodpłatny: opłata wynosi {_money(step, 'amount')}.", ""


_WRITERS: dict[StepCode, Callable[[Step, Assessment], tuple[str, str, str]]] = {
    StepCode.INCOME_COUNTED: _income_counted,
    StepCode.INCOME_LEFT_OUT: _income_left_out,
    StepCode.INCOME_SUM: _income_sum,
    StepCode.CRITERION: _criterion,
    StepCode.STATUTORY_TEST: _statutory_test,
    StepCode.SHARE: _share,
    StepCode.BAND: _band,
    StepCode.RATE: _rate,
    StepCode.BASE: _base,
    StepCode.PRODUCT: _product,
    StepCode.ROUNDING: _rounding,
    StepCode.CAP: _cap,
    StepCode.AMOUNT: _amount,
}


def _decimal(result: Decimal | str) -> Decimal:
    return Decimal(result)


def _figure(step: Step, name: str) -> Decimal:
    return Decimal(step.numbers[name])


def _money(step: Step, name: str) -> str:
    return zloty(_figure(step, name))


def _base_words(step: Step) -> str:
    return BASE_OF[Base(step.words["base"])]


def _exact_zloty(amount: Decimal) -> str:
    """An amount with all its digits, at least two: ``161,6008 zł``."""
    if amount == amount.quantize(_GROSZ, ROUND_HALF_UP):
        return zloty(amount)
    return zloty(amount).replace(number(amount, 2), number(amount))


def _equals(amount: Decimal, places: int, more_places: int) -> str:
    """``= 2 200,00 zł``, or ``≈ 823,0033 zł`` where the amount goes on beyond the grosz."""
    if amount == amount.quantize(_GROSZ, ROUND_HALF_UP):
        return f"= {zloty(amount)}"
    shown = amount.quantize(Decimal(1).scaleb(-more_places), ROUND_HALF_UP)
    return f"≈ {_exact_zloty(shown)}"


def _people(count: int) -> str:
    return f"{count} {plural(count, 'osobę', 'osoby', 'osób')}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
