"""The rules of priority, and places kept in reserve."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apartments import access as apartments_access
from apartments import selectors as apartments
from apartments.allocation import access, selectors, services
from apartments.allocation.forms import ReserveForm, RulesForm
from apartments.allocation.views.common import office_of, typed
from apartments.models import PriorityRules
from applications.selectors import programmes_of
from office import clock
from office.access import require
from office.forms import saved
from office.http import StaffRequest


@require_safe
def rules(request: StaffRequest) -> HttpResponse:
    """GET: every version of the office's rules of order."""
    office = office_of(request, access.see_rules(request.user))
    context = {
        "versions": selectors.rules_in(office),
        "may_set": access.set_rules(request.user),
        "today": clock.today(),
    }
    return render(request, "apartments/allocation/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_rules(request: StaffRequest) -> HttpResponse:
    """GET: the form, filled with a former version (``?wersja=``); POST: a new version from a day on."""
    office = office_of(request, access.set_rules(request.user))
    asked = request.GET.get("wersja", "")
    former = PriorityRules.objects.filter(office=office, pk=asked).first() if asked.isdecimal() else None
    form = RulesForm(typed(request), programmes_of(office), former)

    def save() -> object:
        names = ("programme", "name", "source", "valid_from", "declines_allowed", "contact_months")
        values = {name: form.cleaned_data[name] for name in names}
        return services.add_rules(actor=request.user, criteria=form.criteria(), **values)

    if saved(form, save):
        messages.success(request, "Dodano zasady kolejności.")
        return redirect("apartments:queue-rules")
    return render(request, "apartments/allocation/rules_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: which places of an apartment are the reserve; POST: change it."""
    apartment = get_object_or_404(apartments.visible_to(request.user), pk=pk)
    require(apartments_access.edit(request.user, apartment))
    form = ReserveForm(typed(request), apartment.places.all())
    if saved(
        form,
        lambda: services.set_reserve(actor=request.user, apartment=apartment, places=list(form.cleaned_data["places"])),
    ):
        messages.success(request, "Zapisano rezerwę.")
        return redirect("apartments:apartment", apartment.pk)
    context = {"form": form, "apartment": apartment, "name": apartments.name_for(request.user, apartment)}
    return render(request, "apartments/allocation/reserve.html", context)
