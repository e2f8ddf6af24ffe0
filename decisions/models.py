from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application
from contracts.models import HousingContract
from decisions.states import DecisionState
from fees.models import Assessment
from office.models import Authorisation, Office


class DecisionKind(models.TextChoices):
    """What a decision does."""

    GRANT = "grant", "przyznanie wsparcia i ustalenie odpłatności"


class Decision(models.Model):
    """An administrative decision. Once approved the database refuses every change of it (``decisions.guards``)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="decisions")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="decisions")
    contract = models.ForeignKey(HousingContract, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField("rodzaj", max_length=12, choices=DecisionKind, default=DecisionKind.GRANT)
    state = models.CharField("stan", max_length=10, choices=DecisionState, default=DecisionState.DRAFT)
    agreement = models.TextField("uzgodnienie z osobą (art. 97 ust. 1)", blank=True)
    reasons = models.TextField("dodatkowe uzasadnienie", blank=True)

    preparer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions_prepared")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions_approved"
    )
    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField("numer", max_length=60, blank=True)
    issued_on = models.DateField("data wydania", null=True, blank=True)
    approved_at = models.DateTimeField("zatwierdzono", null=True, blank=True)
    content = models.JSONField("treść", default=dict)
    html = models.TextField(blank=True)
    digest = models.CharField("skrót treści (SHA-256)", max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "decyzja"
        verbose_name_plural = "decyzje"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="decision_known_state", condition=Q(state__in=DecisionState.values)),
            # art. 107 KPA knows one signer; that it is never the preparer is the four-eyes rule of the house.
            models.CheckConstraint(
                name="preparer_never_approves", condition=Q(approver__isnull=True) | ~Q(approver=F("preparer"))
            ),
            models.CheckConstraint(
                name="approved_decision_is_whole",
                condition=~Q(state=DecisionState.APPROVED)
                | (
                    Q(approver__isnull=False)
                    & Q(authorisation__isnull=False)
                    & Q(issued_on__isnull=False)
                    & Q(approved_at__isnull=False)
                    & ~Q(number="")
                    & ~Q(html="")
                    & ~Q(digest="")
                ),
            ),
            models.CheckConstraint(
                name="only_approved_decision_has_number", condition=Q(number="") | Q(state=DecisionState.APPROVED)
            ),
            models.UniqueConstraint(
                fields=["office", "number"], name="one_decision_of_a_number", condition=~Q(number="")
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_decision_per_application",
                condition=~Q(state=DecisionState.APPROVED),
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"projekt decyzji {self.pk}"


class ReviewNote(models.Model):
    """Why the director sent a draft back."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="review_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy")
    text = models.TextField("co poprawić")

    class Meta:
        verbose_name = "uwaga dyrektora"
        verbose_name_plural = "uwagi dyrektora"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.text
