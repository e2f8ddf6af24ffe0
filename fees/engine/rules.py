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


class Base(StrEnum):
    """What the rate of a band is a percentage of."""

    COST = "cost"
    OWN_INCOME = "own_income"


class LimitUnit(StrEnum):
    """What the limits of the bands are expressed in."""

    PERCENT_OF_CRITERION = "percent_of_criterion"


class RoundingMode(StrEnum):
    """Which way an amount between two steps goes."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


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
        object.__setattr__(self, "amount", _money(self.amount, "criterion_amount"))
        if not self.amount:
            raise InvalidRules("criterion_amount", "0")

    def in_force(self, day: date) -> bool:
        """Whether this criterion is law on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Band:
    """(above; up_to]: the lower limit belongs to the band below, the upper one to this. ``up_to=None`` is open."""

    above: Decimal
    up_to: Decimal | None
    rate: Decimal

    def __post_init__(self) -> None:
        """Fix the figures to one way of writing them. Raises ``InvalidRules``."""
        try:
            object.__setattr__(self, "above", as_percent(self.above))
            object.__setattr__(self, "up_to", None if self.up_to is None else as_percent(self.up_to))
            object.__setattr__(self, "rate", as_percent(self.rate))
        except ValueError as error:
            raise InvalidRules("band_number", str(error)) from error


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with a table: ``row`` counts bands from 0; ``found`` and ``expected`` are figures in percent."""

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
class Schedule:
    """One table of one resolution for one household type.

    ``code`` and ``title`` name the table, ``resolution`` is the act's number and ``source`` its full printed citation.
    A flat percentage above a free limit is a table of two bands.
    """

    code: str
    title: str
    base: Base
    bands: tuple[Band, ...]
    rounding: Rounding
    source: str
    resolution: str
    limit_unit: LimitUnit = LimitUnit.PERCENT_OF_CRITERION

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` with the first defect of the bands."""
        for defect in band_defects(self.bands):
            where = f"{self.code} row {defect.row + 1}"
            raise InvalidRules(defect.code, f"{where}: found {defect.found}, expected {defect.expected}")

    def band_for(self, income: Decimal, threshold: Decimal) -> Band:
        """The one band that ``income`` lies in; ``threshold`` is the criterion of the person or of the whole family.

        Compares exact products; a percentage is never computed here, so it cannot be rounded.
        """
        hundredfold = income * HUNDRED
        for band in self.bands:
            if band.up_to is None or hundredfold <= threshold * band.up_to:
                return band
        raise AssertionError("validated bands end with an open one")

    def limit_in_zloty(self, limit: Decimal, threshold: Decimal) -> Decimal:
        """A band's limit as an exact amount of the compared income in złoty."""
        return threshold * limit / HUNDRED


@dataclass(frozen=True, slots=True)
class ScheduleNotLoaded:
    """The act that governs the day is known, its table is not. Whoever does not pay by statute cannot be assessed."""

    source: str
    resolution: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Monthly cost of the stay per person in złoty, and the printed citation of the order that sets it."""

    amount: Decimal
    source: str

    def __post_init__(self) -> None:
        """Raise ``InvalidRules`` unless the amount is money above 0 zł: a cost of nothing is a gap in the data."""
        object.__setattr__(self, "amount", _money(self.amount, "cost_amount"))
        if not self.amount:
            raise InvalidRules("cost_amount", "0")


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that governs one household type on one day. ``provisions``: code → printed text, at least the used."""

    household: HouseholdType
    criterion: Criterion
    schedule: Schedule | ScheduleNotLoaded
    provisions: Mapping[str, str] = field(repr=False)
    cost: Cost | None = None

    def __post_init__(self) -> None:
        """Keep an own copy of the texts. Raises ``InvalidRules`` where one is missing."""
        missing = PROVISIONS_USED - self.provisions.keys()
        if missing:
            raise InvalidRules("provisions_missing", ", ".join(sorted(missing)))
        object.__setattr__(self, "provisions", dict(self.provisions))


def band_defects(bands: Sequence[Band]) -> Iterator[Defect]:
    """Everything that makes a table of percents of the criterion unusable, row by row: nothing when it is sound.

    Sound means: starts at 0, each band begins where the one before ends, one open band and it is the last, rates within
    0–100 %, and no charge at or below the criterion (art. 97 ust. 1 goes before any table).
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
    for row, band in enumerate(bands):
        yield from _defects_of_one(row, band)


def _defects_of_one(row: int, band: Band) -> Iterator[Defect]:
    if band.up_to is not None and band.up_to <= band.above:
        yield Defect("band_upside_down", row, band.up_to, band.above)
    if band.rate > HUNDRED:
        yield Defect("rate_above_100", row, band.rate, HUNDRED)
    if band.above < HUNDRED and band.rate > 0:
        yield Defect("charge_below_criterion", row, band.rate, Decimal(0))


def _money(amount: Decimal, code: str) -> Decimal:
    try:
        return as_money(amount)
    except ValueError as error:
        raise InvalidRules(code, str(amount)) from error
