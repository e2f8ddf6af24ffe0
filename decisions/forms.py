from collections.abc import Sequence
from typing import Any

from django import forms


class ReturnForm(forms.Form):
    """Why a draft goes back, and at which paragraph of its text."""

    paragraph = forms.TypedChoiceField(
        label="Którego akapitu dotyczy uwaga",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Numery akapitów są na liście „Treść w akapitach”.",
        error_messages={"invalid_choice": "Tego akapitu nie ma w projekcie. Wybierz akapit z listy."},
    )
    note = forms.CharField(
        label="Co poprawić",
        help_text="Zobaczy to osoba, która przygotowała projekt.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Napisz, co poprawić: projekt wraca z uzasadnieniem."},
    )

    def __init__(self, *args: Any, paragraphs: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraph"].choices = [("", "całej decyzji"), *paragraphs]  # type: ignore[attr-defined]
