"""Pages of conditions: in a draft, after the issue, and the list of the office."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.access import may_change, may_read
from decisions.conditions import selectors, services
from decisions.conditions.draft import MAY_CARRY, stored
from decisions.conditions.forms import ConditionForm, FilterForm, FulfilForm, StrikeForm
from decisions.conditions.models import Condition
from decisions.models import Decision
from decisions.selectors import visible_to
from office import clock
from office.access import require, works_as
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Role
from office.sheets import one_sheet, xlsx_response

_HEADER = ("Osoba", "Znak sprawy", "Program", "Decyzja", "Warunek", "Podstawa", "Do dnia", "Stan", "Spełniono", "Dowód")


def _draft(request: StaffRequest, pk: int) -> Decision:
    decision = get_object_or_404(visible_to(request.user).filter(kind__in=MAY_CARRY), pk=pk)
    require(may_change(request.user, decision))
    return decision


@require_http_methods(["GET", "HEAD", "POST"])
def conditions(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the conditions of a draft and a form for one more; POST: write it in."""
    decision = _draft(request, pk)
    form = ConditionForm(request.POST or None, office=decision.office, day=clock.today())
    if form.is_valid():
        with refusals_at(form):
            services.add_condition(actor=request.user, decision=decision, **form.values())
            messages.success(request, "Dopisano warunek.")
            return redirect("decisions:conditions", pk=pk)
    context = {
        "decision": decision,
        "application": decision.application,
        "form": form,
        "listed": stored(decision.conditions),
    }
    return render(request, "decisions/conditions/draft.html", context)


@require_POST
def remove(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Take a condition out of a draft."""
    decision = _draft(request, pk)
    try:
        services.remove_condition(actor=request.user, decision=decision, number=number)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Usunięto warunek.")
    return redirect("decisions:conditions", pk=pk)


def _issued(request: StaffRequest, pk: int) -> Condition:
    condition = get_object_or_404(selectors.visible_conditions(request.user), pk=pk)
    require(may_read(request.user, condition.decision.application))
    return condition


def _entry(
    request: StaffRequest, condition: Condition, form: Any, act: Callable[[], object], words: tuple[str, str, str]
) -> HttpResponse:
    if form.is_valid():
        with refusals_at(form):
            act()
            messages.success(request, words[2])
            return redirect("decisions:read", pk=condition.decision_id)
    context = {
        "condition": condition,
        "decision": condition.decision,
        "application": condition.decision.application,
        "form": form,
        "heading": words[0],
        "submit": words[1],
    }
    return render(request, "decisions/conditions/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def fulfil(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: enter that the condition was fulfilled."""
    condition, form = _issued(request, pk), FulfilForm(request.POST or None)

    def act() -> None:
        services.fulfil(actor=request.user, condition=condition, **form.cleaned_data)

    words = ("Spełnienie warunku", "Zapisz spełnienie warunku", "Zapisano, że warunek spełniono.")
    return _entry(request, condition, form, act, words)


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: strike the entry that the condition was fulfilled."""
    condition, form = _issued(request, pk), StrikeForm(request.POST or None)

    def act() -> None:
        services.strike(actor=request.user, condition=condition, **form.cleaned_data)

    words = ("Skreślenie wpisu o warunku", "Skreśl wpis", "Skreślono wpis. Warunek znowu czeka.")
    return _entry(request, condition, form, act, words)


@require_safe
def report(request: StaffRequest) -> HttpResponse:
    """GET: the list "Warunki decyzji" with its filters; ``?plik=xlsx`` gives it as a spreadsheet."""
    office, today = request.user.office, clock.today()
    require(works_as(request.user, office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    assert office is not None  # noqa: S101 - who works as these roles has an office
    form = FilterForm(request.GET, programmes=[(row.pk, row.name) for row in office.programmes.order_by("name")])
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = selectors.report(request.user, today, state=chosen.get("stan", ""), programme=chosen.get("program") or None)
    if request.GET.get("plik") == "xlsx":
        content = one_sheet("Warunki decyzji", _HEADER, [_cells(row) for row in rows])
        return xlsx_response(content, f"warunki-decyzji-{today.isoformat()}")
    query = request.GET.copy()
    query["plik"] = "xlsx"
    return render(request, "decisions/conditions/list.html", {"rows": rows, "form": form, "xlsx": query.urlencode()})


def _cells(row: selectors.ConditionRow) -> tuple[Any, ...]:
    condition, decision = row.condition, row.condition.decision
    done = row.fulfilled
    return (
        str(decision.application.person),
        decision.application.case_number,
        str(decision.application.programme or ""),
        decision.number,
        condition.text,
        condition.ground,
        condition.due_on,
        selectors.STATES[row.state],
        done.done_on if done else None,
        done.words if done else "",
    )
