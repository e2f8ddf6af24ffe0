"""The page of the household: its members and its incomes, which point at members by their place in the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from applications.forms.parts import HouseholdForm
from applications.forms.rows import Choices, IncomeForm, MemberForm
from applications.income import ALL_FACTS, ZERO
from applications.models import WAYS_OF, Application, HouseholdType
from applications.selectors import IncomeKindRow
from applications.services import IncomeData, MemberData

_MOST_ROWS = 60
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

    def change_way(self, index: int) -> None:
        """Redraw with the fields of the way chosen in one income; a kind that has a single way decides it."""
        household, members, incomes = self._typed()
        if index < len(incomes):
            row = self.reason(incomes[index].get("kind"))
            fitting = WAYS_OF[row.kind.nature] if row and row.kind.counted else frozenset()
            if len(fitting) == 1:
                incomes[index]["way"] = next(iter(fitting))
        self._redraw(household, members, incomes, focus=f"id_incomes-{index}-way")

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
        checks = [self.form.is_valid(), self.members.is_valid(), self.incomes.is_valid(), self._owners_stay()]
        if self.members.non_form_errors() or self.incomes.non_form_errors():
            told = f"Na każdej z list może być najwyżej {_MOST_ROWS} pozycji. Usuń zbędne i zapisz jeszcze raz."
            self.form.add_error(None, told)
        return all(checks)

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
        return [
            MemberData(**form.cleaned_data | {"alimony_paid": form.cleaned_data["alimony_paid"] or ZERO})
            for form in self.members.forms
            if form.has_changed()
        ]

    def income_data(self) -> list[IncomeData]:
        """The incomes typed."""
        positions = self._member_positions()
        return [
            IncomeData(
                kind=self._kinds[form.cleaned_data["kind"]].kind,
                way=form.cleaned_data["way"],
                **form.typed_facts(),
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
        return self._kinds.get(row_number(str(kind or "")) or 0)

    def income_rows(self) -> list[tuple[forms.Form, IncomeKindRow | None]]:
        """Each income's form with the reason why it counts or does not, once the kind is known."""
        return [(form, self.reason(form["kind"].value())) for form in self.incomes.forms]


_ROWS_MAY_BE_EMPTY = {"empty_permitted": True}


def _raw(form: forms.Form) -> dict[str, Any]:
    """What was typed, readable or not."""
    return {name: form[name].value() for name in form.fields}


def row_number(text: str) -> int | None:
    """The number that names a row; none for what no page of ours sends (Python reads no endless numbers)."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _whose_without(whose: str, gone: int) -> str:
    row = row_number(whose)
    if row is None:
        return whose
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
        "alimony_paid": application.alimony_paid or None,
        "seen": application.updated_at.isoformat(),
    }
    incomes = [
        {
            "whose": OWN if income.member_id is None else rows.get(income.member_id, ""),
            "kind": newest.get(income.kind.code, income.kind_id),
            "way": income.way,
        }
        | {name: getattr(income, name) for name in ALL_FACTS}
        for income in application.incomes.select_related("kind").order_by("pk")
    ]
    if not incomes and not application.no_income:
        incomes.append(_new_income(application))
    listed = [
        {"name": m.name, "relation": m.relation, "birth_date": m.birth_date, "alimony_paid": m.alimony_paid or None}
        for m in members
    ]
    return household, listed, incomes
