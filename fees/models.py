from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apartments.models import Apartment, Occupancy
from applications.models import Application, HouseholdType, HousingKind, IncomeCriterion, Programme
from office.models import Certainty, Dated, Municipality, Office
from office.models.dated import ends_after_it_begins


class ResolutionState(models.TextChoices):
    """Whether a second person has held what was loaded against the journal. Nothing unchecked is used for fees."""

    DRAFT = "draft", "wczytana, czeka na sprawdzenie"
    CHECKED = "checked", "sprawdzona"


class Resolution(Dated):
    """A council's resolution on the detailed rules of payment (art. 97 ust. 5 u.p.s.), in one version of its loading.

    Two time axes: ``valid_from``–``valid_to`` are the days on which it is law; ``checked_at`` is the moment from which
    the office goes by this version. A mistake is corrected by a later version; the earlier one stays. An amending act
    (``amends``) replaces tables of the same code, or adds tables, from its own first day.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="resolutions", verbose_name="gmina"
    )
    number = models.CharField("numer", max_length=60)
    version = models.PositiveSmallIntegerField("wersja wczytania", default=1)
    adopted_on = models.DateField("z dnia")
    title = models.CharField("tytuł", max_length=400, help_text="jak po słowach „w sprawie”")
    journal = models.CharField("miejsce publikacji", max_length=150, blank=True)
    amends = models.CharField("numer zmienianej uchwały", max_length=60, blank=True)
    replaces = models.CharField("numer zastępowanej uchwały", max_length=60, blank=True)
    content_loaded = models.BooleanField("treść wczytana", default=False)
    valid_from_certainty = models.CharField("pewność dnia wejścia w życie", max_length=10, choices=Certainty)
    notes = models.TextField("uwagi i wątpliwości", blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)

    state = models.CharField("stan", max_length=10, choices=ResolutionState, default=ResolutionState.DRAFT)
    by_program = models.BooleanField("dane początkowe programu", default=False)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    loaded_at = models.DateTimeField("wczytano", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField("sprawdzono", null=True, blank=True)

    repealed_by = models.CharField("akt, który uchyla", max_length=300, blank=True)
    annulled_from = models.DateField("nieważna od", null=True, blank=True)
    annulled_by = models.CharField("kto stwierdził nieważność i czym", max_length=300, blank=True)

    class Meta:
        verbose_name = "uchwała"
        verbose_name_plural = "uchwały"
        ordering = ["municipality", "-valid_from", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number", "version"], name="one_resolution_of_a_number_and_version"
            ),
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="one_draft_of_a_resolution",
                condition=Q(state=ResolutionState.DRAFT),
            ),
            ends_after_it_begins("resolution_days_in_order"),
            models.CheckConstraint(name="resolution_known_state", condition=Q(state__in=ResolutionState.values)),
            # Who loaded a table never confirms it: the house's rule of four eyes, held by the database.
            models.CheckConstraint(
                name="resolution_checked_by_another",
                condition=Q(checked_by__isnull=True) | (Q(loaded_by__isnull=False) & ~Q(checked_by=F("loaded_by"))),
            ),
            models.CheckConstraint(
                name="resolution_checked_by_somebody",
                condition=Q(state=ResolutionState.DRAFT)
                | (Q(checked_at__isnull=False) & (Q(by_program=True) | Q(checked_by__isnull=False))),
            ),
            models.CheckConstraint(
                name="annulment_says_by_whom", condition=Q(annulled_from__isnull=True) | ~Q(annulled_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} z {self.adopted_on:%d.%m.%Y}"


class Base(models.TextChoices):
    """What a rate is a percentage of, or that the bands give złoty."""

    COST = "cost", "miesięczny koszt pobytu"
    COMPONENTS = "components", "suma składników: koszt mieszkania i przyznane usługi"
    OWN_INCOME = "own_income", "własny dochód osoby"
    INCOME_PER_PERSON = "income_per_person", "dochód na osobę w rodzinie"
    INCOME_EXCESS = "income_excess", "nadwyżka dochodu ponad granicę zwolnienia"
    CRITERION = "criterion", "kryterium dochodowe"
    FLAT_AMOUNT = "flat_amount", "kwota miesięczna z uchwały"
    DAILY_RATE = "daily_rate", "stawka dzienna razy dni pobytu"
    FIXED = "fixed", "stała kwota miesięczna w każdym progu"
    FIXED_DAILY = "fixed_daily", "stała kwota dzienna w każdym progu"


class LimitUnit(models.TextChoices):
    """What limits are: percents follow the criterion, złoty stay as they are."""

    PERCENT = "percent_of_criterion", "% kryterium dochodowego"
    ZLOTY = "zloty", "złote"


class LimitsOn(models.TextChoices):
    """Which income a limit in złoty is of, in a family."""

    PER_PERSON = "per_person", "dochód na osobę"
    FAMILY = "family", "dochód całej rodziny"


class Proration(models.TextChoices):
    """How a month that is not lived in from its first to its last day is charged."""

    CALENDAR_DAYS = "calendar_days", "za dni pobytu w danym miesiącu"
    THIRTIETHS = "thirtieths", "po 1/30 za każdy dzień"
    WHOLE_MONTH = "whole_month", "za cały miesiąc"


class RoundingMode(models.TextChoices):
    """Which way what lies between two steps goes."""

    HALF_UP = "half_up", "połowa w górę"
    DOWN = "down", "w dół"
    UP = "up", "w górę"


def _zloty(words: str) -> models.DecimalField:
    return models.DecimalField(words, max_digits=10, decimal_places=2, null=True, blank=True)


def _percent(words: str) -> models.DecimalField:
    return models.DecimalField(words, max_digits=6, decimal_places=2, null=True, blank=True)


class FeeTable(models.Model):
    """One table of a resolution: for which apartments, a percentage of what, in which bounds, how rounded, when paid.

    It applies where everything that its scope names fits: programmes, kind, target group, listed apartments. Amounts
    are złoty a month unless the base is by the day.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="tables", verbose_name="uchwała")
    code = models.SlugField("kod")
    title = models.CharField("tytuł tabeli", max_length=300, help_text="np. załącznik nr 2")
    base = models.CharField("podstawa", max_length=20, choices=Base)
    programmes = models.ManyToManyField(Programme, blank=True, related_name="fee_tables", verbose_name="programy")
    all_programmes = models.BooleanField("dotyczy wszystkich mieszkań", default=False)
    kind = models.CharField("rodzaj mieszkania", max_length=10, choices=HousingKind, blank=True)
    target_group = models.CharField("grupa docelowa", max_length=200, blank=True)
    apartments = models.ManyToManyField(Apartment, blank=True, related_name="fee_tables", verbose_name="mieszkania")

    limit_unit = models.CharField("progi", max_length=20, choices=LimitUnit, default=LimitUnit.PERCENT)
    limits_on = models.CharField(
        "progi w złotych liczone od", max_length=10, choices=LimitsOn, default=LimitsOn.PER_PERSON
    )
    limits_single = _zloty("kryterium osoby samotnej, z którego policzono progi")
    limits_family = _zloty("kryterium osoby w rodzinie, z którego policzono progi")
    amount_single = _zloty("kwota lub stawka dzienna z uchwały: osoba samotnie gospodarująca")
    amount_family = _zloty("kwota lub stawka dzienna z uchwały: osoba w rodzinie")
    local_list = models.BooleanField("opłata tylko od dochodów z listy uchwały", default=False)

    floor = _zloty("najniższa opłata")
    cap = _zloty("najwyższa opłata")
    cap_cost = models.BooleanField("nie więcej niż pełny koszt pobytu", default=False)
    cap_income = _percent("nie więcej niż % własnego dochodu")
    left = _zloty("osobie pozostaje co najmniej (zł)")
    left_of_criterion = _percent("osobie pozostaje co najmniej % kryterium")
    minor_percent = _percent("małoletni: % opłaty osoby")
    relief = models.TextField("przepis o ulgach", blank=True)
    first_month_free = models.BooleanField("pierwszy miesiąc bez opłaty", default=False)

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
            models.CheckConstraint(
                name="table_known_limits",
                condition=Q(limit_unit__in=LimitUnit.values) & Q(limits_on__in=LimitsOn.values),
            ),
            models.CheckConstraint(name="rounding_step_positive", condition=Q(rounding_step__gt=0)),
            models.CheckConstraint(
                name="payment_day_of_a_month", condition=Q(payment_day__isnull=True) | Q(payment_day__range=(1, 31))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution}, {self.title}"


