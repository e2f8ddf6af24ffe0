"""The first and the last month of a stay, where the stay does not fill them: what is due for their days."""

from collections.abc import Sequence
from datetime import date, timedelta

from fees import engine
from fees.explanation import Line, part_month_line
from fees.models import Assessment
from fees.periods.models import FeePart
from fees.periods.selectors import parts_of, span_of
from office.periods import first_of_month
from office.polish import month as month_words


def edge_months(assessment: Assessment) -> tuple[tuple[str, Line], ...]:
    """The months with their line, in order; none where nothing is paid, or the stay fills its months."""
    occupancy = assessment.occupancy
    if occupancy is None or not assessment.amount:
        return ()
    first, last = occupancy.period_from, occupancy.period_to
    rows: Sequence[Assessment | FeePart] = parts_of(assessment) or (assessment,)
    spans = [span_of(row, first, last) for row in rows]
    months = []
    if first.day > 1 or spans[0].schedule.first_month_free:
        months.append(first_of_month(first))
    if last is not None and (last + timedelta(days=1)).day > 1:
        months.append(first_of_month(last))
    return tuple(line for month in dict.fromkeys(months) for line in _lines(spans, month))


def _lines(spans: Sequence[engine.Span], month: date) -> list[tuple[str, Line]]:
    return [(month_words(month), part_month_line(part)) for part in engine.in_month(spans, month)]
