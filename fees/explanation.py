"""The engine's steps in plain Polish: the same lines for the page, the decision, the contract and the export.

Nothing is computed here that the engine has not computed, except figures that only point at a neighbouring band.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from fees.engine import (
    IN_ZLOTY,
    Assessment,
    Band,
    Base,
    CannotAssess,
    CapKind,
    CostUnit,
    Facts,
    HouseholdType,
    Income,
    LimitsOn,
    LimitUnit,
    PartMonth,
    Proration,
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
_WHOLE = Decimal(100)
_MOST_PLACES = 8
_FOUR_PLACES = Decimal("0.0001")

BASE_OF = {
    Base.COST: "miesięcznego kosztu pobytu",
    Base.COMPONENTS: "miesięcznego kosztu pobytu i przyznanych usług",
    Base.OWN_INCOME: "własnego dochodu osoby",
    Base.INCOME_PER_PERSON: "dochodu na osobę w rodzinie",
    Base.INCOME_EXCESS: "nadwyżki dochodu ponad granicę zwolnienia",
    Base.CRITERION: "kryterium dochodowego",
    Base.FLAT_AMOUNT: "kwoty określonej w uchwale",
    Base.DAILY_RATE: "stawki dziennej za dni pobytu",
    Base.FIXED: "kwoty miesięcznej z uchwały",
    Base.FIXED_DAILY: "kwoty dziennej z uchwały",
}
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
    """One band for the drawing: limits in percent and in złoty of the compared income, rate, and the fee if fixed.

    ``rate_percent`` is in złoty where the band itself gives the amount; ``rate_to``: up to where the act gives a range.
    """

    above_percent: Decimal
    up_to_percent: Decimal | None
    above: Decimal
    up_to: Decimal | None
    rate_percent: Decimal
    amount: Decimal | None
    is_here: bool
    rate_to: Decimal | None = None


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
    here = None if income is None else schedule.band_for(income, threshold, persons)
    percents = _percents_of_limits(schedule, threshold, persons)
    return [
        Stair(
            above_percent=percents(band.above),
            up_to_percent=None if band.up_to is None else percents(band.up_to),
            above=schedule.limit_in_zloty(band.above, threshold, persons),
            up_to=None if band.up_to is None else schedule.limit_in_zloty(band.up_to, threshold, persons),
            rate_percent=band.rate,
            amount=None if band.is_range else _fixed_amount(rules, schedule, band.rate),
            is_here=band is here,
            rate_to=band.rate_to,
        )
        for band in schedule.bands
    ]


def _percents_of_limits(schedule: Schedule, threshold: Decimal, persons: int) -> Callable[[Decimal], Decimal]:
    """How a limit reads in percent of today's criterion: as it stands, or for the eye where it is in złoty."""
    if schedule.limit_unit is LimitUnit.PERCENT_OF_CRITERION:
        return lambda limit: limit
    return lambda limit: (schedule.limit_in_zloty(limit, threshold, persons) * 100 / threshold).quantize(_GROSZ)


def _fixed_amount(rules: Rules, schedule: Schedule, rate: Decimal) -> Decimal | None:
    if not rate:
        return _NOTHING
    if schedule.base is Base.FIXED:
        return schedule.rounding.apply(rate)
    if schedule.base is Base.FLAT_AMOUNT and schedule.amount is not None:
        return schedule.rounding.apply(schedule.amount * rate / 100)
    cost = rules.cost
    if schedule.base is Base.COST and cost is not None and cost.unit is not CostUnit.FLAT_SHARED and not cost.items:
        return min(schedule.rounding.apply(cost.amount * rate / 100), cost.amount)
    return None


def _stairs_of_different_rate(stairs: list[Stair]) -> list[Stair]:
    joined: list[Stair] = []
    for stair in stairs:
        if joined and (joined[-1].rate_percent, joined[-1].rate_to) == (stair.rate_percent, stair.rate_to):
            wider = replace(joined[-1], up_to=stair.up_to, up_to_percent=stair.up_to_percent)
            joined[-1] = replace(wider, is_here=wider.is_here or stair.is_here)
        else:
            joined.append(stair)
    return joined


def _change_at(facts: Facts, rules: Rules, schedule: Schedule, income: Decimal) -> Change:
    """What would be charged if the compared income were ``income``."""
    difference = income - facts.income
    moved = _with_income(facts, income)
    band = schedule.band_for(income, rules.criterion.amount * facts.persons, facts.persons)
    rate = band.rate
    try:
        amount: Decimal | None = assess(moved, rules).amount
    except CannotAssess:
        amount = None
    whose = "dochodzie rodziny" if facts.household is HouseholdType.FAMILY else "dochodzie"
    way = "więcej" if difference > 0 else "mniej"
    result = _fee_in_words(amount, band, schedule.base)
    return Change(
        income, difference, rate, amount, f"Przy {whose} {zloty(income)} (o {zloty(abs(difference))} {way}) {result}."
    )


