from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models

from office.models.dated import Dated, ends_after_it_begins
from office.signing import in_words


class Role(models.TextChoices):
    """What a member of staff does in this program; what each may do stands in the access modules."""

    SOCIAL_WORKER = "social_worker", "pracownik socjalny"
    DIRECTOR = "director", "dyrektor"
    ADMINISTRATOR = "administrator", "administrator danych merytorycznych"
    CONSULTANT = "consultant", "konsultant"
    KEEPER = "keeper", "opiekun mieszkań"


class Municipality(models.Model):
    """A gmina whose council votes the fee resolutions."""

    code = models.SlugField("kod", unique=True)
    name = models.CharField("nazwa", max_length=100)
    council = models.CharField("rada", max_length=150, help_text="np. Rada Miasta Kielce")
    council_genitive = models.CharField("rada w dopełniaczu", max_length=150, help_text="np. Rady Miasta Kielce")

    class Meta:
        verbose_name = "gmina"
        verbose_name_plural = "gminy"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A social-welfare unit (MOPS, MOPR, OPS). The authority is the mayor; the director signs by authorisation.

    Source: art. 110 ust. 7 and art. 17 ust. 1 pkt 12 of the social-assistance act.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="offices", verbose_name="gmina"
    )
    code = models.SlugField("kod", unique=True)
    name = models.CharField("nazwa", max_length=200)
    name_genitive = models.CharField("nazwa w dopełniaczu", max_length=200, help_text="np. Miejskiego Ośrodka …")
    short_name = models.CharField("skrót", max_length=40)
    authority = models.CharField("organ", max_length=150, help_text="np. Prezydent Miasta Kielce")
    authority_genitive = models.CharField("organ w dopełniaczu", max_length=150)
    director_post = models.CharField("stanowisko kierującego", max_length=60, default="Dyrektor")
    director_post_genitive = models.CharField("stanowisko w dopełniaczu", max_length=60, default="Dyrektora")
    street = models.CharField("ulica i numer", max_length=120)
    postal_code = models.CharField("kod pocztowy", max_length=6)
    city = models.CharField("miejscowość", max_length=80)
    phone = models.CharField("telefon", max_length=60, blank=True)
    email = models.EmailField("e-mail", blank=True)
    appeal_body = models.CharField(
        "organ odwoławczy", max_length=150, help_text="w dopełniaczu, np. Samorządowego Kolegium …"
    )
    case_cell = models.CharField("znak komórki", max_length=20)
    case_class = models.CharField(
        "symbol klasyfikacyjny z JRWA",
        max_length=20,
        help_text="Każdy ośrodek ma własny wykaz akt; symbolu nie da się przyjąć z góry.",
    )
    case_number_pattern = models.CharField("wzór znaku sprawy", max_length=80, default="{cell}.{jrwa}.{number}.{year}")
    note = models.TextField("skąd te dane i co trzeba sprawdzić", blank=True)

    two_decisions = models.BooleanField(
        "dwie decyzje: osobno o wsparciu i o odpłatności",
        default=False,
        help_text="Zaznaczone: wsparcie i odpłatność to dwie decyzje. Niezaznaczone: jedna decyzja.",
    )
    second_factor_always = models.BooleanField(
        "drugi składnik przy każdym zatwierdzeniu",
        default=False,
        help_text="Zaznaczone: każde zatwierdzenie decyzji wymaga kodu z telefonu. Niezaznaczone: tylko wspólne.",
    )
    decision_number_pattern = models.CharField("wzór numeru decyzji", max_length=80, default="{cell}/{number}/{year}")
    order_number_pattern = models.CharField(
        "wzór numeru postanowienia",
        max_length=80,
        blank=True,
        help_text="Puste: decyzje i postanowienia mają jeden rejestr i wspólne numery.",
    )

    class Meta:
        verbose_name = "ośrodek"
        verbose_name_plural = "ośrodki"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BankAccount(Dated):
    """The account that fees are paid to, as the decision names it."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="bank_accounts", verbose_name="ośrodek")
    holder = models.CharField("posiadacz", max_length=150)
    number = models.CharField("numer rachunku (26 cyfr)", max_length=26)

    class Meta:
        verbose_name = "rachunek bankowy"
        verbose_name_plural = "rachunki bankowe"
        ordering = ["office", "-valid_from"]
        constraints = [ends_after_it_begins("bank_account_days_in_order")]

    def __str__(self) -> str:
        return self.number


class User(AbstractUser):
    """A member of staff. Belongs to one office and sees that office only."""

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="staff", verbose_name="ośrodek"
    )
    post = models.CharField("stanowisko służbowe", max_length=120, blank=True)

    class Meta:
        verbose_name = "użytkownik"
        verbose_name_plural = "użytkownicy"
        ordering = ["last_name", "first_name"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles this person has today."""
        return frozenset(self.role_grants.values_list("role", flat=True))

    def has_role(self, *roles: str) -> bool:
        """Whether this person has at least one of ``roles``."""
        return bool(self.roles.intersection(roles))


class RoleGrant(models.Model):
    """That a person works in a role."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField("rola", max_length=20, choices=Role)

    class Meta:
        verbose_name = "rola użytkownika"
        verbose_name_plural = "role użytkowników"
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="one_grant_of_a_role"),
            models.CheckConstraint(name="known_role", condition=models.Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Authorisation(Dated):
    """The mayor's authorisation to issue decisions in individual cases (art. 110 ust. 7 and 8 u.p.s.).

    ``scope`` is what the paper says; ``kinds`` are the codes of the kinds of decision that it covers (none: all).
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="authorisations")
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="authorisations")
    number = models.CharField("numer upoważnienia", max_length=60)
    issued_on = models.DateField("z dnia")
    scope = models.CharField("zakres", max_length=300)
    kinds = models.JSONField("rodzaje decyzji", default=list, blank=True)

    class Meta:
        verbose_name = "upoważnienie"
        verbose_name_plural = "upoważnienia"
        ordering = ["-valid_from"]
        constraints = [ends_after_it_begins("authorisation_days_in_order")]

    def __str__(self) -> str:
        return f"{self.number} – {self.holder}"

    def covers(self, kind: str) -> bool:
        """Whether a decision of ``kind`` may be signed by it."""
        return not self.kinds or kind in self.kinds

    @property
    def kinds_in_words(self) -> str:
        """The kinds that it covers, by name."""
        return in_words(self.kinds)
