"""Pages of the housing contract: write, read, print, note the signing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from applications.selectors import visible_to as visible_applications
from contracts import selectors, services
from contracts.access import may_draft, may_read
from contracts.forms import ContractForm, SigningForm
from office import clock
from office.access import require
from office.case import case_url
from office.documents import content_security_policy, render_pdf
from office.errors import DomainError
from office.http import StaffRequest
from office.services import log_read


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the contract of application ``pk``."""
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    require(may_draft(request.user, application))
    form = ContractForm(request.POST or None, initial=selectors.initial(application), application=application)
    if request.method == "POST" and form.is_valid():
        try:
            contract = services.write_contract(actor=request.user, application=application, terms=form.terms())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Zapisano projekt kontraktu. Przeczytaj go z osobą i wydrukuj.")
            return redirect("contracts:read", pk=contract.pk)
    return render(request, "contracts/edit.html", {"form": form, "application": application})


@require_GET
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract as it will print, and what to do next."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, contract.application))
    log_read(reader=request.user, office=contract.application.office, page="kontrakt", case=contract.application_id)
    return render(
        request,
        "contracts/read.html",
        {
            "contract": contract,
            "application": contract.application,
            "may_draft": may_draft(request.user, contract.application),
            "outdated": selectors.outdated_because(contract),
        },
    )


@require_GET
@xframe_options_sameorigin
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract's own page, shown inside ours."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, contract.application))
    html = selectors.html_of(contract)
    return HttpResponse(html, headers={"Content-Security-Policy": content_security_policy(html)})


@require_GET
def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract as PDF, for printing and signing on paper."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, contract.application))
    log_read(reader=request.user, office=contract.application.office, page="kontrakt PDF", case=contract.application_id)
    return HttpResponse(
        render_pdf(selectors.html_of(contract), created=contract.created_at),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="kontrakt-{contract.pk}.pdf"'},
    )


@require_http_methods(["GET", "POST"])
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that the contract was signed on paper."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_draft(request.user, contract.application))
    initial = {"signed_on": clock.today(), "signed_for_office": f"{request.user}, {request.user.post}"}
    form = SigningForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_contract(actor=request.user, contract=contract, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, "Odnotowano podpisanie kontraktu. Teraz przygotuj decyzję.")
            return redirect(case_url(contract.application_id))
    return render(
        request, "contracts/sign.html", {"form": form, "contract": contract, "application": contract.application}
    )
