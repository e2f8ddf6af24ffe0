"""Letters of a case: the list, making one, reading one, and how it went out."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.access import may_see
from applications.letters import selectors, services
from applications.letters.filling import editable, initial, recipient_for
from applications.letters.forms import DeliveredForm, LetterForm, SentForm, StrikeForm
from applications.models import Application
from applications.selectors import visible_to
from office import clock
from office.access import require
from office.documents import page_response, pdf_response, render_html, render_pdf
from office.forms import refusals_at
from office.http import StaffRequest
from office.letters.content import ENVELOPE_TEMPLATE, TEMPLATE
from office.letters.envelope import envelope_of
from office.letters.selectors import pdf as pdf_of
from office.letters.selectors import standing_entries
from office.letters.slots import LETTERS
from office.models import Letter, LetterEntry
from office.services import log_read


def _application(request: StaffRequest, pk: int) -> Application:
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(may_see(request.user, application))
    return application


def _letter(request: StaffRequest, pk: int) -> tuple[Letter, Application]:
    letter = get_object_or_404(selectors.visible_letters(request.user), pk=pk)
    return letter, _application(request, letter.case)


def _read_noted(request: StaffRequest, pk: int, page: str) -> tuple[Letter, Application]:
    letter, application = _letter(request, pk)
    log_read(reader=request.user, office=letter.office, page=page, case=letter.case)
    return letter, application


@require_safe
def of_case(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the letters of a case, and those that can be made."""
    application = _application(request, pk)
    log_read(reader=request.user, office=application.office, page="pisma sprawy", case=application.pk)
    context = {"application": application, "letters": selectors.case_letters(application, request.user)}
    return render(request, "applications/letters/of_case.html", context)


def _new_form(request: StaffRequest, application: Application, code: str) -> LetterForm:
    if code not in LETTERS:
        raise Http404
    given = LetterForm.initial_of(recipient_for(application, code), initial(application, code))
    # What another page already knows, such as which decision is being sent.
    given |= {name: request.GET[name] for name in editable(code) if name in request.GET}
    return LetterForm(request.POST or None, slots=editable(code), initial=given)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """GET: the letter's words as the case gives them; POST: show how it would read, or issue it."""
    application = _application(request, pk)
    form = _new_form(request, application, code)
    content = None
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            if "podglad" not in request.POST:
                letter = services.issue_letter(
                    actor=request.user,
                    application=application,
                    code=code,
                    values=form.values,
                    recipient=form.recipient,
                )
                messages.success(request, "Sporządzono pismo. Wydrukuj je, podpisz i wpisz, jak zostało wysłane.")
                return redirect("letters:read", letter.pk)
            content = services.preview(
                actor=request.user,
                application=application,
                code=code,
                values=form.values,
                recipient=form.recipient,
            )
    context = {"application": application, "form": form, "kind": LETTERS[code], "code": code, "content": content}
    return render(request, "applications/letters/new.html", context)


@require_POST
def preview_pdf(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """POST: what was typed as a PDF marked as a draft; nothing is stored."""
    application = _application(request, pk)
    form = _new_form(request, application, code)
    if form.is_valid():
        with refusals_at(form):
            content = services.preview(
                actor=request.user,
                application=application,
                code=code,
                values=form.values,
                recipient=form.recipient,
            )
            html = render_html(TEMPLATE, content, draft=True)
            return pdf_response(render_pdf(html, created=clock.now()), f"projekt-pisma-{application.pk}")
    context = {"application": application, "form": form, "kind": LETTERS[code], "code": code, "content": None}
    return render(request, "applications/letters/new.html", context)


@require_safe
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one letter as it was issued, and how it went out."""
    letter, application = _read_noted(request, pk, "pismo")
    standing = standing_entries(letter)
    context = {
        "letter": letter,
        "application": application,
        "row": selectors.row_of(letter),
        "entries": letter.entries.select_related("actor"),
        "last": standing[-1] if standing else None,
        "struck": {entry.strikes_id for entry in letter.entries.all()},
    }
    return render(request, "applications/letters/read.html", context)


@require_safe
@xframe_options_sameorigin
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the letter's own frozen page, shown inside ours."""
    letter, _ = _letter(request, pk)
    return page_response(letter.html)


@require_safe
def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the letter as PDF, from its frozen page alone."""
    letter, _ = _read_noted(request, pk, "pismo PDF")
    return pdf_response(pdf_of(letter), f"pismo-{letter.case}-{letter.number}")


@require_safe
def envelope(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the page behind the window of the envelope: sender and addressee, nothing else."""
    letter, _ = _read_noted(request, pk, "koperta PDF")
    html = render_html(ENVELOPE_TEMPLATE, envelope_of(letter, clock.today()), draft=False)
    return pdf_response(render_pdf(html, created=clock.now()), f"koperta-{letter.case}-{letter.number}")


@dataclass(frozen=True)
class _Entering:
    form: type[forms.Form]
    run: Callable[..., LetterEntry]
    title: str
    submit: str


_ENTRIES = {
    "wyslano": _Entering(SentForm, services.mark_sent, "Jak wysłano pismo", "Zapisz wysłanie"),
    "doreczono": _Entering(DeliveredForm, services.mark_delivered, "Kiedy doręczono pismo", "Zapisz doręczenie"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """GET: the form; POST: enter that the letter was sent or delivered."""
    letter, application = _letter(request, pk)
    if step not in _ENTRIES:
        raise Http404
    entering = _ENTRIES[step]
    form = entering.form(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            entering.run(actor=request.user, application=application, letter=letter, **form.cleaned_data)
            messages.success(request, "Zapisano wpis.")
            return redirect("letters:read", letter.pk)
    return _entry_page(request, letter, form, entering.title, entering.submit)


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: StaffRequest, pk: int, entry: int) -> HttpResponse:
    """GET: the form; POST: strike a wrong entry with the reason."""
    letter, application = _letter(request, pk)
    row = get_object_or_404(letter.entries, pk=entry)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.strike_entry(actor=request.user, application=application, entry=row, **form.cleaned_data)
            messages.success(request, "Skreślono wpis. Jeśli trzeba, wpisz prawidłowy.")
            return redirect("letters:read", letter.pk)
    return _entry_page(request, letter, form, "Skreśl błędny wpis", "Skreśl wpis")


def _entry_page(request: StaffRequest, letter: Letter, form: forms.Form, title: str, submit: str) -> HttpResponse:
    back = reverse("letters:read", args=[letter.pk])
    context = {"letter": letter, "form": form, "title": title, "submit": submit, "back": back}
    return render(request, "applications/letters/enter.html", context)
