from django.db import models
from django.db.models import F, Q

from apartments.states import OccupancyState
from applications.models import Application, HousingKind, Programme
from office.models import Office, User


class Sex(models.TextChoices):
    """Whether an apartment is for one sex only."""

    ANY = "any", "bez ograniczeń"
    MEN = "men", "mężczyźni"
    WOMEN = "women", "kobiety"


class Regime(models.TextChoices):
    """By whose rules an apartment is run. Only the first two and projects lead to a decision of the office."""

    OWN = "own", "własne ośrodka"
    COMMISSIONED = "commissioned", "prowadzone na zlecenie"
    CIVIL = "civil", "inny podmiot, umowa cywilnoprawna bez decyzji"
    PROJECT = "project", "projekt unijny z własnymi zasadami"


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
    rooms = models.PositiveSmallIntegerField("liczba pokoi podana w źródle", null=True, blank=True)
    usable_area = models.DecimalField(
        "powierzchnia użytkowa (m²)", max_digits=6, decimal_places=2, null=True, blank=True
    )
    barrier_free = models.BooleanField("bez barier architektonicznych, dostępne z zewnątrz", null=True, blank=True)
    adapted = models.BooleanField("przystosowane dla osób z niepełnosprawnościami", null=True, blank=True)
    accessibility_note = models.CharField("uwagi o dostępności", max_length=300, blank=True)
    equipment_checked_on = models.DateField("wyposażenie sprawdzone dnia", null=True, blank=True)
    regime = models.CharField("kto prowadzi i na jakich zasadach", max_length=12, choices=Regime, default=Regime.OWN)
    operator = models.CharField("podmiot prowadzący", max_length=200, blank=True, help_text="Puste: sam ośrodek.")
    regime_note = models.CharField("zasady projektu lub umowy", max_length=300, blank=True)
    old_name = models.CharField("dawna nazwa", max_length=150, blank=True)
    conversion_act = models.CharField("akt przekształcenia", max_length=200, blank=True)
    converted_by_act_of = models.DateField("data aktu przekształcenia", null=True, blank=True)
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
            models.CheckConstraint(name="apartment_known_regime", condition=Q(regime__in=Regime.values)),
            models.CheckConstraint(
                name="apartment_of_another_names_its_operator",
                condition=~Q(regime__in=[Regime.COMMISSIONED, Regime.CIVIL]) | ~Q(operator=""),
            ),
            models.CheckConstraint(
                name="apartment_has_some_area", condition=Q(usable_area__isnull=True) | Q(usable_area__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def address(self) -> str:
        """Street, then postal code and city."""
        return ", ".join(part for part in (self.street, f"{self.postal_code} {self.city}".strip()) if part)

    @property
    def by_decision(self) -> bool:
        """Whether places in it are granted by a decision of the office, not by its operator's civil-law contract."""
        return self.regime != Regime.CIVIL


class Room(models.Model):
    """A room of an apartment. ``common``: for the use of all, nobody sleeps there."""

    apartment = models.ForeignKey(Apartment, on_delete=models.PROTECT, related_name="room_list")
    label = models.CharField("oznaczenie", max_length=60)
    area = models.DecimalField("powierzchnia (m²)", max_digits=5, decimal_places=2, null=True, blank=True)
    common = models.BooleanField("do wspólnego użytku", default=False)

    class Meta:
        verbose_name = "pokój"
        verbose_name_plural = "pokoje"
        ordering = ["apartment", "label", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["apartment", "label"], name="one_room_of_a_label"),
            models.CheckConstraint(name="room_has_some_area", condition=Q(area__isnull=True) | Q(area__gt=0)),
        ]

    def __str__(self) -> str:
        return self.label


class Item(models.TextChoices):
    """What § 6 of the regulation wants to find in an apartment."""

    KITCHEN = "kitchen", "kuchnia"
    KITCHENETTE = "kitchenette", "aneks kuchenny"
    BATHROOM = "bathroom", "łazienka"
    TOILET_ROOM = "toilet-room", "osobny ustęp"
    HALL = "hall", "komunikacja wewnętrzna (przedpokój)"
    COOKER = "cooker", "kuchenka"
    SINK = "sink", "zlewozmywak"
    FRIDGE = "fridge", "lodówka"
    KITCHEN_SET = "kitchen-set", "meble, sprzęt i naczynia kuchenne (komplet)"
    BATH = "bath", "wanna lub natrysk"
    WASHBASIN = "washbasin", "umywalka w łazience"
    TOILET = "toilet", "miska ustępowa w łazience"
    GRIPS = "grips", "uchwyty i siedziska w łazience"
    TOILET_WASHBASIN = "toilet-washbasin", "umywalka w osobnym ustępie"
    WASHING_MACHINE = "washing-machine", "pralka automatyczna"
    SCREEN = "screen", "telewizor albo komputer z internetem"
    BED = "bed", "łóżko lub tapczan"
    WARDROBE = "wardrobe", "szafa"
    NIGHT_CUPBOARD = "night-cupboard", "szafka nocna"
    CHAIR = "chair", "krzesło lub fotel"


PERSONAL = (Item.BED, Item.WARDROBE, Item.NIGHT_CUPBOARD, Item.CHAIR)


class Equipment(models.Model):
    """How many of one thing there are in a room, or (no room) in the common part of an apartment."""

    apartment = models.ForeignKey(Apartment, on_delete=models.PROTECT, related_name="equipment")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="equipment")
    item = models.CharField("co", max_length=20, choices=Item)
    count = models.PositiveSmallIntegerField("ile")

    class Meta:
        verbose_name = "wyposażenie"
        verbose_name_plural = "wyposażenie"
        ordering = ["apartment", "room", "pk"]
        constraints = [
            models.CheckConstraint(name="equipment_known_item", condition=Q(item__in=Item.values)),
            models.UniqueConstraint(
                fields=["apartment", "item"], name="one_line_of_common_equipment", condition=Q(room__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["room", "item"], name="one_line_of_equipment_in_a_room", condition=Q(room__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.count}"


class Place(models.Model):
    """One person's place in an apartment."""

    apartment = models.ForeignKey(Apartment, on_delete=models.PROTECT, related_name="places", verbose_name="mieszkanie")
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="places", verbose_name="pokój"
    )
    label = models.CharField("oznaczenie", max_length=60)
    reserve = models.BooleanField("rezerwa na krótki pobyt w nagłej sytuacji", default=False)

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


class Outage(models.Model):
    """That an apartment, or one place of it, is out of service from a day to a day (both included).

    The database refuses it over a held or granted place, and a hold over it (``apartments.guards``).
    """

    apartment = models.ForeignKey(Apartment, on_delete=models.PROTECT, related_name="outages")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="outages")
    period_from = models.DateField("od")
    period_to = models.DateField("do", null=True, blank=True)
    reason = models.CharField("powód", max_length=300)
    withdrawn = models.BooleanField("odwołane", default=False)
    withdrawn_reason = models.CharField("powód odwołania", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "wyłączenie z użytku"
        verbose_name_plural = "wyłączenia z użytku"
        ordering = ["-period_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="outage_days_in_order", condition=Q(period_to__isnull=True) | Q(period_to__gte=F("period_from"))
            ),
            models.CheckConstraint(name="outage_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="withdrawn_outage_says_why", condition=Q(withdrawn=False) | ~Q(withdrawn_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place or self.apartment}: {self.period_from} – {self.period_to or '…'}"


class StandardsWaiver(models.Model):
    """The director's consent, with the reason, that one case takes a place against a standard of the apartment.

    ``broken`` holds the codes of the standards it covers and ``words`` how they were broken. Never changed.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="standards_waivers")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="standards_waivers")
    period_from = models.DateField("od")
    period_to = models.DateField("do", null=True, blank=True)
    broken = models.JSONField("standardy")
    words = models.TextField("jak naruszone")
    reason = models.CharField("uzasadnienie", max_length=500)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "zgoda na odstępstwo od standardu"
        verbose_name_plural = "zgody na odstępstwo od standardu"
        ordering = ["-given_at", "-pk"]
        constraints = [models.CheckConstraint(name="waiver_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


from apartments.allocation.models import (  # noqa: E402, F401
    PlaceOffer,
    PriorityCriterion,
    PriorityRules,
    WaitingChange,
    WaitingEntry,
)
from apartments.logs.models import (  # noqa: E402, F401
    DETAILS,
    Absence,
    AbsenceAct,
    AbsenceStep,
    AbsentEntry,
    AlcoholTest,
    BreathOutcome,
    Incident,
    LogCorrection,
    LogEntry,
    LogKind,
    NoticeWay,
    UtilityContract,
    Visit,
)
from apartments.stays.models import ChangeAct, EndKind, EndReminder, OccupancyChange, Stay  # noqa: E402, F401
from apartments.stays.papers import (  # noqa: E402, F401
    Belongings,
    Condition,
    Damage,
    DamageStep,
    Direction,
    Handover,
    HandoverCorrection,
    HandoverLine,
    LineKind,
    SettlementKind,
)
