"""What the fee pages show: the municipality's rules, what is missing, and the fee of one case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, QuerySet, When
from django.urls import reverse

from apartments.models import Apartment
from applications.models import Application, Programme
from applications.selectors import IncomeFact, household_facts
from applications.states import ApplicationState
from fees import engine
from fees.access import may_assess
from fees.explanation import BASE_OF, Change, Line, how_computed, rate_words, what_would_change
from fees.models import (
    Assessment,
    Base,
    CostComponent,
    CostOrder,
    CostUnit,
    FeeTable,
    IncomeCriterion,
    Resolution,
    ResolutionState,
)
from fees.scope import best, scope_of
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
    rules_differ,
    staleness,
)
from fees.selectors.rules import Selected, citation_of_cost, cost_on, criterion_on, resolution_on, rules_for
from fees.versions import amendments, checked_acts, tables_of
from office import clock
from office.access import Verdict
from office.case import NextStep
from office.errors import DomainError
from office.models import Municipality, Office, Role, User
from office.polish import percent, short_day, zloty

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
    """The acts of a municipality in all their versions, the newest first."""
    return (
        Resolution.objects.filter(municipality=municipality)
        .select_related("municipality", "loaded_by", "checked_by")
        .order_by("-valid_from", "-version")
    )


def resolution_rows(municipality: Municipality, on: date) -> list[ResolutionRow]:
    """The acts with their state on ``on``: of each the version that the office goes by, and a draft that waits."""
    newest = {act.pk for act in checked_acts(municipality)}
    return [
        resolution_row(act, on)
        for act in resolutions_of(municipality)
        if act.pk in newest or act.state == ResolutionState.DRAFT
    ]


def acts_without_content(municipality: Municipality) -> list[Resolution]:
    """Acts that are registered and whose content nobody has loaded."""
    waiting = set(
        Resolution.objects.filter(municipality=municipality, state=ResolutionState.DRAFT).values_list(
            "number", flat=True
        )
    )
    return [act for act in checked_acts(municipality) if not act.content_loaded and act.number not in waiting]


def drafts_to_check(municipality: Municipality) -> list[Resolution]:
    """What was loaded and waits for a second person."""
    return list(resolutions_of(municipality).filter(state=ResolutionState.DRAFT))


def other_versions(resolution: Resolution) -> list[Resolution]:
    """The other versions of an act, the newest first."""
    return list(resolutions_of(resolution.municipality).filter(number=resolution.number).exclude(pk=resolution.pk))


def resting_on(resolution: Resolution, user: User, since: date | None = None) -> list[Assessment]:
    """The newest fee of each case that rests on a version of the act, of days from ``since`` on, as ``user`` may see.

    Decisions are named by their numbers as far as the stay carries them (``Occupancy.basis_number``).
    """
    rows = Assessment.objects.filter(
        table__resolution__number=resolution.number,
        table__resolution__municipality=resolution.municipality,
        application__office=user.office,
    )
    rows = rows.select_related("application__person", "occupancy", "table__resolution").order_by("pk")
    newest = {row.application_id: row for row in rows}
    return [row for row in newest.values() if since is None or _lasts_until(row, since)]


def _lasts_until(row: Assessment, day: date) -> bool:
    return row.occupancy is None or row.occupancy.period_to is None or row.occupancy.period_to >= day


def resolution_row(resolution: Resolution, on: date) -> ResolutionRow:
    """One act with its state on ``on``."""
    if resolution.state == ResolutionState.DRAFT:
        return ResolutionRow(resolution, "Wczytana, czeka na sprawdzenie", "wait")
    if resolution.annulled_from is not None and resolution.annulled_from <= on:
        return ResolutionRow(resolution, f"Nieważna od {short_day(resolution.annulled_from)}", "closed")
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
    found += [
        Gap(
            f"Uchwała nr {draft.number} jest wczytana i czeka na sprawdzenie przez drugą osobę.",
            reverse("fees:resolution", args=[draft.pk]),
        )
        for draft in drafts_to_check(office.municipality)
    ]
    try:
        resolution = resolution_on(office.municipality, on)
    except DomainError as error:
        act = act_in_question(office.municipality, on)
        if error.code != "content_not_checked":
            found.append(Gap(error.message, reverse("fees:resolution", args=[act.pk]) if act else f"{home}#uchwaly"))
        return found
    return found + _programme_gaps(office, resolution, on)


def act_in_question(municipality: Municipality, on: date) -> Resolution | None:
    """The act that would govern ``on``, in the version on whose page something can be done: a draft goes first."""
    rows = Resolution.objects.on(on).filter(municipality=municipality, amends="")
    drafts_first = Case(When(state=ResolutionState.DRAFT, then=0), default=1)
    return rows.order_by(drafts_first, "-valid_from", "-version").first()


def _programme_gaps(office: Office, resolution: Resolution, on: date) -> list[Gap]:
    acts = checked_acts(office.municipality)
    tables = [(item.table, scope_of(item.table)) for item in tables_of(resolution, amendments(acts, resolution, on))]
    found = []
    for programme in Programme.objects.filter(office=office).prefetch_related("apartments"):
        flats: list[Apartment | None] = [None, *programme.apartments.all()]
        fitting = [table for flat in flats for table in best(tables, programme, flat)]
        if not fitting:
            url = reverse("fees:resolution", args=[resolution.pk])
            found.append(Gap(f"Uchwała nr {resolution.number} nie ma tabeli dla programu „{programme.name}”.", url))
        elif any(_rests_on_cost(table) for table in fitting) and cost_on(programme, on) is None:
            sentence = f"Brak zarządzenia o miesięcznym koszcie pobytu w programie „{programme.name}”."
            found.append(Gap(sentence, f"{reverse('fees:home')}#koszty"))
    return found


def _rests_on_cost(table: FeeTable) -> bool:
    by_order = table.base == Base.DAILY_RATE and table.amount_single is None
    return table.base in (Base.COST, Base.COMPONENTS) or by_order or table.cap_cost


_Known = dict[tuple[int, str, int | None], Selected | DomainError]


def stale_assessments(office: Office, on: date) -> list[tuple[Assessment, str]]:
    """Open cases whose newest assessment rests on rules that are not those of ``on``, each with the reason.

    Changes of incomes or place are not looked for here; the case itself says those.
    """
    newest: dict[int, Assessment] = {}
    rows = Assessment.objects.filter(
        application__office=office, application__state=ApplicationState.SUBMITTED, application__programme__isnull=False
    ).select_related(
        "application__programme__office__municipality",
        "application__person",
        "table",
        "criterion",
        "cost",
        "occupancy__place__apartment",
    )
    for assessment in rows.order_by("pk"):
        newest[assessment.application_id] = assessment
    known: _Known = {}
    stale = []
    for assessment in newest.values():
        reason = _rules_reason(assessment, on, known)
        if reason:
            stale.append((assessment, reason))
    return stale


def _rules_reason(
    assessment: Assessment, on: date, known: dict[tuple[int, str, int | None], Selected | DomainError]
) -> str:
    programme, household = assessment.application.programme, assessment.facts["household"]
    if programme is None:
        return ""
    flat = assessment.occupancy.place.apartment if assessment.occupancy else None
    key = (programme.pk, household, flat.pk if flat else None)
    if key not in known:
        try:
            known[key] = rules_for(programme=programme, household=household, on=on, apartment=flat)
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
        ready = readiness(application, today, assessment)
        problem, problem_url = ready.problem, ready.problem_url
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
        why = "z mocy ustawy" if result.free_by_statute else "ulga" if result.free_by_relief else "według uchwały"
        rows = [("Opłata", f"nieodpłatnie ({why})")]
    else:
        rows = [
            ("Opłata miesięczna", zloty(result.amount)),
            ("Jak policzono", f"{how_computed(result)} ({_base_name(result)})"),
        ]
    return (
        *rows,
        ("Dochód", f"{zloty(result.income_compared)}, {percent(result.share_percent)} kryterium dochodowego"),
        ("Uchwała", f"{assessment.table.resolution}, {assessment.table.title}"),
    )


def _base_name(result: engine.Assessment) -> str:
    return str(Base(result.base_kind.value).label) if result.base_kind else ""
