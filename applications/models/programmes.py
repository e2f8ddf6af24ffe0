"""Programmes of an office, and the services that a stay can bring."""

from django.db import models
from django.db.models import Q

from office.models import Dated, Office
from office.models.dated import ends_after_it_begins


class HousingKind(models.TextChoices):
    """The two kinds of apartment of art. 53 u.p.s. (ust. 4 and ust. 5)."""

    TRAINING = "training", "mieszkanie treningowe"
    SUPPORTED = "supported", "mieszkanie wspomagane"


class Programme(models.Model):
    """Who is admitted to which apartments: a kind and a target group of one office.

    On what terms and by which house rules: dated rows of ``applications.programmes.models``.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="programmes", verbose_name="ośrodek")
    code = models.SlugField("kod")
    name = models.CharField("nazwa", max_length=200)
    kind = models.CharField("rodzaj mieszkania", max_length=10, choices=HousingKind)
    target_group = models.CharField("dla kogo", max_length=200)
    utilities_note = models.CharField("koszty poza odpłatnością", max_length=500, blank=True)
    note = models.TextField("uwagi i wątpliwości", blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "programy"
        ordering = ["office", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="one_programme_of_a_code"),
            models.CheckConstraint(name="programme_known_kind", condition=Q(kind__in=HousingKind.values)),
        ]

    def __str__(self) -> str:
        return self.name


class SupportService(Dated):
    """A service of the statutory lists (regulation of 30.10.2023, § 3 and § 4)."""

    code = models.SlugField("kod")
    kind = models.CharField("rodzaj mieszkania", max_length=10, choices=HousingKind)
    name = models.CharField("usługa", max_length=300)
    heading = models.CharField("grupa", max_length=300, blank=True)
    provision = models.CharField("kod przepisu", max_length=40)
    order = models.PositiveSmallIntegerField("kolejność")

    class Meta:
        verbose_name = "usługa wsparcia"
        verbose_name_plural = "usługi wsparcia"
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_service_of_a_code_from_a_day"),
            ends_after_it_begins("service_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name
