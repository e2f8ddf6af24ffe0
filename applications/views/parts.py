"""Entering an application: one page per part, then the page that checks the whole."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from applications import access, selectors, services
from applications.forms import NO, YES, HouseholdPage, PersonForm, RequestForm, SituationForm, row_number
from applications.income import ZERO
from applications.models import Application
from applications.persons.selectors import stay_bases
from applications.views.editing import edit, initial_of, note_read, onwards, page_of, to_edit, typed
from office import clock
from office.access import require
from office.case import case_url
from office.errors import DomainError, Incomplete
from office.http import StaffRequest
from office.templatetags.components import form_problems


@require_http_methods(["GET", "POST"])
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """Who asks for support."""
    application = to_edit(request, pk)
    names = [name for name in PersonForm.base_fields if name not in ("seen", "base")]

    def initial(row: Application) -> dict[str, Any]:
        values = {name: getattr(row.person, name) for name in names}
        return values | {"seen": row.updated_at.isoformat()}

    form = PersonForm(
        typed(request, application, "person"), initial=initial(application), stay_bases=stay_bases(clock.today())
    )

    def save(row: Application) -> Application:
        return services.save_person(actor=request.user, application=row, person=form.person(), seen=form.seen_at)

    return edit(request, application, "person", form, save, initial)


@require_http_methods(["GET", "POST"])
def request_(request: StaffRequest, pk: int) -> HttpResponse:
    """What the person asks for."""
    application = to_edit(request, pk)
    names = ("received_on", "kind", "stay_from", "stay_to", "indefinite", "indefinite_reason")

    def initial(row: Application) -> dict[str, Any]:
        return initial_of(row, *names) | {"programme": row.programme_id}

    form = RequestForm(
        typed(request, application, "request"),
        initial=initial(application),
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

    return edit(request, application, "request", form, save, initial)


@require_http_methods(["GET", "POST"])
def situation(request: StaffRequest, pk: int) -> HttpResponse:
    """Why the person needs support."""
    application = to_edit(request, pk)
    names = ("causes", "groups", "situation", "disability_degree", "disability_until")

    def initial(row: Application) -> dict[str, Any]:
        answer = {None: "", True: YES, False: NO}[row.needs_full_time_care]
        return initial_of(row, *names) | {"needs_full_time_care": answer}

    form = SituationForm(typed(request, application, "situation"), initial=initial(application))

    def save(row: Application) -> Application:
        return services.save_situation(
            actor=request.user,
            application=row,
            needs_full_time_care=form.cleaned_data["needs_full_time_care"],
            seen=form.seen_at,
            **{name: form.cleaned_data[name] for name in names},
        )

    return edit(request, application, "situation", form, save, initial)


@require_http_methods(["GET", "POST"])
def household(request: StaffRequest, pk: int) -> HttpResponse:
    """Who keeps house with the person, and all incomes."""
    application = to_edit(request, pk)
    page = HouseholdPage(
        application=application,
        kinds=selectors.income_kinds(clock.today(), application),
        data=typed(request, application, "household"),
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
            return onwards(request, application, "household")
    note_read(request, application, "household")
    context = {
        **page_of(application, request.user, "household"),
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
    note_read(request, application, "submit")
    context = {**page_of(application, user, "submit"), "problems": problems}
    return render(request, "applications/submit.html", context)
