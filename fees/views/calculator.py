"""The fee calculator for everybody: no login, no cookie, nothing stored. ``CALCULATOR=0`` switches it off."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.models import HouseholdType, Programme
from fees import engine
from fees.calculator import Question, answer, exact_json
from fees.explanation import BASE_OF, explain, staircase, what_would_change
from fees.selectors import Selected, determine, rules_for
from office import clock
from office.errors import DomainError
from office.fields import DayField, MoneyField
from office.polish import short_day
from office.selectors import cited

_SENTENCES = re.compile(r"(?<=\.) (?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_FOR_STAFF = "administrator"


class CalculatorForm(forms.Form):
    """What the calculator asks; the names of the fields are those of ``manage.py assess_fee``."""

    programme = forms.ChoiceField(
        label="Gmina i program",
        error_messages={"required": "Wybierz gminę i program.", "invalid_choice": "Wybierz gminę i program z listy."},
    )
    household = forms.ChoiceField(
        label="Gospodarstwo",
        choices=HouseholdType.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Wybierz, czy osoba gospodaruje samotnie, czy w rodzinie.",
            "invalid_choice": "Wybierz, czy osoba gospodaruje samotnie, czy w rodzinie.",
        },
        help_text="Współlokatorzy nie są rodziną.",
    )
    persons = forms.IntegerField(
        label="Liczba osób w rodzinie",
        required=False,
        min_value=1,
        max_value=99,
        help_text="Razem z osobą, której dotyczy opłata. Osoba samotnie gospodarująca: puste.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10", "autocomplete": "off"}),
        error_messages={
            "invalid": "Wpisz liczbę osób cyframi, np. 3.",
            "min_value": "Wpisz liczbę osób cyframi, np. 3.",
            "max_value": "Wpisz najwyżej 99 osób.",
        },
    )
    income = MoneyField(
        label="Miesięczny dochód", help_text="Osoby, a w rodzinie – całej rodziny. Po odliczeniu podatku i składek."
    )
    own_income = MoneyField(
        label="W tym własny dochód osoby",
        required=False,
        help_text="Tylko w rodzinie. Potrzebny tam, gdzie opłata jest częścią własnego dochodu.",
    )
    on = DayField(label="Na dzień", required=False, help_text="Puste: dzisiaj.")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        rows = Programme.objects.select_related("office__municipality").order_by(
            "office__municipality__name", "kind", "name"
        )
        self.programmes = {f"{row.office.code}/{row.code}": row for row in rows}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, row in self.programmes.items():
            groups.setdefault(row.office.municipality.name, []).append((key, f"{row.name} ({row.get_kind_display()})"))
        field: Any = self.fields["programme"]
        field.choices = [("", "wybierz"), *groups.items()]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        household, persons = found.get("household"), found.get("persons")
        income, own = found.get("income"), found.get("own_income")
        if household == HouseholdType.FAMILY and "persons" not in self.errors and (persons or 0) < 2:
            self.add_error("persons", "Rodzina to co najmniej dwie osoby. Wpisz ich liczbę, np. 2.")
        if household == HouseholdType.SINGLE and persons not in (None, 1):
            self.add_error("persons", "Osoba samotnie gospodarująca to jedna osoba. Zostaw to pole puste.")
        if household == HouseholdType.SINGLE and own is not None and own != income:
            self.add_error("own_income", "Dochód osoby samotnie gospodarującej wpisz raz, w polu wyżej.")
        elif own is not None and income is not None and own > income:
            self.add_error("own_income", "Własny dochód nie może być większy niż dochód całej rodziny.")
        return found

    def question(self) -> Question:
        """What was asked. Only after ``is_valid``."""
        found = self.cleaned_data
        household = HouseholdType(found["household"])
        return Question(
            programme=self.programmes[found["programme"]],
            household=household,
            persons=found["persons"] or 1,
            income=found["income"],
            own_income=None if household == HouseholdType.SINGLE else found["own_income"],
            on=found["on"] or clock.today(),
            cost=None,
        )


def _public(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Without login, without a trace: 404 when switched off, and no copy kept on the way."""

    @login_not_required
    @require_safe
    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        if not settings.CALCULATOR:
            raise Http404
        response = view(request)
        response["Cache-Control"] = "no-store"
        return response

    return shown


