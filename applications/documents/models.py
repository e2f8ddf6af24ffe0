"""What is known of each paper of a case, as a sequence of entries that never change."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Application
from office.models import StoredFile


class EntryKind(models.TextChoices):
    """What happened with a paper."""

    ASKED = "asked", "dopisano do listy"
    RECEIVED = "received", "wpłynął"
    SEEN = "seen", "okazano do wglądu"
    REGISTER = "register", "sprawdzono w rejestrze"
    NOT_NEEDED = "not_needed", "niepotrzebny"
    MISSING = "missing", "brakuje"
    FILE = "file", "dołączono plik"
    WITHDRAWN = "withdrawn", "wycofano plik"


ON_A_DAY = (EntryKind.RECEIVED, EntryKind.SEEN, EntryKind.REGISTER)
WITH_REASON = (EntryKind.NOT_NEEDED, EntryKind.MISSING, EntryKind.WITHDRAWN)


class DocumentEntry(models.Model):
    """One entry about one paper (``code``) of an application; the last that says where it stands counts.

    ``on`` is the day on which the paper came, was shown or was looked up. ``register`` names where it was looked up
    instead of asking for paper. ``seen_only`` papers (an identity document) never have a file.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="document_entries")
    code = models.SlugField("kod dokumentu", max_length=60)
    name = models.CharField("dokument", max_length=300)
    seen_only = models.BooleanField("tylko do wglądu", default=False)
    health = models.BooleanField("dotyczy zdrowia", default=False)
    kind = models.CharField("co się stało", max_length=10, choices=EntryKind)
    on = models.DateField("dnia", null=True, blank=True)
    register = models.CharField("rejestr", max_length=200, blank=True)
    reason = models.CharField("powód", max_length=300, blank=True)
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="document_entry", verbose_name="plik"
    )
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawal", verbose_name="wycofuje"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "wpis o dokumencie"
        verbose_name_plural = "wpisy o dokumentach"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="document_entry_known_kind", condition=Q(kind__in=EntryKind.values)),
            models.CheckConstraint(
                name="document_entry_has_its_day",
                condition=Q(kind__in=ON_A_DAY, on__isnull=False) | (~Q(kind__in=ON_A_DAY) & Q(on__isnull=True)),
            ),
            models.CheckConstraint(
                name="document_entry_names_the_register", condition=~Q(kind=EntryKind.REGISTER) | ~Q(register="")
            ),
            models.CheckConstraint(
                name="document_entry_has_its_reason", condition=~Q(kind__in=WITH_REASON) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="document_entry_file_only_where_one_came",
                condition=Q(kind=EntryKind.FILE, file__isnull=False) | (~Q(kind=EntryKind.FILE) & Q(file__isnull=True)),
            ),
            models.CheckConstraint(
                name="no_copy_of_what_is_only_shown", condition=Q(seen_only=False) | Q(file__isnull=True)
            ),
            models.CheckConstraint(
                name="document_entry_withdraws_a_file",
                condition=Q(kind=EntryKind.WITHDRAWN, withdraws__isnull=False)
                | (~Q(kind=EntryKind.WITHDRAWN) & Q(withdraws__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"
