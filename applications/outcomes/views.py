"""Pages of outcomes that touch nothing above applications."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from applications.outcomes import access, services
from applications.outcomes.forms import TakeBackForm
from applications.selectors.cases import visible_to
from applications.views.case_form import form_page
from office import clock
from office.access import require
from office.case import case_url
from office.errors import DomainError
from office.http import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: the person keeps to the application after all."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(access.may_withdraw(request.user, application))
    form = TakeBackForm(request.POST or None, initial={"on": clock.today()})

    def run(**data: Any) -> str:
        services.take_back(actor=request.user, application=application, **data)
        return "Zapisano: osoba podtrzymuje wniosek. Zwolnione miejsce trzeba zarezerwować ponownie."

    words = {
        "title": "Osoba podtrzymuje wniosek",
        "intro": "Wpis o cofnięciu zostanie w aktach.",
        "submit": "Zapisz",
    }
    return form_page(request, application, form, run, words, "desk:case")


@require_POST
def start_anew(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: begin a new application from the data of an ended case."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(access.may_start_anew(request.user, application))
    try:
        fresh = services.start_anew(actor=request.user, application=application)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(case_url(application.pk))
    messages.success(request, "Rozpoczęto nowy wniosek. Wpisz datę wpływu i dochody.")
    return redirect("applications:request", fresh.pk)
