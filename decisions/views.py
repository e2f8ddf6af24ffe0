"""Pages of decisions: draft, read, submit, approve or return, print."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications.selectors import visible_to as visible_applications
from decisions import selectors, services
from decisions.access import may_change, may_draft, may_read, may_review
from decisions.after.selectors import aftermath
from decisions.approval.page import ApprovalPart, approval_part, open_notes
from decisions.approval.selectors import text_of
from decisions.carrying.selectors import next_step as step_after
from decisions.compose import DEFAULT_AGREEMENT
from decisions.conditions.draft import MAY_CARRY
from decisions.conditions.selectors import conditions_of_decision
from decisions.forms import ReturnForm
from decisions.kinds import GRANTS, DecisionKind
from decisions.kinds.forms import GrantForm, initial_justification
from decisions.kinds.views import edit_kind
from decisions.models import Decision
from decisions.papers.models import PaperKind
from decisions.papers.selectors import pdf_of
from decisions.papers.views import as_pdf
from decisions.serving import after_death
from decisions.states import MACHINE, DecisionState
from office import clock
from office.access import Verdict, refused, require, works_as
from office.case import case_url
from office.documents import page_response, render_pdf
from office.errors import DomainError, Incomplete
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Role
from office.second_factor.forms import TokenForm
from office.second_factor.services import confirm
from office.services import log_read

PAGE_SIZE = 25


@require_GET
def register(request: StaffRequest) -> HttpResponse:
    """The decisions of the office: those that wait first, then all others, newest first."""
    require(works_as(request.user, request.user.office, Role.SOCIAL_WORKER, Role.DIRECTOR))
    decisions = selectors.visible_to(request.user)
    state = request.GET.get("stan", "")
    if state in DecisionState.values:
        decisions = decisions.filter(state=state)
    page = Paginator(decisions.order_by("-pk"), PAGE_SIZE).get_page(request.GET.get("strona"))
    return render(
        request,
        "decisions/list.html",
        {
            "page": page,
            "waiting": selectors.waiting_for_approval(request.user),
            "states": DecisionState,
            "chosen": state,
            "may_list": request.user.has_role(Role.DIRECTOR),
        },
    )


@require_http_methods(["GET", "POST"])
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the decision of application ``pk`` with the worker's own texts."""
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    require(may_draft(request.user, application))
    kind = DecisionKind.SUPPORT if application.office.two_decisions else DecisionKind.GRANT
    form = GrantForm(
        request.POST or None,
        initial={"agreement": DEFAULT_AGREEMENT},
        kind=kind,
        application=application,
        day=clock.today(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            decision = services.draft(
                actor=request.user,
                application=application,
                agreement=form.cleaned_data["agreement"],
                justification=form.justification(),
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Przygotowano projekt decyzji. Przeczytaj go przed przekazaniem.")
            return redirect("decisions:read", pk=decision.pk)
    return render(
        request, "decisions/edit.html", {"form": form, "decision": None, "application": application, "open_notes": []}
    )


def _page(request: StaffRequest, decision: Decision, *, status: int = 200, **more: object) -> HttpResponse:
    today = clock.today()
    part = approval_part(decision, request.user, today)
    after = aftermath(decision, today)
    context = {
        "after": after,
        "step": step_after(after),
        "decision": decision,
        "gist": _gist(decision),
        "application": decision.application,
        "approval": part,
        "may_submit": may_submit(request, decision, part),
        "may_change": may_change(request.user, decision),
        "may_withdraw": may_change(request.user, decision) and MACHINE.allows(decision.state, "withdraw"),
        "may_condition": may_change(request.user, decision) and decision.kind in MAY_CARRY,
        "conditions": conditions_of_decision(decision, today),
        "has_plain": decision.approved_at is not None and not after_death(decision),
        "instead": list(decision.followed_by.exclude(state=DecisionState.WITHDRAWN)),
        "concerned_by": selectors.concerned_by(decision),
        "may_review": may_review(request.user, decision),
        "return_form": ReturnForm(paragraphs=[row.text for row in part.paragraphs]),
        "token_form": TokenForm() if decision.office.second_factor_always else None,
        "problems": [],
        **more,
    }
    return render(request, "decisions/read.html", context, status=status)


def _gist(decision: Decision) -> list[tuple[str, str]]:
    try:
        return selectors.gist_of(selectors.content_of(decision))
    except DomainError:
        # What cannot be composed yet stands among the findings of the legal check.
        return []


def may_submit(request: StaffRequest, decision: Decision, part: ApprovalPart) -> Verdict:
    """Whether the draft may go to the director now."""
    verdict = may_change(request.user, decision)
    if verdict and part.report is not None and part.report.to_mend:
        return refused("Najpierw usuń przeszkody z listy „Kontrola prawna”.")
    return verdict


def _decision(request: StaffRequest, pk: int) -> Decision:
    decision = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, decision.application))
    return decision


@require_GET
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """The decision as it will print, the legal check, and what may be done."""
    decision = _decision(request, pk)
    log_read(reader=request.user, office=decision.office, page="decyzja", case=decision.application_id)
    return _page(request, decision)


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change the worker's own texts in a draft."""
    decision = _decision(request, pk)
    if request.method != "POST":
        require(may_change(request.user, decision))
    require(works_as(request.user, decision.office, Role.SOCIAL_WORKER))
    # A draft that was submitted in another tab is refused by the service: what was typed here stays on the page.
    if decision.kind not in GRANTS:
        return edit_kind(request, decision)
    form = GrantForm(
        request.POST or None,
        initial={"agreement": decision.agreement, **initial_justification(decision)},
        kind=decision.kind,
        application=decision.application,
        day=clock.today(),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.edit(
                actor=request.user,
                decision=decision,
                agreement=form.cleaned_data["agreement"],
                justification=form.justification(),
            )
            messages.success(request, "Zapisano zmiany w projekcie decyzji.")
            return redirect("decisions:read", pk=decision.pk)
    return render(
        request,
        "decisions/edit.html",
        {
            "form": form,
            "decision": decision,
            "application": decision.application,
            "open_notes": open_notes(decision),
        },
    )


def _problems_of(error: DomainError) -> list[tuple[str, str]]:
    found = error.problems if isinstance(error, Incomplete) else [error]
    return [("", problem.message) for problem in found]


@require_POST
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand the draft to the director."""
    decision = _decision(request, pk)
    try:
        services.submit(actor=request.user, decision=decision)
    except DomainError as error:
        return _page(request, decision, status=409, problems=_problems_of(error))
    messages.success(request, "Przekazano projekt decyzji do zatwierdzenia.")
    return redirect(case_url(decision.application_id))


@require_POST
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Return the draft to the worker with a note."""
    decision = _decision(request, pk)
    submitted = decision.state == DecisionState.SUBMITTED
    form = ReturnForm(request.POST, paragraphs=text_of(decision) if submitted else ())
    if submitted and not form.is_valid():
        return _page(request, decision, status=409, return_form=form)
    try:
        notes = form.notes if submitted else None
        services.send_back(actor=request.user, decision=decision, note=request.POST.get("note", ""), notes=notes)
    except DomainError as error:
        return _page(request, decision, status=409, problems=_problems_of(error), return_form=form)
    messages.success(request, "Zwrócono projekt do poprawy.")
    return redirect("desk:desk")


@require_POST
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue the decision; where the office asks for it at every approval, after a code of the second factor."""
    decision = _decision(request, pk)
    form, confirmation = TokenForm(request.POST), None
    try:
        if decision.office.second_factor_always:
            if not form.is_valid():
                return _page(request, decision, status=409, token_form=form)
            require(may_review(request.user, decision))
            confirmation = confirm(actor=request.user, token=form.cleaned_data["token"])
        approved = services.approve(actor=request.user, decision=decision, confirmation=confirmation)
    except DomainError as error:
        return _page(request, decision, status=409, problems=_problems_of(error))
    messages.success(
        request,
        f"Zatwierdzono: {approved.noun.lower()} nr {approved.number}. Wydrukuj, podpisz i przekaż do doręczenia.",
    )
    return redirect("decisions:read", pk=decision.pk)


@require_GET
@xframe_options_sameorigin
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The decision's own page, shown inside ours: the frozen one once approved."""
    decision = _decision(request, pk)
    try:
        html = selectors.html_of(decision)
    except DomainError as error:
        return render(request, "decisions/no_paper.html", {"reason": error.message}, status=409)
    return page_response(html)


@require_GET
def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The decision as PDF; once approved from the frozen page alone."""
    decision = _decision(request, pk)
    log_read(reader=request.user, office=decision.office, page="decyzja PDF", case=decision.application_id)
    try:
        html = selectors.html_of(decision)
    except DomainError as error:
        return _page(request, decision, status=409, problems=_problems_of(error))
    if decision.approved_at is not None:
        return as_pdf(pdf_of(decision, PaperKind.DECISION), f"decyzja-{decision.number}")
    return as_pdf(render_pdf(html, created=decision.created_at), f"projekt-decyzji-{decision.pk}")


@require_GET
def plain(request: StaffRequest, pk: int) -> HttpResponse:
    """The approved decision in plain words on one page, with the transfer code, as PDF for the resident."""
    decision = _decision(request, pk)
    log_read(reader=request.user, office=decision.office, page="decyzja prosto", case=decision.application_id)
    if decision.approved_at is None:
        problem = "Skrót w prostych słowach powstaje z zatwierdzonej decyzji. Ta jest jeszcze projektem."
        return _page(request, decision, status=409, problems=[("", problem)])
    if after_death(decision):
        problem = "Ta decyzja zapadła po śmierci strony. Skrótu dla mieszkańca nie ma, bo nie ma go komu dać."
        return _page(request, decision, status=409, problems=[("", problem)])
    return as_pdf(pdf_of(decision, PaperKind.PLAIN), f"decyzja-{decision.number}-w-prostych-slowach")
