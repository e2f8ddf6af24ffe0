"""Logging in and the office's own settings."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from office import clock, selectors
from office.access import require, works_as
from office.forms import (
    AuthorisationForm,
    BankAccountForm,
    EndAuthorisationForm,
    OfficeForm,
    ProvisionForm,
    PublicationForm,
    ScopeForm,
    refusals_at,
)
from office.http import StaffRequest
from office.models import ActPublication, Office, Provision, Role
from office.services import settings as services

ROWS_ON_A_PAGE = 25


class Login(LoginView):
    """The login page; who is logged in already goes on to the desk."""

    template_name = "office/login.html"
    redirect_authenticated_user = True


def _own_office(request: StaffRequest) -> Office:
    """The office whose settings this administrator keeps; everybody else gets a 403 with the reason."""
    office = request.user.office
    require(works_as(request.user, office, Role.ADMINISTRATOR))
    if office is None:
        raise PermissionDenied("Twoje konto nie należy do żadnego ośrodka, a ustawienia są ustawieniami ośrodka.")
    return office


@require_safe
def settings(request: StaffRequest) -> HttpResponse:
    """GET: the office's data, accounts, staff, and how much law is still to be checked."""
    office = _own_office(request)
    today = clock.today()
    context = {
        "office": office,
        "accounts": office.bank_accounts.order_by("-valid_from"),
        "staff": office.staff.prefetch_related("role_grants").order_by("last_name", "first_name", "username"),
        "authorisations": office.authorisations.select_related("holder"),
        "to_check": selectors.law_to_check(today).count() + selectors.publications_to_check(today).count(),
        "today": today,
    }
    return render(request, "office/settings.html", context)


@require_safe
def law(request: StaffRequest) -> HttpResponse:
    """GET: publications of acts and provisions in force today or later, what is to be checked first."""
    _own_office(request)
    provisions = selectors.law_from(clock.today())
    context = {
        "publications": selectors.publications_from(clock.today()),
        "page": Paginator(provisions, ROWS_ON_A_PAGE).get_page(request.GET.get("strona")),
        "today": clock.today(),
    }
    return render(request, "office/settings_law.html", context)


def _form_page(
    request: StaffRequest, form: forms.BaseForm, title: str, submit: str, back: str, intro: str
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title, "submit": submit, "back": back, "intro": intro}
    return render(request, "office/settings_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_office(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: store the office's data."""
    form = OfficeForm(request.POST or None, instance=Office.objects.get(pk=_own_office(request).pk))
    if request.method == "POST" and form.is_valid():
        services.update_office(actor=request.user, values=form.cleaned_data)
        messages.success(request, "Zapisano dane ośrodka.")
        return redirect("office:settings")
    intro = "Te dane drukuje każde pismo. Pisma już zatwierdzone zostają takie, jakie były."
    return _form_page(request, form, title="Dane ośrodka", submit="Zapisz dane ośrodka", back="settings", intro=intro)


@require_http_methods(["GET", "HEAD", "POST"])
def add_account(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: a new account for fees from a day on."""
    _own_office(request)
    form = BankAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.add_bank_account(actor=request.user, **form.cleaned_data)
            messages.success(request, "Dodano rachunek do opłat.")
            return redirect("office:settings")
    intro = "Dotychczasowy rachunek przestanie obowiązywać dzień wcześniej. Decyzje już wydane zostają z nim."
    return _form_page(
        request, form, title="Nowy rachunek do opłat", submit="Dodaj rachunek", back="settings", intro=intro
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_authorisation(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: note an authorisation to issue decisions."""
    form = AuthorisationForm(request.POST or None, office=_own_office(request))
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.add_authorisation(actor=request.user, **form.cleaned_data)
            messages.success(request, "Wpisano upoważnienie.")
            return redirect("office:settings")
    intro = "Bez ważnego upoważnienia nikt nie zatwierdzi decyzji. Numer i datę drukuje każda decyzja pod podpisem."
    return _form_page(
        request, form, title="Nowe upoważnienie", submit="Wpisz upoważnienie", back="settings", intro=intro
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_scope(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: what an authorisation covers, while no decision rests on it."""
    authorisation = get_object_or_404(_own_office(request).authorisations.select_related("holder"), pk=pk)
    now = {"scope": authorisation.scope, "kinds": authorisation.kinds}
    form = ScopeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.change_scope(actor=request.user, authorisation=authorisation, **form.cleaned_data)
            messages.success(request, "Zapisano zakres upoważnienia.")
            return redirect("office:settings")
    intro = (
        f"Upoważnienie {authorisation.number}, {authorisation.holder}. Zakres poprawia się, dopóki nie wydano z niego "
        "żadnej decyzji. Potem się je kończy i wpisuje nowe."
    )
    return _form_page(request, form, title="Zakres upoważnienia", submit="Zapisz zakres", back="settings", intro=intro)


@require_http_methods(["GET", "HEAD", "POST"])
def end_authorisation(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: set the last day of an authorisation."""
    authorisation = get_object_or_404(_own_office(request).authorisations.select_related("holder"), pk=pk)
    form = EndAuthorisationForm(request.POST or None, initial={"valid_to": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.end_authorisation(actor=request.user, authorisation=authorisation, **form.cleaned_data)
            messages.success(request, "Zapisano ostatni dzień upoważnienia.")
            return redirect("office:settings")
    intro = f"Upoważnienie {authorisation.number}, {authorisation.holder}. Decyzje już wydane zostają ważne."
    return _form_page(
        request, form, title="Koniec upoważnienia", submit="Zapisz ostatni dzień", back="settings", intro=intro
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_provision(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a new version of a provision from a day on."""
    _own_office(request)
    provision = get_object_or_404(Provision.objects.select_related("act"), pk=pk)
    form = ProvisionForm(request.POST or None, initial=ProvisionForm.initial_of(provision))
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.add_provision_version(actor=request.user, provision=provision, **form.cleaned_data)
            messages.success(request, "Dodano nową wersję przepisu.")
            return redirect("office:settings_law")
    intro = (
        f"Kod przepisu: {provision.code}, akt: {provision.act.title}. Poprzednia wersja skończy się dzień wcześniej."
    )
    return _form_page(
        request, form, title="Nowa wersja przepisu", submit="Dodaj wersję", back="settings_law", intro=intro
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_publication(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a new place of publication of an act from a day on."""
    _own_office(request)
    publication = get_object_or_404(ActPublication.objects.select_related("act"), pk=pk)
    form = PublicationForm(request.POST or None, initial=PublicationForm.initial_of(publication))
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            services.add_publication_version(actor=request.user, publication=publication, **form.cleaned_data)
            messages.success(request, "Dodano miejsce publikacji.")
            return redirect("office:settings_law")
    intro = f"Akt: {publication.act.title}. Poprzednie miejsce publikacji skończy się dzień wcześniej."
    return _form_page(
        request,
        form,
        title="Nowe miejsce publikacji",
        submit="Dodaj miejsce publikacji",
        back="settings_law",
        intro=intro,
    )
