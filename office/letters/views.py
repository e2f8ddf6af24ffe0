"""Ustawienia → Wzory pism: texts of letters in versions and drafts. No issued letter is shown here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from office import clock
from office.access import require, works_as
from office.documents import page_response, pdf_response, render_html, render_pdf
from office.errors import DomainError
from office.forms import refusals_at
from office.http import StaffRequest
from office.letters import selectors, texts
from office.letters.content import TEMPLATE
from office.letters.forms import LetterSettingsForm, PublishForm, SampleForm, TextForm
from office.letters.samples import SAMPLES, sample_letter
from office.letters.wordings import TEXTS, WORDINGS, common_of
from office.models import LetterTemplate, Office, Role, TemplateState

_USUAL = next(iter(SAMPLES))


def _own_office(request: StaffRequest) -> Office:
    require(works_as(request.user, request.user.office, Role.ADMINISTRATOR))
    if request.user.office is None:
        raise PermissionDenied("Twoje konto nie należy do żadnego ośrodka, a wzory pism są wzorami ośrodka.")
    return request.user.office


def _template(request: StaffRequest, pk: int) -> LetterTemplate:
    _own_office(request)
    return get_object_or_404(selectors.templates_for(request.user), pk=pk)


def _draft(request: StaffRequest, pk: int) -> LetterTemplate:
    template = _template(request, pk)
    if template.state != TemplateState.DRAFT:
        raise Http404
    return template


@require_safe
def texts_list(request: StaffRequest) -> HttpResponse:
    """GET: every kind of letter with its text today and the draft; what letters say of data protection."""
    office, today = _own_office(request), clock.today()
    context = {
        "rows": selectors.text_rows(office, today),
        "decision_rows": selectors.text_rows(office, today, WORDINGS),
        "known": selectors.settings_on(office, today),
    }
    return render(request, "letters/texts.html", context)


@require_safe
def text_versions(request: StaffRequest, code: str) -> HttpResponse:
    """GET: all versions of one kind of letter, the office's own first."""
    office = _own_office(request)
    if code not in TEXTS:
        raise Http404
    rows = selectors.templates_for(request.user).filter(code=code)
    context = {
        "code": code,
        "kind": TEXTS[code],
        "versions": sorted(rows, key=lambda row: (row.office_id is None, -row.version)),
        "row": selectors.text_rows(office, clock.today(), [code])[0],
    }
    return render(request, "letters/versions.html", context)


@require_POST
def begin_draft(request: StaffRequest, code: str) -> HttpResponse:
    """POST: begin a draft from the text in force, or open the one that stands."""
    _own_office(request)
    if code not in TEXTS:
        raise Http404
    try:
        draft = texts.begin_draft(actor=request.user, code=code)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("office:letter_versions", code)
    return redirect("office:letter_edit", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the draft with its slots; POST: save it, and stay or go on to the preview."""
    draft = _draft(request, pk)
    form = TextForm(request.POST or None, initial={"title": draft.title, "body": draft.body, "saves": draft.saves})
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            texts.save_draft(actor=request.user, draft=draft, **form.cleaned_data)
            messages.success(request, f"Zapisano szkic {clock.local(clock.now()):%H:%M}.")
            return redirect("office:letter_text" if "podglad" in request.POST else "office:letter_edit", draft.pk)
    kind = TEXTS[draft.code]
    if draft.code in WORDINGS:
        form.fields["title"].label = "Nazwa tekstu"
        form.fields[
            "body"
        ].help_text = "Jeden wiersz to jeden punkt: zacznij go od „1. ” albo „- ”. **słowo** to pogrubienie."
    context = {
        "form": form,
        "draft": draft,
        "kind": kind,
        "slots": kind.slots,
        "common": common_of(draft.code),
        "needs": WORDINGS[draft.code].needs if draft.code in WORDINGS else (),
        "is_letter": draft.code not in WORDINGS,
    }
    return render(request, "letters/edit.html", context)


@require_safe
def text(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one version as it prints in a sample case, and what it changes against the text in force."""
    template = _template(request, pk)
    if template.code in WORDINGS:
        # What decisions say is shown in a decision, by the app that knows decisions.
        return redirect("decisions:wording", pk)
    office = _own_office(request)
    sample = request.GET.get("przyklad", _USUAL)
    form = SampleForm({"przyklad": sample if sample in SAMPLES else _USUAL}, auto_id="przyklad_%s")
    problem = ""
    try:
        sample_letter(template, office=office, actor=request.user, sample=form["przyklad"].value())
    except DomainError as error:
        problem = error.message
    context: dict[str, Any] = {
        "template": template,
        "form": form,
        "sample": form["przyklad"].value(),
        "problem": problem,
        "former": None,
    }
    if template.state == TemplateState.DRAFT:
        former = selectors.template_on(office, template.code, clock.today())
        context |= {"former": former, "difference": selectors.difference(former, template)}
    return render(request, "letters/text.html", context)


def _sample_page(request: StaffRequest, pk: int) -> str:
    content = sample_letter(
        _template(request, pk),
        office=_own_office(request),
        actor=request.user,
        sample=request.GET.get("przyklad", _USUAL),
    )
    return render_html(TEMPLATE, content, draft=True)


@require_safe
@xframe_options_sameorigin
def sample_page(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the sample letter's own page, shown inside ours."""
    try:
        html = _sample_page(request, pk)
    except DomainError as error:
        return HttpResponse(error.message, status=409, content_type="text/plain; charset=utf-8")
    return page_response(html)


@require_safe
def sample_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the sample letter as PDF; where it cannot be made, back with the reason."""
    try:
        pdf = render_pdf(_sample_page(request, pk), created=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("office:letter_text", pk)
    return pdf_response(pdf, f"wzor-pisma-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what changes and from when; POST: put the draft in force."""
    draft = _draft(request, pk)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            texts.publish(actor=request.user, draft=draft, **form.cleaned_data)
            messages.success(request, "Opublikowano wzór pisma. Tej wersji nie można już zmienić.")
            return redirect("office:letter_versions", draft.code)
    former = selectors.template_on(_own_office(request), draft.code, clock.today())
    context = {"form": form, "draft": draft, "former": former, "difference": selectors.difference(former, draft)}
    return render(request, "letters/publish.html", context)


@require_POST
def drop_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: throw the draft away."""
    draft = _draft(request, pk)
    texts.drop_draft(actor=request.user, draft=draft)
    messages.success(request, "Usunięto szkic. Obowiązuje dotychczasowy tekst.")
    return redirect("office:letter_versions", draft.code)


@require_http_methods(["GET", "HEAD", "POST"])
def change_settings(request: StaffRequest) -> HttpResponse:
    """GET: the form, beginning from today's data; POST: new data from a day on."""
    office = _own_office(request)
    known = selectors.settings_on(office, clock.today())
    address = f"{office.street}, {office.postal_code} {office.city}"
    names = ("privacy_officer", "data_recipients", "retention", "envelope_sender", "window", "source")
    initial = (
        {name: getattr(known, name) for name in names} if known else {"envelope_sender": address, "window": "right"}
    )
    form = LetterSettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        with refusals_at(form):
            texts.change_settings(actor=request.user, valid_from=values.pop("valid_from"), values=values)
            messages.success(request, "Zapisano dane do pism.")
            return redirect("office:letter_texts")
    return render(request, "letters/settings.html", {"form": form, "back": reverse("office:letter_texts")})
