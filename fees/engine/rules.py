"""The rules of one day for one household type: criterion, schedule of bands, cost of the stay. All of them are data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from fees.engine.errors import InvalidRules
from fees.engine.exact import GROSZ, HUNDRED, ROUNDED, as_money, as_percent
from fees.engine.facts import HouseholdType

PROVISIONS_USED = frozenset(
    {
        "ups.6.4", "ups.6.10", "ups.6.14", "ups.8.1.1", "ups.8.1.2", "ups.8.1.3", "ups.8.3", "ups.8.4", "ups.97.1",
        "ups.97.5",
    }
)  # fmt: skip
"""Codes of the provisions that the engine's own steps may cite; every rule set brings their printed texts."""

DPS_PROVISION = "ups.53.12a"
"""The provision on former residents of care homes; its text is needed only where the facts name such a person."""


class Base(StrEnum):
    """What the rate of a band is a percentage of; ``FIXED`` and ``FIXED_DAILY``: the band itself gives złoty."""

    COST = "cost"
    COMPONENTS = "components"
    OWN_INCOME = "own_income"
    INCOME_PER_PERSON = "income_per_person"
    INCOME_EXCESS = "income_excess"
    CRITERION = "criterion"
    FLAT_AMOUNT = "flat_amount"
    DAILY_RATE = "daily_rate"
    FIXED = "fixed"
    FIXED_DAILY = "fixed_daily"


ON_COST = frozenset({Base.COST, Base.COMPONENTS})
IN_ZLOTY = frozenset({Base.FIXED, Base.FIXED_DAILY})
BY_THE_DAY = frozenset({Base.DAILY_RATE, Base.FIXED_DAILY})
_MAY_EXCEED_THE_WHOLE = frozenset({Base.CRITERION, Base.FLAT_AMOUNT, Base.DAILY_RATE, *IN_ZLOTY})


class LimitUnit(StrEnum):
    """What the limits of the bands are expressed in: złoty stay as they are when the criterion changes."""

    PERCENT_OF_CRITERION = "percent_of_criterion"
    ZLOTY = "zloty"


class LimitsOn(StrEnum):
    """Which income the limits in złoty are of: that of one person, or of the whole family."""

    PER_PERSON = "per_person"
    FAMILY = "family"


class RoundingMode(StrEnum):
    """Which way an amount between two steps goes."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


class Proration(StrEnum):
    """How a month that is not lived in from its first to its last day is charged."""

    CALENDAR_DAYS = "calendar_days"
    THIRTIETHS = "thirtieths"
    WHOLE_MONTH = "whole_month"


class CostUnit(StrEnum):
    """What an order's amount is of: a place a month, a flat a month (shared or not), a place a day."""

    PLACE = "place"
    FLAT_SHARED = "flat_shared"
    FLAT_WHOLE = "flat_whole"
    DAY = "day"


_DECIMAL_MODES = {RoundingMode.HALF_UP: ROUND_HALF_UP, RoundingMode.DOWN: ROUND_DOWN, RoundingMode.UP: ROUND_UP}
_ROUNDING_STEPS = (Decimal("0.01"), Decimal("0.1"), Decimal(1))


