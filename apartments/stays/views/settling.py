"""What is settled around a stay: damages, things left behind, its end, its place."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from apartments.models import Belongings, Damage, Stay
from apartments.services import end_stay
from apartments.stays import access, selectors, services
from apartments.stays.forms import BelongingsForm, DamageForm, EndForm, FreeForm, OutcomeForm, SettleForm
from apartments.stays.views.fetching import stay_of
from office import clock
from office.access import require
from office.case import stay_url
from office.forms import refusals_at
from office.http import StaffRequest


def _form_page(
    request: StaffRequest, stay: Stay, form: forms.Form, words: dict[str, str], act: Callable[[], object], done: str
) -> HttpResponse:
    """One form about a stay: shown, or done and back to the page of the resident."""
    if form.is_valid():
        with refusals_at(form):
            act()
            messages.success(request, done)
            return redirect(stay_url(stay.pk))
    context = {"form": form, "stay": stay, "back": stay_url(stay.pk), **words}
    return render(request, "apartments/stays/form.html", context)


_CIVIL = "Szkodę rozlicza się na zasadach Kodeksu cywilnego. Nie wchodzi ona do odpłatności za pobyt ani do decyzji."


@require_http_methods(["GET", "HEAD", "POST"])
def damage(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: record a damage."""
    stay = stay_of(request, pk)
    require(access.keep(request.user, stay))
    form = DamageForm(request.POST or None, initial={"found_on": clock.today()})
    words = {"heading": "Szkoda", "submit": "Zapisz szkodę", "lead": _CIVIL}
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.note_damage(actor=request.user, stay=stay, **form.cleaned_data),
        "Zapisano szkodę.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: write what was done about a damage."""
    require(access.read_stays(request.user))
    own = Damage.objects.filter(stay__in=selectors.visible_to(request.user).values("pk")).select_related("stay")
    found = get_object_or_404(own, pk=pk)
    stay = stay_of(request, found.stay_id)
    require(access.keep(request.user, stay))
    form = SettleForm(request.POST or None, initial={"day": clock.today()})
    words = {"heading": f"Rozliczenie szkody: {found.what}", "submit": "Zapisz rozliczenie", "lead": _CIVIL}
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.settle_damage(actor=request.user, damage=found, **form.cleaned_data),
        "Zapisano rozliczenie szkody.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def belongings(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: record things left behind."""
    stay = stay_of(request, pk)
    require(access.keep(request.user, stay))
    form = BelongingsForm(request.POST or None, initial={"collect_by": selectors.collect_by(stay)})
    words = {"heading": "Pozostawione rzeczy", "submit": "Zapisz rzeczy", "lead": selectors.collect_by_words(stay)}
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.keep_belongings(actor=request.user, stay=stay, **form.cleaned_data),
        "Zapisano pozostawione rzeczy.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def belongings_outcome(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: write what became of things left behind."""
    require(access.read_stays(request.user))
    own = Belongings.objects.filter(stay__in=selectors.visible_to(request.user).values("pk"))
    found = get_object_or_404(own.select_related("stay"), pk=pk)
    stay = stay_of(request, found.stay_id)
    require(access.keep(request.user, stay))
    form = OutcomeForm(request.POST or None, initial={"day": clock.today()})
    words = {"heading": "Pozostawione rzeczy: zakończenie", "submit": "Zapisz", "lead": found.what}
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.settle_belongings(actor=request.user, belongings=found, **form.cleaned_data),
        "Zapisano, co się stało z rzeczami.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: end a stay where nobody is there to sign a protocol."""
    stay = stay_of(request, pk)
    require(access.finish(request.user, stay))
    form = EndForm(request.POST or None, initial={"day": clock.today()})
    words = {
        "heading": "Zakończenie bez protokołu",
        "submit": "Zakończ pobyt",
        "lead": "Gdy nie ma z kim podpisać protokołu. Gdy jest – sporządź protokół wyprowadzenia.",
    }
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: services.end_without_handover(actor=request.user, stay=stay, **form.cleaned_data),
        "Zakończono pobyt.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def free(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: give the place of who has left back before the granted period is over."""
    stay = stay_of(request, pk)
    require(access.free_place(request.user, stay))
    places = selectors.granted_places(stay.application)
    form = FreeForm(request.POST or None, initial={"last_day": stay.ended_on})
    words = {
        "heading": "Zwolnienie miejsca",
        "submit": "Zwolnij miejsce",
        "lead": "Zwalnia miejsce po osobie, która już w nim nie mieszka. Decyzji to nie zmienia: jej wygaśnięcie albo "
        "uchylenie wymaga osobnej decyzji w sprawie.",
    }
    return _form_page(
        request,
        stay,
        form,
        words,
        lambda: end_stay(actor=request.user, occupancy=places[-1], **form.cleaned_data),
        "Zwolniono miejsce.",
    )
