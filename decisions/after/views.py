"""Pages of what followed a decision: one page that tells it, one form for each act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from decisions import selectors
from decisions.access import may_read
from decisions.after import services
from decisions.after.access import may_record
from decisions.after.forms import (
    AnewForm,
    AppealForm,
    ConfirmForm,
    DeliveryForm,
    DispatchForm,
    EarlyForm,
    ForwardForm,
    HaltForm,
    RulingForm,
    SelfReviewForm,
    StrikeForm,
    WaiverForm,
)
from decisions.after.rulings import RulingFacts
from decisions.after.selectors import Act, Aftermath, aftermath, label_of
from decisions.anew import services as anew
from decisions.anew.selectors import Consequence, consequences, hints_of, to_replace
from decisions.carrying.selectors import next_step
from decisions.kinds.registry import ENDING
from decisions.models import Decision, Entry, FollowUp
from decisions.serving import passed_by
from decisions.states import OPEN, DecisionState
from office import clock
from office.access import require
from office.case import case_url
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


def _rule(
    *, actor: User, decision: Decision, done_on: date, reference: str, outcome: str, says: str, **decided: Any
) -> Entry:
    return services.rule(
        actor=actor,
        decision=decision,
        done_on=done_on,
        reference=reference,
        outcome=outcome,
        says=says,
        decided=RulingFacts(**decided),
    )


PAGES = {
    Act.DISPATCH: Page(DispatchForm, _send),
    Act.DELIVERY: Page(DeliveryForm, services.deliver),
    Act.WAIVER: Page(WaiverForm, services.waive),
    Act.APPEAL: Page(AppealForm, services.receive_appeal),
    Act.SELF_REVIEW: Page(SelfReviewForm, services.self_review),
    Act.FORWARD: Page(ForwardForm, services.forward),
    Act.RULING: Page(RulingForm, _rule),
    Act.EARLY: Page(EarlyForm, services.allow_early),
    Act.ANEW: Page(AnewForm, anew.decide_anew),
    Act.REVIEW: Page(ConfirmForm, anew.begin_review),
    Act.CARRY: Page(ConfirmForm, anew.carry_ruling),
    Act.LET_GO: Page(ConfirmForm, anew.let_go),
    Act.GRANT: Page(ConfirmForm, anew.grant_by_ruling),
    Act.HALT: Page(HaltForm, anew.halt),
}
SUBMITS = {
    Act.ANEW: "Rozpatrz ponownie",
    Act.REVIEW: "Zacznij autokontrolę",
    Act.CARRY: "Wykonaj rozstrzygnięcie",
    Act.LET_GO: "Zwolnij miejsce",
    Act.GRANT: "Przyznaj miejsce",
    Act.HALT: "Wstrzymaj wykonanie",
}
_TO_THE_CASE = frozenset({Act.ANEW, Act.REVIEW, Act.LET_GO, Act.GRANT})


def _decision(request: StaffRequest, pk: int) -> Decision:
    decision = get_object_or_404(selectors.visible_to(request.user).select_related("contract"), pk=pk)
    require(may_read(request.user, decision.application))
    return decision


_LABELS = {
    "last_day_label": "Ostatni dzień na odwołanie",
    "forward_label": "Odwołanie przekazać do",
    "final_label": "Ostateczna od",
}
_ORDER_LABELS = {
    "last_day_label": "Ostatni dzień na zażalenie",
    "forward_label": "Zażalenie przekazać do",
    "final_label": "Ostateczne od",
}


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
        "consequences": consequences(decision, found.ruling) if found.ruling else [],
        "instead": list(decision.followed_by.exclude(state=DecisionState.WITHDRAWN)),
        "begin_anew": _begin_anew(decision, found) if verdict else None,
        **(_ORDER_LABELS if decision.rules.is_order else _LABELS),
        "after": found,
        "step": next_step(found),
        "verdict": verdict,
        "acts": [(act, label_of(act, decision)) for act in found.acts] if verdict else [],
    }
    return render(request, "decisions/after.html", context)


def _begin_anew(decision: Decision, after: Aftermath) -> tuple[str, str] | None:
    """Where the new decision in place of this one is begun: an address and the words of the button."""
    if decision not in to_replace(decision.application) or decision.followed_by.filter(state__in=OPEN).exists():
        return None
    if decision.kind in ENDING:
        return case_url(decision.application_id), "Otwórz sprawę i przygotuj nową decyzję"
    url = reverse("decisions:new_kind", args=[decision.application_id, decision.kind])
    return url, f"Przygotuj nowe rozstrzygnięcie: {decision.get_kind_display()}"


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
            entry = page.enter(actor=request.user, decision=decision, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return _entered(request, decision, entry, Act(act))
    return _form_page(
        request, decision, form, label_of(Act(act), decision), SUBMITS.get(Act(act), "Zapisz"), hints_of(act, decision)
    )


def _entered(request: StaffRequest, decision: Decision, entry: Entry, act: Act) -> HttpResponse:
    told = entry.told if isinstance(entry, FollowUp) else ""
    messages.success(request, f"Zapisano wpis. {told}".strip())
    if act in _TO_THE_CASE and decision.kind in ENDING:
        return redirect(case_url(decision.application_id))
    return redirect("decisions:after", pk=decision.pk)


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


def _form_page(
    request: StaffRequest,
    decision: Decision,
    form: forms.Form,
    title: str,
    submit: str = "Zapisz",
    hints: Sequence[Consequence] = (),
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "decision": decision, "application": decision.application, "title": title}
    context |= {"submit": submit, "hints": hints}
    context |= {"recipients": decision.content.get("recipients", ()), "passed_by": passed_by(decision)}
    return render(request, "decisions/after_form.html", context)
