"""A rate and a whole fee in one line."""

from fees.engine import IN_ZLOTY, Assessment, Band, Base, StepCode
from fees.explanation.figures import NOTHING, day_word, exact_zloty
from office.polish import percent, zloty

BASE_OF = {
    Base.COST: "miesięcznego kosztu pobytu",
    Base.COMPONENTS: "miesięcznego kosztu pobytu i przyznanych usług",
    Base.OWN_INCOME: "własnego dochodu osoby",
    Base.INCOME_PER_PERSON: "dochodu na osobę w rodzinie",
    Base.INCOME_EXCESS: "nadwyżki dochodu ponad granicę zwolnienia",
    Base.CRITERION: "kryterium dochodowego",
    Base.FLAT_AMOUNT: "kwoty określonej w uchwale",
    Base.DAILY_RATE: "stawki dziennej za dni pobytu",
    Base.FIXED: "kwoty miesięcznej z uchwały",
    Base.FIXED_DAILY: "kwoty dziennej z uchwały",
}
"""What a rate is taken of, in the genitive: "15% miesięcznego kosztu pobytu"."""


def rate_words(band: Band, base: Base) -> str:
    """A band's rate: ``15% miesięcznego kosztu pobytu``, ``od 5% do 10% …``, ``250,00 zł miesięcznie``."""
    write, of_what = (
        (zloty, "dziennie" if base is Base.FIXED_DAILY else "miesięcznie")
        if base in IN_ZLOTY
        else (percent, BASE_OF[base])
    )
    if band.rate_to is None:
        return f"{write(band.rate)} {of_what}"
    return f"od {write(band.rate)} do {write(band.rate_to)} {of_what}"


def how_computed(assessment: Assessment) -> str:
    """The sum in one line, as papers print it: ``15% × 1 240,00 zł = 186,00 zł``; the steps have the rest of it."""
    if assessment.rate_zloty is not None:
        if assessment.days is None:
            start = zloty(assessment.rate_zloty)
        else:
            start = f"{zloty(assessment.rate_zloty)} × {assessment.days} {day_word(assessment.days)}"
    else:
        start = f"{percent(assessment.rate_percent)} × {exact_zloty(assessment.base or NOTHING)}"
    sign = "; po uwzględnieniu ograniczeń i ulg: " if _was_changed(assessment) else " = "
    return start + sign + zloty(assessment.amount)


def is_plain_share(assessment: Assessment) -> bool:
    """Whether the fee is the rate's percentage of the base and nothing else: "15% of … (1 240,00 zł)" says it all."""
    return assessment.rate_zloty is None and assessment.days is None and not _was_changed(assessment)


def _was_changed(assessment: Assessment) -> bool:
    changing = {StepCode.FLOOR, StepCode.CAP, StepCode.MINORS, StepCode.RELIEF}
    return any(step.code in changing for step in assessment.steps)


def what_is_charged(assessment: Assessment) -> str:
    """What the rate is taken of, in the genitive, or which amount the act itself gives."""
    return BASE_OF[assessment.base_kind] if assessment.base_kind is not None else ""