@_public
def page(request: HttpRequest) -> HttpResponse:
    """GET: the form; with a query the fee step by step, or what is wrong with the question."""
    asked = bool(request.GET)
    form = CalculatorForm(request.GET if asked else None, initial={"household": HouseholdType.SINGLE})
    today = clock.today()
    context: dict[str, Any] = {
        "form": form,
        "today": today,
        "binding": cited(("ups.97.1", "ups.106.1"), today),
        "result": None,
        "problem": "",
        "office": None,
    }
    if asked and form.is_valid():
        question = form.question()
        context["office"] = question.programme.office
        try:
            context |= _shown(question)
        except DomainError as error:
            context["problem"] = without_internals(error)
    return render(request, "fees/calculator.html", context, status=400 if asked and form.errors else 200)


def _shown(question: Question) -> dict[str, Any]:
    selected = _selected(question)
    result = determine(question.facts, selected)
    return {
        "question": question,
        "result": result,
        "lines": explain(result, selected.rules.provisions),
        "stairs": _stairs(question, selected),
        "rate_of": BASE_OF[result.base_kind] if result.base_kind else "",
        "changes": [change for change in what_would_change(question.facts, selected.rules) if change],
        "fictional_cost": selected.cost is not None and selected.cost.order.fictional,
    }


def _stairs(question: Question, selected: Selected) -> list[dict[str, Decimal | None]]:
    """The bands to be drawn; none where the table gives złoty or a range instead of one percentage."""
    schedule = selected.rules.schedule
    if not isinstance(schedule, engine.Schedule) or schedule.base in engine.IN_ZLOTY:
        return []
    stairs = staircase(selected.rules, question.persons, question.facts.income)
    if any(stair.rate_to is not None for stair in stairs):
        return []
    return [
        {"above": stair.above_percent, "up_to": stair.up_to_percent, "rate_percent": stair.rate_percent}
        for stair in stairs
    ]


def _selected(question: Question) -> Selected:
    return rules_for(
        programme=question.programme,
        household=question.household.value,
        persons=question.persons,
        on=question.on,
    )


def without_internals(error: DomainError) -> str:
    """A refusal without the sentences that tell the staff where in the program to mend it."""
    return " ".join(part for part in _SENTENCES.split(error.message) if _FOR_STAFF not in part)


@_public
def as_json(request: HttpRequest) -> HttpResponse:
    """GET: the same as JSON, for the office's own website; any page may ask. ``docs/assess-fee.md`` has the keys.

    400 names the fields that are wrong, 422 says why there is no fee.
    """
    form = CalculatorForm(_query(request.GET))
    if not form.is_valid():
        errors = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
        return _json({"errors": errors}, 400)
    question = form.question()
    try:
        selected = _selected(question)
        found = answer(question, selected, determine(question.facts, selected))
    except DomainError as error:
        return _json({"code": error.code, "error": without_internals(error)}, 422)
    cost = selected.cost
    only_a_decision = f"Wynik jest tylko informacją na dzień {short_day(question.on)}. O opłacie rozstrzyga decyzja."
    return _json(found | {"fictional_cost": bool(cost and cost.order.fictional), "binding": only_a_decision}, 200)


def _query(given: QueryDict) -> QueryDict:
    """``office=kielce&programme=oit`` may be said instead of ``programme=kielce/oit``."""
    query = given.copy()
    if "office" in query and "/" not in query.get("programme", ""):
        query["programme"] = f"{query['office']}/{query.get('programme', '')}"
    return query


def _json(value: dict[str, Any], status: int) -> HttpResponse:
    response = HttpResponse(exact_json(value) + "\n", content_type="application/json; charset=utf-8", status=status)
    # Public data, read only, no cookie: every page may show it.
    response["Access-Control-Allow-Origin"] = "*"
    return response