@dataclass(frozen=True, slots=True)
class Criterion:
    """Kryterium dochodowe of art. 8: złoty a month per person, the days it is law (both inclusive), its citation."""

    amount: Decimal
    valid_from: date
    source: str
    valid_to: date | None = None

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` unless the amount is money above 0 zł."""
        object.__setattr__(self, "amount", _positive(self.amount, "criterion_amount"))

    def in_force(self, day: date) -> bool:
        """Whether this criterion is law on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Band:
    """(above; up_to]: the lower limit belongs to the band below, the upper one to this. ``up_to=None`` is open.

    ``rate`` is a percentage, or złoty where the base is fixed. ``rate_to``: the act gives a range from ``rate`` to it.
    """

    above: Decimal
    up_to: Decimal | None
    rate: Decimal
    rate_to: Decimal | None = None

    def __post_init__(self) -> None:
        """Fix the figures to one way of writing them. Raises ``InvalidRules``."""
        try:
            object.__setattr__(self, "above", as_percent(self.above))
            object.__setattr__(self, "up_to", None if self.up_to is None else as_percent(self.up_to))
            object.__setattr__(self, "rate", as_percent(self.rate))
            object.__setattr__(self, "rate_to", None if self.rate_to is None else as_percent(self.rate_to))
        except ValueError as error:
            raise InvalidRules("band_number", str(error)) from error

    @property
    def is_range(self) -> bool:
        """Whether the act leaves a choice (unlawful in the view of voivodes, yet in force)."""
        return self.rate_to is not None

    @property
    def highest(self) -> Decimal:
        """The highest rate of the band: nothing is charged where it is 0."""
        return self.rate if self.rate_to is None else self.rate_to


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with a table: ``row`` counts bands from 0; ``found`` and ``expected`` are figures of the table."""

    code: str
    row: int
    found: Decimal | None
    expected: Decimal | None


@dataclass(frozen=True, slots=True)
class Rounding:
    """How an amount becomes payable: to 0,01, 0,1 or 1 zł, which way, and on what basis (printed)."""

    source: str
    step: Decimal = GROSZ
    mode: RoundingMode = RoundingMode.HALF_UP

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` for a step that is not grosz, ten groszy or złoty."""
        if self.step not in _ROUNDING_STEPS:
            raise InvalidRules("rounding_step", str(self.step))
        object.__setattr__(self, "step", next(known for known in _ROUNDING_STEPS if known == self.step))

    def apply(self, amount: Decimal) -> Decimal:
        """The payable amount in złoty with two places."""
        return amount.quantize(self.step, _DECIMAL_MODES[self.mode], ROUNDED).quantize(GROSZ)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the act lets no fee leave: złoty a month, or percents. None: the act says nothing of it.

    ``cap_cost``: not above the full cost. ``cap_income``: not above that percentage of the own income. ``left`` and
    ``left_of_criterion``: so much (zł; percent of the criterion) stays with the person.
    """

    floor: Decimal | None = None
    cap: Decimal | None = None
    cap_cost: bool = False
    cap_income: Decimal | None = None
    left: Decimal | None = None
    left_of_criterion: Decimal | None = None

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` for figures that are none, or a floor above the ceiling."""
        for name in ("floor", "cap", "left"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, _money(value, f"bound_{name}"))
        for name in ("cap_income", "left_of_criterion"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, _percent(value, f"bound_{name}"))
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            raise InvalidRules("floor_above_cap", f"{self.floor} > {self.cap}")


NO_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Schedule:
    """One table of one resolution for one household type.

    ``code`` and ``title`` name the table, ``resolution`` is the act's number and ``source`` its full printed citation.
    A flat percentage above a free limit is a table of two bands. ``amount``: what the act itself fixes, złoty a month
    (``FLAT_AMOUNT``) or a day (``DAILY_RATE``). ``limits_criterion``: the criterion from which limits in złoty were
    computed. ``local_list``: the own income that is charged is that of the council's list. ``relief``: the act's words
    on relief (empty: it allows none). ``minor_percent``: what a minor living with the person pays of the person's fee.
    """

    code: str
    title: str
    base: Base
    bands: tuple[Band, ...]
    rounding: Rounding
    source: str
    resolution: str
    limit_unit: LimitUnit = LimitUnit.PERCENT_OF_CRITERION
    limits_on: LimitsOn = LimitsOn.PER_PERSON
    limits_criterion: Decimal | None = None
    amount: Decimal | None = None
    local_list: bool = False
    bounds: Bounds = NO_BOUNDS
    minor_percent: Decimal | None = None
    relief: str = ""
    proration: Proration = Proration.CALENDAR_DAYS
    proration_source: str = ""
    first_month_free: bool = False

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` with the first defect of the bands, or for an amount that is missing or too much."""
        if self.limits_criterion is not None:
            object.__setattr__(self, "limits_criterion", _positive(self.limits_criterion, "limits_criterion"))
        if self.amount is not None:
            object.__setattr__(self, "amount", _positive(self.amount, "flat_amount"))
        if self.minor_percent is not None:
            object.__setattr__(self, "minor_percent", _percent(self.minor_percent, "minor_percent"))
        if (self.base is Base.FLAT_AMOUNT and self.amount is None) or (
            self.amount is not None and self.base not in (Base.FLAT_AMOUNT, Base.DAILY_RATE)
        ):
            raise InvalidRules("flat_amount", f"{self.base.value}: {self.amount}")
        for defect in schedule_defects(self.bands, self.base, self.limit_unit, self.limits_on, self.limits_criterion):
            where = f"{self.code} row {defect.row + 1}"
            raise InvalidRules(defect.code, f"{where}: found {defect.found}, expected {defect.expected}")

    def band_for(self, income: Decimal, threshold: Decimal, persons: int = 1) -> Band:
        """The one band that ``income`` lies in; ``threshold`` is the criterion of the person or of the whole family.

        Compares exact products; a percentage is never computed here, so it cannot be rounded.
        """
        if self.limit_unit is LimitUnit.PERCENT_OF_CRITERION:
            compared, unit = income * HUNDRED, threshold
        else:
            compared, unit = income, Decimal(persons if self.limits_on is LimitsOn.PER_PERSON else 1)
        for band in self.bands:
            if band.up_to is None or compared <= unit * band.up_to:
                return band
        raise AssertionError("validated bands end with an open one")

    def limit_in_zloty(self, limit: Decimal, threshold: Decimal, persons: int = 1) -> Decimal:
        """A band's limit as an exact amount of the compared income (of the person, of the family) in złoty."""
        if self.limit_unit is LimitUnit.PERCENT_OF_CRITERION:
            return threshold * limit / HUNDRED
        return limit * persons if self.limits_on is LimitsOn.PER_PERSON else limit

    @property
    def free_limit(self) -> Decimal:
        """Up to where the table charges nothing, in the unit of its limits."""
        limit = Decimal(0)
        for band in self.bands:
            if band.highest or band.up_to is None:
                break
            limit = band.up_to
        return limit


