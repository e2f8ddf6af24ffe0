from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from applications.models import Programme
from decisions.approval.selectors import Narrowed
from office.fields import MoneyField
from office.models import Office


class LetGoForm(forms.Form):
    """Why a finding does not stand in the way: ready words, own ones, or both."""

    ready = forms.ChoiceField(label="Uzasadnienie z listy", required=False)
    reason = forms.CharField(
        label="Dlaczego mimo to decyzja jest zgodna z prawem",
        required=False,
        help_text="Dyrektor zobaczy to uzasadnienie. Nie da się go potem zmienić.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, ready: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ready:
            choices = [("", "– napiszę własne –"), *((text, text) for text in ready)]
            self.fields["ready"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["ready"]

    def clean(self) -> dict[str, Any]:
        """One reason of both; without any the finding stays."""
        words = (self.cleaned_data.get("ready", ""), self.cleaned_data.get("reason", ""))
        self.cleaned_data["reason"] = " ".join(part.strip() for part in words if part.strip())
        if not self.cleaned_data["reason"]:
            self.add_error("reason", "Napisz uzasadnienie: bez niego nie można odstąpić.")
        return self.cleaned_data


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
