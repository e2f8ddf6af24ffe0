"""What is known of the person: the household and its monthly incomes. Nothing here knows a rule of any council."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fees.engine.errors import InvalidFacts
from fees.engine.exact import ZERO, as_money


class HouseholdType(StrEnum):
    """Osoba samotnie gospodarująca, or osoba w rodzinie."""

    SINGLE = "single"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Income:
    """One monthly income in złoty, as the worker established it.

    ``counted`` says whether it belongs to income in the sense of the law, ``reason`` why (Polish, may be empty),
    ``provision`` is the code of the rule that says so (empty: the general rule). ``own``: it is income of the person
    who pays the fee.
    """

    label: str
    amount: Decimal
    counted: bool = True
    own: bool = True
    reason: str = ""
    provision: str = ""

    def __post_init__(self) -> None:
        """Fix the amount to two places. Raises ``InvalidFacts``."""
        try:
            object.__setattr__(self, "amount", as_money(self.amount))
        except ValueError as error:
            raise InvalidFacts("income_amount", f"{self.label}: {self.amount}") from error


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one assessment on the day ``on`` (the day the decision is issued).

    A person without any income says so by an item of 0 zł: an empty list means that nobody asked, and is refused.
    """

    on: date
    household: HouseholdType
    persons: int
    incomes: tuple[Income, ...]

    def __post_init__(self) -> None:
        """Raise ``InvalidFacts`` where household, number of persons and incomes do not go together."""
        single = self.household is HouseholdType.SINGLE
        if (self.persons != 1) if single else (self.persons < 2):
            raise InvalidFacts("persons", f"{self.household.value}: {self.persons}")
        if not self.incomes:
            raise InvalidFacts("incomes_missing", "state every income; no income at all is an item of 0 zł")
        if single and not all(item.own for item in self.incomes):
            raise InvalidFacts("incomes_of_others", "a single household has only the person's own incomes")

    @property
    def income(self) -> Decimal:
        """The income compared with the criterion: of the person, or of the whole family, zł a month."""
        return sum((item.amount for item in self.incomes if item.counted), ZERO)

    @property
    def own_income(self) -> Decimal:
        """The counted income of the person who pays the fee, zł a month."""
        return sum((item.amount for item in self.incomes if item.counted and item.own), ZERO)

    @property
    def own_income_known(self) -> bool:
        """Whether anybody said what the person's own income is."""
        return any(item.own for item in self.incomes)
