import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from office import signing
from office.errors import DomainError, Incomplete
from office.fields import DayField, MoneyField
from office.models import ActPublication, Certainty, Office, Provision, Role, User
from office.services.settings import OFFICE_FIELDS

CASE_SLOTS = {
    "cell": "znak komórki",
    "jrwa": "symbol z JRWA",
    "number": "kolejny numer",
    "year": "rok",
    "initials": "inicjały prowadzącego",
}
DECISION_SLOTS = {name: words for name, words in CASE_SLOTS.items() if name != "initials"}
NEEDED_SLOTS = ("number", "year")


def show_refusal(form: forms.Form, error: DomainError) -> None:
    """Put a service's refusal at the field it names, or above the form."""
    for problem in error.problems if isinstance(error, Incomplete) else [error]:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)


@contextmanager
def refusals_at(form: forms.Form) -> Iterator[None]:
    """Do an act inside; when a service refuses it, the refusal stands in ``form`` and the view goes on to show it."""
    try:
        yield
    except DomainError as error:
        show_refusal(form, error)


def saved(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether ``form`` was sent and is valid and ``act`` was done; a refusal of the act stands in the form."""
    if form.is_valid():
        with refusals_at(form):
            act()
            return True
    return False


def _check_pattern(pattern: str, slots: dict[str, str]) -> str:
    try:
        used = [(name, spec, change) for _, name, spec, change in string.Formatter().parse(pattern) if name is not None]
    except ValueError as error:
        raise ValidationError("Nawiasy klamrowe się nie zgadzają. Każde miejsce zapisz jako {nazwa}.") from error
    known = ", ".join(f"{{{name}}} – {words}" for name, words in slots.items())
    if any(name not in slots or spec or change for name, spec, change in used):
        raise ValidationError(f"Wzór może zawierać tylko: {known}.")
    names = [name for name, _, _ in used]
    if any(needed not in names for needed in NEEDED_SLOTS):
        raise ValidationError("We wzorze muszą być {number} i {year}: bez nich numery by się powtarzały.")
    return pattern


class OfficeForm(forms.ModelForm):
    """The office's data as papers print them."""

    class Meta:
        model = Office
        fields = OFFICE_FIELDS
        help_texts = {
            "case_number_pattern": "Miejsca: "
            + ", ".join(f"{{{name}}} – {words}" for name, words in CASE_SLOTS.items())
            + ".",
            "decision_number_pattern": "Miejsca: "
            + ", ".join(f"{{{name}}} – {words}" for name, words in DECISION_SLOTS.items())
            + ".",
            "order_number_pattern": "Puste: decyzje i postanowienia mają jeden rejestr i wspólne numery. Wypełnione: "
            "postanowienia mają własny rejestr i własne numery od 1. Miejsca jak we wzorze numeru decyzji.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            label = str(field.label)
            field.label = label[:1].upper() + label[1:]
            field.error_messages["required"] = "Wypełnij to pole: bez niego pismo będzie niepełne."

    def clean_case_number_pattern(self) -> str:
        return _check_pattern(self.cleaned_data["case_number_pattern"], CASE_SLOTS)

    def clean_decision_number_pattern(self) -> str:
        return _check_pattern(self.cleaned_data["decision_number_pattern"], DECISION_SLOTS)

    def clean_order_number_pattern(self) -> str:
        pattern = self.cleaned_data["order_number_pattern"].strip()
        if not pattern:
            return ""
        if pattern == self.cleaned_data.get("decision_number_pattern"):
            raise ValidationError(
                "Ten sam wzór dałby decyzji i postanowieniu ten sam numer. Dodaj na przykład literę P "
                "albo zostaw pole puste."
            )
        return _check_pattern(pattern, DECISION_SLOTS)


def _valid_from() -> DayField:
    return DayField(label="Obowiązuje od", help_text="Dziś albo później, na przykład 01.01.2027.")


class BankAccountForm(forms.Form):
    """A new account for fees."""

    holder = forms.CharField(
        label="Posiadacz rachunku", max_length=150, error_messages={"required": "Wpisz, czyj to rachunek."}
    )
    number = forms.CharField(
        label="Numer rachunku",
        max_length=40,
        help_text="26 cyfr, ze spacjami albo bez.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Wpisz numer rachunku: 26 cyfr."},
    )
    valid_from = _valid_from()


class _Certain(forms.Form):
    certainty = forms.ChoiceField(
        label="Skąd to wiadomo",
        choices=Certainty.choices,
        initial=Certainty.CONFIRMED,
        widget=forms.RadioSelect,
        help_text="„Potwierdzone” zaznacz dopiero po przeczytaniu tekstu aktu.",
    )


class ProvisionForm(_Certain):
    """A new version of a provision."""

    place = forms.CharField(
        label="Jednostka redakcyjna",
        max_length=80,
        help_text="Tak, jak ma ją wydrukować pismo.",
        error_messages={"required": "Wpisz artykuł, ustęp i punkt."},
    )
    says = forms.CharField(
        label="Co stanowi",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Napisz krótko, co stanowi ten przepis."},
    )
    days = forms.IntegerField(
        label="Termin w dniach",
        required=False,
        min_value=1,
        max_value=3660,
        help_text="Tylko gdy przepis ustala termin.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
        error_messages={"invalid": "Wpisz liczbę dni cyframi albo zostaw puste."},
    )
    figure = MoneyField(
        label="Inna liczba, którą ustala przepis",
        required=False,
        max_value=Decimal("999999.99"),
        help_text="Tylko gdy przepis ją ustala, np. 10 tam, gdzie mówi o 10% kryterium.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "width-10"}),
    )
    valid_from = _valid_from()
    field_order = ["place", "says", "days", "figure", "certainty", "valid_from"]

    @staticmethod
    def initial_of(provision: Provision) -> dict[str, Any]:
        """The former version's words, to begin from; certainty must be said anew."""
        names = ("place", "says", "days", "figure")
        return {name: getattr(provision, name) for name in names}


class PublicationForm(_Certain):
    """A new place of publication of an act."""

    citation = forms.CharField(
        label="Miejsce publikacji", max_length=120, error_messages={"required": "Wpisz dziennik, rok i pozycję."}
    )
    source = forms.CharField(
        label="Źródło",
        max_length=300,
        required=False,
        help_text="Gdzie to przeczytano i kiedy.",
    )
    valid_from = _valid_from()
    field_order = ["citation", "source", "certainty", "valid_from"]

    @staticmethod
    def initial_of(publication: ActPublication) -> dict[str, Any]:
        """The former version's words, to begin from."""
        return {"citation": publication.citation}


def _scope() -> forms.CharField:
    return forms.CharField(
        label="Zakres",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Przepisz, do czego upoważnia."},
    )


class ScopeForm(forms.Form):
    """What an authorisation covers: the words of the paper, and the kinds of decision."""

    scope = _scope()
    kinds = forms.MultipleChoiceField(
        label="Rodzaje decyzji, które obejmuje",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nie zaznaczaj nic, gdy obejmuje wszystkie. Decyzji innego rodzaju ta osoba nie zatwierdzi.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = signing.choices()  # type: ignore[attr-defined]


class AuthorisationForm(ScopeForm):
    """The mayor's authorisation of a director."""

    holder = forms.ModelChoiceField(
        label="Kogo upoważniono",
        queryset=User.objects.none(),
        empty_label=None,
        help_text="Osoby z rolą dyrektora w tym ośrodku.",
        error_messages={"required": "Wybierz osobę. Jeśli lista jest pusta, nikt nie ma jeszcze roli dyrektora."},
    )
    number = forms.CharField(
        label="Numer upoważnienia", max_length=60, error_messages={"required": "Przepisz numer z upoważnienia."}
    )
    issued_on = DayField(label="Z dnia")
    valid_from = DayField(label="Obowiązuje od")
    valid_to = DayField(label="Obowiązuje do", required=False, help_text="Zostaw puste, gdy jest bezterminowe.")
    field_order = ["holder", "number", "issued_on", "scope", "kinds", "valid_from", "valid_to"]

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        directors = User.objects.filter(office=office, is_active=True, role_grants__role=Role.DIRECTOR)
        self.fields["holder"].queryset = directors.distinct()  # type: ignore[attr-defined]


class EndAuthorisationForm(forms.Form):
    """The last day of an authorisation."""

    valid_to = DayField(label="Ostatni dzień", help_text="Dziś albo później.")
