from django import forms

from office.fields import DayField


class WordsForm(forms.Form):
    """Ready words, from when, and whose they are."""

    text = forms.CharField(
        label="Treść",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        error_messages={"required": "Wpisz treść."},
    )
    source = forms.CharField(
        label="Skąd ten tekst",
        max_length=300,
        required=False,
        help_text="Na przykład: tekst ośrodka, przejrzany przez radcę prawnego 5 stycznia 2027 r.",
    )
    valid_from = DayField(label="Od kiedy", help_text="Dziś albo później.")
