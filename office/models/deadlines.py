"""Terms of the procedure as data: which there are, which run, what stopped them and what put them off."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from office.models.dated import Certainty, Dated, ends_after_it_begins
from office.models.people import Office


class TermUnit(models.TextChoices):
    """In what a term is counted (art. 57 KPA)."""

    DAYS = "days", "dni"
    WEEKS = "weeks", "tygodnie"
    MONTHS = "months", "miesiące"


class TermHolder(models.TextChoices):
    """Who has to keep a term: one that the party let pass does not make the office late."""

    OFFICE = "office", "ośrodek"
    PARTY = "party", "strona"


class DeadlineKind(Dated):
    """One kind of term: by which provision, counted from what, how long, and who has to keep it."""

    code = models.SlugField("kod")
    title = models.CharField("termin", max_length=120)
    counted_from = models.CharField("liczony od", max_length=120, help_text="np. dzień doręczenia wezwania")
    done_words = models.CharField("czym się kończy", max_length=60, help_text="np. Zgłoszono")
    provision = models.CharField("kod przepisu", max_length=40)
    unit = models.CharField("w czym liczony", max_length=6, choices=TermUnit)
    count = models.PositiveSmallIntegerField("ile", null=True, blank=True, help_text="Puste: dni z tabeli przepisów.")
    settles_case = models.BooleanField("termin załatwienia sprawy", default=False)
    of_case = models.BooleanField("dotyczy sprawy osoby", default=True)
    holder = models.CharField("czyj to termin", max_length=6, choices=TermHolder, default=TermHolder.OFFICE)
    afterwards = models.CharField("co dalej, gdy minie", max_length=200, blank=True)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)

    class Meta:
        verbose_name = "rodzaj terminu"
        verbose_name_plural = "rodzaje terminów"
        ordering = ["title", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_rule_of_a_deadline_from_a_day"),
            models.CheckConstraint(name="deadline_kind_known_holder", condition=Q(holder__in=TermHolder.values)),
            models.CheckConstraint(name="deadline_kind_known_unit", condition=Q(unit__in=TermUnit.values)),
            models.CheckConstraint(
                name="days_may_come_from_the_provision", condition=Q(count__gte=1) | Q(unit=TermUnit.DAYS)
            ),
            ends_after_it_begins("deadline_kind_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class DeadlineState(models.TextChoices):
    """Where a term stands."""

    OPEN = "open", "biegnie"
    SUSPENDED = "suspended", "zawieszony"
    DONE = "done", "dotrzymany lub zamknięty"
    CANCELLED = "cancelled", "niepotrzebny"


class Deadline(models.Model):
    """One term that runs in an office, with how its last day came out. ``case`` is the application's key as a value."""

    LIVE = (DeadlineState.OPEN, DeadlineState.SUSPENDED)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="deadlines")
    case = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    kind = models.ForeignKey(DeadlineKind, on_delete=models.PROTECT, related_name="+", verbose_name="termin")
    about = models.CharField("czego dotyczy", max_length=300, blank=True)
    event_on = models.DateField("liczony od dnia")
    unit = models.CharField("w czym liczony", max_length=6, choices=TermUnit)
    count = models.PositiveSmallIntegerField("ile")
    due_on = models.DateField("ostatni dzień")
    explanation = models.JSONField("skąd ten dzień", default=list)
    provisions = models.JSONField("przepisy", default=list)
    state = models.CharField("stan", max_length=10, choices=DeadlineState, default=DeadlineState.OPEN)
    closed_on = models.DateField("zamknięto dnia", null=True, blank=True)
    closed_why = models.CharField("czym lub dlaczego zamknięto", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "termin"
        verbose_name_plural = "terminy"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["office", "state", "due_on"])]
        constraints = [
            models.CheckConstraint(name="deadline_known_state", condition=Q(state__in=DeadlineState.values)),
            models.CheckConstraint(name="deadline_known_unit", condition=Q(unit__in=TermUnit.values)),
            models.CheckConstraint(name="deadline_after_its_event", condition=Q(due_on__gt=F("event_on"))),
            models.CheckConstraint(
                name="closed_deadline_has_its_day",
                condition=Q(state__in=("open", "suspended"), closed_on__isnull=True)
                | Q(state__in=("done", "cancelled"), closed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.due_on:%d.%m.%Y}"


class PauseGround(models.TextChoices):
    """What art. 35 § 5 KPA does not count into the time for settling a case."""

    STATUTORY = "statutory", "termin, który przepis przewiduje dla danej czynności"
    COMPLETION = "completion", "strona uzupełnia braki wniosku"
    SUSPENSION = "suspension", "zawieszenie postępowania"
    MEDIATION = "mediation", "mediacja"
    PARTY = "party", "opóźnienie z winy strony"
    OUTSIDE = "outside", "przyczyna niezależna od organu"


class DeadlinePause(models.Model):
    """Days that are not counted into a term, both included; without a last day the term is suspended."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="pauses")
    ground = models.CharField("podstawa", max_length=12, choices=PauseGround)
    since = models.DateField("od")
    until = models.DateField("do", null=True, blank=True)
    reason = models.CharField("co się stało", max_length=300)

    class Meta:
        verbose_name = "czas, którego się nie wlicza"
        verbose_name_plural = "czas, którego się nie wlicza"
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(name="known_ground_of_pause", condition=Q(ground__in=PauseGround.values)),
            models.CheckConstraint(
                name="pause_days_in_order", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(until__isnull=True), name="one_open_pause_of_a_deadline"
            ),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()


class DeadlineExtension(models.Model):
    """A notice to the party that the case is not settled in time (art. 36 KPA), frozen as it was made."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="extensions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("sporządzono")
    made_on = models.DateField("dzień zawiadomienia")
    due_before = models.DateField("dotychczasowy termin")
    due_on = models.DateField("nowy termin")
    reason = models.TextField("przyczyny zwłoki")
    html = models.TextField("treść pisma")

    class Meta:
        verbose_name = "zawiadomienie o niezałatwieniu sprawy w terminie"
        verbose_name_plural = "zawiadomienia o niezałatwieniu sprawy w terminie"
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(name="extension_puts_off", condition=Q(due_on__gt=F("due_before"))),
        ]

    def __str__(self) -> str:
        return f"zawiadomienie z {self.made_on:%d.%m.%Y}"
