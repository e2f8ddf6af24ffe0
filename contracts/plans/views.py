"""Pages of the independence programme and the support plan."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from applications.models import Application
from applications.selectors import visible_to as visible_applications
from contracts.access import may_read
from contracts.plans import forms as shapes
from contracts.plans import selectors, services
from contracts.plans.access import may_plan
from contracts.plans.models import Goal, Plan, Step
from office import clock
from office.access import require
from office.documents import page_response, pdf_response, render_pdf
from office.forms import refusals_at
from office.http import StaffRequest
from office.services import log_read


@require_http_methods(["GET", "POST"])
def of_case(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan of application ``pk``; the form that begins one where there is none."""
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    plan = selectors.plan_of(application)
    if plan is not None and request.GET.get("nowy") != "1":
        return redirect("contracts:plan", pk=plan.pk)
    require(may_plan(request.user, application))
    form = shapes.BeginForm(request.POST or None, kind=application.kind)

    def act() -> object:
        return services.begin(actor=request.user, application=application, **form.cleaned_data)

    what = "program usamodzielniania" if application.kind == "training" else "plan wsparcia"
    return _act(request, application, form, f"Rozpocznij {what}", "Rozpocznij i dopisz cele", act)


def _plan(request: StaffRequest, pk: int) -> Plan:
    plan = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(may_read(request.user, plan.application))
    return plan


@require_GET
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole plan: goals, steps, talks, the way out, what is next."""
    plan = _plan(request, pk)
    log_read(reader=request.user, office=plan.application.office, page="program", case=plan.application_id)
    context = {
        "page": selectors.page_of(plan),
        "plan": plan,
        "application": plan.application,
        "may_plan": may_plan(request.user, plan.application),
        "today": clock.today(),
    }
    return render(request, "contracts/plans/read.html", context)


@require_GET
@xframe_options_sameorigin
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan's own page."""
    html = selectors.html_of(_plan(request, pk))
    return page_response(html)


@require_GET
def pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan as PDF, as it stands today."""
    plan = _plan(request, pk)
    log_read(reader=request.user, office=plan.application.office, page="program PDF", case=plan.application_id)
    return pdf_response(render_pdf(selectors.html_of(plan), created=clock.now()), f"program-{plan.pk}")


def _on_plan(
    request: StaffRequest,
    pk: int,
    make: Callable[[Any, Plan], forms.Form],
    page: tuple[str, str],
    act: Callable[[Plan, Any], object],
) -> HttpResponse:
    """One form on a plan: how the form is made, heading and button, what is done with it."""
    plan = _plan(request, pk)
    require(may_plan(request.user, plan.application))
    form = make(request.POST or None, plan)
    return _act(request, plan.application, form, *page, lambda: act(plan, form))


def _act(
    request: StaffRequest,
    application: Application,
    form: forms.Form,
    heading: str,
    submit: str,
    act: Callable[[], object],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_at(form):
            act()
            messages.success(request, "Zapisano.")
            return redirect("contracts:plan_of_case", pk=application.pk)
    context = {"form": form, "application": application, "heading": heading, "submit": submit}
    return render(request, "contracts/plans/act.html", context)


@require_http_methods(["GET", "POST"])
def draw_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a plan after all."""
    return _on_plan(
        request,
        pk,
        lambda data, _: shapes.DrawUpForm(data),
        ("Sporządź plan wsparcia", "Rozpocznij i dopisz cele"),
        lambda plan, form: services.draw_up(actor=request.user, plan=plan, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def goal(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a goal."""
    return _on_plan(
        request,
        pk,
        lambda data, plan: shapes.GoalForm(data, plan=plan),
        ("Dodaj cel", "Dodaj cel"),
        lambda plan, form: services.add_goal(actor=request.user, plan=plan, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Note a talk over the plan."""
    return _on_plan(
        request,
        pk,
        lambda data, plan: shapes.ReviewForm(
            data, goals=list(plan.goals.all()), initial={"held_on": clock.today(), "present": str(request.user)}
        ),
        ("Zapisz omówienie", "Zapisz omówienie"),
        lambda plan, form: services.hold_review(actor=request.user, plan=plan, **form.values()),
    )


@require_http_methods(["GET", "POST"])
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """Note the way out."""
    return _on_plan(
        request,
        pk,
        lambda data, plan: shapes.ExitForm(
            data,
            initial={name: getattr(plan, name) for name in ("municipal_flat_on", "exit_plan", "guardian")},
        ),
        ("Plan wyjścia z mieszkania", "Zapisz plan wyjścia"),
        lambda plan, form: services.plan_exit(actor=request.user, plan=plan, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def evaluate(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the plan with its evaluation."""
    return _on_plan(
        request,
        pk,
        lambda data, _: shapes.EvaluationForm(data, initial={"evaluated_on": clock.today()}),
        ("Ocena końcowa", "Zapisz ocenę i zakończ"),
        lambda plan, form: services.evaluate(actor=request.user, plan=plan, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def step(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a step to goal ``pk``."""
    found = get_object_or_404(
        Goal.objects.filter(plan__in=selectors.visible_to(request.user)).select_related("plan"), pk=pk
    )
    return _on_plan(
        request,
        found.plan_id,
        lambda data, _: shapes.StepForm(data),
        (f"Dodaj krok do celu: {found.aim}", "Dodaj krok"),
        lambda _, form: services.add_step(actor=request.user, goal=found, step=form.step()),
    )


@require_http_methods(["GET", "POST"])
def step_done(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that step ``pk`` was done."""
    found = get_object_or_404(
        Step.objects.filter(goal__plan__in=selectors.visible_to(request.user)).select_related("goal__plan"), pk=pk
    )
    return _on_plan(
        request,
        found.goal.plan_id,
        lambda data, _: shapes.StepDoneForm(data, initial={"done_on": clock.today()}),
        (f"Krok zrobiony: {found.what}", "Zapisz wynik"),
        lambda _, form: services.finish_step(actor=request.user, step=found, **form.cleaned_data),
    )
