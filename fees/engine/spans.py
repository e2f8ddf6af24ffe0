"""A fee that changes while it is owed: stretches of days, each with its own assessment, and what a month comes to.

Pure: no clock, no database. Both ends of a stretch belong to it; no end means for good.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fees.engine.assess import Assessment
from fees.engine.exact import ZERO
from fees.engine.months import PartMonth, days_lived, part_month
from fees.engine.rules import Schedule

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From which day to which an assessment holds, and by which schedule its part months are charged."""

    first: date
    last: date | None
    assessment: Assessment
    schedule: Schedule


def cut(first: date, last: date | None, changes: Iterable[date]) -> list[tuple[date, date | None]]:
    """The days from ``first`` to ``last`` cut before each of ``changes`` that lies behind the first day of them.

    No day is lost and none doubled. Raises ``ValueError`` where the period ends before it begins.
    """
    if last is not None and last < first:
        raise ValueError(f"{last} lies before {first}")
    inner = sorted({day for day in changes if first < day and (last is None or day <= last)})
    return list(zip([first, *inner], [*(day - _ONE_DAY for day in inner), last], strict=True))


def in_month(spans: Sequence[Span], month: date) -> tuple[PartMonth, ...]:
    """What each of ``spans`` (in order) has of ``month``, złoty: days that were charged before count as charged."""
    found: list[PartMonth] = []
    charged = 0
    for span in spans:
        days = days_lived(month, span.first, span.last)
        if days:
            found.append(
                part_month(
                    span.assessment,
                    span.schedule,
                    month=month,
                    days=days,
                    charged_before=charged,
                    first_month=(spans[0].first.year, spans[0].first.month) == (month.year, month.month),
                )
            )
            charged += days
    return tuple(found)


def due_in(spans: Sequence[Span], month: date) -> Decimal:
    """What ``month`` comes to under all of ``spans`` together, złoty."""
    return sum((part.amount for part in in_month(spans, month)), ZERO)
