from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions.models import Decision, ReviewNote
from fees.changes.models import ChangeRun, DraftAssessment
from office.models import Office


class Override(models.Model):
    """That a finding of the legal check was let go, by whom and why. It holds for these very words of the decision."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="overrides")
    code = models.CharField("kod", max_length=20)
    message = models.TextField("co znaleziono")
    reason = models.TextField("dlaczego mimo to")
    fingerprint = models.CharField("skrót treści decyzji", max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "odstąpienie od ustalenia kontroli"
        verbose_name_plural = "odstąpienia od ustaleń kontroli"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="override_says_why", condition=~Q(reason="") & ~Q(message="")),
            models.UniqueConstraint(
                fields=["decision", "code", "message", "fingerprint"], name="one_override_of_a_finding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class Submission(models.Model):
    """What a draft said each time it was handed to the director."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="submissions")
    content = models.JSONField("treść")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "przekazanie projektu"
        verbose_name_plural = "przekazania projektu"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"projekt {self.decision_id}, {self.at:%d.%m.%Y %H:%M}"


class NoteSettled(models.Model):
    """That a note of the director was seen to, by whom and how. Until then it stands by the text."""

    note = models.OneToOneField(ReviewNote, on_delete=models.PROTECT, related_name="settled")
    words = models.TextField("co zrobiono", blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "załatwienie uwagi dyrektora"
        verbose_name_plural = "załatwienia uwag dyrektora"

    def __str__(self) -> str:
        return self.words or "poprawiono"


class RunDecision(models.Model):
    """What became of one draft assessment of a run: a decision handed to the director, or why there is none."""

    run = models.ForeignKey(ChangeRun, on_delete=models.PROTECT, related_name="decisions")
    draft = models.ForeignKey(DraftAssessment, on_delete=models.PROTECT, related_name="decisions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="of_run")
    problem = models.TextField("dlaczego nie powstała", blank=True)

    class Meta:
        verbose_name = "decyzja z zestawienia"
        verbose_name_plural = "decyzje z zestawienia"
        ordering = ["draft"]
        constraints = [
            models.UniqueConstraint(fields=["run", "draft"], name="each_draft_of_a_run_once"),
            models.CheckConstraint(
                name="decision_of_a_run_or_why_not",
                condition=Q(decision__isnull=False, problem="") | (Q(decision__isnull=True) & ~Q(problem="")),
            ),
        ]

    def __str__(self) -> str:
        return self.problem or str(self.decision)


class BatchState(models.TextChoices):
    """What became of one decision of a list."""

    WAITING = "waiting", "czeka"
    APPROVED = "approved", "zatwierdzona"
    FAILED = "failed", "nie zatwierdzono"


class ApprovalBatch(models.Model):
    """A list of decisions that a director approves at once, confirmed with the second factor."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="approval_batches")
    director = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approval_batches")
    confirmed_at = models.DateTimeField("potwierdzono drugim składnikiem")

    class Meta:
        verbose_name = "wspólne zatwierdzenie"
        verbose_name_plural = "wspólne zatwierdzenia"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"wspólne zatwierdzenie z {self.confirmed_at:%d.%m.%Y}"


class BatchItem(models.Model):
    """One decision of the list."""

    batch = models.ForeignKey(ApprovalBatch, on_delete=models.PROTECT, related_name="items")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="batch_items")
    state = models.CharField("stan", max_length=10, choices=BatchState, default=BatchState.WAITING)
    problem = models.TextField("dlaczego nie", blank=True)

    class Meta:
        verbose_name = "pozycja wspólnego zatwierdzenia"
        verbose_name_plural = "pozycje wspólnego zatwierdzenia"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "decision"], name="each_decision_once_in_a_batch"),
            models.CheckConstraint(name="batch_item_known_state", condition=Q(state__in=BatchState.values)),
            models.CheckConstraint(
                name="failed_batch_item_says_why",
                condition=(Q(state=BatchState.FAILED) & ~Q(problem="")) | (~Q(state=BatchState.FAILED) & Q(problem="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.get_state_display()}"
