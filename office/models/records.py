from django.conf import settings
from django.db import models

from office.models.people import Office


class NumberRegister(models.Model):
    """The last number given in a series of one office and year; numbers have no gaps."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "rejestr numerów"
        verbose_name_plural = "rejestry numerów"
        constraints = [
            models.UniqueConstraint(fields=["office", "series", "year"], name="one_register_per_series_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.series}/{self.year}: {self.last}"


class Event(models.Model):
    """Who did what, when and on what. Append-only by the database; the source of the metryka (art. 66a KPA).

    ``case`` is the application's key as a value: the log lies under all other apps and points at none.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="events")
    actor_name = models.CharField("kto", max_length=200)
    at = models.DateTimeField("kiedy")
    verb = models.CharField("czynność", max_length=60)
    sentence = models.CharField("opis", max_length=600)
    subject_type = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField(null=True)
    case = models.PositiveBigIntegerField(null=True, db_index=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = "zdarzenie"
        verbose_name_plural = "zdarzenia"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.sentence}"


class ReadEntry(models.Model):
    """That somebody opened a person's file. Append-only by the database."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy")
    page = models.CharField("co otwarto", max_length=60)
    case = models.PositiveBigIntegerField(db_index=True)

    class Meta:
        verbose_name = "odczyt akt"
        verbose_name_plural = "odczyty akt"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.page} {self.case}"
