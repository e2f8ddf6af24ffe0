"""The table as a staircase, and the nearest incomes at which another rate applies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from fees.engine import (
    Band,
    Base,
    CannotAssess,
    CostUnit,
    Facts,
    HouseholdType,
    Income,
    LimitUnit,
    Rules,
    Schedule,
    assess,
)
from fees.explanation.figures import GROSZ, NOTHING
from fees.explanation.words import rate_words
from office.polish import zloty


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
        down = _change_at(facts, rules, schedule, here.above.quantize(GROSZ, ROUND_FLOOR))
    if here.up_to is not None:
        up = _change_at(facts, rules, schedule, here.up_to.quantize(GROSZ, ROUND_FLOOR) + GROSZ)
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
    return lambda limit: (schedule.limit_in_zloty(limit, threshold, persons) * 100 / threshold).quantize(GROSZ)


def _fixed_amount(rules: Rules, schedule: Schedule, rate: Decimal) -> Decimal | None:
    if not rate:
        return NOTHING
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


def _with_income(facts: Facts, income: Decimal) -> Facts:
    """The same household with another compared income; the person's own income takes up the difference."""
    own = max(NOTHING, facts.own_income + income - facts.income)
    items = [Income("dochód własny", own)] if facts.own_income_known else []
    if facts.household is HouseholdType.FAMILY:
        items.append(Income("pozostały dochód rodziny", income - own if items else income, own=False))
    return replace(facts, incomes=tuple(items), pick=None)
