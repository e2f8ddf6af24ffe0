from django.db import models
from django.db.models import F, Q

from apartments.states import OccupancyState
from applications.models import Application, HousingKind, Programme
from office.models import Office


class Sex(models.TextChoices):
    """Whether an apartment is for one sex only."""

    ANY = "any", "bez ograniczeń"
    MEN = "men", "mężczyźni"
    WOMEN = "women", "kobiety"


class Apartment(models.Model):
    """A training or supported apartment. The address is not a key: one house may serve two kinds."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="apartments", verbose_name="ośrodek")
    code = models.SlugField("kod", max_length=60)
    kind = models.CharField(
        "rodzaj",
        max_length=10,
        choices=HousingKind,
        blank=True,
        help_text="Puste: rodzaj wynika z pobytu (jak w Kutnie).",
    )
    programmes = models.ManyToManyField(Programme, related_name="apartments", verbose_name="programy")
    target_group = models.CharField("dla kogo", max_length=200)
    sex = models.CharField("płeć", max_length=5, choices=Sex, default=Sex.ANY)
    street = models.CharField("ulica i numer", max_length=150)
    postal_code = models.CharField("kod pocztowy", max_length=6, blank=True)
    city = models.CharField("miejscowość", max_length=80)
    restricted_address = models.BooleanField("adres chroniony", default=False)
    rooms = models.PositiveSmallIntegerField("liczba pokoi", null=True, blank=True)
    capacity_published = models.BooleanField("liczba miejsc podana przez ośrodek", default=False)
    capacity_note = models.CharField("uwaga o liczbie miejsc", max_length=300, blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "mieszkanie"
        verbose_name_plural = "mieszkania"
        ordering = ["office", "street", "code"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="one_apartment_of_a_code"),
            models.CheckConstraint(name="apartment_known_kind", condition=Q(kind__in=["", *HousingKind.values])),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def address(self) -> str:
        """Street, then postal code and city."""
        return ", ".join(part for part in (self.street, f"{self.postal_code} {self.city}".strip()) if part)


class Place(models.Model):
    """One person's place in an apartment."""

    apartment = models.ForeignKey(Apartment, on_delete=models.PROTECT, related_name="places", verbose_name="mieszkanie")
    label = models.CharField("oznaczenie", max_length=60)

    class Meta:
        verbose_name = "miejsce"
        verbose_name_plural = "miejsca"
        ordering = ["apartment", "pk"]
        constraints = [models.UniqueConstraint(fields=["apartment", "label"], name="one_place_of_a_label")]

    def __str__(self) -> str:
        return f"{self.apartment.street}, {self.label}"


class Occupancy(models.Model):
    """That a place is held for, or granted to, one application from a day to a day (both included).

    The database refuses two of them for one place on one day (``apartments.guards``). The decision is kept as a value:
    nothing here points up the river.
    """

    TAKING = (OccupancyState.HELD, OccupancyState.GRANTED)

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="occupancies", verbose_name="miejsce")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="occupancies")
    state = models.CharField("stan", max_length=10, choices=OccupancyState, default=OccupancyState.HELD)
    period_from = models.DateField("od")
    period_to = models.DateField("do", null=True, blank=True)
    basis_number = models.CharField("numer decyzji", max_length=60, blank=True)
    basis_date = models.DateField("data decyzji", null=True, blank=True)
    release_reason = models.CharField("powód zwolnienia", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "zajęcie miejsca"
        verbose_name_plural = "zajęcia miejsc"
        ordering = ["-period_from", "-pk"]
        constraints = [
            models.CheckConstraint(name="occupancy_known_state", condition=Q(state__in=OccupancyState.values)),
            models.CheckConstraint(
                name="occupancy_days_in_order", condition=Q(period_to__isnull=True) | Q(period_to__gte=F("period_from"))
            ),
            models.CheckConstraint(
                name="granted_occupancy_has_basis",
                condition=~Q(state=OccupancyState.GRANTED) | (~Q(basis_number="") & Q(basis_date__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["application"], name="one_hold_per_application", condition=Q(state=OccupancyState.HELD)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.period_from} – {self.period_to or '…'}"
