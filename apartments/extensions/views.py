"""Buttons of the resident's and of the case page: remind by letter, begin the application to prolong."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from apartments.extensions import services
from apartments.stays import access, selectors
from applications.outcomes.access import may_extend
from applications.selectors import visible_to
from office.access import require
from office.case import case_url, stay_url
from office.errors import DomainError
from office.http import StaffRequest


@require_POST
def remind(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: issue the letter that reminds of the end of a stay, and open it."""
    require(access.read_stays(request.user))
    stay = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(access.finish(request.user, stay))
    try:
        reminder = services.remind(actor=request.user, stay=stay)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(stay_url(stay.pk))
    messages.success(request, "Sporządzono przypomnienie. Wydrukuj je i wpisz, jak je wysłano.")
    return redirect("letters:read", reminder.letter_id)


@require_POST
def start(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: begin the application to prolong the stay of a granted case."""
    application = get_object_or_404(visible_to(request.user), pk=pk)
    require(may_extend(request.user, application))
    try:
        fresh = services.prolong(actor=request.user, application=application)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(case_url(application.pk))
    messages.success(request, "Rozpoczęto wniosek o przedłużenie. Wpisz dzień wpływu, koniec pobytu i dochody.")
    return redirect("applications:request", fresh.pk)
