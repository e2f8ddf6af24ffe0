"""The waiting list, the rules of its order, and offers of places. Imported at the end of ``apartments.models``."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apartments.allocation.states import EntryState, OfferState
from applications.models import Application, Programme
from office.models import Dated, Office
from office.models.dated import ends_after_it_begins


class PriorityRules(Dated):
    """One version of the rules of order of the waiting list: of one programme, or of the whole office.

    Without rules the order is that of complete applications. ``declines_allowed``: after how many declined offers the
    office looks again whether somebody stays on the list; ``contact_months``: how often it asks whether they still
    wait. Empty: the office has no such rule.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="priority_rules")
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="priority_rules",
        verbose_name="program",
    )
    name = models.CharField("nazwa wersji", max_length=200, help_text="np. zarządzenie nr … z dnia …")
    source = models.CharField("skąd te zasady", max_length=300)
    declines_allowed = models.PositiveSmallIntegerField("po ilu odmowach sprawdzić wpis", null=True, blank=True)
    contact_months = models.PositiveSmallIntegerField("co ile miesięcy pytać, czy osoba czeka", null=True, blank=True)

    class Meta:
        verbose_name = "zasady kolejności"
        verbose_name_plural = "zasady kolejności"
        ordering = ["office", "programme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "programme", "valid_from"], name="one_priority_rules_of_a_programme_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["office", "valid_from"],
                name="one_priority_rules_of_an_office_from_a_day",
                condition=Q(programme__isnull=True),
            ),
            ends_after_it_begins("priority_rules_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class PriorityCriterion(models.Model):
    """Points for one circumstance by one version of the rules. ``sensitive``: its words tell of health or violence."""

    rules = models.ForeignKey(PriorityRules, on_delete=models.PROTECT, related_name="criteria")
    code = models.SlugField("kod", max_length=60)
    words = models.CharField("za co", max_length=200)
    points = models.PositiveSmallIntegerField("punkty")
    sensitive = models.BooleanField("dotyczy zdrowia lub przemocy", default=False)
    order = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "kryterium kolejności"
        verbose_name_plural = "kryteria kolejności"
        ordering = ["rules", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rules", "code"], name="one_criterion_of_a_code_in_rules"),
            models.CheckConstraint(name="criterion_gives_points", condition=Q(points__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.points} pkt"


class WaitingEntry(models.Model):
    """That a case waits for a place. It counts while the case is open and has no place (``selectors.waiting``).

    ``met`` holds codes of ``PriorityCriterion``. ``urgent_on``: the director put the person first, with the reason.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="waiting_entry")
    state = models.CharField("stan", max_length=10, choices=EntryState, default=EntryState.WAITING)
    complete_on = models.DateField("wniosek kompletny od")
    added_on = models.DateField("na liście od")
    met = models.JSONField("spełnione kryteria", default=list, blank=True)
    contacted_on = models.DateField("ostatni kontakt")
    urgent_on = models.DateField("pierwszeństwo od", null=True, blank=True)
    urgent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    urgent_reason = models.CharField("powód pierwszeństwa", max_length=500, blank=True)

    class Meta:
        verbose_name = "wpis na liście oczekujących"
        verbose_name_plural = "lista oczekujących"
        ordering = ["complete_on", "pk"]
        constraints = [
            models.CheckConstraint(name="waiting_entry_known_state", condition=Q(state__in=EntryState.values)),
            models.CheckConstraint(name="complete_before_waiting", condition=Q(complete_on__lte=F("added_on"))),
            models.CheckConstraint(
                name="urgent_entry_says_who_and_why",
                condition=Q(urgent_on__isnull=True, urgent_by__isnull=True, urgent_reason="")
                | (Q(urgent_on__isnull=False, urgent_by__isnull=False) & ~Q(urgent_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_state_display()}"


class WaitingAct(models.TextChoices):
    """What may happen to an entry."""

    ADDED = "added", "wpisano na listę"
    CRITERIA = "criteria", "zmieniono kryteria lub datę kompletności"
    CONTACT = "contact", "skontaktowano się z osobą"
    URGENT = "urgent", "dano pierwszeństwo"
    NOT_URGENT = "not_urgent", "cofnięto pierwszeństwo"
    REMOVED = "removed", "skreślono z listy"
    RESTORED = "restored", "wpisano ponownie"


class WaitingChange(models.Model):
    """One act on an entry with its reason; never changed."""

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField("co się stało", max_length=10, choices=WaitingAct)
    reason = models.CharField("dlaczego", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "zmiana na liście oczekujących"
        verbose_name_plural = "zmiany na liście oczekujących"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="waiting_change_known_act", condition=Q(act__in=WaitingAct.values)),
            models.CheckConstraint(name="waiting_change_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.get_act_display()


class PlaceOffer(models.Model):
    """That a place was offered to a person for the days of the stay asked for, to be answered by a day.

    While it is open the database refuses another offer or hold of the place on any of these days for anybody else
    (``apartments.allocation.guards``).
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    place = models.ForeignKey("apartments.Place", on_delete=models.PROTECT, related_name="offers")
    period_from = models.DateField("od")
    period_to = models.DateField("do", null=True, blank=True)
    answer_by = models.DateField("odpowiedź do")
    state = models.CharField("stan", max_length=10, choices=OfferState, default=OfferState.OPEN)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField("zaproponowano dnia")
    order_reason = models.CharField("dlaczego poza kolejnością", max_length=500, blank=True)
    reserve_reason = models.CharField("dlaczego miejsce z rezerwy", max_length=500, blank=True)
    family_reason = models.CharField("kim dla siebie są osoby w pokoju", max_length=300, blank=True)
    answered_on = models.DateField("odpowiedź dnia", null=True, blank=True)
    answer_note = models.CharField("powód odmowy lub wycofania", max_length=500, blank=True)
    deadline = models.ForeignKey("office.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "propozycja miejsca"
        verbose_name_plural = "propozycje miejsc"
        ordering = ["-offered_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="offer_known_state", condition=Q(state__in=OfferState.values)),
            models.CheckConstraint(
                name="offer_days_in_order", condition=Q(period_to__isnull=True) | Q(period_to__gte=F("period_from"))
            ),
            models.CheckConstraint(name="offer_answered_after_it_is_made", condition=Q(answer_by__gte=F("offered_on"))),
            models.CheckConstraint(
                name="closed_offer_has_its_day",
                condition=Q(state=OfferState.OPEN, answered_on__isnull=True)
                | (~Q(state=OfferState.OPEN) & Q(answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="declined_offer_says_why",
                condition=~Q(state__in=(OfferState.DECLINED, OfferState.WITHDRAWN)) | ~Q(answer_note=""),
            ),
            models.UniqueConstraint(
                fields=["application"], name="one_open_offer_of_a_case", condition=Q(state=OfferState.OPEN)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place.label}, {self.get_state_display()}"
