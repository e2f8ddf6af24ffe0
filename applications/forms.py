"""The shape of the input: one form per part. A draft may lack anything; what is typed must be readable."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from applications.models import Application, Cause, DisabilityDegree, Group, HouseholdType, HousingKind, Programme
from applications.selectors import IncomeKindRow
from applications.services import IncomeData, MemberData, PersonData
from office.fields import DayField, MoneyField, MonthField, PeselField

Choices = list[tuple[str, Any]]
YES, NO = "tak", "nie"


class DraftForm(forms.Form):
    """A part of an application.

    ``required`` on a field means: needed before the application is complete, and is shown so; only the fields in
    ``always`` are needed to save. ``seen`` is the moment of the last change that the person saw.
    """

    use_required_attribute = False
    always: tuple[str, ...] = ()

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

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

    def see_anew(self, application: Application) -> None:
        """Let the next saving go through: the person has now been told of the change in between."""
        data = QueryDict("", mutable=True)
        data.update(self.data)
        data[self.add_prefix("seen")] = application.updated_at.isoformat()
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
    birth_date = DayField(
        label="Data urodzenia",
        required=False,
        help_text="Na przykład 5.12.1980. Przy numerze PESEL możesz zostawić puste: program odczyta ją z numeru.",
    )
    document = forms.CharField(
        label="Inny dokument tożsamości",
        max_length=80,
        required=False,
        help_text="Rodzaj i numer, gdy osoba nie ma numeru PESEL. Samego dokumentu nie kopiuj.",
    )
    citizenship = forms.CharField(label="Obywatelstwo", max_length=60, required=False, initial="polskie")
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

    def person(self) -> PersonData:
        """What was typed, for the services."""
        return PersonData(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


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
    birth_date = DayField(label="Data urodzenia", required=False)


class IncomeForm(RowForm):
    """One income."""

    prefilled = ("month", "whose")

    whose = forms.ChoiceField(label="Czyj dochód", error_messages={"required": "Wskaż, czyj to dochód."})
    kind = forms.TypedChoiceField(
        label="Rodzaj dochodu", coerce=int, empty_value=None, error_messages={"required": "Wybierz rodzaj dochodu."}
    )
    amount = MoneyField(
        label="Kwota",
        help_text="Za miesiąc, po odjęciu podatku, kosztów uzyskania, składek i alimentów płaconych innym osobom.",
    )
    month = MonthField(label="Za miesiąc")

    def __init__(self, *args: Any, whose: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = whose  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


_MOST_ROWS = 30
MemberFormSet = forms.formset_factory(MemberForm, extra=0, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS)
IncomeFormSet = forms.formset_factory(IncomeForm, extra=0, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS)

OWN = "own"


class HouseholdPage:
    """The whole page: the household, its members and its incomes, which point at members by their place in the list.

    Adding and taking away a row only redraws the page: nothing is checked and nothing typed is lost.
    """

    def __init__(
        self,
        *,
        application: Application,
        kinds: Sequence[IncomeKindRow],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.application = application
        self.kinds = kinds
        self._kinds = {row.kind.pk: row for row in kinds}
        self.changed = False
        if data is None:
            self._draw(*_stored(application, kinds))
        else:
            self.form = HouseholdForm(data)
            self.members = MemberFormSet(data, prefix="members", form_kwargs=_ROWS_MAY_BE_EMPTY)
            names = [str(form["name"].value() or "") for form in self.members.forms]
            self.incomes = IncomeFormSet(data, prefix="incomes", form_kwargs=self._income_kwargs(names))

    def _draw(self, household: dict[str, Any], members: list[dict[str, Any]], incomes: list[dict[str, Any]]) -> None:
        self.form = HouseholdForm(initial=household)
        self.members = MemberFormSet(prefix="members", initial=members, form_kwargs=_ROWS_MAY_BE_EMPTY)
        names = [str(member.get("name") or "") for member in members]
        self.incomes = IncomeFormSet(prefix="incomes", initial=incomes, form_kwargs=self._income_kwargs(names))

    def _income_kwargs(self, names: Sequence[str]) -> dict[str, Any]:
        own = self.application.person.full_name or "osoba"
        whose: Choices = [("", "wybierz"), (OWN, own)]
        whose += [(str(index), name.strip() or f"{index + 1}. osoba z listy") for index, name in enumerate(names)]
        return {**_ROWS_MAY_BE_EMPTY, "whose": whose, "kinds": self._kind_choices()}

    def _kind_choices(self) -> Choices:
        counted = [(row.kind.pk, row.kind.name) for row in self.kinds if row.kind.counted]
        left_out = [(row.kind.pk, row.kind.name) for row in self.kinds if not row.kind.counted]
        return [("", "wybierz"), ("Wlicza się", counted), ("Nie wlicza się", left_out)]

    # --- redrawing without saving ---

    def add_member(self) -> None:
        """Redraw with one more, empty member."""
        household, members, incomes = self._typed()
        self._redraw(household, [*members, {}], incomes, focus=f"id_members-{len(members)}-name")

    def add_income(self) -> None:
        """Redraw with one more income of the month that counts."""
        household, members, incomes = self._typed()
        self._redraw(
            household, members, [*incomes, _new_income(self.application)], focus=f"id_incomes-{len(incomes)}-whose"
        )

    def drop_member(self, index: int) -> None:
        """Redraw without one member; an income of that member asks anew whose it is."""
        household, members, incomes = self._typed()
        for income in incomes:
            income["whose"] = _whose_without(str(income.get("whose") or ""), index)
        self._redraw(household, members[:index] + members[index + 1 :], incomes, focus="czlonkowie")

    def drop_income(self, index: int) -> None:
        """Redraw without one income."""
        household, members, incomes = self._typed()
        self._redraw(household, members, incomes[:index] + incomes[index + 1 :], focus="dochody")

    def _redraw(self, household: Any, members: Any, incomes: Any, focus: str) -> None:
        self.changed = True
        self._draw(household, members, incomes)
        for form in (*self.members.forms, *self.incomes.forms):
            for field in form:
                if field.auto_id == focus:
                    field.field.widget.attrs["autofocus"] = True

    def _typed(self) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
        return (
            _raw(self.form),
            [_raw(form) for form in self.members.forms],
            [_raw(form) for form in self.incomes.forms],
        )

    # --- what was typed ---

    def is_valid(self) -> bool:
        """Whether all three can be read."""
        return all([self.form.is_valid(), self.members.is_valid(), self.incomes.is_valid(), self._owners_stay()])

    def _owners_stay(self) -> bool:
        """An income must not belong to a member row that was left empty."""
        there = set(self._member_positions())
        good = True
        for form in self.incomes.forms:
            whose = form.cleaned_data.get("whose", OWN) if form.is_valid() and form.has_changed() else OWN
            if whose != OWN and int(whose) not in there:
                form.add_error("whose", "Ta osoba nie jest wpisana wśród członków rodziny. Wskaż, czyj to dochód.")
                good = False
        return good

    def _member_positions(self) -> dict[int, int]:
        """Row of the form → position among those that are filled in."""
        filled = [index for index, form in enumerate(self.members.forms) if form.has_changed()]
        return {row: position for position, row in enumerate(filled)}

    def member_data(self) -> list[MemberData]:
        """The members typed."""
        return [MemberData(**form.cleaned_data) for form in self.members.forms if form.has_changed()]

    def income_data(self) -> list[IncomeData]:
        """The incomes typed."""
        positions = self._member_positions()
        return [
            IncomeData(
                kind=self._kinds[form.cleaned_data["kind"]].kind,
                month=form.cleaned_data["month"],
                amount=form.cleaned_data["amount"],
                member=None if form.cleaned_data["whose"] == OWN else positions[int(form.cleaned_data["whose"])],
            )
            for form in self.incomes.forms
            if form.has_changed()
        ]

    def all_forms(self) -> list[forms.Form]:
        """All forms of the page, in its order, for the error summary."""
        return [self.form, *self.members.forms, *self.incomes.forms]

    def add_error(self, field: str, message: str) -> None:
        """Put an error of a service at its field; ``incomes-0-amount`` names a field of a row."""
        for formset, prefix in ((self.members, "members"), (self.incomes, "incomes")):
            row, _, name = field.removeprefix(f"{prefix}-").partition("-")
            filled = [form for form in formset.forms if form.has_changed()]
            if field.startswith(f"{prefix}-") and row.isdecimal() and int(row) < len(filled):
                filled[int(row)].add_error(name, message)
                return
        self.form.add_error(field if field in self.form.fields else None, message)

    def reason(self, kind: Any) -> IncomeKindRow | None:
        """Why an income of this kind (its key, as typed) counts or does not."""
        return self._kinds.get(int(kind)) if str(kind or "").isdecimal() else None

    def income_rows(self) -> list[tuple[forms.Form, IncomeKindRow | None]]:
        """Each income's form with the reason why it counts or does not, once the kind is known."""
        return [(form, self.reason(form["kind"].value())) for form in self.incomes.forms]


