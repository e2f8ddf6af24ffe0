"""The fee of one case: its page, and whether a fee can be computed at all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from applications.models import Application
from applications.selectors import IncomeFact, household_facts
from fees import engine
from fees.access import may_assess
from fees.explanation import BASE_OF, Change, Line, rate_words, what_would_change
from fees.models import Assessment, CostComponent, CostUnit
from fees.selectors.acts import act_in_question
from fees.selectors.assessments import (
    CHOICES_NEEDED,
    apartment_of,
    as_facts,
    choices_of,
    citing,
    current_assessment,
    determine,
    doubts,
    explanation,
    staleness,
)
from fees.selectors.rules import Selected, citation_of_cost, criterion_on, rules_for
from office import reading
from office.access import Verdict
from office.errors import DomainError
from office.models import User


@dataclass(frozen=True, slots=True)
class Stairs:
    """What the staircase component draws: bands in percent, the mark, and what the rate is a part of."""

    bands: tuple[dict[str, Decimal | None], ...]
    mark: Decimal
    rate_of: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules of a case need from the worker beside incomes, and what they allow to decide.

    ``span``: the range that the act gives at this income. ``services``: components of the cost that count only where
    granted.
    """

    span: engine.Band | None = None
    span_words: str = ""
    relief: str = ""
    minor_percent: Decimal | None = None
    residents: bool = False
    services: tuple[CostComponent, ...] = ()
    in_zloty: bool = False

    @property
    def must_answer(self) -> bool:
        """Whether no fee comes out before the worker has answered."""
        return self.span is not None or self.residents or bool(self.services)


@dataclass(frozen=True, slots=True)
class FeeCase:
    """Everything that the fee page of one case shows. ``problem`` says why a fee cannot be computed now."""

    application: Application
    incomes: tuple[IncomeFact, ...]
    counted_sum: Decimal
    problem: str
    problem_url: str
    statute_note: str
    may_assess: Verdict
    assessment: Assessment | None
    stale: str
    lines: tuple[Line, ...]
    stairs: Stairs | None
    changes: tuple[Change, ...]
    doubts: tuple[str, ...]
    cost_note: str
    asked: Asked
    needs_choice: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """Why a fee cannot be computed (``problem``), or what the worker must decide first (``needs_choice``)."""

    problem: str = ""
    problem_url: str = ""
    note: str = ""
    incomes: tuple[IncomeFact, ...] = ()
    asked: Asked = Asked()
    needs_choice: str = ""


def fee_case(application: Application, user: User, on: date) -> FeeCase:
    """The fee page of ``application`` on ``on``."""
    with reading.page():
        return _fee_case(application, user, on)


def _fee_case(application: Application, user: User, on: date) -> FeeCase:
    assessment = current_assessment(application)
    ready = readiness(application, on, assessment)
    facts = engine.facts_from(assessment.facts) if assessment else None
    rules = engine.rules_from(assessment.rules) if assessment else None
    shown = facts is not None and rules is not None
    return FeeCase(
        application=application,
        incomes=ready.incomes,
        counted_sum=sum((item.amount for item in ready.incomes if item.counted), Decimal("0.00")),
        problem=ready.problem,
        problem_url=ready.problem_url,
        statute_note=ready.note,
        may_assess=may_assess(user, application),
        assessment=assessment,
        stale=staleness(assessment, application, on) if assessment else "",
        lines=tuple(explanation(assessment)) if assessment else (),
        stairs=_stairs(assessment, rules) if assessment and rules else None,
        changes=tuple(change for change in what_would_change(facts, rules) if change) if shown else (),  # type: ignore[arg-type]
        doubts=tuple(doubts(assessment)) if assessment else (),
        cost_note=citation_of_cost(assessment.cost)
        if assessment and assessment.cost and assessment.cost.order.fictional
        else "",
        asked=ready.asked,
        needs_choice=ready.needs_choice,
    )


def readiness(application: Application, on: date, assessment: Assessment | None) -> Readiness:
    """Whether a fee can be computed on ``on`` with what was chosen for ``assessment``; if not, why and where to go."""
    case = reverse("desk:case", args=[application.pk])
    if application.programme is None:
        return Readiness("Wniosek nie wskazuje programu. Uzupełnij wniosek.", case)
    incomes: tuple[IncomeFact, ...] = ()
    try:
        known = household_facts(application, on)
        incomes = known.incomes
        facts = as_facts(known, on, choices_of(assessment))
    except DomainError as error:
        return Readiness(error.message, case, incomes=incomes)
    asked = Asked()
    try:
        selected = rules_for(
            programme=application.programme,
            household=known.household,
            on=on,
            citing=citing(facts),
            apartment=apartment_of(application),
        )
        asked = _asked(facts, selected)
        determine(facts, selected)
    except DomainError as error:
        if error.code in CHOICES_NEEDED:
            return Readiness(incomes=incomes, asked=asked, needs_choice=error.message)
        return Readiness(error.message, _where(error, application, on), _statute_note(facts), incomes, asked)
    return Readiness(incomes=incomes, asked=asked)


def _asked(facts: engine.Facts, selected: Selected) -> Asked:
    schedule = selected.rules.schedule
    threshold = selected.rules.criterion.amount * facts.persons
    if not isinstance(schedule, engine.Schedule) or facts.income <= threshold:
        return Asked()
    band = schedule.band_for(facts.income, threshold, facts.persons)
    cost = selected.cost if band.highest and (schedule.base in engine.ON_COST or schedule.bounds.cap_cost) else None
    components = tuple(cost.components.all()) if cost else ()
    return Asked(
        span=band if band.is_range else None,
        span_words=rate_words(band, schedule.base) if band.is_range else "",
        relief=schedule.relief,
        minor_percent=schedule.minor_percent,
        residents=cost is not None and cost.unit == CostUnit.FLAT_SHARED,
        services=tuple(item for item in components if item.service and item.chargeable),
        in_zloty=schedule.base in engine.IN_ZLOTY,
    )


def _where(error: DomainError, application: Application, on: date) -> str:
    act = act_in_question(application.office.municipality, on)
    if error.code in ("content_not_loaded", "content_not_checked", "no_table", "two_tables") and act is not None:
        return reverse("fees:resolution", args=[act.pk])
    if error.code == "no_own_income":
        return reverse("desk:case", args=[application.pk])
    return f"{reverse('fees:home')}#koszty" if error.code == "no_cost" else reverse("fees:home")


def _statute_note(facts: engine.Facts) -> str:
    """That a person is free by the statute itself, though the resolution is missing."""
    try:
        criterion = criterion_on(facts.on)
    except DomainError:
        return ""
    per_person = criterion.single if facts.household is engine.HouseholdType.SINGLE else criterion.family
    if facts.income > per_person * facts.persons:
        return ""
    return (
        "Dochód nie przekracza kryterium dochodowego, więc z mocy art. 97 ust. 1 ustawy osoba i tak nie będzie ponosić "
        "opłaty. Obliczenie do decyzji da się zapisać po uzupełnieniu uchwały."
    )


def _stairs(assessment: Assessment, rules: engine.Rules) -> Stairs | None:
    schedule = rules.schedule
    if not isinstance(schedule, engine.Schedule):
        return None
    if schedule.limit_unit is engine.LimitUnit.ZLOTY or schedule.base in engine.IN_ZLOTY:
        return None
    bands = tuple({"above": band.above, "up_to": band.up_to, "rate_percent": band.highest} for band in schedule.bands)
    mark = engine.assessment_from(assessment.result).share_percent
    return Stairs(bands, mark, BASE_OF[schedule.base])
