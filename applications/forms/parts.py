"""The four parts of an application. A draft may lack anything; what is typed must be readable."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from applications.models import (
    Application,
    Cause,
    DisabilityDegree,
    Group,
    HouseholdType,
    HousingKind,
    IdentityDocument,
    PersonSex,
    Programme,
    StayBasis,
)
from applications.services import PersonData
from office.fields import BirthDateField, DayField, MoneyField, PeselField

YES, NO = "tak", "nie"


class DraftForm(forms.Form):
    """A part of an application.

    ``required`` on a field means: needed before the application is complete, and is shown so; only the fields in
    ``always`` are needed to save. ``seen`` is the moment of the last change that the person saw.
    """

    use_required_attribute = False
    always: tuple[str, ...] = ()

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def full_clean(self) -> None:
        """Check what is typed; what a complete application needs may be missing."""
        waived = [field for name, field in self.fields.items() if field.required and name not in self.always]
        for field in waived:
            field.required = False
        try:
            super().full_clean()
        finally:
            for field in waived:
                field.required = True

    @property
    def seen_at(self) -> datetime | None:
        """The moment of the last change that the person saw when the form was opened."""
        text = self.cleaned_data.get("seen", "")
        try:
            return parse_datetime(text) if text else None
        except ValueError:
            return None

    def see_anew(self, application: Application, base: str = "") -> None:
        """Let the next saving go through: the person has now been told of the change in between.

        ``base`` is what the form's fields hold now in the database (``applications.unsaved.conflict``).
        """
        data = QueryDict("", mutable=True)
        data.update(self.data)
        data[self.add_prefix("seen")] = application.updated_at.isoformat()
        data[self.add_prefix("base")] = base
        self.data = data


class PersonForm(DraftForm):
    """Who asks for support."""

    always = ("last_name",)

    last_name = forms.CharField(
        label="Nazwisko",
        max_length=120,
        error_messages={"required": "Wpisz nazwisko. Bez niego nie da się potem odnaleźć wniosku."},
    )
    first_name = forms.CharField(label="Imię", max_length=80)
    pesel = PeselField(
        label="PESEL",
        required=False,
        help_text="11 cyfr. Osobę, którą ośrodek już zna, program znajdzie po tym numerze. "
        "Jeżeli osoba nie ma numeru, zostaw puste i wpisz datę urodzenia oraz dokument.",
    )
    birth_date = BirthDateField(
        label="Data urodzenia",
        required=False,
        help_text="Na przykład 5.12.1980. Przy numerze PESEL możesz zostawić puste: program odczyta ją z numeru.",
    )
    sex = forms.ChoiceField(
        label="Płeć",
        choices=[("", "według numeru PESEL"), *PersonSex.choices],
        required=False,
        help_text="Wpisz, gdy osoba nie ma numeru PESEL: pytają o nią mieszkania i programy dla jednej płci.",
    )
    citizenship = forms.CharField(
        label="Obywatelstwo",
        max_length=60,
        required=False,
        initial="polskie",
        widget=forms.TextInput(attrs={"list": "obywatelstwa", "autocomplete": "off"}),
    )
    document_kind = forms.ChoiceField(
        label="Rodzaj dokumentu", required=False, choices=[("", "wybierz"), *IdentityDocument.choices]
    )
    document = forms.CharField(
        label="Numer dokumentu",
        max_length=80,
        required=False,
        help_text="Gdy osoba nie ma numeru PESEL. Samego dokumentu nie kopiuj.",
    )
    stay_basis = forms.ChoiceField(label="Podstawa pobytu w Polsce", required=False)
    stay_valid_until = DayField(
        label="Podstawa pobytu ważna do", required=False, help_text="Zostaw puste, gdy nie ma terminu."
    )
    street = forms.CharField(
        label="Ulica i numer",
        max_length=150,
        required=False,
        help_text="Adres pobytu. Osobie bezdomnej możesz go nie wpisywać.",
    )
    postal_code = forms.CharField(
        label="Kod pocztowy",
        required=False,
        validators=[RegexValidator(r"^\d{2}-\d{3}$", "Wpisz kod jak na kopercie, np. 25-002.")],
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off"}),
    )
    city = forms.CharField(label="Miejscowość", max_length=80, required=False)
    phone = forms.CharField(label="Telefon", max_length=40, required=False)

    def __init__(self, *args: Any, stay_bases: Sequence[StayBasis] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [row for row in stay_bases if row.opens_support]
        others = [row for row in stay_bases if not row.opens_support]
        groups = [
            ("Wymienione w ustawie o pomocy społecznej", [(row.code, row.name) for row in named]),
            ("Inne", [(row.code, row.name) for row in others]),
        ]
        kept = self["stay_basis"].value()
        if kept and kept not in {row.code for row in stay_bases}:
            groups.append(("Z dawnej listy", [(kept, kept)]))
        self.fields["stay_basis"].choices = [("", "wybierz"), *groups]  # type: ignore[attr-defined]

    @property
    def foreigner_open(self) -> bool:
        """Whether the part for those without PESEL or Polish citizenship has something to show."""
        polish = str(self["citizenship"].value() or "").strip().lower().startswith("polsk")
        names = ("document_kind", "document", "stay_basis", "stay_valid_until")
        return not polish or any(self[name].value() or self[name].errors for name in names)

    def person(self) -> PersonData:
        """What was typed, for the services."""
        return PersonData(**{name: value for name, value in self.cleaned_data.items() if name not in ("seen", "base")})


class RequestForm(DraftForm):
    """What the person asks for."""

    received_on = DayField(
        label="Data wpływu wniosku",
        help_text="Dzień, w którym wniosek wpłynął do ośrodka albo został złożony ustnie do protokołu, "
        "na przykład 5.12.2026.",
    )
    kind = forms.ChoiceField(
        label="O jakie mieszkanie prosi osoba",
        choices=HousingKind.choices,
        widget=forms.RadioSelect,
        help_text="Treningowe uczy samodzielności, zawsze na czas określony. Wspomagane pomaga w codziennym życiu.",
    )
    programme = forms.TypedChoiceField(label="Program", coerce=int, empty_value=None)
    stay_from = DayField(label="Pobyt od")
    stay_to = DayField(
        label="Pobyt do",
        required=False,
        help_text="Ostatni dzień pobytu. Zostaw puste tylko przy pobycie na czas nieokreślony.",
    )
    indefinite = forms.BooleanField(
        label="Na czas nieokreślony (tylko mieszkanie wspomagane)",
        required=False,
        help_text="Przy znacznym albo umiarkowanym stopniu niepełnosprawności; "
        "innej osobie w szczególnie uzasadnionym przypadku.",
    )
    indefinite_reason = forms.CharField(
        label="Szczególne uzasadnienie pobytu na czas nieokreślony",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Potrzebne, gdy osoba nie ma orzeczenia o znacznym albo umiarkowanym stopniu niepełnosprawności.",
    )

    def __init__(self, *args: Any, programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._programmes = {programme.pk: programme for programme in programmes}
        groups = [
            (label.capitalize(), [(p.pk, p.name) for p in programmes if p.kind == kind])
            for kind, label in HousingKind.choices
        ]
        self.fields["programme"].choices = [("", "wybierz"), *(group for group in groups if group[1])]  # type: ignore[attr-defined]

    def chosen_programme(self) -> Programme | None:
        """The programme chosen from the list."""
        return self._programmes.get(self.cleaned_data["programme"])


class SituationForm(DraftForm):
    """Why the person needs support."""

    causes = forms.MultipleChoiceField(
        label="Dlaczego osoba potrzebuje wsparcia",
        choices=Cause.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zaznacz wszystko, co pasuje; co najmniej jedno.",
    )
    groups = forms.MultipleChoiceField(
        label="Do której grupy należy osoba",
        choices=Group.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Lista ustawowa jest otwarta: jeżeli żadna nie pasuje, zaznacz ostatnią.",
    )
    needs_full_time_care = forms.TypedChoiceField(
        label="Czy osoba wymaga usług na poziomie jednostki całodobowej opieki?",
        choices=[(NO, "Nie"), (YES, "Tak")],
        coerce=lambda answer: answer == YES,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text="Na podstawie dokumentów. Osobie, która jej wymaga, nie można przyznać mieszkania.",
    )
    disability_degree = forms.ChoiceField(
        label="Stopień niepełnosprawności",
        choices=[("", "nie sprawdzono"), *DisabilityDegree.choices],
        required=False,
        help_text="Z orzeczenia. Nie wpisuj rozpoznania.",
    )
    disability_until = DayField(
        label="Orzeczenie ważne do", required=False, help_text="Zostaw puste, gdy orzeczenie wydano na stałe."
    )
    situation = forms.CharField(
        label="Sytuacja osoby",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Co utrudnia codzienne życie i w czym mieszkanie ma pomóc. Z tego powstanie uzasadnienie decyzji.",
    )


class HouseholdForm(DraftForm):
    """How the person keeps house, and whether there is income at all."""

    household_type = forms.ChoiceField(
        label="Jak osoba gospodaruje",
        choices=HouseholdType.choices,
        widget=forms.RadioSelect,
        help_text="Rodzina to osoby w faktycznym związku, które razem mieszkają i gospodarują. "
        "Współmieszkańcy nie są rodziną.",
    )
    income_lost = forms.BooleanField(
        label="Osoba utraciła dochód",
        required=False,
        help_text="Wtedy liczy się dochód z miesiąca złożenia wniosku, a nie z poprzedniego.",
    )
    no_income = forms.BooleanField(
        label="Brak dochodów: osoba nie ma żadnego własnego dochodu",
        required=False,
        help_text="Zaznacz tylko, jeżeli o to zapytano. Dochody innych osób w rodzinie wpisz poniżej.",
    )
    alimony_paid = MoneyField(
        label="Alimenty, które osoba płaci innym osobom",
        required=False,
        help_text="Ile zapłaciła w miesiącu, który się liczy. Odejmuje się je od jej dochodu.",
    )


class FindForm(forms.Form):
    """What is known of a person, to look whether the office knows the person already."""

    use_required_attribute = False
    last_name = forms.CharField(label="Nazwisko", max_length=120, required=False)
    first_name = forms.CharField(label="Imię", max_length=80, required=False)
    pesel = PeselField(label="PESEL", required=False)
    birth_date = BirthDateField(label="Data urodzenia", required=False, help_text="Na przykład 5.12.1980.")

    def clean(self) -> dict[str, Any]:
        """Something must be known to look for."""
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("last_name", "Wpisz nazwisko, PESEL albo datę urodzenia.")
        elif not self.errors and not any(self.cleaned_data[name] for name in ("last_name", "pesel", "birth_date")):
            self.add_error("last_name", "Samo imię nie wystarczy. Wpisz nazwisko, PESEL albo datę urodzenia.")
        return self.cleaned_data
