"""Reads of the periods of a fee: all of them, the one of a day, the months that two of them share."""

from collections.abc import Sequence
from datetime import date

from fees import engine
from fees.models import Assessment
from fees.periods.models import WHY, FeePart
from office.periods import first_of_month
from office.polish import month as month_words
from office.polish import plural, zloty
from office.reading import remembered


def parts_of(assessment: Assessment) -> tuple[FeePart, ...]:
    """The periods of a stored fee in order; none where it is the same all the time. No query then, else one."""
    if assessment.periods < 2 or assessment.pk is None:
        return ()
    return remembered(("fee parts", assessment.pk), lambda: _read(assessment))


def _read(assessment: Assessment) -> tuple[FeePart, ...]:
    rows = assessment.parts.select_related("table__resolution__municipality", "criterion", "cost__order")
    return tuple(rows.order_by("number"))


def fee_on(assessment: Assessment, day: date) -> Assessment | FeePart:
    """What of a fee holds on ``day``: a period of it, or the whole. Beyond its last day the last period goes on."""
    found: Assessment | FeePart = assessment
    for part in parts_of(assessment):
        if part.number == 1 or part.period_from <= day:
            found = part
    return found


def why_words(part: FeePart) -> str:
    """Why the period begins: ``zmienia się kryterium dochodowe, kończy się ulga``; empty for the first."""
    return ", ".join(WHY[code] for code in part.why)


def split_months(parts: Sequence[FeePart]) -> tuple[str, ...]:
    """For each month that two periods share: what it comes to and of which parts, a sentence each, złoty."""
    spans = [span_of(part, part.period_from, part.period_to) for part in parts]
    sentences = []
    for month in sorted({first_of_month(span.first) for span in spans[1:] if span.first.day > 1}):
        shares = engine.in_month(spans, month)
        words = " i ".join(
            f"za {share.days} {plural(share.days, 'dzień', 'dni', 'dni')} {zloty(share.amount)}" for share in shares
        )
        total = zloty(engine.due_in(spans, month))
        sentences.append(f"Za {month_words(month)} należy się {total}: {words}.")
    return tuple(sentences)


def span_of(row: Assessment | FeePart, first: date, last: date | None) -> engine.Span:
    """A fee in the engine's shape: a period for its own days, the one fee of a stay for ``first`` to ``last``."""
    if isinstance(row, FeePart):
        first, last = row.period_from, row.period_to
    rules = engine.rules_from(row.rules)
    if not isinstance(rules.schedule, engine.Schedule):
        raise ValueError("a fee was computed without its table")
    return engine.Span(first, last, engine.assessment_from(row.result), rules.schedule)
