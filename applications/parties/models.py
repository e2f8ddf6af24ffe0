"""Rows of ``applications.parties``; imported at the end of ``applications.models``."""

from django.db import models
from django.db.models import Q

from office.models import Office


class Initiative(models.TextChoices):
    """On whose initiative the proceedings run (art. 102 u.p.s.)."""

    PERSON = "person", "osoba, której dotyczy wniosek"
    STATUTORY = "statutory", "jej przedstawiciel ustawowy"
    OTHER = "other", "inna osoba, za zgodą"
    EX_OFFICIO = "ex_officio", "ośrodek, z urzędu"


class Way(models.TextChoices):
    """How the application reached the office. A plain e-mail is no way (art. 63 KPA), so it cannot be stored."""

    PAPER = "paper", "na papierze"
    ORAL = "oral", "ustnie, do protokołu"
    E_DELIVERY = "e_delivery", "przez e-Doręczenia"
    EPUAP = "epuap", "przez konto w systemie ośrodka (np. ePUAP)"


class ConsentForm(models.TextChoices):
    """How the person agreed that somebody else applies."""

    WRITTEN = "written", "na piśmie"
    ORAL = "oral", "ustnie, do protokołu"
    ELECTRONIC = "electronic", "dokument z podpisem elektronicznym"


class Filing(models.Model):
    """Who applied and how. An application without this row was filed by the person on paper."""

    application = models.OneToOneField("applications.Application", on_delete=models.CASCADE, related_name="filing")
    initiative = models.CharField("kto składa wniosek", max_length=12, choices=Initiative, default=Initiative.PERSON)
    way = models.CharField("w jaki sposób", max_length=12, choices=Way, default=Way.PAPER)
    consent_on = models.DateField("zgoda z dnia", null=True, blank=True)
    consent_form = models.CharField("forma zgody", max_length=12, choices=ConsentForm, blank=True)
    protocol_on = models.DateField("protokół z dnia", null=True, blank=True)
    protocol_text = models.TextField("treść podania do protokołu", blank=True)
    ex_officio_reason = models.TextField("dlaczego z urzędu", blank=True)
    signed_for = models.CharField("kto podpisał za osobę, która nie może pisać", max_length=160, blank=True)

    class Meta:
        verbose_name = "złożenie wniosku"
        verbose_name_plural = "złożenia wniosków"
        constraints = [
            models.CheckConstraint(name="filing_known_initiative", condition=Q(initiative__in=Initiative.values)),
            models.CheckConstraint(name="filing_known_way", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="filing_consent_only_for_another_person",
                condition=Q(initiative=Initiative.OTHER) | Q(consent_on__isnull=True, consent_form=""),
            ),
            models.CheckConstraint(
                name="filing_protocol_only_when_oral",
                condition=Q(way=Way.ORAL) | Q(protocol_on__isnull=True, protocol_text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_initiative_display()}, {self.get_way_display()}"


class ActsAs(models.TextChoices):
    """In what part somebody acts for the person."""

    GUARDIAN = "guardian", "opiekun prawny"
    CURATOR = "curator", "kurator"
    PARENT = "parent", "rodzic osoby małoletniej"
    CONSENTED = "consented", "osoba składająca wniosek za zgodą"
    ATTORNEY = "attorney", "pełnomocnik"
    DELIVERY = "delivery", "pełnomocnik do doręczeń"


STATUTORY = (ActsAs.GUARDIAN, ActsAs.CURATOR, ActsAs.PARENT)
"""Who is a statutory representative."""
PLENIPOTENTIARY = (ActsAs.ATTORNEY, ActsAs.DELIVERY)
"""To whom letters go by the party's own will (art. 40 § 2 KPA)."""


class Seat(models.TextChoices):
    """The three places that somebody who acts for the person may take; one person in each."""

    STATUTORY = "statutory", "przedstawiciel ustawowy"
    OTHER = "other", "inna osoba"
    ATTORNEY = "attorney", "pełnomocnik"


class Representative(models.Model):
    """Somebody who acts for the person in one case, and on what basis."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="representatives"
    )
    seat = models.CharField("w jakiej roli", max_length=12, choices=Seat)
    acts_as = models.CharField("działa jako", max_length=12, choices=ActsAs)
    name = models.CharField("imię i nazwisko", max_length=160)
    street = models.CharField("ulica i numer", max_length=150, blank=True)
    postal_code = models.CharField("kod pocztowy", max_length=6, blank=True)
    city = models.CharField("miejscowość", max_length=80, blank=True)
    phone = models.CharField("telefon", max_length=40, blank=True)
    basis = models.CharField("sąd albo podstawa umocowania", max_length=200, blank=True)
    reference = models.CharField("sygnatura albo numer", max_length=60, blank=True)
    dated = models.DateField("z dnia", null=True, blank=True)

    class Meta:
        verbose_name = "przedstawiciel"
        verbose_name_plural = "przedstawiciele"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "seat"], name="one_representative_in_a_seat"),
            models.CheckConstraint(
                name="representative_in_own_seat",
                condition=Q(seat=Seat.STATUTORY, acts_as__in=STATUTORY)
                | Q(seat=Seat.OTHER, acts_as=ActsAs.CONSENTED)
                | Q(seat=Seat.ATTORNEY, acts_as__in=PLENIPOTENTIARY),
            ),
            models.CheckConstraint(name="representative_is_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_acts_as_display()}"


class MovingGroup(models.Model):
    """Applications of adults who move in together. Each of them has a case and a decision of one's own."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="moving_groups")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "osoby wprowadzające się razem"
        verbose_name_plural = "osoby wprowadzające się razem"

    def __str__(self) -> str:
        return f"grupa {self.pk}"


class MovingChild(models.Model):
    """A child who moves in with an applicant: counted among the residents, but no party of the case."""

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="children")
    first_name = models.CharField("imię", max_length=80)
    last_name = models.CharField("nazwisko", max_length=120)
    birth_date = models.DateField("data urodzenia")
    pesel = models.CharField("PESEL", max_length=11, blank=True)
    document = models.CharField("dokument (rodzaj i numer)", max_length=80, blank=True)
    citizenship = models.CharField("obywatelstwo", max_length=60, blank=True)
    relation = models.CharField("kim jest dla osoby wnioskującej", max_length=80)
    representative = models.CharField("kto reprezentuje dziecko", max_length=160)

    class Meta:
        verbose_name = "dziecko wprowadzające się z osobą"
        verbose_name_plural = "dzieci wprowadzające się z osobą"
        ordering = ["birth_date", "pk"]
        constraints = [
            models.CheckConstraint(
                name="child_is_named_and_represented",
                condition=~Q(first_name="") & ~Q(last_name="") & ~Q(representative=""),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.last_name}"
