from typing import Any

from django import forms

from decisions.kinds.texts.people import SAMPLES
from office import clock
from office.fields import DayField


class ReasonForm(forms.Form):
    """The words of a draft."""

    title = forms.CharField(
        label="Nazwa na liście",
        max_length=120,
        help_text="Po niej pracownik wybiera akapit. Nie drukuje się w decyzji.",
        error_messages={"required": "Wpisz nazwę: po niej pracownik wybiera akapit."},
    )
    text = forms.CharField(
        label="Treść akapitu",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true"}),
        help_text="Jeden akapit, pełne zdania. Miejsca na fakty zapisz w nawiasach klamrowych, na przykład {when}.",
        error_messages={"required": "Wpisz treść akapitu."},
    )
    source = forms.CharField(
        label="Skąd ten tekst",
        max_length=300,
        required=False,
        help_text="Na przykład: tekst ośrodka, przejrzany przez radcę prawnego 5 stycznia 2027 r.",
    )
    opened = forms.CharField(widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """From which day a paragraph is offered."""

    valid_from = DayField(label="Obowiązuje od", help_text="Dziś albo później, na przykład 01.01.2027.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": clock.today()})
        super().__init__(*args, **kwargs)


class SampleForm(forms.Form):
    """In which invented case a paragraph is shown."""

    przyklad = forms.ChoiceField(
        label="Przykładowa sprawa", choices=[(code, sample.label) for code, sample in SAMPLES.items()]
    )
