"""Offers of a place, and what becomes of them."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apartments import access as apartments_access
from apartments import selectors as apartments
from apartments.allocation import access, selectors, services
from apartments.allocation.expiry import overdue
from apartments.allocation.forms import OfferForm, ReasonForm
from apartments.allocation.views.common import case_of, form_page, typed
from apartments.models import PlaceOffer
from office import clock
from office.access import Verdict, require
from office.case import case_url
from office.errors import DomainError
from office.forms import saved
from office.http import StaffRequest
from office.letters.selectors import letters_of
from office.models import DeadlineKind

_PROPOSED_DAYS = 7


@require_http_methods(["GET", "HEAD", "POST"])
def offer_place(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the places of the programme, each with what fits and what does not; POST: offer the chosen one."""
    application, today = case_of(request, pk), clock.today()
    require(apartments_access.offer(request.user, application))
    rule = DeadlineKind.objects.on(today).filter(code="offer-answer").first()
    proposed = today + timedelta(days=(rule.count if rule else None) or _PROPOSED_DAYS)
    offered = selectors.choices(application, request.user, today)
    form = OfferForm(typed(request), offered, proposed)
    made: list[PlaceOffer] = []

    def save() -> None:
        data = form.cleaned_data
        made.append(
            services.offer_place(
                actor=request.user,
                application=application,
                place=data["place"],
                answer_by=data["answer_by"],
                reasons=form.reasons(),
            )
        )

    if saved(form, save):
        messages.success(request, "Zaproponowano miejsce. Sporządź teraz pismo do osoby.")
        return redirect("apartments:place-offer", made[0].pk)
    context = {
        "application": application,
        "form": form,
        "choices": offered,
        "any_fits": any(choice.fits for choice in offered),
        "case_url": case_url(application.pk),
    }
    return render(request, "apartments/allocation/offer.html", context)


def _offer(request: StaffRequest, pk: int) -> PlaceOffer:
    return get_object_or_404(selectors.offers_visible_to(request.user), pk=pk)


@require_safe
def offer(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one offer and what may be done with it."""
    found = _offer(request, pk)
    return _offer_page(request, found)


def _offer_page(request: StaffRequest, found: PlaceOffer, problem: str = "") -> HttpResponse:
    user, today = request.user, clock.today()
    context = {
        "offer": found,
        "application": found.application,
        "name": apartments.name_for(user, found.place.apartment),
        "late": overdue(found, today),
        "may_answer": apartments_access.offer(user, found.application),
        "may_withdraw": access.remove(user, found.application),
        "letters": [row for row in letters_of(found.application_id) if row.code == "offer"],
        "case_url": case_url(found.application_id),
        "problem": problem,
    }
    return render(request, "apartments/allocation/place_offer.html", context)


def _done(request: StaffRequest, found: PlaceOffer, run: Callable[[], object], words: str, url: str) -> HttpResponse:
    try:
        run()
    except DomainError as error:
        found.refresh_from_db()
        return _offer_page(request, found, error.message)
    messages.success(request, words)
    return redirect(url)


@require_http_methods(["POST"])
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: the person takes the place, which is held for them."""
    found = _offer(request, pk)
    require(apartments_access.offer(request.user, found.application))
    words = "Osoba przyjęła miejsce: jest zarezerwowane."
    url = case_url(found.application_id)
    return _done(request, found, lambda: services.accept(actor=request.user, offer=found), words, url)


@require_http_methods(["POST"])
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: make the letter with the offer and go on to it."""
    found = _offer(request, pk)
    require(apartments_access.offer(request.user, found.application))
    try:
        made = services.write_letter(actor=request.user, offer=found)
    except DomainError as error:
        return _offer_page(request, found, error.message)
    messages.success(request, "Sporządzono pismo z propozycją. Wydrukuj je, podpisz i wpisz, jak zostało wysłane.")
    return redirect("letters:read", made.pk)


@require_http_methods(["POST"])
def expire(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: close an offer that nobody answered in time."""
    found = _offer(request, pk)
    require(access.remove(request.user, found.application))
    url = reverse("apartments:queue")

    def run() -> None:
        if not overdue(found, clock.today()):
            raise DomainError("not_yet", "Termin odpowiedzi jeszcze nie minął.")
        services.expire(actor=request.user, offer=found)

    return _done(request, found, run, "Zamknięto propozycję. Miejsce jest wolne dla następnej osoby z listy.", url)


_ENDINGS: dict[str, tuple[Callable[..., object], Callable[..., Verdict], str, str]] = {
    "odmowa": (services.decline, apartments_access.offer, "Osoba nie przyjmuje miejsca", "Zapisz odmowę"),
    "wycofaj": (services.withdraw_offer, access.remove, "Wycofanie propozycji", "Wycofaj propozycję"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def end_offer(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """GET: the form; POST: the person declines, or the office takes the offer back."""
    found = _offer(request, pk)
    application = found.application
    if slug not in _ENDINGS:
        raise Http404
    run, may, title, submit = _ENDINGS[slug]
    require(may(request.user, application))
    form = ReasonForm(typed(request))
    if saved(form, lambda: run(actor=request.user, offer=found, **form.cleaned_data)):
        messages.success(request, "Miejsce jest znowu wolne dla następnej osoby z listy.")
        return redirect("apartments:queue-case", application.pk)
    return form_page(request, application, form, title=title, submit=submit)
