from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

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


class EventChain(models.Model):
    """The end of one chain of events: of a case, of an office's events beside cases, or of the program's own.

    ``last`` is the place of the newest event and ``digest`` that event's. The database lets it go forward only.
    """

    name = models.CharField("czyj łańcuch", max_length=40, unique=True)
    last = models.PositiveIntegerField("ostatnie miejsce")
    digest = models.CharField("skrót ostatniego zdarzenia (SHA-256)", max_length=64)

    class Meta:
        verbose_name = "łańcuch zdarzeń"
        verbose_name_plural = "łańcuchy zdarzeń"
        constraints = [
            models.CheckConstraint(
                name="event_chain_is_whole", condition=Q(~Q(name=""), Exact(Length("digest"), 64), last__gte=1)
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class Event(models.Model):
    """Who did what, when and on what. Append-only by the database; the source of the metryka (art. 66a KPA).

    ``case`` is the application's key as a value: the log lies under all other apps and points at none. ``chain`` and
    ``position`` say after which event it came, ``digest`` ties it to that one (``office.chain``), ``sealed`` holds the
    fingerprints of the frozen rows that it is about.
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
    chain = models.CharField("łańcuch", max_length=40)
    position = models.PositiveIntegerField("miejsce w łańcuchu")
    sealed = models.JSONField("zapisy pod pieczęcią", default=list)
    digest = models.CharField("skrót (SHA-256)", max_length=64)

    class Meta:
        verbose_name = "zdarzenie"
        verbose_name_plural = "zdarzenia"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="one_event_at_a_place_of_a_chain"),
            models.CheckConstraint(
                name="event_is_in_a_chain", condition=Q(~Q(chain=""), Exact(Length("digest"), 64), position__gte=1)
            ),
        ]

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
