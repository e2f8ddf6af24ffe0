from typing import Any

from django import forms
from django.db.models import QuerySet

from apartments.models import Apartment, Place
from apartments.services import MOST_PLACES
from applications.models import HousingKind, Programme


class FilterForm(forms.Form):
    """Which apartments the list shows."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Program", required=False, empty_label="wszystkie"
    )
    kind = forms.ChoiceField(label="Rodzaj", required=False, choices=[("", "każdy"), *HousingKind.choices])
    free = forms.BooleanField(label="Tylko z wolnym miejscem dziś", required=False)
    unconfirmed = forms.BooleanField(label="Tylko z niepotwierdzoną liczbą miejsc", required=False)

    def __init__(self, data: object, programmes: QuerySet[Programme]) -> None:
        super().__init__(data, auto_id="filtr_%s")  # type: ignore[arg-type]
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class ApartmentForm(forms.Form):
    """What an administrator or a director may say about an apartment."""

    count = forms.IntegerField(
        label="Liczba miejsc",
        min_value=0,
        max_value=MOST_PLACES,
        help_text="Ile osób może w nim mieszkać jednocześnie.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
        error_messages={
            "required": "Wpisz liczbę miejsc, np. 4.",
            "invalid": "Wpisz liczbę miejsc cyframi, np. 4.",
        },
    )
    confirmed = forms.BooleanField(
        label="Liczba miejsc jest potwierdzona",
        required=False,
        help_text="Zaznacz, gdy liczba pochodzi z dokumentu ośrodka, a nie z przypuszczenia.",
    )
    target_group = forms.CharField(
        label="Dla kogo", max_length=200, error_messages={"required": "Napisz, dla kogo jest to mieszkanie."}
    )
    note = forms.CharField(
        label="Uwaga o liczbie miejsc",
        max_length=300,
        required=False,
        help_text="Na przykład: co podaje źródło i dlaczego wpisano inną liczbę.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, apartment: Apartment) -> "ApartmentForm":
        """The form filled with what is stored."""
        return cls(
            initial={
                "count": apartment.places.count(),
                "confirmed": apartment.capacity_published,
                "target_group": apartment.target_group,
                "note": apartment.capacity_note,
            }
        )


class PlaceChoice(forms.ModelChoiceField):
    """A free place under the words that its reader may see."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.words: dict[int, str] = {}

    def label_from_instance(self, obj: Place) -> str:
        return self.words[obj.pk]


class HoldForm(forms.Form):
    """One of the free places."""

    place = PlaceChoice(
        Place.objects.none(),
        label="Wolne miejsca",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Wybierz miejsce.",
            "invalid_choice": "To miejsce zajęto przed chwilą. Wybierz inne miejsce z listy.",
        },
    )

    def __init__(self, data: object, places: QuerySet[Place], words: dict[int, str], **more: Any) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        field = self.fields["place"]
        field.words = words  # type: ignore[attr-defined]
        field.queryset = places  # type: ignore[attr-defined]


class ReleaseForm(forms.Form):
    """Why a held place is let go."""

    reason = forms.CharField(
        label="Dlaczego zwalniasz miejsce",
        max_length=300,
        help_text="Na przykład: osoba wybrała inne mieszkanie.",
        error_messages={"required": "Napisz, dlaczego zwalniasz miejsce. Powód zostaje w aktach."},
    )


class WaiverForm(forms.Form):
    """The director's consent to one of the places that break a standard."""

    place = PlaceChoice(
        Place.objects.none(),
        label="Miejsca, w których pobyt naruszyłby standard",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz miejsce.", "invalid_choice": "Tego miejsca nie ma już na liście."},
    )
    reason = forms.CharField(
        label="Uzasadnienie",
        max_length=500,
        help_text="Dlaczego mimo to osoba ma zamieszkać w tym miejscu. Zostaje w aktach sprawy.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Napisz uzasadnienie: bez niego nie ma zgody."},
    )

    def __init__(self, data: object, places: QuerySet[Place], words: dict[int, str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["place"]
        field.words = words  # type: ignore[attr-defined]
        field.queryset = places  # type: ignore[attr-defined]
