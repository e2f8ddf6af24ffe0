"""The waiting list, and one case on it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apartments.allocation import access, selectors, services
from apartments.allocation.forms import ContactForm, EntryForm, ReasonForm
from apartments.allocation.order import rules_of
from apartments.allocation.sheet import workbook
from apartments.allocation.views.common import case_of, form_page, office_of, typed
from apartments.models import WaitingEntry
from office import clock
from office.access import Verdict, require
from office.case import case_url
from office.forms import saved
from office.http import StaffRequest
from office.services import log_read
from office.sheets import xlsx_response


@require_safe
def waiting_list(request: StaffRequest) -> HttpResponse:
    """GET: who waits in each programme, in which order and why."""
    office = office_of(request, access.see_list(request.user))
    context = {"queues": selectors.queues(office, clock.today()), "today": clock.today()}
    return render(request, "apartments/allocation/list.html", context)


@require_safe
def sheet(request: StaffRequest) -> HttpResponse:
    """GET: the lists as a spreadsheet."""
    office, today = office_of(request, access.see_list(request.user)), clock.today()
    content = workbook(selectors.queues(office, today))
    return xlsx_response(content, f"lista-oczekujacych-{today}")


@require_safe
def queue_case(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: where one case stands on the list, what happened to its entry, what was offered."""
    application = case_of(request, pk)
    log_read(reader=request.user, office=application.office, page="lista oczekujących", case=application.pk)
    context = {
        "application": application,
        "waiting": selectors.queue_case(application, request.user, clock.today()),
        "case_url": case_url(application.pk),
    }
    return render(request, "apartments/allocation/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: put the case on the list, or change what its order rests on."""
    application = case_of(request, pk)
    require(access.keep(request.user, application))
    found = WaitingEntry.objects.filter(application=application).first()
    rules = rules_of(application, clock.today())
    initial = {
        "complete_on": found.complete_on if found else application.received_on,
        "met": found.met if found else [],
    }
    form = EntryForm(typed(request), list(rules.criteria.all()) if rules else [], initial)

    def save() -> object:
        values = {"complete_on": form.cleaned_data["complete_on"], "reason": form.cleaned_data["reason"]}
        values["met"] = form.cleaned_data.get("met", [])
        if found is not None and found.state == "waiting":
            return services.set_criteria(actor=request.user, entry=found, **values)
        return services.add_to_list(actor=request.user, application=application, **values)

    if saved(form, save):
        messages.success(request, "Zapisano na liście oczekujących.")
        return redirect("apartments:queue-case", application.pk)
    intro = "" if rules else "Ośrodek nie ma zasad punktowych: o kolejności decyduje data kompletnego wniosku."
    return form_page(
        request, application, form, title="Wpis na liście oczekujących", submit="Zapisz na liście", intro=intro
    )


@dataclass(frozen=True)
class _Act:
    """One act on an entry: its words, its form, its service, who may."""

    title: str
    submit: str
    form: type[forms.Form]
    run: Callable[..., object]
    may: Callable[..., Verdict]
    done: str


_ACTS = {
    "kontakt": _Act(
        "Kontakt z osobą", "Zapisz kontakt", ContactForm, services.note_contact, access.keep, "Zapisano kontakt."
    ),
    "pierwszenstwo": _Act(
        "Pierwszeństwo na liście",
        "Daj pierwszeństwo",
        ReasonForm,
        services.prefer,
        access.prefer,
        "Osoba jest pierwsza na liście.",
    ),
    "kolejnosc": _Act(
        "Cofnięcie pierwszeństwa",
        "Cofnij pierwszeństwo",
        ReasonForm,
        services.end_preference,
        access.prefer,
        "Wróciła zwykła kolejność.",
    ),
    "skresl": _Act(
        "Skreślenie z listy",
        "Skreśl z listy",
        ReasonForm,
        services.remove_from_list,
        access.remove,
        "Skreślono z listy.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """GET: the form of one act on an entry; POST: do it."""
    application = case_of(request, pk)
    found = get_object_or_404(WaitingEntry, application=application)
    if slug not in _ACTS:
        raise Http404
    page = _ACTS[slug]
    require(page.may(request.user, application))
    form = page.form(typed(request))
    if saved(form, lambda: page.run(actor=request.user, entry=found, **form.cleaned_data)):
        messages.success(request, page.done)
        return redirect("apartments:queue-case", application.pk)
    return form_page(request, application, form, title=page.title, submit=page.submit)
