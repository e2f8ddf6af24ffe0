"""Pages of annexes: write, read, print, note the signing, withdraw, note the decision."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from contracts.access import may_read
from contracts.annexes import selectors, services
from contracts.annexes.access import may_amend
from contracts.annexes.forms import AnnexForm, AnnexSigningForm, PairForm
from contracts.annexes.models import Annex
from contracts.hours import standards_in_words
from contracts.selectors import visible_to as visible_contracts
from office import clock
from office.access import require
from office.documents import page_response, pdf_response, render_pdf
from office.forms import refusals_at
from office.http import StaffRequest
from office.services import log_read


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the next annex of contract ``pk``."""
    contract = get_object_or_404(visible_contracts(request.user), pk=pk)
    require(may_amend(request.user, contract))
    form = AnnexForm(
        request.POST or None,
        contract=contract,
        drafts=selectors.fee_drafts(contract),
        now=selectors.says(contract, clock.today()),
    )
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("ground", "why", "effective_from")}
        with refusals_at(form):
            annex = services.draft_annex(actor=request.user, contract=contract, terms=form.terms(), **values)
            messages.success(request, "Zapisano projekt aneksu. Przeczytaj go z osobą i wydrukuj.")
            return redirect("contracts:annex", pk=annex.pk)
    context = {
        "form": form,
        "contract": contract,
        "application": contract.application,
        "standards": standards_in_words(contract.kind, clock.today()),
    }
    return render(request, "contracts/annexes/edit.html", context)


def _annex(request: StaffRequest, pk: int) -> Annex:
    annex = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, annex.contract.application))
    return annex


@require_GET
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """The annex as it will print, what to do next, and whether its decision is there."""
    annex = _annex(request, pk)
    application = annex.contract.application
    log_read(reader=request.user, office=application.office, page="aneks", case=application.pk)
    context = {
        "annex": annex,
        "contract": annex.contract,
        "application": application,
        "needs_decision": selectors.needs_decision(annex),
        "decision": selectors.decision_of(annex),
        "outdated": selectors.outdated_because(annex) if annex.state == "draft" else "",
        "may_amend": may_amend(request.user, annex.contract),
    }
    return render(request, "contracts/annexes/read.html", context)


@require_GET
@xframe_options_sameorigin
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The annex's own page, shown inside ours."""
    html = selectors.html_of(_annex(request, pk))
    return page_response(html)


@require_GET
def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The annex as PDF, for printing and signing on paper."""
    annex = _annex(request, pk)
    application = annex.contract.application
    log_read(reader=request.user, office=application.office, page="aneks PDF", case=application.pk)
    return pdf_response(render_pdf(selectors.html_of(annex), created=annex.created_at), f"aneks-{annex.pk}")


@require_http_methods(["GET", "POST"])
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that the annex was signed on paper."""
    annex = _annex(request, pk)
    require(may_amend(request.user, annex.contract))
    paper = selectors.content_of(annex)
    initial = {
        "signed_on": clock.today(),
        "signed_for_office": f"{request.user}, {request.user.post}",
        "signed_by_person": paper.resident.representative or paper.resident.name,
        "signed_for_operator": paper.operator.represented_by,
    }
    form = AnnexSigningForm(request.POST or None, initial=initial, paper=paper)
    page = ("Odnotuj podpisanie aneksu", "Zapisz: aneks podpisany", "Odnotowano podpisanie aneksu.")
    return _act(request, annex, form, page, services.sign_annex)


@require_http_methods(["GET", "POST"])
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Withdraw a draft."""
    annex = _annex(request, pk)
    require(may_amend(request.user, annex.contract))
    page = ("Wycofaj projekt aneksu", "Wycofaj projekt", "Wycofano projekt aneksu.")
    return _act(request, annex, forms.Form(request.POST or None), page, services.cancel_annex)


@require_http_methods(["GET", "POST"])
def pair(request: StaffRequest, pk: int) -> HttpResponse:
    """Note the decision that goes with the annex."""
    annex = _annex(request, pk)
    require(may_amend(request.user, annex.contract))
    form = PairForm(request.POST or None, initial={"decided_on": clock.today()})
    page = ("Przypisz decyzję do aneksu", "Zapisz decyzję", "Zapisano decyzję do aneksu.")
    return _act(request, annex, form, page, services.pair_with_decision)


def _act(
    request: StaffRequest, annex: Annex, form: forms.Form, page: tuple[str, str, str], service: Callable[..., object]
) -> HttpResponse:
    heading, submit, done = page
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            service(actor=request.user, annex=annex, **form.cleaned_data)
            messages.success(request, done)
            return redirect("contracts:annex", pk=annex.pk)
    context = {
        "form": form,
        "annex": annex,
        "application": annex.contract.application,
        "heading": heading,
        "submit": submit,
    }
    return render(request, "contracts/annexes/act.html", context)
