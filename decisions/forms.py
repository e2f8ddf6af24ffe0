from django import forms


class DecisionForm(forms.Form):
    agreement = forms.CharField(
        label="Uzgodnienie z osobą",
        required=False,
        help_text="Jak uzgodniono odpłatność i zakres usług (art. 97 ust. 1). Tekst trafi do uzasadnienia.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reasons = forms.CharField(
        label="Dodatkowe uzasadnienie",
        required=False,
        help_text="Co jeszcze przemawia za przyznaniem wsparcia. Bez diagnoz, jeśli nie są konieczne.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReturnForm(forms.Form):
    note = forms.CharField(
        label="Co poprawić",
        help_text="Zobaczy to osoba, która przygotowała projekt.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Napisz, co poprawić: projekt wraca z uzasadnieniem."},
    )
