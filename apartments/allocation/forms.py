from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from apartments.allocation.selectors import Choice
from apartments.allocation.services import CriterionData, OfferReasons
from apartments.models import Place, PriorityCriterion, PriorityRules
from applications.models import Programme
from office.fields import DayField

_NUMBER = {"inputmode": "numeric", "class": "width-10"}
_WHY = "Powód zostaje w aktach listy. Widzą go pracownicy socjalni i dyrektor; nie trafia do wydruków ani arkusza."


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        help_text=_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz dlaczego: powód zostaje w aktach listy."},
    )


class ReasonForm(forms.Form):
    """An act that only wants its reason."""

    reason = _reason("Dlaczego")


class ContactForm(forms.Form):
    """When the person was asked, and what they said."""

    contacted_on = DayField(label="Dzień kontaktu")
    reason = _reason("Co ustalono")


class EntryForm(forms.Form):
    """Since when the application is complete, and which criteria the person meets."""

    complete_on = DayField(
        label="Wniosek kompletny od", help_text="Dzień, w którym był ostatni brakujący dokument, a bez braków: wpływu."
    )
    met = forms.MultipleChoiceField(
        label="Kryteria, które osoba spełnia", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = _reason("Dlaczego osoba trafia na listę albo co się zmieniło")

    def __init__(self, data: Any, criteria: Sequence[PriorityCriterion], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if criteria:
            self.fields["met"].choices = [(row.code, str(row)) for row in criteria]  # type: ignore[attr-defined]
        else:
            del self.fields["met"]


class ChoiceOfPlace(forms.ModelChoiceField):
    """A place under the words that its reader may see."""

    words: dict[int, str] = {}

    def label_from_instance(self, obj: Place) -> str:
        return self.words[obj.pk]


class OfferForm(forms.Form):
    """Which place, answer by when, and reasons for what departs from the usual."""

    place = ChoiceOfPlace(
        Place.objects.none(),
        label="Miejsce",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz miejsce.", "invalid_choice": "Tego miejsca nie można już zaproponować."},
    )
    answer_by = DayField(
        label="Odpowiedź do dnia",
        help_text="Termin wyznacza ośrodek. Gdy wypada w sobotę lub dzień wolny, przechodzi na następny dzień roboczy.",
    )
    order_reason = forms.CharField(
        label="Dlaczego poza kolejnością",
        required=False,
        max_length=500,
        help_text="Tylko gdy przed tą osobą czeka ktoś, komu to miejsce odpowiada.",
    )
    reserve_reason = forms.CharField(
        label="Dlaczego miejsce z rezerwy",
        required=False,
        max_length=500,
        help_text="Tylko dla miejsca, które jest rezerwą na nagłe sytuacje.",
    )
    family_reason = forms.CharField(
        label="Kim dla siebie są osoby w pokoju",
        required=False,
        max_length=300,
        help_text="Tylko gdy w pokoju będą osoby różnej płci, bo są rodziną.",
    )

    def __init__(self, data: Any, offered: Sequence[Choice], answer_by: date) -> None:
        super().__init__(data, initial={"answer_by": answer_by})
        fitting = {choice.place.pk: choice for choice in offered if choice.fits}
        field = self.fields["place"]
        field.words = {key: _words(choice) for key, choice in fitting.items()}  # type: ignore[attr-defined]
        field.queryset = Place.objects.filter(pk__in=fitting)  # type: ignore[attr-defined]

    def reasons(self) -> OfferReasons:
        """The reasons as the service takes them."""
        return OfferReasons(
            order=self.cleaned_data["order_reason"],
            reserve=self.cleaned_data["reserve_reason"],
            family=self.cleaned_data["family_reason"],
        )


def _words(choice: Choice) -> str:
    told = [choice.name, choice.place.apartment.target_group]
    told += [
        f"{check.title.lower()}: {check.sentence.rstrip('.')}" for check in choice.checks if check.outcome != "fits"
    ]
    if choice.ahead:
        told.append(f"wcześniej na liście: {len(choice.ahead)}")
    return " · ".join(told)


class RulesForm(forms.Form):
    """A version of the rules; the criteria are rows ``words_1``, ``points_1``, ``sensitive_1`` …"""

    ROWS = 12

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Program", required=False, empty_label="cały ośrodek"
    )
    name = forms.CharField(
        label="Nazwa wersji",
        max_length=200,
        help_text="Na przykład: zarządzenie dyrektora nr … z dnia …",
        error_messages={"required": "Nazwij tę wersję zasad."},
    )
    source = forms.CharField(
        label="Skąd te zasady",
        max_length=300,
        error_messages={"required": "Napisz, z jakiego dokumentu są te zasady."},
    )
    valid_from = DayField(label="Obowiązuje od", help_text="Dziś albo później, na przykład 01.01.2027.")
    declines_allowed = forms.IntegerField(
        label="Po ilu odmowach sprawdzić wpis",
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs=_NUMBER),
        help_text="Puste: ośrodek nie ma takiej zasady. Nikt nie jest skreślany automatycznie.",
        error_messages={"invalid": "Wpisz liczbę cyframi albo zostaw puste."},
    )
    contact_months = forms.IntegerField(
        label="Co ile miesięcy pytać, czy osoba czeka",
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs=_NUMBER),
        help_text="Puste: program przypomina co 6 miesięcy.",
        error_messages={"invalid": "Wpisz liczbę cyframi albo zostaw puste."},
    )

    def __init__(self, data: Any, programmes: Any, former: PriorityRules | None = None) -> None:
        super().__init__(data)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        rows = list(former.criteria.all()) if former else []
        if former:
            self.initial = {
                "programme": former.programme_id,
                "declines_allowed": former.declines_allowed,
                "contact_months": former.contact_months,
            }
        for number in range(1, self.ROWS + 1):
            row = rows[number - 1] if number <= len(rows) else None
            self.fields[f"words_{number}"] = forms.CharField(
                label=f"Kryterium {number}", required=False, max_length=200, initial=row.words if row else ""
            )
            self.fields[f"points_{number}"] = forms.IntegerField(
                label=f"Punkty za kryterium {number}",
                required=False,
                min_value=1,
                max_value=999,
                initial=row.points if row else None,
                widget=forms.TextInput(attrs=_NUMBER),
                error_messages={"invalid": "Wpisz liczbę punktów cyframi, np. 3."},
            )
            self.fields[f"sensitive_{number}"] = forms.BooleanField(
                label="Dotyczy zdrowia lub przemocy",
                required=False,
                initial=row.sensitive if row else False,
            )

    @property
    def row_names(self) -> list[tuple[str, str, str]]:
        """The names of the fields of each row."""
        return [(f"words_{n}", f"points_{n}", f"sensitive_{n}") for n in range(1, self.ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for words, points, _ in self.row_names:
            if data.get(words) and not data.get(points) and points not in self.errors:
                self.add_error(points, "Wpisz, ile punktów daje to kryterium.")
            if data.get(points) and not data.get(words):
                self.add_error(words, "Napisz, za co są te punkty.")
        return data

    def criteria(self) -> list[CriterionData]:
        """The rows that are filled in."""
        data = self.cleaned_data
        return [
            CriterionData(data[words], data[points], data[sensitive])
            for words, points, sensitive in self.row_names
            if data[words]
        ]


class ReserveForm(forms.Form):
    """Which places of an apartment are the reserve."""

    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label="Miejsca w rezerwie na krótki pobyt w nagłej sytuacji",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Takie miejsce proponuje się tylko z podaniem powodu. Odznacz wszystkie, gdy rezerwy nie ma.",
    )

    def __init__(self, data: Any, places: Any) -> None:
        super().__init__(data, initial={"places": [place.pk for place in places if place.reserve]})
        field = self.fields["places"]
        field.queryset = places  # type: ignore[attr-defined]
        field.label_from_instance = lambda place: place.label  # type: ignore[attr-defined]
