"""What every page of an application's part shares: who may edit, saving, and what the page shows beside its form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import access, selectors
from applications.forms import DraftForm
from applications.models import Application
from applications.persons.selectors import CITIZENSHIPS
from office import clock
from office.access import require
from office.case import case_url
from office.errors import DomainError
from office.http import StaffRequest
from office.models import User
from office.services import log_read
from office.templatetags.components import form_problems

_AFTER = {
    "person": "request",
    "party": "request",
    "request": "situation",
    "situation": "household",
    "household": "submit",
}
Save = Callable[[Application], Application]


def to_edit(request: StaffRequest, pk: int) -> Application:
    """The application, if it is of the user's office (else 404) and the user may change it (else 403)."""
    application = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(access.may_edit(request.user, application))
    return application


def onwards(request: StaffRequest, application: Application, part: str) -> HttpResponseRedirect:
    """After saving: stay and say so, or on to the next part."""
    messages.success(request, f"Zapisano {timezone.localtime(clock.now()):%H:%M}.")
    return redirect(f"applications:{part if request.POST.get('act') == 'save' else _AFTER[part]}", application.pk)


def page_of(application: Application, user: User, part: str) -> dict[str, Any]:
    """What every part's page shows besides its form."""
    section = selectors.case_section(application, user)
    return {
        "application": application,
        "section": section,
        "part": part,
        "title": selectors.PARTS.get(part, "Sprawdzenie"),
        "missing_here": [item for item in section.problems if item.part == part],
        "case_url": case_url(application.pk),
        "citizenships": CITIZENSHIPS,
    }


def note_read(request: StaffRequest, application: Application, part: str) -> None:
    """Log that the person's file was opened; a form shown again after it was sent is no new opening."""
    if request.method != "POST":
        name = selectors.PARTS.get(part, "Sprawdzenie").lower()
        log_read(reader=request.user, office=application.office, page=f"wniosek: {name}", case=application.pk)


def edit(request: StaffRequest, application: Application, part: str, form: DraftForm, save: Save) -> HttpResponse:
    """Save what was sent and go on; else show the form with what is wrong."""
    if form.is_bound and form.is_valid() and _try(form, application, save):
        return onwards(request, application, part)
    note_read(request, application, part)
    context = {**page_of(application, request.user, part), "form": form, "problems": form_problems(form)}
    return render(request, f"applications/{part}.html", context)


def initial_of(application: Application, *names: str) -> dict[str, Any]:
    """The values of some fields as stored, with the moment of the last change."""
    return {name: getattr(application, name) for name in names} | {"seen": application.updated_at.isoformat()}


def _try(form: DraftForm, application: Application, save: Save) -> bool:
    """Save; what the service refuses is shown at its field, with all that was typed."""
    try:
        save(application)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        if error.code == "changed_meanwhile":
            application.refresh_from_db()
            form.see_anew(application)
        return False
    return True
