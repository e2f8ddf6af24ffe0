"""The call to complete an application, from its letter to its end."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.completion.states import LIVE, CallState
from applications.models import Application
from office.models import Deadline, Letter


class FormalDefect(models.TextChoices):
    """What an application itself may lack (art. 63 KPA); "other" is said in words."""

    SIGNATURE = "signature", "podpis pod wnioskiem"
    PERSON = "person", "imię i nazwisko osoby, od której pochodzi wniosek"
    ADDRESS = "address", "adres osoby"
    DEMAND = "demand", "żądanie: o co osoba prosi"
    AUTHORITY = "authority", "dowód, że podpisujący może działać za osobę (pełnomocnictwo, orzeczenie sądu, zgoda)"
    OTHER = "other", "inny brak"


class CompletionCall(models.Model):
    """One call. ``items`` are its contents as sent: ``{"code", "name", "formal"}``, frozen with the letter.

    A formal item is one whose lack leaves the application without consideration (art. 64 § 2 KPA); any other is
    evidence, without which the office rules on what there is. ``days`` run from the delivery.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="completion_calls")
    items = models.JSONField("o co wezwano")
    days = models.PositiveSmallIntegerField("dni na uzupełnienie")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+", verbose_name="pismo")
    made_on = models.DateField("dzień wezwania")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("stan", max_length=10, choices=CallState, default=CallState.MADE)
    delivered_on = models.DateField("doręczono dnia", null=True, blank=True)
    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField("zakończono dnia", null=True, blank=True)
    end_letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pismo kończące"
    )

    class Meta:
        verbose_name = "wezwanie do uzupełnienia"
        verbose_name_plural = "wezwania do uzupełnienia"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="call_known_state", condition=Q(state__in=CallState.values)),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state__in=LIVE), name="one_call_at_a_time_in_a_case"
            ),
            models.CheckConstraint(
                name="call_delivered_after_it_was_made",
                condition=Q(delivered_on__isnull=True) | Q(delivered_on__gte=F("made_on")),
            ),
            models.CheckConstraint(
                name="call_runs_from_its_delivery",
                condition=~Q(state__in=(CallState.RUNNING, CallState.LEFT, CallState.CLOSED))
                | Q(delivered_on__isnull=False, deadline__isnull=False),
            ),
            models.CheckConstraint(name="call_ended_on_a_day", condition=Q(state__in=LIVE) | Q(ended_on__isnull=False)),
            models.CheckConstraint(
                name="left_only_with_a_letter", condition=~Q(state=CallState.LEFT) | Q(end_letter__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"wezwanie z {self.made_on:%d.%m.%Y}"

    @property
    def formal(self) -> list[str]:
        """The names of the defects whose lack leaves the application without consideration."""
        return [item["name"] for item in self.items if item["formal"]]

    @property
    def evidence(self) -> list[str]:
        """The names of the evidence that was asked for."""
        return [item["name"] for item in self.items if not item["formal"]]

    @property
    def formal_words(self) -> str:
        """The formal defects in one line."""
        return "; ".join(self.formal)

    @property
    def evidence_words(self) -> str:
        """The evidence in one line."""
        return "; ".join(self.evidence)
