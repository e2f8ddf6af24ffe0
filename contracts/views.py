"""Pages of the housing contract: write, read, print, note the signing."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from applications.selectors import visible_to as visible_applications
from contracts import selectors, services
from contracts.access import may_draft, may_read, may_write
from contracts.annexes.access import may_amend
from contracts.annexes.selectors import section_of
from contracts.forms import CallForm, ContractForm, RefusalForm, ReminderForm, ScanForm, SigningForm
from contracts.hours import standards_in_words
from contracts.models import ContractScan, HousingContract
from contracts.states import ContractState
from contracts.ways import ways_after
from office import clock
from office.access import require
from office.case import case_url
from office.documents import page_response, pdf_response, render_pdf
from office.errors import DomainError
from office.files.fields import put_refusal_at_file
from office.files.views import serve
from office.forms import refusals_at, show_refusal
from office.http import StaffRequest
from office.services import log_read


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the contract of application ``pk``. What was typed stays, also when the case changed meanwhile."""
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    require(may_write(request.user, application) if request.method == "POST" else may_draft(request.user, application))
    initial = selectors.initial(application) | {"seen": selectors.fingerprint(application)}
    form = ContractForm(request.POST or None, initial=initial, application=application)
    if request.method == "POST" and form.is_valid():
        try:
            contract = services.write_contract(
                actor=request.user,
                application=application,
                terms=form.terms(),
                seen=form.cleaned_data["seen"] if "seen" in request.POST else None,
            )
        except DomainError as error:
            show_refusal(form, error)
            form.show_again(selectors.fingerprint(application))
        else:
            messages.success(request, "Zapisano projekt kontraktu. Przeczytaj go z osobą i wydrukuj.")
            return redirect("contracts:read", pk=contract.pk)
    standards = standards_in_words(application.kind, clock.today())
    return render(request, "contracts/edit.html", {"form": form, "application": application, "standards": standards})


@require_GET
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract as it will print, and what to do next."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, contract.application))
    log_read(reader=request.user, office=contract.application.office, page="kontrakt", case=contract.application_id)
    life = selectors.life_of(contract)
    return render(
        request,
        "contracts/read.html",
        {
            "contract": contract,
            "application": contract.application,
            "may_draft": may_draft(request.user, contract.application),
            "outdated": selectors.outdated_because(contract),
            "life": life,
            "amendments": section_of(contract) if contract.state == ContractState.SIGNED else None,
            "may_write": may_write(request.user, contract.application),
            "may_amend": may_amend(request.user, contract),
            "ways": ways_after(life.refusal, clock.today()) if life.refusal else [],
        },
    )


@require_GET
@xframe_options_sameorigin
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract's own page, shown inside ours."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, contract.application))
    html = selectors.html_of(contract)
    return page_response(html)


@require_GET
def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract as PDF, for printing and signing on paper."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, contract.application))
    log_read(reader=request.user, office=contract.application.office, page="kontrakt PDF", case=contract.application_id)
    return pdf_response(render_pdf(selectors.html_of(contract), created=contract.created_at), f"kontrakt-{contract.pk}")


@require_http_methods(["GET", "POST"])
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that the contract was signed on paper."""
    contract = _draft(request, pk)
    initial = {"signed_on": clock.today(), "signed_for_office": f"{request.user}, {request.user.post}"}
    form = SigningForm(request.POST or None, initial=initial, contract=contract)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.sign_contract(actor=request.user, contract=contract, **form.signatures())
            messages.success(request, "Odnotowano podpisanie kontraktu. Teraz przygotuj decyzję.")
            return redirect(case_url(contract.application_id))
    return render(
        request, "contracts/sign.html", {"form": form, "contract": contract, "application": contract.application}
    )


def _draft(request: StaffRequest, pk: int) -> HousingContract:
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_draft(request.user, contract.application))
    return contract


@require_http_methods(["GET", "POST"])
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """Set the day by which the person should sign."""
    contract = _draft(request, pk)
    form = CallForm(request.POST or None, initial={"sign_by": contract.sign_by})
    page = ("Wyznacz dzień podpisania", "Wyznacz dzień", "Wyznaczono dzień podpisania. Stoi na tablicy terminów.")
    return _act(request, contract, form, page, services.call_to_sign)


@require_http_methods(["GET", "POST"])
def remind(request: StaffRequest, pk: int) -> HttpResponse:
    """Note a reminder to sign."""
    contract = _draft(request, pk)
    form = ReminderForm(request.POST or None, initial={"reminded_on": clock.today()})
    page = ("Odnotuj przypomnienie o podpisaniu", "Zapisz przypomnienie", "Zapisano przypomnienie.")
    return _act(request, contract, form, page, services.remind)


@require_http_methods(["GET", "POST"])
def refuse(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that the person refused to sign."""
    contract = _draft(request, pk)
    form = RefusalForm(request.POST or None, initial={"refused_on": clock.today()})
    page = ("Odnotuj odmowę podpisania", "Zapisz: osoba odmówiła", "Zapisano odmowę. Zobacz, co można zrobić dalej.")
    return _act(request, contract, form, page, services.refuse_contract)


@require_http_methods(["GET", "POST"])
def scan(request: StaffRequest, pk: int) -> HttpResponse:
    """Attach a scan of the signed contract."""
    contract = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_write(request.user, contract.application))
    form = ScanForm(request.POST or None, request.FILES or None)
    page = ("Dołącz skan podpisanego kontraktu", "Dołącz skan", "Dołączono skan.")
    return _act(request, contract, form, page, services.attach_scan)


@require_GET
def scan_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The scan ``pk`` itself."""
    contracts = selectors.visible_to(request.user)
    found = get_object_or_404(ContractScan.objects.filter(contract__in=contracts).select_related("file"), pk=pk)
    require(may_read(request.user, found.contract.application))
    return serve(request, found.file)


def _act(
    request: StaffRequest,
    contract: HousingContract,
    form: forms.Form,
    page: tuple[str, str, str],
    service: Callable[..., object],
) -> HttpResponse:
    """One form on a contract: heading, button, message when done; back to the contract."""
    heading, submit, done = page
    if request.method == "POST" and form.is_valid():
        try:
            service(actor=request.user, contract=contract, **form.cleaned_data)
        except DomainError as error:
            put_refusal_at_file(form, error) if error.field == "file" else show_refusal(form, error)
        else:
            messages.success(request, done)
            return redirect("contracts:read", pk=contract.pk)
    context = {
        "form": form,
        "contract": contract,
        "application": contract.application,
        "heading": heading,
        "submit": submit,
    }
    return render(request, "contracts/act.html", context)
