"""Entering an application: one page per part, then the page that checks the whole."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications import access, selectors, services
from applications.forms import NO, YES, DraftForm, HouseholdPage, PersonForm, RequestForm, SituationForm, row_number
from applications.income import ZERO
from applications.models import Application
from office import clock
from office.access import require
from office.case import case_url
from office.errors import DomainError, Incomplete
from office.http import StaffRequest
from office.models import User
from office.services import log_read
from office.templatetags.components import form_problems

_AFTER = {"person": "request", "request": "situation", "situation": "household", "household": "submit"}
Save = Callable[[Application], Application]


def _to_edit(request: StaffRequest, pk: int) -> Application:
    """The application, if it is of the user's office (else 404) and the user may change it (else 403)."""
    application = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(access.may_edit(request.user, application))
    return application


def _onwards(request: StaffRequest, application: Application, part: str) -> HttpResponseRedirect:
    """After saving: stay and say so, or on to the next part."""
    messages.success(request, f"Zapisano {timezone.localtime(clock.now()):%H:%M}.")
    return redirect(f"applications:{part if request.POST.get('act') == 'save' else _AFTER[part]}", application.pk)


def _page(application: Application, user: User, part: str) -> dict[str, Any]:
    """What every part's page shows besides its form."""
    section = selectors.case_section(application, user)
    return {
        "application": application,
        "section": section,
        "part": part,
        "title": selectors.PARTS.get(part, "Sprawdzenie"),
        "missing_here": [item for item in section.problems if item.part == part],
        "case_url": case_url(application.pk),
    }


def _note_read(request: StaffRequest, application: Application, part: str) -> None:
    """Log that the person's file was opened; a form shown again after it was sent is no new opening."""
    if request.method != "POST":
        name = selectors.PARTS.get(part, "Sprawdzenie").lower()
        log_read(reader=request.user, office=application.office, page=f"wniosek: {name}", case=application.pk)


def _try(form: DraftForm, application: Application, save: Save) -> bool:
    """Save; what the service refuses is shown at its field, with all that was typed."""
    try:
        save(application)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        if error.code == "changed_meanwhile":
            application.refresh_from_db()
            form.see_anew(application)
        return False
    return True


def _edit(request: StaffRequest, application: Application, part: str, form: DraftForm, save: Save) -> HttpResponse:
    if form.is_bound and form.is_valid() and _try(form, application, save):
        return _onwards(request, application, part)
    _note_read(request, application, part)
    context = {**_page(application, request.user, part), "form": form, "problems": form_problems(form)}
    return render(request, f"applications/{part}.html", context)


