"""Who applies, in what way, and who acts for the person."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from applications.forms import DraftForm
from applications.models import Application
from applications.parties.models import ActsAs, ConsentForm, Initiative, Seat, Way
from applications.parties.selectors import filing_of, seats_of
from applications.parties.services import E_MAIL, FilingData, RepresentativeData
from office.fields import DayField

_ROLE_CHOICES = {
    Seat.STATUTORY: [ActsAs.CURATOR, ActsAs.GUARDIAN, ActsAs.PARENT],
    Seat.ATTORNEY: [ActsAs.ATTORNEY, ActsAs.DELIVERY],
}
_BASIS = {
    Seat.STATUTORY: ("Sąd", "Który sąd wydał postanowienie, na przykład: Sąd Rejonowy w Kielcach."),
    Seat.OTHER: ("Kim jest dla osoby", "Na przykład: siostra, pracownik schroniska."),
    Seat.ATTORNEY: ("Zakres pełnomocnictwa", "Na przykład: cała sprawa, tylko odbiór pism."),
}
_NAMES = ("acts_as", "name", "street", "postal_code", "city", "phone", "basis", "reference", "dated")
_OWN = ("initiative", "way", "consent_on", "consent_form", "protocol_on", "protocol_text", "ex_officio_reason")


def _fields_of(seat: Seat) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    if seat in _ROLE_CHOICES:
        choices = [(role.value, role.label) for role in _ROLE_CHOICES[seat]]
        fields["acts_as"] = forms.ChoiceField(label="Działa jako", choices=choices, required=False)
    basis, example = _BASIS[seat]
    fields |= {
        "name": forms.CharField(label="Imię i nazwisko", max_length=160, required=False),
        "street": forms.CharField(label="Ulica i numer", max_length=150, required=False),
        "postal_code": forms.CharField(
            label="Kod pocztowy",
            required=False,
            validators=[RegexValidator(r"^\d{2}-\d{3}$", "Wpisz kod jak na kopercie, np. 25-002.")],
            widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off"}),
        ),
        "city": forms.CharField(label="Miejscowość", max_length=80, required=False),
        "phone": forms.CharField(label="Telefon", max_length=40, required=False),
        "basis": forms.CharField(label=basis, max_length=200, required=False, help_text=example),
    }
    if seat == Seat.STATUTORY:
        fields["reference"] = forms.CharField(label="Sygnatura postanowienia", max_length=60, required=False)
        fields["dated"] = DayField(label="Postanowienie z dnia", required=False)
    if seat == Seat.ATTORNEY:
        fields["dated"] = DayField(label="Pełnomocnictwo z dnia", required=False)
    return fields


class PartyForm(DraftForm):
    """One page: the usual answers are chosen already, the rest is folded away until it is needed."""

    initiative = forms.ChoiceField(
        label="Kto składa wniosek", choices=Initiative.choices, widget=forms.RadioSelect, initial=Initiative.PERSON
    )
    way = forms.ChoiceField(
        label="W jaki sposób",
        choices=[*Way.choices, (E_MAIL, "zwykłym e-mailem")],
        widget=forms.RadioSelect,
        initial=Way.PAPER,
        help_text="Sam e-mail nie jest wnioskiem: osoba musi złożyć go inaczej.",
    )
    signed_for = forms.CharField(
        label="Kto podpisał za osobę, która nie może pisać",
        max_length=160,
        required=False,
        help_text="Imię i nazwisko. Zostaw puste, gdy osoba podpisała się sama.",
    )
    consent_on = DayField(label="Zgoda z dnia", required=False)
    consent_form = forms.ChoiceField(
        label="Forma zgody", choices=[("", "wybierz"), *ConsentForm.choices], required=False
    )
    ex_officio_reason = forms.CharField(
        label="Dlaczego z urzędu",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skąd ośrodek wie o potrzebie i dlaczego nie czeka na wniosek.",
    )
    protocol_on = DayField(label="Dzień spisania protokołu", required=False)
    protocol_text = forms.CharField(
        label="O co osoba prosi i co oświadcza",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Słowami osoby, w pierwszej osobie. Zapisz, a potem wydrukuj protokół do podpisu.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in Seat:
            self.fields |= {f"{seat}_{name}": field for name, field in _fields_of(seat).items()}

    @staticmethod
    def initial_of(application: Application) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        filing, seats = filing_of(application), seats_of(application)
        values = {name: getattr(filing, name) for name in (*_OWN, "signed_for")}
        for seat, row in seats.items():
            values |= {f"{seat}_{name}": getattr(row, name) for name in _NAMES}
        return values | {"seen": application.updated_at.isoformat()}

    def filing(self) -> FilingData:
        """What was typed, for the service."""
        seats = {seat.value: data for seat in Seat if (data := self._seat(seat))}
        own = {name: self.cleaned_data[name] for name in (*_OWN, "signed_for")}
        own["initiative"] = own["initiative"] or Initiative.PERSON
        own["way"] = own["way"] or Way.PAPER
        return FilingData(seats=seats, **own)

    def _seat(self, seat: Seat) -> RepresentativeData | None:
        typed = {name: self.cleaned_data.get(f"{seat}_{name}") for name in _NAMES}
        if not any(value for name, value in typed.items() if name != "acts_as"):
            return None
        texts = {name: value or "" for name, value in typed.items() if name != "dated"}
        texts["acts_as"] = texts["acts_as"] or ActsAs.CONSENTED
        return RepresentativeData(**texts, dated=typed["dated"])

    def _filled(self, *names: str) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def consent_open(self) -> bool:
        """Whether the part about another person's consent has something to show."""
        return self["initiative"].value() == Initiative.OTHER or self._filled("consent_on", *self._names(Seat.OTHER))

    @property
    def statutory_open(self) -> bool:
        """Whether the part about the statutory representative has something to show."""
        return self["initiative"].value() == Initiative.STATUTORY or self._filled(*self._names(Seat.STATUTORY))

    @property
    def attorney_open(self) -> bool:
        """Whether the part about the plenipotentiary has something to show."""
        return self._filled(*self._names(Seat.ATTORNEY))

    @property
    def office_open(self) -> bool:
        """Whether the part about proceedings begun by the office has something to show."""
        return self["initiative"].value() == Initiative.EX_OFFICIO or self._filled("ex_officio_reason")

    @property
    def protocol_open(self) -> bool:
        """Whether the part about the protocol has something to show."""
        return self["way"].value() == Way.ORAL or self._filled("protocol_on", "protocol_text")

    def _names(self, seat: Seat) -> list[str]:
        return [name for name in self.fields if name.startswith(f"{seat}_") and name != f"{seat}_acts_as"]
