"""That a decision was carried out: once, by whom, on which ground, and what was done."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions.models import Decision, Entry


class How(models.TextChoices):
    """How a decision came to be carried out."""

    APPROVAL = "approval", "przy zatwierdzeniu"
    ACT = "act", "gdy można ją było wykonać"
    RELEASE = "release", "wcześniej, z zapisaną przyczyną"


class Execution(models.Model):
    """That a decision was carried out. One row a decision, written before what it does, never changed.

    ``works_from``: the first day of what it does; ``rests_on``: the last entry (delivery, waiver, ruling …) by which
    it could be carried out.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="execution")
    how = models.CharField("jak", max_length=8, choices=How)
    done_on = models.DateField("wykonano dnia")
    works_from = models.DateField("działa od", null=True, blank=True)
    what = models.TextField("co zrobiono")
    why = models.TextField("dlaczego można było")
    rests_on = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy zapisano")

    class Meta:
        verbose_name = "wykonanie decyzji"
        verbose_name_plural = "wykonania decyzji"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="execution_known_way", condition=Q(how__in=How.values)),
            models.CheckConstraint(name="execution_says_what_and_why", condition=~Q(what="") & ~Q(why="")),
            models.CheckConstraint(
                name="execution_by_act_rests_on_an_entry", condition=~Q(how=How.ACT) | Q(rests_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"wykonanie: {self.decision}"
