from django.db import models
from django.db.models import F, Q

from applications.models import Application, IncomeCriterion

WHY = {
    "criterion": "zmienia się kryterium dochodowe",
    "table": "zmienia się tabela odpłatności",
    "cost": "zmienia się koszt pobytu",
    "relief": "kończy się ulga",
    "former_dps": "kończy się limit opłaty osoby, która zrezygnowała z domu pomocy społecznej",
    "income": "inaczej liczy się dochód",
}
"""Why a period begins, by the code that is stored with it."""


class FeePart(models.Model):
    """One period of a fee that changes while the decision works: days inclusive, złoty a month, why it begins.

    The periods of one assessment follow each other without a gap (``fees.guards``); the last one ends with the stay.
    """

    assessment = models.ForeignKey(
        "fees.Assessment", on_delete=models.PROTECT, related_name="parts", verbose_name="obliczenie"
    )
    number = models.PositiveSmallIntegerField("który okres")
    period_from = models.DateField("od")
    period_to = models.DateField("do", null=True, blank=True)
    why = models.JSONField("dlaczego się zaczyna", default=list, blank=True)
    table = models.ForeignKey("fees.FeeTable", on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(IncomeCriterion, on_delete=models.PROTECT, related_name="+")
    cost = models.ForeignKey("fees.CostAmount", on_delete=models.PROTECT, null=True, related_name="+")
    amount = models.DecimalField("odpłatność", max_digits=10, decimal_places=2)
    free = models.BooleanField("bezpłatnie")
    facts = models.JSONField()
    rules = models.JSONField()
    result = models.JSONField()
    engine_version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "okres odpłatności"
        verbose_name_plural = "okresy odpłatności"
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="each_period_of_a_fee_once"),
            models.CheckConstraint(name="period_of_a_fee_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="period_of_a_fee_in_order",
                condition=Q(period_to__isnull=True) | Q(period_to__gte=F("period_from")),
            ),
            models.CheckConstraint(name="later_period_of_a_fee_says_why", condition=Q(number=1) | ~Q(why=[])),
            models.CheckConstraint(name="fee_of_a_period_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="free_period_means_zero", condition=Q(free=False) | Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"{self.amount} zł od {self.period_from:%d.%m.%Y}"

    @property
    def application(self) -> Application:
        """The case of its assessment."""
        return self.assessment.application
