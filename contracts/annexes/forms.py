from typing import Any

from django import forms

from applications.models import HousingKind
from contracts.annexes.content import AnnexContent
from contracts.annexes.models import Ground
from contracts.annexes.selectors import Says
from contracts.annexes.services import NewTerms
from contracts.forms import ServicesForm
from contracts.models import HousingContract
from fees.changes.models import DraftAssessment
from office.fields import DayField
from office.polish import short_day, zloty

SERVICES, FEE, PERIOD, PROGRAMME, REPRESENTATIVE = "services", "fee", "period", "programme", "representative"
WHAT = [
    (SERVICES, "rodzaj i zakres wsparcia"),
    (FEE, "odpłatność (z nowego obliczenia)"),
    (PERIOD, "okres pobytu"),
    (PROGRAMME, "program usamodzielniania"),
    (REPRESENTATIVE, "przedstawiciel ustawowy"),
]


class FeeChoice(forms.ModelChoiceField):
    """Names a new assessment by its amount and first day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{zloty(obj.amount)} miesięcznie od {short_day(obj.on)}"


class AnnexForm(ServicesForm):
    """Why and from when, what changes, and the new terms of what was ticked."""

    ground = forms.ChoiceField(label="Przyczyna zmiany", choices=Ground, widget=forms.RadioSelect)
    why = forms.CharField(
        label="Co się zmieniło",
        max_length=500,
        help_text="Jedno zdanie, które stanie w aneksie. Bez szczegółów o zdrowiu.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    effective_from = DayField(label="Od którego dnia obowiązuje")
    what = forms.MultipleChoiceField(
        label="Co zmienia aneks",
        choices=WHAT,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zaznacz, co zmienia aneks."},
    )
    scope_note = forms.CharField(
        label="Coś jeszcze o częstości i wymiarze", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    fee = FeeChoice(DraftAssessment.objects.none(), label="Nowa odpłatność", required=False, empty_label="wybierz")
    period_to = DayField(
        label="Nowy ostatni dzień pobytu",
        required=False,
        help_text="Puste: na czas nieokreślony (tylko mieszkanie wspomagane). Na dłużej: potrzebny jest nowy wniosek.",
    )
    programme_plan = forms.CharField(
        label="Nowa treść programu usamodzielniania",
        required=False,
        help_text="Każdy cel w osobnym wierszu.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    representative = forms.CharField(
        label="Przedstawiciel ustawowy",
        required=False,
        max_length=160,
        help_text="Imię, nazwisko i podstawa działania. Puste: osoba działa sama.",
    )

    def __init__(self, data: Any, *, contract: HousingContract, drafts: Any, now: Says) -> None:
        stands = {
            "services": list(now.services),
            "service_terms": now.service_terms,
            "scope_note": now.scope_note,
            "period_to": now.period_to,
            "programme_plan": now.programme_plan,
            "representative": now.representative,
        }
        super().__init__(data, initial=stands)
        self.offer(contract.kind)
        self.fields["services"].required = False
        self.fields["fee"].queryset = drafts  # type: ignore[attr-defined]
        if contract.kind == HousingKind.TRAINING:
            self.fields["period_to"].help_text = "Na dłużej niż dotąd: potrzebny jest nowy wniosek."

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if FEE in typed.get("what", ()) and not typed.get("fee"):
            self.add_error("fee", "Wybierz nowe obliczenie. Robi się je w „Opłaty i uchwały”, „Co się zmieni”.")
        return typed

    def terms(self) -> NewTerms:
        """What was ticked, for the service."""
        typed = self.cleaned_data
        what = set(typed["what"])
        return NewTerms(
            services=typed["services"] if SERVICES in what else None,
            service_terms=self.extents() if SERVICES in what else None,
            scope_note=typed["scope_note"],
            fee=typed["fee"] if FEE in what else None,
            changes_period=PERIOD in what,
            period_to=typed["period_to"],
            programme_plan=typed["programme_plan"] if PROGRAMME in what else None,
            representative=typed["representative"] if REPRESENTATIVE in what else None,
        )


class AnnexSigningForm(forms.Form):
    signed_on = DayField(label="Dzień ostatniego podpisu")
    signed_for_office = forms.CharField(
        label="Kto podpisał za ośrodek", max_length=160, help_text="Imię, nazwisko i stanowisko."
    )
    signed_by_person = forms.CharField(label="Kto podpisał jako osoba lub przedstawiciel", max_length=160)
    signed_for_operator = forms.CharField(label="Kto podpisał za podmiot prowadzący", max_length=160)

    def __init__(self, *args: Any, paper: AnnexContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if paper.is_one_body:
            del self.fields["signed_for_operator"]


class PairForm(forms.Form):
    number = forms.CharField(label="Numer decyzji", max_length=60)
    decided_on = DayField(label="Dzień wydania decyzji")
