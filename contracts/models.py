from django.conf import settings
from django.db import models
from django.db.models import Q

from apartments.models import Occupancy
from applications.models import Application, HousingKind, Programme
from contracts.states import ContractState
from fees.models import Assessment
from office.models import Dated
from office.models.dated import ends_after_it_begins


class ContractClause(Dated):
    """The office's text for one of the ten elements of art. 53 ust. 12 u.p.s., for a kind or for one programme.

    The text may use the named slots that ``contracts.clauses`` lists; an unknown slot is refused when it is loaded.
    """

    kind = models.CharField("rodzaj", max_length=10, choices=HousingKind)
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="clauses", verbose_name="program"
    )
    element = models.PositiveSmallIntegerField("element kontraktu (1–10)")
    version = models.CharField("wersja", max_length=20)
    text = models.TextField("treść")
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "postanowienie kontraktu"
        verbose_name_plural = "postanowienia kontraktu"
        ordering = ["kind", "programme", "element", "-valid_from"]
        constraints = [
            models.CheckConstraint(name="clause_of_ten_elements", condition=Q(element__range=(1, 10))),
            models.UniqueConstraint(
                fields=["kind", "programme", "element", "valid_from"],
                name="one_clause_of_a_programme_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["kind", "element", "valid_from"],
                name="one_clause_of_a_kind_from_a_day",
                condition=Q(programme__isnull=True),
            ),
            ends_after_it_begins("clause_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, element {self.element}, wersja {self.version}"


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
    scope_note = models.TextField("zakres: jak często, ile godzin", blank=True)
    programme_plan = models.TextField("program usamodzielniania: cele i sposób realizacji", blank=True)
    no_programme_reason = models.TextField("dlaczego nie sporządza się programu usamodzielniania", blank=True)
    representative = models.CharField("przedstawiciel ustawowy", max_length=160, blank=True)
    content = models.JSONField("treść", default=dict)
    template_version = models.CharField(max_length=40, blank=True)
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
