"""Taking an apartment, a room or a place out of service, and back."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from apartments import access, selectors, services
from apartments.forms import OutageEndForm, OutageForm, OutageWithdrawForm
from apartments.models import Outage
from apartments.views.apartments import visible
from office.access import require
from office.forms import refusals_at
from office.http import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: take the chosen out of service."""
    user, found = request.user, visible(request, pk)
    require(access.edit(user, found))
    form = OutageForm(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        typed: dict[str, Any] = {key: form.cleaned_data[key] for key in ("period_from", "period_to", "reason")}
        with refusals_at(form):
            services.take_out_of_service(actor=user, apartment=found, places=form.places(), **typed)
            messages.success(request, "Wyłączono z użytku.")
            return redirect("apartments:apartment", pk=found.pk)
    context = {"form": form, "apartment": found, "name": selectors.name_for(user, found)}
    return render(request, "apartments/outage.html", context)


def _outage(request: StaffRequest, pk: int) -> Outage:
    own = Outage.objects.filter(apartment__in=selectors.visible_to(request.user), withdrawn=False)
    return get_object_or_404(own.select_related("apartment__office", "place"), pk=pk)


def _change_page(request: StaffRequest, outage: Outage, end: Form, withdraw: Form) -> HttpResponse:
    name = selectors.name_for(request.user, outage.apartment)
    context = {
        "outage": outage,
        "apartment": outage.apartment,
        "name": name,
        "end_form": end,
        "withdraw_form": withdraw,
    }
    return render(request, "apartments/outage_change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one outage; POST: set its last day."""
    user, outage = request.user, _outage(request, pk)
    require(access.edit(user, outage.apartment))
    posted = request.method == "POST"
    form = OutageEndForm(request.POST) if posted else OutageEndForm(initial={"period_to": outage.period_to})
    if form.is_valid():
        with refusals_at(form):
            services.end_outage(actor=user, outage=outage, last_day=form.cleaned_data["period_to"])
            messages.success(request, "Zapisano koniec wyłączenia.")
            return redirect("apartments:apartment", pk=outage.apartment_id)
    return _change_page(request, outage, form, OutageWithdrawForm())


@require_http_methods(["POST"])
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: take an outage back, with the reason."""
    user, outage = request.user, _outage(request, pk)
    require(access.edit(user, outage.apartment))
    form = OutageWithdrawForm(request.POST)
    if form.is_valid():
        with refusals_at(form):
            services.withdraw_outage(actor=user, outage=outage, reason=form.cleaned_data["reason"])
            messages.success(request, "Odwołano wyłączenie.")
            return redirect("apartments:apartment", pk=outage.apartment_id)
    return _change_page(request, outage, OutageEndForm(initial={"period_to": outage.period_to}), form)
