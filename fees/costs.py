"""What an order says of the cost of one programme, before it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from fees.models import CostUnit
from office.errors import DomainError
from office.polish import number, zloty

_GROSZ = Decimal("0.01")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ComponentData:
    """One component: złoty a month, or of one ``unit`` of a ``service``."""

    label: str
    amount: Decimal
    chargeable: bool = True
    service: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CostData:
    """The cost in złoty of what ``unit`` says; without ``amount`` the sum of the components. ``formula`` is quoted."""

    amount: Decimal | None = None
    unit: str = CostUnit.PLACE
    formula: str = ""
    components: Sequence[ComponentData] = field(default_factory=tuple)


def by_formula(
    *, spending: Decimal, places: int, average_days: Decimal | None = None, amount: Decimal | None = None
) -> tuple[Decimal, str]:
    """The cost by the usual formula of orders, and the formula in words.

    Last year's ``spending`` : 12 : ``places``, and for a rate by the day : ``average_days`` of a month; rounded to the
    grosz, half up. A stated ``amount`` must agree. Raises ``DomainError``.
    """
    if spending <= 0 or places < 1 or (average_days is not None and average_days <= 0):
        raise DomainError("formula", "Wydatki, liczba miejsc i średnia liczba dni muszą być większe niż 0.")
    computed = (spending / _MONTHS / places / (average_days or 1)).quantize(_GROSZ, ROUND_HALF_UP)
    words = f"wydatki za rok {zloty(spending)} : {_MONTHS} miesięcy : {places} miejsc"
    if average_days is not None:
        words += f" : {number(average_days)} dni"
    if amount is not None and amount != computed:
        raise DomainError("formula", f"Wzór ({words}) daje {zloty(computed)}, a wpisano {zloty(amount)}.", "amount")
    return computed, f"{words} = {zloty(computed)}"
