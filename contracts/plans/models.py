from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Application, HousingKind
from contracts.plans.states import PlanState


class Level(models.IntegerChoices):
    """How independently somebody does a thing: the program's own scale, not one of the law."""

    NOT_YET = 1, "jeszcze nie wykonuje"
    WITH_HELP = 2, "wykonuje z pomocą"
    PROMPTED = 3, "wykonuje po przypomnieniu"
    ALONE = 4, "wykonuje samodzielnie"


class Plan(models.Model):
    """The independence programme or support plan of one case (element 9 of its contract), or why there is none.

    ``kind`` says which: training makes an independence programme, supported a support plan.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField("rodzaj", max_length=10, choices=HousingKind)
    state = models.CharField("stan", max_length=10, choices=PlanState, default=PlanState.RUNNING)
    main_goal = models.CharField("cel główny", max_length=500, blank=True)
    not_drawn_reason = models.CharField("dlaczego się go nie sporządza", max_length=500, blank=True)
    made_on = models.DateField("sporządzono dnia")
    guardian = models.CharField("opiekun usamodzielnienia", max_length=160, blank=True)
    review_on = models.DateField("następne omówienie", null=True, blank=True)
    municipal_flat_on = models.DateField("wniosek o mieszkanie z zasobu gminy złożono dnia", null=True, blank=True)
    exit_plan = models.TextField("plan wyjścia z mieszkania", blank=True)
    evaluation = models.TextField("ocena końcowa", blank=True)
    evaluated_on = models.DateField("oceniono dnia", null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plans")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "program usamodzielniania lub plan wsparcia"
        verbose_name_plural = "programy usamodzielniania i plany wsparcia"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="plan_known_state", condition=Q(state__in=PlanState.values)),
            models.UniqueConstraint(
                fields=["application"], condition=~Q(state=PlanState.CLOSED), name="one_running_plan_of_a_case"
            ),
            models.CheckConstraint(
                name="plan_has_goal_or_reason_for_none",
                condition=(Q(state=PlanState.NOT_DRAWN, main_goal="") & ~Q(not_drawn_reason=""))
                | (~Q(state=PlanState.NOT_DRAWN) & Q(not_drawn_reason="") & ~Q(main_goal="")),
            ),
            models.CheckConstraint(
                name="no_training_without_programme",
                condition=~Q(kind=HousingKind.TRAINING, state=PlanState.NOT_DRAWN),
            ),
            models.CheckConstraint(
                name="closed_plan_is_evaluated",
                condition=~Q(state=PlanState.CLOSED) | (~Q(evaluation="") & Q(evaluated_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What the paper is called."""
        return "Program usamodzielniania" if self.kind == HousingKind.TRAINING else "Plan wsparcia"


class Goal(models.Model):
    """One goal in one area of life; ``area`` is the code of a service of the statutory list for the kind."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    area = models.SlugField("obszar")
    aim = models.CharField("cel", max_length=300)
    start_level = models.PositiveSmallIntegerField("na początku", choices=Level)

    class Meta:
        verbose_name = "cel programu"
        verbose_name_plural = "cele programu"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="goal_known_level", condition=Q(start_level__in=Level.values)),
            models.CheckConstraint(name="goal_says_its_aim", condition=~Q(aim="")),
        ]

    def __str__(self) -> str:
        return self.aim


class Step(models.Model):
    """One step to a goal: what, who, by when, how it shows. Done on a day, with the result."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField("co", max_length=300)
    who = models.CharField("kto", max_length=160)
    due_on = models.DateField("do kiedy")
    measure = models.CharField("po czym poznamy, że się udało", max_length=300)
    done_on = models.DateField("zrobiono dnia", null=True, blank=True)
    result = models.CharField("z jakim wynikiem", max_length=300, blank=True)

    class Meta:
        verbose_name = "krok do celu"
        verbose_name_plural = "kroki do celu"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="done_step_says_its_result", condition=Q(done_on__isnull=True) | ~Q(result="")),
        ]

    def __str__(self) -> str:
        return self.what


class PlanReview(models.Model):
    """A talk over the plan: when, with whom, what came out, when next. Never changed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField("dnia")
    present = models.CharField("kto brał udział", max_length=300)
    summary = models.TextField("wynik")
    next_on = models.DateField("następne omówienie", null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "omówienie programu"
        verbose_name_plural = "omówienia programu"
        ordering = ["held_on", "pk"]
        constraints = [models.CheckConstraint(name="review_says_its_result", condition=~Q(summary=""))]

    def __str__(self) -> str:
        return f"omówienie {self.held_on:%d.%m.%Y}"


class GoalLevel(models.Model):
    """How independent the person is in one goal as found at one review. Never changed."""

    review = models.ForeignKey(PlanReview, on_delete=models.PROTECT, related_name="levels")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="levels")
    level = models.PositiveSmallIntegerField("poziom", choices=Level)

    class Meta:
        verbose_name = "poziom przy omówieniu"
        verbose_name_plural = "poziomy przy omówieniu"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "goal"], name="one_level_of_a_goal_at_a_review"),
            models.CheckConstraint(name="review_known_level", condition=Q(level__in=Level.values)),
        ]

    def __str__(self) -> str:
        return self.get_level_display()
