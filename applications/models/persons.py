"""Who asks for support."""

from django.db import models
from django.db.models import F, Q

from office.models import Office


class IdentityDocument(models.TextChoices):
    """Which document shows who somebody without PESEL is. Its number is written down, the document is never copied."""

    PASSPORT = "passport", "paszport"
    RESIDENCE_CARD = "residence_card", "karta pobytu"
    TRAVEL_DOCUMENT = "travel_document", "dokument podróży"
    TEMPORARY_CERTIFICATE = "temporary", "tymczasowe zaświadczenie tożsamości cudzoziemca"
    OTHER = "other", "inny dokument"


class PersonSex(models.TextChoices):
    """The sex of a person; of who has a PESEL it is in the number."""

    FEMALE = "female", "kobieta"
    MALE = "male", "mężczyzna"


class Person(models.Model):
    """Somebody who asks for support. Known to one office only.

    ``name_key`` and ``last_key`` are the name as ``applications.folding`` sees it, for finding it again.
    ``joined_into``: this row was entered twice and stays as a trace; everything of it is at that other person.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="persons")
    first_name = models.CharField("imię", max_length=80, blank=True)
    last_name = models.CharField("nazwisko", max_length=120)
    pesel = models.CharField("PESEL", max_length=11, null=True, blank=True)
    birth_date = models.DateField("data urodzenia", null=True, blank=True)
    name_key = models.CharField(max_length=210, blank=True, default="", db_index=True)
    last_key = models.CharField(max_length=130, blank=True, default="", db_index=True)
    document_kind = models.CharField(
        "rodzaj dokumentu", max_length=20, choices=IdentityDocument, blank=True, default=""
    )
    sex = models.CharField("płeć", max_length=6, choices=PersonSex, blank=True)
    document = models.CharField("inny dokument tożsamości (rodzaj i numer)", max_length=80, blank=True)
    citizenship = models.CharField("obywatelstwo", max_length=60, default="polskie", blank=True)
    stay_basis = models.SlugField("podstawa pobytu w Polsce", blank=True, default="")
    stay_valid_until = models.DateField("podstawa pobytu ważna do", null=True, blank=True)
    street = models.CharField("ulica i numer", max_length=150, blank=True)
    postal_code = models.CharField("kod pocztowy", max_length=6, blank=True)
    city = models.CharField("miejscowość", max_length=80, blank=True)
    phone = models.CharField("telefon", max_length=40, blank=True)
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="połączono z"
    )

    class Meta:
        verbose_name = "osoba"
        verbose_name_plural = "osoby"
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "pesel"],
                name="one_person_of_a_pesel",
                condition=Q(pesel__isnull=False, joined_into__isnull=True),
            ),
            models.CheckConstraint(name="pesel_absent_or_filled", condition=Q(pesel__isnull=True) | ~Q(pesel="")),
            models.CheckConstraint(
                name="person_known_document",
                condition=Q(document_kind="") | Q(document_kind__in=IdentityDocument.values),
            ),
            models.CheckConstraint(
                name="person_not_joined_into_itself", condition=Q(joined_into__isnull=True) | ~Q(joined_into=F("pk"))
            ),
        ]
        indexes = [models.Index(fields=["last_name", "first_name"], name="persons_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def identity_document(self) -> str:
        """The document as papers name it: its kind and number."""
        kind = str(self.get_document_kind_display()) if self.document_kind else ""
        return " ".join(part for part in (kind, self.document) if part)
