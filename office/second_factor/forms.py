from django import forms


class TokenForm(forms.Form):
    """One code: of the phone, or a recovery code."""

    token = forms.CharField(
        label="Kod z telefonu",
        max_length=20,
        help_text="Sześć cyfr z aplikacji. Bez telefonu wpisz jeden z kodów zapasowych.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "width-10"}),
        error_messages={"required": "Wpisz kod z telefonu albo kod zapasowy."},
    )
