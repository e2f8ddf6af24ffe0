from django.db import models
from django.db.models import Q

from office.models import Dated, Office
from office.models.dated import ends_after_it_begins


class LetGoWording(Dated):
    """A reason with which findings are often let go, as a start for the worker's own words. Of one office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="let_go_wordings", verbose_name="ośrodek")
    code = models.SlugField("kod", max_length=60)
    text = models.CharField("treść uzasadnienia", max_length=300)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "wzór uzasadnienia odstąpienia"
        verbose_name_plural = "wzory uzasadnień odstąpień"
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code", "valid_from"], name="one_let_go_wording_from_a_day"),
            models.CheckConstraint(name="let_go_wording_says_something", condition=~Q(text="")),
            ends_after_it_begins("let_go_wording_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.text
