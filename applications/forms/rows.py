"""One row of a list on the page of the household: a member, or an income with the facts of its own way."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from applications.income import ALL_FACTS, FACTS_OF, Way
from applications.models import IncomeWay
from office import polish
from office.fields import BirthDateField, DayField, MoneyField, MonthField

Choices = list[tuple[str, Any]]
_ZERO_IF_NONE = {"required": "Wpisz kwotę, a gdy jej nie było – 0."}


class RowForm(forms.Form):
    """One row of a list. A row with nothing typed into it is not there."""

    use_required_attribute = False
    prefilled: tuple[str, ...] = ()

    def has_changed(self) -> bool:
        """Whether anything was typed, beyond what the program filled in itself."""
        return any(str(self[name].value() or "").strip() for name in self.fields if name not in self.prefilled)


class MemberForm(RowForm):
    """One member of the family."""

    name = forms.CharField(
        label="Imię i nazwisko",
        max_length=160,
        error_messages={"required": "Wpisz imię i nazwisko albo usuń tę osobę."},
    )
    relation = forms.CharField(
        label="Kim jest dla osoby", max_length=80, required=False, help_text="Na przykład: żona, syn, partner."
    )
    birth_date = BirthDateField(label="Data urodzenia", required=False)
    alimony_paid = MoneyField(
        label="Alimenty, które ta osoba płaci innym",
        required=False,
        help_text="Ile zapłaciła w miesiącu, który się liczy.",
    )


class ExactInput(forms.TextInput):
    """A number with a decimal comma; what is no number is shown as it was typed."""

    def format_value(self, value: Any) -> str | None:
        """A ``Decimal`` in the Polish way, a text as it is."""
        return polish.number(value) if isinstance(value, Decimal) else super().format_value(value)


class ExactField(forms.Field):
    """A number from 0 up, typed with a comma or a point, with at most ``places`` decimals → ``Decimal``."""

    widget = ExactInput
    default_error_messages = {"invalid": "„%(typed)s” nie jest taką liczbą. Wpisz ją cyframi, np. %(example)s."}

    def __init__(self, *, places: int, below: Decimal, example: str, **kwargs: Any) -> None:
        self.places, self.below, self.example = places, below, example
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "width-10 num"}
        super().__init__(widget=ExactInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """The number; ``None`` for an empty input."""
        typed = str(value or "").strip() if not isinstance(value, Decimal) else str(value)
        if not typed:
            return None
        try:
            number = Decimal(typed.replace(" ", "").replace("\u00a0", "").replace(",", "."))
            fits = number.is_finite() and 0 <= number < self.below and number == round(number, self.places)
        except InvalidOperation:
            fits = False
        if not fits:
            params = {"typed": typed, "example": self.example}
            raise ValidationError(self.error_messages["invalid"], code="invalid", params=params)
        return number


def _whole(label: str, most: int, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10 num", "autocomplete": "off"}),
        error_messages={
            "required": "Wpisz liczbę cyframi.",
            "invalid": "Wpisz liczbę cyframi.",
            "min_value": "Wpisz co najmniej 1.",
            "max_value": f"Wpisz najwyżej {most}.",
        },
    )


class IncomeForm(RowForm):
    """One income: whose, what kind, how it is determined, and the facts that this way needs.

    Only those facts are shown and checked. What was typed for another way travels along hidden, so that changing the
    way and back loses nothing.
    """

    prefilled = ("month", "whose", "way")

    whose = forms.ChoiceField(label="Czyj dochód", error_messages={"required": "Wskaż, czyj to dochód."})
    kind = forms.TypedChoiceField(
        label="Rodzaj dochodu", coerce=int, empty_value=None, error_messages={"required": "Wybierz rodzaj dochodu."}
    )
    way = forms.ChoiceField(
        label="Jak ustala się kwotę",
        choices=IncomeWay.choices,
        required=False,
        help_text="Po wyborze naciśnij „Pokaż pola”: program pokaże to, co trzeba wpisać.",
    )
    amount = MoneyField(label="Kwota")
    tax = MoneyField(label="Podatek dochodowy", error_messages=_ZERO_IF_NONE)
    costs = MoneyField(label="Koszty uzyskania przychodu", error_messages=_ZERO_IF_NONE)
    health = MoneyField(label="Składka na ubezpieczenie zdrowotne", error_messages=_ZERO_IF_NONE)
    social = MoneyField(label="Składki na ubezpieczenia społeczne", error_messages=_ZERO_IF_NONE)
    months_run = _whole("Ile miesięcy w ubiegłym roku prowadzono działalność", 12)
    hectares = ExactField(
        label="Hektary przeliczeniowe",
        places=4,
        below=Decimal(100_000),
        example="2,35",
        help_text="Z zaświadczenia albo oświadczenia; do czterech miejsc po przecinku.",
        error_messages={"required": "Wpisz liczbę hektarów przeliczeniowych, np. 2,35."},
    )
    period_from = MonthField(label="Za okres od miesiąca")
    period_to = MonthField(label="Za okres do miesiąca")
    currency = forms.CharField(
        label="Waluta",
        max_length=3,
        help_text="Trzyliterowy symbol, np. EUR.",
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Wpisz trzyliterowy symbol waluty, np. EUR."},
    )
    rate = ExactField(
        label="Średni kurs NBP",
        places=8,
        below=Decimal(1_000_000),
        example="4,2513",
        help_text="W złotych, tak jak w tabeli NBP z dnia wydania decyzji.",
        error_messages={"required": "Przepisz średni kurs z tabeli NBP, np. 4,2513."},
    )
    rate_units = _whole("Za ile jednostek waluty jest kurs", 1_000_000, "Zwykle 1, czasem 100.")
    rate_table = forms.CharField(
        label="Numer tabeli NBP",
        max_length=30,
        widget=forms.TextInput(attrs={"class": "width-20", "autocomplete": "off"}),
        error_messages={"required": "Przepisz numer tabeli NBP."},
    )
    rate_date = DayField(label="Kurs z dnia")
    month = MonthField(label="Za miesiąc")

    def __init__(self, *args: Any, whose: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = whose  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.chosen_way = _known_way(self["way"].value())
        self.facts = [*FACTS_OF[self.chosen_way]]
        if "month" not in self.facts:
            self.facts.append("month")
        for name in ALL_FACTS:
            if name not in self.facts:
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        for (way, name), (label, help_text) in _WORDS.items():
            if way == self.chosen_way:
                self.fields[name].label, self.fields[name].help_text = label, help_text

    def clean_way(self) -> str:
        """The way; a row that says nothing about it is a net amount."""
        return self.cleaned_data["way"] or Way.NET

    def clean_currency(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["currency"]).strip().upper()

    def shown_facts(self) -> list[forms.BoundField]:
        """The fields of this way, in order."""
        return [self[name] for name in self.facts]

    def typed_facts(self) -> dict[str, Any]:
        """The facts of this way, once the row is valid."""
        return {name: self.cleaned_data[name] for name in self.facts}


_NET_HINT = "Za miesiąc, po odjęciu podatku, kosztów uzyskania i składek. Płacone alimenty wpisuje się osobno."
_DECLARED_HINT = "Miesięczny dochód z oświadczenia osoby."
_PAID = ("Miesiąc wypłaty", "Kiedy osoba dostała te pieniądze.")
_WORDS: dict[tuple[Way, str], tuple[str, str]] = {
    (Way.NET, "amount"): ("Kwota", _NET_HINT),
    (Way.GROSS, "amount"): ("Przychód (brutto)", "Przed odliczeniami, za miesiąc, który się liczy."),
    (Way.BUSINESS_RETURN, "amount"): ("Przychód z działalności w ubiegłym roku", "Z zeznania podatkowego."),
    (Way.BUSINESS_RETURN, "costs"): ("Koszty uzyskania przychodu w ubiegłym roku", ""),
    (Way.BUSINESS_RETURN, "tax"): ("Podatek należny za ubiegły rok", ""),
    (Way.BUSINESS_RETURN, "health"): ("Składki zdrowotne związane z działalnością", ""),
    (Way.BUSINESS_RETURN, "social"): (
        "Składki społeczne",
        "Tylko odliczone od dochodu i niezaliczone do kosztów.",
    ),
    (Way.BUSINESS_DECLARED, "amount"): ("Kwota z oświadczenia", _DECLARED_HINT),
    (Way.LUMP_SUM, "amount"): ("Kwota z oświadczenia", _DECLARED_HINT),
    (Way.ONE_OFF, "amount"): ("Kwota dochodu jednorazowego", "Cała, po odjęciu podatku i składek."),
    (Way.ONE_OFF, "month"): _PAID,
    (Way.PERIOD, "amount"): ("Kwota za cały okres", "Cała, po odjęciu podatku i składek."),
    (Way.PERIOD, "month"): _PAID,
    (Way.FOREIGN, "amount"): ("Kwota w walucie", "Za miesiąc; jednostką jest waluta wpisana poniżej, nie złoty."),
}


def _known_way(value: Any) -> Way:
    try:
        return Way(value or Way.NET)
    except ValueError:
        return Way.NET
