from django import forms


class AgreeForm(forms.Form):
    agreed = forms.CharField(
        label="Dlaczego decyzja odpowiada żądaniu strony",
        max_length=600,
        help_text="O co strona wnosiła i że to dostała. Popraw tekst, jeśli jest inaczej. Bez danych o zdrowiu.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label="Dlaczego miejsce nie czeka na koniec sprawy",
        max_length=200,
        help_text="Zostanie przy miejscu i w przebiegu sprawy. Bez danych o zdrowiu.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
