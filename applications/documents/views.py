"""Pages of papers: the list, one paper, its scans."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from applications import access
from applications.completion.selectors import calls_page
from applications.documents import services
from applications.documents.forms import EntryForm, PaperForm, ScanForm, WithdrawFileForm
from applications.documents.models import DocumentEntry, EntryKind
from applications.documents.selectors import Item, checklist
from applications.models import Application
from applications.selectors.cases import visible_to
from applications.views.case_form import form_page
from office import clock
from office.access import require
from office.case import case_url
from office.files.views import serve
from office.forms import refusals_at
from office.http import StaffRequest
from office.selectors import cited
from office.services import log_read

NO_INTERVIEW = "ups.53.13"


def _case(request: StaffRequest, pk: int, *, to_change: bool = False) -> Application:
    application = get_object_or_404(visible_to(request.user), pk=pk)
    if to_change:
        require(access.may_edit(request.user, application))
    return application


@require_safe
def documents(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the papers of a case, where each stands."""
    application = _case(request, pk)
    log_read(reader=request.user, office=application.office, page="wniosek: dokumenty", case=application.pk)
    context = {
        "application": application,
        "case_url": case_url(application.pk),
        "papers": checklist(application),
        "calls": calls_page(application, request.user, clock.today()),
        "may_edit": access.may_edit(request.user, application),
        "law": cited((NO_INTERVIEW,), clock.today())[NO_INTERVIEW],
    }
    return render(request, "applications/documents.html", context)


def _item(application: Application, code: str) -> Item:
    item = checklist(application).item(code)
    if item is None:
        raise Http404
    return item


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """GET: one paper, its entries and scans; POST: say where it stands."""
    application = _case(request, pk, to_change=request.method == "POST")
    item = _item(application, code)
    form = EntryForm(request.POST or None, item=item, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.enter(actor=request.user, application=application, code=code, said=form.said())
            messages.success(request, f"Zapisano: {item.wanted.name}.")
            return redirect("applications:documents", application.pk)
    return _document_page(request, application, item, form, ScanForm())


@require_http_methods(["POST"])
def attach(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """POST: keep a scan of a paper."""
    application = _case(request, pk, to_change=True)
    item = _item(application, code)
    scan = ScanForm(request.POST, request.FILES)
    if scan.is_valid():
        with refusals_at(scan):
            services.attach(actor=request.user, application=application, code=code, upload=scan.cleaned_data["file"])
            messages.success(request, f"Dołączono skan: {item.wanted.name}.")
            return redirect("applications:document", application.pk, code)
    return _document_page(request, application, item, EntryForm(item=item, initial={"on": clock.today()}), scan)


def _document_page(
    request: StaffRequest, application: Application, item: Item, form: EntryForm, scan: ScanForm
) -> HttpResponse:
    if request.method == "GET":
        log_read(reader=request.user, office=application.office, page="wniosek: dokument", case=application.pk)
    context = {
        "application": application,
        "item": item,
        "form": form,
        "scan": scan,
        "may_edit": access.may_edit(request.user, application),
        "no_copy": services.NO_COPY,
        "attach_url": reverse("applications:attach", args=[application.pk, item.wanted.code]),
    }
    return render(request, "applications/document.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: put a paper on the list that the programme does not ask for."""
    application = _case(request, pk, to_change=True)
    form = PaperForm(request.POST or None)
    words = {"title": "Dopisz dokument", "intro": "Program go nie wymaga, ale w tej sprawie jest potrzebny."}

    def run(**data: Any) -> str:
        services.add_paper(actor=request.user, application=application, **data)
        return "Dopisano dokument do listy."

    return form_page(request, application, form, run, words | {"submit": "Dopisz do listy"}, "applications:documents")


@require_safe
def scan(request: StaffRequest, pk: int, entry: int) -> HttpResponse:
    """GET: a scan, given out only while it is on the list; the read is logged."""
    application = _case(request, pk)
    rows = DocumentEntry.objects.filter(application=application, kind=EntryKind.FILE, withdrawal__isnull=True)
    found = get_object_or_404(rows.select_related("file__office"), pk=entry)
    if found.file is None:
        raise Http404
    return serve(request, found.file)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_scan(request: StaffRequest, pk: int, entry: int) -> HttpResponse:
    """GET: the form; POST: take a wrong scan off the list, with the reason."""
    application = _case(request, pk, to_change=True)
    rows = DocumentEntry.objects.filter(application=application, kind=EntryKind.FILE, withdrawal__isnull=True)
    found = get_object_or_404(rows, pk=entry)
    form = WithdrawFileForm(request.POST or None)
    words = {
        "title": "Wycofaj plik",
        "intro": f"Dokument: {found.name}. Plik zniknie z listy i nikt go już nie otworzy; w aktach zostanie ślad.",
        "submit": "Wycofaj plik",
    }

    def run(**data: Any) -> str:
        services.withdraw_file(actor=request.user, application=application, entry=found, **data)
        return "Wycofano plik."

    return form_page(request, application, form, run, words, "applications:documents")
