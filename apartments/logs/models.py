"""Entries in the log of a stay. None is ever changed: a wrong one is struck with its reason and written anew."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apartments.stays.models import Stay
from applications.models import RulePoint


class LogKind(models.TextChoices):
    """What an entry is about."""

    ABSENCE = "absence", "nieobecność"
    ABSENCE_STEP = "step", "dalszy ciąg nieobecności"
    VISIT = "visit", "odwiedziny"
    INCIDENT = "incident", "zdarzenie albo naruszenie zasad"
    TEST = "test", "badanie trzeźwości"
    ENTRY = "entry", "wejście podczas nieobecności"
    UTILITY = "utility", "umowa o media"


class LogEntry(models.Model):
    """One entry: of which stay, about what, which day it concerns. ``restricted``: only for who may see health data."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="log")
    kind = models.CharField("rodzaj", max_length=10, choices=LogKind)
    day = models.DateField("dzień")
    note = models.CharField("uwagi", max_length=500, blank=True)
    restricted = models.BooleanField("dostęp ograniczony", default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "wpis w dzienniku pobytu"
        verbose_name_plural = "wpisy w dzienniku pobytu"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(name="log_known_kind", condition=Q(kind__in=LogKind.values)),
            # Whether somebody drinks is a matter of health (art. 9 RODO).
            models.CheckConstraint(name="log_test_is_restricted", condition=~Q(kind=LogKind.TEST) | Q(restricted=True)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%d.%m.%Y}"


class LogCorrection(models.Model):
    """That an entry was wrong, and why. The entry stays readable."""

    entry = models.OneToOneField(LogEntry, on_delete=models.PROTECT, related_name="correction")
    reason = models.CharField("dlaczego wpis jest błędny", max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("skreślono")

    class Meta:
        verbose_name = "skreślenie wpisu w dzienniku pobytu"
        verbose_name_plural = "skreślenia wpisów w dzienniku pobytu"
        constraints = [models.CheckConstraint(name="log_correction_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return self.reason


class NoticeWay(models.TextChoices):
    """How something was reported."""

    IN_PERSON = "in_person", "osobiście"
    PHONE = "phone", "telefonicznie"
    WRITING = "writing", "na piśmie"


class Absence(LogEntry):
    """That a resident is away, from one moment to another; ``until`` as reported, empty where nobody knows."""

    left_at = models.DateTimeField("od")
    until = models.DateTimeField("do", null=True, blank=True)
    reported_at = models.DateTimeField("zgłoszono", null=True, blank=True)
    way = models.CharField("jak zgłoszono", max_length=10, choices=NoticeWay, blank=True)
    in_contract = models.BooleanField("planowana, uzgodniona w kontrakcie", default=False)
    shift_work = models.BooleanField("z powodu pracy na zmiany", default=False)

    class Meta:
        verbose_name = "nieobecność"
        verbose_name_plural = "nieobecności"
        constraints = [
            models.CheckConstraint(
                name="absence_moments_in_order", condition=Q(until__isnull=True) | Q(until__gt=F("left_at"))
            ),
            models.CheckConstraint(
                name="absence_report_has_moment_and_way",
                condition=Q(reported_at__isnull=True, way="")
                | (Q(reported_at__isnull=False) & Q(way__in=NoticeWay.values)),
            ),
        ]


class AbsenceAct(models.TextChoices):
    """How an absence went on."""

    RETURN = "return", "powrót"
    EXTENSION = "extension", "przedłużenie"


class AbsenceStep(LogEntry):
    """The return (``moment``: when), or an extension (``moment``: until when now) with when and how it was reported."""

    of_absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField("co", max_length=10, choices=AbsenceAct)
    moment = models.DateTimeField("kiedy")
    reported_at = models.DateTimeField("zgłoszono", null=True, blank=True)
    way = models.CharField("jak zgłoszono", max_length=10, choices=NoticeWay, blank=True)

    class Meta:
        verbose_name = "dalszy ciąg nieobecności"
        verbose_name_plural = "dalsze ciągi nieobecności"
        constraints = [
            models.CheckConstraint(name="absence_step_known_act", condition=Q(act__in=AbsenceAct.values)),
            models.CheckConstraint(
                name="extension_is_reported",
                condition=Q(act=AbsenceAct.RETURN, reported_at__isnull=True, way="")
                | (Q(act=AbsenceAct.EXTENSION, reported_at__isnull=False) & Q(way__in=NoticeWay.values)),
            ),
        ]


class Visit(LogEntry):
    """That somebody visits for long; ``reported_at``: when the manager was told."""

    visitor = models.CharField("kto", max_length=120)
    came_at = models.DateTimeField("od")
    left_at = models.DateTimeField("do", null=True, blank=True)
    reported_at = models.DateTimeField("zgłoszono", null=True, blank=True)

    class Meta:
        verbose_name = "odwiedziny"
        verbose_name_plural = "odwiedziny"
        constraints = [
            models.CheckConstraint(
                name="visit_moments_in_order", condition=Q(left_at__isnull=True) | Q(left_at__gt=F("came_at"))
            ),
        ]


class Incident(LogEntry):
    """What happened, seen by whom; with ``point`` it is a breach of the house rules, kept as they read on the day.

    ``amount``, ``due_from`` and ``due_to`` belong to overdue payments, which are entered by hand.
    """

    happened_at = models.DateTimeField("kiedy")
    point = models.ForeignKey(RulePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.CharField("naruszony punkt", max_length=400, blank=True)
    what = models.TextField("co się stało", max_length=2000)
    seen_by = models.CharField("kto to widział albo ustalił", max_length=200)
    witnesses = models.CharField("świadkowie", max_length=300, blank=True)
    talk = models.TextField("rozmowa z mieszkańcem", max_length=2000, blank=True)
    amount = models.DecimalField("zaległość", max_digits=9, decimal_places=2, null=True, blank=True)
    due_from = models.DateField("za okres od", null=True, blank=True)
    due_to = models.DateField("za okres do", null=True, blank=True)

    class Meta:
        verbose_name = "zdarzenie"
        verbose_name_plural = "zdarzenia"
        constraints = [
            models.CheckConstraint(name="incident_says_what_and_who_saw", condition=~Q(what="") & ~Q(seen_by="")),
            models.CheckConstraint(
                name="incident_point_with_its_words",
                condition=Q(point__isnull=True, rule="") | (Q(point__isnull=False) & ~Q(rule="")),
            ),
            models.CheckConstraint(
                name="arrears_have_amount_and_days",
                condition=Q(amount__isnull=True, due_from__isnull=True, due_to__isnull=True)
                | Q(amount__gt=0, due_from__isnull=False, due_to__gte=F("due_from")),
            ),
        ]


class BreathOutcome(models.TextChoices):
    """What a breath test showed."""

    CLEAR = "clear", "nie wykryto alkoholu"
    ALCOHOL = "alcohol", "wykryto alkohol"
    REFUSED = "refused", "odmowa badania"


class AlcoholTest(LogEntry):
    """A breath test and on which point of the house rules it rests. ``level`` in mg of alcohol in 1 dm³ of breath."""

    tested_at = models.DateTimeField("kiedy")
    rule = models.CharField("podstawa w regulaminie", max_length=400)
    outcome = models.CharField("wynik", max_length=10, choices=BreathOutcome)
    level = models.DecimalField("mg/dm³", max_digits=4, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "badanie trzeźwości"
        verbose_name_plural = "badania trzeźwości"
        constraints = [
            models.CheckConstraint(name="test_known_outcome", condition=Q(outcome__in=BreathOutcome.values)),
            models.CheckConstraint(
                name="level_only_where_alcohol_was_found",
                condition=Q(level__isnull=True) | Q(outcome=BreathOutcome.ALCOHOL, level__gt=0),
            ),
            models.CheckConstraint(name="test_rests_on_a_rule", condition=~Q(rule="")),
        ]


class AbsentEntry(LogEntry):
    """That staff went into a place while its resident was away: on which ground of the programme, why, who, when told.

    ``ground`` and ``rule`` as the programme read on the day; both empty where its source says nothing of it.
    """

    entered_at = models.DateTimeField("kiedy")
    ground = models.CharField("podstawa", max_length=300, blank=True)
    rule = models.CharField("źródło", max_length=500, blank=True)
    reason = models.CharField("dlaczego", max_length=500)
    entered_by = models.CharField("kto wszedł", max_length=200)
    told_on = models.DateField("powiadomiono mieszkańca", null=True, blank=True)

    class Meta:
        verbose_name = "wejście podczas nieobecności"
        verbose_name_plural = "wejścia podczas nieobecności"
        constraints = [
            models.CheckConstraint(name="entry_says_why_and_who", condition=~Q(reason="") & ~Q(entered_by="")),
        ]


class UtilityContract(LogEntry):
    """A resident's own civil contract for media. It is no part of the fee, of the housing contract or of a decision."""

    party = models.CharField("z kim", max_length=200)
    number = models.CharField("numer umowy", max_length=80, blank=True)
    media = models.CharField("na co", max_length=300)
    meters = models.CharField("numery liczników", max_length=300, blank=True)
    ends_on = models.DateField("obowiązuje do", null=True, blank=True)

    class Meta:
        verbose_name = "umowa o media"
        verbose_name_plural = "umowy o media"
        constraints = [
            models.CheckConstraint(name="utility_contract_says_whom_and_what", condition=~Q(party="") & ~Q(media="")),
        ]


DETAILS: dict[str, type[LogEntry]] = {
    LogKind.ABSENCE: Absence,
    LogKind.ABSENCE_STEP: AbsenceStep,
    LogKind.VISIT: Visit,
    LogKind.INCIDENT: Incident,
    LogKind.TEST: AlcoholTest,
    LogKind.ENTRY: AbsentEntry,
    LogKind.UTILITY: UtilityContract,
}
"""Which model holds what an entry of a kind says."""
