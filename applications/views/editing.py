"""What every page of an application's part shares: who may edit, saving, and what the page shows beside its form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import access, selectors
from applications.forms import DraftForm
from applications.models import Application
from applications.persons.selectors import CITIZENSHIPS
from applications.programmes.summary import asks_anything
from applications.unsaved.conflict import Clash, base_of, clashes, take_theirs
from applications.unsaved.services import forget, kept
from office import clock
from office.access import require
from office.case import case_url
from office.errors import DomainError
from office.forms import show_refusal
from office.http import StaffRequest
from office.models import User
from office.services import log_read
from office.templatetags.components import form_problems

_AFTER = {
    "person": "request",
    "party": "request",
    "request": "situation",
    "situation": "conditions",
    "conditions": "household",
    "household": "submit",
}
Save = Callable[[Application], Application]
Initial = Callable[[Application], dict[str, Any]]


def to_edit(request: StaffRequest, pk: int) -> Application:
    """The application, if it is of the user's office (else 404) and the user may change it (else 403)."""
    application = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(access.may_edit(request.user, application))
    return application


def onwards(request: StaffRequest, application: Application, part: str) -> HttpResponseRedirect:
    """After saving: stay and say so, or on to the next part."""
    forget(actor=request.user, application=application, part=part)
    messages.success(request, f"Zapisano {timezone.localtime(clock.now()):%H:%M}.")
    after = part if request.POST.get("act") == "save" else _AFTER[part]
    if after == "conditions" and not asks_anything(application, clock.today()):
        after = _AFTER[after]
    return redirect(f"applications:{after}", application.pk)


def page_of(application: Application, user: User, part: str) -> dict[str, Any]:
    """What every part's page shows besides its form."""
    section = selectors.case_section(application, user)
    found = kept(user, application, part)
    return {
        "application": application,
        "section": section,
        "part": part,
        "title": selectors.PARTS.get(part, "Sprawdzenie"),
        "missing_here": [item for item in section.problems if item.part == part],
        "case_url": case_url(application.pk),
        "citizenships": CITIZENSHIPS,
        "unsaved": found[1] if found else None,
        "clashes": [],
    }


def note_read(request: StaffRequest, application: Application, part: str) -> None:
    """Log that the person's file was opened; a form shown again after it was sent is no new opening."""
    if request.method != "POST":
        name = selectors.PARTS.get(part, "Sprawdzenie").lower()
        log_read(reader=request.user, office=application.office, page=f"wniosek: {name}", case=application.pk)


def typed(request: StaffRequest, application: Application, part: str) -> QueryDict | None:
    """What the form of ``part`` holds: what was sent; else what this user typed and has not saved; else nothing."""
    if request.method == "POST":
        return request.POST
    found = kept(request.user, application, part)
    return found[0] if found else None


def edit(
    request: StaffRequest, application: Application, part: str, form: DraftForm, save: Save, initial: Initial
) -> HttpResponse:
    """Save what was sent and go on; else show the form with what is wrong.

    ``initial`` gives the stored values of an application as the form shows them: what was changed by somebody else
    meanwhile is held against them, field by field.
    """
    found: list[Clash] = []
    if request.method == "POST":
        _take_theirs(request, form)
        if form.is_valid():
            found, saved = _try(request, form, application, save, initial)
            if saved:
                return onwards(request, application, part)
    elif not form.is_bound:
        form.initial["base"] = base_of(form)
    note_read(request, application, part)
    context = {
        **page_of(application, request.user, part),
        "form": form,
        "problems": form_problems(form),
        "clashes": found,
    }
    return render(request, f"applications/{part}.html", context)


def initial_of(application: Application, *names: str) -> dict[str, Any]:
    """The values of some fields as stored, with the moment of the last change."""
    return {name: getattr(application, name) for name in names} | {"seen": application.updated_at.isoformat()}


def _take_theirs(request: StaffRequest, form: DraftForm) -> None:
    """Before saving: the fields of which the user chose what somebody else had saved meanwhile."""
    names = [name for name in form.fields if request.POST.get(f"choice-{name}") == "theirs"]
    if names:
        take_theirs(form, names)


def _try(
    request: StaffRequest, form: DraftForm, application: Application, save: Save, initial: Initial
) -> tuple[list[Clash], bool]:
    """Save. What the service refuses is shown at its field, with all that was typed; a clash field by field.

    Where somebody else changed only what this form does not hold there is nothing to choose: it is saved, and said.
    """
    try:
        save(application)
    except DomainError as error:
        if error.code != "changed_meanwhile":
            show_refusal(form, error)
            return [], False
        refusal = error
    else:
        return [], True
    fresh = selectors.visible_to(request.user).get(pk=application.pk)
    base = form.cleaned_data["base"]
    form.initial = initial(fresh)
    found = clashes(form, base)
    if base and not found and form.cleaned_data["seen"] != fresh.updated_at.isoformat():
        form.cleaned_data["seen"] = fresh.updated_at.isoformat()
        messages.info(request, "W międzyczasie ktoś zmienił inną część tej sprawy. Twoich pól to nie dotyczy.")
        return _try(request, form, fresh, save, initial)
    form.add_error(None, refusal.message)
    form.see_anew(fresh, base_of(form))
    take_theirs(form, [item.name for item in found if not item.both])
    return found, False
