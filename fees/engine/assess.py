"""From facts and rules to one amount, step by step. The statute goes first, the council's table second."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from fees.engine.bands import Band
from fees.engine.charge import base_of, excess_over
from fees.engine.errors import CannotAssess
from fees.engine.exact import EXACT, HUNDRED, ROUNDED, ZERO
from fees.engine.facts import Facts, HouseholdType
from fees.engine.kinds import BY_THE_DAY, IN_ZLOTY, Base, LimitUnit
from fees.engine.rules import Rules, Schedule
from fees.engine.steps import (
    Step,
    Verdict,
    amount_step,
    criterion_step,
    item_step,
    share_step,
    statutory_step,
    sum_step,
)
from fees.engine.table import TableFee, days_of

ENGINE_VERSION = "2"
"""Changes whenever the same facts and rules could give another assessment, in amount or in steps."""


_NO_RATE = Decimal(0)
_PLACES_SHOWN = tuple(Decimal(1).scaleb(-places) for places in range(1, 12))


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
    steps = [item_step(item) for item in facts.incomes]
    steps += (
        sum_step(facts, income, own),
        criterion_step(facts, rules, threshold),
        statutory_step(income, threshold, exempt),
    )
    fee: TableFee | None = None
    if exempt:
        amount = ZERO
        steps.append(amount_step(ZERO, Verdict.FREE_BY_STATUTE, ("ups.97.1",), ()))
    elif schedule is None or band is None:
        raise CannotAssess("schedule_not_loaded", rules.schedule.source)
    else:
        steps.append(share_step(schedule, income, threshold, share))
        fee = TableFee(facts, rules, schedule, band, income, own, threshold, steps)
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
        days=days_of(facts) if fee and schedule and schedule.base in BY_THE_DAY else None,
        daily=fee.daily if fee else None,
    )


def _refuse_what_does_not_fit(facts: Facts, rules: Rules) -> None:
    if facts.household is not rules.household:
        raise CannotAssess("household_mismatch", f"zasady dla gospodarstwa: {facts.household.value}")
    if not rules.criterion.in_force(facts.on):
        raise CannotAssess("criterion_not_in_force", f"kryterium dochodowe obowiązujące {facts.on:%d.%m.%Y}")
    for item in facts.incomes:
        if item.provision and item.provision not in rules.provisions:
            raise CannotAssess("provision_missing", f"treść podstawy prawnej „{item.provision}” ({item.label})")


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


def _base_if_known(
    facts: Facts, rules: Rules, schedule: Schedule | None, income: Decimal, threshold: Decimal
) -> Decimal | None:
    """The base of who pays nothing, for the eye: None where a datum for it is missing, which is then no error."""
    if schedule is None or schedule.base in IN_ZLOTY:
        return None
    if schedule.base is Base.INCOME_EXCESS and not excess_over(schedule, income, threshold, facts.persons):
        return ZERO
    try:
        return base_of(facts, rules, schedule, income, threshold, days_of(facts)).shown
    except CannotAssess:
        return None
