"""How much of one source of income counts in the month that counts (art. 8 ust. 3, 5, 9, 11–13 u.p.s.).

Pure arithmetic on złoty as ``Decimal``: no database, no settings, no words, and no figure of the law: those come in
with the ``Frame``. The words are made in ``applications.income_words``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

GROSZ = Decimal("0.01")
ZERO = Decimal("0.00")
MONTHS_OF_A_YEAR = 12


class Way(StrEnum):
    """How the monthly amount of an income is determined."""

    NET = "net"
    GROSS = "gross"
    BUSINESS_RETURN = "business_return"
    BUSINESS_DECLARED = "business_declared"
    LUMP_SUM = "lump_sum"
    FARM = "farm"
    ONE_OFF = "one_off"
    PERIOD = "period"
    FOREIGN = "foreign"


class InvalidIncome(ValueError):
    """Facts of an income that cannot be: ``code`` says how, ``field`` which fact."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(f"{field}: {code}")
        self.code = code
        self.field = field


@dataclass(frozen=True, slots=True)
class Frame:
    """What the amount depends on beside the income itself.

    ``month``: the month whose income counts; ``application_month``: in which the application was lodged (both: first
    day). Of the law in force on the day: ``hectare`` (złoty a month for one conversion hectare), ``farm_from``
    (hectares from which a farm counts), ``criterion`` (złoty, of the person or of the whole family), ``times`` (a
    one-off income above so many criteria is spread) and ``spread_months`` (over so many months).
    ``benefit_from``: the month from which the benefit has been received, if it has.
    """

    month: date
    application_month: date
    hectare: Decimal = ZERO
    farm_from: Decimal = ZERO
    criterion: Decimal = ZERO
    times: int = 0
    spread_months: int = 0
    benefit_from: date | None = None

    @property
    def one_off_limit(self) -> Decimal:
        """A one-off income above it is spread; exactly it is not (art. 8 ust. 11 u.p.s.: "przekraczającego")."""
        return self.criterion * self.times


@dataclass(frozen=True, slots=True)
class Monthly:
    """What counts in the month, in złoty.

    ``counted`` is false where the statute leaves this income out whatever its kind (a farm that is too small).
    ``part``: which of ``parts`` equal parts, beginning with ``first``, falls on the month (0: none of them).
    ``exact``: whether the division or the exchange gave whole grosze.
    """

    amount: Decimal
    counted: bool = True
    part: int = 0
    parts: int = 0
    first: date | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Source:
    """Base of the kinds of source: every amount is a ``Decimal`` from 0 up, in whole grosze."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, float):
                raise TypeError(f"{field.name}: money is never a float")
            if value is None or value == "":
                raise InvalidIncome("missing", field.name)
            if isinstance(value, Decimal) and (not value.is_finite() or value < 0):
                raise InvalidIncome("negative", field.name)
        self._check()

    def _check(self) -> None:
        """Raise ``InvalidIncome`` for what one source alone forbids."""

    def monthly(self, frame: Frame) -> Monthly:
        """What counts in ``frame.month``."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Net(_Source):
    """An amount of the month, typed without tax, costs of earning and contributions."""

    amount: Decimal

    def monthly(self, frame: Frame) -> Monthly:
        """The amount as it is."""
        return Monthly(self.amount)


@dataclass(frozen=True, slots=True)
class Gross(_Source):
    """Receipts of the month less tax, costs of earning and contributions (art. 8 ust. 3 pkt 1 and 2 u.p.s.)."""

    amount: Decimal
    tax: Decimal
    costs: Decimal
    health: Decimal
    social: Decimal

    @property
    def deductions(self) -> Decimal:
        """All that is taken off."""
        return self.tax + self.costs + self.health + self.social

    def _check(self) -> None:
        if self.deductions > self.amount:
            raise InvalidIncome("deductions", "amount")

    def monthly(self, frame: Frame) -> Monthly:
        """Receipts less deductions."""
        return Monthly(self.amount - self.deductions)


@dataclass(frozen=True, slots=True)
class BusinessReturn(_Source):
    """A business under general tax rules: the figures of last year's tax return and the months in which it was run.

    ``amount`` is the year's receipts; a loss counts as nothing (art. 8 ust. 5 pkt 1 u.p.s.).
    """

    amount: Decimal
    costs: Decimal
    tax: Decimal
    health: Decimal
    social: Decimal
    months_run: int

    def _check(self) -> None:
        if not 1 <= self.months_run <= MONTHS_OF_A_YEAR:
            raise InvalidIncome("months_run", "months_run")

    @property
    def year_income(self) -> Decimal:
        """The year's income, never below zero."""
        return max(ZERO, self.amount - self.costs - self.tax - self.health - self.social)

    def monthly(self, frame: Frame) -> Monthly:
        """The year's income divided by the months run, to a grosz, half up."""
        amount = (self.year_income / self.months_run).quantize(GROSZ, ROUND_HALF_UP)
        return Monthly(amount, exact=amount * self.months_run == self.year_income)


@dataclass(frozen=True, slots=True)
class BusinessDeclared(Net):
    """A business under general tax rules that was not run last year: the amount that the person declares (ust. 5)."""


@dataclass(frozen=True, slots=True)
class LumpSum(Net):
    """A business under a lump-sum tax: the amount that the person declares (art. 8 ust. 5 pkt 2 u.p.s.)."""


@dataclass(frozen=True, slots=True)
class Farm(_Source):
    """Farmland in conversion hectares (art. 8 ust. 4 pkt 6 and ust. 9 u.p.s.)."""

    hectares: Decimal

    def monthly(self, frame: Frame) -> Monthly:
        """Hectares times the amount in force, to a grosz, half up; below the least area nothing."""
        if self.hectares < frame.farm_from:
            return Monthly(ZERO, counted=False)
        product = self.hectares * frame.hectare
        amount = product.quantize(GROSZ, ROUND_HALF_UP)
        return Monthly(amount, exact=amount == product)


