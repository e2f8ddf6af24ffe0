"""What the pages of the waiting list and of offers share."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from applications.models import Application
from applications.selectors import visible_to
from office.access import Verdict, require
from office.case import case_url
from office.http import StaffRequest
from office.models import Office


def typed(request: StaffRequest) -> Any:
    """What was sent; nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None


def office_of(request: StaffRequest, verdict: Verdict) -> Office:
    """The office of who may do this; refused with the reason otherwise."""
    require(verdict)
    office = request.user.office
    if office is None:  # the verdict has refused such an account already
        raise ValueError("an account without an office")
    return office


def case_of(request: StaffRequest, pk: int) -> Application:
    """A case that the user may see."""
    return get_object_or_404(visible_to(request.user), pk=pk)


def form_page(request: StaffRequest, application: Application, form: forms.Form, **words: str) -> HttpResponse:
    """One form about a case on a page of its own."""
    context: dict[str, Any] = {
        "application": application,
        "form": form,
        "case_url": case_url(application.pk),
        "intro": "",
    }
    return render(request, "apartments/allocation/form.html", context | words)
