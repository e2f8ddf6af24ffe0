"""The shape of what people type and send on the fee pages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from applications.models import Programme
from fees import engine
from fees.costs import ComponentData, CostData
from fees.importing import component_from
from fees.models import CostUnit
from fees.selectors import Asked, Choices
from office.fields import DayField, MoneyField
from office.polish import number


class UploadForm(forms.Form):
    """A file with a resolution."""

    file = forms.FileField(
        label="Plik z uchwałą",
        help_text="XLSX, ODS albo CSV w układzie z pliku wzorcowego, najwyżej 1 MB. Najpierw zobaczysz podgląd.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Wybierz plik.", "empty": "Plik jest pusty. Wybierz plik z wypełnionym arkuszem."},
    )


class CriterionForm(forms.Form):
    """A new income criterion."""

    valid_from = DayField(label="Obowiązuje od")
    single = MoneyField(label="Osoba samotnie gospodarująca", min_value=Decimal("0.01"), max_value=Decimal("99999.99"))
    family = MoneyField(label="Osoba w rodzinie", min_value=Decimal("0.01"), max_value=Decimal("99999.99"))
    hectare = MoneyField(label="Dochód z 1 ha przeliczeniowego", max_value=Decimal("99999.99"))
    act = forms.CharField(
        label="Akt z miejscem publikacji",
        max_length=300,
        help_text="Tak, jak ma go przytoczyć decyzja: „rozporządzenie Rady Ministrów z dnia … w sprawie … (…)”.",
        error_messages={"required": "Wpisz akt, z którego wynikają kwoty."},
    )
    source = forms.CharField(label="Gdzie sprawdzono", max_length=300, required=False, help_text="Np. adres w ELI.")


class CostOrderForm(forms.Form):
    """A new order on the monthly cost of a place, one amount for each programme (empty: not in this order)."""

    number = forms.CharField(
        label="Numer zarządzenia", max_length=60, error_messages={"required": "Wpisz numer zarządzenia."}
    )
    issued_on = DayField(label="Z dnia")
    title = forms.CharField(
        label="W sprawie",
        max_length=300,
        error_messages={"required": "Wpisz tytuł zarządzenia, jak po słowach „w sprawie”."},
    )
    valid_from = DayField(label="Obowiązuje od")
    valid_to = DayField(label="Obowiązuje do", required=False, help_text="Puste: do następnego zarządzenia.")

    def __init__(self, data: Any, programmes: Iterable[Programme]) -> None:
        super().__init__(data)
        self.programmes = list(programmes)
        for programme in self.programmes:
            name = self.field_of(programme)
            self.fields[name] = MoneyField(
                label=f"Koszt: {programme.name}",
                required=False,
                min_value=Decimal("0.01"),
                help_text="Puste: zarządzenie nie dotyczy tego programu (albo koszt jest sumą składników).",
            )
            self.fields[f"{name}_unit"] = forms.ChoiceField(
                label=f"Koszt czego: {programme.name}", choices=CostUnit.choices, required=False
            )
            self.fields[f"{name}_formula"] = forms.CharField(
                label=f"Jak policzono: {programme.name}",
                max_length=300,
                required=False,
                help_text="Wzór z zarządzenia, np. wydatki za rok : 12 miesięcy : liczba miejsc.",
            )
            self.fields[f"{name}_parts"] = forms.CharField(
                label=f"Składniki: {programme.name}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Tylko gdy koszt jest sumą składników. Każdy w osobnym wierszu: nazwa; kwota; „odpłatny” "
                "albo „nieodpłatny”; kod usługi (puste: dotyczy każdego); jednostka (puste: miesiąc), np. "
                "„sprzątanie; 25; odpłatny; aid-laundry; godzina”.",
            )

    @staticmethod
    def field_of(programme: Programme) -> str:
        """The name of the field with the cost of ``programme``."""
        return f"cost_{programme.pk}"

    def clean(self) -> dict[str, Any]:
        """Read the components of each programme, one in a line."""
        cleaned = super().clean() or {}
        self.components: dict[Programme, list[ComponentData]] = {}
        for programme in self.programmes:
            name = f"{self.field_of(programme)}_parts"
            lines = [line for line in cleaned.get(name, "").splitlines() if line.strip()]
            try:
                self.components[programme] = [component_from(line.split(";")) for line in lines]
            except ValueError as error:
                self.add_error(name, str(error))
        return cleaned

    def amounts(self) -> dict[Programme, Decimal | CostData]:
        """The costs that were typed, by programme."""
        typed: dict[Programme, Decimal | CostData] = {}
        for programme in self.programmes:
            name = self.field_of(programme)
            amount, parts = self.cleaned_data[name], self.components[programme]
            if amount is not None or parts:
                unit = self.cleaned_data[f"{name}_unit"] or CostUnit.PLACE
                typed[programme] = CostData(amount, unit, self.cleaned_data[f"{name}_formula"], tuple(parts))
        return typed


class PercentField(forms.CharField):
    """A percentage as people type it (``62,5`` or ``62,5%``) → ``Decimal``, or ``None``."""

    def to_python(self, value: Any) -> Any:
        typed = str(super().to_python(value) or "").strip()
        if not typed:
            return None
        try:
            found = Decimal(typed.removesuffix("%").strip().replace(",", "."))
        except ArithmeticError as error:
            raise ValidationError(f"„{typed}” nie jest procentem. Wpisz np. 62,5.") from error
        if not found.is_finite() or found < 0 or found != round(found, 2):
            raise ValidationError(f"„{typed}” nie jest procentem. Wpisz np. 62,5.")
        return found


ASKED_BY = (("osoba", "osoba, której dotyczy opłata"), ("pracownik socjalny", "pracownik socjalny"))
RELIEFS = (
    ("", "bez ulgi"),
    ("whole", "zwolnienie z całej opłaty"),
    ("percent", "obniżenie o część w %"),
    ("amount", "obniżenie o kwotę"),
)


class ChoicesForm(forms.Form):
    """What the worker decides or establishes for one fee: only what the rules of the case ask for or allow."""

    def __init__(self, data: Any, asked: Asked, chosen: Choices) -> None:
        super().__init__(data, initial=_initial(asked, chosen))
        self.asked = asked
        if asked.span is not None:
            self._add_span(asked)
        if asked.residents:
            self.fields["residents"] = forms.IntegerField(
                label="Ilu mieszkańców mieszka w mieszkaniu", min_value=1, max_value=50, help_text="Razem z tą osobą."
            )
        for component in asked.services:
            self._add_service(component)
        if asked.minor_percent is not None:
            self.fields["minors"] = forms.IntegerField(
                label="Ile małoletnich dzieci mieszka z osobą",
                min_value=0,
                max_value=20,
                required=False,
                help_text=f"Za każde należy się {number(asked.minor_percent)}% opłaty osoby.",
            )
        self.fields["dps_until"] = DayField(
            label="Zrezygnowała z domu pomocy społecznej: limit opłaty do dnia",
            required=False,
            help_text="Puste: nie dotyczy. Trzy lata od uchylenia decyzji o skierowaniu do domu (art. 53 ust. 10a).",
        )
        self.fields["dps_basis"] = forms.CharField(
            label="Decyzja, którą uchylono skierowanie do domu pomocy społecznej", max_length=200, required=False
        )
        if asked.relief:
            self._add_relief(asked)

    def _add_span(self, asked: Asked) -> None:
        field = MoneyField if asked.in_zloty else PercentField
        self.fields["rate"] = field(
            label="Stawka" if asked.in_zloty else "Stawka w %", help_text=f"Uchwała: {asked.span_words}."
        )
        self.fields["rate_reason"] = forms.CharField(
            label="Dlaczego ta stawka",
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": "Napisz, dlaczego wybrano tę stawkę: wydrukuje to decyzja."},
        )

    def _add_service(self, component: Any) -> None:
        name = f"service_{component.service}"
        unit = component.unit
        if unit:
            self.fields[name] = PercentField(
                label=f"{component.label}: ile na miesiąc ({unit})", required=False, help_text="Puste: nie przyznano."
            )
        else:
            self.fields[name] = forms.BooleanField(label=f"{component.label}: przyznano", required=False)

    def _add_relief(self, asked: Asked) -> None:
        self.fields["relief"] = forms.ChoiceField(
            label="Ulga", choices=RELIEFS, required=False, help_text=f"Uchwała: {asked.relief}"
        )
        self.fields["relief_percent"] = PercentField(label="O ile procent", required=False)
        self.fields["relief_amount"] = MoneyField(label="O jaką kwotę", required=False)
        self.fields["relief_ground"] = forms.CharField(label="Powód ulgi", max_length=1000, required=False)
        self.fields["relief_asked_by"] = forms.ChoiceField(label="Na czyj wniosek", choices=ASKED_BY, required=False)
        self.fields["relief_decision"] = forms.CharField(
            label="Rozstrzygnięcie o uldze (numer i data)", max_length=200, required=False
        )
        self.fields["relief_until"] = DayField(
            label="Ulga do dnia", required=False, help_text="Puste: tak długo jak decyzja."
        )

    def clean(self) -> dict[str, Any]:
        """Put the answers together; each that is decided needs its reason."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self.choices = Choices(
            pick=self._pick(cleaned),
            relief=self._relief(cleaned),
            former_dps=self._former(cleaned),
            minors=cleaned.get("minors") or 0,
            residents=cleaned.get("residents"),
            services=self._services(cleaned),
        )
        return cleaned

    def _pick(self, cleaned: dict[str, Any]) -> engine.Pick | None:
        span = self.asked.span
        if span is None or span.rate_to is None:
            return None
        if not span.rate <= cleaned["rate"] <= span.rate_to:
            self.add_error("rate", f"Wybierz stawkę z przedziału, który podaje uchwała: {self.asked.span_words}.")
            return None
        return engine.Pick(cleaned["rate"], cleaned["rate_reason"])

    def _former(self, cleaned: dict[str, Any]) -> engine.FormerDpsResident | None:
        until, basis = cleaned.get("dps_until"), cleaned.get("dps_basis", "").strip()
        if until is None:
            if basis:
                self.add_error("dps_until", "Wpisz ostatni dzień, do którego działa limit.")
            return None
        if not basis:
            self.add_error("dps_basis", "Wpisz decyzję, którą uchylono skierowanie.")
            return None
        return engine.FormerDpsResident(until, basis)

    def _services(self, cleaned: dict[str, Any]) -> tuple[engine.GrantedService, ...] | None:
        if not self.asked.services:
            return None
        granted = []
        for component in self.asked.services:
            answer = cleaned.get(f"service_{component.service}")
            if answer:
                granted.append(engine.GrantedService(component.service, Decimal(1) if answer is True else answer))
        return tuple({item.code: item for item in granted}.values())

    def _relief(self, cleaned: dict[str, Any]) -> engine.Relief | None:
        kind = cleaned.get("relief")
        if not kind:
            return None
        needed = {
            "relief_ground": "Napisz, dlaczego przyznano ulgę.",
            "relief_decision": "Wpisz rozstrzygnięcie o uldze.",
        }
        for name, message in needed.items():
            if not cleaned.get(name, "").strip():
                self.add_error(name, message)
        size = Decimal(100) if kind == "whole" else cleaned.get(f"relief_{kind}")
        if not size or (kind == "percent" and size > 100):
            self.add_error(f"relief_{kind}", "Wpisz, o ile obniżono opłatę.")
        if self.errors:
            return None
        return engine.Relief(
            ground=cleaned["relief_ground"],
            asked_by=cleaned.get("relief_asked_by") or ASKED_BY[0][0],
            decision=cleaned["relief_decision"],
            percent=None if kind == "amount" else size,
            amount=size if kind == "amount" else None,
            until=cleaned.get("relief_until"),
        )


