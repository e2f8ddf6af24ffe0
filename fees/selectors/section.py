"""What the case page shows of the fee, and the next step."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from applications.models import Application
from applications.states import ApplicationState
from fees import engine
from fees.access import may_assess
from fees.explanation import how_computed
from fees.models import Assessment, Base
from fees.periods.selectors import parts_of
from fees.selectors.assessments import current_assessment, staleness
from fees.selectors.case import readiness
from office import clock
from office.access import Verdict
from office.case import NextStep
from office.models import Role, User
from office.polish import percent, short_day, zloty

_SOCIAL_WORKER, _ADMINISTRATOR = str(Role.SOCIAL_WORKER.label), str(Role.ADMINISTRATOR.label)


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
    if result.free and assessment.periods == 1:
        why = "z mocy ustawy" if result.free_by_statute else "ulga" if result.free_by_relief else "według uchwały"
        rows = [("Opłata", f"nieodpłatnie ({why})")]
    elif parts := parts_of(assessment):
        rows = [
            (f"Od {short_day(part.period_from)}", "nieodpłatnie" if part.free else f"{zloty(part.amount)} miesięcznie")
            for part in parts
        ]
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
