from collections.abc import Sequence
from typing import Any

from django import forms

from decisions.kinds.registry import DecisionKind
from decisions.models import Series


class FilterForm(forms.Form):
    """What the register shows."""

    rok = forms.TypedChoiceField(label="Rok", required=False, coerce=int, empty_value=None)
    rejestr = forms.ChoiceField(label="Rejestr", required=False, choices=[("", "oba"), *Series.choices])
    rodzaj = forms.ChoiceField(label="Rodzaj", required=False, choices=[("", "wszystkie"), *DecisionKind.choices])

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rok"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