def _initial(asked: Asked, chosen: Choices) -> dict[str, Any]:
    """What was chosen for the fee before this one."""
    initial: dict[str, Any] = {"minors": chosen.minors, "residents": chosen.residents}
    if chosen.pick is not None and asked.span is not None:
        rate = chosen.pick.rate if asked.in_zloty else number(chosen.pick.rate)
        initial |= {"rate": rate, "rate_reason": chosen.pick.reason}
    if chosen.former_dps is not None:
        initial |= {"dps_until": chosen.former_dps.until, "dps_basis": chosen.former_dps.basis}
    for service in chosen.services or ():
        initial[f"service_{service.code}"] = number(service.quantity)
    relief = chosen.relief
    if relief is not None:
        whole = relief.percent == Decimal(100)
        initial |= {
            "relief": "whole" if whole else "amount" if relief.percent is None else "percent",
            "relief_percent": "" if relief.percent is None or whole else number(relief.percent),
            "relief_amount": relief.amount,
            "relief_ground": relief.ground,
            "relief_asked_by": relief.asked_by,
            "relief_decision": relief.decision,
            "relief_until": relief.until,
        }
    return initial


class DiscardForm(forms.Form):
    """Why a draft is thrown away."""

    reason = forms.CharField(
        label="Co się nie zgadza",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz, co się nie zgadza."},
    )


class RepealForm(forms.Form):
    """That another act repeals a resolution."""

    last_day = DayField(label="Ostatni dzień obowiązywania")
    by = forms.CharField(
        label="Akt, który uchyla", max_length=300, error_messages={"required": "Wpisz akt, który uchyla tę uchwałę."}
    )


class AnnulForm(forms.Form):
    """That a court or the voivode annulled a resolution."""

    annulled_from = DayField(label="Nieważna od dnia", help_text="W całości od początku: dzień wejścia w życie.")
    by = forms.CharField(
        label="Kto stwierdził nieważność, kiedy i pod jaką sygnaturą",
        max_length=300,
        error_messages={"required": "Wpisz, kto stwierdził nieważność, kiedy i pod jaką sygnaturą."},
    )
