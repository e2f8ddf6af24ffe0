"""The administrator's form of the dictionary of income kinds."""

from typing import Any

from django import forms

from applications.models import IncomeKind, IncomeNature
from office.fields import DayField
from office.models import Certainty, Provision

YES, NO = "tak", "nie"


class IncomeKindForm(forms.Form):
    """A new version of a kind of income, or (with its nature) a new kind."""

    name = forms.CharField(
        label="Nazwa",
        max_length=200,
        help_text="Tak, jak ma ją wydrukować decyzja.",
        error_messages={"required": "Wpisz nazwę."},
    )
    nature = forms.ChoiceField(
        label="Z czego jest ten dochód",
        choices=IncomeNature.choices,
        initial=IncomeNature.GENERAL,
        help_text="Od tego zależy, jak ustala się jego kwotę.",
    )
    counted = forms.TypedChoiceField(
        label="Czy wlicza się do dochodu",
        choices=[(YES, "Wlicza się"), (NO, "Nie wlicza się")],
        coerce=lambda answer: answer == YES,
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz, czy ten dochód się wlicza."},
    )
    reason = forms.CharField(
        label="Dlaczego",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Decyzja wydrukuje to po „tak:” albo „nie:”, na przykład: przychód, którego ustawa nie pomija.",
        error_messages={"required": "Napisz, dlaczego się wlicza albo nie."},
    )
    provision = forms.ChoiceField(label="Przepis", required=False)
    certainty = forms.ChoiceField(
        label="Skąd to wiadomo",
        choices=Certainty.choices,
        initial=Certainty.CONFIRMED,
        widget=forms.RadioSelect,
        help_text="„Potwierdzone” zaznacz dopiero po przeczytaniu tekstu aktu.",
    )
    valid_from = DayField(label="Obowiązuje od", help_text="Dziś albo później, na przykład 01.01.2027.")

    def __init__(self, *args: Any, provisions: list[Provision], kind: IncomeKind | None = None, **kwargs: Any) -> None:
        if kind is not None:
            kwargs["initial"] = {
                "name": kind.name,
                "counted": YES if kind.counted else NO,
                "reason": kind.reason,
                "provision": kind.provision,
            }
        super().__init__(*args, **kwargs)
        if kind is not None:
            del self.fields["nature"]
        named = {row.code: f"{row.place} – {row.says}"[:110] for row in provisions}
        self.fields["provision"].choices = [("", "nie ustalono"), *named.items()]  # type: ignore[attr-defined]
