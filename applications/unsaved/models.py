"""Rows of ``applications.unsaved``; imported at the end of ``applications.models``."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class UnsavedForm(models.Model):
    """One form as somebody has typed it so far. Goes when it is saved, thrown away, or a month old."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsaved_forms")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, null=True, blank=True, related_name="unsaved_forms"
    )
    part = models.CharField("część", max_length=20)
    data = models.TextField("treść formularza")
    saved_at = models.DateTimeField("zachowano")

    class Meta:
        verbose_name = "niezapisany formularz"
        verbose_name_plural = "niezapisane formularze"
        constraints = [
            models.UniqueConstraint(fields=["user", "application", "part"], name="one_unsaved_form_of_a_part"),
            models.UniqueConstraint(
                fields=["user", "part"], name="one_unsaved_new_form", condition=Q(application__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}, {self.saved_at:%d.%m.%Y %H:%M}"
