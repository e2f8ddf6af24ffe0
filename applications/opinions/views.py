"""The compartment's pages. Each opening of a person's data here is noted; a form shown again is no new opening."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from applications.access import may_see_health
from applications.models import Application, HousingKind
from applications.opinions import access, selectors, services
from applications.opinions.forms import CardForm, OpinionForm, PaperOpinionForm, ReferralForm, WithdrawForm
from applications.opinions.paper import card_html, opinion_html
from applications.opinions.skills import Area, areas
from applications.selectors import visible_to
from office import clock
from office.access import require, works_as
from office.case import case_url
from office.documents import pdf_response, render_pdf
from office.forms import saved
from office.http import StaffRequest
from office.models import Role
from office.services import log_read


def _note(request: StaffRequest, application: Application, page: str) -> None:
    if request.method != "POST":
        log_read(reader=request.user, office=application.office, page=page, case=application.pk)


def _case(request: StaffRequest, pk: int) -> Application:
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(may_see_health(request.user, application))
    return application


def _collected(request: StaffRequest, pk: int) -> Application:
    application = _case(request, pk)
    require(access.may_collect(request.user, application))
    return application


def _services_of(application: Application) -> list[Area]:
    today = clock.today()
    kinds = [application.kind] if application.kind else list(HousingKind.values)
    return [area for kind in kinds for area in areas(kind, today)]


@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """GET: the consultant's desk: what is referred to them, what waits first."""
    require(works_as(request.user, request.user.office, Role.CONSULTANT))
    rows = list(selectors.referrals_to(request.user))
    context = {
        "waiting": [row for row in rows if row.state == "open"],
        "answered": [row for row in rows if row.state != "open"],
        "today": clock.today(),
    }
    return render(request, "applications/opinions/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the pack that a consultant needs, and the form; POST: the opinion."""
    require(works_as(request.user, request.user.office, Role.CONSULTANT))
    referral = get_object_or_404(selectors.referrals_to(request.user), pk=pk)
    application = referral.application
    verdict = access.may_answer(request.user, referral)
    form = OpinionForm(
        request.POST if request.method == "POST" else None,
        _services_of(application),
        {"issued_on": clock.today()},
    )
    if request.method == "POST":
        require(verdict)
        if saved(form, lambda: services.give_opinion(actor=request.user, referral=referral, data=form.opinion())):
            messages.success(request, "Wydano opinię. Nie można jej już zmienić.")
            return redirect("opinions:mine")
    _note(request, application, "opinie: materiały dla konsultanta")
    context = {
        "referral": referral,
        "application": application,
        "pack": selectors.pack(application),
        "form": form if verdict else None,
        "opinion": getattr(referral, "opinion", None),
    }
    return render(request, "applications/opinions/answer.html", context)


@require_safe
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the whole compartment of one case."""
    application = _case(request, pk)
    _note(request, application, "opinie i karta zespołu")
    context = {
        "application": application,
        "inside": selectors.compartment(application, request.user),
        "required": selectors.requirements(application, clock.today()),
        "case_url": case_url(application.pk),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "applications/opinions/case.html", context)


def _form_page(request: StaffRequest, application: Application, form: forms.Form, **words: str) -> HttpResponse:
    context: dict[str, Any] = {"application": application, "form": form, "case_url": case_url(application.pk)}
    return render(request, "applications/opinions/form.html", context | words)


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: ask a consultant."""
    application = _collected(request, pk)
    consultants = selectors.consultants_of(application.office)
    form = ReferralForm(request.POST if request.method == "POST" else None, consultants)
    if saved(form, lambda: services.refer(actor=request.user, application=application, **form.cleaned_data)):
        messages.success(request, "Skierowano sprawę. Konsultant widzi ją na swoim biurku.")
        return redirect("opinions:case", application.pk)
    words = {"title": "Skierowanie do konsultanta", "submit": "Skieruj do konsultanta"}
    if not consultants.exists():
        words["intro"] = (
            "W ośrodku nikt nie ma jeszcze roli konsultanta. Rolę nadaje osoba, która zakłada konta. Opinię, która "
            "przyszła na papierze, wpisz na stronie opinii tej sprawy."
        )
    return _form_page(request, application, form, **words)


@require_http_methods(["POST"])
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: take a referral back, with the reason."""
    referral = get_object_or_404(selectors.referrals_of(request.user), pk=pk)
    application = referral.application
    require(access.may_collect(request.user, application))
    form = WithdrawForm(request.POST)
    if saved(form, lambda: services.withdraw(actor=request.user, referral=referral, **form.cleaned_data)):
        messages.success(request, "Cofnięto skierowanie. Konsultant nie widzi już tej sprawy.")
        return redirect("opinions:case", application.pk)
    return _form_page(request, application, form, title="Cofnięcie skierowania", submit="Cofnij skierowanie")


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: an opinion that came on paper, or the worker's own."""
    application = _collected(request, pk)
    form = PaperOpinionForm(request.POST if request.method == "POST" else None, _services_of(application))

    def save() -> object:
        who = {name: form.cleaned_data[name] for name in ("profession", "author_name")}
        return services.enter_opinion(actor=request.user, application=application, data=form.opinion(), **who)

    if saved(form, save):
        messages.success(request, "Wpisano opinię. Nie można jej już zmienić.")
        return redirect("opinions:case", application.pk)
    intro = "Przepisz opinię, która przyszła na piśmie, albo wpisz własną. Zapisanej opinii się nie zmienia."
    return _form_page(request, application, form, title="Wpisanie opinii", submit="Wpisz opinię", intro=intro)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_card(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: the card of the team's sitting."""
    application = _collected(request, pk)
    form = CardForm(request.POST if request.method == "POST" else None, _services_of(application))
    if saved(form, lambda: services.enter_card(actor=request.user, application=application, data=form.card())):
        messages.success(request, "Wpisano kartę kwalifikacji.")
        return redirect("opinions:case", application.pk)
    context = {"application": application, "form": form, "case_url": case_url(application.pk)}
    return render(request, "applications/opinions/card_form.html", context)


def _pdf(html: str, name: str) -> HttpResponse:
    response = pdf_response(render_pdf(html, created=clock.now()), name)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one opinion."""
    found = get_object_or_404(selectors.opinions_within(request.user), pk=pk)
    require(may_see_health(request.user, found.application))
    _note(request, found.application, "opinia konsultanta")
    runs = request.user.has_role(Role.SOCIAL_WORKER, Role.DIRECTOR)
    context = {
        "opinion": found,
        "application": found.application,
        "services": selectors.service_names(found.services, found.issued_on),
        "back_url": reverse("opinions:case", args=[found.application_id]) if runs else reverse("opinions:mine"),
    }
    return render(request, "applications/opinions/opinion.html", context)


@require_safe
def opinion_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one opinion as a PDF, marked confidential."""
    found = get_object_or_404(selectors.opinions_within(request.user), pk=pk)
    require(may_see_health(request.user, found.application))
    _note(request, found.application, "opinia konsultanta PDF")
    return _pdf(opinion_html(found), f"opinia-{found.pk}")


@require_safe
def card(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one card of the team."""
    found = get_object_or_404(selectors.cards_within(request.user), pk=pk)
    require(may_see_health(request.user, found.application))
    _note(request, found.application, "karta kwalifikacji")
    context = {
        "card": found,
        "application": found.application,
        "grid": selectors.grid(found),
        "differences": selectors.differences(found, found.application),
    }
    return render(request, "applications/opinions/card.html", context)


@require_safe
def card_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one card as a PDF, marked confidential."""
    found = get_object_or_404(selectors.cards_within(request.user), pk=pk)
    require(may_see_health(request.user, found.application))
    _note(request, found.application, "karta kwalifikacji PDF")
    return _pdf(card_html(found), f"karta-kwalifikacji-{found.pk}")