class FeeBand(models.Model):
    """One row of a table: income above … up to … (the upper edge belongs to the row), and its rate.

    Limits are percents of the criterion or złoty, the rate a percentage or złoty, as the table says. ``rate_to``: the
    act gives a range from ``rate`` to it, and the worker picks a value and writes why.
    """

    table = models.ForeignKey(FeeTable, on_delete=models.CASCADE, related_name="bands")
    household = models.CharField("gospodarstwo", max_length=10, choices=HouseholdType)
    above = models.DecimalField("powyżej", max_digits=8, decimal_places=2)
    up_to = models.DecimalField("do", max_digits=8, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField("stawka", max_digits=8, decimal_places=2)
    rate_to = models.DecimalField("stawka do", max_digits=8, decimal_places=2, null=True, blank=True)
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
            models.CheckConstraint(name="band_rate_not_negative", condition=Q(rate__gte=0)),
            models.CheckConstraint(
                name="band_range_in_order", condition=Q(rate_to__isnull=True) | Q(rate_to__gt=F("rate"))
            ),
            models.CheckConstraint(name="band_starts_at_zero_or_above", condition=Q(above__gte=0)),
        ]

    def __str__(self) -> str:
        return f"({self.above}; {self.up_to or '…'}] {self.rate}"


class CostUnit(models.TextChoices):
    """What the amount of an order is of."""

    PLACE = "place", "jednego miejsca, miesięcznie"
    FLAT_SHARED = "flat_shared", "całego mieszkania, miesięcznie, dzielony na mieszkańców"
    FLAT_WHOLE = "flat_whole", "całego mieszkania, miesięcznie, bez podziału"
    DAY = "day", "jednego miejsca, dziennie"


