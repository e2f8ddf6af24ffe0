"""The rule of art. 106 ust. 3b u.p.s.: a change of income of at most 10% of the criterion does not change the fee.

The figure itself is data of the provision. Złoty a month; nothing is rounded before it is compared.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from fees import engine
from fees.changes.models import Reading, TenPercent

PROVISION = "ups.106.3b"
_GROSZ = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rule says of a change, with the figures that were compared (złoty; the change may be negative).

    ``change`` is of the person's or family's income, ``change_per_person`` of the income per person (rounded to be
    shown), ``limit`` the part of the criterion that must be exceeded. ``family_counts`` and ``person_counts``: whether
    the change has effect under either reading.
    """

    status: TenPercent = TenPercent.NONE
    change: Decimal = Decimal("0.00")
    change_per_person: Decimal = Decimal("0.00")
    limit: Decimal = Decimal("0.00")
    family_counts: bool = False
    person_counts: bool = False
    household_changed: bool = False

    def as_json(self) -> dict[str, Any]:
        """The figures as stored with a row; empty where no income changed."""
        if self.status == TenPercent.NONE:
            return {}
        return {
            "change": str(self.change),
            "change_per_person": str(self.change_per_person),
            "limit": str(self.limit),
            "family_counts": self.family_counts,
            "person_counts": self.person_counts,
            "household_changed": self.household_changed,
        }


def judge(
    before: engine.Facts, after: engine.Facts, criterion: Decimal, percent: Decimal, reading: str = ""
) -> Judgement:
    """Whether the change from ``before`` (the last decision) to ``after`` touches the fee.

    ``criterion`` is that of the person, or per person in the family; ``percent`` the figure of the provision. Exactly
    ``percent`` has no effect. Who became or ceased to be a family, or whose family grew, changed more than an income:
    the rule does not apply. For a family the statute leaves open whose change is meant; where the two readings differ
    and no ``reading`` is chosen the answer is ``UNDECIDED``.
    """
    change = after.income - before.income
    exact = Fraction(after.income) / after.persons - Fraction(before.income) / before.persons
    limit = criterion * percent / 100
    family_counts, person_counts = abs(change) > limit, abs(exact) > Fraction(limit)
    moved = (before.household, before.persons) != (after.household, after.persons)
    shown = (Decimal(exact.numerator) / exact.denominator).quantize(_GROSZ, ROUND_HALF_UP)
    status = _status(moved=moved, family=family_counts, person=person_counts, reading=reading)
    return Judgement(status, change, shown, limit, family_counts, person_counts, moved)


def _status(*, moved: bool, family: bool, person: bool, reading: str) -> TenPercent:
    if moved:
        return TenPercent.EFFECT
    if family != person and not reading:
        return TenPercent.UNDECIDED
    counts = person if reading == Reading.PER_PERSON else family
    return TenPercent.EFFECT if counts else TenPercent.NO_EFFECT
