"""What followed a decision: rows that point to it, never columns of it. Imported at the end of ``decisions.models``."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from decisions.models import Decision
from office.polish import day, zloty


class Channel(models.TextChoices):
    """How a decision is sent."""

    ELECTRONIC = "electronic", "e-Doręczenia"
    POST = "post", "list polecony za potwierdzeniem odbioru"
    OWN_STAFF = "own_staff", "pracownik ośrodka u strony"
    IN_PERSON = "in_person", "odbiór w ośrodku"


class Receipt(models.TextChoices):
    """How a decision came to be delivered (art. 42–47 KPA; e-delivery act)."""

    TAKEN = "taken", "odebrano – strona, przedstawiciel albo pełnomocnik"
    HOUSEHOLD = "household", "odebrał dorosły domownik, sąsiad albo dozorca"
    REFUSED = "refused", "odmówiono przyjęcia"
    DEEMED = "deemed", "nie odebrano – uznaje się za doręczoną"


class AppealWay(models.TextChoices):
    """How an appeal reached the office. By which day it is judged depends on it (art. 57 § 5 KPA)."""

    POST = "post", "poczta (operator wyznaczony)"
    ELECTRONIC = "electronic", "e-Doręczenia"
    IN_PERSON = "in_person", "złożono w ośrodku, na piśmie albo ustnie do protokołu"
    OTHER = "other", "inaczej (kurier, inny operator) – liczy się dzień wpływu"


class AppealStep(models.TextChoices):
    """What is done with an appeal (art. 132, 133 and 138 KPA)."""

    SELF_REVIEW = "self_review", "ośrodek sam uchylił albo zmienił decyzję"
    FORWARDED = "forwarded", "przekazano organowi odwoławczemu"
    RULING = "ruling", "organ odwoławczy rozstrzygnął"


class Outcome(models.TextChoices):
    """How the appeal body ruled."""

    UPHELD = "upheld", "utrzymano decyzję w mocy"
    CHANGED = "changed", "uchylono decyzję i rozstrzygnięto inaczej"
    REMITTED = "remitted", "uchylono decyzję i przekazano sprawę do ponownego rozpatrzenia"
    ANNULLED = "annulled", "uchylono decyzję i umorzono postępowanie w sprawie"
    DISCONTINUED = "discontinued", "umorzono postępowanie odwoławcze"
    LATE = "late", "odwołanie wniesiono po terminie albo jest niedopuszczalne"


class Entry(models.Model):
    """One thing that happened to an approved decision. Never changed: a wrong entry is struck by a ``Correction``."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="entries")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy wpisano")

    class Meta:
        verbose_name = "wpis po zatwierdzeniu decyzji"
        verbose_name_plural = "wpisy po zatwierdzeniu decyzji"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"wpis {self.pk}"


