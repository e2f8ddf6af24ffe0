"""Pages of notes: the list with the form for another, and a correction."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from applications.documents.views import NO_INTERVIEW
from applications.models import Application
from applications.notes import access, services
from applications.notes.forms import NoteForm
from applications.notes.models import CaseNote
from applications.notes.selectors import notes_of
from applications.selectors.cases import visible_to
from applications.views.case_form import form_page
from office import clock
from office.access import require
from office.http import StaffRequest
from office.selectors import cited
from office.services import log_read


@require_safe
def notes(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the notes of a case that the user may read; reading restricted ones is logged as such."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    found = notes_of(application, request.user)
    page = "notatki zastrzeżone" if found.shows_restricted else "notatki"
    log_read(reader=request.user, office=application.office, page=page, case=application.pk)
    context = {"application": application, "found": found, "law": cited((NO_INTERVIEW,), clock.today())[NO_INTERVIEW]}
    return render(request, "applications/notes.html", context)


def _write(request: StaffRequest, application: Application, corrects: CaseNote | None) -> HttpResponse:
    require(access.may_write(request.user, application))
    initial: dict[str, Any] = {"happened_on": clock.today()}
    if corrects is not None:
        names = ("kind", "happened_on", "text", "restricted")
        initial = {name: getattr(corrects, name) for name in names}
        if corrects.restricted and request.method != "POST":
            log_read(reader=request.user, office=application.office, page="notatki zastrzeżone", case=application.pk)
    form = NoteForm(request.POST or None, initial=initial)

    def run(**data: Any) -> str:
        services.write_note(actor=request.user, application=application, corrects=corrects, **data)
        return "Zapisano notatkę."

    words = {
        "title": "Popraw notatkę" if corrects else "Nowa notatka",
        "intro": "Poprzednia treść zostanie w aktach jako poprawiona."
        if corrects
        else "Notatki nie można później zmienić: błąd poprawia się następną.",
        "submit": "Zapisz notatkę",
    }
    return form_page(request, application, form, run, words, "applications:notes")


@require_http_methods(["GET", "HEAD", "POST"])
def add_note(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a new note."""
    return _write(request, get_object_or_404(visible_to(request.user), pk=pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_note(request: StaffRequest, pk: int, note: int) -> HttpResponse:
    """GET: the former words; POST: a note that takes its place."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    found = next((row for row in notes_of(application, request.user).notes if row.pk == note), None)
    if found is None:
        raise Http404
    return _write(request, application, found)
