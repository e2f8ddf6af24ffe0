"""The household and its incomes, and what the law says of each kind of income."""

from django.db import models
from django.db.models import F, Q

from applications.income import ALL_FACTS, FACTS_OF, Way
from applications.models.cases import Application
from office.models import Certainty, Dated, Municipality
from office.models.dated import ends_after_it_begins


class IncomeNature(models.TextChoices):
    """What an income comes from, as far as it decides how its amount is determined (``WAYS_OF``)."""

    GENERAL = "general", "przychód miesięczny lub jednorazowy"
    BUSINESS = "business", "działalność gospodarcza"
    FARM = "farm", "gospodarstwo rolne"
    ONE_OFF = "one_off", "dochód jednorazowy"
    FOREIGN = "foreign", "dochód w walucie obcej"


class IncomeWay(models.TextChoices):
    """How the monthly amount of an income is determined (``applications.income``)."""

    NET = Way.NET, "kwota netto za miesiąc"
    GROSS = Way.GROSS, "kwota brutto i odliczenia"
    BUSINESS_RETURN = Way.BUSINESS_RETURN, "działalność: zeznanie podatkowe za ubiegły rok"
    BUSINESS_DECLARED = Way.BUSINESS_DECLARED, "działalność: oświadczenie (w ubiegłym roku jej nie było)"
    LUMP_SUM = Way.LUMP_SUM, "działalność: oświadczenie (ryczałt albo karta podatkowa)"
    FARM = Way.FARM, "gospodarstwo: hektary przeliczeniowe"
    ONE_OFF = Way.ONE_OFF, "dochód jednorazowy"
    PERIOD = Way.PERIOD, "wypłata należna za dany okres"
    FOREIGN = Way.FOREIGN, "kwota w walucie obcej"


WAYS_OF: dict[str, frozenset[str]] = {
    IncomeNature.GENERAL: frozenset(
        {IncomeWay.NET, IncomeWay.GROSS, IncomeWay.ONE_OFF, IncomeWay.PERIOD, IncomeWay.FOREIGN}
    ),
    IncomeNature.BUSINESS: frozenset({IncomeWay.BUSINESS_RETURN, IncomeWay.BUSINESS_DECLARED, IncomeWay.LUMP_SUM}),
    IncomeNature.FARM: frozenset({IncomeWay.FARM}),
    IncomeNature.ONE_OFF: frozenset({IncomeWay.ONE_OFF}),
    IncomeNature.FOREIGN: frozenset({IncomeWay.FOREIGN}),
}
"""In which ways an income of each nature may be determined."""


class IncomeKind(Dated):
    """A kind of income: whether it counts by art. 8 u.p.s., and on what basis. Dated and editable."""

    code = models.SlugField("kod")
    name = models.CharField("nazwa", max_length=200)
    nature = models.CharField("z czego jest", max_length=10, choices=IncomeNature, default=IncomeNature.GENERAL)
    counted = models.BooleanField("wlicza się do dochodu")
    reason = models.CharField("dlaczego", max_length=300)
    provision = models.CharField("kod przepisu", max_length=40, blank=True)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "rodzaj dochodu"
        verbose_name_plural = "rodzaje dochodów"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_income_kind_of_a_code_from_a_day"),
            ends_after_it_begins("income_kind_days_in_order"),
            models.CheckConstraint(name="income_kind_known_nature", condition=Q(nature__in=IncomeNature.values)),
        ]

    def __str__(self) -> str:
        return self.name


class IncomeCriterion(Dated):
    """The income criterion of art. 8 ust. 1 u.p.s., in złoty a month, by its regulation."""

    single = models.DecimalField("osoba samotnie gospodarująca", max_digits=8, decimal_places=2)
    family = models.DecimalField("osoba w rodzinie", max_digits=8, decimal_places=2)
    hectare = models.DecimalField("dochód z 1 ha przeliczeniowego", max_digits=8, decimal_places=2)
    act = models.CharField("akt", max_length=300)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "kryterium dochodowe"
        verbose_name_plural = "kryteria dochodowe"
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["valid_from"], name="one_criterion_from_a_day"),
            ends_after_it_begins("criterion_days_in_order"),
            models.CheckConstraint(name="criterion_positive", condition=Q(single__gt=0) & Q(family__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.single} zł / {self.family} zł od {self.valid_from:%d.%m.%Y}"


class LocalIncomeList(Dated):
    """One kind of income that a municipality's resolution counts into the base of the fee: its own, closed list.

    A municipality without rows on a day has no such list: every kind belongs to the base then. The statutory
    exemption is never asked by this list but by art. 8 u.p.s.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="local_incomes", verbose_name="gmina"
    )
    kind = models.SlugField("kod rodzaju dochodu")
    source = models.CharField("źródło", max_length=300)

    class Meta:
        verbose_name = "pozycja lokalnej listy dochodów"
        verbose_name_plural = "lokalna lista dochodów"
        ordering = ["municipality", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "valid_from"], name="one_local_income_of_a_kind_from_a_day"
            ),
            ends_after_it_begins("local_income_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.kind}"


class HouseholdMember(models.Model):
    """Somebody who lives and keeps house with the applicant (art. 6 pkt 14)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="members")
    name = models.CharField("imię i nazwisko", max_length=160)
    relation = models.CharField("stopień pokrewieństwa lub relacja", max_length=80, blank=True)
    birth_date = models.DateField("data urodzenia", null=True, blank=True)
    alimony_paid = models.DecimalField("płacone alimenty", max_digits=10, decimal_places=2, default=0)

    class Meta:
        verbose_name = "członek rodziny"
        verbose_name_plural = "członkowie rodziny"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="member_alimony_not_negative", condition=Q(alimony_paid__gte=0))]

    def __str__(self) -> str:
        return self.name