@dataclass(frozen=True, slots=True)
class OneOff(_Source):
    """A one-off income and the month of its payment (art. 8 ust. 11 u.p.s.)."""

    amount: Decimal
    month: date

    def is_spread(self, frame: Frame) -> bool:
        """Whether it exceeds the limit and came in the months before the application, or during the benefit."""
        return self.amount > frame.one_off_limit and self.is_recent(frame)

    def is_recent(self, frame: Frame) -> bool:
        """Whether it was paid within the months before the application, or while the benefit is received."""
        before = months_between(self.month, frame.application_month)
        during = frame.benefit_from is not None and self.month >= frame.benefit_from
        return 1 <= before <= frame.spread_months or during

    def monthly(self, frame: Frame) -> Monthly:
        """One of the equal parts, or all of it in the month of its payment and nothing in others."""
        if self.is_spread(frame):
            return _share(equal_parts(self.amount, frame.spread_months), self.month, frame.month)
        return Monthly(self.amount if self.month == frame.month else ZERO, first=self.month)


@dataclass(frozen=True, slots=True)
class Period(_Source):
    """An income paid at once that is due for the months from … to …, both included (art. 8 ust. 12 u.p.s.)."""

    amount: Decimal
    period_from: date
    period_to: date

    def _check(self) -> None:
        if self.period_to < self.period_from:
            raise InvalidIncome("period", "period_to")

    def monthly(self, frame: Frame) -> Monthly:
        """An equal part in each month of the period."""
        months = months_between(self.period_from, self.period_to) + 1
        return _share(equal_parts(self.amount, months), self.period_from, frame.month)


@dataclass(frozen=True, slots=True)
class Foreign(_Source):
    """A monthly amount in another currency and the NBP mean rate of ``rate_units`` of it (art. 8 ust. 13 u.p.s.)."""

    amount: Decimal
    currency: str
    rate: Decimal
    rate_units: int
    rate_table: str
    rate_date: date

    def _check(self) -> None:
        if self.rate <= 0:
            raise InvalidIncome("rate", "rate")
        if self.rate_units < 1:
            raise InvalidIncome("rate_units", "rate_units")
        if not (
            len(self.currency) == 3 and self.currency.isascii() and self.currency.isalpha() and self.currency.isupper()
        ):
            raise InvalidIncome("currency", "currency")

    def monthly(self, frame: Frame) -> Monthly:
        """The amount at the rate, to a grosz, half up."""
        product = self.amount * self.rate
        amount = (product / self.rate_units).quantize(GROSZ, ROUND_HALF_UP)
        return Monthly(amount, exact=amount * self.rate_units == product)


Source = Net | Gross | BusinessReturn | BusinessDeclared | LumpSum | Farm | OneOff | Period | Foreign

_SOURCES: dict[Way, type[Any]] = {
    Way.NET: Net,
    Way.GROSS: Gross,
    Way.BUSINESS_RETURN: BusinessReturn,
    Way.BUSINESS_DECLARED: BusinessDeclared,
    Way.LUMP_SUM: LumpSum,
    Way.FARM: Farm,
    Way.ONE_OFF: OneOff,
    Way.PERIOD: Period,
    Way.FOREIGN: Foreign,
}
FACTS_OF: dict[Way, tuple[str, ...]] = {way: tuple(f.name for f in fields(kind)) for way, kind in _SOURCES.items()}
"""The facts that each way needs, by name, in the order in which people give them."""
ALL_FACTS: tuple[str, ...] = tuple(dict.fromkeys(name for names in FACTS_OF.values() for name in names))
# Ways whose income may come from another month than the one that counts.
OF_ANOTHER_MONTH = frozenset({Way.ONE_OFF, Way.PERIOD})


def source(way: str, facts: Any) -> Source:
    """The source determined in ``way`` from an object that has the facts as attributes.

    Raises ``InvalidIncome`` for a missing or impossible one.
    """
    chosen = Way(way)
    made: Source = _SOURCES[chosen](**{name: getattr(facts, name) for name in FACTS_OF[chosen]})
    return made


def months_between(earlier: date, later: date) -> int:
    """How many months ``later`` comes after ``earlier``; below zero when before it."""
    return (later.year - earlier.year) * MONTHS_OF_A_YEAR + later.month - earlier.month


def equal_parts(amount: Decimal, count: int) -> tuple[Decimal, ...]:
    """``amount`` in ``count`` equal parts of whole grosze; the last one takes what remains."""
    part = (amount / count).quantize(GROSZ, ROUND_DOWN)
    return (part,) * (count - 1) + (amount - part * (count - 1),)


def _share(parts: tuple[Decimal, ...], first: date, month: date) -> Monthly:
    index = months_between(first, month)
    if 0 <= index < len(parts):
        return Monthly(parts[index], part=index + 1, parts=len(parts), first=first)
    return Monthly(ZERO, parts=len(parts), first=first)


def less_alimony(amounts: Sequence[Decimal], alimony: Decimal) -> list[Decimal]:
    """What is taken off each of one person's counted incomes for alimony paid to others (art. 8 ust. 3 pkt 3 u.p.s.).

    The largest income bears it first, so that the order of the list does not matter; a person's income never falls
    below zero.
    """
    taken = [ZERO] * len(amounts)
    left = alimony
    for index in sorted(range(len(amounts)), key=lambda place: -amounts[place]):
        taken[index] = min(left, amounts[index])
        left -= taken[index]
    return taken
