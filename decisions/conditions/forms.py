"""What is asked about conditions: when one is drafted, when it was fulfilled."""

from datetime import date
from typing import Any

from django import forms

from decisions.conditions.selectors import STATES
from decisions.ready.selectors import conditions_on
from office.fields import DayField
from office.models import Office

MOST_DAYS = 730


class ConditionForm(forms.Form):
    """One condition of a draft: ready words or own, a day or a number of days, the provision that allows it."""

    wording = forms.ChoiceField(label="Warunek z listy", required=False)
    text = forms.CharField(
        label="Albo własnymi słowami",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Co osoba ma zrobić. Na przykład: strona zgłosi się do urzędu pracy.",
    )
    due_on = DayField(label="Do dnia", required=False)
    due_days = forms.IntegerField(
        label="Albo w ciągu ilu dni od wydania decyzji",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "width-10"}),
    )
    ground = forms.CharField(
        label="Podstawa warunku",
        required=False,
        max_length=300,
        help_text="Przepis, który pozwala zastrzec ten warunek. Wpisuje go ośrodek: program go nie podpowiada. "
        "Bez podstawy projektu nie można przekazać.",
    )

    def __init__(self, *args: Any, office: Office, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {row.code: row.text for row in conditions_on(office, day)}
        choices = [("", "– wpiszę własny –"), *self.texts.items()]
        self.fields["wording"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Own words or ready ones, not both; one term."""
        data = self.cleaned_data
        if bool(data.get("text", "").strip()) == bool(data.get("wording")) and "text" not in self.errors:
            self.add_error("text", "Wybierz warunek z listy albo wpisz własny – jedno z dwojga.")
        return data

    def values(self) -> dict[str, Any]:
        """For ``decisions.conditions.services.add_condition``."""
        data = self.cleaned_data
        return {
            "text": data["text"].strip() or self.texts[data["wording"]],
            "ground": data["ground"],
            "due_on": data["due_on"],
            "due_days": data["due_days"],
        }


class FulfilForm(forms.Form):
    """When the condition was fulfilled and how that is known."""

    done_on = DayField(label="Kiedy spełniono warunek")
    proof = forms.CharField(
        label="Dowód",
        max_length=300,
        help_text="Na przykład: potwierdzenie złożenia wniosku z 5 stycznia 2027 r., karta akt 48. "
        "Bez danych o zdrowiu.",
        error_messages={"required": "Wpisz, z czego to wynika."},
    )


class StrikeForm(forms.Form):
    """Why an entry was wrong."""

    reason = forms.CharField(
        label="Dlaczego wpis był błędny",
        max_length=300,
        error_messages={"required": "Napisz, dlaczego wpis był błędny: zostanie w aktach."},
    )


class FilterForm(forms.Form):
    """What the list shows."""

    stan = forms.ChoiceField(label="Stan", required=False, choices=[("", "wszystkie"), *STATES.items()])
    program = forms.TypedChoiceField(label="Program", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, programmes: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [("", "wszystkie"), *programmes]  # type: ignore[attr-defined]