def _initial(application: Application, *names: str) -> dict[str, Any]:
    return {name: getattr(application, name) for name in names} | {"seen": application.updated_at.isoformat()}


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Begin an application with the person; a person known by PESEL is found."""
    user = request.user
    require(access.may_start(user))
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            application = services.start(actor=user, person=form.person())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            if selectors.other_cases(application):
                messages.info(request, "Ośrodek zna już tę osobę. Wniosek dołączono do jej danych.")
            return _onwards(request, application, "person")
    context = {"form": form, "problems": form_problems(form), "title": "Nowy wniosek"}
    return render(request, "applications/new.html", context)


@require_http_methods(["GET", "POST"])
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """Who asks for support."""
    application = _to_edit(request, pk)
    names = [name for name in PersonForm.base_fields if name != "seen"]
    initial = {name: getattr(application.person, name) for name in names}
    form = PersonForm(request.POST or None, initial=initial | {"seen": application.updated_at.isoformat()})

    def save(row: Application) -> Application:
        return services.save_person(actor=request.user, application=row, person=form.person(), seen=form.seen_at)

    return _edit(request, application, "person", form, save)


@require_http_methods(["GET", "POST"])
def request_(request: StaffRequest, pk: int) -> HttpResponse:
    """What the person asks for."""
    application = _to_edit(request, pk)
    names = ("received_on", "kind", "stay_from", "stay_to", "indefinite", "indefinite_reason")
    form = RequestForm(
        request.POST or None,
        initial=_initial(application, *names) | {"programme": application.programme_id},
        programmes=list(selectors.programmes_of(application.office)),
    )

    def save(row: Application) -> Application:
        return services.save_request(
            actor=request.user,
            application=row,
            programme=form.chosen_programme(),
            seen=form.seen_at,
            **{name: form.cleaned_data[name] for name in names},
        )

    return _edit(request, application, "request", form, save)


@require_http_methods(["GET", "POST"])
def situation(request: StaffRequest, pk: int) -> HttpResponse:
    """Why the person needs support."""
    application = _to_edit(request, pk)
    names = ("causes", "groups", "situation", "disability_degree", "disability_until")
    answer = {None: "", True: YES, False: NO}[application.needs_full_time_care]
    form = SituationForm(request.POST or None, initial=_initial(application, *names) | {"needs_full_time_care": answer})

    def save(row: Application) -> Application:
        return services.save_situation(
            actor=request.user,
            application=row,
            needs_full_time_care=form.cleaned_data["needs_full_time_care"],
            seen=form.seen_at,
            **{name: form.cleaned_data[name] for name in names},
        )

    return _edit(request, application, "situation", form, save)


@require_http_methods(["GET", "POST"])
def household(request: StaffRequest, pk: int) -> HttpResponse:
    """Who keeps house with the person, and all incomes."""
    application = _to_edit(request, pk)
    page = HouseholdPage(
        application=application,
        kinds=selectors.income_kinds(clock.today(), application),
        data=request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and not _redrawn(page, request.POST.get("act", "")) and page.is_valid():
        try:
            services.save_household(
                actor=request.user,
                application=application,
                household_type=page.form.cleaned_data["household_type"],
                income_lost=page.form.cleaned_data["income_lost"],
                no_income=page.form.cleaned_data["no_income"],
                alimony_paid=page.form.cleaned_data["alimony_paid"] or ZERO,
                members=page.member_data(),
                incomes=page.income_data(),
                seen=page.form.seen_at,
            )
        except DomainError as error:
            page.add_error(error.field, error.message)
            if error.code == "changed_meanwhile":
                application.refresh_from_db()
                page.form.see_anew(application)
        else:
            return _onwards(request, application, "household")
    _note_read(request, application, "household")
    context = {
        **_page(application, request.user, "household"),
        "page": page,
        "problems": form_problems(*page.all_forms()),
        "month": application.reference_month,
    }
    return render(request, "applications/household.html", context)


def _redrawn(page: HouseholdPage, act: str) -> bool:
    """Do what a button inside the page asks (a row more or less, another way); says whether it was one."""
    verb, _, row = act.partition("-")
    if verb == "add" and row in ("member", "income"):
        {"member": page.add_member, "income": page.add_income}[row]()
        return True
    on_a_row = {"drop_member": page.drop_member, "drop_income": page.drop_income, "way": page.change_way}
    number = row_number(row)
    if verb in on_a_row and number is not None:
        on_a_row[verb](number)
        return True
    return False


@require_http_methods(["GET", "POST"])
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what is missing, with links. POST: accept the application as complete."""
    user = request.user
    application = get_object_or_404(selectors.visible_to(user), pk=pk)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        require(access.may_submit(user, application))
        try:
            application = services.submit(actor=user, application=application)
        except Incomplete:
            problems = [("niekompletny", "Wniosek nie jest jeszcze kompletny. Poniżej jest wszystko, czego brakuje.")]
        except DomainError as error:
            problems = [("", error.message)]
        else:
            messages.success(request, f"Przyjęto wniosek. Znak sprawy: {application.case_number}.")
            return redirect(case_url(application.pk))
    _note_read(request, application, "submit")
    context = {**_page(application, user, "submit"), "problems": problems}
    return render(request, "applications/submit.html", context)
