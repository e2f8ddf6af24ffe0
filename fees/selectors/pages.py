"""What the fee pages show: the municipality's rules, what is missing, and the fee of one case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from applications.models import Application, Programme
from applications.selectors import IncomeFact, household_facts
from applications.states import ApplicationState
from fees import engine
from fees.access import may_assess
from fees.explanation import BASE_OF, Change, Line, what_would_change
from fees.models import Assessment, Base, CostOrder, IncomeCriterion, Resolution
from fees.selectors.assessments import (
    as_facts,
    current_assessment,
    determine,
    doubts,
    explanation,
    rules_differ,
    staleness,
)
from fees.selectors.rules import Selected, citation_of_cost, cost_on, criterion_on, resolution_on, rules_for
from office import clock
from office.access import Verdict
from office.case import NextStep
from office.errors import DomainError
from office.models import Municipality, Office, Role, User
from office.polish import percent, zloty

_SOCIAL_WORKER, _ADMINISTRATOR = str(Role.SOCIAL_WORKER.label), str(Role.ADMINISTRATOR.label)


# --- rules of the municipality ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """One act in the list: what state it is in on the day, and which look that state has."""

    resolution: Resolution
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with the last day it really holds: the day before the next one at the latest."""

    criterion: IncomeCriterion
    until: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that keeps fees from being computed: a sentence and where to mend it."""

    sentence: str
    url: str


def resolutions_of(municipality: Municipality) -> QuerySet[Resolution]:
    """The acts of a municipality, the newest first."""
    return Resolution.objects.filter(municipality=municipality).select_related("municipality").order_by("-valid_from")


def resolution_rows(municipality: Municipality, on: date) -> list[ResolutionRow]:
    """The acts with their state on ``on``."""
    return [resolution_row(resolution, on) for resolution in resolutions_of(municipality)]


def resolution_row(resolution: Resolution, on: date) -> ResolutionRow:
    """One act with its state on ``on``."""
    if resolution.valid_to is not None and resolution.valid_to < on:
        return ResolutionRow(resolution, "Już nie obowiązuje", "closed")
    if not resolution.content_loaded:
        return ResolutionRow(resolution, "Treść nie jest wczytana", "error")
    if resolution.valid_from > on:
        return ResolutionRow(resolution, "Wejdzie w życie", "wait")
    return ResolutionRow(resolution, "Obowiązuje, treść wczytana", "done")


def criterion_rows(on: date) -> list[CriterionRow]:
    """The whole history of the criterion, the newest first."""
    rows: list[CriterionRow] = []
    next_from: date | None = None
    for criterion in IncomeCriterion.objects.order_by("-valid_from"):
        ends = [day for day in (criterion.valid_to, next_from and next_from - timedelta(days=1)) if day]
        until = min(ends) if ends else None
        in_force = criterion.valid_from <= on and (until is None or on <= until)
        rows.append(CriterionRow(criterion, until, in_force))
        next_from = criterion.valid_from
    return rows


def cost_orders_of(office: Office) -> QuerySet[CostOrder]:
    """The cost orders of an office with their amounts, the newest first."""
    return CostOrder.objects.filter(office=office).prefetch_related("amounts__programme").order_by("-valid_from", "-pk")


def gaps(office: Office, on: date) -> list[Gap]:
    """Everything that keeps the office from computing fees on ``on``: what an administrator must load or add."""
    found: list[Gap] = []
    home = reverse("fees:home")
    try:
        criterion_on(on)
    except DomainError as error:
        found.append(Gap(error.message, f"{home}#kryterium"))
    try:
        resolution = resolution_on(office.municipality, on)
    except DomainError as error:
        act = Resolution.objects.on(on).filter(municipality=office.municipality).first()
        found.append(Gap(error.message, reverse("fees:resolution", args=[act.pk]) if act else f"{home}#uchwaly"))
        return found
    return found + _programme_gaps(office, resolution, on)


def _programme_gaps(office: Office, resolution: Resolution, on: date) -> list[Gap]:
    tables = list(resolution.tables.prefetch_related("programmes"))
    found = []
    for programme in Programme.objects.filter(office=office):
        table = next((table for table in tables if table.all_programmes or programme in table.programmes.all()), None)
        if table is None:
            url = reverse("fees:resolution", args=[resolution.pk])
            found.append(Gap(f"Uchwała nr {resolution.number} nie ma tabeli dla programu „{programme.name}”.", url))
        elif table.base == Base.COST and cost_on(programme, on) is None:
            sentence = f"Brak zarządzenia o miesięcznym koszcie pobytu w programie „{programme.name}”."
            found.append(Gap(sentence, f"{reverse('fees:home')}#koszty"))
    return found


def stale_assessments(office: Office, on: date) -> list[tuple[Assessment, str]]:
    """Open cases whose newest assessment rests on rules that are not those of ``on``, each with the reason.

    Changes of incomes or place are not looked for here; the case itself says those.
    """
    newest: dict[int, Assessment] = {}
    rows = Assessment.objects.filter(
        application__office=office, application__state=ApplicationState.SUBMITTED, application__programme__isnull=False
    ).select_related(
        "application__programme__office__municipality", "application__person", "table", "criterion", "cost"
    )
    for assessment in rows.order_by("pk"):
        newest[assessment.application_id] = assessment
    known: dict[tuple[int, str], Selected | DomainError] = {}
    stale = []
    for assessment in newest.values():
        reason = _rules_reason(assessment, on, known)
        if reason:
            stale.append((assessment, reason))
    return stale


def _rules_reason(assessment: Assessment, on: date, known: dict[tuple[int, str], Selected | DomainError]) -> str:
    programme, household = assessment.application.programme, assessment.facts["household"]
    if programme is None:
        return ""
    key = (programme.pk, household)
    if key not in known:
        try:
            known[key] = rules_for(programme=programme, household=household, on=on)
        except DomainError as error:
            known[key] = error
    found = known[key]
    return found.message if isinstance(found, DomainError) else rules_differ(assessment, found)


# --- the fee of one case ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stairs:
    """What the staircase component draws: bands in percent, the mark, and what the rate is a part of."""

    bands: tuple[dict[str, Decimal | None], ...]
    mark: Decimal
    rate_of: str


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


def fee_case(application: Application, user: User, on: date) -> FeeCase:
    """The fee page of ``application`` on ``on``."""
    assessment = current_assessment(application)
    problem, problem_url, note, incomes = _readiness(application, on)
    facts = engine.facts_from(assessment.facts) if assessment else None
    rules = engine.rules_from(assessment.rules) if assessment else None
    shown = facts is not None and rules is not None
    return FeeCase(
        application=application,
        incomes=incomes,
        counted_sum=sum((item.amount for item in incomes if item.counted), Decimal("0.00")),
        problem=problem,
        problem_url=problem_url,
        statute_note=note,
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
    )


def _readiness(application: Application, on: date) -> tuple[str, str, str, tuple[IncomeFact, ...]]:
    """Why a fee cannot be computed on ``on``, where to mend it, what the statute says anyway; and the incomes."""
    case = reverse("desk:case", args=[application.pk])
    if application.programme is None:
        return "Wniosek nie wskazuje programu. Uzupełnij wniosek.", case, "", ()
    incomes: tuple[IncomeFact, ...] = ()
    try:
        known = household_facts(application, on)
        incomes = known.incomes
        facts = as_facts(known, on)
    except DomainError as error:
        return error.message, case, "", incomes
    try:
        selected = rules_for(
            programme=application.programme,
            household=known.household,
            on=on,
            citing=[item.provision for item in facts.incomes],
        )
        determine(facts, selected)
    except DomainError as error:
        return error.message, _where(error, application, on), _statute_note(facts), incomes
    return "", "", "", incomes


def _where(error: DomainError, application: Application, on: date) -> str:
    act = Resolution.objects.on(on).filter(municipality=application.office.municipality).order_by("-valid_from").first()
    if error.code in ("content_not_loaded", "no_table") and act is not None:
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
    bands = tuple({"above": band.above, "up_to": band.up_to, "rate_percent": band.rate} for band in schedule.bands)
    mark = engine.assessment_from(assessment.result).share_percent
    return Stairs(bands, mark, BASE_OF[schedule.base])


@dataclass(frozen=True, slots=True)
class FeesSection:
    """What the case page shows of the fee."""

    application: Application
    assessment: Assessment | None
    done: bool
    next_step: NextStep | None
    summary: tuple[tuple[str, str], ...]
    problem: str
    problem_url: str
    stale: str
    may_assess: Verdict
    waits: bool


def case_section(application: Application, user: User) -> FeesSection:
    """All that ``templates/fees/section.html`` needs."""
    today = clock.today()
    assessment = current_assessment(application)
    stale = staleness(assessment, application, today) if assessment else ""
    done = assessment is not None and not stale
    draft = application.state == ApplicationState.DRAFT
    problem, problem_url = "", ""
    if not done and not draft:
        problem, problem_url, _, _ = _readiness(application, today)
    return FeesSection(
        application=application,
        assessment=assessment,
        done=done,
        next_step=None if done or draft else _next_step(application, problem, problem_url, stale),
        summary=_summary(assessment) if assessment else (),
        problem=problem,
        problem_url=problem_url,
        stale=stale,
        may_assess=may_assess(user, application),
        waits=draft,
    )


def _next_step(application: Application, problem: str, problem_url: str, stale: str) -> NextStep:
    url = reverse("fees:assess", args=[application.pk])
    if problem:
        who = (
            str(application.worker)
            if problem_url.startswith(reverse("desk:case", args=[application.pk]))
            else _ADMINISTRATOR
        )
        return NextStep(problem, who, "Zobacz, czego brakuje", url)
    sentence = stale or "Oblicz odpłatność: program pokaże każdy krok i jego podstawę prawną."
    return NextStep(sentence, str(application.worker) or _SOCIAL_WORKER, "Przejdź do opłaty", url)


def _summary(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    result = engine.assessment_from(assessment.result)
    rows: Sequence[tuple[str, str]]
    if result.free:
        why = "z mocy ustawy" if result.free_by_statute else "według uchwały"
        rows = [("Opłata", f"nieodpłatnie ({why})")]
    else:
        rows = [
            ("Opłata miesięczna", zloty(result.amount)),
            ("Jak policzono", f"{percent(result.rate_percent)} z {zloty(result.base or 0)} ({_base_name(result)})"),
        ]
    return (
        *rows,
        ("Dochód", f"{zloty(result.income_compared)}, {percent(result.share_percent)} kryterium dochodowego"),
        ("Uchwała", f"{assessment.table.resolution}, {assessment.table.title}"),
    )


def _base_name(result: engine.Assessment) -> str:
    return str(Base(result.base_kind.value).label) if result.base_kind else ""