def _fee_in_words(amount: Decimal | None, band: Band, base: Base) -> str:
    if not band.highest or (amount is not None and not amount):
        return "pobyt byłby nieodpłatny"
    rate = rate_words(band, base)
    return f"opłata wyniosłaby {rate}" if amount is None else f"opłata wyniosłaby {zloty(amount)} ({rate})"


def rate_words(band: Band, base: Base) -> str:
    """A band's rate: ``15% miesięcznego kosztu pobytu``, ``od 5% do 10% …``, ``250,00 zł miesięcznie``."""
    write, of_what = (
        (zloty, "dziennie" if base is Base.FIXED_DAILY else "miesięcznie")
        if base in IN_ZLOTY
        else (percent, BASE_OF[base])
    )
    if band.rate_to is None:
        return f"{write(band.rate)} {of_what}"
    return f"od {write(band.rate)} do {write(band.rate_to)} {of_what}"


def how_computed(assessment: Assessment) -> str:
    """The sum in one line, as papers print it: ``15% × 1 240,00 zł = 186,00 zł``; the steps have the rest of it."""
    if assessment.rate_zloty is not None:
        if assessment.days is None:
            start = zloty(assessment.rate_zloty)
        else:
            start = f"{zloty(assessment.rate_zloty)} × {assessment.days} {_day_word(assessment.days)}"
    else:
        start = f"{percent(assessment.rate_percent)} × {_exact_zloty(assessment.base or _NOTHING)}"
    sign = "; po uwzględnieniu ograniczeń i ulg: " if _was_changed(assessment) else " = "
    return start + sign + zloty(assessment.amount)


def is_plain_share(assessment: Assessment) -> bool:
    """Whether the fee is the rate's percentage of the base and nothing else: "15% of … (1 240,00 zł)" says it all."""
    return assessment.rate_zloty is None and assessment.days is None and not _was_changed(assessment)


def _was_changed(assessment: Assessment) -> bool:
    changing = {StepCode.FLOOR, StepCode.CAP, StepCode.MINORS, StepCode.RELIEF}
    return any(step.code in changing for step in assessment.steps)


def what_is_charged(assessment: Assessment) -> str:
    """What the rate is taken of, in the genitive, or which amount the act itself gives."""
    return BASE_OF[assessment.base_kind] if assessment.base_kind is not None else ""


def part_month_line(part: PartMonth) -> Line:
    """What is due for a part of a month, with the rule that decides it and where that rule comes from."""
    heading = "Niepełny miesiąc"
    days = f"{part.days} {_day_word(part.days)}"
    if part.free:
        return Line(1, heading, "Za pierwszy miesiąc pobytu uchwała nie przewiduje opłaty.", "", part.source)
    amount = zloty(part.amount)
    if part.daily is not None:
        calculation = f"{_exact_zloty(part.daily)} × {part.days} = {amount}"
        sentence = f"Za {days} pobytu należy się {amount}: opłata jest ustalona za dzień."
    elif part.rule is Proration.WHOLE_MONTH:
        sentence, calculation = f"Za niepełny miesiąc należy się opłata jak za cały: {amount}.", ""
    else:
        of = 30 if part.rule is Proration.THIRTIETHS else part.days_in_month
        counted = part.days if of == part.days_in_month else min(part.days, 30)
        whole = part.days == part.days_in_month
        calculation = "" if whole else f"{zloty(part.monthly)} × {counted} : {of} ≈ {amount}"
        how = "po 1/30 opłaty za dzień" if part.rule is Proration.THIRTIETHS else "za dni pobytu w miesiącu"
        sentence = f"Za {days} z {part.days_in_month} należy się {amount} ({how}, z dniem przybycia i odejścia)."
    if part.charged_before:
        sentence += f" Za wcześniejsze dni tego miesiąca ({part.charged_before}) opłatę już naliczono."
        calculation = ""
    return Line(1, heading, sentence, calculation, part.source)


