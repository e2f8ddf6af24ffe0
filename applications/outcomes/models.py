"""Ends of a case without a decision on support."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application
from office.models import Letter


class WithdrawalWay(models.TextChoices):
    """How the person said that the application is withdrawn."""

    PAPER = "paper", "pismem"
    PROTOCOL = "protocol", "ustnie do protokołu"
    ELECTRONIC = "electronic", "na adres ośrodka do doręczeń elektronicznych"


class Withdrawal(models.Model):
    """That the party withdrew the application (art. 105 § 2 KPA). Until the decision it may be taken back."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="withdrawals")
    declared_on = models.DateField("dzień oświadczenia")
    way = models.CharField("w jaki sposób", max_length=10, choices=WithdrawalWay)
    note = models.CharField("uwagi", max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("wpisano")
    taken_back_on = models.DateField("cofnięto oświadczenie dnia", null=True, blank=True)
    taken_back_note = models.CharField("jak cofnięto", max_length=300, blank=True)

    class Meta:
        verbose_name = "cofnięcie wniosku"
        verbose_name_plural = "cofnięcia wniosków"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="withdrawal_known_way", condition=Q(way__in=WithdrawalWay.values)),
            models.UniqueConstraint(
                fields=["application"], condition=Q(taken_back_on__isnull=True), name="one_withdrawal_of_a_case"
            ),
            models.CheckConstraint(
                name="withdrawal_taken_back_later",
                condition=Q(taken_back_on__isnull=True) | Q(taken_back_on__gte=F("declared_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"cofnięcie wniosku {self.declared_on:%d.%m.%Y}"


class Transfer(models.Model):
    """That the application was sent to the authority that is competent (art. 65 KPA)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="transfer")
    authority = models.CharField("organ właściwy", max_length=200)
    why = models.CharField("dlaczego ten organ", max_length=500)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+", verbose_name="pismo")
    transferred_on = models.DateField("przekazano dnia")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "przekazanie według właściwości"
        verbose_name_plural = "przekazania według właściwości"
        constraints = [
            models.CheckConstraint(name="transfer_names_the_authority", condition=~Q(authority="") & ~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"przekazanie: {self.authority}"
