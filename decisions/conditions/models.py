from django.conf import settings
from django.db import models
from django.db.models import Q

from office.models import Dated, Office
from office.models.dated import ends_after_it_begins


class ConditionWording(Dated):
    """A condition that decisions often carry, as a start for the worker's own words. Of one office, or of all."""

    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="condition_wordings",
        verbose_name="ośrodek",
    )
    code = models.SlugField("kod", max_length=60)
    text = models.CharField("treść warunku", max_length=300)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "wzór warunku"
        verbose_name_plural = "wzory warunków"
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code", "valid_from"], name="one_condition_wording_of_an_office_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                condition=Q(office__isnull=True),
                name="one_common_condition_wording_from_a_day",
            ),
            models.CheckConstraint(name="condition_wording_says_something", condition=~Q(text="")),
            ends_after_it_begins("condition_wording_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.text


class Condition(models.Model):
    """A condition of an issued decision, as its ruling prints it. Written at the approval, never changed."""

    decision = models.ForeignKey("decisions.Decision", on_delete=models.PROTECT, related_name="issued_conditions")
    number = models.PositiveSmallIntegerField("numer warunku")
    text = models.CharField("warunek", max_length=400)
    ground = models.CharField("podstawa warunku", max_length=300)
    due_on = models.DateField("do dnia")

    class Meta:
        verbose_name = "warunek decyzji"
        verbose_name_plural = "warunki decyzji"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_condition_of_a_number"),
            models.CheckConstraint(name="condition_has_words_and_ground", condition=~Q(text="") & ~Q(ground="")),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def about(self) -> str:
        """How the board of terms names it."""
        return f"warunek {self.number} decyzji nr {self.decision.number}"


class ConditionEntry(models.Model):
    """That a condition was fulfilled (when, by what proof), or that such an entry was wrong. The last entry holds."""

    class Step(models.TextChoices):
        FULFILLED = "fulfilled", "spełniono"
        STRUCK = "struck", "skreślono wpis o spełnieniu"

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="entries")
    step = models.CharField("co wpisano", max_length=10, choices=Step)
    done_on = models.DateField("spełniono dnia", null=True, blank=True)
    words = models.CharField("dowód albo przyczyna skreślenia", max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy wpisano")

    class Meta:
        verbose_name = "wpis o warunku decyzji"
        verbose_name_plural = "wpisy o warunkach decyzji"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="condition_entry_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="fulfilled_condition_says_when",
                condition=Q(step="fulfilled", done_on__isnull=False) | Q(step="struck", done_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.words}"