class Correction(models.Model):
    """That an entry was wrong, and why. The right one is entered anew."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="correction")
    reason = models.TextField("dlaczego wpis jest błędny")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("kiedy skreślono")

    class Meta:
        verbose_name = "skreślenie wpisu"
        verbose_name_plural = "skreślenia wpisów"

    def __str__(self) -> str:
        return self.reason


class Dispatch(Entry):
    """That the decision was sent or handed out, with the look-up in the base of electronic addresses."""

    channel = models.CharField("sposób", max_length=12, choices=Channel)
    sent_on = models.DateField("wysłano")
    looked_up_on = models.DateField("sprawdzono bazę adresów elektronicznych", null=True, blank=True)
    address_found = models.BooleanField("adres do e-Doręczeń jest w bazie", null=True, blank=True)
    why_on_paper = models.TextField("dlaczego nie e-Doręczenia", blank=True)
    reference = models.CharField("numer nadania albo identyfikator", max_length=80, blank=True)

    class Meta:
        verbose_name = "wysłanie decyzji"
        verbose_name_plural = "wysłania decyzji"
        constraints = [
            models.CheckConstraint(name="dispatch_known_channel", condition=Q(channel__in=Channel.values)),
            # art. 39 KPA: the electronic address comes first, unless the party takes the letter at the office.
            models.CheckConstraint(
                name="dispatch_after_looking_up_the_address",
                condition=Q(channel=Channel.IN_PERSON)
                | (Q(looked_up_on__isnull=False) & Q(looked_up_on__lte=F("sent_on")) & Q(address_found__isnull=False)),
            ),
            models.CheckConstraint(
                name="no_letter_past_a_known_electronic_address",
                condition=Q(channel__in=(Channel.ELECTRONIC, Channel.IN_PERSON))
                | Q(address_found=False)
                | ~Q(why_on_paper=""),
            ),
            models.CheckConstraint(
                name="electronic_dispatch_has_an_address",
                condition=~Q(channel=Channel.ELECTRONIC) | Q(address_found=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}, {self.sent_on:%d.%m.%Y}"


class Delivery(Entry):
    """That the decision was delivered, or is deemed to be. The appeal term runs from this day."""

    receipt = models.CharField("jak", max_length=10, choices=Receipt)
    delivered_on = models.DateField("doręczono")
    waits_from = models.DateField("pierwsze awizo albo wpływ na adres elektroniczny", null=True, blank=True)
    proof = models.CharField("dowód doręczenia", max_length=200)

    class Meta:
        verbose_name = "doręczenie decyzji"
        verbose_name_plural = "doręczenia decyzji"
        constraints = [
            models.CheckConstraint(name="delivery_known_receipt", condition=Q(receipt__in=Receipt.values)),
            models.CheckConstraint(name="delivery_has_proof", condition=~Q(proof="")),
            models.CheckConstraint(
                name="deemed_delivery_says_since_when",
                condition=~Q(receipt=Receipt.DEEMED)
                | (Q(waits_from__isnull=False) & Q(delivered_on__gt=F("waits_from"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_receipt_display()}, {self.delivered_on:%d.%m.%Y}"


class Waiver(Entry):
    """The party's declaration that it waives the appeal (art. 127a KPA); works on the day it arrives."""

    arrived_on = models.DateField("oświadczenie wpłynęło")

    class Meta:
        verbose_name = "zrzeczenie się odwołania"
        verbose_name_plural = "zrzeczenia się odwołania"

    def __str__(self) -> str:
        return f"zrzeczenie się odwołania {self.arrived_on:%d.%m.%Y}"