@dataclass(frozen=True, slots=True)
class ScheduleNotLoaded:
    """The act that governs the day is known, its table is not. Whoever does not pay by statute cannot be assessed."""

    source: str
    resolution: str


@dataclass(frozen=True, slots=True)
class CostItem:
    """One component of a cost: a general one (no ``service``) always counts, a service only where it was granted.

    ``amount`` is złoty a month, or of one ``unit`` ("godzina") where the order counts units. Not ``chargeable``: it is
    listed, and nobody pays for it.
    """

    label: str
    amount: Decimal
    chargeable: bool = True
    service: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` unless the amount is money."""
        object.__setattr__(self, "amount", _money(self.amount, "cost_item"))


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of the stay in złoty, what it is of, and the printed citation of the order that sets it.

    With ``items`` the cost is the sum of the chargeable ones that apply, and ``amount`` is not used.
    """

    amount: Decimal
    source: str
    unit: CostUnit = CostUnit.PLACE
    items: tuple[CostItem, ...] = ()

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` unless the amount is money above 0 zł: a cost of nothing is a gap in the data."""
        check = _money if self.items else _positive
        object.__setattr__(self, "amount", check(self.amount, "cost_amount"))


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that governs one household type on one day. ``provisions``: code → printed text, at least the used.

    ``dps_cap_percent``: the part of the own income that a former resident of a care home pays at most.
    """

    household: HouseholdType
    criterion: Criterion
    schedule: Schedule | ScheduleNotLoaded
    provisions: Mapping[str, str] = field(repr=False)
    cost: Cost | None = None
    dps_cap_percent: Decimal | None = None

    def __post_init__(self) -> None:
        """Keep an own copy of the texts. Raises ``InvalidRules`` where one is missing."""
        missing = PROVISIONS_USED - self.provisions.keys()
        if missing:
            raise InvalidRules("provisions_missing", ", ".join(sorted(missing)))
        object.__setattr__(self, "provisions", dict(self.provisions))
        if self.dps_cap_percent is not None:
            object.__setattr__(self, "dps_cap_percent", _percent(self.dps_cap_percent, "dps_cap_percent"))


def schedule_defects(
    bands: Sequence[Band],
    base: Base,
    unit: LimitUnit = LimitUnit.PERCENT_OF_CRITERION,
    limits_on: LimitsOn = LimitsOn.PER_PERSON,
    computed_from: Decimal | None = None,
) -> Iterator[Defect]:
    """Everything that makes the bands of a table unusable, row by row: nothing when they are sound.

    Sound means: starts at 0, each band begins where the one before ends, one open band and it is the last, rates that
    ``base`` allows, and no charge at or below the criterion (art. 97 ust. 1 goes before any table). Of limits in złoty
    that is asked when the criterion they are ``computed_from`` is known.
    """
    if not bands:
        yield Defect("bands_empty", 0, None, None)
        return
    if bands[0].above != 0:
        yield Defect("bands_start", 0, bands[0].above, Decimal(0))
    for row, (lower, upper) in enumerate(pairwise(bands), start=1):
        if lower.up_to is None:
            yield Defect("band_open_too_early", row - 1, None, upper.above)
        elif upper.above != lower.up_to:
            yield Defect("band_gap" if upper.above > lower.up_to else "band_overlap", row, upper.above, lower.up_to)
    if bands[-1].up_to is not None:
        yield Defect("band_not_open", len(bands) - 1, bands[-1].up_to, None)
    highest = None if base in _MAY_EXCEED_THE_WHOLE else HUNDRED
    free_up_to = HUNDRED if unit is LimitUnit.PERCENT_OF_CRITERION else _free_in_zloty(limits_on, computed_from)
    for row, band in enumerate(bands):
        yield from _defects_of_one(row, band, highest, free_up_to)


def _free_in_zloty(limits_on: LimitsOn, computed_from: Decimal | None) -> Decimal:
    """Up to which limit a table in złoty must not charge: of a whole family nobody can say, it has 2 persons or 9."""
    return computed_from if computed_from is not None and limits_on is LimitsOn.PER_PERSON else Decimal(0)


def _defects_of_one(row: int, band: Band, highest: Decimal | None, free_up_to: Decimal) -> Iterator[Defect]:
    if band.up_to is not None and band.up_to <= band.above:
        yield Defect("band_upside_down", row, band.up_to, band.above)
    if highest is not None and band.highest > highest:
        yield Defect("rate_above_100", row, band.highest, highest)
    if band.rate_to is not None and band.rate_to <= band.rate:
        yield Defect("range_upside_down", row, band.rate_to, band.rate)
    if band.above < free_up_to and band.highest > 0:
        yield Defect("charge_below_criterion", row, band.highest, Decimal(0))


def _money(amount: Decimal, code: str) -> Decimal:
    try:
        return as_money(amount)
    except ValueError as error:
        raise InvalidRules(code, str(amount)) from error


def _positive(amount: Decimal, code: str) -> Decimal:
    money = _money(amount, code)
    if not money:
        raise InvalidRules(code, "0")
    return money


def _percent(value: Decimal, code: str) -> Decimal:
    try:
        return as_percent(value)
    except ValueError as error:
        raise InvalidRules(code, str(value)) from error
