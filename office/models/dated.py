"""Rules that hold from one day to another, both days included."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class Certainty(models.TextChoices):
    """How sure the office is of a fact that it did not make itself."""

    CONFIRMED = "confirmed", "potwierdzone w źródle"
    RECALLED = "recalled", "przyjęte z pamięci – do sprawdzenia"
    INFERENCE = "inference", "wniosek z przepisów – do sprawdzenia"
    UNKNOWN = "unknown", "nieustalone"


class DatedQuerySet(models.QuerySet):
    """Rows with ``valid_from`` and ``valid_to`` (inclusive; an empty end means: still in force)."""

    def on(self, day: date) -> Self:
        """Only what is in force on ``day``."""
        return self.filter(Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)))


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The database's own refusal of a rule that ends before it begins."""
    return models.CheckConstraint(name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")))


class Dated(models.Model):
    """Base of everything that is law or rule for a stretch of days."""

    valid_from = models.DateField("obowiązuje od")
    valid_to = models.DateField("obowiązuje do", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
