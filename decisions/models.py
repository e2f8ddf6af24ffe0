from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application
from contracts.models import HousingContract
from decisions.kinds.registry import (
    ENDING,
    KINDS,
    MET_IN_FULL,
    NEEDS_ASSESSMENT,
    NEEDS_CONCERNED,
    NEEDS_CONTRACT,
    DecisionKind,
    Kind,
)
from decisions.states import OPEN, DecisionState
from fees.models import Assessment
from office.models import Authorisation, Office
from office.polish import day


class Series(models.TextChoices):
    """In which register of numbers a decision stands: an office may keep orders in one of their own."""

    DECISIONS = "decyzja", "rejestr decyzji"
    ORDERS = "postanowienie", "rejestr postanowień"


class Decision(models.Model):
    """An administrative decision. Once approved the database refuses every change of it (``decisions.guards``)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="decisions")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    contract = models.ForeignKey(
        HousingContract, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    concerns = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="concerned_by",
        verbose_name="dotyczy decyzji",
    )
    instead_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name="zamiast decyzji",
    )
    kind = models.CharField("rodzaj", max_length=20, choices=DecisionKind, default=DecisionKind.GRANT)
    state = models.CharField("stan", max_length=10, choices=DecisionState, default=DecisionState.DRAFT)
    agreement = models.TextField("uzgodnienie z osobą (art. 97 ust. 1)", blank=True)
    reasons = models.TextField("dodatkowe uzasadnienie", blank=True)
    facts = models.JSONField("ustalenia", default=dict, blank=True)
    paragraphs = models.JSONField("wybrane akapity uzasadnienia", default=list, blank=True)
    conditions = models.JSONField("warunki", default=list, blank=True)
    omits_reasons = models.BooleanField("odstąpiono od uzasadnienia", default=False)

    preparer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions_prepared")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions_approved"
    )
    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField("numer", max_length=60, blank=True)
    series = models.CharField("rejestr", max_length=15, choices=Series, default=Series.DECISIONS)
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
                fields=["application", "kind"],
                name="one_open_decision_of_a_kind",
                condition=Q(state__in=OPEN),
            ),
            models.CheckConstraint(name="decision_known_series", condition=Q(series__in=Series.values)),
            models.CheckConstraint(name="decision_known_kind", condition=Q(kind__in=DecisionKind.values)),
            models.CheckConstraint(
                name="grant_rests_on_contract",
                condition=~Q(kind__in=sorted(NEEDS_CONTRACT)) | Q(contract__isnull=False),
            ),
            models.CheckConstraint(
                name="fee_rests_on_assessment",
                condition=~Q(kind__in=sorted(NEEDS_ASSESSMENT)) | Q(assessment__isnull=False),
            ),
            models.CheckConstraint(
                name="approved_change_of_fee_has_assessment",
                condition=~Q(kind=DecisionKind.FEE_CHANGE, state=DecisionState.APPROVED) | Q(assessment__isnull=False),
            ),
            models.CheckConstraint(
                name="later_decision_names_the_earlier",
                condition=Q(kind__in=sorted(NEEDS_CONCERNED), concerns__isnull=False)
                | (~Q(kind__in=sorted(NEEDS_CONCERNED)) & Q(concerns__isnull=True)),
            ),
            models.CheckConstraint(
                name="decision_never_concerns_itself", condition=Q(concerns__isnull=True) | ~Q(concerns=F("id"))
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_decision_that_ends_the_case",
                condition=Q(kind__in=sorted(ENDING), state__in=OPEN),
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="a_case_is_ended_by_one_decision",
                condition=Q(kind__in=sorted(ENDING), state=DecisionState.APPROVED, instead_of__isnull=True),
            ),
            # A case decided anew has a chain of them: each takes the place of the one before, which an appeal took away
            # (``decisions.guards`` asks for that), so only the last one stands.
            models.UniqueConstraint(
                fields=["instead_of"],
                name="one_decision_in_place_of_another",
                condition=Q(state=DecisionState.APPROVED),
            ),
            models.CheckConstraint(
                name="decision_never_replaces_itself",
                condition=Q(instead_of__isnull=True) | ~Q(instead_of=F("id")),
            ),
            # art. 107 § 4 KPA: what burdens the party is always justified.
            models.CheckConstraint(
                name="only_what_is_met_in_full_omits_reasons",
                condition=Q(omits_reasons=False) | Q(kind__in=sorted(MET_IN_FULL)),
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"projekt decyzji {self.pk}"

    @property
    def rules(self) -> Kind:
        """What a decision of this kind is."""
        return KINDS[self.kind]

    @property
    def noun(self) -> str:
        """``Decyzja`` or ``Postanowienie``."""
        return "Postanowienie" if self.rules.is_order else "Decyzja"

    @property
    def noun_genitive(self) -> str:
        """``decyzji`` or ``postanowienia``."""
        return "postanowienia" if self.rules.is_order else "decyzji"

    @property
    def named(self) -> str:
        """``nr … z dnia …``, as other papers name an issued decision (ends with the full stop of "r."); else empty."""
        return f"nr {self.number} z dnia {day(self.issued_on)}" if self.issued_on else ""

    @property
    def the_contract(self) -> HousingContract:
        """The contract of a decision that grants; the database refuses such a decision without one."""
        if self.contract is None:
            raise ValueError("only a decision that grants has a contract")
        return self.contract

    @property
    def the_assessment(self) -> Assessment:
        """The assessment of a decision that grants; the database refuses such a decision without one."""
        if self.assessment is None:
            raise ValueError("only a decision that grants or changes a fee has an assessment")
        return self.assessment


class ReviewNote(models.Model):
    """Why the director sent a draft back."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="review_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy")
    text = models.TextField("co poprawić")
    paragraph = models.PositiveSmallIntegerField("numer akapitu", null=True, blank=True)
    quote = models.TextField("akapit, do którego jest uwaga", blank=True)

    class Meta:
        verbose_name = "uwaga dyrektora"
        verbose_name_plural = "uwagi dyrektora"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="note_at_a_paragraph_quotes_it", condition=Q(paragraph__isnull=True) | ~Q(quote="")
            )
        ]

    def __str__(self) -> str:
        return self.text


from decisions.after.models import (  # noqa: E402, F401
    Appeal,
    AppealAct,
    AppealStep,
    AppealWay,
    Channel,
    Correction,
    Delivery,
    Dispatch,
    EarlyEffect,
    EarlyGround,
    Entry,
    Outcome,
    Receipt,
    Waiver,
)
from decisions.anew.models import FollowUp, FollowUpAct, Halt  # noqa: E402, F401
from decisions.approval.models import (  # noqa: E402, F401
    ApprovalBatch,
    BatchItem,
    Override,
    RunDecision,
    Submission,
)
from decisions.carrying.models import Execution  # noqa: E402, F401
from decisions.conditions.models import Condition, ConditionEntry, ConditionWording  # noqa: E402, F401
from decisions.ending.models import RevocationNotice  # noqa: E402, F401
from decisions.kinds.models import Reason  # noqa: E402, F401
from decisions.papers.models import Paper, Seal, SignedOriginal  # noqa: E402, F401
from decisions.ready.models import LetGoWording  # noqa: E402, F401
