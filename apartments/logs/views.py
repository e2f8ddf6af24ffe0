"""The log of stays: the office's list, the log of one resident, a form for each kind of entry."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apartments.logs import access, selectors, services
from apartments.logs.forms import (
    AbsenceForm,
    BreathForm,
    EntryForm,
    FilterForm,
    IncidentForm,
    LogForm,
    StepForm,
    StrikeForm,
    UtilityForm,
    VisitForm,
)
from apartments.logs.sheets import log_sheet
from apartments.models import Absence, Apartment, LogKind, Stay
from apartments.selectors import name_for
from apartments.stays import selectors as stays
from office import clock
from office.access import require
from office.case import stay_url
from office.forms import refusals_at
from office.http import StaffRequest
from office.services import log_read
from office.sheets import xlsx_response

MOST_ROWS = 500


@dataclass(frozen=True)
class Page:
    """The form of one kind of entry: what it is called, what it says first, who stores it."""

    heading: str
    lead: str
    form: type[LogForm]
    write: Callable[..., object]


PAGES = {
    LogKind.ABSENCE: Page(
        "Nieobecność", "Program powie, czy zgłoszono ją tak, jak każą zasady.", AbsenceForm, services.note_absence
    ),
    LogKind.VISIT: Page(
        "Odwiedziny", "Wpisuje się te, które zasady każą zgłaszać kierownikowi.", VisitForm, services.note_visit
    ),
    LogKind.INCIDENT: Page(
        "Zdarzenie albo naruszenie",
        "Wpisu nie da się zmienić: to dowód. Pomyłkę skreśla się z powodem i wpisuje od nowa.",
        IncidentForm,
        services.note_incident,
    ),
    LogKind.TEST: Page(
        "Badanie trzeźwości",
        "Wynik widzą tylko: kto go wpisał, pracownik prowadzący sprawę i dyrektor. Każde otwarcie jest zapisywane.",
        BreathForm,
        services.note_test,
    ),
    LogKind.ENTRY: Page(
        "Wejście podczas nieobecności",
        "Do mieszkania wchodzi się bez mieszkańca tylko z powodu, który przewidują zasady programu.",
        EntryForm,
        services.note_entry,
    ),
    LogKind.UTILITY: Page(
        "Umowa o media",
        "To osobna umowa mieszkańca, według prawa cywilnego. Nie wchodzi do odpłatności, kontraktu ani decyzji.",
        UtilityForm,
        services.note_utility_contract,
    ),
}


def _stay(request: StaffRequest, pk: int) -> Stay:
    require(access.read_stays(request.user))
    return get_object_or_404(stays.visible_to(request.user).select_related("continues"), pk=pk)


def _noted(request: StaffRequest, stay: Stay, rows: list[selectors.LogRow]) -> None:
    page = "dziennik pobytu"
    if any(row.entry.restricted for row in rows):
        page += ": wpisy o ograniczonym dostępie"
    log_read(reader=request.user, office=stay.application.office, page=page, case=stay.application_id)


@require_safe
def of_stay(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the log of one stay, what is noted of media, and what can be entered. Opening it is noted."""
    stay = _stay(request, pk)
    rows = selectors.of_stay(request.user, stay)
    _noted(request, stay, rows)
    context = {
        "stay": stay,
        "rows": [(row, bool(access.correct(request.user, row.entry))) for row in rows],
        "hidden": selectors.hidden_in(request.user, stay),
        "media": selectors.media_of(stay),
        "may_write": access.keep(request.user, stay),
        "acts": [(page.heading, reverse("stays:log-write", args=[stay.pk, kind])) for kind, page in PAGES.items()],
        "back": stay_url(stay.pk),
    }
    return render(request, "apartments/logs/stay.html", context)


def _sheet(rows: list[selectors.LogRow], name: str) -> HttpResponse:
    return xlsx_response(log_sheet(rows), f"{name}-{clock.today():%Y-%m-%d}")


