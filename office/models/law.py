from django.db import models

from office.models.dated import Certainty, Dated, ends_after_it_begins


class LegalAct(models.Model):
    """A statute or regulation that texts and checks cite."""

    code = models.SlugField("kod", unique=True)
    short_name = models.CharField(
        "krótko, w dopełniaczu", max_length=80, help_text="np. ustawy o pomocy społecznej; tak cytują pisma"
    )
    title = models.CharField("tytuł w dopełniaczu", max_length=300, help_text="np. ustawy z dnia 12 marca 2004 r. …")

    class Meta:
        verbose_name = "akt prawny"
        verbose_name_plural = "akty prawne"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class ActPublication(Dated):
    """How an act is cited on a day: the journal and position in force then."""

    act = models.ForeignKey(LegalAct, on_delete=models.CASCADE, related_name="publications", verbose_name="akt")
    citation = models.CharField("miejsce publikacji", max_length=120, help_text="np. Dz. U. z 2025 r. poz. 1214")
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "publikacja aktu"
        verbose_name_plural = "publikacje aktów"
        ordering = ["act", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["act", "valid_from"], name="one_publication_of_an_act_from_a_day"),
            ends_after_it_begins("publication_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.citation


class Provision(Dated):
    """One provision under a stable code, with its printed place: ``ups.97.1`` → ``art. 97 ust. 1``."""

    code = models.CharField("kod", max_length=40)
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, related_name="provisions", verbose_name="akt")
    place = models.CharField("jednostka redakcyjna", max_length=80)
    says = models.CharField("co stanowi", max_length=400)
    days = models.PositiveSmallIntegerField("termin w dniach", null=True, blank=True)
    figure = models.DecimalField(
        "liczba, którą ustala", max_digits=8, decimal_places=2, null=True, blank=True, help_text="np. procent kryterium"
    )
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)

    class Meta:
        verbose_name = "przepis"
        verbose_name_plural = "przepisy"
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_text_of_a_provision_from_a_day"),
            ends_after_it_begins("provision_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.act.short_name}"
