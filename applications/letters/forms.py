from typing import Any

from django import forms

from office.fields import DayField
from office.letters.content import Recipient
from office.letters.slots import Slot, SlotKind
from office.models import LetterWay

_MISSING = "Uzupełnij: bez tego pismo miałoby puste miejsce."
_AREA = {"rows": 4}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _field(slot: Slot) -> forms.Field:
    label = slot.label[:1].upper() + slot.label[1:]
    common: dict[str, Any] = {"label": label, "required": slot.required, "help_text": slot.hint}
    common["error_messages"] = {"required": _MISSING}
    if slot.kind == SlotKind.DAY:
        return DayField(**{**common, "error_messages": {}})
    if slot.kind == SlotKind.LINE:
        return forms.CharField(max_length=300, **common)
    return forms.CharField(max_length=6000, widget=forms.Textarea(attrs=_AREA), **common)


class LetterForm(forms.Form):
    """The addressee and the slots of one letter, before it is issued."""

    adresat = forms.CharField(
        label="Do kogo", max_length=200, error_messages={"required": "Wpisz, do kogo idzie pismo."}
    )
    adres = forms.CharField(
        label="Adres",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ulica i numer w pierwszym wierszu, kod i miejscowość w drugim.",
        error_messages={"required": "Wpisz adres."},
    )
    kopie = forms.CharField(
        label="Kto jeszcze otrzymuje",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Każdy odbiorca w osobnym wierszu.",
    )

    def __init__(self, *args: Any, slots: dict[str, Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        for name, slot in slots.items():
            self.fields[name] = _field(slot)

    @staticmethod
    def initial_of(recipient: Recipient, values: dict[str, object]) -> dict[str, object]:
        """What the form shows at first."""
        words = {name: "\n".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
        address = {"adresat": recipient.name, "adres": "\n".join(recipient.lines), "kopie": "\n".join(recipient.copies)}
        return {**address, **words}

    @property
    def recipient(self) -> Recipient:
        """The addressee as typed; after ``is_valid``."""
        data = self.cleaned_data
        return Recipient(data["adresat"], _lines(data["adres"]), _lines(data["kopie"]))

    @property
    def values(self) -> dict[str, object]:
        """What fills each slot; after ``is_valid``."""
        data = self.cleaned_data
        return {
            name: _lines(data[name]) if slot.kind == SlotKind.ITEMS else data[name] for name, slot in self.slots.items()
        }


class SentForm(forms.Form):
    """How and when a letter was sent."""

    way = forms.ChoiceField(
        label="Jak wysłano",
        choices=LetterWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz sposób wysłania."},
    )
    on = DayField(label="Kiedy")
    note = forms.CharField(
        label="Dowód lub uwagi", required=False, max_length=200, help_text="Na przykład numer nadania."
    )


class DeliveredForm(forms.Form):
    """When a letter reached its addressee."""

    on = DayField(label="Kiedy doręczono", help_text="Od tego dnia biegną terminy, które pismo wyznacza.")
    note = forms.CharField(
        label="Dowód lub uwagi", required=False, max_length=200, help_text="Na przykład zwrotne potwierdzenie odbioru."
    )


class StrikeForm(forms.Form):
    """Why an entry is wrong."""

    reason = forms.CharField(
        label="Dlaczego wpis jest błędny",
        max_length=200,
        error_messages={"required": "Napisz, dlaczego: skreślony wpis zostaje z tym powodem."},
    )
