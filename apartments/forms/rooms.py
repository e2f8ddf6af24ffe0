"""Rooms, equipment, and how an apartment is run: forms whose fields follow from what the apartment has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from apartments.models import PERSONAL, Apartment, Item, Place, Regime, Room
from apartments.services import RoomFacts, Running
from office.fields import DayField, MoneyInput
from office.fields import MoneyField as _DecimalField

NEW_ROOMS = 3
MOST_THINGS = 99
_IN_ROOMS = (*PERSONAL, Item.SCREEN, Item.KITCHENETTE)
_COMMON = tuple(item for item in Item if item not in PERSONAL)

Group = tuple[str, list[BoundField]]


class AreaInput(MoneyInput):
    """An area with its unit after it."""

    template_name = "apartments/area_input.html"


class AreaField(_DecimalField):
    """Square metres as people type them (24,5) → ``Decimal``."""

    widget = AreaInput
    default_error_messages = {
        "invalid": "„%(typed)s” nie jest powierzchnią. Wpisz metry kwadratowe, np. 24,50.",
        "below": "Powierzchnia „%(typed)s” jest za mała. Wpisz metry kwadratowe, np. 24,50.",
        "above": "Powierzchnia „%(typed)s” jest za duża. Wpisz metry kwadratowe, np. 24,50.",
    }


def _area(label: str, most: int) -> AreaField:
    return AreaField(label=label, required=False, min_value=1, max_value=most)


class RoomsForm(forms.Form):
    """The usable area, the rooms (three empty ones for new rooms), and the room of each place."""

    def __init__(self, data: Any, apartment: Apartment) -> None:
        self.rooms: dict[str, Room | None] = {f"room-{room.pk}": room for room in apartment.room_list.all()}
        self.rooms |= {f"new-{number}": None for number in range(1, NEW_ROOMS + 1)}
        self.places: dict[str, Place] = {f"place-{place.pk}": place for place in apartment.places.all()}
        super().__init__(data, initial=self._initial(apartment))
        self.fields["usable_area"] = _area("Powierzchnia użytkowa mieszkania (m²)", 2000)
        self.fields["usable_area"].help_text = "Razem z kuchnią, łazienką i komunikacją."
        for key in self.rooms:
            self.fields[f"{key}-label"] = forms.CharField(label="Oznaczenie pokoju", max_length=60, required=False)
            self.fields[f"{key}-area"] = _area("Powierzchnia pokoju (m²)", 500)
            self.fields[f"{key}-common"] = forms.BooleanField(
                label="Do wspólnego użytku (nikt w nim nie śpi)", required=False
            )
        lived_in = [(str(room.pk), room.label) for room in self.rooms.values() if room and not room.common]
        for key, place in self.places.items():
            self.fields[key] = forms.ChoiceField(
                label=f"W którym pokoju jest {place.label}", required=False, choices=[("", "nie wpisano"), *lived_in]
            )

    def _initial(self, apartment: Apartment) -> dict[str, Any]:
        initial: dict[str, Any] = {"usable_area": apartment.usable_area}
        for key, room in self.rooms.items():
            if room:
                initial |= {f"{key}-label": room.label, f"{key}-area": room.area, f"{key}-common": room.common}
        return initial | {key: str(place.room_id or "") for key, place in self.places.items()}

    def groups(self) -> Iterator[Group]:
        """The fields under their headings."""
        yield "Całe mieszkanie", [self["usable_area"]]
        for key, room in self.rooms.items():
            heading = f"Pokój: {room.label}" if room else f"Nowy pokój {key.removeprefix('new-')}"
            yield heading, [self[f"{key}-{part}"] for part in ("label", "area", "common")]
        if self.places:
            yield "Miejsca w pokojach", [self[key] for key in self.places]

    def facts(self) -> list[RoomFacts]:
        """The rooms as typed."""
        typed = self.cleaned_data
        return [
            RoomFacts(
                pk=room.pk if room else None,
                label=typed[f"{key}-label"],
                area=typed[f"{key}-area"],
                common=typed[f"{key}-common"],
                field=f"{key}-label",
            )
            for key, room in self.rooms.items()
        ]

    def chosen_rooms(self) -> dict[Place, Room | None]:
        """For each place, its room."""
        rooms = {str(room.pk): room for room in self.rooms.values() if room}
        return {place: rooms.get(self.cleaned_data[key]) for key, place in self.places.items()}


class EquipmentForm(forms.Form):
    """How many of each thing there are, in the common part and in each room."""

    checked_on = DayField(label="Wyposażenie sprawdzone dnia")

    def __init__(self, data: Any, apartment: Apartment) -> None:
        rooms = list(apartment.room_list.all())
        initial: dict[str, Any] = {
            f"{line.room_id or 'common'}-{line.item}": line.count for line in apartment.equipment.all()
        }
        super().__init__(data, initial=initial | {"checked_on": apartment.equipment_checked_on})
        # Where no rooms are recorded, the furniture of persons is counted for the whole apartment.
        no_rooms = not any(not room.common for room in rooms)
        self.lists: list[tuple[str, Room | None, Sequence[Item]]] = [
            ("Część wspólna" if not no_rooms else "Całe mieszkanie", None, tuple(Item) if no_rooms else _COMMON)
        ]
        self.lists += [
            (f"Pokój: {room.label}", room, (Item.SCREEN, Item.KITCHENETTE) if room.common else _IN_ROOMS)
            for room in rooms
        ]
        for _, room, items in self.lists:
            for item in items:
                self.fields[self._key(room, item)] = forms.IntegerField(
                    label=item.label[0].upper() + item.label[1:],
                    required=False,
                    min_value=0,
                    max_value=MOST_THINGS,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
                    error_messages={"invalid": "Wpisz liczbę cyframi, np. 2."},
                )

    @staticmethod
    def _key(room: Room | None, item: Item) -> str:
        return f"{room.pk if room else 'common'}-{item}"

    def groups(self) -> Iterator[Group]:
        """The fields under their headings."""
        yield "Kiedy", [self["checked_on"]]
        for heading, room, items in self.lists:
            yield heading, [self[self._key(room, item)] for item in items]

    def counts(self) -> Mapping[tuple[Room | None, Item], int]:
        """How many there are of what, where."""
        return {
            (room, item): self.cleaned_data[self._key(room, item)] or 0
            for _, room, items in self.lists
            for item in items
        }


_KNOWN = [("", "nie wiadomo"), ("yes", "tak"), ("no", "nie")]
_AS_WORD = {None: "", True: "yes", False: "no"}


def _yes_no(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=_KNOWN, required=False, coerce=lambda word: word == "yes", empty_value=None
    )


class RunningForm(forms.Form):
    """Who runs an apartment by which rules, its accessibility, and what it was called before."""

    regime = forms.ChoiceField(label="Kto prowadzi i na jakich zasadach", choices=Regime)
    operator = forms.CharField(
        label="Podmiot prowadzący",
        max_length=200,
        required=False,
        help_text="Puste: sam ośrodek. Wymagane przy zleceniu i przy umowach cywilnoprawnych.",
    )
    regime_note = forms.CharField(
        label="Zasady projektu lub umowy", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    barrier_free = _yes_no("Bez barier architektonicznych, dostępne z zewnątrz")
    adapted = _yes_no("Przystosowane dla osób z niepełnosprawnościami")
    accessibility_note = forms.CharField(label="Uwagi o dostępności", max_length=300, required=False)
    old_name = forms.CharField(label="Dawna nazwa", max_length=150, required=False)
    conversion_act = forms.CharField(label="Akt przekształcenia", max_length=200, required=False)
    converted_by_act_of = DayField(label="Data aktu przekształcenia", required=False)

    @classmethod
    def of(cls, apartment: Apartment) -> "RunningForm":
        """The form filled with what is stored."""
        stored = {name: getattr(apartment, name) for name in Running.__dataclass_fields__}
        words = {name: _AS_WORD[stored[name]] for name in ("barrier_free", "adapted")}
        return cls(initial=stored | words)

    def running(self) -> Running:
        """What was typed."""
        return Running(**self.cleaned_data)
