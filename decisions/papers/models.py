from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from office.models import Office, StoredFile


class PaperKind(models.TextChoices):
    """What is printed of an issued decision from its frozen page or content alone."""

    DECISION = "decision", "treść do podpisu i doręczenia"
    PLAIN = "plain", "skrót w prostych słowach"
    LARGE = "large", "duży druk (18 punktów)"


class PaperState(models.TextChoices):
    """How far the PDF has come."""

    WAITING = "waiting", "w przygotowaniu"
    READY = "ready", "gotowe"
    FAILED = "failed", "nie udało się"


class Paper(models.Model):
    """One PDF of an issued decision. Once ready the database refuses every change of it.

    ``lease`` is the mark of the process that renders it, good until ``leased_until``: a process that dies leaves a
    paper that another may take when the lease is over.
    """

    decision = models.ForeignKey("decisions.Decision", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField("co", max_length=10, choices=PaperKind)
    state = models.CharField("stan", max_length=10, choices=PaperState, default=PaperState.WAITING)
    lease = models.CharField("kto robi", max_length=32, blank=True)
    leased_until = models.DateTimeField("zajęte do", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("próby", default=0)
    problem = models.CharField("dlaczego się nie udało", max_length=200, blank=True)
    pdf = models.BinaryField("plik", null=True)
    size = models.PositiveBigIntegerField("wielkość w bajtach", default=0)
    digest = models.CharField("skrót pliku (SHA-256)", max_length=64, blank=True)
    made_at = models.DateTimeField("zrobiono", null=True, blank=True)

    class Meta:
        verbose_name = "wydruk decyzji"
        verbose_name_plural = "wydruki decyzji"
        ordering = ["decision", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_paper_of_a_kind", fields=["decision", "kind"]),
            models.CheckConstraint(name="paper_known_kind", condition=Q(kind__in=PaperKind.values)),
            models.CheckConstraint(name="paper_known_state", condition=Q(state__in=PaperState.values)),
            models.CheckConstraint(
                name="ready_paper_is_whole",
                condition=Q(state=PaperState.READY, pdf__isnull=False, made_at__isnull=False, size__gt=0, lease="")
                & Exact(Length("digest"), 64)
                | (~Q(state=PaperState.READY) & Q(pdf__isnull=True, digest="", size=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"


class Seal(models.Model):
    """The link of one issued decision in the chain of its office: over it, its calculation and its case's events.

    ``digest`` is taken over the former link's digest too, so that nothing can be changed or taken out without breaking
    every link after it (``decisions.papers.sealing``). ``position`` and ``head`` are the end of the case's chain of
    events at that moment. Seals from before there were such chains hold the keys of the ``events`` that they cover.
    """

    decision = models.OneToOneField("decisions.Decision", on_delete=models.PROTECT, related_name="seal")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    previous = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="next")
    events = models.JSONField("zdarzenia", default=list)
    position = models.PositiveIntegerField("ostatnie zdarzenie sprawy", null=True)
    head = models.CharField("skrót tego zdarzenia (SHA-256)", max_length=64, blank=True)
    digest = models.CharField("skrót ogniwa (SHA-256)", max_length=64)

    class Meta:
        verbose_name = "pieczęć decyzji"
        verbose_name_plural = "pieczęcie decyzji"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_chain_of_seals_per_office", fields=["office"], condition=Q(previous__isnull=True)
            ),
            models.CheckConstraint(
                name="seal_never_follows_itself", condition=Q(previous__isnull=True) | ~Q(previous=F("id"))
            ),
            models.CheckConstraint(
                name="seal_names_the_last_event",
                condition=Q(position__isnull=True, head="") | Q(Exact(Length("head"), 64), position__gte=1),
            ),
            models.CheckConstraint(name="seal_has_digest", condition=Exact(Length("digest"), 64)),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class SignatureForm(models.TextChoices):
    """In which form a signed original came back."""

    PADES = "pades", "PAdES (podpis w pliku PDF)"
    XADES = "xades", "XAdES (osobny plik podpisu)"
    CADES = "cades", "CAdES (plik p7s albo p7m)"


class SignedOriginal(models.Model):
    """The electronically signed original of a decision: the bytes as they came back, and what a printout must say.

    ``document_digest`` is the SHA-256 of the PDF that was signed. The newest row counts; earlier ones stay.
    """

    decision = models.ForeignKey("decisions.Decision", on_delete=models.PROTECT, related_name="signed_originals")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    form = models.CharField("postać podpisu", max_length=10, choices=SignatureForm)
    document_digest = models.CharField("skrót podpisanego dokumentu (SHA-256)", max_length=64)
    identifier = models.CharField("identyfikator dokumentu", max_length=100)
    signer_name = models.CharField("kto podpisał", max_length=200)
    signer_post = models.CharField("stanowisko", max_length=200)
    signed_on = models.DateField("dzień podpisu")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy wczytano")

    class Meta:
        verbose_name = "podpisany oryginał decyzji"
        verbose_name_plural = "podpisane oryginały decyzji"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="signed_original_known_form", condition=Q(form__in=SignatureForm.values)),
            models.CheckConstraint(
                name="signed_original_names_its_signer",
                condition=~Q(signer_name="") & ~Q(signer_post="") & ~Q(identifier=""),
            ),
            models.CheckConstraint(name="signed_original_has_digest", condition=Exact(Length("document_digest"), 64)),
        ]

    def __str__(self) -> str:
        return f"podpisany oryginał {self.identifier}"
