"""What is known of the person: household, incomes, the stay, what was decided. Nothing here knows a council's rule."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fees.engine.errors import InvalidFacts
from fees.engine.exact import HUNDRED, ZERO, as_money, as_percent

_MOST_DAYS = 31


class HouseholdType(StrEnum):
    """Osoba samotnie gospodarująca, or osoba w rodzinie."""

    SINGLE = "single"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Income:
    """One monthly income in złoty, as the worker established it.

    ``counted`` says whether it belongs to income in the sense of the law, ``reason`` why (Polish, may be empty),
    ``provision`` is the code of the rule that says so (empty: the general rule). ``own``: it is income of the person
    who pays the fee. ``in_local_list``: it stands on the council's own list of incomes that a fee is taken of.
    """

    label: str
    amount: Decimal
    counted: bool = True
    own: bool = True
    reason: str = ""
    provision: str = ""
    in_local_list: bool = True

    def __post_init__(self) -> None:
        """Fix the amount to two places. Raises ``InvalidFacts``."""
        object.__setattr__(self, "amount", _money(self.amount, "income_amount", self.label))


@dataclass(frozen=True, slots=True)
class Pick:
    """The rate that the worker chose where the act gives a range: percent or złoty, as the band; and why."""

    rate: Decimal
    reason: str

    def __post_init__(self) -> None:
        """Raise ``InvalidFacts`` for a value that is no figure, or without a written reason."""
        object.__setattr__(self, "rate", _percent(self.rate, "pick_rate"))
        _written(self.reason, "pick_reason")


@dataclass(frozen=True, slots=True)
class Relief:
    """A relief that somebody decided: a part of the fee in percent (100: the whole), or an amount in złoty.

    ``until`` is its last day (None: with the decision), ``decision`` the reference of the decision that grants it.
    """

    ground: str
    asked_by: str
    decision: str
    percent: Decimal | None = None
    amount: Decimal | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Raise ``InvalidFacts`` unless either a part or an amount is given, and ground, asker and decision."""
        if (self.percent is None) == (self.amount is None):
            raise InvalidFacts("relief_size", "either a percentage or an amount")
        if self.percent is not None:
            object.__setattr__(self, "percent", _percent(self.percent, "relief_size"))
        if self.amount is not None:
            object.__setattr__(self, "amount", _money(self.amount, "relief_size"))
        if not (self.percent or self.amount or 0) > 0 or (self.percent or 0) > HUNDRED:
            raise InvalidFacts("relief_size", f"{self.percent or self.amount}")
        for text in (self.ground, self.asked_by, self.decision):
            _written(text, "relief_words")


@dataclass(frozen=True, slots=True)
class FormerDpsResident:
    """The person gave up a place in a care home (art. 53 ust. 10a): the last day of the privilege, and its basis."""

    until: date
    basis: str

    def __post_init__(self) -> None:
        """Raise ``InvalidFacts`` without a written basis."""
        _written(self.basis, "dps_basis")


@dataclass(frozen=True, slots=True)
class GrantedService:
    """A service of the agreed scope: its code, and how many units a month (hours, say) where the order counts them."""

    code: str
    quantity: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        """Raise ``InvalidFacts`` for a quantity that is no figure."""
        object.__setattr__(self, "quantity", _percent(self.quantity, "service_quantity"))


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one assessment on the day ``on`` (the day the decision is issued).

    A person without any income says so by an item of 0 zł: an empty list means that nobody asked, and is refused.
    ``days``: days of stay in the month, for rates by the day (None: the whole month of ``on``). ``residents``: how many
    live in the flat, where the cost is of the flat. ``services``: the granted ones (None: nobody said). ``minors``: how
    many minors live with the person.
    """

    on: date
    household: HouseholdType
    persons: int
    incomes: tuple[Income, ...]
    pick: Pick | None = None
    relief: Relief | None = None
    former_dps: FormerDpsResident | None = None
    minors: int = 0
    residents: int | None = None
    services: tuple[GrantedService, ...] | None = None
    days: int | None = None

    def __post_init__(self) -> None:
        """Raise ``InvalidFacts`` where household, number of persons and incomes do not go together."""
        single = self.household is HouseholdType.SINGLE
        if (self.persons != 1) if single else (self.persons < 2):
            raise InvalidFacts("persons", f"{self.household.value}: {self.persons}")
        if not self.incomes:
            raise InvalidFacts("incomes_missing", "state every income; no income at all is an item of 0 zł")
        if single and not all(item.own for item in self.incomes):
            raise InvalidFacts("incomes_of_others", "a single household has only the person's own incomes")
        if self.minors < 0:
            raise InvalidFacts("minors", str(self.minors))
        if self.residents is not None and self.residents < 1:
            raise InvalidFacts("residents", str(self.residents))
        if self.days is not None and not 1 <= self.days <= _MOST_DAYS:
            raise InvalidFacts("days", str(self.days))
        if self.services is not None and len({item.code for item in self.services}) != len(self.services):
            raise InvalidFacts("services_twice", "each granted service once")

    @property
    def income(self) -> Decimal:
        """The income compared with the criterion: of the person, or of the whole family, zł a month."""
        return sum((item.amount for item in self.incomes if item.counted), ZERO)

    @property
    def own_income(self) -> Decimal:
        """The counted income of the person who pays the fee, zł a month."""
        return sum((item.amount for item in self.incomes if item.counted and item.own), ZERO)

    @property
    def own_income_by_local_list(self) -> Decimal:
        """Of this, what stands on the council's own list, zł a month."""
        return sum((item.amount for item in self.incomes if item.counted and item.own and item.in_local_list), ZERO)

    @property
    def own_income_known(self) -> bool:
        """Whether anybody said what the person's own income is."""
        return any(item.own for item in self.incomes)


def _money(amount: Decimal, code: str, what: str = "") -> Decimal:
    try:
        return as_money(amount)
    except ValueError as error:
        raise InvalidFacts(code, f"{what}: {amount}") from error


def _percent(value: Decimal, code: str) -> Decimal:
    try:
        return as_percent(value)
    except ValueError as error:
        raise InvalidFacts(code, str(value)) from error


def _written(text: str, code: str) -> None:
    if not text.strip():
        raise InvalidFacts(code, "a written reason")
