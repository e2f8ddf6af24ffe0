"""Forms about ends of a case."""

from django import forms

from applications.outcomes.models import WithdrawalWay
from office.fields import DayField


class WithdrawalForm(forms.Form):
    """How the person withdrew the application."""

    declared_on = DayField(label="Dzień, w którym oświadczenie wpłynęło albo je złożono")
    way = forms.ChoiceField(
        label="W jaki sposób",
        choices=WithdrawalWay,
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz, w jaki sposób osoba to oświadczyła."},
    )
    note = forms.CharField(label="Uwagi", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class TakeBackForm(forms.Form):
    """How the person took the withdrawal back."""

    on = DayField(label="Dzień oświadczenia")
    note = forms.CharField(
        label="W jaki sposób osoba to oświadczyła",
        max_length=300,
        error_messages={"required": "Napisz, np. pismem, które wpłynęło tego dnia."},
    )


class TransferForm(forms.Form):
    """To which authority, and why."""

    authority = forms.CharField(
        label="Organ właściwy",
        max_length=200,
        help_text="Np. Wójt Gminy Zmyślonej.",
        error_messages={"required": "Napisz, jaki organ jest właściwy."},
    )
    address = forms.CharField(
        label="Adres organu",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Każda linia osobno, tak jak na kopercie.",
        error_messages={"required": "Wpisz adres: tam pójdzie pismo z wnioskiem."},
    )
    why = forms.CharField(
        label="Dlaczego ten organ",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Całe zdania: to uzasadnienie dostanie ten organ i osoba.",
        error_messages={"required": "Napisz, z czego wynika właściwość."},
    )
    enclosures = forms.CharField(
        label="Co przekazujesz",
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="wniosek",
        help_text="Każdy załącznik w osobnym wierszu.",
        error_messages={"required": "Wpisz co najmniej wniosek."},
    )
