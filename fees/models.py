from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apartments.models import Occupancy
from applications.models import Application, HouseholdType, IncomeCriterion, Programme
from office.models import Certainty, Dated, Municipality, Office
from office.models.dated import ends_after_it_begins


class Resolution(Dated):
    """A council's resolution on the detailed rules of payment (art. 97 ust. 5 u.p.s.)."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="resolutions", verbose_name="gmina"
    )
    number = models.CharField("numer", max_length=60)
    adopted_on = models.DateField("z dnia")
    title = models.CharField("tytuł", max_length=400, help_text="jak po słowach „w sprawie”")
    journal = models.CharField("miejsce publikacji", max_length=150, blank=True)
    content_loaded = models.BooleanField("treść wczytana", default=False)
    valid_from_certainty = models.CharField("pewność dnia wejścia w życie", max_length=10, choices=Certainty)
    notes = models.TextField("uwagi i wątpliwości", blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "uchwała"
        verbose_name_plural = "uchwały"
        ordering = ["municipality", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_resolution_of_a_number"),
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="one_resolution_from_a_day"),
            ends_after_it_begins("resolution_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.number} z {self.adopted_on:%d.%m.%Y}"


class Base(models.TextChoices):
    """What a rate is a percentage of."""

    COST = "cost", "miesięczny koszt pobytu"
    OWN_INCOME = "own_income", "własny dochód osoby"


class Proration(models.TextChoices):
    """How a month that is not lived in from its first to its last day is charged."""

    CALENDAR_DAYS = "calendar_days", "za dni pobytu w danym miesiącu"
    THIRTIETHS = "thirtieths", "po 1/30 za każdy dzień"
    WHOLE_MONTH = "whole_month", "za cały miesiąc"


class RoundingMode(models.TextChoices):
    """Which way half a step goes."""

    HALF_UP = "half_up", "połowa w górę"
    DOWN = "down", "w dół"


class FeeTable(models.Model):
    """One table of a resolution: for which programmes, a percentage of what, how rounded, when paid."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="tables", verbose_name="uchwała")
    code = models.SlugField("kod")
    title = models.CharField("tytuł tabeli", max_length=300, help_text="np. załącznik nr 2")
    base = models.CharField("podstawa", max_length=12, choices=Base)
    programmes = models.ManyToManyField(Programme, blank=True, related_name="fee_tables", verbose_name="programy")
    all_programmes = models.BooleanField("dotyczy wszystkich mieszkań", default=False)
    rounding_step = models.DecimalField("zaokrąglenie do (zł)", max_digits=5, decimal_places=2, default="0.01")
    rounding_mode = models.CharField("sposób", max_length=8, choices=RoundingMode, default=RoundingMode.HALF_UP)
    rounding_source = models.CharField("skąd zaokrąglenie", max_length=200)
    proration = models.CharField("niepełny miesiąc", max_length=14, choices=Proration, default=Proration.CALENDAR_DAYS)
    proration_source = models.CharField("skąd zasada niepełnego miesiąca", max_length=200)
    payment_day = models.PositiveSmallIntegerField("dzień płatności", null=True, blank=True)
    payment_words = models.CharField("słowa uchwały lub regulaminu o płatności", max_length=200, blank=True)
    payment_source = models.CharField("skąd dzień płatności", max_length=200, blank=True)
    notes = models.TextField("uwagi i wątpliwości", blank=True)

    class Meta:
        verbose_name = "tabela odpłatności"
        verbose_name_plural = "tabele odpłatności"
        ordering = ["resolution", "code"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "code"], name="one_table_of_a_code"),
            models.CheckConstraint(name="table_known_base", condition=Q(base__in=Base.values)),
            models.CheckConstraint(name="rounding_step_positive", condition=Q(rounding_step__gt=0)),
            models.CheckConstraint(
                name="payment_day_of_a_month", condition=Q(payment_day__isnull=True) | Q(payment_day__range=(1, 31))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution}, {self.title}"


