"""Notes of a case."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Application


class NoteKind(models.TextChoices):
    """How the office learnt what the note says."""

    TALK = "talk", "rozmowa"
    VISIT = "visit", "wizyta"
    PHONE = "phone", "telefon"


class CaseNote(models.Model):
    """What a talk, a visit or a call was about. Never changed: a wrong one is followed by one that corrects it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("rodzaj", max_length=5, choices=NoteKind)
    happened_on = models.DateField("dnia")
    text = models.TextField("treść")
    restricted = models.BooleanField("dotyczy zdrowia, uzależnienia albo przemocy", default=False)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction", verbose_name="poprawia"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "notatka"
        verbose_name_plural = "notatki"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="case_note_known_kind", condition=Q(kind__in=NoteKind.values)),
            models.CheckConstraint(name="case_note_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on:%d.%m.%Y}"
