"""The application: one request, whose key is the case's key."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models.persons import Person
from applications.models.programmes import HousingKind, Programme
from applications.states import ApplicationState
from office.models import Office
from office.periods import first_of_month, month_before


class Cause(models.TextChoices):
    """Why the person needs support: the four causes of art. 53 ust. 1, at least one."""

    LIFE_SITUATION = "life_situation", "trudna sytuacja życiowa"
    AGE = "age", "wiek"
    DISABILITY = "disability", "niepełnosprawność"
    ILLNESS = "illness", "choroba"


class Group(models.TextChoices):
    """The groups that art. 53 ust. 1 names "in particular"; the list of the statute is open."""

    MENTAL_DISORDER = "mental_disorder", "osoba z zaburzeniami psychicznymi"
    HOMELESS = "homeless", "osoba bezdomna"
    FOSTER_CARE = "foster_care", "osoba opuszczająca pieczę zastępczą"
    YOUTH_CENTRE = "youth_centre", "osoba opuszczająca młodzieżowy lub okręgowy ośrodek wychowawczy"
    CORRECTIONAL = "correctional", "osoba opuszczająca zakład poprawczy lub schronisko dla nieletnich"
    FOREIGNER = "foreigner", "cudzoziemiec ze statusem uchodźcy, ochroną uzupełniającą lub zezwoleniem z art. 159"
    OTHER = "other", "inna osoba potrzebująca wsparcia"


class DisabilityDegree(models.TextChoices):
    """Degree of disability by ruling; opens an indefinite stay in a supported apartment (art. 53 ust. 9)."""

    NONE = "none", "brak orzeczenia"
    LIGHT = "light", "lekki"
    MODERATE = "moderate", "umiarkowany"
    SEVERE = "severe", "znaczny"


class HouseholdType(models.TextChoices):
    """How the person keeps house (art. 6 pkt 10 and pkt 14 u.p.s.). Flatmates are not a family."""

    SINGLE = "single", "osoba samotnie gospodarująca"
    FAMILY = "family", "osoba w rodzinie"


class Application(models.Model):
    """One request for support in an apartment, from the first draft to its end. Its key is the case's key.

    ``continues``: the granted case whose stay this one asks to prolong.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications", verbose_name="osoba")
    moving_group = models.ForeignKey(
        "applications.MovingGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications", verbose_name="prowadzi"
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name="przedłużenie sprawy",
    )
    state = models.CharField("stan", max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    case_number = models.CharField("znak sprawy", max_length=60, blank=True)
    received_on = models.DateField("data wpływu", null=True, blank=True)
    submitted_at = models.DateTimeField("złożono w programie", null=True, blank=True)

    kind = models.CharField("o jakie mieszkanie prosi", max_length=10, choices=HousingKind, blank=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="applications", verbose_name="program"
    )
    stay_from = models.DateField("pobyt od", null=True, blank=True)
    stay_to = models.DateField("pobyt do", null=True, blank=True)
    indefinite = models.BooleanField("na czas nieokreślony", default=False)
    indefinite_reason = models.TextField("szczególne uzasadnienie pobytu na czas nieokreślony", blank=True)

    causes = models.JSONField("przyczyny", default=list, blank=True)
    groups = models.JSONField("grupy", default=list, blank=True)
    situation = models.TextField("sytuacja osoby", blank=True)
    needs_full_time_care = models.BooleanField("wymaga całodobowej opieki", null=True, blank=True)
    disability_degree = models.CharField(
        "stopień niepełnosprawności", max_length=10, choices=DisabilityDegree, blank=True
    )
    disability_until = models.DateField("orzeczenie ważne do", null=True, blank=True)

    household_type = models.CharField("gospodarstwo", max_length=10, choices=HouseholdType, blank=True)
    income_lost = models.BooleanField("utrata dochodu", default=False)
    no_income = models.BooleanField("brak dochodów", default=False)
    alimony_paid = models.DecimalField("płacone alimenty", max_digits=10, decimal_places=2, default=0)

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "wniosek"
        verbose_name_plural = "wnioski"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "case_number"], name="one_case_of_a_number", condition=~Q(case_number="")
            ),
            models.UniqueConstraint(
                fields=["continues"],
                name="one_open_extension_of_a_case",
                condition=Q(state__in=(ApplicationState.DRAFT, ApplicationState.SUBMITTED)),
            ),
            models.CheckConstraint(name="application_known_state", condition=Q(state__in=ApplicationState.values)),
            models.CheckConstraint(
                name="submitted_application_has_number",
                condition=Q(state=ApplicationState.DRAFT)
                | (~Q(case_number="") & Q(programme__isnull=False))
                # What was never complete may end without a programme.
                | (~Q(case_number="") & Q(state__in=(ApplicationState.LEFT, ApplicationState.TRANSFERRED))),
            ),
            models.CheckConstraint(
                name="training_is_for_a_fixed_time", condition=Q(indefinite=False) | Q(kind=HousingKind.SUPPORTED)
            ),
            models.CheckConstraint(
                name="stay_days_in_order",
                condition=Q(stay_to__isnull=True) | Q(stay_from__isnull=True) | Q(stay_to__gte=F("stay_from")),
            ),
            models.CheckConstraint(
                name="indefinite_stay_has_no_end", condition=Q(indefinite=False) | Q(stay_to__isnull=True)
            ),
            models.CheckConstraint(name="alimony_not_negative", condition=Q(alimony_paid__gte=0)),
        ]
        indexes = [models.Index(fields=["office", "state", "-id"], name="cases_by_state")]

    def __str__(self) -> str:
        return self.case_number or f"szkic {self.pk}"

    @property
    def reference_month(self) -> date | None:
        """The first day of the month whose income counts (art. 8 ust. 3); none before the day of receipt is known."""
        if self.received_on is None:
            return None
        return first_of_month(self.received_on) if self.income_lost else month_before(self.received_on)


class SearchWord(models.Model):
    """One word by which a case is found (``applications.search``); made anew whenever the case's own words change."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+", db_index=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField("słowo", max_length=40)

    class Meta:
        verbose_name = "słowo wyszukiwania"
        verbose_name_plural = "słowa wyszukiwania"
        constraints = [models.UniqueConstraint(fields=["application", "word"], name="one_search_word_of_a_case")]
        indexes = [
            # The operator class lets PostgreSQL look for beginnings in any collation; SQLite needs none.
            models.Index(
                fields=["office", "word", "-application"],
                name="search_by_beginning",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.word
