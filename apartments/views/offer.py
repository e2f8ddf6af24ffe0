"""The choice of a place for a case, and the director's consent to one that breaks a standard."""

from typing import Any

from django.contrib import messages
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from apartments import access, selectors, services
from apartments.extensions.selectors import extension_of
from apartments.forms import HoldForm, ReleaseForm, WaiverForm
from apartments.models import Place
from apartments.selectors import Standard
from apartments.states import OccupancyState
from applications.models import Application
from applications.selectors import visible_to as visible_applications
from office.access import require
from office.case import case_url
from office.forms import refusals_at
from office.http import StaffRequest
from office.models import User


def _application(request: StaffRequest, pk: int) -> Application:
    return get_object_or_404(visible_applications(request.user), pk=pk)


def _words(user: User, place: Place) -> str:
    apartment = place.apartment
    for_whom = "" if apartment.sex == "any" else f" · tylko {apartment.get_sex_display()}"
    return f"{selectors.name_for(user, apartment)}, {place.label} · {apartment.target_group}{for_whom}"


def _offer_page(
    request: StaffRequest,
    application: Application,
    form: HoldForm | None,
    release: ReleaseForm,
    blocked: list[tuple[str, list[Standard]]],
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
        "blocked": blocked,
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


def _sorted_out(application: Application) -> tuple[list[Place], list[tuple[Place, list[Standard]]]]:
    """The free places that may be held, and those where the stay needs the director's consent, with what it breaks."""
    if application.programme is None or application.stay_from is None:
        return [], []
    period = (application.stay_from, application.stay_to)
    free = list(selectors.free_places(application.programme, *period, leaving_out=application))
    broken = selectors.broken_by_stay(free, *period, leaving_out=application)
    blocked = [
        (place, broken[place.pk])
        for place in free
        if broken[place.pk] and not selectors.waived(application, place, *period, broken[place.pk])
    ]
    stopped = {place.pk for place, _ in blocked}
    return [place for place in free if place.pk not in stopped], blocked


def _hold_form(
    request: StaffRequest, application: Application, places: list[Place], data: Any = None
) -> HoldForm | None:
    """The form with the places that may be held; none while the application does not say its days."""
    if application.programme is None or application.stay_from is None:
        return None
    words = {place.pk: _words(request.user, place) for place in places}
    found = Place.objects.filter(pk__in=words)
    extension = extension_of(application)
    former = extension.place.place_id if extension and extension.place else None
    if former not in words:
        return HoldForm(data, found, words)
    words[former] += " · dotychczasowe miejsce tej osoby"
    first = Case(When(pk=former, then=0), default=1)
    return HoldForm(data, found.order_by(first, *Place._meta.ordering or ["pk"]), words, initial={"place": former})


def _named(user: User, blocked: list[tuple[Place, list[Standard]]]) -> list[tuple[str, list[Standard]]]:
    return [(_words(user, place), standards) for place, standards in blocked]


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the places of the programme that are free for the asked stay; POST: hold the chosen one."""
    user = request.user
    application = _application(request, pk)
    require(access.offer(user, application))
    places, blocked = _sorted_out(application)
    form = _hold_form(request, application, places, request.POST if request.method == "POST" else None)
    if form and form.is_valid():
        with refusals_at(form):
            services.hold_place(actor=user, application=application, place=form.cleaned_data["place"])
            messages.success(request, "Zarezerwowano miejsce.")
            return redirect(case_url(application.pk))
    return _offer_page(request, application, form, ReleaseForm(), _named(user, blocked))


@require_http_methods(["POST"])
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: let the held place go, with the reason."""
    user = request.user
    application = _application(request, pk)
    require(access.offer(user, application))
    occupancy = get_object_or_404(application.occupancies, state=OccupancyState.HELD)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        with refusals_at(form):
            services.release_place(actor=user, occupancy=occupancy, reason=form.cleaned_data["reason"])
            messages.success(request, "Zwolniono miejsce.")
            return redirect(case_url(application.pk))
    places, blocked = _sorted_out(application)
    return _offer_page(request, application, _hold_form(request, application, places), form, _named(user, blocked))


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the free places that break a standard; POST: the director's consent to one, with the reason."""
    user = request.user
    application = _application(request, pk)
    require(access.waive(user, application))
    _, blocked = _sorted_out(application)
    words = {place.pk: _words(user, place) for place, _ in blocked}
    form = WaiverForm(request.POST if request.method == "POST" else None, Place.objects.filter(pk__in=words), words)
    if form.is_valid():
        with refusals_at(form):
            services.waive_standards(actor=user, application=application, **form.cleaned_data)
            messages.success(request, "Zapisano zgodę. Pracownik socjalny może teraz zarezerwować to miejsce.")
            return redirect(case_url(application.pk))
    context = {
        "application": application,
        "form": form,
        "blocked": _named(user, blocked),
        "waivers": [(_words(user, waiver.place), waiver) for waiver in selectors.waivers_of(application)],
        "case_url": case_url(application.pk),
    }
    return render(request, "apartments/waive.html", context)
