"""What the fee page shows of the periods of a fee: days, amounts, reasons, steps, and what is not known yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from applications.models import Application
from applications.states import ENDED
from fees import engine
from fees.explanation import Line
from fees.models import Assessment
from fees.periods.cutting import Cut, Stretch, cut_up
from fees.periods.edges import edge_months
from fees.periods.models import WHY
from fees.periods.selectors import parts_of, split_months, why_words
from fees.selectors import choices_of, explanation, facts_of
from office.errors import DomainError
from office.polish import day as long_day
from office.polish import zloty


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """One period: days (inclusive), złoty a month, why it begins, how it was computed."""

    first: date
    last: date | None
    amount: Decimal
    why: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PeriodsPart:
    """The periods of a fee (none where it is one), what a shared month comes to, and what to know beside it."""

    shown: tuple[ShownPeriod, ...] = ()
    split_months: tuple[str, ...] = ()
    edge_months: tuple[tuple[str, Line], ...] = ()
    notice: str = ""


def periods_part(application: Application, assessment: Assessment, today: date) -> PeriodsPart:
    """What the fee page shows of the periods of ``assessment``."""
    parts = parts_of(assessment)
    return PeriodsPart(
        shown=tuple(
            ShownPeriod(part.period_from, part.period_to, part.amount, why_words(part), tuple(explanation(part)))
            for part in parts
        ),
        split_months=split_months(parts),
        edge_months=edge_months(assessment),
        notice="" if application.state in ENDED else _notice(application, assessment, today),
    )


def _notice(application: Application, assessment: Assessment, today: date) -> str:
    """That a change is known now which the fee does not reckon with, or that a later day cannot be reckoned yet."""
    try:
        cut = _anew(application, assessment)
    except DomainError:
        # Why a fee cannot be computed today stands at the top of the page already.
        return ""
    if cut is None:
        return ""
    then = [(part.period_from, part.amount) for part in parts_of(assessment)] or [
        (cut.parts[0].first, assessment.amount)
    ]
    now = [(part.first, part.result.amount) for part in cut.parts]
    if then != now:
        return f"{_known_now(cut)} Oblicz odpłatność ponownie: program podzieli ją na okresy."
    if cut.unknown_from is None or cut.unknown_from <= today:
        return ""
    return (
        f"Od {long_day(cut.unknown_from)} nie da się jeszcze ustalić opłaty. {cut.unknown} "
        "Decyzja ustali kwotę według tego, co jest znane, a późniejszą zmianę rozstrzygnie osobna decyzja."
    )


def _known_now(cut: Cut) -> str:
    later = [
        f"od {long_day(part.first)} {' i '.join(WHY[code] for code in part.why)} (wtedy {zloty(part.result.amount)})"
        for part in cut.parts[1:]
    ]
    return f"Wiadomo już, że {', a '.join(later)}." if later else "Zmiana, na którą liczono, jest już nieaktualna."


def _anew(application: Application, assessment: Assessment) -> Cut | None:
    """The periods as they would be cut now. Raises ``DomainError`` where there is no fee."""
    occupancy = assessment.occupancy
    if occupancy is None or application.programme is None:
        return None
    days = Stretch(occupancy.period_from, occupancy.period_to, application.programme, occupancy.place.apartment)
    facts, choices = engine.facts_from(assessment.facts), choices_of(assessment)
    return cut_up(
        days,
        facts,
        days.rules(facts),
        engine.assessment_from(assessment.result),
        lambda later: facts_of(application, later, choices),
    )
