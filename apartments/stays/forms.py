"""What is typed about a stay: protocols with their lines, signatures, damages, things left behind, the end."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from apartments.models import Condition, EndKind, Handover, LineKind, SettlementKind
from apartments.stays.services import HandoverFacts, LineFacts
from applications.forms.rows import ExactField
from office.fields import DayField, MoneyField

EMPTY_ROWS = 2
MOST_ROWS = 60
_LARGEST = Decimal(1_000_000_000)


def _text(label: str, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, strip=True, **more)


class LineForm(forms.Form):
    """One line of a protocol. A line without a name is not there."""

    kind = LineKind.KEY
    use_required_attribute = False

    name = _text("Co", 120, required=False)
    number = _text("Numer", 60, required=False)
    amount = ExactField(label="Ile sztuk", places=3, below=_LARGEST, example="2", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        position = str(self.prefix).rpartition("-")[2]
        row = f", wiersz {int(position) + 1}" if position.isdecimal() else ""
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}{row}"
        self.fields["name"].widget.attrs["class"] = "cell-name"

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("name") and "amount" in typed and typed["amount"] is None:
            self.add_error("amount", "Wpisz liczbę, np. 1. Zero też jest odpowiedzią.")
        if not typed.get("name") and any(typed.get(part) for part in ("number", "value", "amount")):
            self.add_error("name", "Wpisz, czego dotyczy ten wiersz, albo go wyczyść.")
        return typed

    def line(self) -> LineFacts | None:
        """The line as typed; ``None`` where nothing was."""
        typed = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return LineFacts(kind=self.kind, **typed) if typed.get("name") else None


class KeyForm(LineForm):
    pass


class MeterForm(LineForm):
    kind = LineKind.METER

    amount = ExactField(label="Wskazanie", places=3, below=_LARGEST, example="1234,5", required=False)
    unit = _text("Jednostka", 12, required=False)


class ThingForm(LineForm):
    kind = LineKind.ITEM

    condition = forms.ChoiceField(label="Stan", choices=Condition.choices, required=False, initial=Condition.GOOD)
    value = MoneyField(label="Wartość sztuki", required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        typed["condition"] = typed.get("condition") or Condition.GOOD
        return typed


_SETS: Sequence[tuple[str, str, str, type[LineForm]]] = (
    (LineKind.KEY, "Klucze", "Jaki klucz, ile sztuk.", KeyForm),
    (LineKind.METER, "Liczniki", "Prąd, woda, gaz: numer licznika i wskazanie.", MeterForm),
    (LineKind.ITEM, "Wyposażenie", "Rzeczy, z których mieszkaniec korzysta, ich stan i wartość.", ThingForm),
)


class HandoverForm(forms.Form):
    """A protocol without its lines."""

    day = DayField(label="Dzień przekazania")
    present = _text(
        "Kto był obecny",
        300,
        required=False,
        help_text="Na przykład: mieszkaniec, opiekun mieszkań, pracownik socjalny.",
    )
    defects = forms.CharField(
        label="Usterki i stan lokalu", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    remarks = forms.CharField(label="Uwagi", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)

    def facts(self) -> HandoverFacts:
        """What was typed."""
        return HandoverFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(handover: Handover) -> dict[str, Any]:
        """A stored draft."""
        return {name: getattr(handover, name) for name in ("day", "present", "defects", "remarks")}


class LineSets:
    """The three lists of a protocol. ``more`` shows further empty rows and keeps what was typed."""

    def __init__(self, data: Any, lines: Sequence[LineFacts], *, more: bool = False) -> None:
        self.sets: list[tuple[str, str, BaseFormSet[LineForm]]] = []
        for kind, heading, hint, form in _SETS:
            kinds = formset_factory(form, extra=EMPTY_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
            names = list(form.base_fields)
            initial = [
                {name: value for name, value in asdict(line).items() if name in names}
                for line in lines
                if line.kind == kind
            ]
            if data is not None and more:
                data = data.copy()
                total = f"{kind}-TOTAL_FORMS"
                wanted = int(data.get(total) or 0) + 2 * EMPTY_ROWS if str(data.get(total)).isdecimal() else EMPTY_ROWS
                data[total] = str(min(wanted, MOST_ROWS))
            self.sets.append((heading, hint, kinds(data, initial=initial, prefix=kind)))

    def is_valid(self) -> bool:
        """Whether every line can be read."""
        valid = [lines.is_valid() for _, _, lines in self.sets]
        return all(valid)

    def __iter__(self) -> "Iterator[tuple[str, str, BaseFormSet[LineForm]]]":
        return iter(self.sets)

    def forms(self) -> list[LineForm]:
        """All rows of all lists."""
        return [form for _, _, lines in self.sets for form in lines.forms]

    def facts(self) -> list[LineFacts]:
        """The lines that are there."""
        return [line for form in self.forms() if (line := form.line()) is not None]


class SignForm(forms.Form):
    """That the printed protocol was signed."""

    signed_on = DayField(label="Podpisano dnia")
    signatures = _text(
        "Kto podpisał",
        300,
        help_text="Na przykład: mieszkaniec i opiekun mieszkań. Gdy ktoś odmówił podpisu – kto i dlaczego.",
        error_messages={"required": "Wpisz, kto podpisał, albo kto i dlaczego odmówił."},
    )


class CorrectionForm(forms.Form):
    """What a signed protocol says wrongly."""

    text = _text(
        "Co jest inaczej, niż mówi protokół",
        500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz, co jest inaczej."},
    )


class DamageForm(forms.Form):
    """A damage."""

    found_on = DayField(label="Stwierdzono dnia")
    what = _text(
        "Co uszkodzono albo zgubiono",
        300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Napisz, co się stało z jaką rzeczą."},
    )
    amount = MoneyField(label="Szacunek szkody")


class SettleForm(forms.Form):
    """What was done about a damage."""

    kind = forms.ChoiceField(label="Co zrobiono", choices=SettlementKind.choices, widget=forms.RadioSelect)
    day = DayField(label="Dnia")
    amount = MoneyField(label="Kwota", required=False, help_text="Gdy ją uzgodniono albo zapłacono.")
    note = _text("Uwagi", 300, required=False, help_text="Przy odstąpieniu od dochodzenia: dlaczego.")


class BelongingsForm(forms.Form):
    """Things left behind."""

    what = _text(
        "Co pozostawiono",
        500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Wpisz te rzeczy."},
    )
    kept_where = _text("Gdzie te rzeczy są", 200, error_messages={"required": "Napisz, gdzie je można odebrać."})
    collect_by = DayField(label="Do odbioru do dnia")


class OutcomeForm(forms.Form):
    """What became of things left behind."""

    day = DayField(label="Dnia")
    outcome = _text(
        "Co się z nimi stało",
        300,
        help_text="Na przykład: odebrał mieszkaniec.",
        error_messages={"required": "Napisz, co się stało z rzeczami."},
    )


class EndForm(forms.Form):
    """The end of a stay without a protocol."""

    kind = forms.ChoiceField(
        label="Jak zakończył się pobyt",
        choices=[(kind.value, kind.label) for kind in EndKind if kind != EndKind.CONTINUED],
        widget=forms.RadioSelect,
    )
    day = DayField(label="Dnia")
    note = _text(
        "Co wiadomo",
        300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kto i kiedy to ustalił. Bez danych o zdrowiu.",
        error_messages={"required": "Napisz, co wiadomo: kto i kiedy to ustalił."},
    )


class FreeForm(forms.Form):
    """The place of who has left goes back before the granted period is over."""

    last_day = DayField(label="Ostatni dzień, na który miejsce jest zajęte")
    reason = _text(
        "Dlaczego",
        300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Na przykład: osoba wyprowadziła się i oddała klucze. Bez danych o zdrowiu.",
        error_messages={"required": "Napisz, dlaczego miejsce zwalnia się wcześniej."},
    )


class DayForm(forms.Form):
    """Which day a list is for."""

    dzien = DayField(label="Na dzień", required=False)