def _with_income(facts: Facts, income: Decimal) -> Facts:
    """The same household with another compared income; the person's own income takes up the difference."""
    own = max(_NOTHING, facts.own_income + income - facts.income)
    items = [Income("dochód własny", own)] if facts.own_income_known else []
    if facts.household is HouseholdType.FAMILY:
        items.append(Income("pozostały dochód rodziny", income - own if items else income, own=False))
    return replace(facts, incomes=tuple(items), pick=None)


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
    in_zloty = _between(step, "above_zloty", "up_to_zloty", _exact_zloty)
    whose = "Dochód" if assessment.household is HouseholdType.SINGLE else "Dochód rodziny"
    if step.words["unit"] == LimitUnit.PERCENT_OF_CRITERION:
        in_percent = _between(step, "above", "up_to", percent)
        sentence = f"{whose} należy do przedziału {in_percent} kryterium dochodowego, czyli {in_zloty}."
        return "Przedział dochodu", sentence, ""
    sentence = f"{whose} należy do przedziału {in_zloty}"
    per_person = step.words["limits_on"] == LimitsOn.PER_PERSON and assessment.household is HouseholdType.FAMILY
    if per_person:
        of_table = _between(step, "above", "up_to", zloty)
        sentence += f" (uchwała: {of_table} na osobę, w rodzinie {_people_are(assessment.persons)})"
    sentence += "; progi uchwały są kwotami w złotych."
    if "computed_from" in step.numbers:
        sentence += (
            f" Kwoty te policzono z kryterium {_money(step, 'computed_from')}; program nie przelicza ich "
            "na dzisiejsze kryterium."
        )
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
    base = Base(step.words["base"])
    if "reason" in step.words:
        span = Band(Decimal(0), None, _figure(step, "from"), _figure(step, "to"))
        chosen = zloty(rate) if base in IN_ZLOTY else percent(rate)
        sentence = (
            f"Dla tego przedziału uchwała podaje stawkę {rate_words(span, base)}. Wybrano {chosen}. "
            f"Uzasadnienie wyboru: {step.words['reason'].strip().rstrip('.')}."
        )
        return "Stawka", sentence, ""
    words = rate_words(Band(Decimal(0), None, rate), base)
    return "Stawka", f"Dla tego przedziału uchwała ustala opłatę w wysokości {words}.", ""


_COST_ITEM = {
    "free": "nieodpłatny, nie wchodzi do kosztu",
    "general": "wchodzi do kosztu",
    "granted": "usługa przyznana, wchodzi do kosztu",
    "not_granted": "usługi nie przyznano, nie wchodzi do kosztu",
}


