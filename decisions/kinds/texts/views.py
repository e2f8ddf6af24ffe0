"""Ustawienia → Uzasadnienia decyzji: paragraphs in versions and drafts, each shown in whole invented decisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decisions.content import TEMPLATE as GRANT_TEMPLATE
from decisions.content import DecisionContent
from decisions.kinds.content import TEMPLATE, RulingContent
from decisions.kinds.models import Reason, ReasonState
from decisions.kinds.registry import DecisionKind
from decisions.kinds.slots import SLOTS
from decisions.kinds.texts import selectors, services
from decisions.kinds.texts.forms import PublishForm, ReasonForm, SampleForm
from decisions.kinds.texts.people import SAMPLES
from decisions.kinds.texts.samples import sample_of
from decisions.kinds.topics import topics_of
from office import clock
from office.access import require, works_as
from office.documents import page_response, pdf_response, render_html, render_pdf
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import Office, Role

_USUAL = next(iter(SAMPLES))


def _own_office(request: StaffRequest) -> Office:
    require(works_as(request.user, request.user.office, Role.ADMINISTRATOR))
    if request.user.office is None:
        raise PermissionDenied("Twoje konto nie należy do żadnego ośrodka, a uzasadnienia są tekstami ośrodka.")
    return request.user.office


def _reason(request: StaffRequest, pk: int) -> Reason:
    _own_office(request)
    return get_object_or_404(selectors.reasons_seen_by(request.user), pk=pk)


def _draft(request: StaffRequest, pk: int) -> Reason:
    reason = _reason(request, pk)
    if reason.state != ReasonState.DRAFT:
        raise Http404
    return reason


@require_safe
def reasons_list(request: StaffRequest) -> HttpResponse:
    """GET: every kind of decision with its grounds and their paragraphs."""
    kinds = selectors.kinds_with_reasons(_own_office(request), clock.today())
    return render(request, "decisions/reasons/list.html", {"kinds": kinds})


@require_POST
def begin_new(request: StaffRequest, kind: str, ground: str) -> HttpResponse:
    """POST: begin a paragraph for a ground."""
    _own_office(request)
    try:
        draft = services.begin_new(actor=request.user, kind=kind, ground=ground)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("decisions:reasons")
    return redirect("decisions:reason_edit", draft.pk)


@require_POST
def begin_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: begin the office's own version of a paragraph, or open the draft that stands."""
    draft = services.begin_draft(actor=request.user, reason=_reason(request, pk))
    return redirect("decisions:reason_edit", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the draft with its slots; POST: save it, and stay or go on to the preview."""
    draft = _draft(request, pk)
    initial = {
        "title": draft.title,
        "text": draft.text,
        "source": draft.source,
        "opened": selectors.mark_of(draft),
    }
    form = ReasonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.save_draft(actor=request.user, draft=draft, **form.cleaned_data)
            messages.success(request, f"Zapisano szkic {clock.local(clock.now()):%H:%M}.")
            return redirect("decisions:reason" if "podglad" in request.POST else "decisions:reason_edit", draft.pk)
    context = {
        "form": form,
        "draft": draft,
        "typed": [(f"{{{name}}}", slot) for name, slot in SLOTS.items() if slot.typed],
        "known": [(f"{{{name}}}", slot) for name, slot in SLOTS.items() if not slot.typed],
    } | _about(draft)
    return render(request, "decisions/reasons/edit.html", context)


def _about(reason: Reason) -> dict[str, str]:
    return {
        "kind_label": DecisionKind(reason.kind).label,
        "ground_label": topics_of(reason.kind).get(reason.ground, ""),
    }


def _sample(request: StaffRequest) -> str:
    sample = request.GET.get("przyklad", _USUAL)
    return sample if sample in SAMPLES else _USUAL


@require_safe
def reason(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one version, its other versions, the whole sample decision, what a draft changes."""
    shown = _reason(request, pk)
    office, today = _own_office(request), clock.today()
    former = selectors.in_force(office, shown.code, today)
    is_draft = shown.state == ReasonState.DRAFT
    versions = selectors.reasons_seen_by(request.user).filter(code=shown.code)
    context = {
        "reason": shown,
        "is_draft": is_draft,
        "current": former,
        "difference": selectors.difference(former, shown) if is_draft else None,
        "form": SampleForm({"przyklad": _sample(request)}, auto_id="przyklad_%s"),
        "sample": _sample(request),
        "problem": _problem(request, shown),
        "versions": sorted(versions, key=lambda row: (row.office_id is None, -row.version)),
        "draft": versions.filter(office=office, state=ReasonState.DRAFT).first(),
    } | _about(shown)
    return render(request, "decisions/reasons/reason.html", context)


def _sample_content(request: StaffRequest, shown: Reason) -> DecisionContent | RulingContent:
    return sample_of(
        shown, office=_own_office(request), worker=request.user, day=clock.today(), sample=_sample(request)
    )


def _problem(request: StaffRequest, shown: Reason) -> str:
    """What the office's tables lack for a sample decision of this kind; nothing where it can be shown."""
    try:
        _sample_content(request, shown)
    except DomainError as error:
        return error.message
    return ""


def _sample_html(request: StaffRequest, pk: int) -> str:
    content = _sample_content(request, _reason(request, pk))
    template = GRANT_TEMPLATE if isinstance(content, DecisionContent) else TEMPLATE
    return render_html(template, content, draft=True)


@require_safe
@xframe_options_sameorigin
def sample_page(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the sample decision's own page, shown inside ours."""
    try:
        html = _sample_html(request, pk)
    except DomainError as error:
        return HttpResponse(error.message, status=409, content_type="text/plain; charset=utf-8")
    return page_response(html)


@require_safe
def sample_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the sample decision as PDF; where it cannot be made, back with the reason."""
    try:
        pdf = render_pdf(_sample_html(request, pk), created=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("decisions:reason", pk)
    return pdf_response(pdf, f"przykladowa-decyzja-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what changes and from when; POST: put the draft in force."""
    draft = _draft(request, pk)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.publish(actor=request.user, draft=draft, **form.cleaned_data)
            messages.success(request, "Opublikowano akapit. Tej wersji nie można już zmienić.")
            return redirect("decisions:reason", draft.pk)
    former = selectors.in_force(_own_office(request), draft.code, clock.today())
    context = {"form": form, "draft": draft, "former": former, "difference": selectors.difference(former, draft)}
    return render(request, "decisions/reasons/publish.html", context | _about(draft))


@require_POST
def drop_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: throw the draft away."""
    services.drop_draft(actor=request.user, draft=_draft(request, pk))
    messages.success(request, "Usunięto szkic akapitu.")
    return redirect("decisions:reasons")
