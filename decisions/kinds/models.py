from django.db import models
from django.db.models import Q

from decisions.kinds.registry import DecisionKind
from office.models import Dated, Office
from office.models.dated import ends_after_it_begins


class ReasonState(models.TextChoices):
    """Whether a paragraph may be chosen yet."""

    DRAFT = "draft", "szkic"
    PUBLISHED = "published", "opublikowany"


class Reason(Dated):
    """A paragraph of justification for decisions of a kind (and of one ground), with named slots for facts.

    Of one office, or of all (no office). A published version is never edited: a new one begins on a day and the former
    ends the day before. Slots are those of ``decisions.kinds.slots``.
    """

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="reasons", verbose_name="ośrodek"
    )
    code = models.SlugField("kod", max_length=60)
    version = models.PositiveSmallIntegerField("wersja", default=1)
    kind = models.CharField("rodzaj decyzji", max_length=20, choices=DecisionKind)
    ground = models.CharField("przyczyna", max_length=20, blank=True)
    title = models.CharField("nazwa na liście", max_length=120)
    text = models.TextField("treść akapitu")
    state = models.CharField("stan", max_length=10, choices=ReasonState, default=ReasonState.DRAFT)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "akapit uzasadnienia"
        verbose_name_plural = "akapity uzasadnień"
        ordering = ["kind", "ground", "title", "-version"]
        constraints = [
            models.CheckConstraint(name="reason_known_kind", condition=Q(kind__in=DecisionKind.values)),
            models.CheckConstraint(name="reason_known_state", condition=Q(state__in=ReasonState.values)),
            models.CheckConstraint(name="reason_says_something", condition=~Q(text="")),
            models.UniqueConstraint(fields=["office", "code", "version"], name="one_reason_of_an_office_and_version"),
            models.UniqueConstraint(
                fields=["code", "version"], name="one_common_reason_of_a_version", condition=Q(office__isnull=True)
            ),
            ends_after_it_begins("reason_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (wersja {self.version})"
