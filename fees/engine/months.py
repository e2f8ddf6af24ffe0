"""A month that was not lived in from its first day to its last: what of the monthly fee is due.

The day of coming and the day of leaving both count. Absence does not make a month shorter.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from fees.engine.assess import Assessment
from fees.engine.exact import EXACT, ROUNDED, ZERO
from fees.engine.kinds import Proration
from fees.engine.rules import Schedule

_THIRTY = 30


@dataclass(frozen=True, slots=True)
class PartMonth:
    """What is due for ``days`` of ``month``: złoty, by which rule (``daily``: so much a day), its printed source."""

    month: date
    days: int
    days_in_month: int
    monthly: Decimal
    amount: Decimal
    rule: Proration | None
    source: str
    charged_before: int = 0
    daily: Decimal | None = None
    free: bool = False


def days_lived(month: date, first: date, last: date | None) -> int:
    """How many days of ``month`` (any day of it) a stay from ``first`` to ``last`` (both included) has."""
    begin = month.replace(day=1)
    end = month.replace(day=monthrange(month.year, month.month)[1])
    until = end if last is None else min(last, end)
    return max(0, (until - max(first, begin)).days + 1)


def part_month(
    assessment: Assessment,
    schedule: Schedule,
    *,
    month: date,
    days: int,
    charged_before: int = 0,
    first_month: bool = False,
) -> PartMonth:
    """What of ``assessment`` is due for ``days`` days of ``month``, rounded as the schedule says.

    ``charged_before``: days of the same month that were charged already, so that the parts of a split month add up to
    what all its days cost together. ``first_month``: the month in which the stay began, which some acts leave free.
    Raises ``ValueError`` where the days do not fit into the month.
    """
    whole = monthrange(month.year, month.month)[1]
    if not 0 <= charged_before <= charged_before + days <= whole:
        raise ValueError(f"{charged_before} + {days} days in a month of {whole}")
    free = first_month and schedule.first_month_free
    rule = None if assessment.daily is not None else schedule.proration
    with localcontext(EXACT):
        amount = ZERO
        if not free:
            up_to = _due(assessment, schedule, charged_before + days, whole)
            amount = up_to - _due(assessment, schedule, charged_before, whole)
    return PartMonth(
        month=month.replace(day=1),
        days=days,
        days_in_month=whole,
        monthly=assessment.amount,
        amount=amount,
        rule=rule,
        source=schedule.proration_source if rule is not None and not free else schedule.source,
        charged_before=charged_before,
        daily=assessment.daily,
        free=free,
    )


def _due(assessment: Assessment, schedule: Schedule, days: int, whole: int) -> Decimal:
    """What the first ``days`` days of a month cost together."""
    if not days:
        return ZERO
    if assessment.daily is not None:
        return schedule.rounding.apply(assessment.daily * days)
    if days == whole or schedule.proration is Proration.WHOLE_MONTH:
        return assessment.amount
    if schedule.proration is Proration.THIRTIETHS:
        counted, of = min(days, _THIRTY), _THIRTY
    else:
        counted, of = days, whole
    return schedule.rounding.apply(ROUNDED.divide(assessment.amount * counted, Decimal(of)))