def _own_facts_of_each_way() -> list[models.CheckConstraint]:
    """For each way: the facts that it needs are there, and those of other ways are not."""
    texts = ("currency", "rate_table")
    constraints = []
    for way, names in FACTS_OF.items():
        own = Q()
        for name in ALL_FACTS:
            if name != "month":
                empty = Q(**{name: ""}) if name in texts else Q(**{f"{name}__isnull": True})
                own &= ~empty if name in names else empty
        constraints.append(
            models.CheckConstraint(name=f"income_facts_of_{way.value}", condition=~Q(way=way.value) | own)
        )
    return constraints


def _from_zero(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})


class Income(models.Model):
    """One source of income and the facts that its monthly amount follows from (art. 8 u.p.s.).

    ``way`` says how, and so which facts are there: ``applications.income`` has the arithmetic. ``month`` is the month
    that it comes from (of a payment: in which it was paid), its first day. Without ``member`` it is the applicant's
    own. Amounts are złoty but for ``amount`` of a foreign income, which is in its ``currency``.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="incomes")
    member = models.ForeignKey(
        HouseholdMember, on_delete=models.CASCADE, null=True, blank=True, related_name="incomes", verbose_name="czyj"
    )
    kind = models.ForeignKey(IncomeKind, on_delete=models.PROTECT, verbose_name="rodzaj")
    way = models.CharField("sposób ustalenia", max_length=20, choices=IncomeWay, default=IncomeWay.NET)
    month = models.DateField("miesiąc")
    amount = models.DecimalField("kwota", max_digits=10, decimal_places=2, null=True)
    tax = models.DecimalField("podatek dochodowy", max_digits=10, decimal_places=2, null=True)
    costs = models.DecimalField("koszty uzyskania przychodu", max_digits=10, decimal_places=2, null=True)
    health = models.DecimalField("składka zdrowotna", max_digits=10, decimal_places=2, null=True)
    social = models.DecimalField("składki społeczne", max_digits=10, decimal_places=2, null=True)
    months_run = models.PositiveSmallIntegerField("miesiące prowadzenia działalności", null=True)
    hectares = models.DecimalField("hektary przeliczeniowe", max_digits=9, decimal_places=4, null=True)
    period_from = models.DateField("za okres od", null=True)
    period_to = models.DateField("za okres do", null=True)
    currency = models.CharField("waluta", max_length=3, blank=True)
    rate = models.DecimalField("średni kurs NBP", max_digits=14, decimal_places=8, null=True)
    rate_units = models.PositiveIntegerField("za ile jednostek waluty", null=True)
    rate_table = models.CharField("numer tabeli NBP", max_length=30, blank=True)
    rate_date = models.DateField("kurs z dnia", null=True)

    class Meta:
        verbose_name = "dochód"
        verbose_name_plural = "dochody"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="income_known_way", condition=Q(way__in=IncomeWay.values)),
            models.CheckConstraint(name="income_not_negative", condition=_from_zero("amount")),
            models.CheckConstraint(
                name="income_deductions_not_negative",
                condition=_from_zero("tax") & _from_zero("costs") & _from_zero("health") & _from_zero("social"),
            ),
            models.CheckConstraint(name="income_month_is_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="income_months_of_a_year", condition=Q(months_run__isnull=True) | Q(months_run__range=(1, 12))
            ),
            models.CheckConstraint(name="income_hectares_not_negative", condition=_from_zero("hectares")),
            models.CheckConstraint(
                name="income_period_of_whole_months",
                condition=Q(period_from__isnull=True)
                | (Q(period_from__day=1) & Q(period_to__day=1) & Q(period_to__gte=F("period_from"))),
            ),
            models.CheckConstraint(
                name="income_rate_positive", condition=Q(rate__isnull=True) | (Q(rate__gt=0) & Q(rate_units__gt=0))
            ),
            *_own_facts_of_each_way(),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_way_display()}"
