"""The shape of what people type and send on the fee pages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from applications.models import Programme
from office.fields import DayField, MoneyField


class UploadForm(forms.Form):
    """A file with a resolution."""

    file = forms.FileField(
        label="Plik z uchwałą",
        help_text="XLSX, ODS albo CSV w układzie z pliku wzorcowego, najwyżej 1 MB. Najpierw zobaczysz podgląd.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Wybierz plik.", "empty": "Plik jest pusty. Wybierz plik z wypełnionym arkuszem."},
    )


class CriterionForm(forms.Form):
    """A new income criterion."""

    valid_from = DayField(label="Obowiązuje od")
    single = MoneyField(label="Osoba samotnie gospodarująca", min_value=Decimal("0.01"), max_value=Decimal("99999.99"))
    family = MoneyField(label="Osoba w rodzinie", min_value=Decimal("0.01"), max_value=Decimal("99999.99"))
    hectare = MoneyField(label="Dochód z 1 ha przeliczeniowego", max_value=Decimal("99999.99"))
    act = forms.CharField(
        label="Akt z miejscem publikacji",
        max_length=300,
        help_text="Tak, jak ma go przytoczyć decyzja: „rozporządzenie Rady Ministrów z dnia … w sprawie … (…)”.",
        error_messages={"required": "Wpisz akt, z którego wynikają kwoty."},
    )
    source = forms.CharField(label="Gdzie sprawdzono", max_length=300, required=False, help_text="Np. adres w ELI.")


class CostOrderForm(forms.Form):
    """A new order on the monthly cost of a place, one amount for each programme (empty: not in this order)."""

    number = forms.CharField(
        label="Numer zarządzenia", max_length=60, error_messages={"required": "Wpisz numer zarządzenia."}
    )
    issued_on = DayField(label="Z dnia")
    title = forms.CharField(
        label="W sprawie",
        max_length=300,
        error_messages={"required": "Wpisz tytuł zarządzenia, jak po słowach „w sprawie”."},
    )
    valid_from = DayField(label="Obowiązuje od")
    valid_to = DayField(label="Obowiązuje do", required=False, help_text="Puste: do następnego zarządzenia.")

    def __init__(self, data: Any, programmes: Iterable[Programme]) -> None:
        super().__init__(data)
        self.programmes = list(programmes)
        for programme in self.programmes:
            self.fields[self.field_of(programme)] = MoneyField(
                label=f"Miesięczny koszt jednego miejsca: {programme.name}", required=False, min_value=Decimal("0.01")
            )

    @staticmethod
    def field_of(programme: Programme) -> str:
        """The name of the field with the cost of ``programme``."""
        return f"cost_{programme.pk}"

    def amounts(self) -> dict[Programme, Decimal]:
        """The costs that were typed, in złoty, by programme."""
        typed = {programme: self.cleaned_data[self.field_of(programme)] for programme in self.programmes}
        return {programme: amount for programme, amount in typed.items() if amount is not None}
