"""From facts and rules to one amount, step by step. The statute goes first, the council's table second."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from fees.engine.errors import CannotAssess
from fees.engine.exact import EXACT, HUNDRED, ROUNDED, ZERO
from fees.engine.facts import Facts, HouseholdType, Income
from fees.engine.rules import Band, Base, Rules, Schedule

ENGINE_VERSION = "1"
"""Changes whenever the same facts and rules could give another assessment, in amount or in steps."""

_NO_RATE = Decimal(0)
_MOST_PLACES_SHOWN = 12


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
    BASE = "base"
    PRODUCT = "product"
    ROUNDING = "rounding"
    CAP = "cap"
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
    RESOLUTION_DECIDES = "resolution_decides"
    FEE_DUE = "fee_due"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the explanation: figures and words in, result out, codes of provisions and citations of acts.

    ``result`` is a ``Decimal`` unless ``unit`` is ``Unit.WORD``; recomputed from the ``numbers`` it comes out the same.
    """

    code: StepCode
    result: Decimal | str
    unit: Unit
    numbers: Mapping[str, Decimal | int]
    words: Mapping[str, str] = field(default_factory=dict)
    provisions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The fee for a full month in złoty, and how it came about.

    ``criterion`` is per person, ``threshold`` the criterion of the person or of the whole family, with which
    ``income_compared`` (of the person, of the whole family) was compared. ``share_percent`` is rounded, to be shown.
    ``base`` is the amount that ``rate_percent`` is taken of: None where nothing is paid by the statute or the table and
    the base is not known; ``band`` and ``base_kind`` are None where the table is not loaded. ``free``: nothing to pay.
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

    @property
    def free_by_statute(self) -> bool:
        """Free by art. 97 ust. 1 itself, whatever the resolution says."""
        return self.steps[-1].words["verdict"] == Verdict.FREE_BY_STATUTE


def assess(facts: Facts, rules: Rules) -> Assessment:
    """The monthly fee under ``rules`` for ``facts``, in złoty, with all its steps.

    Raises ``CannotAssess`` naming what is missing. Legal source: art. 97 ust. 1 and 5, art. 8 of the act on social aid.
    """
    _refuse_what_does_not_fit(facts, rules)
    with localcontext(EXACT):
        return _assess(facts, rules)


def _assess(facts: Facts, rules: Rules) -> Assessment:
    income = facts.income
    threshold = rules.criterion.amount * facts.persons
    exempt = income <= threshold
    schedule = rules.schedule if isinstance(rules.schedule, Schedule) else None
    band = schedule.band_for(income, threshold) if schedule else None
    share = _share_to_show(income, threshold, band)
    steps = [_item_step(item) for item in facts.incomes]
    steps += (
        _sum_step(facts, income),
        _criterion_step(facts, rules, threshold),
        _statutory_step(income, threshold, exempt),
    )
    if exempt:
        rate = _NO_RATE
        steps.append(_amount_step(ZERO, Verdict.FREE_BY_STATUTE, ("ups.97.1",), ()))
    elif schedule is None or band is None:
        raise CannotAssess("schedule_not_loaded", rules.schedule.source)
    else:
        rate = band.rate
        steps.append(_share_step(schedule, income, threshold, share))
        steps += _table_steps(schedule, band, threshold)
        steps += _fee_steps(facts, rules, schedule, band)
    amount = _result_of(steps[-1])
    return Assessment(
        amount=amount,
        free=not amount,
        rate_percent=rate,
        base=_base_if_known(facts, rules, schedule),
        base_kind=schedule.base if schedule else None,
        criterion=rules.criterion.amount,
        threshold=threshold,
        income_compared=income,
        own_income=facts.own_income,
        share_percent=share,
        band=band,
        household=facts.household,
        persons=facts.persons,
        on=facts.on,
        resolution=rules.schedule.resolution,
        steps=tuple(steps),
    )


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


def _sum_step(facts: Facts, income: Decimal) -> Step:
    own = facts.own_income
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


