from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from applications.models import HouseholdType, Programme
from fees.changes.models import Cause
from fees.changes.selectors import FILTERS, acts_to_simulate
from fees.models import Resolution
from office.fields import DayField, MoneyField
from office.models import Office

_FROM = "Najwcześniej jutro: opłata nie zmienia się wstecz."


class _ActField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, obowiązuje od {obj.valid_from:%d.%m.%Y}"


class RunForm(forms.Form):
    """A run over running stays."""

    on = DayField(label="Na dzień", help_text=_FROM)
    resolution = _ActField(
        label="Symulacja innej uchwały",
        queryset=Resolution.objects.none(),
        required=False,
        empty_label="nie – zasady, które będą obowiązywać tego dnia",
        help_text="Może być projektem albo jeszcze nie obowiązywać. Symulacja nie prowadzi do projektów obliczeń.",
        error_messages={"invalid_choice": "Wybierz uchwałę z listy."},
    )

    def __init__(self, data: Any, office: Office, *, must_simulate: bool = False, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["resolution"]
        field.queryset = acts_to_simulate(office)  # type: ignore[attr-defined]
        if must_simulate:
            field.required = True
            field.label = "Uchwała do symulacji"
            field.empty_label = "wybierz uchwałę"  # type: ignore[attr-defined]
            field.error_messages["required"] = "Wybierz uchwałę: Twoja rola pozwala tylko na symulację."


class InventedForm(forms.Form):
    """A simulation on invented incomes: a file, or an even row of incomes."""

    on = DayField(label="Na dzień", help_text=_FROM)
    programme = forms.ModelChoiceField(
        label="Program",
        queryset=Programme.objects.none(),
        empty_label="wybierz program",
        error_messages={"required": "Wybierz program.", "invalid_choice": "Wybierz program z listy."},
    )
    resolution = _ActField(
        label="Uchwała",
        queryset=Resolution.objects.none(),
        required=False,
        empty_label="ta, która będzie obowiązywać tego dnia",
    )
    file = forms.FileField(
        label="Tabela dochodów",
        required=False,
        help_text="CSV, XLSX albo ODS z kolumnami: gospodarstwo (samotna, rodzina), osoby, dochód, dochód własny. "
        "Bez nazwisk. Puste: dochody utworzy program według pól poniżej.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
    )
    household = forms.ChoiceField(
        label="Gospodarstwo", choices=HouseholdType.choices, required=False, widget=forms.RadioSelect
    )
    persons = forms.IntegerField(
        label="Liczba osób",
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
        error_messages={"invalid": "Wpisz liczbę osób cyframi."},
    )
    lowest = MoneyField(label="Dochód od", required=False)
    highest = MoneyField(label="Dochód do", required=False)
    step = MoneyField(label="Co ile", required=False, min_value=Decimal("0.01"))

    def __init__(self, data: Any, files: Any, office: Office, *, initial: Any = None) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["programme"].queryset = Programme.objects.filter(office=office).order_by("kind", "name")  # type: ignore[attr-defined]
        self.fields["resolution"].queryset = acts_to_simulate(office)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("file") and "file" not in self.errors:
            for name in ("household", "persons", "lowest", "highest", "step"):
                if found.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, ValidationError("Wypełnij to pole albo dołącz tabelę dochodów."))
        return found


class ReviewForm(forms.Form):
    """Income and household of a running stay as established anew."""

    household = forms.ChoiceField(
        label="Gospodarstwo",
        choices=HouseholdType.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz gospodarstwo."},
    )
    persons = forms.IntegerField(
        label="Liczba osób w gospodarstwie",
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
        error_messages={"required": "Wpisz liczbę osób.", "invalid": "Wpisz liczbę osób cyframi."},
    )
    own_income = MoneyField(label="Własny dochód osoby w miesiącu")
    other_income = MoneyField(
        label="Dochód pozostałych osób w rodzinie",
        required=False,
        help_text="Osoba samotnie gospodarująca: puste.",
    )
    basis = forms.CharField(
        label="Na jakiej podstawie",
        max_length=300,
        help_text="Dokument albo oświadczenie i jego data.",
        error_messages={"required": "Napisz, z jakich dokumentów wynika dochód."},
    )

    def clean_other_income(self) -> Decimal:
        return self.cleaned_data["other_income"] or Decimal("0.00")


class FilterForm(forms.Form):
    """Which rows of a run to show."""

    ktore = forms.ChoiceField(
        label="Które pozycje",
        required=False,
        choices=[("", "wszystkie"), *((name, words) for name, (words, _) in FILTERS.items())],
    )
    przyczyna = forms.ChoiceField(label="Przyczyna", required=False, choices=[("", "każda"), *Cause.choices])
