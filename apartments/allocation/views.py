"""Pages of the waiting list, of offers and of the rules of order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apartments import access as apartments_access
from apartments import selectors as apartments
from apartments.allocation import access, selectors, services
from apartments.allocation.expiry import overdue
from apartments.allocation.forms import ContactForm, EntryForm, OfferForm, ReasonForm, ReserveForm, RulesForm
from apartments.allocation.order import rules_of
from apartments.allocation.sheet import workbook
from apartments.models import PlaceOffer, PriorityRules, WaitingEntry
from applications.models import Application
from applications.selectors import programmes_of, visible_to
from office import clock
from office.access import Verdict, require
from office.case import case_url
from office.errors import DomainError
from office.forms import saved
from office.http import StaffRequest
from office.letters.selectors import letters_of
from office.models import DeadlineKind, Office
from office.services import log_read
from office.sheets import xlsx_response

_PROPOSED_DAYS = 7


def _typed(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _office(request: StaffRequest, verdict: Verdict) -> Office:
    require(verdict)
    office = request.user.office
    if office is None:  # the verdict has refused such an account already
        raise ValueError("an account without an office")
    return office


def _case(request: StaffRequest, pk: int) -> Application:
    return get_object_or_404(visible_to(request.user), pk=pk)


# --- the list ---------------------------------------------------------------------------------------------------------


@require_safe
def waiting_list(request: StaffRequest) -> HttpResponse:
    """GET: who waits in each programme, in which order and why."""
    office = _office(request, access.see_list(request.user))
    context = {"queues": selectors.queues(office, clock.today()), "today": clock.today()}
    return render(request, "apartments/allocation/list.html", context)


@require_safe
def sheet(request: StaffRequest) -> HttpResponse:
    """GET: the lists as a spreadsheet."""
    office, today = _office(request, access.see_list(request.user)), clock.today()
    content = workbook(selectors.queues(office, today))
    return xlsx_response(content, f"lista-oczekujacych-{today}")


@require_safe
def queue_case(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: where one case stands on the list, what happened to its entry, what was offered."""
    application = _case(request, pk)
    log_read(reader=request.user, office=application.office, page="lista oczekujących", case=application.pk)
    context = {
        "application": application,
        "waiting": selectors.queue_case(application, request.user, clock.today()),
        "case_url": case_url(application.pk),
    }
    return render(request, "apartments/allocation/case.html", context)


def _form_page(request: StaffRequest, application: Application, form: forms.Form, **words: str) -> HttpResponse:
    context: dict[str, Any] = {
        "application": application,
        "form": form,
        "case_url": case_url(application.pk),
        "intro": "",
    }
    return render(request, "apartments/allocation/form.html", context | words)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: put the case on the list, or change what its order rests on."""
    application = _case(request, pk)
    require(access.keep(request.user, application))
    found = WaitingEntry.objects.filter(application=application).first()
    rules = rules_of(application, clock.today())
    initial = {
        "complete_on": found.complete_on if found else application.received_on,
        "met": found.met if found else [],
    }
    form = EntryForm(_typed(request), list(rules.criteria.all()) if rules else [], initial)

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
    return _form_page(
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
    application = _case(request, pk)
    found = get_object_or_404(WaitingEntry, application=application)
    if slug not in _ACTS:
        raise Http404
    page = _ACTS[slug]
    require(page.may(request.user, application))
    form = page.form(_typed(request))
    if saved(form, lambda: page.run(actor=request.user, entry=found, **form.cleaned_data)):
        messages.success(request, page.done)
        return redirect("apartments:queue-case", application.pk)
    return _form_page(request, application, form, title=page.title, submit=page.submit)


# --- offers -----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def offer_place(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the places of the programme, each with what fits and what does not; POST: offer the chosen one."""
    application, today = _case(request, pk), clock.today()
    require(apartments_access.offer(request.user, application))
    rule = DeadlineKind.objects.on(today).filter(code="offer-answer").first()
    proposed = today + timedelta(days=(rule.count if rule else None) or _PROPOSED_DAYS)
    offered = selectors.choices(application, request.user, today)
    form = OfferForm(_typed(request), offered, proposed)
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
    form = ReasonForm(_typed(request))
    if saved(form, lambda: run(actor=request.user, offer=found, **form.cleaned_data)):
        messages.success(request, "Miejsce jest znowu wolne dla następnej osoby z listy.")
        return redirect("apartments:queue-case", application.pk)
    return _form_page(request, application, form, title=title, submit=submit)


# --- rules ------------------------------------------------------------------------------------------------------------


@require_safe
def rules(request: StaffRequest) -> HttpResponse:
    """GET: every version of the office's rules of order."""
    office = _office(request, access.see_rules(request.user))
    context = {
        "versions": selectors.rules_in(office),
        "may_set": access.set_rules(request.user),
        "today": clock.today(),
    }
    return render(request, "apartments/allocation/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_rules(request: StaffRequest) -> HttpResponse:
    """GET: the form, filled with a former version (``?wersja=``); POST: a new version from a day on."""
    office = _office(request, access.set_rules(request.user))
    asked = request.GET.get("wersja", "")
    former = PriorityRules.objects.filter(office=office, pk=asked).first() if asked.isdecimal() else None
    form = RulesForm(_typed(request), programmes_of(office), former)

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
    form = ReserveForm(_typed(request), apartment.places.all())
    if saved(
        form,
        lambda: services.set_reserve(actor=request.user, apartment=apartment, places=list(form.cleaned_data["places"])),
    ):
        messages.success(request, "Zapisano rezerwę.")
        return redirect("apartments:apartment", apartment.pk)
    context = {"form": form, "apartment": apartment, "name": apartments.name_for(request.user, apartment)}
    return render(request, "apartments/allocation/reserve.html", context)
