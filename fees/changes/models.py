from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from apartments.models import Occupancy
from applications.models import Application, HouseholdType, Programme
from office.models import Office


class RunKind(models.TextChoices):
    """Whether a run leads to drafts, or only asks what would be."""

    REVIEW = "review", "przegląd opłat"
    SIMULATION = "simulation", "symulacja na trwających pobytach"
    INVENTED = "invented", "symulacja na zmyślonych dochodach"


class Cause(models.TextChoices):
    """What of the facts and rules makes a new fee."""

    CRITERION = "criterion", "kryterium dochodowe"
    RESOLUTION = "resolution", "uchwała"
    COST = "cost", "koszt pobytu"
    INCOME = "income", "dochód"
    HOUSEHOLD = "household", "gospodarstwo"
    TERM = "term", "upływ terminu"


class TenPercent(models.TextChoices):
    """What art. 106 ust. 3b u.p.s. makes of a change of income."""

    NONE = "none", "dochód bez zmian"
    NO_EFFECT = "no_effect", "zmiana bez wpływu na opłatę"
    EFFECT = "effect", "zmiana wpływa na opłatę"
    UNDECIDED = "undecided", "do rozstrzygnięcia"


class Reading(models.TextChoices):
    """How the rule is read for a family: the statute does not say which change is compared."""

    FAMILY = "family", "zmiana dochodu rodziny"
    PER_PERSON = "per_person", "zmiana dochodu na osobę"


class IncomeReview(models.Model):
    """The income and household of a running stay as established anew. Never changed; a newer one comes after it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="income_reviews")
    household = models.CharField("gospodarstwo", max_length=10, choices=HouseholdType)
    persons = models.PositiveSmallIntegerField("liczba osób")
    own_income = models.DecimalField("własny dochód osoby", max_digits=10, decimal_places=2)
    other_income = models.DecimalField("dochód pozostałych osób w rodzinie", max_digits=10, decimal_places=2, default=0)
    basis = models.CharField("na jakiej podstawie", max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="income_reviews")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "przegląd dochodu"
        verbose_name_plural = "przeglądy dochodów"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="review_persons_fit_household",
                condition=Q(household=HouseholdType.SINGLE, persons=1, other_income=0)
                | Q(household=HouseholdType.FAMILY, persons__gte=2),
            ),
            models.CheckConstraint(
                name="review_income_not_negative", condition=Q(own_income__gte=0) & Q(other_income__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.income} zł"

    @property
    def income(self) -> Decimal:
        """The income that is compared with the criterion: of the person, or of the whole family."""
        return self.own_income + self.other_income


class ChangeRun(models.Model):
    """One run over all running stays of an office (or over invented incomes) for one future day.

    ``position`` is the last line that was worked off: a run that was killed goes on behind it.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="change_runs")
    kind = models.CharField("rodzaj", max_length=10, choices=RunKind)
    on = models.DateField("na dzień")
    resolution = models.ForeignKey(
        "fees.Resolution", on_delete=models.PROTECT, null=True, blank=True, related_name="change_runs"
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="change_runs"
    )
    invented = models.JSONField("zmyślone dochody", default=list, blank=True)
    total = models.PositiveIntegerField("ile pozycji")
    done = models.PositiveIntegerField("ile policzono", default=0)
    position = models.BigIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="change_runs")
    made_at = models.DateTimeField()
    counted_at = models.DateTimeField("policzono", null=True, blank=True)
    drafts_at = models.DateTimeField("zlecono projekty", null=True, blank=True)
    drafted_at = models.DateTimeField("utworzono projekty", null=True, blank=True)

    class Meta:
        verbose_name = "zestawienie zmian opłat"
        verbose_name_plural = "zestawienia zmian opłat"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="run_in_order",
                condition=(Q(drafts_at__isnull=True) | Q(counted_at__isnull=False))
                & (Q(drafted_at__isnull=True) | Q(drafts_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_reviews_lead_to_drafts", condition=Q(drafts_at__isnull=True) | Q(kind=RunKind.REVIEW)
            ),
            models.CheckConstraint(
                name="invented_run_has_programme",
                condition=~Q(kind=RunKind.INVENTED) | Q(programme__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} na {self.on:%d.%m.%Y}"

    @property
    def working(self) -> bool:
        """Whether something that was asked for is not finished yet."""
        return self.counted_at is None or (self.drafts_at is not None and self.drafted_at is None)


class ChangeRow(models.Model):
    """One stay (or invented income) in a run: the fee before and after, and why. Złoty a month.

    ``line`` is the key of the stay, or the number of the invented income. ``new_amount`` is empty while the 10% rule is
    undecided (then both candidates are given), and where no fee can be computed (then ``problem`` says why).
    """

    run = models.ForeignKey(ChangeRun, on_delete=models.CASCADE, related_name="rows")
    line = models.BigIntegerField()
    occupancy = models.ForeignKey(Occupancy, on_delete=models.PROTECT, null=True, related_name="change_rows")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="change_rows")
    assessment = models.ForeignKey("fees.Assessment", on_delete=models.PROTECT, null=True, related_name="change_rows")
    review = models.ForeignKey(IncomeReview, on_delete=models.PROTECT, null=True, related_name="change_rows")
    household = models.CharField(max_length=10, choices=HouseholdType, blank=True)
    persons = models.PositiveSmallIntegerField(default=1)
    income_before = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    income_after = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    old_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    new_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    causes = models.JSONField(default=list)
    ten_percent = models.CharField(max_length=10, choices=TenPercent, default=TenPercent.NONE)
    ten_percent_figures = models.JSONField(default=dict)
    amount_with_change = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    amount_without_change = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    reading = models.CharField(max_length=10, choices=Reading, blank=True)
    problem = models.CharField(max_length=600, blank=True)

    class Meta:
        verbose_name = "pozycja zestawienia"
        verbose_name_plural = "pozycje zestawienia"
        ordering = ["run", "line"]
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="each_line_once_in_a_run"),
            models.CheckConstraint(
                name="changed_fee_not_negative", condition=Q(new_amount__isnull=True) | Q(new_amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.old_amount} → {self.new_amount}"

    @property
    def difference(self) -> Decimal | None:
        """By how much the fee changes, złoty a month."""
        return None if self.new_amount is None or self.old_amount is None else self.new_amount - self.old_amount


class DraftAssessment(models.Model):
    """A new assessment that a run proposes for a future day. Nothing in force rests on it; a newer run replaces it."""

    row = models.OneToOneField(ChangeRow, on_delete=models.PROTECT, related_name="draft")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="draft_assessments")
    occupancy = models.ForeignKey(Occupancy, on_delete=models.PROTECT, related_name="draft_assessments")
    replaces = models.ForeignKey("fees.Assessment", on_delete=models.PROTECT, related_name="drafts_after")
    on = models.DateField("od dnia")
    amount = models.DecimalField("odpłatność", max_digits=10, decimal_places=2)
    free = models.BooleanField("bezpłatnie")
    causes = models.JSONField("przyczyny", default=list)
    facts = models.JSONField()
    rules = models.JSONField()
    result = models.JSONField()
    engine_version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="draft_assessments")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "projekt obliczenia odpłatności"
        verbose_name_plural = "projekty obliczeń odpłatności"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["occupancy", "on"], name="one_draft_of_a_stay_and_day"),
            models.CheckConstraint(name="draft_fee_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="free_draft_means_zero", condition=Q(free=False) | Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"projekt: {self.amount} zł od {self.on:%d.%m.%Y}"
