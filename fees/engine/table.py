"""From the band of the council's table to the amount, with a step for whatever was done."""

from calendar import monthrange
from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from fees.engine.bands import Band
from fees.engine.charge import BaseAmount, base_of, cost_items_of
from fees.engine.errors import CannotAssess
from fees.engine.exact import GROSZ, HUNDRED, ROUNDED, ZERO
from fees.engine.facts import Facts
from fees.engine.kinds import BY_THE_DAY, DPS_PROVISION, IN_ZLOTY, ON_COST, Base
from fees.engine.rules import Rules, Schedule
from fees.engine.steps import CapKind, Step, StepCode, Unit, Verdict, amount_step


class TableFee:
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
        days = days_of(self.facts) if self.schedule.base in BY_THE_DAY else 0
        self.steps.append(amount_step(amount, verdict, ("ups.97.1", "ups.97.5"), self.acts, days))
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
        days = days_of(self.facts) if self.schedule.base in BY_THE_DAY else 0
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


def days_of(facts: Facts) -> int:
    """The days that an act by the day charges: those told, else all of the month."""
    return facts.days if facts.days is not None else monthrange(facts.on.year, facts.on.month)[1]


def _down(amount: Decimal) -> Decimal:
    """In whole grosze, never above: nobody may be charged more than a limit."""
    return amount.quantize(GROSZ, ROUND_DOWN, ROUNDED)


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(GROSZ, ROUND_UP, ROUNDED)
