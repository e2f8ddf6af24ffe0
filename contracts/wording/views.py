"""Settings → Wzory kontraktów: the office's texts, drafts, a sample contract, publication; operators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications.models import HousingKind, Programme
from contracts.clauses import SLOTS
from contracts.models import ContractClause
from contracts.states import ClauseState
from contracts.wording import selectors, services
from contracts.wording.elements import ELEMENTS, STARTING
from contracts.wording.forms import ClauseForm, OperatorForm
from contracts.wording.services import Scope
from office import clock
from office.access import require, works_as
from office.documents import page_response
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Office, Role


def _office(request: StaffRequest) -> Office:
    office = request.user.office
    require(works_as(request.user, office, Role.ADMINISTRATOR))
    if office is None:
        raise PermissionDenied("Twoje konto nie należy do żadnego ośrodka, a wzory są wzorami ośrodka.")
    return office


def _scope(office: Office, kind: str, programme: int) -> Scope:
    """Programme 0 means: the whole office."""
    if kind not in HousingKind.values:
        raise Http404
    return Scope(kind, get_object_or_404(Programme, office=office, pk=programme, kind=kind) if programme else None)


@require_GET
def texts(request: StaffRequest) -> HttpResponse:
    """Every scope with its elements, and the operators."""
    office, today = _office(request), clock.today()
    context = {"blocks": selectors.blocks(office, today), "operators": selectors.operators(office, today)}
    return render(request, "contracts/wording/texts.html", context)


@require_http_methods(["GET", "POST"])
def text(request: StaffRequest, kind: str, programme: int, element: int) -> HttpResponse:
    """One element in a scope: the versions, the draft and its form."""
    office, today = _office(request), clock.today()
    scope = _scope(office, kind, programme)
    if element not in ELEMENTS:
        raise Http404
    line = next(row for row in selectors.lines(office, scope, today) if row.element == element)
    start = line.draft or line.text
    initial = {"text": start.text if start else "", "valid_from": line.draft.valid_from if line.draft else None}
    form = ClauseForm(request.POST or None, initial=initial | {"source": line.draft.source if line.draft else ""})
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.draft_clause(actor=request.user, scope=scope, element=element, **form.cleaned_data)
            messages.success(request, "Zapisano szkic. Obejrzyj go w przykładowym kontrakcie i opublikuj.")
            return redirect("contracts:wording_text", kind=kind, programme=programme, element=element)
    context = {
        "form": form,
        "line": line,
        "scope": scope,
        "programme_key": programme,
        "versions": selectors.of_scope(office, scope, element).filter(state=ClauseState.PUBLISHED),
        "slots": [] if element in STARTING else [(f"{{{{ {name} }}}}", slot.label) for name, slot in SLOTS.items()],
    }
    return render(request, "contracts/wording/text.html", context)


@require_GET
@xframe_options_sameorigin
def sample(request: StaffRequest, pk: int) -> HttpResponse:
    """A whole fictional contract with draft ``pk`` in it."""
    office = _office(request)
    draft = get_object_or_404(selectors.own_clauses(office), pk=pk)
    html = selectors.sample_html(office, Scope(draft.kind, draft.programme), clock.today(), draft)
    return page_response(html)


def _act_on(request: StaffRequest, pk: int) -> ContractClause:
    return get_object_or_404(selectors.own_clauses(_office(request)), pk=pk)


@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Put draft ``pk`` in force from its day."""
    clause = _act_on(request, pk)
    try:
        services.publish_clause(actor=request.user, clause=clause)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Opublikowano tekst. Kontrakty już sporządzone zostają ze swoim.")
    return redirect(
        "contracts:wording_text", kind=clause.kind, programme=clause.programme_id or 0, element=clause.element
    )


@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw draft ``pk`` away."""
    clause = _act_on(request, pk)
    try:
        services.drop_clause(actor=request.user, clause=clause)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Usunięto szkic.")
    return redirect("contracts:wording")


@require_http_methods(["GET", "POST"])
def operator(request: StaffRequest) -> HttpResponse:
    """New terms of an operator from a day on."""
    _office(request)
    form = OperatorForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.set_operator_terms(actor=request.user, **form.cleaned_data)
            messages.success(request, "Zapisano podmiot prowadzący.")
            return redirect("contracts:wording")
    return render(request, "contracts/wording/operator.html", {"form": form})
