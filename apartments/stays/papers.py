"""The protocols of handing a place over, and what is settled at the end. Imported in ``apartments.models``."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apartments.stays.models import Stay

# --- handing over ----------------------------------------------------------------------------------------------------


class Direction(models.TextChoices):
    """Which way keys go."""

    IN = "in", "wprowadzenie"
    OUT = "out", "wyprowadzenie"


class Handover(models.Model):
    """The protocol of handing a place over (protokół zdawczo-odbiorczy); a draft until signed, then never changed."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="handovers")
    occupancy = models.ForeignKey("apartments.Occupancy", on_delete=models.PROTECT, related_name="handovers")
    direction = models.CharField("rodzaj", max_length=3, choices=Direction)
    day = models.DateField("dzień")
    present = models.CharField("kto był obecny", max_length=300, blank=True)
    defects = models.TextField("usterki i stan lokalu", blank=True)
    remarks = models.TextField("uwagi", blank=True)
    signed_on = models.DateField("podpisano dnia", null=True, blank=True)
    signatures = models.CharField("kto podpisał", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "protokół zdawczo-odbiorczy"
        verbose_name_plural = "protokoły zdawczo-odbiorcze"
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(name="handover_known_direction", condition=Q(direction__in=Direction.values)),
            models.UniqueConstraint(fields=["occupancy", "direction"], name="one_handover_of_a_place_each_way"),
            models.CheckConstraint(
                name="signed_handover_says_who",
                condition=Q(signed_on__isnull=True, signatures="") | (Q(signed_on__isnull=False) & ~Q(signatures="")),
            ),
            models.CheckConstraint(
                name="handover_signed_on_its_day_or_later",
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=F("day")),
            ),
        ]

    def __str__(self) -> str:
        return f"protokół: {self.get_direction_display()}, {self.day:%d.%m.%Y}"


class LineKind(models.TextChoices):
    """What one line of a protocol is about."""

    KEY = "key", "klucze"
    METER = "meter", "liczniki"
    ITEM = "item", "wyposażenie"


class Condition(models.TextChoices):
    """In what state a thing was found."""

    GOOD = "good", "dobry"
    WORN = "worn", "zwykłe zużycie"
    DAMAGED = "damaged", "uszkodzone"
    MISSING = "missing", "brak"


class HandoverLine(models.Model):
    """One key, meter or thing. ``amount``: how many, or the reading of a meter in ``unit``; ``value`` in złoty each."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField("rodzaj", max_length=5, choices=LineKind)
    name = models.CharField("co", max_length=120)
    number = models.CharField("numer", max_length=60, blank=True)
    amount = models.DecimalField("ile albo wskazanie", max_digits=12, decimal_places=3)
    unit = models.CharField("jednostka", max_length=12, blank=True)
    condition = models.CharField("stan", max_length=8, choices=Condition, blank=True)
    value = models.DecimalField("wartość (zł)", max_digits=9, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "pozycja protokołu"
        verbose_name_plural = "pozycje protokołu"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="handover_line_known_kind", condition=Q(kind__in=LineKind.values)),
            models.CheckConstraint(
                name="handover_line_known_condition", condition=Q(condition__in=["", *Condition.values])
            ),
            models.CheckConstraint(name="handover_line_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(
                name="handover_line_value_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)
            ),
            models.CheckConstraint(name="thing_has_its_condition", condition=~Q(kind=LineKind.ITEM) | ~Q(condition="")),
        ]

    def __str__(self) -> str:
        return self.name


class HandoverCorrection(models.Model):
    """What turned out to be wrong in a signed protocol. Added beside it, never changed."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="corrections")
    text = models.CharField("sprostowanie", max_length=500)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("kiedy")

    class Meta:
        verbose_name = "sprostowanie protokołu"
        verbose_name_plural = "sprostowania protokołów"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="handover_correction_says_what", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text


# --- settling up -----------------------------------------------------------------------------------------------------


class Damage(models.Model):
    """A damage found, with its estimate in złoty. A civil matter: never part of the fee or of a decision about it."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="damages")
    found_on = models.DateField("stwierdzono dnia")
    what = models.CharField("co się stało", max_length=300)
    amount = models.DecimalField("szacunek (zł)", max_digits=9, decimal_places=2)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "szkoda"
        verbose_name_plural = "szkody"
        ordering = ["found_on", "pk"]
        constraints = [
            models.CheckConstraint(name="damage_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="damage_says_what", condition=~Q(what="")),
        ]

    def __str__(self) -> str:
        return self.what


class SettlementKind(models.TextChoices):
    """What was done about a damage."""

    AGREED = "agreed", "uzgodniono z mieszkańcem"
    DISPUTED = "disputed", "mieszkaniec nie uznaje"
    PAID = "paid", "zapłacono"
    REPAIRED = "repaired", "naprawiono"
    WAIVED = "waived", "odstąpiono od dochodzenia"


class DamageStep(models.Model):
    """One step of settling a damage; ``amount`` in złoty where one was agreed or paid. Never changed."""

    damage = models.ForeignKey(Damage, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("co zrobiono", max_length=8, choices=SettlementKind)
    day = models.DateField("dnia")
    amount = models.DecimalField("kwota (zł)", max_digits=9, decimal_places=2, null=True, blank=True)
    note = models.CharField("uwagi", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "rozliczenie szkody"
        verbose_name_plural = "rozliczenia szkód"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="damage_step_known_kind", condition=Q(kind__in=SettlementKind.values)),
            models.CheckConstraint(
                name="agreed_and_paid_have_an_amount",
                condition=~Q(kind__in=[SettlementKind.AGREED, SettlementKind.PAID]) | Q(amount__gt=0),
            ),
            models.CheckConstraint(
                name="waived_damage_says_why", condition=~Q(kind=SettlementKind.WAIVED) | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Belongings(models.Model):
    """Things a person left behind: where they are, by when to collect them, what became of them."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="belongings")
    what = models.CharField("co pozostawiono", max_length=500)
    kept_where = models.CharField("gdzie są", max_length=200)
    collect_by = models.DateField("do odbioru do dnia")
    settled_on = models.DateField("zakończono dnia", null=True, blank=True)
    outcome = models.CharField("co się z nimi stało", max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pozostawione rzeczy"
        verbose_name_plural = "pozostawione rzeczy"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="settled_belongings_say_how",
                condition=Q(settled_on__isnull=True, outcome="") | (Q(settled_on__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return self.what