def _cost_item(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    label, why = _capital(step.words["label"]), _COST_ITEM[step.words["why"]]
    amount, unit = _money(step, "amount"), step.words["unit"]
    priced = f"{amount} za jednostkę ({unit})" if unit else amount
    calculation = ""
    if "quantity" in step.numbers:
        quantity = number(_figure(step, "quantity"))
        calculation = f"{amount} × {quantity} = {zloty(_decimal(step.result))}"
    return "Składnik kosztu", f"{label}: {priced} – {why}.", calculation


def _base(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    amount = _exact_zloty(_decimal(step.result))
    sentence, calculation = _BASES[Base(step.words["base"])](step, amount)
    return "Podstawa opłaty", sentence, calculation


def _base_cost(step: Step, amount: str) -> tuple[str, str]:
    unit = CostUnit(step.words["unit"])
    summed = " Jest to suma składników, które dotyczą tej osoby." if "items" in step.words else ""
    if unit is CostUnit.FLAT_SHARED:
        residents = int(step.numbers["residents"])
        people = f"{residents} {plural(residents, 'mieszkańca', 'mieszkańców', 'mieszkańców')}"
        sentence = f"Miesięczny koszt mieszkania przypadający na jednego z {people} wynosi {amount}.{summed}"
        return sentence, "" if summed else f"{_money(step, 'cost')} : {residents} = {amount}"
    of_what = "utrzymania mieszkania" if unit is CostUnit.FLAT_WHOLE else "pobytu"
    return f"Miesięczny koszt {of_what} wynosi {amount}.{summed}", ""


def _base_own_income(step: Step, amount: str) -> tuple[str, str]:
    if "listed" in step.numbers:
        own = _money(step, "own")
        sentence = f"Opłatę liczy się od własnego dochodu osoby z rodzajów wymienionych przez radę: {amount} z {own}."
        return sentence, ""
    return f"Opłatę liczy się od własnego dochodu osoby: {amount}.", ""


def _base_per_person(step: Step, amount: str) -> tuple[str, str]:
    persons = int(step.numbers["persons"])
    sentence = f"Opłatę liczy się od dochodu na osobę: {amount}."
    sign = "=" if _decimal(step.result) * persons == _figure(step, "income") else "≈"
    return sentence, f"{_money(step, 'income')} : {persons} {sign} {amount}" if persons > 1 else ""


def _base_excess(step: Step, amount: str) -> tuple[str, str]:
    persons = int(step.numbers["persons"])
    sentence = f"Opłatę liczy się od nadwyżki dochodu ponad granicę zwolnienia z opłaty: {amount}."
    difference = f"{_money(step, 'income')} - {_exact_zloty(_figure(step, 'free'))}"
    return sentence, f"({difference}) : {persons} ≈ {amount}" if persons > 1 else f"{difference} = {amount}"


def _base_criterion(step: Step, amount: str) -> tuple[str, str]:
    return f"Opłatę liczy się od kryterium dochodowego: {amount}.", ""


def _base_flat(step: Step, amount: str) -> tuple[str, str]:
    return f"Opłatę liczy się od kwoty określonej w uchwale: {amount} miesięcznie.", ""


def _base_daily(step: Step, amount: str) -> tuple[str, str]:
    daily, days = _money(step, "daily"), int(step.numbers["days"])
    sentence = f"Stawka za dzień pobytu wynosi {daily}, a za {days} {_day_word(days)} – {amount}."
    return sentence, f"{daily} × {days} = {amount}"


_BASES: dict[Base, Callable[[Step, str], tuple[str, str]]] = {
    Base.COST: _base_cost,
    Base.COMPONENTS: _base_cost,
    Base.OWN_INCOME: _base_own_income,
    Base.INCOME_PER_PERSON: _base_per_person,
    Base.INCOME_EXCESS: _base_excess,
    Base.CRITERION: _base_criterion,
    Base.FLAT_AMOUNT: _base_flat,
    Base.DAILY_RATE: _base_daily,
}


def _product(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    exact = _exact_zloty(_shown(_decimal(step.result)))
    if "daily" in step.numbers:
        daily, days = _money(step, "daily"), int(step.numbers["days"])
        return "Obliczenie", f"Za {days} {_day_word(days)} to {exact}.", f"{daily} × {days} = {exact}"
    rate, base = percent(_figure(step, "rate")), _exact_zloty(_figure(step, "base"))
    figures = number(_figure(step, "rate"))
    if "divisor" in step.numbers:
        total, divisor = _exact_zloty(_figure(step, "total")), int(step.numbers["divisor"])
        calculation = f"{total} : {divisor} × {figures} : 100 ≈ {exact}"
    else:
        calculation = f"{base} × {figures} : 100 = {exact}"
    return "Obliczenie", f"{rate} z kwoty {base} to {exact}.", calculation


def _rounding(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    unit, mode = _ROUNDING_UNIT[_figure(step, "step")], _ROUNDING_MODE[RoundingMode(step.words["mode"])]
    before, after = _figure(step, "amount"), _decimal(step.result)
    calculation = "" if before == after else f"{_exact_zloty(_shown(before))} ≈ {zloty(after)}"
    if before == after:
        return "Zaokrąglenie", f"Kwotę zaokrągla się do {unit}; tu zaokrąglenie niczego nie zmienia.", calculation
    return "Zaokrąglenie", f"Kwotę zaokrągla się do {unit}, {mode}.", calculation


def _floor(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    return "Najniższa opłata", f"Uchwała ustala najniższą opłatę: {zloty(_decimal(step.result))}.", ""


def _cap(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    return "Granica opłaty", _CAPS[CapKind(step.words["cap"])](step, zloty(_decimal(step.result))), _cap_sum(step)


def _cap_sum(step: Step) -> str:
    kind, result = CapKind(step.words["cap"]), zloty(_decimal(step.result))
    if kind in (CapKind.INCOME, CapKind.FORMER_DPS):
        exact = _figure(step, "own") * _figure(step, "percent") == _decimal(step.result) * 100
        sign = "=" if exact else "≈"
        return f"{_money(step, 'own')} × {number(_figure(step, 'percent'))} : 100 {sign} {result}"
    if kind in (CapKind.LEFT, CapKind.LEFT_OF_CRITERION):
        return f"{_money(step, 'own')} - {_money(step, 'left')} = {result}" if _decimal(step.result) else ""
    return ""


_CAPS: dict[CapKind, Callable[[Step, str], str]] = {
    CapKind.COST: lambda step, result: f"Opłata nie może przekroczyć pełnego kosztu pobytu: {result}.",
    CapKind.AMOUNT: lambda step, result: f"Uchwała ustala najwyższą opłatę: {result}.",
    CapKind.INCOME: lambda step, result: (
        f"Według uchwały opłata nie może przekroczyć {percent(_figure(step, 'percent'))} "
        f"własnego dochodu osoby: {result}."
    ),
    CapKind.LEFT: lambda step, result: (
        f"Według uchwały osobie pozostaje z jej dochodu co najmniej {_money(step, 'left')}, "
        f"dlatego opłata nie może przekroczyć {result}."
    ),
    CapKind.LEFT_OF_CRITERION: lambda step, result: (
        f"Według uchwały osobie pozostaje z jej dochodu co najmniej {percent(_figure(step, 'percent'))} kryterium "
        f"dochodowego ({_money(step, 'left')}), dlatego opłata nie może przekroczyć {result}."
    ),
    CapKind.FORMER_DPS: lambda step, result: (
        f"Osoba zrezygnowała z miejsca w domu pomocy społecznej, dlatego jej opłata nie może przekroczyć "
        f"{percent(_figure(step, 'percent'))} jej dochodu: {result}."
    ),
}


def _minors(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    minors = int(step.numbers["minors"])
    who = f"{minors} {plural(minors, 'małoletnie dziecko', 'małoletnich dzieci', 'małoletnich dzieci')}"
    sentence = (
        f"Za każde małoletnie dziecko, które mieszka z osobą, należy się {percent(_figure(step, 'percent'))} "
        f"jej opłaty: {_money(step, 'each')}. Razem za osobę i {who}: {zloty(_decimal(step.result))}."
    )
    calculation = f"{_money(step, 'amount')} + {minors} × {_money(step, 'each')} = {zloty(_decimal(step.result))}"
    return "Małoletni", sentence, calculation


def _relief(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    after, words = zloty(_decimal(step.result)), step.words
    if "percent" not in step.numbers:
        size = f"opłatę obniżono o {_money(step, 'off')}"
    elif _figure(step, "percent") == _WHOLE:
        size = "osobę zwolniono z całej opłaty"
    else:
        size = f"opłatę obniżono o {percent(_figure(step, 'percent'))}"
    until = f" do {day(date.fromisoformat(words['until']))}" if "until" in words else ""
    sentence = (
        f"Rozstrzygnięciem {words['decision']} {size}{until}, na wniosek: {words['asked_by']}. "
        f"Powód: {words['ground'].strip().rstrip('.')}. Po uldze opłata wynosi {after}. "
        f"Uchwała: „{words['rule'].strip()}”"
    )
    return "Ulga", sentence if sentence.endswith(".”") else f"{sentence}.", ""


def _amount(step: Step, assessment: Assessment) -> tuple[str, str, str]:
    amount = _money(step, "amount")
    if step.words["verdict"] == Verdict.FEE_DUE:
        if "days" in step.numbers:
            days = int(step.numbers["days"])
            return "Opłata", f"Opłata za {days} {_day_word(days)} pobytu w miesiącu wynosi {amount}.", ""
        return "Opłata", f"Opłata za pełny miesiąc wynosi {amount}.", ""
    return "Opłata", f"Pobyt jest nieodpłatny: opłata wynosi {amount}.", ""


_WRITERS: dict[StepCode, Callable[[Step, Assessment], tuple[str, str, str]]] = {
    StepCode.INCOME_COUNTED: _income_counted,
    StepCode.INCOME_LEFT_OUT: _income_left_out,
    StepCode.INCOME_SUM: _income_sum,
    StepCode.CRITERION: _criterion,
    StepCode.STATUTORY_TEST: _statutory_test,
    StepCode.SHARE: _share,
    StepCode.BAND: _band,
    StepCode.RATE: _rate,
    StepCode.COST_ITEM: _cost_item,
    StepCode.BASE: _base,
    StepCode.PRODUCT: _product,
    StepCode.ROUNDING: _rounding,
    StepCode.FLOOR: _floor,
    StepCode.CAP: _cap,
    StepCode.MINORS: _minors,
    StepCode.RELIEF: _relief,
    StepCode.AMOUNT: _amount,
}


def _decimal(result: Decimal | str) -> Decimal:
    return Decimal(result)


def _figure(step: Step, name: str) -> Decimal:
    return Decimal(step.numbers[name])


def _money(step: Step, name: str) -> str:
    return zloty(_figure(step, name))


def _shown(amount: Decimal) -> Decimal:
    """An endless fraction cut to four places for the eye."""
    return amount if -(amount.as_tuple().exponent) <= _MOST_PLACES else amount.quantize(_FOUR_PLACES, ROUND_HALF_UP)  # type: ignore[operator]


def _day_word(days: int) -> str:
    return plural(days, "dzień", "dni", "dni")


def _people_are(count: int) -> str:
    return f"{plural(count, 'jest', 'są', 'jest')} {count} {plural(count, 'osoba', 'osoby', 'osób')}"


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
