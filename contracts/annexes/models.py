from django.conf import settings
from django.db import models
from django.db.models import Q

from contracts.annexes.states import AnnexState
from contracts.models import HousingContract


class Ground(models.TextChoices):
    """Why a contract changes."""

    PERSONAL = "personal", "zmiana sytuacji osobistej"
    INCOME = "income", "zmiana sytuacji dochodowej"
    PROPERTY = "property", "zmiana sytuacji majątkowej"
    LAW = "law", "zmiana przepisów, uchwały albo kosztu pobytu"


class Annex(models.Model):
    """A change of a signed contract. It does not change a decision: fee and period need a decision of their own.

    ``changes`` holds the new values only (``contracts.annexes.selectors.Says`` names them), ``fee`` a copy of the new
    assessment it was made from, ``content`` the paper as composed.
    """

    contract = models.ForeignKey(HousingContract, on_delete=models.PROTECT, related_name="annexes")
    number = models.PositiveSmallIntegerField("numer aneksu")
    state = models.CharField("stan", max_length=10, choices=AnnexState, default=AnnexState.DRAFT)
    ground = models.CharField("przyczyna", max_length=10, choices=Ground)
    why = models.CharField("co się zmieniło", max_length=500)
    effective_from = models.DateField("od dnia")
    changes = models.JSONField("nowe ustalenia", default=dict)
    fee = models.JSONField("nowa odpłatność", default=dict, blank=True)
    content = models.JSONField("treść", default=dict)
    signed_on = models.DateField("podpisany dnia", null=True, blank=True)
    signed_for_office = models.CharField("podpisał(a) za ośrodek", max_length=160, blank=True)
    signed_by_person = models.CharField("podpisał(a) jako osoba", max_length=160, blank=True)
    signed_for_operator = models.CharField("podpisał(a) za podmiot prowadzący", max_length=160, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annexes")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "aneks"
        verbose_name_plural = "aneksy"
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="annexes_of_a_contract_numbered"),
            models.UniqueConstraint(
                fields=["contract"], condition=Q(state=AnnexState.DRAFT), name="one_draft_annex_of_a_contract"
            ),
            models.CheckConstraint(name="annex_known_state", condition=Q(state__in=AnnexState.values)),
            models.CheckConstraint(name="annex_known_ground", condition=Q(ground__in=Ground.values) & ~Q(why="")),
            models.CheckConstraint(
                name="signed_annex_has_day",
                condition=~Q(state=AnnexState.SIGNED)
                | (Q(signed_on__isnull=False) & ~Q(signed_for_office="") & ~Q(signed_by_person="")),
            ),
        ]

    def __str__(self) -> str:
        return f"aneks nr {self.number} do kontraktu nr {self.contract.number}"


class AnnexDecision(models.Model):
    """The decision that goes with an annex, as values: nothing here points up the river. Never changed."""

    annex = models.OneToOneField(Annex, on_delete=models.PROTECT, related_name="decision")
    number = models.CharField("numer decyzji", max_length=60)
    decided_on = models.DateField("data decyzji")

    class Meta:
        verbose_name = "decyzja do aneksu"
        verbose_name_plural = "decyzje do aneksów"
        constraints = [models.CheckConstraint(name="annex_decision_has_number", condition=~Q(number=""))]

    def __str__(self) -> str:
        return f"decyzja nr {self.number}"