class FeeBand(models.Model):
    """One row of a table: income above … up to … percent of the criterion (the upper edge belongs to the row)."""

    table = models.ForeignKey(FeeTable, on_delete=models.CASCADE, related_name="bands")
    household = models.CharField("gospodarstwo", max_length=10, choices=HouseholdType)
    above = models.DecimalField("powyżej % kryterium", max_digits=7, decimal_places=2)
    up_to = models.DecimalField("do % kryterium", max_digits=7, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField("wskaźnik w %", max_digits=5, decimal_places=2)
    note = models.CharField("uwaga", max_length=300, blank=True)

    class Meta:
        verbose_name = "próg"
        verbose_name_plural = "progi"
        ordering = ["table", "household", "above"]
        constraints = [
            models.UniqueConstraint(fields=["table", "household", "above"], name="one_band_above_a_limit"),
            models.CheckConstraint(
                name="band_limits_in_order", condition=Q(up_to__isnull=True) | Q(up_to__gt=F("above"))
            ),
            models.CheckConstraint(name="band_rate_is_percent", condition=Q(rate__gte=0) & Q(rate__lte=100)),
            models.CheckConstraint(name="band_starts_at_zero_or_above", condition=Q(above__gte=0)),
        ]

    def __str__(self) -> str:
        return f"({self.above}; {self.up_to or '…'}] {self.rate}%"


class CostOrder(Dated):
    """The order (zarządzenie) that sets the monthly cost of a stay."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="cost_orders", verbose_name="ośrodek")
    number = models.CharField("numer", max_length=60)
    issued_on = models.DateField("z dnia")
    title = models.CharField("tytuł", max_length=300)
    fictional = models.BooleanField("zarządzenie pokazowe (zmyślone)", default=False)

    class Meta:
        verbose_name = "zarządzenie o koszcie"
        verbose_name_plural = "zarządzenia o koszcie"
        ordering = ["office", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="one_cost_order_of_a_number"),
            ends_after_it_begins("cost_order_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.number} z {self.issued_on:%d.%m.%Y}"


class CostAmount(models.Model):
    """The monthly cost of one place in a programme, in złoty."""

    order = models.ForeignKey(CostOrder, on_delete=models.CASCADE, related_name="amounts", verbose_name="zarządzenie")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="costs", verbose_name="program")
    amount = models.DecimalField("miesięczny koszt jednego miejsca", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "koszt miesięczny"
        verbose_name_plural = "koszty miesięczne"
        constraints = [
            models.UniqueConstraint(fields=["order", "programme"], name="one_cost_of_a_programme_in_an_order"),
            models.CheckConstraint(name="cost_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.amount} zł"


class Assessment(models.Model):
    """A fee as assessed once: facts, rules as used, every step, the result. Never changed; a new one comes after it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessments")
    occupancy = models.ForeignKey(Occupancy, on_delete=models.PROTECT, null=True, related_name="assessments")
    on = models.DateField("na dzień")
    table = models.ForeignKey(FeeTable, on_delete=models.PROTECT, related_name="assessments")
    criterion = models.ForeignKey(IncomeCriterion, on_delete=models.PROTECT, related_name="assessments")
    cost = models.ForeignKey(CostAmount, on_delete=models.PROTECT, null=True, related_name="assessments")
    amount = models.DecimalField("odpłatność", max_digits=10, decimal_places=2)
    free = models.BooleanField("bezpłatnie")
    facts = models.JSONField()
    rules = models.JSONField()
    result = models.JSONField()
    engine_version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "obliczenie odpłatności"
        verbose_name_plural = "obliczenia odpłatności"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="fee_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="free_means_zero", condition=Q(free=False) | Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"{self.amount} zł na {self.on:%d.%m.%Y}"


from fees.changes.models import ChangeRow, ChangeRun, DraftAssessment, IncomeReview  # noqa: E402, F401
