from django import forms

from office.fields import DayField


class ClauseForm(forms.Form):
    text = forms.CharField(
        label="Tekst", help_text="Każdy punkt w osobnym wierszu.", widget=forms.Textarea(attrs={"rows": 8})
    )
    valid_from = DayField(label="Obowiązuje od")
    source = forms.CharField(
        label="Skąd ten tekst",
        max_length=300,
        required=False,
        help_text="Np. zarządzenie dyrektora nr … z dnia ….",
    )


class OperatorForm(forms.Form):
    name = forms.CharField(
        label="Podmiot prowadzący", max_length=200, help_text="Tak samo jak w danych mieszkania, które prowadzi."
    )
    address = forms.CharField(label="Adres siedziby", max_length=250)
    represented_by = forms.CharField(label="Kto go reprezentuje", max_length=160)
    represented_post = forms.CharField(label="Funkcja lub stanowisko", max_length=160)
    cost_share = forms.CharField(
        label="Udział ośrodka w kosztach pobytu",
        help_text="Pełnym zdaniem: stanie w § 5 kontraktu.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(label="Z czego to wynika", max_length=300, help_text="Np. umowa nr … z dnia ….")
    valid_from = DayField(label="Obowiązuje od")