_ROWS_MAY_BE_EMPTY = {"empty_permitted": True}


def _raw(form: forms.Form) -> dict[str, Any]:
    """What was typed, readable or not."""
    return {name: form[name].value() for name in form.fields}


def _whose_without(whose: str, gone: int) -> str:
    if not whose.isdecimal():
        return whose
    row = int(whose)
    return "" if row == gone else str(row - (row > gone))


def _new_income(application: Application) -> dict[str, Any]:
    return {
        "month": application.reference_month,
        "whose": "" if application.household_type == HouseholdType.FAMILY else OWN,
    }


def _stored(
    application: Application, kinds: Sequence[IncomeKindRow]
) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    members = list(application.members.order_by("pk"))
    rows = {member.pk: str(index) for index, member in enumerate(members)}
    # A newer row of the same kind may have come into force since the income was typed.
    newest = {row.kind.code: row.kind.pk for row in kinds}
    household = {
        "household_type": application.household_type,
        "income_lost": application.income_lost,
        "no_income": application.no_income,
        "seen": application.updated_at.isoformat(),
    }
    incomes = [
        {
            "whose": OWN if income.member_id is None else rows.get(income.member_id, ""),
            "kind": newest.get(income.kind.code, income.kind_id),
            "amount": income.amount,
            "month": income.month,
        }
        for income in application.incomes.select_related("kind").order_by("pk")
    ]
    if not incomes and not application.no_income:
        incomes.append(_new_income(application))
    listed = [{"name": m.name, "relation": m.relation, "birth_date": m.birth_date} for m in members]
    return household, listed, incomes
