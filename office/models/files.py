"""Files that somebody brought: what is known of each. Their content lies beside the database, under ``FILES_ROOT``."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from office.models.people import Office


class MediaType(models.TextChoices):
    """What a stored file may be, as found in its content."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPG"
    PNG = "image/png", "PNG"
    XADES = "application/xml", "podpis XAdES"
    CADES = "application/pkcs7-signature", "podpis CAdES (p7s, p7m)"


class StoredFile(models.Model):
    """One uploaded file, as it came; append-only by the database. ``case`` is the application's key as a value.

    ``key`` is the random name under which the content lies, ``digest`` its SHA-256 in hexadecimal, ``size`` in bytes.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    name = models.CharField("nazwa", max_length=120)
    media_type = models.CharField("rodzaj", max_length=40, choices=MediaType)
    size = models.PositiveBigIntegerField("wielkość w bajtach")
    digest = models.CharField("skrót SHA-256", max_length=64)
    key = models.CharField("nazwa na dysku", max_length=32, unique=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("wczytano")

    class Meta:
        verbose_name = "plik"
        verbose_name_plural = "pliki"
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(name="stored_file_known_type", condition=Q(media_type__in=MediaType.values)),
            models.CheckConstraint(name="stored_file_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="stored_file_has_key_and_digest", condition=Exact(Length("key"), 32) & Exact(Length("digest"), 64)
            ),
        ]

    def __str__(self) -> str:
        return self.name
