"""Reads about plans: the plan of a case, its lines for element 9 of the contract, its paper."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from applications.models import Application, HousingKind, SupportService
from applications.paper import letterhead_of, party_of
from applications.selectors import visible_to as visible_applications
from contracts.plans.content import PROVISIONS, TEMPLATE, PaperGoal, PaperReview, PaperStep, PlanContent
from contracts.plans.models import Goal, GoalLevel, Level, Plan, PlanReview, Step
from contracts.plans.states import PlanState
from office import clock
from office.documents import render_html
from office.models import User
from office.polish import short_day
from office.selectors import cited

REVIEW = "plan-review"


def visible_to(user: User) -> QuerySet[Plan]:
    """The plans of the cases that ``user`` may see."""
    return Plan.objects.filter(application__in=visible_applications(user)).select_related(
        "application__office", "application__person", "application__programme"
    )


def plan_of(application: Application) -> Plan | None:
    """The plan that runs (or the note that none is drawn up); after the end the last one."""
    rows = list(application.plans.all()[:5])
    return next((plan for plan in rows if plan.state != PlanState.CLOSED), rows[0] if rows else None)


def areas(kind: str, day: date) -> dict[str, str]:
    """Code → name of each area of life for a kind of apartment: the statutory list of its services."""
    return dict(SupportService.objects.on(day).filter(kind=kind).values_list("code", "name"))


def goals_of(plan: Plan) -> list[Goal]:
    """The goals with their steps and levels, in three queries."""
    return list(
        plan.goals.prefetch_related(
            Prefetch("steps", Step.objects.order_by("due_on", "pk")),
            Prefetch("levels", GoalLevel.objects.select_related("review").order_by("review__held_on", "pk")),
        )
    )


def element_nine(application: Application) -> tuple[str, str]:
    """Element 9 of the contract from the plan: ``(lines of the programme, reason why there is none)``.

    Both are empty while the case has no plan, or one without goals.
    """
    plan = plan_of(application)
    if plan is None:
        return "", ""
    if plan.state == PlanState.NOT_DRAWN:
        return "", plan.not_drawn_reason
    names = areas(plan.kind, clock.today())
    lines = [f"Cel główny: {plan.main_goal}"]
    for goal in goals_of(plan):
        steps = "; ".join(f"{step.what} ({step.who}, do {short_day(step.due_on)})" for step in goal.steps.all())
        lines.append(f"{names.get(goal.area, goal.area).capitalize()} – {goal.aim}" + (f": {steps}" if steps else ""))
    if len(lines) == 1:
        return "", ""
    if plan.review_on:
        lines.append(f"Pierwsze omówienie: {short_day(plan.review_on)}.")
    return "\n".join(lines), ""


@dataclass(frozen=True)
class GoalView:
    """One goal as the page shows it."""

    goal: Goal
    area: str
    now: str
    steps: list[Step]


@dataclass(frozen=True)
class PlanPage:
    """A plan with all that belongs to it."""

    plan: Plan
    goals: list[GoalView]
    reviews: list[PlanReview]
    next_words: str


def page_of(plan: Plan) -> PlanPage:
    """The whole plan for its page, in a constant number of queries."""
    names = areas(plan.kind, clock.today())
    views = []
    for goal in goals_of(plan):
        levels = list(goal.levels.all())
        now = levels[-1].get_level_display() if levels else goal.get_start_level_display()
        views.append(GoalView(goal, names.get(goal.area, goal.area), now, list(goal.steps.all())))
    return PlanPage(plan, views, list(plan.reviews.all()), _next_words(plan, views))


def _next_words(plan: Plan, goals: list[GoalView]) -> str:
    """What is to be done next, in one sentence; empty when nothing."""
    if plan.state != PlanState.RUNNING:
        return ""
    if not goals:
        return "Dopisz pierwszy cel: co osoba chce umieć i jak to robi dziś."
    if plan.review_on is None:
        return "Wyznacz dzień omówienia: zapisz omówienie z datą następnego."
    return f"Omówcie razem, jak idzie: do {short_day(plan.review_on)}."


def content_of(plan: Plan, day: date) -> PlanContent:
    """The plan as it prints on ``day``."""
    page = page_of(plan)
    return PlanContent(
        letterhead=letterhead_of(plan.application, None),
        resident=party_of(plan.application),
        title=plan.title,
        is_training=plan.kind == HousingKind.TRAINING,
        made_on=plan.made_on,
        main_goal=plan.main_goal,
        not_drawn_reason=plan.not_drawn_reason,
        guardian=plan.guardian,
        goals=tuple(
            PaperGoal(
                area=view.area,
                aim=view.goal.aim,
                start=Level(view.goal.start_level).label,
                now=view.now,
                steps=tuple(
                    PaperStep(step.what, step.who, step.due_on, step.measure, step.done_on, step.result)
                    for step in view.steps
                ),
            )
            for view in page.goals
        ),
        reviews=tuple(
            PaperReview(row.held_on, row.present, tuple(row.summary.splitlines()), row.next_on) for row in page.reviews
        ),
        review_on=plan.review_on,
        municipal_flat_on=plan.municipal_flat_on,
        exit_plan=tuple(plan.exit_plan.splitlines()),
        evaluation=tuple(plan.evaluation.splitlines()),
        evaluated_on=plan.evaluated_on,
        provisions=cited(PROVISIONS, day),
    )


def html_of(plan: Plan) -> str:
    """The plan's page for print and signing."""
    return render_html(TEMPLATE, content_of(plan, clock.today()), draft=False)
