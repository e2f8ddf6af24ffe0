"""Letters: versioned texts with named slots, what was issued from them (never changed), and how it went out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from office.models.dated import Dated, DatedQuerySet, ends_after_it_begins
from office.models.people import Office


class TemplateState(models.TextChoices):
    """Where a version of a text stands."""

    DRAFT = "draft", "szkic"
    PUBLISHED = "published", "opublikowany"


class LetterTemplate(models.Model):
    """One version of the text of one kind of letter. Without an office it is the general text of all offices.

    A draft is edited and has no days yet; a published version never changes, except that it ends when the next begins.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="letter_templates")
    code = models.SlugField("kod pisma")
    version = models.PositiveSmallIntegerField("wersja")
    state = models.CharField("stan", max_length=10, choices=TemplateState, default=TemplateState.DRAFT)
    title = models.CharField("tytuł pisma", max_length=120)
    body = models.TextField("treść")
    saves = models.PositiveIntegerField("ile razy zapisano", default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField("obowiązuje od", null=True, blank=True)
    valid_to = models.DateField("obowiązuje do", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "wzór pisma"
        verbose_name_plural = "wzory pism"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code", "version"], name="one_version_of_a_letter"),
            models.UniqueConstraint(
                fields=["code", "version"], condition=Q(office__isnull=True), name="one_general_version_of_a_letter"
            ),
            models.UniqueConstraint(
                fields=["office", "code"], condition=Q(state="draft"), name="one_draft_of_a_letter"
            ),
            models.CheckConstraint(name="letter_template_known_state", condition=Q(state__in=TemplateState.values)),
            models.CheckConstraint(
                name="published_letter_template_has_its_day",
                condition=Q(state="draft", valid_from__isnull=True) | Q(state="published", valid_from__isnull=False),
            ),
            ends_after_it_begins("letter_template_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, wersja {self.version}"


class LetterSettings(Dated):
    """What an office's letters say of the office besides its address: data protection, and the envelope."""

    class Window(models.TextChoices):
        """Where the window of the office's DL envelopes is."""

        RIGHT = "right", "po prawej"
        LEFT = "left", "po lewej"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letter_settings")
    privacy_officer = models.CharField(
        "jak skontaktować się z inspektorem ochrony danych", max_length=300, help_text="np. adres e-mail i telefon"
    )
    data_recipients = models.CharField("komu ośrodek przekazuje dane", max_length=500)
    retention = models.CharField("jak długo ośrodek przechowuje dane", max_length=300)
    envelope_sender = models.CharField(
        "nadawca na kopercie", max_length=150, help_text="Bez słów, które zdradzają, że chodzi o pomoc."
    )
    window = models.CharField("okienko koperty", max_length=5, choices=Window, default=Window.RIGHT)
    source = models.CharField("skąd te dane", max_length=300)

    class Meta:
        verbose_name = "dane do pism"
        verbose_name_plural = "dane do pism"
        ordering = ["office", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["office", "valid_from"], name="one_letter_settings_from_a_day"),
            models.CheckConstraint(name="letter_settings_known_window", condition=Q(window__in=("right", "left"))),
            ends_after_it_begins("letter_settings_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"dane do pism od {self.valid_from:%d.%m.%Y}"


class Letter(models.Model):
    """A letter as it was issued: the words put into it, the whole page and its digest. ``case`` is a value, as in logs.

    ``number`` counts the letters of one case. ``recipient`` holds ``name``, ``lines`` and ``copies``.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letters")
    case = models.PositiveBigIntegerField("sprawa", db_index=True)
    case_number = models.CharField("znak sprawy", max_length=60)
    number = models.PositiveSmallIntegerField("numer w sprawie")
    template = models.ForeignKey(LetterTemplate, on_delete=models.PROTECT, related_name="letters")
    code = models.SlugField("kod pisma")
    version = models.PositiveSmallIntegerField("wersja wzoru")
    title = models.CharField("tytuł pisma", max_length=120)
    recipient = models.JSONField("adresat")
    values = models.JSONField("co wpisano w treść")
    html = models.TextField("treść pisma")
    digest = models.CharField("skrót treści (SHA-256)", max_length=64)
    issued_on = models.DateField("dzień pisma")
    issued_at = models.DateTimeField("sporządzono")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pismo"
        verbose_name_plural = "pisma"
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "case", "number"], name="one_letter_of_a_number_in_a_case"),
            models.CheckConstraint(name="letter_is_whole", condition=~Q(html="") & ~Q(digest="") & Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.title} (pismo {self.number})"


class LetterWay(models.TextChoices):
    """How a letter goes to its addressee (art. 39 KPA)."""

    ELECTRONIC = "electronic", "e-Doręczenia"
    POST = "post", "list polecony"
    OWN_STAFF = "own_staff", "przez pracownika"
    IN_PERSON = "in_person", "w ośrodku, do rąk"


class LetterEntry(models.Model):
    """That a letter was sent or delivered, or that an earlier entry about it was wrong. Append-only."""

    class Step(models.TextChoices):
        """What happened to the letter."""

        SENT = "sent", "wysłano"
        DELIVERED = "delivered", "doręczono"
        STRUCK = "struck", "skreślono wpis"

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="entries")
    step = models.CharField("co się stało", max_length=10, choices=Step)
    way = models.CharField("sposób", max_length=10, choices=LetterWay, blank=True)
    on = models.DateField("dzień")
    note = models.CharField("dowód lub uwagi", max_length=200, blank=True)
    strikes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="struck_by")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "wpis o piśmie"
        verbose_name_plural = "wpisy o pismach"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_entry_known_step",
                condition=Q(step="sent", strikes__isnull=True, way__in=LetterWay.values)
                | Q(step="delivered", strikes__isnull=True, way="")
                | Q(step="struck", strikes__isnull=False, way=""),
            ),
            models.CheckConstraint(name="letter_entry_strikes_another", condition=~Q(strikes=F("pk"))),
        ]

    def __str__(self) -> str:
        way = f", {self.get_way_display()}" if self.way else ""
        return f"{self.get_step_display()} {self.on:%d.%m.%Y}{way}"
