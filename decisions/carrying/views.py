"""Pages of carrying decisions out: what waits for it, and the act itself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.access import may_read
from decisions.after.selectors import aftermath
from decisions.carrying import money, selectors, services
from decisions.carrying.access import may_see_list
from decisions.carrying.forms import AgreeForm, ReleaseForm
from decisions.models import Decision
from decisions.papers.views import as_pdf
from decisions.selectors import visible_to
from office import clock
from office.access import require
from office.errors import DomainError
from office.forms import refusals_at, show_refusal
from office.http import StaffRequest
from office.polish import day
from office.services import log_read


@require_safe
def to_carry_out(request: StaffRequest) -> HttpResponse:
    """GET: the issued decisions that are still to be carried out, first those that may be today."""
    require(may_see_list(request.user))
    rows = selectors.to_carry_out(request.user, clock.today())
    context = {"ready": [row for row in rows if row.verdict], "later": [row for row in rows if not row.verdict]}
    return render(request, "decisions/carrying/list.html", context)


def _decision(request: StaffRequest, pk: int) -> Decision:
    decision = get_object_or_404(visible_to(request.user), pk=pk, approved_at__isnull=False)
    require(may_read(request.user, decision.application))
    return decision


@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: whether the decision may be carried out, what that does and from when; POST: carry it out.

    A POST with ``agreed`` says why it is what the party asked for, where that is the ground.
    """
    decision = _decision(request, pk)
    if request.method != "POST":
        log_read(reader=request.user, office=decision.office, page="wykonanie decyzji", case=decision.application_id)
        return _page(request, decision)
    form = AgreeForm(request.POST) if "agreed" in request.POST else None
    if form is not None and not form.is_valid():
        return _page(request, decision, agree=form)
    try:
        done = services.carry_out(
            actor=request.user, decision=decision, agreed=form.cleaned_data["agreed"] if form else ""
        )
    except DomainError as error:
        if form is not None:
            show_refusal(form, error)
            return _page(request, decision, agree=form)
        messages.error(request, error.message)
    else:
        messages.success(request, f"Wykonano decyzję. {done.what}")
    return redirect("decisions:carry_out", pk=decision.pk)


@require_POST
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: give the held place back before the decision is final, with the reason."""
    decision = _decision(request, pk)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        with refusals_at(form):
            done = services.release_early(actor=request.user, decision=decision, reason=form.cleaned_data["reason"])
            messages.success(request, done.what)
            return redirect("decisions:carry_out", pk=decision.pk)
    return _page(request, decision, release=form)


@require_safe
def slips(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the slips of a claim as PDF; refused before the decision may be carried out, with the reason and the day."""
    decision = _decision(request, pk)
    today = clock.today()
    require(money.may_demand(aftermath(decision, today)))
    log_read(reader=request.user, office=decision.office, page="druczek do zapłaty", case=decision.application_id)
    return as_pdf(money.slips_pdf(decision, today, clock.now()), f"druczek-{decision.number}")


def _page(
    request: StaffRequest, decision: Decision, *, agree: forms.Form | None = None, release: forms.Form | None = None
) -> HttpResponse:
    page = selectors.carrying_page(decision, request.user, clock.today())
    context: dict[str, Any] = {
        "decision": decision,
        "application": decision.application,
        "page": page,
        "agree_form": agree or AgreeForm(initial={"agreed": _usual_reason(decision)}),
        "release_form": release or ReleaseForm(),
        "bound": agree or release,
    }
    return render(request, "decisions/carrying/one.html", context)


def _usual_reason(decision: Decision) -> str:
    """What stands in the field to begin with; the worker confirms or mends it."""
    signed = decision.contract.signed_on if decision.contract else None
    contract = f", a kontrakt z tym okresem i odpłatnością podpisała {day(signed)}" if signed else ""
    text = f"Strona wnosiła o przyznanie tego wsparcia{contract}"
    return text if text.endswith(".") else f"{text}."
