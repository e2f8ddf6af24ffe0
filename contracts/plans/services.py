"""Acts on plans: begin, goals and steps, reviews, the way out, the final evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from applications.models import Application, HousingKind
from applications.services import locked
from contracts.plans.access import may_plan
from contracts.plans.models import Goal, GoalLevel, Level, Plan, PlanReview, Step
from contracts.plans.selectors import REVIEW, areas
from contracts.plans.states import MACHINE, PlanState
from office import clock
from office.access import demand
from office.deadlines.services import end_set_day, set_day
from office.errors import DomainError
from office.models import User
from office.polish import short_day
from office.selectors import places
from office.services import advance, record


@dataclass(frozen=True)
class StepData:
    """One step to a goal as typed."""

    what: str
    who: str
    due_on: date
    measure: str


@transaction.atomic
def begin(
    *,
    actor: User,
    application: Application,
    main_goal: str = "",
    guardian: str = "",
    review_on: date | None = None,
    not_drawn_reason: str = "",
) -> Plan:
    """Begin the plan of a case with its main goal, or note why none is drawn up (supported apartments only).

    ``guardian`` is a care leaver's guardian of independence; ``review_on`` the day of the first talk over the plan.
    """
    application = _case(actor, application)
    goal, reason = main_goal.strip(), not_drawn_reason.strip()
    if bool(goal) == bool(reason):
        raise DomainError(
            "goal_or_reason", "Napisz cel główny albo powód, dla którego planu się nie sporządza.", "main_goal"
        )
    if reason and application.kind == HousingKind.TRAINING:
        raise DomainError(
            "training_needs_programme",
            f"Mieszkanie treningowe uczy samodzielności ({_law('ups.53.4')}), więc program się sporządza. Jeśli stan "
            "osoby na to nie pozwala, właściwe jest mieszkanie wspomagane.",
            "not_drawn_reason",
        )
    if application.plans.exclude(state=PlanState.CLOSED).exists():
        raise DomainError("plan_runs", "Ta sprawa ma już program. Zakończ go, zanim zaczniesz następny.")
    plan = Plan.objects.create(
        application=application,
        kind=application.kind,
        state=PlanState.NOT_DRAWN if reason else PlanState.RUNNING,
        main_goal=goal,
        not_drawn_reason=reason,
        made_on=clock.today(),
        guardian=guardian.strip(),
        made_by=actor,
    )
    if review_on and not reason:
        _set_review(actor, plan, review_on)
    _note(actor, plan, "begin", f"{plan.title}: " + ("zapisano, że się go nie sporządza." if reason else "rozpoczęto."))
    return plan


def _case(actor: User, application: Application) -> Application:
    application = locked(application)
    demand(may_plan(actor, application))
    return application


def _law(code: str) -> str:
    return places([code], clock.today())[code]


def _running(actor: User, plan: Plan) -> Plan:
    application = _case(actor, plan.application)
    fresh = Plan.objects.select_for_update().get(pk=plan.pk)
    fresh.application = application
    if fresh.state != PlanState.RUNNING:
        raise DomainError("not_running", f"Ten program jest w stanie „{fresh.get_state_display()}”. Odśwież stronę.")
    return fresh


def _note(actor: User, plan: Plan, verb: str, sentence: str) -> None:
    record(
        actor=actor,
        office=plan.application.office,
        verb=f"contracts.plan.{verb}",
        sentence=sentence,
        subject=plan,
        case=plan.application_id,
    )


def _set_review(actor: User, plan: Plan, review_on: date) -> None:
    if review_on <= clock.today():
        raise DomainError("not_later", f"Wyznacz dzień po {short_day(clock.today())}.", "review_on")
    application = plan.application
    set_day(actor=actor, office=application.office, kind=REVIEW, due_on=review_on, case=application.pk)
    plan.review_on = review_on
    plan.save(update_fields=["review_on"])


@transaction.atomic
def draw_up(*, actor: User, plan: Plan, main_goal: str) -> Plan:
    """Begin a plan after all, where it had been noted that none is drawn up."""
    application = _case(actor, plan.application)
    if not main_goal.strip():
        raise DomainError("goal", "Napisz cel główny.", "main_goal")
    return advance(
        plan,
        MACHINE,
        "draw_up",
        actor=actor,
        office=application.office,
        case=application.pk,
        changes={"main_goal": main_goal.strip(), "not_drawn_reason": "", "made_on": clock.today()},
    )


@transaction.atomic
def add_goal(*, actor: User, plan: Plan, area: str, aim: str, start_level: int) -> Goal:
    """Add a goal in an area of the statutory list, with how independent the person is at the start."""
    plan = _running(actor, plan)
    if area not in areas(plan.kind, clock.today()):
        raise DomainError("area", "Wybierz obszar z listy.", "area")
    if not aim.strip():
        raise DomainError("aim", "Napisz cel: co osoba chce umieć albo załatwić.", "aim")
    if start_level not in Level.values:
        raise DomainError("level", "Wybierz, jak jest na początku.", "start_level")
    goal = Goal.objects.create(plan=plan, area=area, aim=aim.strip(), start_level=start_level)
    _note(actor, plan, "goal", f"{plan.title}: dodano cel.")
    return goal


@transaction.atomic
def add_step(*, actor: User, goal: Goal, step: StepData) -> Step:
    """Add a step to a goal: what, who, by when, how it shows."""
    plan = _running(actor, goal.plan)
    for field in ("what", "who", "measure"):
        if not getattr(step, field).strip():
            raise DomainError("empty", "Wpisz co, kto i po czym poznacie, że się udało.", field)
    if step.due_on < plan.made_on:
        raise DomainError("due", f"Wpisz dzień od {short_day(plan.made_on)} (sporządzenie programu).", "due_on")
    stored = Step.objects.create(
        goal=goal, what=step.what.strip(), who=step.who.strip(), due_on=step.due_on, measure=step.measure.strip()
    )
    _note(actor, plan, "step", f"{plan.title}: dodano krok do celu.")
    return stored


@transaction.atomic
def finish_step(*, actor: User, step: Step, done_on: date, result: str) -> Step:
    """Note that a step was done, and with which result."""
    plan = _running(actor, step.goal.plan)
    if step.done_on is not None:
        raise DomainError("done", "Ten krok jest już zrobiony.")
    if not plan.made_on <= done_on <= clock.today():
        raise DomainError("done_on", f"Wpisz dzień od {short_day(plan.made_on)} do dzisiaj.", "done_on")
    if not result.strip():
        raise DomainError("result", "Napisz, z jakim wynikiem.", "result")
    step.done_on, step.result = done_on, result.strip()
    step.save(update_fields=["done_on", "result"])
    _note(actor, plan, "step_done", f"{plan.title}: zrobiono krok do celu.")
    return step


@transaction.atomic
def hold_review(
    *,
    actor: User,
    plan: Plan,
    held_on: date,
    present: str,
    summary: str,
    next_on: date | None,
    levels: Mapping[int, int],
) -> PlanReview:
    """Note a talk over the plan: result, the level of each goal (key → level), the day of the next talk."""
    plan = _running(actor, plan)
    if not plan.made_on <= held_on <= clock.today():
        raise DomainError("held_on", f"Wpisz dzień od {short_day(plan.made_on)} do dzisiaj.", "held_on")
    if not present.strip() or not summary.strip():
        field = "summary" if present.strip() else "present"
        raise DomainError("empty", "Napisz, kto brał udział i co ustaliliście.", field)
    goals = {goal.pk: goal for goal in plan.goals.all()}
    if set(levels) - set(goals) or any(level not in Level.values for level in levels.values()):
        raise DomainError("levels", "Wybierz poziom z listy, tylko dla celów tego programu.")
    _end_review(actor, plan, held_on, "Omówiono.")
    plan.review_on = None
    plan.save(update_fields=["review_on"])
    review = PlanReview.objects.create(
        plan=plan, held_on=held_on, present=present.strip(), summary=summary.strip(), next_on=next_on, noted_by=actor
    )
    GoalLevel.objects.bulk_create(
        GoalLevel(review=review, goal=goals[key], level=level) for key, level in sorted(levels.items())
    )
    if next_on is not None:
        _set_next(actor, plan, next_on)
    _note(actor, plan, "review", f"{plan.title}: omówiono dnia {short_day(held_on)}.")
    return review


def _set_next(actor: User, plan: Plan, next_on: date) -> None:
    try:
        _set_review(actor, plan, next_on)
    except DomainError as error:
        raise DomainError(error.code, error.message, "next_on") from error


def _end_review(actor: User, plan: Plan, done_on: date | None, why: str) -> None:
    application = plan.application
    end_set_day(actor=actor, office=application.office, kind=REVIEW, case=application.pk, done_on=done_on, why=why)


@transaction.atomic
def plan_exit(*, actor: User, plan: Plan, municipal_flat_on: date | None, exit_plan: str, guardian: str) -> Plan:
    """Note the way out: when the municipal flat was applied for, where the person goes, the care leaver's guardian."""
    plan = _running(actor, plan)
    if municipal_flat_on and municipal_flat_on > clock.today():
        raise DomainError(
            "in_the_future", "Wpisz dzień złożenia wniosku, nie późniejszy niż dzisiaj.", "municipal_flat_on"
        )
    plan.municipal_flat_on, plan.exit_plan, plan.guardian = municipal_flat_on, exit_plan.strip(), guardian.strip()
    plan.save(update_fields=["municipal_flat_on", "exit_plan", "guardian"])
    _note(actor, plan, "exit", f"{plan.title}: zapisano plan wyjścia z mieszkania.")
    return plan


@transaction.atomic
def evaluate(*, actor: User, plan: Plan, evaluated_on: date, evaluation: str) -> Plan:
    """Close a plan with its final evaluation."""
    application = _case(actor, plan.application)

    def ready(fresh: Plan) -> None:
        if not fresh.made_on <= evaluated_on <= clock.today():
            raise DomainError("day", f"Wpisz dzień od {short_day(fresh.made_on)} do dzisiaj.", "evaluated_on")
        if not evaluation.strip():
            raise DomainError("evaluation", "Napisz ocenę: co się udało, co nie i co dalej.", "evaluation")

    def changes(fresh: Plan) -> Mapping[str, Any]:
        fresh.application = application
        _end_review(actor, fresh, None, "Program zakończono oceną końcową.")
        return {"evaluation": evaluation.strip(), "evaluated_on": evaluated_on, "review_on": None}

    return advance(
        plan,
        MACHINE,
        "close",
        actor=actor,
        office=application.office,
        case=application.pk,
        guard=ready,
        changes=changes,
    )
