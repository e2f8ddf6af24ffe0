from django import forms


class ReturnForm(forms.Form):
    note = forms.CharField(
        label="Co poprawić",
        help_text="Zobaczy to osoba, która przygotowała projekt.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Napisz, co poprawić: projekt wraca z uzasadnieniem."},
    )
