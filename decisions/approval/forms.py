from decimal import Decimal
from typing import Any

from django import forms

from applications.models import Programme
from decisions.approval.selectors import Narrowed
from office.fields import MoneyField
from office.models import Office


class LetGoForm(forms.Form):
    """Why a finding does not stand in the way."""

    reason = forms.CharField(
        label="Dlaczego mimo to decyzja jest zgodna z prawem",
        help_text="Dyrektor zobaczy to uzasadnienie. Nie da się go potem zmienić.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Napisz uzasadnienie: bez niego nie można odstąpić."},
    )


class WaitingForm(forms.Form):
    """Which of the waiting changes of fee to show. Nothing here can be wrong: what is not understood is left out."""

    kierunek = forms.ChoiceField(
        label="Opłata", required=False, choices=[("", "wszystkie"), ("up", "rośnie"), ("down", "maleje")]
    )
    program = forms.ModelChoiceField(
        label="Program", required=False, queryset=Programme.objects.none(), empty_label="wszystkie"
    )
    roznica = MoneyField(label="Różnica co najmniej (zł)", required=False, max_value=Decimal("99999.99"))
    kontrola = forms.ChoiceField(
        label="Kontrola prawna",
        required=False,
        choices=[("", "wszystkie"), ("clean", "bez odstąpień"), ("let_go", "z odstąpieniami")],
    )

    def __init__(self, *args: Any, office: Office | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = Programme.objects.filter(office=office)  # type: ignore[attr-defined]

    def chosen(self) -> Narrowed:
        """What ``waiting_changes`` takes."""
        self.is_valid()
        found = self.cleaned_data
        programme = found.get("program")
        return Narrowed(
            direction=found.get("kierunek") or "",
            programme=programme.pk if programme else None,
            least=found.get("roznica"),
            check=found.get("kontrola") or "",
        )
