from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apartments.models import Occupancy
from applications.models import Application, HousingKind, Programme
from contracts.states import ClauseState, ContractState, SignatoryRole
from fees.models import Assessment
from office.models import Certainty, Dated, Office, StoredFile
from office.models.dated import ends_after_it_begins


class ContractClause(Dated):
    """The office's text for one of the ten elements of art. 53 ust. 12 u.p.s., for a kind or for one programme.

    The text may use the named slots that ``contracts.clauses`` lists; an unknown slot is refused when it is stored.
    Element 0 is the name of the paper. Without office and programme it is for all; a programme's own goes first.
    A draft is used by nobody; what was published is never rewritten.
    """

    kind = models.CharField("rodzaj", max_length=10, choices=HousingKind)
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="clauses", verbose_name="program"
    )
    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, null=True, blank=True, related_name="clauses", verbose_name="ośrodek"
    )
    state = models.CharField("stan", max_length=10, choices=ClauseState, default=ClauseState.PUBLISHED)
    element = models.PositiveSmallIntegerField("element kontraktu (0 – nazwa, 1–10)")
    version = models.CharField("wersja", max_length=20)
    text = models.TextField("treść")
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "postanowienie kontraktu"
        verbose_name_plural = "postanowienia kontraktu"
        ordering = ["kind", "programme", "element", "-valid_from"]
        constraints = [
            models.CheckConstraint(name="clause_of_ten_elements", condition=Q(element__range=(0, 10))),
            models.UniqueConstraint(
                fields=["kind", "programme", "element", "valid_from"],
                name="one_clause_of_a_programme_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["kind", "element", "valid_from"],
                name="one_clause_of_a_kind_from_a_day",
                condition=Q(programme__isnull=True, office__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["kind", "office", "element", "valid_from"],
                name="one_clause_of_an_office_from_a_day",
                condition=Q(programme__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["kind", "office", "element"],
                name="one_draft_clause_of_an_office",
                condition=Q(state=ClauseState.DRAFT, programme__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["kind", "programme", "element"],
                name="one_draft_clause_of_a_programme",
                condition=Q(state=ClauseState.DRAFT, programme__isnull=False),
            ),
            models.CheckConstraint(name="clause_known_state", condition=Q(state__in=ClauseState.values)),
            models.CheckConstraint(
                name="clause_of_office_or_programme", condition=Q(programme__isnull=True) | Q(office__isnull=True)
            ),
            ends_after_it_begins("clause_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, element {self.element}, wersja {self.version}"


class ServiceStandard(Dated):
    """The least that certain services must come to when they are granted (regulation of 30.10.2023, § 5).

    ``services`` are codes of ``SupportService``; hours of all of them count together. Days a week, hours a day, and
    the hours of the day between which they are given.
    """

    code = models.SlugField("kod")
    services = models.JSONField("usługi (kody)", default=list)
    days_a_week = models.PositiveSmallIntegerField("dni w tygodniu")
    hours_a_day = models.DecimalField("co najmniej godzin dziennie", max_digits=4, decimal_places=2)
    hour_from = models.PositiveSmallIntegerField("od godziny")
    hour_to = models.PositiveSmallIntegerField("do godziny")
    provision = models.CharField("kod przepisu", max_length=40)
    certainty = models.CharField("pewność", max_length=10, choices=Certainty)

    class Meta:
        verbose_name = "najmniejszy wymiar usług"
        verbose_name_plural = "najmniejsze wymiary usług"
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_standard_of_services_from_a_day"),
            models.CheckConstraint(
                name="standard_within_day_and_week",
                condition=Q(days_a_week__range=(1, 7))
                & Q(hours_a_day__gt=0, hours_a_day__lte=24)
                & Q(hour_from__lt=F("hour_to"), hour_to__lte=24),
            ),
            ends_after_it_begins("service_standard_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.days_a_week} × {self.hours_a_day} h"

    @property
    def hours_a_week(self) -> Decimal:
        """The least number of hours a week."""
        return self.days_a_week * self.hours_a_day


class OperatorTerms(Dated):
    """The body that runs apartments for the office: who acts for it, and element 5 of its contracts.

    ``name`` is the operator as the apartment names it. ``cost_share`` says which part of the cost the office bears.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="operators", verbose_name="ośrodek")
    name = models.CharField("podmiot prowadzący", max_length=200)
    address = models.CharField("adres siedziby", max_length=250)
    represented_by = models.CharField("kto go reprezentuje", max_length=160)
    represented_post = models.CharField("funkcja lub stanowisko", max_length=160)
    cost_share = models.TextField("udział ośrodka w kosztach pobytu (element 5)")
    source = models.CharField("z czego to wynika", max_length=300)

    class Meta:
        verbose_name = "podmiot prowadzący"
        verbose_name_plural = "podmioty prowadzące"
        ordering = ["office", "name", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name", "valid_from"], name="one_set_of_operator_terms_from_a_day"
            ),
            models.CheckConstraint(name="operator_terms_state_the_share", condition=~Q(cost_share="")),
            ends_after_it_begins("operator_terms_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class HousingContract(models.Model):
    """The arrangements (kontrakt mieszkaniowy) that come before the decision: art. 53 ust. 11 and 12 u.p.s."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="contracts")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="contracts")
    occupancy = models.ForeignKey(Occupancy, on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField("numer", max_length=80)
    kind = models.CharField("rodzaj", max_length=10, choices=HousingKind)
    state = models.CharField("stan", max_length=10, choices=ContractState, default=ContractState.DRAFT)
    purpose = models.TextField("cel pobytu")
    services = models.JSONField("usługi (kody)", default=list)
    service_terms = models.JSONField("wymiar usług", default=dict)
    scope_note = models.TextField("zakres: jak często, ile godzin", blank=True)
    programme_plan = models.TextField("program usamodzielniania: cele i sposób realizacji", blank=True)
    no_programme_reason = models.TextField("dlaczego nie sporządza się programu usamodzielniania", blank=True)
    representative = models.CharField("przedstawiciel ustawowy", max_length=160, blank=True)
    content = models.JSONField("treść", default=dict)
    template_version = models.CharField(max_length=40, blank=True)
    wording = models.JSONField("użyte teksty (element i wersja)", default=dict)
    sign_by = models.DateField("podpisać do dnia", null=True, blank=True)
    signed_on = models.DateField("podpisany dnia", null=True, blank=True)
    signed_for_office = models.CharField("podpisał(a) za ośrodek", max_length=160, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contracts")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kontrakt mieszkaniowy"
        verbose_name_plural = "kontrakty mieszkaniowe"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="contract_known_state", condition=Q(state__in=ContractState.values)),
            models.CheckConstraint(
                name="signed_contract_has_day",
                condition=~Q(state=ContractState.SIGNED) | (Q(signed_on__isnull=False) & ~Q(signed_for_office="")),
            ),
            models.CheckConstraint(
                name="programme_or_reason_not_both", condition=Q(programme_plan="") | Q(no_programme_reason="")
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="one_contract_in_use_per_application",
                condition=Q(state__in=[ContractState.DRAFT, ContractState.SIGNED]),
            ),
        ]

    def __str__(self) -> str:
        return f"kontrakt nr {self.number}"


class Signature(models.Model):
    """Who signed a contract on paper, in which role, and when. Rows come with the signing and never change."""

    contract = models.ForeignKey(HousingContract, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField("rola", max_length=14, choices=SignatoryRole)
    name = models.CharField("kto podpisał", max_length=160)
    signed_on = models.DateField("dnia")

    class Meta:
        verbose_name = "podpis pod kontraktem"
        verbose_name_plural = "podpisy pod kontraktem"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "role"], name="one_signature_of_a_role"),
            models.CheckConstraint(name="signature_known_role", condition=Q(role__in=SignatoryRole.values)),
            models.CheckConstraint(name="signature_names_who", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.name}"


class ContractScan(models.Model):
    """A scan of the contract as it was signed on paper. Never changed; a better scan comes beside it."""

    contract = models.ForeignKey(HousingContract, on_delete=models.PROTECT, related_name="scans")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="contract_scan")

    class Meta:
        verbose_name = "skan kontraktu"
        verbose_name_plural = "skany kontraktów"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"skan: {self.contract}"


class ContractRefusal(models.Model):
    """That the person refused to sign: when, how the office learnt it, the person's reason. Never changed.

    ``withdrawn``: the person no longer wants the support, so the proceedings may be discontinued (art. 105 § 2 KPA).
    """

    contract = models.OneToOneField(HousingContract, on_delete=models.PROTECT, related_name="refusal")
    refused_on = models.DateField("dzień odmowy")
    reason = models.CharField("powód podany przez osobę", max_length=500)
    evidence = models.CharField("z czego to wynika", max_length=300)
    withdrawn = models.BooleanField("osoba wycofuje wniosek", default=False)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "odmowa podpisania kontraktu"
        verbose_name_plural = "odmowy podpisania kontraktu"
        constraints = [
            models.CheckConstraint(name="refusal_says_why_and_whence", condition=~Q(reason="") & ~Q(evidence="")),
        ]

    def __str__(self) -> str:
        return f"{self.contract}, odmowa {self.refused_on:%d.%m.%Y}"


class ContractReminder(models.Model):
    """A reminder to sign: the first, the second …; how it was given. Never changed."""

    contract = models.ForeignKey(HousingContract, on_delete=models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField("które przypomnienie")
    reminded_on = models.DateField("dnia")
    how = models.CharField("w jaki sposób", max_length=300)
    sign_by = models.DateField("wyznaczony dzień", null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "przypomnienie o podpisaniu kontraktu"
        verbose_name_plural = "przypomnienia o podpisaniu kontraktu"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="reminders_of_a_contract_numbered"),
            models.CheckConstraint(name="reminder_says_how", condition=~Q(how="")),
        ]

    def __str__(self) -> str:
        return f"{self.number}. przypomnienie, {self.reminded_on:%d.%m.%Y}"


# The models of a subject live beside it; Django finds an app's models here.
from contracts.annexes.models import Annex, AnnexDecision  # noqa: E402, F401
from contracts.plans.models import Goal, GoalLevel, Plan, PlanReview, Step  # noqa: E402, F401
