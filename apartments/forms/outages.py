"""What is out of service, from when to when, and why."""

from typing import Any

from django import forms

from apartments.models import Apartment, Place
from office.fields import DayField

WHOLE = "apartment"


class OutageForm(forms.Form):
    """The whole apartment, a room with all its places, or one place."""

    what = forms.ChoiceField(label="Co wyłączasz z użytku")
    period_from = DayField(label="Pierwszy dzień wyłączenia")
    period_to = DayField(
        label="Ostatni dzień wyłączenia", required=False, help_text="Puste: do odwołania. Można wpisać później."
    )
    reason = forms.CharField(
        label="Powód",
        max_length=300,
        help_text="Na przykład: remont łazienki po zalaniu.",
        error_messages={"required": "Napisz, dlaczego. Powód zostaje w aktach mieszkania."},
    )

    def __init__(self, data: Any, apartment: Apartment) -> None:
        super().__init__(data)
        places = list(apartment.places.select_related("room"))
        self.chosen: dict[str, list[Place]] = {WHOLE: []}
        choices = [(WHOLE, "całe mieszkanie")]
        for room in apartment.room_list.all():
            inside = [place for place in places if place.room_id == room.pk]
            if inside:
                choices.append((f"room-{room.pk}", f"pokój: {room.label}"))
                self.chosen[f"room-{room.pk}"] = inside
        for place in places:
            choices.append((f"place-{place.pk}", place.label))
            self.chosen[f"place-{place.pk}"] = [place]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]

    def places(self) -> list[Place]:
        """The chosen places; none means the whole apartment."""
        return self.chosen[self.cleaned_data["what"]]


class OutageEndForm(forms.Form):
    """The last day out of service."""

    period_to = DayField(
        label="Ostatni dzień wyłączenia", required=False, help_text="Puste: do odwołania, bez wpisanego końca."
    )


class OutageWithdrawForm(forms.Form):
    """Why an outage is taken back."""

    reason = forms.CharField(
        label="Dlaczego odwołujesz wyłączenie",
        max_length=300,
        help_text="Odwołuje się wyłączenie wpisane omyłkowo albo takie, do którego nie doszło.",
        error_messages={"required": "Napisz, dlaczego. Powód zostaje w aktach mieszkania."},
    )
