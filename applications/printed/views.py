"""The papers of an application as PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from applications import access, selectors
from applications.models import Application, MovingChild
from applications.printed import form, protocol
from applications.programmes.selectors import programmes_for
from office import clock
from office.access import require
from office.case import case_url
from office.documents import pdf_response, render_html, render_pdf
from office.errors import DomainError
from office.http import StaffRequest
from office.services import log_read


def _pdf(template: str, content: Any, name: str) -> HttpResponse:
    return pdf_response(render_pdf(render_html(template, content, draft=False), created=clock.now()), name)


def _case(request: StaffRequest, pk: int) -> Application:
    application = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    require(access.may_see(request.user, application))
    return application


@require_GET
def blank(request: StaffRequest, code: str) -> HttpResponse:
    """The form of a programme of the own office, to fill in by hand."""
    programme = get_object_or_404(programmes_for(request.user), code=code)
    day = clock.today()
    return _pdf(form.TEMPLATE, form.blank_form(programme, day), f"wniosek-{code}")


@require_GET
def blank_mover(request: StaffRequest, code: str, *, is_child: bool) -> HttpResponse:
    """The form of a further adult, or of a child, to fill in by hand."""
    programme = get_object_or_404(programmes_for(request.user), code=code)
    content = form.blank_mover(programme, clock.today(), child=is_child)
    return _pdf(form.TEMPLATE, content, f"formularz-{'dziecko' if is_child else 'dorosly'}-{code}")


@require_GET
def filled(request: StaffRequest, pk: int) -> HttpResponse:
    """The form filled from the case."""
    application = _case(request, pk)
    log_read(reader=request.user, office=application.office, page="wniosek do druku", case=application.pk)
    return _pdf(form.TEMPLATE, form.filled_form(application, clock.today()), f"wniosek-{pk}")


@require_GET
def child(request: StaffRequest, pk: int, child_pk: int) -> HttpResponse:
    """The form of a child who moves in, filled from the case."""
    application = _case(request, pk)
    row = get_object_or_404(MovingChild.objects.select_related("application__person"), pk=child_pk, application=pk)
    log_read(reader=request.user, office=application.office, page="formularz dziecka", case=application.pk)
    return _pdf(form.TEMPLATE, form.filled_child(row, clock.today()), f"formularz-dziecka-{child_pk}")


@require_GET
def oral(request: StaffRequest, pk: int) -> HttpResponse:
    """The protocol of an oral application; where there is none yet, back to the case with the reason."""
    application = _case(request, pk)
    try:
        content = protocol.protocol_of(application, clock.today())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(case_url(application.pk))
    log_read(reader=request.user, office=application.office, page="protokół wniosku", case=application.pk)
    return _pdf(protocol.TEMPLATE, content, f"protokol-{pk}")
