"""All steps of an assessment as numbered lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fees.engine import Assessment, PartMonth, Proration, Step, StepCode
from fees.explanation import bounds, incomes, rates
from fees.explanation.figures import day_word, exact_zloty
from office.polish import zloty


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered step in Polish: what it is about, a sentence, the sum in figures (may be empty), the basis."""

    number: int
    heading: str
    sentence: str
    calculation: str
    basis: str


def explain(assessment: Assessment, provisions: Mapping[str, str]) -> list[Line]:
    """The steps of ``assessment`` as lines; ``provisions`` gives the printed text of every code that a step cites."""
    lines = []
    for position, step in enumerate(assessment.steps, start=1):
        heading, sentence, calculation = _WRITERS[step.code](step, assessment)
        basis = "; ".join([*(provisions[code] for code in step.provisions), *filter(None, step.sources)])
        lines.append(Line(position, heading, sentence, calculation, basis))
    return lines


def part_month_line(part: PartMonth) -> Line:
    """What is due for a part of a month, with the rule that decides it and where that rule comes from."""
    heading = "Niepełny miesiąc"
    days = f"{part.days} {day_word(part.days)}"
    if part.free:
        return Line(1, heading, "Za pierwszy miesiąc pobytu uchwała nie przewiduje opłaty.", "", part.source)
    amount = zloty(part.amount)
    if part.daily is not None:
        calculation = f"{exact_zloty(part.daily)} × {part.days} = {amount}"
        sentence = f"Za {days} pobytu należy się {amount}: opłata jest ustalona za dzień."
    elif part.rule is Proration.WHOLE_MONTH:
        sentence, calculation = f"Za niepełny miesiąc należy się opłata jak za cały: {amount}.", ""
    else:
        of = 30 if part.rule is Proration.THIRTIETHS else part.days_in_month
        counted = part.days if of == part.days_in_month else min(part.days, 30)
        whole = part.days == part.days_in_month
        calculation = "" if whole else f"{zloty(part.monthly)} × {counted} : {of} ≈ {amount}"
        how = "po 1/30 opłaty za dzień" if part.rule is Proration.THIRTIETHS else "za dni pobytu w miesiącu"
        sentence = f"Za {days} z {part.days_in_month} należy się {amount} ({how}, z dniem przybycia i odejścia)."
    if part.charged_before:
        sentence += f" Za wcześniejsze dni tego miesiąca ({part.charged_before}) opłatę już naliczono."
        calculation = ""
    return Line(1, heading, sentence, calculation, part.source)


_WRITERS: dict[StepCode, Callable[[Step, Assessment], tuple[str, str, str]]] = {
    StepCode.INCOME_COUNTED: incomes.income_counted_line,
    StepCode.INCOME_LEFT_OUT: incomes.income_left_out_line,
    StepCode.INCOME_SUM: incomes.income_sum_line,
    StepCode.CRITERION: incomes.criterion_line,
    StepCode.STATUTORY_TEST: incomes.statutory_test_line,
    StepCode.SHARE: incomes.share_line,
    StepCode.BAND: rates.band_line,
    StepCode.RATE: rates.rate_line,
    StepCode.COST_ITEM: rates.cost_item_line,
    StepCode.BASE: rates.base_line,
    StepCode.PRODUCT: rates.product_line,
    StepCode.ROUNDING: bounds.rounding_line,
    StepCode.FLOOR: bounds.floor_line,
    StepCode.CAP: bounds.cap_line,
    StepCode.MINORS: bounds.minors_line,
    StepCode.RELIEF: bounds.relief_line,
    StepCode.AMOUNT: bounds.amount_line,
}
