"""From facts and rules to one amount, step by step. The statute goes first, the council's table second."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal, localcontext
from enum import StrEnum

from fees.engine.charge import BaseAmount, base_of, cost_items_of, excess_over
from fees.engine.errors import CannotAssess
from fees.engine.exact import EXACT, GROSZ, HUNDRED, ROUNDED, ZERO
from fees.engine.facts import Facts, HouseholdType, Income
from fees.engine.rules import (
    BY_THE_DAY,
    DPS_PROVISION,
    IN_ZLOTY,
    ON_COST,
    Band,
    Base,
    LimitUnit,
    Rules,
    Schedule,
)

ENGINE_VERSION = "2"
"""Changes whenever the same facts and rules could give another assessment, in amount or in steps."""

_NO_RATE = Decimal(0)
_PLACES_SHOWN = tuple(Decimal(1).scaleb(-places) for places in range(1, 12))


class StepCode(StrEnum):
    """The kinds of step, in the order in which they come."""

    INCOME_COUNTED = "income_counted"
    INCOME_LEFT_OUT = "income_left_out"
    INCOME_SUM = "income_sum"
    CRITERION = "criterion"
    STATUTORY_TEST = "statutory_test"
    SHARE = "share"
    BAND = "band"
    RATE = "rate"
    COST_ITEM = "cost_item"
    BASE = "base"
    PRODUCT = "product"
    ROUNDING = "rounding"
    FLOOR = "floor"
    CAP = "cap"
    MINORS = "minors"
    RELIEF = "relief"
    AMOUNT = "amount"


class Unit(StrEnum):
    """What a step's result is: an amount, a percentage, or a word."""

    ZLOTY = "zł"
    PERCENT = "%"
    WORD = ""


class Verdict(StrEnum):
    """What a step decides; in the last step: why nothing is paid, or that a fee is due."""

    FREE_BY_STATUTE = "free_by_statute"
    FREE_BY_RESOLUTION = "free_by_resolution"
    FREE_BY_RELIEF = "free_by_relief"
    RESOLUTION_DECIDES = "resolution_decides"
    FEE_DUE = "fee_due"


class CapKind(StrEnum):
    """What a fee was cut to: the word ``cap`` of the step."""

    COST = "cost"
    AMOUNT = "amount"
    INCOME = "income"
    LEFT = "left"
    LEFT_OF_CRITERION = "left_of_criterion"
    FORMER_DPS = "former_dps"


@dataclass(frozen=True, slots=True, init=False)
class Step:
    """One step of the explanation: figures and words in, result out, codes of provisions and citations of acts.

    ``result`` is a ``Decimal`` unless ``unit`` is ``Unit.WORD``; recomputed from the ``numbers`` it comes out the same.
    """

    code: StepCode
    result: Decimal | str
    unit: Unit
    numbers: Mapping[str, Decimal | int]
    words: Mapping[str, str]
    provisions: tuple[str, ...]
    sources: tuple[str, ...]

    def __init__(
        self,
        code: StepCode,
        result: Decimal | str,
        unit: Unit,
        numbers: Mapping[str, Decimal | int],
        words: Mapping[str, str] | None = None,
        provisions: tuple[str, ...] = (),
        sources: tuple[str, ...] = (),
    ) -> None:
        # What dataclass would write, by a shorter way: an assessment has a dozen steps, and most of its time was here.
        _set_code(self, code)
        _set_result(self, result)
        _set_unit(self, unit)
        _set_numbers(self, numbers)
        _set_words(self, {} if words is None else words)
        _set_provisions(self, provisions)
        _set_sources(self, sources)


