"""The bands of a table, and everything that makes them unusable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from fees.engine.errors import InvalidRules
from fees.engine.exact import HUNDRED, as_money, as_percent
from fees.engine.kinds import IN_ZLOTY, Base, LimitsOn, LimitUnit

_MAY_EXCEED_THE_WHOLE = frozenset({Base.CRITERION, Base.FLAT_AMOUNT, Base.DAILY_RATE, *IN_ZLOTY})


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


def money(amount: Decimal, code: str) -> Decimal:
    """Złoty, exact and not negative. Raises ``InvalidRules`` with ``code``."""
    try:
        return as_money(amount)
    except ValueError as error:
        raise InvalidRules(code, str(amount)) from error


def positive(amount: Decimal, code: str) -> Decimal:
    """Złoty above zero. Raises ``InvalidRules`` with ``code``."""
    found = money(amount, code)
    if not found:
        raise InvalidRules(code, "0")
    return found


def percent(value: Decimal, code: str) -> Decimal:
    """A percentage. Raises ``InvalidRules`` with ``code``."""
    try:
        return as_percent(value)
    except ValueError as error:
        raise InvalidRules(code, str(value)) from error