def _share_to_show(income: Decimal, threshold: Decimal, band: Band | None) -> Decimal:
    """Income in percent of the threshold with one place, or as many as keep it on its side of the band's limits.

    1 grosz above the criterion must not read "100,0%". Nothing is ever compared with this figure but itself.
    """
    share = ROUNDED.divide(income * HUNDRED, threshold)
    lower, upper = (band.above, band.up_to) if band else (_NO_RATE, None)
    for places in range(1, _MOST_PLACES_SHOWN):
        shown = share.quantize(Decimal(1).scaleb(-places), context=ROUNDED)
        if not income or (lower < shown and (upper is None or shown <= upper)):
            return shown
    return shown


def _share_step(schedule: Schedule, income: Decimal, threshold: Decimal, share: Decimal) -> Step:
    numbers = {"income": income, "threshold": threshold}
    return Step(StepCode.SHARE, share, Unit.PERCENT, numbers, sources=(schedule.source,))


def _table_steps(schedule: Schedule, band: Band, threshold: Decimal) -> Iterator[Step]:
    numbers: dict[str, Decimal | int] = {
        "above": band.above,
        "above_zloty": schedule.limit_in_zloty(band.above, threshold),
    }
    if band.up_to is not None:
        numbers |= {"up_to": band.up_to, "up_to_zloty": schedule.limit_in_zloty(band.up_to, threshold)}
    upper = "…)" if band.up_to is None else f"{band.up_to:f}]"
    acts = (schedule.source,)
    yield Step(StepCode.BAND, f"({band.above:f}; {upper}", Unit.WORD, numbers, sources=acts)
    words = {"base": schedule.base.value}
    yield Step(StepCode.RATE, band.rate, Unit.PERCENT, {"rate": band.rate}, words, ("ups.97.5",), acts)


def _fee_steps(facts: Facts, rules: Rules, schedule: Schedule, band: Band) -> Iterator[Step]:
    legal_basis, acts = ("ups.97.1", "ups.97.5"), (schedule.source,)
    if not band.rate:
        yield _amount_step(ZERO, Verdict.FREE_BY_RESOLUTION, legal_basis, acts)
        return
    base = _base_step(facts, rules, schedule)
    yield base
    base_amount = _result_of(base)
    product = base_amount * band.rate / HUNDRED
    yield Step(StepCode.PRODUCT, product, Unit.ZLOTY, {"base": base_amount, "rate": band.rate}, sources=acts)
    rounding = schedule.rounding
    amount = rounding.apply(product)
    yield Step(
        StepCode.ROUNDING,
        amount,
        Unit.ZLOTY,
        {"amount": product, "step": rounding.step},
        {"mode": rounding.mode.value},
        sources=(rounding.source,),
    )
    if schedule.base is Base.COST and amount > base_amount:
        # Rounding to full złoty must not carry the fee above the full cost.
        yield Step(StepCode.CAP, base_amount, Unit.ZLOTY, {"amount": amount, "base": base_amount}, sources=acts)
        amount = base_amount
    yield _amount_step(amount, Verdict.FEE_DUE, legal_basis, acts)


def _base_step(facts: Facts, rules: Rules, schedule: Schedule) -> Step:
    words = {"base": schedule.base.value}
    if schedule.base is Base.OWN_INCOME:
        if not facts.own_income_known:
            raise CannotAssess("own_income_missing", "dochód własny osoby, od którego liczy się opłatę")
        own = facts.own_income
        return Step(StepCode.BASE, own, Unit.ZLOTY, {"own": own}, words, sources=(schedule.source,))
    if rules.cost is None:
        raise CannotAssess("cost_missing", f"zarządzenie o miesięcznym koszcie pobytu na dzień {facts.on:%d.%m.%Y}")
    cost = rules.cost.amount
    return Step(StepCode.BASE, cost, Unit.ZLOTY, {"cost": cost}, words, sources=(rules.cost.source,))


def _base_if_known(facts: Facts, rules: Rules, schedule: Schedule | None) -> Decimal | None:
    if schedule is None:
        return None
    if schedule.base is Base.OWN_INCOME:
        return facts.own_income if facts.own_income_known else None
    return rules.cost.amount if rules.cost else None


def _amount_step(amount: Decimal, verdict: Verdict, provisions: tuple[str, ...], acts: tuple[str, ...]) -> Step:
    words = {"verdict": verdict.value}
    return Step(StepCode.AMOUNT, amount, Unit.ZLOTY, {"amount": amount}, words, provisions, acts)


def _result_of(step: Step) -> Decimal:
    if not isinstance(step.result, Decimal):
        raise TypeError(step.code)
    return step.result
