"""The list of apartments, the page of one, and what may be changed on it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apartments import access, selectors, services
from apartments.allocation.access import see_list
from apartments.forms import ApartmentForm, EquipmentForm, FilterForm, RoomsForm, RunningForm
from apartments.models import Apartment
from applications.models import Programme
from office import clock
from office.access import require
from office.forms import refusals_at, saved
from office.http import StaffRequest
from office.models import Role


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
        "sees_queue": see_list(user).allowed,
    }
    return render(request, "apartments/list.html", context)


def visible(request: StaffRequest, pk: int) -> Apartment:
    """An apartment of the reader's office, or 404."""
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


@require_safe
def apartment(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one apartment and who takes its places, today and later."""
    user = request.user
    row = selectors.apartment_rows(user, selectors.visible_to(user).filter(pk=visible(request, pk).pk), clock.today())[
        0
    ]
    context = {
        "row": row,
        "apartment": row.apartment,
        "today": clock.today(),
        "may_edit": access.edit(user, row.apartment),
        "standards": selectors.standards_of(row.apartment, clock.today()),
        "equipment": selectors.equipment_lines(row.apartment),
        "rooms": selectors.room_lines(row.apartment),
        "sees_residents": access.see_residents(user, row.apartment).allowed,
        "sees_cases": user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR),
    }
    return render(request, "apartments/apartment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: store the number of places, the target group and the note."""
    user = request.user
    found = visible(request, pk)
    require(access.edit(user, found))
    form = ApartmentForm(request.POST) if request.method == "POST" else ApartmentForm.of(found)
    if form.is_valid():
        with refusals_at(form):
            services.edit_apartment(actor=user, apartment=found, **form.cleaned_data)
            messages.success(request, "Zapisano zmiany w opisie mieszkania.")
            return redirect("apartments:apartment", pk=found.pk)
    context = {"form": form, "apartment": found, "name": selectors.name_for(user, found)}
    return render(request, "apartments/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: store the usable area, the rooms, and the room of each place."""
    user, found = request.user, visible(request, pk)
    require(access.edit(user, found))
    form = RoomsForm(request.POST if request.method == "POST" else None, found)

    def save() -> None:
        services.set_rooms(
            actor=user,
            apartment=found,
            usable_area=form.cleaned_data["usable_area"],
            rooms=form.facts(),
            places=form.chosen_rooms(),
        )

    if saved(form, save):
        messages.success(request, "Zapisano pokoje.")
        return redirect("apartments:apartment", pk=found.pk)
    return _grouped_page(request, found, form, "Pokoje", "Zapisz pokoje")


@require_http_methods(["GET", "HEAD", "POST"])
def equipment(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: store what was found in the apartment and when."""
    user, found = request.user, visible(request, pk)
    require(access.edit(user, found))
    form = EquipmentForm(request.POST if request.method == "POST" else None, found)

    def save() -> None:
        services.set_equipment(
            actor=user, apartment=found, checked_on=form.cleaned_data["checked_on"], counts=form.counts()
        )

    if saved(form, save):
        messages.success(request, "Zapisano wyposażenie.")
        return redirect("apartments:apartment", pk=found.pk)
    return _grouped_page(request, found, form, "Wyposażenie", "Zapisz wyposażenie")


def _grouped_page(request: StaffRequest, found: Apartment, form: Form, heading: str, submit: str) -> HttpResponse:
    name = selectors.name_for(request.user, found)
    context = {"form": form, "apartment": found, "name": name, "heading": heading, "submit": submit}
    return render(request, "apartments/grouped.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def running(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: store operator, regime, accessibility and conversion."""
    user, found = request.user, visible(request, pk)
    require(access.edit(user, found))
    form = RunningForm(request.POST) if request.method == "POST" else RunningForm.of(found)
    if saved(form, lambda: services.describe_running(actor=user, apartment=found, running=form.running())):
        messages.success(request, "Zapisano opis prowadzenia i dostępności.")
        return redirect("apartments:apartment", pk=found.pk)
    context = {"form": form, "apartment": found, "name": selectors.name_for(user, found)}
    return render(request, "apartments/running.html", context)