_set_code, _set_result, _set_unit, _set_numbers, _set_words, _set_provisions, _set_sources = (
    Step.__dict__[item.name].__set__ for item in fields(Step)
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The fee for a full month in złoty, and how it came about.

    ``criterion`` is per person, ``threshold`` the criterion of the person or of the whole family, with which
    ``income_compared`` (of the person, of the whole family) was compared. ``share_percent`` is rounded, to be shown.
    ``base`` is the amount that ``rate_percent`` is taken of (shown with four places at most): None where nothing is
    paid by the statute or the table and the base is not known, and where the band itself gives złoty, which are then
    ``rate_zloty``. ``band`` and ``base_kind`` are None where the table is not loaded. ``free``: nothing to pay.
    ``days`` and ``daily``: where the act charges by the day, for how many days the amount is and how much a day comes
    to before rounding (None where a limit, a minor or a relief changed the amount).
    """

    amount: Decimal
    free: bool
    rate_percent: Decimal
    base: Decimal | None
    base_kind: Base | None
    criterion: Decimal
    threshold: Decimal
    income_compared: Decimal
    own_income: Decimal
    share_percent: Decimal
    band: Band | None
    household: HouseholdType
    persons: int
    on: date
    resolution: str
    steps: tuple[Step, ...]
    engine_version: str = ENGINE_VERSION
    rate_zloty: Decimal | None = None
    days: int | None = None
    daily: Decimal | None = None

    @property
    def free_by_statute(self) -> bool:
        """Free by art. 97 ust. 1 itself, whatever the resolution says."""
        return self.steps[-1].words["verdict"] == Verdict.FREE_BY_STATUTE

    @property
    def free_by_relief(self) -> bool:
        """Free because the whole fee was remitted by a decision."""
        return self.steps[-1].words["verdict"] == Verdict.FREE_BY_RELIEF


def assess(facts: Facts, rules: Rules) -> Assessment:
    """The monthly fee under ``rules`` for ``facts``, in złoty, with all its steps.

    Raises ``CannotAssess`` naming what is missing. Legal source: art. 97 ust. 1 and 5, art. 8 of the act on social aid.
    """
    _refuse_what_does_not_fit(facts, rules)
    with localcontext(EXACT):
        return _assess(facts, rules)


def _assess(facts: Facts, rules: Rules) -> Assessment:
    income, own = facts.income, facts.own_income
    threshold = rules.criterion.amount * facts.persons
    exempt = income <= threshold
    schedule = rules.schedule if isinstance(rules.schedule, Schedule) else None
    band = schedule.band_for(income, threshold, facts.persons) if schedule else None
    share = _share_to_show(income, threshold, band, schedule)
    steps = [_item_step(item) for item in facts.incomes]
    steps += (
        _sum_step(facts, income, own),
        _criterion_step(facts, rules, threshold),
        _statutory_step(income, threshold, exempt),
    )
    fee: _Fee | None = None
    if exempt:
        amount = ZERO
        steps.append(_amount_step(ZERO, Verdict.FREE_BY_STATUTE, ("ups.97.1",), ()))
    elif schedule is None or band is None:
        raise CannotAssess("schedule_not_loaded", rules.schedule.source)
    else:
        steps.append(_share_step(schedule, income, threshold, share))
        fee = _Fee(facts, rules, schedule, band, income, own, threshold, steps)
        amount = fee.compute()
    return Assessment(
        amount=amount,
        free=not amount,
        rate_percent=fee.rate if fee and fee.rate_is_percent else _NO_RATE,
        base=fee.base_shown if fee and fee.base else _base_if_known(facts, rules, schedule, income, threshold),
        base_kind=schedule.base if schedule else None,
        criterion=rules.criterion.amount,
        threshold=threshold,
        income_compared=income,
        own_income=own,
        share_percent=share,
        band=band,
        household=facts.household,
        persons=facts.persons,
        on=facts.on,
        resolution=rules.schedule.resolution,
        steps=tuple(steps),
        rate_zloty=fee.rate if fee and not fee.rate_is_percent else None,
        days=_days(facts) if fee and schedule and schedule.base in BY_THE_DAY else None,
        daily=fee.daily if fee else None,
    )


class _Fee:
    """The table's part of one assessment: from the band to the amount. Writes its steps into ``steps``."""

    def __init__(
        self,
        facts: Facts,
        rules: Rules,
        schedule: Schedule,
        band: Band,
        income: Decimal,
        own: Decimal,
        threshold: Decimal,
        steps: list[Step],
    ) -> None:
        self.facts, self.rules, self.schedule, self.band = facts, rules, schedule, band
        self.income, self.own, self.threshold, self.steps = income, own, threshold, steps
        self.acts = (schedule.source,)
        self.rate_is_percent = schedule.base not in IN_ZLOTY
        self.rate = _rate_of(facts, band)
        self.base: BaseAmount | None = None
        self.daily: Decimal | None = None
        self.changed = False

    @property
    def base_shown(self) -> Decimal | None:
        return self.base.shown if self.base and self.rate_is_percent else None

    def compute(self) -> Decimal:
        self.table_steps()
        if not self.rate:
            return self.end(ZERO, Verdict.FREE_BY_RESOLUTION)
        amount = self.rounded(self.product())
        amount = self.within_bounds(amount)
        amount = self.with_minors(amount)
        amount = self.within_what_is_left(amount)
        amount = self.within_the_former_residents_share(amount)
        if self.facts.relief is not None:
            amount = self.relieved(amount)
        if self.changed:
            self.daily = None
        remitted = self.facts.relief is not None and not amount
        return self.end(amount, Verdict.FREE_BY_RELIEF if remitted else Verdict.FEE_DUE)

    def step(
        self,
        code: StepCode,
        result: Decimal,
        numbers: Mapping[str, Decimal | int],
        words: Mapping[str, str] | None = None,
        provisions: tuple[str, ...] = (),
        sources: tuple[str, ...] | None = None,
    ) -> None:
        acts = self.acts if sources is None else sources
        self.steps.append(Step(code, result, Unit.ZLOTY, numbers, words or {}, provisions, acts))

    def end(self, amount: Decimal, verdict: Verdict) -> Decimal:
        days = _days(self.facts) if self.schedule.base in BY_THE_DAY else 0
        self.steps.append(_amount_step(amount, verdict, ("ups.97.1", "ups.97.5"), self.acts, days))
        return amount

    def table_steps(self) -> None:
        schedule, band = self.schedule, self.band
        numbers: dict[str, Decimal | int] = {"above": band.above, "above_zloty": self.limit(band.above)}
        if band.up_to is not None:
            numbers |= {"up_to": band.up_to, "up_to_zloty": self.limit(band.up_to)}
        if schedule.limits_criterion is not None and schedule.limits_criterion != self.rules.criterion.amount:
            numbers["computed_from"] = schedule.limits_criterion
        upper = "…)" if band.up_to is None else f"{band.up_to:f}]"
        words = {"unit": schedule.limit_unit.value, "limits_on": schedule.limits_on.value}
        self.steps.append(
            Step(StepCode.BAND, f"({band.above:f}; {upper}", Unit.WORD, numbers, words, sources=self.acts)
        )
        numbers, words = {"rate": self.rate}, {"base": schedule.base.value}
        if band.rate_to is not None and self.facts.pick is not None:
            numbers |= {"from": band.rate, "to": band.rate_to}
            words["reason"] = self.facts.pick.reason
        unit = Unit.PERCENT if self.rate_is_percent else Unit.ZLOTY
        self.steps.append(Step(StepCode.RATE, self.rate, unit, numbers, words, ("ups.97.5",), self.acts))

    def limit(self, value: Decimal) -> Decimal:
        return self.schedule.limit_in_zloty(value, self.threshold, self.facts.persons)

    def product(self) -> Decimal:
        """The exact amount before rounding: rate × base, or the band's złoty (times days)."""
        if self.schedule.base is Base.FIXED:
            return self.rate
        days = _days(self.facts) if self.schedule.base in BY_THE_DAY else 0
        if self.schedule.base is Base.FIXED_DAILY:
            self.daily = self.rate
            product = self.rate * days
            self.step(StepCode.PRODUCT, product, {"daily": self.rate, "days": days})
            return product
        for item in cost_items_of(self.facts, self.rules, self.schedule):
            self.steps.append(
                Step(StepCode.COST_ITEM, item.counted, Unit.ZLOTY, item.numbers, item.words, (), (item.source,))
            )
        self.base = base = base_of(self.facts, self.rules, self.schedule, self.income, self.threshold, days)
        words = {"base": self.schedule.base.value, **base.words}
        self.step(StepCode.BASE, base.shown, base.numbers, words, sources=base.sources or self.acts)
        product = ROUNDED.divide(base.total * self.rate, HUNDRED * base.divisor)
        if self.schedule.base is Base.DAILY_RATE:
            self.daily = base.numbers["daily"] * self.rate / HUNDRED
        numbers: dict[str, Decimal | int] = {"base": base.shown, "rate": self.rate}
        if base.divisor != 1:
            numbers |= {"total": base.total, "divisor": base.divisor}
        self.step(StepCode.PRODUCT, product, numbers)
        return product

    def rounded(self, exact: Decimal) -> Decimal:
        rounding = self.schedule.rounding
        amount = rounding.apply(exact)
        numbers = {"amount": exact, "step": rounding.step}
        self.step(StepCode.ROUNDING, amount, numbers, {"mode": rounding.mode.value}, sources=(rounding.source,))
        return amount

    def within_bounds(self, amount: Decimal) -> Decimal:
        bounds = self.schedule.bounds
        if bounds.floor is not None and amount < bounds.floor:
            self.step(StepCode.FLOOR, bounds.floor, {"amount": amount, "floor": bounds.floor})
            self.changed, amount = True, bounds.floor
        if bounds.cap is not None:
            amount = self.cut(amount, bounds.cap, CapKind.AMOUNT, {})
        if bounds.cap_income is not None:
            self.need_own_income()
            ceiling = _down(self.own * bounds.cap_income / HUNDRED)
            amount = self.cut(amount, ceiling, CapKind.INCOME, {"own": self.own, "percent": bounds.cap_income})
        if self.schedule.base in ON_COST and self.base is not None:
            # Rounding to full złoty must not carry the fee above the full cost.
            amount = self.cut(amount, self.base.whole, CapKind.COST, {})
        elif bounds.cap_cost:
            cost = base_of(self.facts, self.rules, self.schedule, self.income, self.threshold, 0, of_cost=True)
            amount = self.cut(amount, cost.whole, CapKind.COST, {}, cost.sources)
        return amount

    def cut(
        self,
        amount: Decimal,
        ceiling: Decimal,
        kind: CapKind,
        numbers: Mapping[str, Decimal | int],
        more_sources: tuple[str, ...] = (),
        provisions: tuple[str, ...] = (),
    ) -> Decimal:
        if amount <= ceiling:
            return amount
        given = {"amount": amount, "cap": ceiling, **numbers}
        self.step(StepCode.CAP, ceiling, given, {"cap": kind.value}, provisions, self.acts + more_sources)
        self.changed = True
        return ceiling

    def with_minors(self, amount: Decimal) -> Decimal:
        minors, share = self.facts.minors, self.schedule.minor_percent
        if not minors or share is None:
            return amount
        each = self.schedule.rounding.apply(amount * share / HUNDRED)
        total = amount + each * minors
        self.step(StepCode.MINORS, total, {"amount": amount, "percent": share, "each": each, "minors": minors})
        self.changed = True
        return total

    def within_what_is_left(self, amount: Decimal) -> Decimal:
        bounds = self.schedule.bounds
        if bounds.left is not None:
            self.need_own_income()
            room = max(ZERO, self.own - bounds.left)
            amount = self.cut(amount, room, CapKind.LEFT, {"own": self.own, "left": bounds.left})
        if bounds.left_of_criterion is not None:
            self.need_own_income()
            left = _up(self.rules.criterion.amount * bounds.left_of_criterion / HUNDRED)
            numbers = {"own": self.own, "left": left, "percent": bounds.left_of_criterion}
            amount = self.cut(amount, max(ZERO, self.own - left), CapKind.LEFT_OF_CRITERION, numbers)
        return amount

    def within_the_former_residents_share(self, amount: Decimal) -> Decimal:
        former = self.facts.former_dps
        if former is None or former.until < self.facts.on:
            return amount
        part = self.rules.dps_cap_percent
        if part is None or DPS_PROVISION not in self.rules.provisions:
            raise CannotAssess("provision_missing", f"treść i wysokość limitu z podstawy prawnej „{DPS_PROVISION}”")
        self.need_own_income()
        ceiling = _down(self.own * part / HUNDRED)
        numbers = {"own": self.own, "percent": part}
        return self.cut(amount, ceiling, CapKind.FORMER_DPS, numbers, (former.basis,), (DPS_PROVISION,))

    def relieved(self, amount: Decimal) -> Decimal:
        relief = self.facts.relief
        if relief is None:
            return amount
        if not self.schedule.relief:
            raise CannotAssess("relief_not_allowed", f"przepis uchwały o zwolnieniu z opłaty ({self.schedule.source})")
        if relief.until is not None and relief.until < self.facts.on:
            raise CannotAssess("relief_ended", f"decyzja o zwolnieniu na dzień {self.facts.on:%d.%m.%Y}")
        numbers: dict[str, Decimal | int] = {"amount": amount}
        if relief.percent is not None:
            numbers["percent"] = relief.percent
            after = self.schedule.rounding.apply(amount * (HUNDRED - relief.percent) / HUNDRED)
        else:
            off = relief.amount or ZERO
            numbers["off"] = off
            after = max(ZERO, amount - off)
        words = {"ground": relief.ground, "asked_by": relief.asked_by, "decision": relief.decision}
        if relief.until is not None:
            words["until"] = relief.until.isoformat()
        words["rule"] = self.schedule.relief
        self.step(StepCode.RELIEF, after, numbers, words)
        self.changed = True
        return after

    def need_own_income(self) -> None:
        if not self.facts.own_income_known:
            raise CannotAssess("own_income_missing", "dochód własny osoby")


def _rate_of(facts: Facts, band: Band) -> Decimal:
    """The band's rate, or what was picked within its range."""
    pick = facts.pick
    if band.rate_to is None:
        if pick is not None and pick.rate != band.rate:
            raise CannotAssess("rate_is_fixed", f"możliwość wyboru: uchwała ustala jedną stawkę {band.rate:f}")
        return band.rate
    if pick is None:
        raise CannotAssess("rate_not_chosen", f"wybrana stawka od {band.rate:f} do {band.rate_to:f} z uzasadnieniem")
    if not band.rate <= pick.rate <= band.rate_to:
        raise CannotAssess("rate_out_of_range", f"stawka od {band.rate:f} do {band.rate_to:f}, a nie {pick.rate:f}")
    return pick.rate


def _days(facts: Facts) -> int:
    return facts.days if facts.days is not None else monthrange(facts.on.year, facts.on.month)[1]


def _down(amount: Decimal) -> Decimal:
    """In whole grosze, never above: nobody may be charged more than a limit."""
    return amount.quantize(GROSZ, ROUND_DOWN, ROUNDED)


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(GROSZ, ROUND_UP, ROUNDED)


def _refuse_what_does_not_fit(facts: Facts, rules: Rules) -> None:
    if facts.household is not rules.household:
        raise CannotAssess("household_mismatch", f"zasady dla gospodarstwa: {facts.household.value}")
    if not rules.criterion.in_force(facts.on):
        raise CannotAssess("criterion_not_in_force", f"kryterium dochodowe obowiązujące {facts.on:%d.%m.%Y}")
    for item in facts.incomes:
        if item.provision and item.provision not in rules.provisions:
            raise CannotAssess("provision_missing", f"treść podstawy prawnej „{item.provision}” ({item.label})")


def _item_step(item: Income) -> Step:
    if item.counted:
        code, result, general_rule = StepCode.INCOME_COUNTED, item.amount, "ups.8.3"
    else:
        code, result, general_rule = StepCode.INCOME_LEFT_OUT, ZERO, "ups.8.4"
    return Step(
        code,
        result,
        Unit.ZLOTY,
        {"amount": item.amount},
        {"label": item.label, "reason": item.reason, "whose": "own" if item.own else "other"},
        (item.provision or general_rule,),
    )


def _sum_step(facts: Facts, income: Decimal, own: Decimal) -> Step:
    single = facts.household is HouseholdType.SINGLE
    return Step(
        StepCode.INCOME_SUM,
        income,
        Unit.ZLOTY,
        {"own": own, "others": income - own},
        provisions=("ups.8.3", "ups.6.10") if single else ("ups.8.3", "ups.6.4", "ups.6.14"),
    )


def _criterion_step(facts: Facts, rules: Rules, threshold: Decimal) -> Step:
    single = facts.household is HouseholdType.SINGLE
    return Step(
        StepCode.CRITERION,
        threshold,
        Unit.ZLOTY,
        {"criterion": rules.criterion.amount, "persons": facts.persons},
        provisions=("ups.8.1.1",) if single else ("ups.8.1.2", "ups.8.1.3"),
        sources=(rules.criterion.source,),
    )


def _statutory_step(income: Decimal, threshold: Decimal, exempt: bool) -> Step:
    verdict = Verdict.FREE_BY_STATUTE if exempt else Verdict.RESOLUTION_DECIDES
    return Step(
        StepCode.STATUTORY_TEST,
        verdict.value,
        Unit.WORD,
        {"income": income, "threshold": threshold},
        provisions=("ups.97.1",),
    )


def _share_to_show(income: Decimal, threshold: Decimal, band: Band | None, schedule: Schedule | None) -> Decimal:
    """Income in percent of the threshold with one place, or as many as keep it on its side of the band's limits.

    1 grosz above the criterion must not read "100,0%". Nothing is ever compared with this figure but itself.
    """
    share = ROUNDED.divide(income * HUNDRED, threshold)
    lower: Decimal = _NO_RATE
    upper: Decimal | None = None
    if band and schedule and schedule.limit_unit is LimitUnit.PERCENT_OF_CRITERION:
        lower, upper = band.above, band.up_to
    elif share > HUNDRED:
        lower = HUNDRED
    else:
        upper = HUNDRED
    for place in _PLACES_SHOWN:
        shown = share.quantize(place, context=ROUNDED)
        if not income or (lower < shown and (upper is None or shown <= upper)):
            return shown
    return shown


def _share_step(schedule: Schedule, income: Decimal, threshold: Decimal, share: Decimal) -> Step:
    numbers = {"income": income, "threshold": threshold}
    return Step(StepCode.SHARE, share, Unit.PERCENT, numbers, sources=(schedule.source,))


def _base_if_known(
    facts: Facts, rules: Rules, schedule: Schedule | None, income: Decimal, threshold: Decimal
) -> Decimal | None:
    """The base of who pays nothing, for the eye: None where a datum for it is missing, which is then no error."""
    if schedule is None or schedule.base in IN_ZLOTY:
        return None
    if schedule.base is Base.INCOME_EXCESS and not excess_over(schedule, income, threshold, facts.persons):
        return ZERO
    try:
        return base_of(facts, rules, schedule, income, threshold, _days(facts)).shown
    except CannotAssess:
        return None


def _amount_step(
    amount: Decimal, verdict: Verdict, provisions: tuple[str, ...], acts: tuple[str, ...], days: int = 0
) -> Step:
    words = {"verdict": verdict.value}
    numbers: dict[str, Decimal | int] = {"amount": amount}
    if days:
        numbers["days"] = days
    return Step(StepCode.AMOUNT, amount, Unit.ZLOTY, numbers, words, provisions, acts)