class CostOrder(Dated):
    """The order (zarządzenie) that sets the cost of a stay."""

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
    """The cost in one programme, in złoty, of what ``unit`` says; with components it is the sum of those that apply.

    ``formula``: how the order came to the amount (last year's spending, places, months), quoted.
    """

    order = models.ForeignKey(CostOrder, on_delete=models.CASCADE, related_name="amounts", verbose_name="zarządzenie")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="costs", verbose_name="program")
    amount = models.DecimalField("koszt", max_digits=10, decimal_places=2)
    unit = models.CharField("koszt czego", max_length=12, choices=CostUnit, default=CostUnit.PLACE)
    formula = models.CharField("jak policzono", max_length=300, blank=True)

    class Meta:
        verbose_name = "koszt"
        verbose_name_plural = "koszty"
        constraints = [
            models.UniqueConstraint(fields=["order", "programme"], name="one_cost_of_a_programme_in_an_order"),
            models.CheckConstraint(name="cost_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="cost_known_unit", condition=Q(unit__in=CostUnit.values)),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.amount} zł"


class CostComponent(models.Model):
    """One part of a cost: chargeable or free; a general one counts always, one with a service only where granted.

    ``unit`` (say "godzina"): the amount is of one unit, and the agreed number of units a month multiplies it.
    """

    cost = models.ForeignKey(CostAmount, on_delete=models.CASCADE, related_name="components")
    label = models.CharField("składnik", max_length=200)
    amount = models.DecimalField("kwota", max_digits=10, decimal_places=2)
    chargeable = models.BooleanField("odpłatny", default=True)
    service = models.SlugField("kod usługi", max_length=50, blank=True)
    unit = models.CharField("jednostka", max_length=30, blank=True)

    class Meta:
        verbose_name = "składnik kosztu"
        verbose_name_plural = "składniki kosztu"
        ordering = ["cost", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cost", "label"], name="one_component_of_a_label"),
            models.CheckConstraint(name="component_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="units_are_of_a_service", condition=Q(unit="") | ~Q(service="")),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.amount} zł"


class Assessment(models.Model):
    """A fee as assessed once: facts, rules as used, every step, the result. Never changed; a new one comes after it.

    ``periods`` above one: the fee changes on days that are known already; then there is a ``FeePart`` for each period,
    the first of which says what stands here.
    """

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
    periods = models.PositiveSmallIntegerField("na ile okresów się dzieli", default=1)
    basis_number = models.CharField("numer decyzji zmieniającej opłatę", max_length=60, blank=True)
    basis_date = models.DateField("data decyzji zmieniającej opłatę", null=True, blank=True)

    class Meta:
        verbose_name = "obliczenie odpłatności"
        verbose_name_plural = "obliczenia odpłatności"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="fee_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="free_means_zero", condition=Q(free=False) | Q(amount=0)),
            models.CheckConstraint(name="fee_has_a_period", condition=Q(periods__gte=1)),
            models.CheckConstraint(
                name="basis_of_a_fee_is_whole",
                condition=Q(basis_number="", basis_date__isnull=True)
                | (~Q(basis_number="") & Q(basis_date__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} zł na {self.on:%d.%m.%Y}"


from fees.changes.models import ChangeRow, ChangeRun, DraftAssessment, IncomeReview  # noqa: E402, F401
from fees.periods.models import FeePart  # noqa: E402, F401
