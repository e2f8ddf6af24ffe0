"""Pages where a decision or order of any kind is begun, changed and withdrawn."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from applications.models import Application
from applications.selectors import visible_to as visible_applications
from decisions import services
from decisions.access import may_change
from decisions.approval.page import open_notes
from decisions.compose import DEFAULT_AGREEMENT
from decisions.kinds.forms import GrantForm, KindForm, WithdrawForm, claim_of, initial_of
from decisions.kinds.possible import may_draft_kind, options
from decisions.kinds.registry import GRANTS, KINDS, STAY, DecisionKind
from decisions.models import Decision
from decisions.selectors import visible_to
from decisions.states import MACHINE
from office import clock
from office.access import require, works_as
from office.case import case_url
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Role


@require_GET
def choose(request: StaffRequest, pk: int) -> HttpResponse:
    """Which decisions and orders can be begun in case ``pk`` now, and why the others cannot."""
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    require(works_as(request.user, application.office, Role.SOCIAL_WORKER))
    found = options(request.user, application, clock.today())
    groups = (
        ("Decyzje", [option for option in found if not option.is_order]),
        ("Postanowienia", [option for option in found if option.is_order]),
    )
    return render(request, "decisions/choose.html", {"application": application, "groups": groups})


@require_http_methods(["GET", "POST"])
def new_kind(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Begin a decision of ``kind`` in case ``pk``."""
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    if kind not in KINDS:
        raise Http404
    if kind in STAY:
        return redirect("decisions:draft", pk=pk)
    option = may_draft_kind(request.user, application, kind, clock.today())
    require(option.verdict)
    if kind == DecisionKind.FEE:
        return _new_fee(request, application)
    claim = claim_of(kind, option.concerned[0] if option.concerned else None)
    form = KindForm(
        request.POST or None,
        initial=_known(application, kind),
        kind=kind,
        application=application,
        day=clock.today(),
        concerned=option.concerned,
        claim=claim,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            decision = services.draft_kind(
                actor=request.user,
                application=application,
                kind=kind,
                facts=form.kind_facts(),
                concerns=form.chosen_concerned(),
                justification=form.justification(),
            )
            messages.success(request, "Przygotowano projekt. Przeczytaj go przed przekazaniem.")
            return redirect("decisions:read", pk=decision.pk)
    return _page(request, form, application, kind, None)


def _known(application: Application, kind: str) -> dict[str, object]:
    """What the case already says about a decision of ``kind``: a withdrawn application is to be discontinued."""
    withdrawal = application.withdrawals.filter(taken_back_on__isnull=True).first()
    if kind != DecisionKind.DISCONTINUATION or withdrawal is None:
        return {}
    return {"ground": "withdrawn", "event_on": withdrawal.declared_on}


def _new_fee(request: StaffRequest, application: Application) -> HttpResponse:
    """The second decision of an office that issues two: made from the contract, as the first."""
    form = GrantForm(
        request.POST or None,
        initial={"agreement": DEFAULT_AGREEMENT},
        kind=DecisionKind.FEE,
        application=application,
        day=clock.today(),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            decision = services.draft_kind(
                actor=request.user,
                application=application,
                kind=DecisionKind.FEE,
                agreement=form.cleaned_data["agreement"],
                justification=form.justification(),
            )
            messages.success(request, "Przygotowano projekt decyzji o odpłatności. Przeczytaj go przed przekazaniem.")
            return redirect("decisions:read", pk=decision.pk)
    return render(
        request, "decisions/edit.html", {"form": form, "decision": None, "application": application, "open_notes": []}
    )


def edit_kind(request: StaffRequest, decision: Decision) -> HttpResponse:
    """Change what the worker says in a draft that is not a grant; the caller has fetched and authorised."""
    concerned = (decision.concerns,) if decision.concerns else ()
    form = KindForm(
        request.POST or None,
        initial=initial_of(decision),
        kind=decision.kind,
        application=decision.application,
        day=clock.today(),
        concerned=concerned,
        claim=claim_of(decision.kind, decision.concerns),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.edit(
                actor=request.user, decision=decision, facts=form.kind_facts(), justification=form.justification()
            )
            messages.success(request, "Zapisano zmiany w projekcie.")
            return redirect("decisions:read", pk=decision.pk)
    return _page(request, form, decision.application, decision.kind, decision)


def _page(
    request: StaffRequest, form: KindForm, application: Application, kind: str, decision: Decision | None
) -> HttpResponse:
    rules = KINDS[kind]
    words = DecisionKind(kind).label
    context = {
        "form": form,
        "application": application,
        "decision": decision,
        "open_notes": open_notes(decision) if decision else [],
        "title": f"{words[:1].upper()}{words[1:]}",
        "is_order": rules.is_order,
        "concerned": form.concerned[0] if len(form.concerned) == 1 else None,
        "is_grant": kind in GRANTS,
    }
    return render(request, "decisions/kind.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a draft that will not be issued."""
    decision = get_object_or_404(visible_to(request.user), pk=pk)
    require(may_change(request.user, decision))
    if not MACHINE.allows(decision.state, "withdraw"):
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.withdraw(actor=request.user, decision=decision, reason=form.cleaned_data["reason"])
            messages.success(request, "Wycofano projekt. Możesz przygotować inny.")
            return redirect(case_url(decision.application_id))
    return render(
        request, "decisions/withdraw.html", {"form": form, "decision": decision, "application": decision.application}
    )
