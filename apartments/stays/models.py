"""What a stay consists of. Imported at the end of ``apartments.models``, whose occupancies are its spine."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application
from office.models import Letter


class EndKind(models.TextChoices):
    """How a stay came to its end."""

    LAPSE = "lapse", "upłynął okres przyznany decyzją"
    DECISION = "decision", "wcześniejszy koniec wynika z decyzji"
    LEFT = "left", "mieszkaniec opuścił mieszkanie wcześniej"
    CONTINUED = "continued", "pobyt trwa dalej na podstawie nowej decyzji"
    NEVER = "never", "osoba nie wprowadziła się"
    DIED = "died", "mieszkaniec zmarł"


class Stay(models.Model):
    """The stay of one person by the decision of one application: all its granted places, one after another.

    Days granted stand in the occupancies (``application.occupancies``), days lived here. ``open_from``: the first day
    on which the decision may be carried out, written when it is (art. 130 KPA): before it nobody is let in.
    ``continues`` is the stay that goes over into this one without a day between, when a new decision follows a new
    application.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="stay")
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    open_from = models.DateField("wprowadzić można od", null=True, blank=True)
    open_why = models.CharField("dlaczego od tego dnia", max_length=300, blank=True)
    moved_in_on = models.DateField("wprowadzenie dnia", null=True, blank=True)
    ended_on = models.DateField("ostatni dzień w mieszkaniu", null=True, blank=True)
    end_kind = models.CharField("jak się zakończył", max_length=10, choices=EndKind, blank=True)
    end_note = models.CharField("uwagi o zakończeniu", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pobyt"
        verbose_name_plural = "pobyty"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="stay_known_end", condition=Q(end_kind__in=["", *EndKind.values])),
            models.CheckConstraint(
                name="ended_stay_says_how",
                condition=Q(ended_on__isnull=True, end_kind="") | (Q(ended_on__isnull=False) & ~Q(end_kind="")),
            ),
            models.CheckConstraint(
                name="nobody_moves_in_before_the_decision_is_carried_out",
                condition=Q(moved_in_on__isnull=True)
                | (Q(open_from__isnull=False) & Q(moved_in_on__gte=F("open_from"))),
            ),
            models.CheckConstraint(
                name="open_stay_says_why",
                condition=Q(open_from__isnull=True, open_why="") | (Q(open_from__isnull=False) & ~Q(open_why="")),
            ),
            models.CheckConstraint(
                name="stay_ends_after_moving_in",
                condition=Q(moved_in_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("moved_in_on")),
            ),
            models.CheckConstraint(
                name="who_never_moved_in_has_no_day_of_it",
                condition=~Q(end_kind=EndKind.NEVER) | Q(moved_in_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"pobyt: {self.application.person}"


class ChangeAct(models.TextChoices):
    """What may happen to a granted place."""

    END = "end", "skrócono"
    EXTEND = "extend", "przedłużono"
    MOVE = "move", "zmieniono miejsce"
    ANNUL = "annul", "uchylono w całości"
    RENEW = "renew", "przyznano nową decyzją"


class OccupancyChange(models.Model):
    """Why the days of a granted place changed: by which decision, or for which reason. Written first, never changed.

    The database lets a granted occupancy change only as its newest row here says (``apartments.stays.guards``).
    """

    occupancy = models.ForeignKey("apartments.Occupancy", on_delete=models.PROTECT, related_name="changes")
    act = models.CharField("co się stało", max_length=8, choices=ChangeAct)
    was_to = models.DateField("dotąd do", null=True, blank=True)
    now_to = models.DateField("teraz do", null=True, blank=True)
    basis_number = models.CharField("numer decyzji", max_length=60, blank=True)
    basis_date = models.DateField("data decyzji", null=True, blank=True)
    reason = models.CharField("powód", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "zmiana przyznanego miejsca"
        verbose_name_plural = "zmiany przyznanych miejsc"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="occupancy_change_known_act", condition=Q(act__in=ChangeAct.values)),
            models.CheckConstraint(
                name="occupancy_change_has_basis_or_reason",
                condition=(~Q(basis_number="") & Q(basis_date__isnull=False)) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="longer_or_moved_only_by_decision",
                condition=Q(act__in=[ChangeAct.END, ChangeAct.ANNUL])
                | (~Q(basis_number="") & Q(basis_date__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occupancy}: {self.get_act_display()}"


class EndReminder(models.Model):
    """That the resident was reminded of the end of the stay: how many days ahead, by which letter. Never changed."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="end_reminders")
    ends_on = models.DateField("ostatni dzień pobytu")
    days_before = models.PositiveSmallIntegerField("na ile dni przed końcem")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+", verbose_name="pismo")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField("przypomniano dnia")

    class Meta:
        verbose_name = "przypomnienie o końcu pobytu"
        verbose_name_plural = "przypomnienia o końcu pobytu"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stay", "ends_on", "days_before"], name="each_reminder_of_an_end_once"),
        ]

    def __str__(self) -> str:
        return f"przypomnienie {self.days_before} dni przed końcem pobytu"
