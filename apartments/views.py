"""Pages of apartments, and the choice of a place for a case."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apartments import access, selectors, services
from apartments.forms import ApartmentForm, FilterForm, HoldForm, ReleaseForm
from apartments.models import Apartment, Place
from apartments.states import OccupancyState
from applications.models import Application, Programme
from applications.selectors import visible_to as visible_applications
from office import clock
from office.access import require
from office.case import case_url
from office.errors import DomainError
from office.http import StaffRequest
from office.models import User


@require_safe
def apartment_list(request: StaffRequest) -> HttpResponse:
    """GET: the office's apartments under their programmes, with places free, held and granted today."""
    user = request.user
    form = FilterForm(request.GET, Programme.objects.filter(office=user.office))
    apartments = selectors.visible_to(user)
    all_of_them = apartments.exists()
    only_free = False
    if form.is_valid():
        chosen = form.cleaned_data
        only_free = chosen["free"]
        if chosen["programme"]:
            apartments = apartments.filter(programmes=chosen["programme"])
        if chosen["kind"]:
            apartments = apartments.filter(programmes__kind=chosen["kind"]).distinct()
        if chosen["unconfirmed"]:
            apartments = apartments.filter(capacity_published=False)
    rows = selectors.apartment_rows(user, apartments, clock.today())
    if only_free:
        rows = [row for row in rows if row.free]
    context = {
        "form": form,
        "groups": selectors.grouped(rows),
        "totals": selectors.totals(rows),
        "today": clock.today(),
        "any_apartment": all_of_them,
    }
    return render(request, "apartments/list.html", context)


def _visible(request: StaffRequest, pk: int) -> Apartment:
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@require_safe
def apartment(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one apartment and who takes its places, today and later."""
    user = request.user
    row = selectors.apartment_rows(user, selectors.visible_to(user).filter(pk=_visible(request, pk).pk), clock.today())[
        0
    ]
    context = {
        "row": row,
        "apartment": row.apartment,
        "today": clock.today(),
        "may_edit": access.edit(user, row.apartment),
        "sees_residents": access.see_residents(user, row.apartment).allowed,
    }
    return render(request, "apartments/apartment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: store the number of places, the target group and the note."""
    user = request.user
    found = _visible(request, pk)
    require(access.edit(user, found))
    form = ApartmentForm(request.POST) if request.method == "POST" else ApartmentForm.of(found)
    if form.is_bound and form.is_valid():
        try:
            services.edit_apartment(actor=user, apartment=found, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Zapisano zmiany w opisie mieszkania.")
            return redirect("apartments:apartment", pk=found.pk)
    context = {"form": form, "apartment": found, "name": selectors.name_for(user, found)}
    return render(request, "apartments/edit.html", context)


# --- a place for a case ---------------------------------------------------------------------------------------------


def _application(request: StaffRequest, pk: int) -> Application:
    return get_object_or_404(visible_applications(request.user), pk=pk)


def _words(user: User, place: Place) -> str:
    apartment = place.apartment
    for_whom = "" if apartment.sex == "any" else f" · tylko {apartment.get_sex_display()}"
    return f"{selectors.name_for(user, apartment)}, {place.label} · {apartment.target_group}{for_whom}"


def _offer_page(
    request: StaffRequest, application: Application, form: HoldForm | None, release: ReleaseForm
) -> HttpResponse:
    user = request.user
    occupancy = selectors.current_occupancy(application)
    context: dict[str, Any] = {
        "application": application,
        "form": form,
        "release_form": release,
        "occupancy": occupancy,
        "held": occupancy is not None and occupancy.state == OccupancyState.HELD,
        "occupied_name": selectors.name_for(user, occupancy.place.apartment) if occupancy else "",
        "differs": occupancy is not None and not selectors.same_days(occupancy, application),
        "case_url": case_url(application.pk),
        "next_free": None,
        "next_name": "",
        "no_places": False,
        "any_free": bool(form and form.fields["place"].queryset),  # type: ignore[attr-defined]
    }
    if form and not context["any_free"] and application.programme and application.stay_from:
        context["next_free"] = selectors.next_free(application.programme, application.stay_from, application.stay_to)
        context["no_places"] = not Place.objects.filter(apartment__programmes=application.programme).exists()
        if context["next_free"]:
            context["next_name"] = selectors.name_for(user, context["next_free"].place.apartment)
    return render(request, "apartments/offer.html", context)


def _hold_form(request: StaffRequest, application: Application, data: Any = None) -> HoldForm | None:
    """The form with the places that are free for the asked stay; none while the application does not say its days."""
    user = request.user
    if application.programme is None or application.stay_from is None:
        return None
    places = selectors.free_places(
        application.programme, application.stay_from, application.stay_to, leaving_out=application
    )
    return HoldForm(data, places, {place.pk: _words(user, place) for place in places})


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the places of the programme that are free for the asked stay; POST: hold the chosen one."""
    user = request.user
    application = _application(request, pk)
    require(access.offer(user, application))
    form = _hold_form(request, application, request.POST if request.method == "POST" else None)
    if form and form.is_bound and form.is_valid():
        try:
            services.hold_place(actor=user, application=application, place=form.cleaned_data["place"])
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Zarezerwowano miejsce.")
            return redirect(case_url(application.pk))
    return _offer_page(request, application, form, ReleaseForm())


@require_http_methods(["POST"])
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: let the held place go, with the reason."""
    user = request.user
    application = _application(request, pk)
    require(access.offer(user, application))
    occupancy = get_object_or_404(application.occupancies, state=OccupancyState.HELD)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        try:
            services.release_place(actor=user, occupancy=occupancy, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Zwolniono miejsce.")
            return redirect(case_url(application.pk))
    return _offer_page(request, application, _hold_form(request, application), form)
