"""The rules of one day for one household type: criterion, schedule of bands, cost of the stay. All of them are data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from fees.engine.bands import Band, money, percent, positive, schedule_defects
from fees.engine.errors import InvalidRules
from fees.engine.exact import GROSZ, HUNDRED, ROUNDED
from fees.engine.facts import HouseholdType
from fees.engine.kinds import PROVISIONS_USED, Base, CostUnit, LimitsOn, LimitUnit, Proration, RoundingMode

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
        object.__setattr__(self, "amount", positive(self.amount, "criterion_amount"))

    def in_force(self, day: date) -> bool:
        """Whether this criterion is law on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


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
                object.__setattr__(self, name, money(value, f"bound_{name}"))
        for name in ("cap_income", "left_of_criterion"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, percent(value, f"bound_{name}"))
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
            object.__setattr__(self, "limits_criterion", positive(self.limits_criterion, "limits_criterion"))
        if self.amount is not None:
            object.__setattr__(self, "amount", positive(self.amount, "flat_amount"))
        if self.minor_percent is not None:
            object.__setattr__(self, "minor_percent", percent(self.minor_percent, "minor_percent"))
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
        object.__setattr__(self, "amount", money(self.amount, "cost_item"))


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
        check = money if self.items else positive
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
            object.__setattr__(self, "dps_cap_percent", percent(self.dps_cap_percent, "dps_cap_percent"))