class Appeal(Entry):
    """An appeal as it reached the office (art. 129 KPA)."""

    way = models.CharField("jak wniesiono", max_length=12, choices=AppealWay)
    sent_on = models.DateField("nadano", null=True, blank=True)
    arrived_on = models.DateField("wpłynęło")

    class Meta:
        verbose_name = "odwołanie"
        verbose_name_plural = "odwołania"
        constraints = [
            models.CheckConstraint(name="appeal_known_way", condition=Q(way__in=AppealWay.values)),
            models.CheckConstraint(
                name="appeal_is_sent_before_it_arrives",
                condition=Q(sent_on__isnull=True) | Q(sent_on__lte=F("arrived_on")),
            ),
            models.CheckConstraint(
                name="posted_appeal_says_when",
                condition=~Q(way__in=(AppealWay.POST, AppealWay.ELECTRONIC)) | Q(sent_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"odwołanie, wpłynęło {self.arrived_on:%d.%m.%Y}"

    @property
    def lodged_on(self) -> date:
        """The day by which it is judged whether the appeal is in time (art. 57 § 5 KPA)."""
        if self.sent_on is not None and self.way in (AppealWay.POST, AppealWay.ELECTRONIC):
            return self.sent_on
        return self.arrived_on


class AppealAct(Entry):
    """One step of the appeal: self-review, handing over, ruling."""

    step = models.CharField("czynność", max_length=12, choices=AppealStep)
    done_on = models.DateField("dzień")
    reference = models.CharField("numer pisma albo decyzji", max_length=80)
    outcome = models.CharField("rozstrzygnięcie", max_length=12, choices=Outcome, blank=True)
    says = models.TextField("co orzekł organ odwoławczy", blank=True)
    fee = models.DecimalField("opłata miesięczna, zł", max_digits=9, decimal_places=2, null=True, blank=True)
    fee_from = models.DateField("opłata od dnia", null=True, blank=True)
    stay_from = models.DateField("pobyt od dnia", null=True, blank=True)
    stay_to = models.DateField("pobyt do dnia", null=True, blank=True)
    grants = models.BooleanField("organ odwoławczy przyznał wsparcie", default=False)

    class Meta:
        verbose_name = "czynność w sprawie odwołania"
        verbose_name_plural = "czynności w sprawie odwołania"
        constraints = [
            models.CheckConstraint(name="appeal_act_known_step", condition=Q(step__in=AppealStep.values)),
            models.CheckConstraint(
                name="ruling_and_nothing_else_has_an_outcome",
                condition=(Q(step=AppealStep.RULING) & Q(outcome__in=Outcome.values))
                | (~Q(step=AppealStep.RULING) & Q(outcome="")),
            ),
            models.CheckConstraint(
                name="only_a_changing_ruling_says_what_holds", condition=Q(says="") | Q(outcome=Outcome.CHANGED)
            ),
            models.CheckConstraint(
                name="only_a_changing_ruling_sets_facts",
                condition=Q(outcome=Outcome.CHANGED)
                | Q(
                    fee__isnull=True, fee_from__isnull=True, stay_from__isnull=True, stay_to__isnull=True, grants=False
                ),
            ),
            models.CheckConstraint(
                name="fee_of_a_ruling_has_its_day",
                condition=Q(fee__isnull=True, fee_from__isnull=True) | Q(fee__gte=0, fee_from__isnull=False),
            ),
            models.CheckConstraint(
                name="stay_of_a_ruling_in_order",
                condition=Q(stay_from__isnull=True) | Q(stay_to__isnull=True) | Q(stay_to__gte=F("stay_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.done_on:%d.%m.%Y}"

    @property
    def decided(self) -> list[str]:
        """What a ruling set itself, a sentence for each fact."""
        found = ["Przyznano wsparcie."] if self.grants else []
        if self.fee is not None and self.fee_from is not None:
            found.append(f"Opłata: {zloty(self.fee)} miesięcznie od {day(self.fee_from)}")
        if self.stay_from is not None:
            found.append(f"Pobyt od {day(self.stay_from)}")
        if self.stay_to is not None:
            found.append(f"Pobyt do {day(self.stay_to)}")
        return found

    @property
    def instead(self) -> str:
        """What a ruling says instead of the decision, with what it set."""
        if not self.decided:
            return self.says
        return " ".join([f"{self.says.rstrip('.')}.", *self.decided])


class EarlyGround(models.TextChoices):
    """Why a decision may be carried out before it is final (art. 108 and 130 § 3 and 4 KPA)."""

    IMMEDIATE = "immediate", "rygor natychmiastowej wykonalności (art. 108 KPA)"
    AGREED = "agreed", "zgodna z żądaniem wszystkich stron (art. 130 § 4 KPA)"


class EarlyEffect(Entry):
    """That a decision may be carried out before it is final, on which ground and why."""

    ground = models.CharField("podstawa", max_length=10, choices=EarlyGround)
    since = models.DateField("od dnia")
    reason = models.TextField("uzasadnienie")

    class Meta:
        verbose_name = "wcześniejsze wykonanie decyzji"
        verbose_name_plural = "wcześniejsze wykonania decyzji"
        constraints = [
            models.CheckConstraint(name="early_effect_known_ground", condition=Q(ground__in=EarlyGround.values)),
            models.CheckConstraint(name="early_effect_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.words}, {self.since:%d.%m.%Y}"

    @property
    def words(self) -> str:
        """The ground as a sentence begins."""
        label = str(self.get_ground_display())
        return label[:1].upper() + label[1:]