@require_safe
def of_stay_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the log of one stay as a spreadsheet."""
    stay = _stay(request, pk)
    rows = selectors.of_stay(request.user, stay)
    _noted(request, stay, rows)
    return _sheet(rows, f"dziennik-{stay.pk}")


def _filtered(request: StaffRequest) -> tuple[FilterForm, Any]:
    """The office's entries without restricted ones: those are read on the resident's own page, which notes it."""
    own = Apartment.objects.filter(office=request.user.office_id).order_by("street", "pk")
    form = FilterForm(request.GET, apartments=[(row, name_for(request.user, row)) for row in own])
    typed = form.cleaned_data if form.is_valid() else {}
    found = selectors.listed(
        request.user,
        first=typed.get("od"),
        last=typed.get("do"),
        kind=typed.get("rodzaj", ""),
        apartment=int(typed["mieszkanie"]) if typed.get("mieszkanie") else None,
    )
    return form, found.filter(restricted=False)


@require_safe
def office_log(request: StaffRequest) -> HttpResponse:
    """GET: the office's entries by day, kind and apartment, the newest first."""
    require(access.read_stays(request.user))
    form, found = _filtered(request)
    context = {
        "form": form,
        "rows": selectors.rows_of(found[:MOST_ROWS]),
        "count": found.count(),
        "most": MOST_ROWS,
        "query": request.GET.urlencode(),
    }
    return render(request, "apartments/logs/list.html", context)


@require_safe
def office_sheet(request: StaffRequest) -> HttpResponse:
    """GET: the same entries as a spreadsheet, all of them."""
    require(access.read_stays(request.user))
    _, found = _filtered(request)
    return _sheet(selectors.rows_of(found), "dziennik-pobytow")


def _form_page(
    request: StaffRequest, stay: Stay, form: Any, page: tuple[str, str], act: Callable[[], object], done: str
) -> HttpResponse:
    back = reverse("stays:log", args=[stay.pk])
    if form.is_valid():
        with refusals_at(form):
            act()
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "stay": stay, "back": back, "heading": page[0], "lead": page[1], "submit": "Zapisz"}
    return render(request, "apartments/stays/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """GET: the form of one kind of entry; POST: write it."""
    stay = _stay(request, pk)
    if kind not in PAGES:
        raise Http404
    require(access.keep(request.user, stay))
    page = PAGES[LogKind(kind)]
    form = page.form(request.POST or None, stay=stay)
    return _form_page(
        request,
        stay,
        form,
        (page.heading, page.lead),
        lambda: page.write(actor=request.user, stay=stay, **form.values()),
        "Zapisano wpis w dzienniku pobytu.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: note the return from an absence or its extension."""
    require(access.read_stays(request.user))
    entry = get_object_or_404(selectors.visible_to(request.user).filter(kind=LogKind.ABSENCE), pk=pk)
    absence = selectors.detail(entry)
    assert isinstance(absence, Absence)  # noqa: S101 - the kind says so
    stay = _stay(request, entry.stay_id)
    require(access.keep(request.user, stay))
    form = StepForm(request.POST or None, stay=stay)
    return _form_page(
        request,
        stay,
        form,
        ("Powrót albo przedłużenie", "Dopisuje się do nieobecności, która trwa."),
        lambda: services.continue_absence(actor=request.user, absence=absence, **form.values()),
        "Zapisano.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: strike a wrong entry."""
    require(access.read_stays(request.user))
    entry = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(access.correct(request.user, entry))
    stay = _stay(request, entry.stay_id)
    form = StrikeForm(request.POST or None)
    return _form_page(
        request,
        stay,
        form,
        (f"Skreśl wpis: {entry}", "Skreślony wpis zostaje w dzienniku i nie jest już dowodem."),
        lambda: services.strike(actor=request.user, entry=entry, reason=form.cleaned_data["reason"]),
        "Skreślono wpis. Jeśli trzeba, wpisz prawidłowy.",
    )
