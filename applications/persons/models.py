"""Rows of ``applications.persons`` besides the person; imported at the end of ``applications.models``."""

from django.db import models

from office.models import Certainty, Dated
from office.models.dated import ends_after_it_begins


class StayBasis(Dated):
    """On what ground a foreigner stays in Poland. Dated and editable: these lists change with other acts.

    ``opens_support``: whether art. 53 ust. 1 u.p.s. names the ground; of others the office judges the other causes.
    """

    code = models.SlugField("kod")
    name = models.CharField("nazwa", max_length=200)
    opens_support = models.BooleanField("wymieniona w przepisie o wsparciu")
    provision = models.CharField("kod przepisu", max_length=40, blank=True)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)
    source = models.CharField("źródło", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "podstawa pobytu"
        verbose_name_plural = "podstawy pobytu"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_stay_basis_of_a_code_from_a_day"),
            ends_after_it_begins("stay_basis_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name
