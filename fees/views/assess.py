"""The fee of one case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from applications.selectors import visible_to as visible_applications
from fees import selectors, services
from fees.forms import ChoicesForm
from fees.periods.page import periods_part
from office import clock
from office.case import case_url
from office.errors import DomainError
from office.http import StaffRequest
from office.services import log_read


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: incomes, the newest fee step by step, what would change it; the reading is noted.

    POST: compute the fee under today's rules: with what the form says, or (from a bare button) as chosen before.
    """
    application = get_object_or_404(visible_applications(request.user), pk=pk)
    newest = selectors.current_assessment(application)
    chosen = selectors.choices_of(newest)
    asked = selectors.readiness(application, clock.today(), newest).asked
    filled = request.method == "POST" and "choices" in request.POST
    form = ChoicesForm(request.POST if filled else None, asked, chosen)
    if request.method == "POST" and (not filled or form.is_valid()):
        try:
            choices = form.choices if filled else chosen
            made = services.assess(actor=request.user, application=application, choices=choices)
        except DomainError as error:
            if not filled:
                messages.error(request, error.message)
                return redirect("fees:assess", pk=application.pk)
            form.add_error(None, error.message)
        else:
            words = "nieodpłatnie" if made.free else "kwota i jej wyjaśnienie są poniżej"
            messages.success(request, f"Obliczono odpłatność: {words}.")
            return redirect("fees:assess", pk=application.pk)
    if request.method != "POST":
        log_read(reader=request.user, office=application.office, page="opłata", case=application.pk)
    context = {
        "case": selectors.fee_case(application, request.user, clock.today()),
        "application": application,
        "case_url": case_url(application.pk),
        "today": clock.today(),
        "form": form,
        "periods": periods_part(application, newest, clock.today()) if newest else None,
    }
    return render(request, "fees/assess.html", context)
