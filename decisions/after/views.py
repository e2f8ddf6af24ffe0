"""Pages of what followed a decision: one page that tells it, one form for each act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from decisions import selectors
from decisions.access import may_read
from decisions.after import services
from decisions.after.access import may_record
from decisions.after.forms import (
    AppealForm,
    DeliveryForm,
    DispatchForm,
    EarlyForm,
    ForwardForm,
    RulingForm,
    SelfReviewForm,
    StrikeForm,
    WaiverForm,
)
from decisions.after.selectors import Act, aftermath, label_of, next_step
from decisions.models import Decision, Entry
from decisions.serving import passed_by
from office import clock
from office.access import require
from office.errors import DomainError
from office.http import StaffRequest
from office.models import User
from office.services import log_read


@dataclass(frozen=True)
class Page:
    """The form of one act and the service that it calls with what was typed."""

    form: type[forms.Form]
    enter: Callable[..., Entry]


def _send(*, actor: User, decision: Decision, **typed: Any) -> Entry:
    return services.send(actor=actor, decision=decision, sending=services.Sending(**typed))


PAGES = {
    Act.DISPATCH: Page(DispatchForm, _send),
    Act.DELIVERY: Page(DeliveryForm, services.deliver),
    Act.WAIVER: Page(WaiverForm, services.waive),
    Act.APPEAL: Page(AppealForm, services.receive_appeal),
    Act.SELF_REVIEW: Page(SelfReviewForm, services.self_review),
    Act.FORWARD: Page(ForwardForm, services.forward),
    Act.RULING: Page(RulingForm, services.rule),
    Act.EARLY: Page(EarlyForm, services.allow_early),
}


def _decision(request: StaffRequest, pk: int) -> Decision:
    decision = get_object_or_404(selectors.visible_to(request.user).select_related("contract"), pk=pk)
    require(may_read(request.user, decision.application))
    return decision


@require_GET
def after(request: StaffRequest, pk: int) -> HttpResponse:
    """Delivery, finality and appeal of a decision: what happened, what holds today, what can be entered."""
    decision = _decision(request, pk)
    log_read(reader=request.user, office=decision.office, page="doręczenie decyzji", case=decision.application_id)
    verdict = may_record(request.user, decision)
    found = aftermath(decision, clock.today())
    context = {
        "decision": decision,
        "application": decision.application,
        "after": found,
        "step": next_step(found),
        "verdict": verdict,
        "acts": [(act, label_of(act, decision)) for act in found.acts] if verdict else [],
    }
    return render(request, "decisions/after.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: StaffRequest, pk: int, act: str) -> HttpResponse:
    """Enter one act."""
    decision = _decision(request, pk)
    if act not in PAGES:
        raise Http404
    require(may_record(request.user, decision))
    page = PAGES[Act(act)]
    form = page.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            page.enter(actor=request.user, decision=decision, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Zapisano wpis.")
            return redirect("decisions:after", pk=decision.pk)
    return _form_page(request, decision, form, label_of(Act(act), decision))


@require_http_methods(["GET", "POST"])
def strike(request: StaffRequest, pk: int, entry: int) -> HttpResponse:
    """Strike a wrong entry with the reason."""
    decision = _decision(request, pk)
    row = get_object_or_404(Entry, pk=entry, decision=decision)
    require(may_record(request.user, decision))
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.strike(actor=request.user, entry=row, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Skreślono wpis. Jeśli trzeba, wpisz prawidłowy.")
            return redirect("decisions:after", pk=decision.pk)
    return _form_page(request, decision, form, "Skreśl błędny wpis")


def _form_page(request: StaffRequest, decision: Decision, form: forms.Form, title: str) -> HttpResponse:
    context = {"form": form, "decision": decision, "application": decision.application, "title": title}
    context |= {"recipients": decision.content.get("recipients", ()), "passed_by": passed_by(decision)}
    return render(request, "decisions/after_form.html", context)
