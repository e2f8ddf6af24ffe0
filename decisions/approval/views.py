"""Pages: letting a finding go, decisions of a run, the director's list and how far a list is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.access import may_change
from decisions.approval import access, selectors, services
from decisions.approval.forms import LetGoForm, WaitingForm
from decisions.approval.models import BatchState
from decisions.approval.report import report
from decisions.compose import on_contract_in_use
from decisions.models import ReviewNote
from decisions.ready.selectors import reasons_on
from decisions.selectors import visible_to
from fees.changes.selectors import runs_for
from office import clock
from office.access import require, works_as
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Role
from office.second_factor.forms import TokenForm
from office.second_factor.services import confirm

SECONDS = 6.0
"""How long one click works; the next one goes on."""


@require_http_methods(["GET", "HEAD", "POST"])
def let_go(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """GET: the finding and the form; POST: let it go with a reason."""
    decision = get_object_or_404(visible_to(request.user), pk=pk)
    require(may_change(request.user, decision))
    lines = report(on_contract_in_use(decision), clock.today()).lines
    line = next((row for row in lines if row.key == key and row.may_be_let_go), None)
    if line is None:
        raise Http404
    ready = [row.text for row in reasons_on(decision.office, clock.today())]
    form = LetGoForm(request.POST if request.method == "POST" else None, ready=ready)
    if form.is_valid():
        with refusals_at(form):
            services.let_go(
                actor=request.user,
                decision=decision,
                code=line.code,
                message=line.words,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, "Zapisano odstąpienie z uzasadnieniem. Zobaczy je dyrektor.")
            return redirect("decisions:read", pk=pk)
    context = {"form": form, "decision": decision, "application": decision.application, "line": line}
    return render(request, "decisions/approval/let_go.html", context)


@require_POST
def settle_note(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a note of the director was seen to."""
    note = get_object_or_404(
        ReviewNote.objects.filter(decision__in=visible_to(request.user)).select_related("decision__application"), pk=pk
    )
    require(may_change(request.user, note.decision))
    services.settle_note(actor=request.user, note=note, words=request.POST.get("words", ""))
    messages.success(request, "Odnotowano, że uwaga jest załatwiona.")
    return redirect("decisions:read", pk=note.decision_id)


@require_http_methods(["GET", "HEAD", "POST"])
def from_run(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: how far the decisions of a run are; POST: make and submit as many as one click may take."""
    run = get_object_or_404(runs_for(request.user), pk=pk)
    require(works_as(request.user, run.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    if request.method == "POST":
        try:
            left = services.prepare_from_run(actor=request.user, run=run, seconds=SECONDS)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            if left:
                messages.info(request, f"Zostało do przygotowania: {left}. Naciśnij przycisk jeszcze raz.")
            else:
                messages.success(request, "Przejrzano wszystkie projekty obliczeń z tego zestawienia.")
        return redirect("decisions:from_run", pk=pk)
    context = {
        "run": run,
        "progress": selectors.run_progress(run),
        "left": selectors.drafts_left(run).count(),
        "may_prepare": access.may_prepare_from(request.user, run),
    }
    return render(request, "decisions/approval/from_run.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: StaffRequest) -> HttpResponse:
    """GET: the changes of fee that wait, filtered; POST: approve the ticked ones after a code."""
    require(works_as(request.user, request.user.office, Role.DIRECTOR))
    filters = WaitingForm(request.GET, office=request.user.office)
    by = filters.chosen()
    rows = selectors.waiting_changes(request.user, by)
    posted = request.method == "POST"
    form = TokenForm(request.POST if posted else None)
    ticked = {int(key) for key in request.POST.getlist("decision") if key.isdigit()}
    context: dict[str, Any] = {
        "filters": filters,
        "rows": rows,
        "form": form,
        "ticked": ticked if posted else {row.decision.pk for row in rows if not row.own},
        "may_confirm": access.may_confirm(request.user),
        "batches": selectors.batches_of(request.user)[:5],
        "narrowed": by.is_narrow,
        "total": selectors.waiting_total(request.user, by) if len(rows) == selectors.MOST_LISTED else len(rows),
    }
    if posted and form.is_valid():
        with refusals_at(form):
            if not ticked:
                raise DomainError("nothing_chosen", "Nie zaznaczono żadnej decyzji. Zaznacz te, które zatwierdzasz.")
            confirmation = confirm(actor=request.user, token=form.cleaned_data["token"])
            batch = services.order_batch(actor=request.user, decisions=ticked, confirmation=confirmation)
            services.carry_on(actor=request.user, batch=batch, seconds=SECONDS)
            return redirect("decisions:batch", pk=batch.pk)
    return render(request, "decisions/approval/waiting.html", context, status=409 if posted else 200)


@require_safe
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: how far a list is, what was approved and what could not be."""
    found = get_object_or_404(selectors.batches_of(request.user), pk=pk)
    require(works_as(request.user, found.office, Role.DIRECTOR))
    items = found.items.select_related("decision__application__person").order_by("pk")
    context = {
        "batch": found,
        "failed": [item for item in items if item.state == BatchState.FAILED],
        "approved": [item for item in items if item.state == BatchState.APPROVED],
        "may_go_on": found.director_id == request.user.pk,
    }
    return render(request, "decisions/approval/batch.html", context)


@require_POST
def carry_on(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: go on with a list that is not finished."""
    found = get_object_or_404(selectors.batches_of(request.user), pk=pk)
    try:
        services.carry_on(actor=request.user, batch=found, seconds=SECONDS)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("decisions:batch", pk=pk)
