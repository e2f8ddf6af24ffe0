"""The page "Zakończenie pobytu" and the three steps of a revocation."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apartments.stays.selectors import current_stay
from applications.models import Application
from applications.selectors import visible_to as visible_applications
from decisions.access import may_read
from decisions.ending import services
from decisions.ending.forms import DeliveryForm, NoticeForm, RevocationForm
from decisions.ending.selectors import ending_page, evidence_for
from decisions.kinds import DecisionKind
from decisions.kinds.possible import may_draft_kind
from decisions.models import RevocationNotice
from office import clock
from office.access import require
from office.forms import refusals_at
from office.http import StaffRequest
from office.letters.selectors import standing_entries
from office.models import LetterEntry
from office.services import log_read


def _application(request: StaffRequest, pk: int) -> Application:
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    require(may_read(request.user, application))
    return application


@require_safe
def ending(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the ways in which the stay of case ``pk`` may end, each with what the law asks next."""
    application = _application(request, pk)
    today = clock.today()
    page = ending_page(request.user, application, today)
    log_read(reader=request.user, office=application.office, page="zakończenie pobytu", case=application.pk)
    context = {
        "application": application,
        "page": page,
        "over": page.heard is not None and page.heard.over(today),
    }
    return render(request, "decisions/ending.html", context)


def _may_draft(request: StaffRequest, application: Application) -> None:
    require(may_draft_kind(request.user, application, DecisionKind.REVOCATION, clock.today()).verdict)


def _step(
    request: StaffRequest,
    application: Application,
    form: Any,
    words: tuple[str, str, str],
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    if form.is_valid():
        with refusals_at(form):
            act()
            messages.success(request, done)
            return redirect("decisions:ending", pk=application.pk)
    context = {
        "application": application,
        "form": form,
        "heading": words[0],
        "lead": words[1],
        "submit": words[2],
        "back": reverse("decisions:ending", args=[application.pk]),
    }
    return render(request, "decisions/ending_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: issue the notice to the party."""
    application = _application(request, pk)
    _may_draft(request, application)
    stay = current_stay(application)
    assert stay is not None  # noqa: S101 - a revocation needs a running stay
    evidence, hidden = evidence_for(request.user, application)
    form = NoticeForm(request.POST or None, stay=stay, evidence=evidence)
    lead = "Pismo dostanie strona. Nie pisz w nim o zdrowiu więcej, niż trzeba, ani o innych mieszkańcach."
    if hidden:
        lead += f" Dowodów o ograniczonym dostępie, których nie widzisz: {hidden}."
    return _step(
        request,
        application,
        form,
        ("Zawiadomienie przed uchyleniem", lead, "Sporządź zawiadomienie"),
        lambda: services.give_notice(actor=request.user, application=application, **form.values()),
        "Sporządzono zawiadomienie. Wydrukuj je i doręcz.",
    )


def _notice(request: StaffRequest, pk: int) -> RevocationNotice:
    rows = RevocationNotice.objects.filter(application__in=visible_applications(request.user).values("pk"))
    notice = get_object_or_404(rows.select_related("letter", "concerns", "application__office"), pk=pk)
    require(may_read(request.user, notice.application))
    _may_draft(request, notice.application)
    return notice


@require_http_methods(["GET", "HEAD", "POST"])
def delivered(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: enter the delivery of the notice and put the term on the board."""
    notice = _notice(request, pk)
    steps = {one.step for one in standing_entries(notice.letter)}
    form: forms.Form = DeliveryForm(
        request.POST if request.method == "POST" else None,
        sent=LetterEntry.Step.SENT in steps,
        delivered=LetterEntry.Step.DELIVERED in steps,
    )
    return _step(
        request,
        notice.application,
        form,
        ("Doręczenie zawiadomienia", "Od doręczenia liczy się czas na wypowiedzenie się.", "Zapisz i otwórz termin"),
        lambda: services.note_delivery(actor=request.user, notice=notice, **form.cleaned_data),
        "Zapisano doręczenie. Termin jest na tablicy.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def draft_revocation(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: make the draft revocation."""
    notice = _notice(request, pk)
    form = RevocationForm(request.POST or None)
    return _step(
        request,
        notice.application,
        form,
        (
            "Projekt uchylenia",
            "Projekt weźmie punkt i dowody z zawiadomienia. Zmienisz go jak każdy inny projekt.",
            "Przygotuj projekt uchylenia",
        ),
        lambda: services.draft_revocation(actor=request.user, notice=notice, **form.cleaned_data),
        "Przygotowano projekt uchylenia. Przeczytaj go przed przekazaniem.",
    )
