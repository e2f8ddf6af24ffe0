from typing import Any

from django import forms
from django.http import QueryDict

from applications.models import Application, HousingKind
from contracts.hours import LONGEST_FREQUENCY, field_of
from contracts.models import HousingContract
from contracts.selectors import content_of, services_to_choose
from contracts.services import ContractTerms, Signed
from office import clock
from office.fields import DayField
from office.files.fields import UploadField


class ServicesForm(forms.Form):
    """The services of the statutory list for a kind of apartment, each with hours a week and how often."""

    services = forms.MultipleChoiceField(
        label="Zakres wsparcia", help_text="Zaznacz uzgodnione usługi.", widget=forms.CheckboxSelectMultiple
    )

    def offer(self, kind: str) -> None:
        """Make the choices and the fields of each service."""
        self.headings: dict[str, list[tuple[str, str]]] = {}
        stored = (self.initial or {}).get("service_terms") or {}
        for service in services_to_choose(kind, clock.today()):
            self.headings.setdefault(service.heading, []).append((service.code, service.name))
            self._add_extent(service.code, service.name, stored.get(service.code, {}))
        self.fields["services"].choices = list(self.headings.items())  # type: ignore[attr-defined]

    def _add_extent(self, code: str, name: str, stored: dict[str, str]) -> None:
        self.fields[field_of("hours", code)] = forms.CharField(
            label=f"{name}: godzin w tygodniu",
            required=False,
            max_length=6,
            initial=stored.get("hours", "").replace(".", ","),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "width-5 num", "autocomplete": "off"}),
        )
        self.fields[field_of("frequency", code)] = forms.CharField(
            label=f"{name}: jak często",
            required=False,
            max_length=LONGEST_FREQUENCY,
            initial=stored.get("frequency", ""),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    @property
    def service_rows(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Heading → rows of one service each: its checkbox and its two bound fields."""
        chosen = set(self["services"].value() or [])
        rows = []
        for heading, services in self.headings.items():
            lines = [
                {
                    "code": code,
                    "name": name,
                    "checked": code in chosen,
                    "hours": self[field_of("hours", code)],
                    "frequency": self[field_of("frequency", code)],
                }
                for code, name in services
            ]
            rows.append((heading, lines))
        return rows

    def extents(self) -> dict[str, dict[str, str]]:
        """Hours and frequency as typed, of the chosen services."""
        typed = self.cleaned_data
        kinds = ("hours", "frequency")
        return {code: {kind: typed[field_of(kind, code)] for kind in kinds} for code in typed["services"]}


class ContractForm(ServicesForm):
    purpose = forms.CharField(
        label="Cel pobytu",
        help_text="Jedno lub dwa zdania: co osoba chce osiągnąć.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    scope_note = forms.CharField(
        label="Coś jeszcze o częstości i wymiarze",
        required=False,
        help_text="Np. praca socjalna dwa razy w tygodniu.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    programme_plan = forms.CharField(
        label="Program usamodzielniania: cele i sposób realizacji",
        required=False,
        help_text="Każdy cel w osobnym wierszu. Puste: program ułoży to z celów i kroków zapisanych w programie "
        "usamodzielniania albo planie wsparcia tej sprawy.",
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

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(application.kind)
        if application.kind == HousingKind.TRAINING:
            del self.fields["no_programme_reason"]

    def terms(self) -> ContractTerms:
        """What was typed, for the service."""
        typed = self.cleaned_data
        own = {name: typed[name] for name in typed if not name.startswith(("hours-", "frequency-")) and name != "seen"}
        return ContractTerms(**own, service_terms=self.extents())

    def show_again(self, seen: str) -> None:
        """Show what was typed once more, over what stands now: the next save is meant."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["seen"] = seen
        self.data = typed


class SigningForm(forms.Form):
    signed_on = DayField(label="Kiedy podpisano za ośrodek")
    signed_for_office = forms.CharField(
        label="Kto podpisał za ośrodek", max_length=160, help_text="Imię, nazwisko i stanowisko."
    )
    operator_signed_on = DayField(label="Kiedy podpisano za podmiot prowadzący")
    operator_name = forms.CharField(
        label="Kto podpisał za podmiot prowadzący", max_length=160, help_text="Imię, nazwisko i funkcja."
    )
    person_signed_on = DayField(
        label="Kiedy podpisała osoba", required=False, help_text="Puste: tego samego dnia co ośrodek."
    )
    person_name = forms.CharField(label="Kto podpisał jako osoba", required=False, max_length=160)

    def __init__(self, *args: Any, contract: HousingContract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = contract.representative or contract.application.person.full_name
        self.fields["person_name"].initial = name
        if contract.representative:
            self.fields["person_name"].label = "Kto podpisał jako przedstawiciel ustawowy"
            self.fields["person_signed_on"].label = "Kiedy podpisał przedstawiciel ustawowy"
        content = content_of(contract)
        if content.is_one_body:
            del self.fields["operator_signed_on"], self.fields["operator_name"]
        else:
            self.fields["operator_name"].initial = content.operator.represented_by

    def signatures(self) -> dict[str, Any]:
        """What was typed, for the service."""
        typed = self.cleaned_data
        people: dict[str, Any] = {name: typed[name] for name in ("signed_on", "signed_for_office")}
        if "operator_name" in typed:
            people["operator"] = Signed(typed["operator_name"], typed["operator_signed_on"])
        if typed["person_name"] or typed["person_signed_on"]:
            day = typed["person_signed_on"] or typed["signed_on"]
            people["person"] = Signed(typed["person_name"] or str(self.fields["person_name"].initial), day)
        return people


class ScanForm(forms.Form):
    upload = UploadField(label="Skan podpisanego kontraktu")


class CallForm(forms.Form):
    sign_by = DayField(label="Podpisać do dnia", help_text="Ten dzień pojawi się na tablicy terminów.")


class ReminderForm(forms.Form):
    reminded_on = DayField(label="Dzień przypomnienia")
    how = forms.CharField(
        label="W jaki sposób", max_length=300, help_text="Np. pismo wysłane listem poleconym, rozmowa telefoniczna."
    )
    sign_by = DayField(label="Nowy dzień, do którego podpisać", required=False)


class RefusalForm(forms.Form):
    refused_on = DayField(label="Dzień odmowy")
    reason = forms.CharField(
        label="Powód podany przez osobę",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Własnymi słowami osoby. Jeśli go nie podała, napisz to.",
    )
    evidence = forms.CharField(
        label="Z czego to wynika", max_length=300, help_text="Np. oświadczenie z dnia …, notatka z rozmowy z dnia …."
    )
    withdrawn = forms.BooleanField(
        label="Osoba wycofuje wniosek",
        required=False,
        help_text="Zaznacz, gdy osoba nie chce już wsparcia. Postępowanie wtedy się umarza.",
    )
