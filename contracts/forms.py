from typing import Any

from django import forms

from applications.models import Application, HousingKind
from contracts.selectors import services_to_choose
from contracts.services import ContractTerms
from office import clock
from office.fields import DayField


class ContractForm(forms.Form):
    purpose = forms.CharField(
        label="Cel pobytu",
        help_text="Jedno lub dwa zdania: co osoba chce osiągnąć.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    services = forms.MultipleChoiceField(
        label="Zakres wsparcia", help_text="Zaznacz uzgodnione usługi.", widget=forms.CheckboxSelectMultiple
    )
    scope_note = forms.CharField(
        label="Jak często i w jakim wymiarze",
        required=False,
        help_text="Np. trening kulinarny raz w tygodniu, praca socjalna dwa razy w tygodniu.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    programme_plan = forms.CharField(
        label="Program usamodzielniania: cele i sposób realizacji",
        required=False,
        help_text="Każdy cel w osobnym wierszu.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    no_programme_reason = forms.CharField(
        label="Dlaczego programu nie sporządza się",
        required=False,
        help_text="Tylko gdy stan osoby wskazuje na brak możliwości usamodzielnienia. Napisz całe zdanie.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    representative = forms.CharField(
        label="Przedstawiciel ustawowy",
        required=False,
        max_length=160,
        help_text="Imię, nazwisko i podstawa działania – gdy osoba nie działa sama.",
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, str]]] = {}
        for service in services_to_choose(application.kind, clock.today()):
            choices.setdefault(service.heading, []).append((service.code, service.name))
        self.fields["services"].choices = list(choices.items())  # type: ignore[attr-defined]
        if application.kind == HousingKind.TRAINING:
            del self.fields["no_programme_reason"]

    def terms(self) -> ContractTerms:
        """What was typed, for the service."""
        return ContractTerms(**self.cleaned_data)


class SigningForm(forms.Form):
    signed_on = DayField(label="Dzień ostatniego podpisu")
    signed_for_office = forms.CharField(
        label="Kto podpisał za ośrodek", max_length=160, help_text="Imię, nazwisko i stanowisko."
    )
